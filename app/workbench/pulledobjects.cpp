// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/pulledobjects.h"

#include "compare/comparison.h"

#include <algorithm>
#include <deque>
#include <map>

namespace tidemark {

namespace {

/// The listed object that one of the model is, or is a part of.
class Places
{
public:
    explicit Places(const ComparedObjects &objects)
        : m_objects(objects)
    {
        for (size_t i = 0; i < objects.objects.size(); ++i)
            m_byName.insert(objects.objects[i].id.object, int(i));
    }

    int of(const ObjectId &id) const
    {
        if (const int place = m_objects.find(id); place >= 0)
            return place;
        // Of what came or went as a whole the parts are no differences of their own.
        for (qsizetype end = id.object.lastIndexOf(u'.'); end > 0;
             end = id.object.lastIndexOf(u'.', end - 1)) {
            if (const auto found = m_byName.constFind(id.object.left(end));
                found != m_byName.constEnd())
                return *found;
        }
        return -1;
    }

private:
    const ComparedObjects &m_objects;
    QHash<QString, int> m_byName;
};

} // namespace

std::vector<PulledObject> pulledObjects(const Comparison &comparison,
                                        const ComparedObjects &objects,
                                        const std::vector<bool> &chosen, const Draft &script)
{
    const Places places(objects);
    std::map<int, PulledObject> pulled;
    for (const DraftStatement &statement : script.statements) {
        const int place = places.of(statement.about);
        if (place >= 0 && !chosen[size_t(place)])
            pulled.insert({place, {place}});
    }
    if (pulled.empty())
        return {};
    // Whom each brings along.
    std::map<int, std::vector<PulledObject>> brings;
    const auto add = [&](const ObjectId &reason, const ObjectId &id, bool goes) {
        const int object = places.of(id);
        const int because = places.of(reason);
        if (because >= 0 && object != because && pulled.contains(object))
            brings[because].push_back({object, because, goes, false});
    };
    for (const Dependency &one : comparison.after.state.dependencies)
        add(one.dependant, one.on, false);
    for (const Dependency &one : comparison.before.state.dependencies)
        add(one.on, one.dependant, true);
    std::deque<int> open;
    for (size_t i = 0; i < chosen.size(); ++i) {
        if (chosen[i] && objects.objects[i].standing != Standing::Equal)
            open.push_back(int(i));
    }
    while (!open.empty()) {
        for (const PulledObject &one : brings[open.front()]) {
            PulledObject &known = pulled[one.object];
            if (known.because >= 0)
                continue;
            known = one;
            open.push_back(one.object);
        }
        open.pop_front();
    }
    std::vector<PulledObject> result;
    for (auto &[place, one] : pulled) {
        const std::vector<int> &differences = objects.objects[size_t(place)].differences;
        one.renamed = one.because < 0 && std::ranges::any_of(differences, [&](int at) {
                          return comparison.diff.differences[size_t(at)].property == u"name";
                      });
        result.push_back(one);
    }
    return result;
}

} // namespace tidemark
