// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/datadigest.h"

#include "database/session.h"
#include "database/sqlite/sqlitesession.h"
#include "diff/postgresdata.h"
#include "diff/sqlitedata.h"

namespace tidemark {

Result<std::vector<TableDigest>> digestTables(Session &session,
                                              const std::vector<const Relation *> &tables)
{
    // The engine says which session it is: there is one class for each.
    if (session.engine() == Engine::Sqlite)
        return digestSqliteTables(static_cast<SqliteSession &>(session), tables);
    return digestPostgresTables(session, tables);
}

Result<TableDigest> digestTable(Session &session, const Relation &table)
{
    TM_TRY_ASSIGN(std::vector<TableDigest> digests, digestTables(session, {&table}));
    return std::move(digests.front());
}

Result<std::vector<RowSet>> readRowSets(Session &session,
                                        const std::vector<const Relation *> &tables, int limit)
{
    if (session.engine() == Engine::Sqlite)
        return readSqliteRows(static_cast<SqliteSession &>(session), tables, limit);
    return readPostgresRows(session, tables, limit);
}

Result<RowSet> readRows(Session &session, const Relation &table, int limit)
{
    TM_TRY_ASSIGN(std::vector<RowSet> sets, readRowSets(session, {&table}, limit));
    return std::move(sets.front());
}

} // namespace tidemark
