// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/postgresdraft.h"

using namespace Qt::StringLiterals;

namespace tidemark {

Draft draftPostgresMigration(const SchemaState &from, const SchemaState &to,
                             const DraftOptions &options)
{
    Draft draft;
    for (const Difference &one : diffSchemas(*from.schema, *to.schema, options.noise).differences)
        draft.gaps.push_back({{one.kind, one.object}, one.property, u"no rule for it"_s});
    return draft;
}

} // namespace tidemark
