// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/comparechoice.h"

#include <algorithm>

namespace tidemark {

namespace {

QString choiceKey(const ObjectId &id)
{
    return id.kind + u'\n' + id.object;
}

} // namespace

void CompareChoice::setObjects(const ComparedObjects &objects)
{
    m_chosen.assign(objects.objects.size(), true);
    if (m_leftAlone.isEmpty())
        return;
    for (size_t i = 0; i < m_chosen.size(); ++i)
        m_chosen[i] = objects.objects[i].standing == Standing::Equal ||
                      !m_leftAlone.contains(choiceKey(objects.objects[i].id));
}

void CompareChoice::choose(const ComparedObjects &objects, const std::vector<int> &places,
                           bool chosen)
{
    for (const int place : places) {
        const ComparedObject &object = objects.objects[size_t(place)];
        if (object.standing == Standing::Equal)
            continue;
        const QString key = choiceKey(object.id);
        if (chosen)
            m_leftAlone.remove(key);
        else
            m_leftAlone.insert(key);
        m_chosen[size_t(place)] = chosen;
    }
}

void CompareChoice::forget()
{
    m_leftAlone.clear();
    m_chosen.clear();
}

bool CompareChoice::isAll() const
{
    return std::ranges::find(m_chosen, false) == m_chosen.end();
}

int CompareChoice::count(const ComparedObjects &objects) const
{
    int count = 0;
    for (size_t i = 0; i < m_chosen.size(); ++i)
        count += m_chosen[i] && objects.objects[i].standing != Standing::Equal ? 1 : 0;
    return count;
}

std::optional<std::vector<ObjectId>> CompareChoice::only(const SchemaDiff &diff,
                                                         const ComparedObjects &objects) const
{
    if (isAll())
        return {};
    std::vector<ObjectId> only;
    for (size_t i = 0; i < m_chosen.size(); ++i) {
        const ComparedObject &object = objects.objects[i];
        if (!m_chosen[i] || object.standing == Standing::Equal)
            continue;
        only.push_back(object.id);
        for (const int at : object.differences) {
            const Difference &difference = diff.differences[size_t(at)];
            const ObjectId part{difference.kind, difference.object};
            if (part != only.back() && part != object.id)
                only.push_back(part);
        }
    }
    return only;
}

} // namespace tidemark
