// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/fill/fillcontext.h"

#include <QHash>
#include <QString>

namespace tidemark {

/// Expressions by column name.
using ColumnExpressions = QHash<QString, QString>;

/// For every column of `table` that a foreign key governs, the value of an existing parent row: the
/// one at `offset` in the order of the referenced columns. Where keys share columns, the wider key
/// decides and the others look for rows that agree. Without such a row it is NULL.
ColumnExpressions parentRowExpressions(const FillContext &context, const Relation &table,
                                       int offset);

} // namespace tidemark
