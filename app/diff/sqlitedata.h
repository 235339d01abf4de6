// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/datadigest.h"

namespace tidemark {

class SqliteSession;

/// digestTables() and readRowSets() on SQLite, by stepping through each table.
Result<std::vector<TableDigest>> digestSqliteTables(SqliteSession &session,
                                                    const std::vector<const Relation *> &tables);
Result<std::vector<RowSet>> readSqliteRows(SqliteSession &session,
                                           const std::vector<const Relation *> &tables, int limit);

} // namespace tidemark
