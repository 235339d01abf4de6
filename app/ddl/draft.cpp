// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/draft.h"

#include "ddl/postgres/postgresdraft.h"
#include "ddl/sqlite/sqlitedraft.h"

#include <algorithm>

namespace tidemark {

Draft draftMigration(const SchemaState &from, const SchemaState &to, const DraftOptions &options)
{
    if (from.schema->engine == Engine::Sqlite)
        return draftSqliteMigration(from, to, options);
    return draftPostgresMigration(from, to, options);
}

bool announces(const Draft &draft, const Difference &difference)
{
    return std::ranges::any_of(draft.gaps, [&](const DraftGap &gap) {
        return gap.about.object == difference.object &&
               (gap.property.isEmpty() || gap.property == difference.property);
    });
}

} // namespace tidemark
