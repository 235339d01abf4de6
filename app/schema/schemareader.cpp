// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schemareader.h"

#include "database/postgres/postgressession.h"
#include "database/session.h"
#include "database/sqlite/sqlitesession.h"
#include "schema/postgres/postgresschemareader.h"
#include "schema/sqlite/sqliteschemareader.h"

namespace tidemark {

std::unique_ptr<SchemaReader> makeSchemaReader(Session &session, SchemaReadOptions options)
{
    // The engine says which session it is: there is one class for each.
    if (session.engine() == Engine::PostgreSql)
        return makePostgresSchemaReader(static_cast<PostgresSession &>(session),
                                        std::move(options));
    return makeSqliteSchemaReader(static_cast<SqliteSession &>(session), std::move(options));
}

} // namespace tidemark
