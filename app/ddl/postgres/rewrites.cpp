// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/rewrites.h"

#include "ddl/postgres/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

/// "ALTER TABLE public.users " of a statement that does nothing but change a type; else empty.
QString typeChangeOf(const DraftStatement &statement)
{
    if (statement.about.kind != "column"_L1 || statement.outsideTransaction)
        return {};
    const QString alter = u"ALTER TABLE %1 "_s.arg(words::withoutLast(statement.about.object));
    const QString column = words::lastPart(statement.about.object);
    const bool type = statement.sql.startsWith(alter + "ALTER COLUMN "_L1 + column + " TYPE "_L1);
    return type ? alter : QString();
}

bool isRewrite(const DraftStatement &statement)
{
    return std::any_of(statement.hazards.begin(), statement.hazards.end(),
                       [](const HazardNote &note) { return note.hazard == Hazard::RewritesTable; });
}

} // namespace

void mergeRewrites(std::vector<DraftStatement> &statements)
{
    std::vector<DraftStatement> merged;
    merged.reserve(statements.size());
    for (DraftStatement &one : statements) {
        const QString alter = typeChangeOf(one);
        const bool goesOn = !alter.isEmpty() && !merged.empty() &&
                            typeChangeOf(merged.back()) == alter &&
                            (isRewrite(one) || isRewrite(merged.back()));
        if (!goesOn) {
            merged.push_back(std::move(one));
            continue;
        }
        DraftStatement &whole = merged.back();
        if (whole.remark.isEmpty())
            whole.remark = one.remark;
        whole.sql += u",\n    "_s + one.sql.mid(alter.size());
        for (const HazardNote &note : one.hazards) {
            if (std::find(whole.hazards.begin(), whole.hazards.end(), note) == whole.hazards.end())
                whole.hazards.push_back(note);
        }
    }
    statements = std::move(merged);
}

} // namespace tidemark::ddlpg
