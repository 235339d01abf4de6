// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/draft.h"

#include "ddl/postgres/postgresdraft.h"
#include "ddl/sqlite/sqlitedraft.h"

namespace tidemark {

Draft draftMigration(const SchemaState &from, const SchemaState &to, const DraftOptions &options)
{
    if (from.schema->engine == Engine::Sqlite)
        return draftSqliteMigration(from, to, options);
    return draftPostgresMigration(from, to, options);
}

} // namespace tidemark
