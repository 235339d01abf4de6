// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
#include "ddl/postgres/drafter.h"
#include "ddl/postgres/words.h"

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

/// What can be moved aside until all columns have been switched over to the new one.
bool isReplaceable(const QString &kind)
{
    return kind == "collation"_L1 || kind == "enum"_L1 || kind == "domain"_L1 ||
           kind == "composite type"_L1 || kind == "range type"_L1;
}

} // namespace

bool Drafter::dependsStill(const Item &item, const Item &on) const
{
    return on.inTo && m_toNeeds.has(item.newId, on.newId);
}

void Drafter::remake(int number)
{
    Item &item = m_items[std::size_t(number)];
    if (!item.inFrom || !item.inTo || item.isRemade())
        return;
    item.fate = Fate::Recreate;
    m_waiting.push_back(number);
    // What is part of it goes with it.
    for (const int part : item.parts)
        remake(part);
}

void Drafter::replaceOrRemake(int number)
{
    Item &item = m_items[std::size_t(number)];
    if (item.isRemade() || !item.inTo)
        return;
    if (isReplaceable(item.id.kind)) {
        item.fate = Fate::Replace;
        m_waiting.push_back(number);
        for (const int part : item.parts)
            remake(part);
        return;
    }
    remake(number);
}

// A column of another type: the server takes indexes and most constraints along, and nothing else.
void Drafter::disturbByType(Item &item, const Item &column)
{
    const QString &kind = item.id.kind;
    const int number = int(&item - m_items.data());
    static const QStringList inTheWay{
        u"view"_s,      u"materialized view"_s, u"rule"_s,      u"policy"_s,
        u"trigger"_s,   u"function"_s,          u"procedure"_s, u"publication table"_s,
        u"aggregate"_s, u"window function"_s,   u"column"_s};
    if (inTheWay.contains(kind)) {
        remake(number);
        return;
    }
    if (column.isSwitched() && switchesAlone(item, column, number))
        return;
    // Keys of whole numbers get on with each other whatever their width.
    if (kind == "foreign key"_L1 || kind == "default"_L1 || kind == "check constraint"_L1 ||
        kind == "index"_L1 || kind == "statistics"_L1 || kind == "exclusion constraint"_L1) {
        if (column.switchType || column.newTypeNeedsCare)
            remake(number);
    }
}

// A partition that leaves keeps its indexes and keys; its clones of triggers go.
bool Drafter::isFreedByDetaching(const Item &item, const Item &on) const
{
    if (item.parent < 0 || on.parent < 0 || item.parent == on.parent ||
        item.id.kind != on.id.kind || item.id.kind == "trigger"_L1)
        return false;
    const Item &child = m_items[std::size_t(item.parent)];
    const int link = find({u"partition"_s, child.id.object}, Side::From);
    if (link < 0 || isRebound(m_items[std::size_t(link)]))
        return false;
    return m_items[std::size_t(link)].isDropped() || m_items[std::size_t(on.parent)].isDropped();
}

void Drafter::disturb(int number, int by)
{
    Item &item = m_items[std::size_t(number)];
    const Item &on = m_items[std::size_t(by)];
    if (!item.inFrom || !item.inTo || item.isRemade())
        return;
    if (item.redefines && !dependsStill(item, on))
        return;
    if (isFreedByDetaching(item, on))
        return;
    const bool typeOnly = !on.isDropped();
    if (typeOnly) {
        disturbByType(item, on);
        return;
    }
    const QString &kind = item.id.kind;
    if (kind == "column"_L1 && on.fate == Fate::Replace) {
        if (item.switchType)
            return;
        item.switchType = true;
        item.fate = Fate::Alter;
        m_waiting.push_back(number);
        if (item.switched)
            changeInPlace(item.parent, u"its type is made anew"_s);
    } else if (kind == "attribute"_L1) {
        replaceOrRemake(item.parent);
    } else if (words::isTable(kind) && (words::isTable(on.id.kind) || isReplaceable(on.id.kind))) {
        // Its own item says how it belongs to a parent; a type it is made of stays as it is.
        if (words::isTable(on.id.kind)) {
            for (const QString &link : {u"partition"_s, u"inheritance"_s}) {
                const QString object = link == "partition"_L1
                                           ? item.id.object
                                           : item.id.object + u" of "_s + on.id.object;
                const int child = find({link, object}, Side::From);
                if (child >= 0)
                    remake(child);
            }
        }
    } else if (kind == "sequence"_L1 && on.id.kind == "column"_L1) {
        if (const int owner = find({u"sequence owner"_s, item.id.object}, Side::From); owner >= 0)
            remake(owner);
        else
            remake(number);
    } else if (words::isTable(kind) && on.id.kind == "schema"_L1) {
        m_gaps.push_back({item.id, {}, u"its schema is made again"_s});
    } else {
        replaceOrRemake(number);
    }
}

void Drafter::clearTheWay()
{
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Item &item = m_items[std::size_t(i)];
        if (item.inFrom && item.inTo && item.fate == Fate::Recreate) {
            m_items[std::size_t(i)].fate = Fate::Keep;
            remake(i);
        } else if (item.inFrom && item.inTo && item.fate == Fate::Replace) {
            m_items[std::size_t(i)].fate = Fate::Keep;
            replaceOrRemake(i);
        } else if (item.isDropped() || item.otherType) {
            m_waiting.push_back(i);
        }
    }
    freeRebounds();
    followDisturbance();
}

void Drafter::followDisturbance()
{
    while (!m_waiting.empty()) {
        const int number = m_waiting.back();
        m_waiting.pop_back();
        const ObjectId id = m_items[std::size_t(number)].id;
        for (const Dependency *need : m_fromNeeds.on(id)) {
            const int dependant = ensure(need->dependant, Side::From);
            if (dependant >= 0)
                disturb(dependant, number);
        }
    }
}

} // namespace tidemark::ddlpg
