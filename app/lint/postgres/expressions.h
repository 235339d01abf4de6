// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/lintcase.h"

namespace tidemark {

/// The first function in an expression that gives another value for each row ("gen_random_uuid"),
/// or that nobody knows; empty: there is none, so the server computes it once.
QString volatileFunctionIn(const PgNode *expression);

/// Changing a column from one type to another writes every row anew. `from` may be empty: not
/// known; then only changes that never rewrite are told.
bool changeRewrites(const QString &from, const QString &to);

/// Values of the one type do not all fit into the other.
bool changeNarrows(const QString &from, const QString &to);

/// A CHECK (column IS NOT NULL) that is validated stands on the table when the statement runs, as
/// far as scripts tell.
bool hasNotNullCheck(const LintCase &migration, const LintStatement &statement,
                     const QString &table, const QString &column);

/// The column that ALTER TABLE ... ADD COLUMN makes; nullptr for other parts of ALTER TABLE.
const PgQuery__ColumnDef *columnOf(const PgQuery__AlterTableCmd &command);

} // namespace tidemark
