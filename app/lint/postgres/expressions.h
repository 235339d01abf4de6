// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/lintcase.h"

namespace tidemark {

/// The first function in an expression that gives another value for each row: one of the server's
/// or of its extensions ("gen_random_uuid"), or one that scripts made neither IMMUTABLE nor STABLE.
/// Empty: none is known.
QString volatileFunctionIn(const PgNode *expression, const Catalog &catalog);

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
