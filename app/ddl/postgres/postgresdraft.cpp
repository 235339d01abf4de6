// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/postgresdraft.h"

#include "ddl/postgres/drafter.h"
#include "ddl/postgres/renames.h"

namespace tidemark {

Draft draftPostgresMigration(const SchemaState &from, const SchemaState &to,
                             const DraftOptions &options)
{
    if (options.renames.empty())
        return ddlpg::Drafter(from, to, options).run();
    const ddlpg::RenamedState renamed = ddlpg::withRenames(from, options.renames);
    Draft draft = ddlpg::Drafter(renamed.state, to, options).run();
    draft.statements.insert(draft.statements.begin(), renamed.statements.begin(),
                            renamed.statements.end());
    draft.gaps.insert(draft.gaps.begin(), renamed.gaps.begin(), renamed.gaps.end());
    return draft;
}

} // namespace tidemark
