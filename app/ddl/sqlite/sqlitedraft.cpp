// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/sqlite/sqlitedraft.h"

using namespace Qt::StringLiterals;

namespace tidemark {

Draft draftSqliteMigration(const SchemaState &from, const SchemaState &to,
                           const DraftOptions &options)
{
    Draft draft;
    draft.engine = Engine::Sqlite;
    for (const Difference &one : diffSchemas(*from.schema, *to.schema, options.noise).differences)
        draft.gaps.push_back({{one.kind, one.object}, one.property, u"no rule for it"_s});
    return draft;
}

} // namespace tidemark
