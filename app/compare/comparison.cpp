// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparison.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString keyOf(const ObjectId &object)
{
    return object.kind + u'\n' + object.object;
}

/// How many objects have a difference of this kind: their properties are not counted one by one.
int countObjects(const SchemaDiff &diff, Difference::Change change)
{
    std::set<std::pair<QString, QString>> objects;
    for (const Difference &one : diff.differences) {
        if (one.change == change)
            objects.emplace(one.kind, one.object);
    }
    return static_cast<int>(objects.size());
}

/// An accepted rename is a change like any other.
void addRenames(const Schema &before, const Schema &after, const std::vector<Rename> &renames,
                SchemaDiff &diff)
{
    const std::vector<Rename> unknown = unknownRenames(before, after, renames);
    for (const Rename &rename : renames) {
        if (std::ranges::find(unknown, rename) != unknown.end())
            continue;
        Difference one;
        one.kind = rename.kind;
        one.object = rename.to;
        one.property = u"name"_s;
        one.before = rename.from;
        one.after = rename.to;
        diff.differences.push_back(std::move(one));
    }
    std::ranges::stable_sort(diff.differences, [](const Difference &a, const Difference &b) {
        return std::tie(a.kind, a.object) < std::tie(b.kind, b.object);
    });
}

/// Options of a user mapping that one side's role may not read differ from nothing.
void leaveOutUnreadable(SchemaDiff &diff)
{
    const QString hidden = u"?"_s;
    const auto count = std::erase_if(diff.differences, [&](const Difference &one) {
        return one.kind == u"user mapping" && one.property == u"options" &&
               (one.before == hidden || one.after == hidden);
    });
    if (count == 0)
        return;
    diff.leftOut.push_back({u"unreadable options"_s, static_cast<int>(count)});
    std::ranges::sort(diff.leftOut, {}, &LeftOut::what);
}

} // namespace

Dependants::Dependants(const Dependencies &dependencies)
{
    for (const Dependency &one : dependencies) {
        m_edges[keyOf(one.on)].push_back({one.dependant, one.automatic});
        // What hangs on a column hangs on its table.
        const bool part = one.on.kind == u"column" || one.on.kind == u"default";
        if (part)
            m_own[one.on.object.left(one.on.object.lastIndexOf(u'.'))].push_back(one.on);
    }
    for (auto &own : m_own) {
        std::sort(own.begin(), own.end());
        own.erase(std::unique(own.begin(), own.end()), own.end());
    }
}

std::vector<ObjectId> Dependants::of(const ObjectId &object, bool automatic) const
{
    std::set<ObjectId> found;
    std::vector<ObjectId> waiting{object};
    for (const ObjectId &own : m_own.value(object.object))
        waiting.push_back(own);
    while (!waiting.empty()) {
        const ObjectId one = waiting.back();
        waiting.pop_back();
        const auto edges = m_edges.constFind(keyOf(one));
        if (edges == m_edges.cend())
            continue;
        for (const Edge &edge : *edges) {
            if ((edge.automatic && !automatic) || edge.dependant == object ||
                !found.insert(edge.dependant).second)
                continue;
            waiting.push_back(edge.dependant);
            for (const ObjectId &own : m_own.value(edge.dependant.object))
                waiting.push_back(own);
        }
    }
    return {found.begin(), found.end()};
}

int Comparison::added() const
{
    return countObjects(diff, Difference::Change::Extra);
}

int Comparison::removed() const
{
    return countObjects(diff, Difference::Change::Missing);
}

int Comparison::changed() const
{
    return countObjects(diff, Difference::Change::Changed);
}

Comparison compareSchemas(LoadedSchema before, LoadedSchema after, CompareOptions options)
{
    Comparison comparison;
    const Schema &first = *before.state.schema;
    const Schema &second = *after.state.schema;
    const Schema renamed = withRenames(first, options.renames);
    comparison.diff = diffSchemas(renamed, second, options.noise);
    leaveOutUnreadable(comparison.diff);
    addRenames(first, second, options.renames, comparison.diff);
    comparison.proposals = proposeRenames(renamed, second);
    for (const LoadedSchema *side : {&before, &after}) {
        if (!side->source.note.isEmpty())
            comparison.notes += u"%1: %2"_s.arg(side->source.displayName(), side->source.note);
        for (const QString &note : side->notes)
            comparison.notes += u"%1: %2"_s.arg(side->source.displayName(), note);
    }
    if (first.engine == Engine::PostgreSql)
        comparison.notes += u"the values of sequences are data and are not compared"_s;
    comparison.before = std::move(before);
    comparison.after = std::move(after);
    comparison.options = std::move(options);
    return comparison;
}

} // namespace tidemark
