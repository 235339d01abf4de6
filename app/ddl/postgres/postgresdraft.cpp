// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/postgresdraft.h"

#include "ddl/postgres/drafter.h"
#include "ddl/postgres/renames.h"
#include "schema/schema.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// What the model does not hold is counted only. Large objects are data.
void addUnheldGaps(const Schema &from, const Schema &to, std::vector<DraftGap> &gaps)
{
    QMap<QString, std::pair<int, int>> counts;
    for (const NotCompared &one : from.notCompared)
        counts[one.kind].first = one.count;
    for (const NotCompared &one : to.notCompared)
        counts[one.kind].second = one.count;
    counts.remove(u"large object"_s);
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        if (it->first != it->second)
            gaps.push_back(
                {{it.key(), {}},
                 {},
                 u"%1 instead of %2: these are not read, so nothing is written for them"_s.arg(
                     QString::number(it->second), QString::number(it->first))});
}

} // namespace

Draft draftPostgresMigration(const SchemaState &from, const SchemaState &to,
                             const DraftOptions &options)
{
    Draft draft;
    if (options.renames.empty()) {
        draft = ddlpg::Drafter(from, to, options).run();
    } else {
        const ddlpg::RenamedState renamed = ddlpg::withRenames(from, options.renames);
        draft = ddlpg::Drafter(renamed.state, to, options).run();
        draft.statements.insert(draft.statements.begin(), renamed.statements.begin(),
                                renamed.statements.end());
        draft.gaps.insert(draft.gaps.begin(), renamed.gaps.begin(), renamed.gaps.end());
    }
    if (!options.only)
        addUnheldGaps(*from.schema, *to.schema, draft.gaps);
    return draft;
}

} // namespace tidemark
