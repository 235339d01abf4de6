// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/drafter.h"
#include "ddl/postgres/parents.h"
#include "ddl/postgres/words.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

const Relation *relationOf(const Schema &schema, const QString &shown)
{
    const QStringList names = words::parts(shown);
    return names.size() == 2 ? schema.relation(names[0], names[1]) : nullptr;
}

QStringList columnNamesOf(const std::vector<Column> &columns)
{
    QStringList names;
    for (const Column &column : columns)
        names += column.name;
    return names;
}

/// The columns as CREATE TABLE makes them: the parents' come first.
QStringList orderWhenMade(const Relation &table, const Schema &schema)
{
    QStringList names;
    for (const QString &parent : table.inherits) {
        const Relation *one = relationOf(schema, parent);
        for (const QString &name : one ? columnNamesOf(one->columns) : QStringList()) {
            if (!names.contains(name))
                names += name;
        }
    }
    for (const Column &column : table.columns) {
        if (!names.contains(column.name))
            names += column.name;
    }
    return names;
}

} // namespace

/// Whether the statements for its columns leave a table's in the order of the new schema.
bool Drafter::comesInOrder(const Item &item) const
{
    const Relation *from = relationOf(m_world.from, item.id.object);
    const Relation *to = relationOf(m_world.to, item.newId.object);
    if (!to)
        return true;
    if (!from || item.isRemade())
        return orderWhenMade(*to, m_world.to) == columnNamesOf(to->columns);
    const auto itemOf = [&](const Column &column, Side side) {
        const Relation &table = side == Side::From ? *from : *to;
        return find({u"column"_s, table.identity() + u'.' + displayIdentifier(column.name)}, side);
    };
    QStringList reached;
    for (const Column &column : from->columns) {
        const int number = itemOf(column, Side::From);
        const bool moves = number >= 0 && (m_items[std::size_t(number)].isDropped() ||
                                           m_items[std::size_t(number)].isSwitched());
        if (!moves)
            reached += column.name;
    }
    std::vector<std::pair<int, QString>> added;
    for (const Column &column : to->columns) {
        const int number = itemOf(column, Side::To);
        const bool comes = number >= 0 && (m_items[std::size_t(number)].isCreated() ||
                                           m_items[std::size_t(number)].isSwitched());
        if (!comes)
            continue;
        const QString object = m_items[std::size_t(number)].newId.object;
        added.emplace_back(m_added.value(object, int(added.size())), column.name);
    }
    std::sort(added.begin(), added.end());
    for (const auto &one : added)
        reached += one.second;
    return reached == columnNamesOf(to->columns);
}

bool Drafter::parentsComeInOrder(const Item &item) const
{
    const Relation *from = relationOf(m_world.from, item.id.object);
    const Relation *to = relationOf(m_world.to, item.newId.object);
    return !from || !to || parentOrder(*from, *to, m_world).isReached;
}

/// Where only some of what differs is chosen, a table made anew would bring the rest along.
bool Drafter::isChosenWhole(const Relation &before, const Relation &after) const
{
    if (!m_selects)
        return true;
    const auto part = [&](const QString &name) {
        return ObjectId{u"column"_s, after.identity() + u'.' + displayIdentifier(name)};
    };
    for (const Column &column : before.columns) {
        const Column *now = after.column(column.name);
        if ((!now || !(*now == column)) && !wants(part(column.name)))
            return false;
    }
    for (const Column &column : after.columns) {
        if (!before.column(column.name) && !wants(part(column.name)))
            return false;
    }
    for (const Constraint &constraint : after.constraints) {
        if (constraint.type != ConstraintKind::Check)
            continue;
        const bool same = std::find(before.constraints.begin(), before.constraints.end(),
                                    constraint) != before.constraints.end();
        const ObjectId id{u"check constraint"_s,
                          after.identity() + u'.' + displayIdentifier(constraint.name)};
        if (!same && !wants(id))
            return false;
    }
    return true;
}

/// Tables that inherit from it, in both schemas.
std::vector<int> Drafter::childrenOf(const Item &item)
{
    std::vector<int> children;
    for (const Dependency *need : m_fromNeeds.on(item.id)) {
        if (!words::isTable(need->dependant.kind))
            continue;
        const Relation *child = relationOf(m_world.from, need->dependant.object);
        if (!child || !child->inherits.contains(item.id.object))
            continue;
        const int number = ensure(need->dependant, Side::From);
        if (number >= 0 && m_items[std::size_t(number)].inTo)
            children.push_back(number);
    }
    return children;
}

/// Why the table is not made anew, although its columns come in another order; or nothing.
QString Drafter::whyNotRebuilt(const Item &item, const Relation &before, const Relation &after)
{
    if (!before.ofType.isEmpty() || !after.ofType.isEmpty())
        return u"a typed table has the columns of its type"_s;
    if (!isChosenWhole(before, after))
        return u"the table would have to be made anew, and not all of its changes are chosen"_s;
    if (orderWhenMade(after, m_world.to) != columnNamesOf(after.columns))
        return u"a table that inherits begins with its parents' columns"_s;
    for (const Dependency *need : m_fromNeeds.on(item.id)) {
        const QString owner = words::withoutLast(need->dependant.object);
        const Relation *user =
            need->dependant.kind == "column"_L1 ? relationOf(m_world.from, owner) : nullptr;
        const bool table = user && user->type != RelationKind::View &&
                           user->type != RelationKind::MaterializedView;
        if ((table && owner != item.id.object) || need->dependant.kind == "attribute"_L1 ||
            need->dependant.kind == "domain"_L1)
            return u"%1 %2 is made of the table's rows"_s.arg(need->dependant.kind,
                                                              need->dependant.object);
    }
    if (before.partitionOf.isEmpty())
        return {};
    for (const Constraint &key : before.constraints) {
        if (key.index.empty())
            continue;
        const QString name = before.identity() + u'.' + displayIdentifier(key.name);
        for (const QString &kind : {u"primary key"_s, u"unique constraint"_s}) {
            for (const Dependency *need : m_fromNeeds.on({kind, name})) {
                if (need->dependant.kind == "foreign key"_L1)
                    return u"%1 refers to the partition, which cannot leave its parent"_s.arg(
                        need->dependant.object);
            }
        }
    }
    return {};
}

bool Drafter::tryToRebuild(int number)
{
    std::vector<int> all{number};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const ObjectId id = m_items[std::size_t(all[i])].id;
        const Relation *before = relationOf(m_world.from, id.object);
        const Relation *after = relationOf(m_world.to, m_items[std::size_t(all[i])].newId.object);
        const QString why = !before || !after
                                ? u"it is no table of both"_s
                                : whyNotRebuilt(m_items[std::size_t(all[i])], *before, *after);
        if (!why.isEmpty()) {
            m_notRebuilt.insert(m_items[std::size_t(number)].newId.object,
                                i == 0 ? why : id.object + u": "_s + why);
            return false;
        }
        const Item one = m_items[std::size_t(all[i])];
        for (const int child : childrenOf(one)) {
            if (std::find(all.begin(), all.end(), child) == all.end())
                all.push_back(child);
        }
    }
    for (const int one : all) {
        Item &item = m_items[std::size_t(one)];
        if (item.isRemade())
            continue;
        // It holds no rows of its own.
        const bool foreign = item.newId.kind == "foreign table"_L1;
        const std::vector<int> parts = item.parts;
        item.fate = foreign ? Fate::Recreate : Fate::Rebuild;
        m_world.noteRebuilt(item.newId.object);
        m_waiting.push_back(one);
        for (const int part : parts) {
            remake(part);
            Item &its = m_items[std::size_t(part)];
            const bool key = its.id.kind == "primary key"_L1 ||
                             its.id.kind == "unique constraint"_L1 ||
                             its.id.kind == "exclusion constraint"_L1;
            if (key && !foreign)
                its.mayBeInline = false;
        }
    }
    followDisturbance();
    return true;
}

// What stands in the way of one table can bring the columns of another out of order.
void Drafter::rebuildDisordered()
{
    if (m_world.options.columnOrder != ColumnOrder::Exact || !m_world.options.noise.columnOrder)
        return;
    bool any = true;
    while (any) {
        any = false;
        for (int i = 0; i < int(m_items.size()); ++i) {
            const Item &item = m_items[std::size_t(i)];
            const bool candidate = item.rank == 20 && item.inFrom && item.inTo &&
                                   !item.isRemade() && wants(item.newId) &&
                                   !m_notRebuilt.contains(item.newId.object);
            if (candidate && !(comesInOrder(item) && parentsComeInOrder(item)) && tryToRebuild(i))
                any = true;
        }
    }
}

/// What the script leaves in another order than the new schema has it.
void Drafter::noteColumnOrder(const std::vector<DraftStatement> &statements)
{
    if (!m_world.options.noise.columnOrder)
        return;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const DraftStatement &one = statements[i];
        if (one.about.kind == "column"_L1 && one.sql.contains(" ADD COLUMN "_L1))
            m_added.insert(one.about.object, int(i));
    }
    QSet<QString> disordered;
    const auto note = [&](const Item &item) {
        disordered.insert(item.newId.object);
        m_gaps.push_back({item.newId, u"column order"_s,
                          m_notRebuilt.value(item.newId.object,
                                             u"the server adds columns at the end; only a table "
                                             u"made anew has them in order"_s)});
    };
    for (const Item &item : m_items) {
        const bool stays = item.rank == 20 && item.inFrom && item.inTo && !item.isRemade();
        if (stays && wants(item.newId) && !comesInOrder(item))
            note(item);
    }
    // A new child begins with its parent's columns as they are.
    for (const Item &item : m_items) {
        if (item.rank != 20 || !item.isCreated())
            continue;
        const Relation *made = relationOf(m_world.to, item.newId.object);
        const QStringList parents = made ? made->inherits : QStringList();
        if (!comesInOrder(item) ||
            std::any_of(parents.begin(), parents.end(),
                        [&](const auto &one) { return disordered.contains(one); }))
            note(item);
    }
}

} // namespace tidemark::ddlpg
