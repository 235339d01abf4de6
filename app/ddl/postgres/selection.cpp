// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/drafter.h"
#include "ddl/postgres/words.h"

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

Drafter::Drafter(const SchemaState &from, const SchemaState &to, const DraftOptions &options)
    : m_world(from, to, options)
    , m_from(from)
    , m_to(to)
    , m_fromNeeds(from.dependencies)
    , m_toNeeds(to.dependencies)
{
}

bool Drafter::wants(const ObjectId &id) const
{
    return !m_selects || m_wanted.contains(keyOf(id));
}

// A part of what is only in the new schema needs the whole.
void Drafter::wantParent(const ObjectId &part, std::vector<ObjectId> &open)
{
    static const QStringList kinds{u"column"_s,
                                   u"trigger"_s,
                                   u"rule"_s,
                                   u"policy"_s,
                                   u"primary key"_s,
                                   u"foreign key"_s,
                                   u"check constraint"_s,
                                   u"unique constraint"_s,
                                   u"default"_s,
                                   u"exclusion constraint"_s};
    if (!kinds.contains(part.kind))
        return;
    const QStringList names = words::parts(words::withoutLast(part.object));
    const Relation *table =
        names.size() == 2 ? m_world.to.relation(names.first(), names.last()) : nullptr;
    const Relation *before = table ? m_world.from.relation(table->schema, table->name) : nullptr;
    if (!table || (before && before->type == table->type))
        return;
    const ObjectId id{table->kind(), table->identity()};
    if (!m_wanted.contains(keyOf(id))) {
        m_wanted.insert(keyOf(id));
        open.push_back(id);
    }
}

// Whether the new schema has it no more. Only asked of what stands by itself, and of columns.
bool Drafter::isGone(const ObjectId &id)
{
    if (id.kind == "column"_L1) {
        const QStringList names = words::parts(id.object);
        const Relation *table =
            names.size() == 3 ? m_world.to.relation(names[0], names[1]) : nullptr;
        return names.size() == 3 && (!table || !table->column(names[2]));
    }
    findPlaces();
    return m_places[0].contains(keyOf(id)) && !m_places[1].contains(keyOf(id));
}

// What is chosen, what that needs in the new schema, and, of what goes, what needs it in the old
// one.
void Drafter::select()
{
    if (!m_world.options.only)
        return;
    m_selects = true;
    std::vector<ObjectId> open = *m_world.options.only;
    const auto want = [&](ObjectId id) {
        if (id.kind == "enum label"_L1)
            id = {u"enum"_s, words::withoutLast(id.object)};
        if (m_wanted.contains(keyOf(id)))
            return;
        m_wanted.insert(keyOf(id));
        open.push_back(std::move(id));
    };
    for (const ObjectId &id : *m_world.options.only)
        want(id);
    while (!open.empty()) {
        const ObjectId id = open.back();
        open.pop_back();
        for (const Dependency &need : m_toNeeds.of(id))
            want(need.on);
        if (isGone(id)) {
            for (const Dependency *need : m_fromNeeds.on(id))
                want(need->dependant);
        }
        // A default belongs to its column, and a column to its table.
        if (id.kind == "column"_L1) {
            for (const Dependency &need : m_toNeeds.of({u"default"_s, id.object}))
                want(need.on);
        }
        wantParent(id, open);
    }
}

} // namespace tidemark::ddlpg
