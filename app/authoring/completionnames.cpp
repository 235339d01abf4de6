// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/completionnames.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

CompletionKind kindOf(RelationKind kind)
{
    return kind == RelationKind::View || kind == RelationKind::MaterializedView
               ? CompletionKind::View
               : CompletionKind::Table;
}

template <typename T>
void addThings(std::vector<CompletionThing> &things, CompletionKind kind, const Objects<T> &objects)
{
    for (const Shared<T> &object : objects)
        things.push_back({kind, {object->schema, object->name}, object->kind()});
}

std::vector<CompletionThing> thingsOf(const Schema &schema)
{
    std::vector<CompletionThing> things;
    addThings(things, CompletionKind::Type, schema.enums);
    addThings(things, CompletionKind::Type, schema.composites);
    addThings(things, CompletionKind::Type, schema.domains);
    addThings(things, CompletionKind::Type, schema.ranges);
    addThings(things, CompletionKind::Type, schema.baseTypes);
    addThings(things, CompletionKind::Sequence, schema.sequences);
    for (const auto &routine : schema.routines)
        things.push_back({CompletionKind::Function,
                          {routine->schema, routine->name},
                          u'(' + routine->arguments + u')'});
    for (const auto &aggregate : schema.aggregates)
        things.push_back(
            {CompletionKind::Function, {aggregate->schema, aggregate->name}, u"(aggregate)"_s});
    for (const auto &space : schema.namespaces)
        things.push_back({CompletionKind::Schema, {{}, space->name}, u"schema"_s});
    for (const auto &relation : schema.relations) {
        for (const Index &index : relation->indexes)
            things.push_back({CompletionKind::Index,
                              {relation->schema, index.name},
                              u"index of "_s + relation->name});
    }
    return things;
}

} // namespace

QString completionKindName(CompletionKind kind)
{
    switch (kind) {
    case CompletionKind::Column:
        return u"column"_s;
    case CompletionKind::Table:
        return u"table"_s;
    case CompletionKind::View:
        return u"view"_s;
    case CompletionKind::Alias:
        return u"alias"_s;
    case CompletionKind::Function:
        return u"function"_s;
    case CompletionKind::Type:
        return u"type"_s;
    case CompletionKind::Schema:
        return u"schema"_s;
    case CompletionKind::Sequence:
        return u"sequence"_s;
    case CompletionKind::Index:
        return u"index"_s;
    case CompletionKind::Constraint:
        return u"constraint"_s;
    case CompletionKind::Trigger:
        return u"trigger"_s;
    case CompletionKind::Keyword:
        return u"keyword"_s;
    }
    return {};
}

CompletionRelation CompletionRelation::unfolded() const
{
    CompletionRelation own = *this;
    if (!of)
        return own;
    own.of = nullptr;
    for (const Column &column : of->columns)
        own.columns.push_back({column.name, column.type});
    for (const Constraint &constraint : of->constraints) {
        if (!constraint.name.isEmpty())
            own.constraints += constraint.name;
    }
    for (const Trigger &trigger : of->triggers)
        own.triggers += trigger.name;
    return own;
}

CompletionNames::CompletionNames(SchemaPtr schema)
{
    auto data = std::make_unique<Data>();
    for (const auto &relation : schema->relations) {
        const auto place = static_cast<int>(data->relations.size());
        data->relations.push_back(
            {{relation->schema, relation->name}, kindOf(relation->type), &*relation, {}, {}, {}});
        data->folded.push_back(relation->name.toLower());
        data->byName[foldName(relation->name, schema->engine)].push_back(place);
        for (int i = 0; i < static_cast<int>(relation->columns.size()); ++i)
            data->columns.push_back(
                {relation->columns[static_cast<size_t>(i)].name.toLower(), {place, i}});
    }
    std::ranges::sort(data->columns);
    const auto rest = std::ranges::unique(data->columns, {}, [](const auto &c) { return c.first; });
    data->columns.erase(rest.begin(), rest.end());
    data->things = thingsOf(*schema);
    data->schema = std::move(schema);
    d = std::move(data);
}

CompletionNames::~CompletionNames() = default;

bool ScriptNames::same(const SqlName &a, const SqlName &b) const
{
    // The search path of migrations is nearly always public alone.
    const auto schemaOf = [this](const SqlName &name) {
        return name.schema.isEmpty() && engine() == Engine::PostgreSql ? u"public"_s : name.schema;
    };
    return fold(a.name) == fold(b.name) && fold(schemaOf(a)) == fold(schemaOf(b));
}

const CompletionRelation *ScriptNames::findInSchema(const SqlName &name) const
{
    const auto places = m_names.byName.find(fold(name.name));
    if (places == m_names.byName.end())
        return nullptr;
    const CompletionRelation *any = nullptr;
    for (const int place : *places) {
        const CompletionRelation &relation = m_names.relations[static_cast<size_t>(place)];
        if (m_goneRelations.contains(&relation))
            continue;
        if (same(relation.name, name))
            return &relation;
        if (name.schema.isEmpty() && !any)
            any = &relation; // the script may have set another search path
    }
    return any;
}

const CompletionRelation *ScriptNames::find(const SqlName &name) const
{
    for (auto relation = m_made.rbegin(); relation != m_made.rend(); ++relation) {
        if (same(relation->name, name))
            return &*relation;
    }
    return findInSchema(name);
}

bool ScriptNames::isGone(const CompletionRelation &ofSchema) const
{
    return m_goneRelations.contains(&ofSchema);
}

bool ScriptNames::isGone(const CompletionThing &ofSchema) const
{
    return std::ranges::any_of(m_goneThings, [&](const CompletionThing &gone) {
        return gone.kind == ofSchema.kind && same(gone.name, ofSchema.name);
    });
}

void ScriptNames::add(CompletionRelation relation)
{
    m_made.push_back(std::move(relation));
}

void ScriptNames::add(CompletionThing thing)
{
    m_things.push_back(std::move(thing));
}

CompletionRelation *ScriptNames::changed(const SqlName &name)
{
    for (CompletionRelation &relation : m_made) {
        if (same(relation.name, name))
            return &relation;
    }
    const CompletionRelation *known = findInSchema(name);
    if (!known)
        return nullptr;
    m_goneRelations.insert(known);
    m_made.push_back(known->unfolded());
    return &m_made.back();
}

void ScriptNames::removeRelation(const SqlName &name)
{
    if (std::erase_if(m_made,
                      [&](const CompletionRelation &made) { return same(made.name, name); }) > 0)
        return;
    if (const CompletionRelation *known = findInSchema(name))
        m_goneRelations.insert(known);
}

void ScriptNames::removeThing(CompletionKind kind, const SqlName &name)
{
    const auto erased = std::erase_if(m_things, [&](const CompletionThing &thing) {
        return thing.kind == kind && same(thing.name, name);
    });
    if (erased == 0)
        m_goneThings.push_back({kind, name, {}});
}

} // namespace tidemark
