// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/dependencies.h"

#include "database/postgres/postgressession.h"
#include "database/sqlite/sqlitesession.h"
#include "schema/postgres/postgresdependencies.h"
#include "schema/sqlite/sqlitedependencies.h"

namespace tidemark {

Result<Dependencies> readDependencies(Session &session, const Schema &schema)
{
    // The engine says which session it is: there is one class for each.
    if (session.engine() == Engine::PostgreSql)
        return readPostgresDependencies(static_cast<PostgresSession &>(session));
    return readSqliteDependencies(static_cast<SqliteSession &>(session), schema);
}

} // namespace tidemark
