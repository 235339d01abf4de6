// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/renames.h"
#include "schema/schema.h"
#include "sql/columnnames.h"

namespace tidemark {

/// For the columns of this table; `names` is old to new.
ColumnNames columnNames(const Relation &table, const QHash<QString, QString> &names, Engine engine);

/// Gives the table's columns other names in itself and all that it has: keys, indexes, expressions,
/// triggers. What other relations say of it stays. All at once, so crosswise names need no third.
void renameColumnsOf(Relation &table, const QHash<QString, QString> &names, Engine engine);

/// The table and those that have this column of it, as partitions or by INHERITS: the server gives
/// it the new name in all of them. Shown names, the table's first; linear in the tables.
QStringList heirsOf(const Schema &schema, const QString &table, const QString &column);

/// Without those that their parents' bring along.
std::vector<Rename> withoutInherited(const Schema &schema, const std::vector<Rename> &renames);

} // namespace tidemark
