// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/rewrites.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

/// "ALTER TABLE public.users " of a statement that does nothing but rewrite it; else empty.
QString rewriteOf(const DraftStatement &statement)
{
    for (const HazardNote &note : statement.hazards) {
        const QString alter = u"ALTER TABLE %1 "_s.arg(note.object);
        const bool type = statement.sql.startsWith(alter + "ALTER COLUMN "_L1) &&
                          statement.sql.contains(" TYPE "_L1);
        if (note.hazard == Hazard::RewritesTable && type && !statement.outsideTransaction)
            return alter;
    }
    return {};
}

} // namespace

void mergeRewrites(std::vector<DraftStatement> &statements)
{
    std::vector<DraftStatement> merged;
    merged.reserve(statements.size());
    for (DraftStatement &one : statements) {
        const QString alter = rewriteOf(one);
        if (alter.isEmpty() || merged.empty() || rewriteOf(merged.back()) != alter) {
            merged.push_back(std::move(one));
            continue;
        }
        DraftStatement &whole = merged.back();
        whole.sql += u",\n    "_s + one.sql.mid(alter.size());
        for (const HazardNote &note : one.hazards) {
            if (std::find(whole.hazards.begin(), whole.hazards.end(), note) == whole.hazards.end())
                whole.hazards.push_back(note);
        }
    }
    statements = std::move(merged);
}

} // namespace tidemark::ddlpg
