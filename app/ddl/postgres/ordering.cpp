// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/drafter.h"
#include "ddl/postgres/words.h"
#include "sql/identifier.h"
#include "sql/postgresscanner.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

/// A type that functions are made of which it is made of itself.
bool hasShell(const QString &kind)
{
    return kind == "base type"_L1 || kind == "range type"_L1;
}

/// A column that keeps its type, and holds no NULL from now on.
bool becomesNotNull(const Item &column)
{
    return column.isAltered() && column.columnBefore && column.columnAfter &&
           !column.columnBefore->notNull && column.columnAfter->notNull && !column.otherType &&
           !column.switchType;
}

} // namespace

// ---- hosts

void Drafter::chooseDropHost(Item &item)
{
    item.dropHost = -1;
    if (!item.isDropped() || m_world.isApart(item.id))
        return;
    const Item *parent = item.parent >= 0 ? &m_items[std::size_t(item.parent)] : nullptr;
    // The old child leaves the old parent, which goes before the new child can be made; partitions
    // would go with it, and their rows.
    const bool link = item.id.kind == "inheritance"_L1 || item.id.kind == "partition"_L1;
    const bool leaves =
        link && parent->fate == Fate::Rebuild && m_world.isRebuilt(item.parentName[0]);
    if (leaves)
        return;
    if (parent && parent->isDropped()) {
        item.dropHost = item.parent;
        return;
    }
    // A publication only loses what it publishes.
    if (item.id.kind == "publication"_L1)
        return;
    const bool ofIdentity = item.id.kind == "sequence"_L1;
    for (const Dependency &need : m_fromNeeds.of(item.id)) {
        // The functions of a type go with it, as each needs the other.
        const int type = hasShell(need.on.kind) ? find(need.on, Side::From) : -1;
        if (type >= 0 && m_items[std::size_t(type)].isDropped() &&
            m_fromNeeds.has(need.on, item.id)) {
            item.dropHost = type;
            return;
        }
        const int number = need.automatic ? find(need.on, Side::From) : -1;
        if (number < 0)
            continue;
        const Item &on = m_items[std::size_t(number)];
        if (isFreedByDetaching(item, on))
            continue;
        // An index that is attached to the parent's goes with that only.
        const bool attached = on.id.kind == item.id.kind && item.parent >= 0;
        const bool withColumn = ofIdentity && on.id.kind == "column"_L1;
        if (on.isDropped() && (!item.inTo || attached || withColumn)) {
            item.dropHost = number;
            return;
        }
        // The sequence of an identity goes when the column is none any more.
        if (ofIdentity && on.id.kind == "column"_L1 && on.identityGoes) {
            item.dropHost = number;
            return;
        }
    }
}

void Drafter::chooseCreateHost(Item &item)
{
    item.createHost = -1;
    item.createHostAct = Act::Create;
    if (!item.isCreated() || m_world.isApart(item.id))
        return;
    if (item.id.kind == "sequence"_L1) {
        for (const Dependency &need : m_toNeeds.of(item.newId)) {
            const int column = need.on.kind == "column"_L1 ? find(need.on, Side::To) : -1;
            if (column < 0 ||
                !m_items[std::size_t(column)].identitySequences.contains(item.newId.object))
                continue;
            const Item &on = m_items[std::size_t(column)];
            item.createHost = column;
            item.createHostAct = on.isCreated() ? Act::Create : Act::Alter;
            return;
        }
        return;
    }
    if (item.parent < 0 || !item.mayBeInline)
        return;
    const Item &parent = m_items[std::size_t(item.parent)];
    if (parent.isCreated()) {
        item.createHost = item.parent;
        return;
    }
    // A column that a replaced view has gained.
    if (item.id.kind == "column"_L1 && parent.id.kind.endsWith("view"_L1)) {
        item.createHost = item.parent;
        item.createHostAct = Act::Alter;
        return;
    }
    if (item.id.kind == "default"_L1) {
        const int column = find({u"column"_s, item.newId.object}, Side::To);
        if (column >= 0 && m_items[std::size_t(column)].isCreated())
            item.createHost = column;
    }
}

void Drafter::chooseHosts()
{
    for (Item &item : m_items) {
        chooseDropHost(item);
        chooseCreateHost(item);
    }
}

// ---- steps

int Drafter::stepOf(int number, Act act) const
{
    for (int hops = 0; number >= 0 && hops < 8; ++hops) {
        const Item &item = m_items[std::size_t(number)];
        if (act == Act::Drop && item.isDropped() && item.dropHost >= 0) {
            const Item &host = m_items[std::size_t(item.dropHost)];
            number = item.dropHost;
            if (!host.isDropped())
                act = Act::Alter;
        } else if (act == Act::Create && item.isCreated() && item.createHost >= 0) {
            act = item.createHostAct;
            number = item.createHost;
        } else {
            return item.steps[int(act)];
        }
    }
    return -1;
}

Plan::Rank Drafter::rankOf(const Item &item, Act act) const
{
    if (act == Act::Drop && item.fate != Fate::Replace)
        return {100 - item.rank, item.group, -item.rank, item.id.object};
    if (act == Act::Drop)
        return {260, item.group, item.rank, item.id.object};
    const bool ofTable = item.rank >= 20 && item.rank < 25;
    if (item.id.kind == "column"_L1 && act == Act::Create)
        return {220, item.group, item.rank, u"%1"_s.arg(item.position, 4, 10, QChar(u'0'))};
    return {ofTable ? 220 : 200 + item.rank, item.group, item.rank, item.newId.object};
}

void Drafter::makeSteps(Plan &plan)
{
    for (Item &item : m_items) {
        std::fill(std::begin(item.steps), std::end(item.steps), -1);
        if (isRebound(item))
            continue; // both in one step, below
        if (item.isDropped() && item.dropHost < 0 && item.fate != Fate::Rebuild)
            item.steps[int(Act::Drop)] = plan.addStep(rankOf(item, Act::Drop));
        if (item.isCreated() && item.createHost < 0)
            item.steps[int(Act::Create)] = plan.addStep(rankOf(item, Act::Create));
        // Its old form goes in the step that makes the new one.
        if (item.fate == Fate::Rebuild)
            item.steps[int(Act::Drop)] = item.steps[int(Act::Create)];
        if (item.isAltered())
            item.steps[int(Act::Alter)] = plan.addStep(rankOf(item, Act::Alter));
    }
    makeReboundSteps(plan);
    makeSwitchSteps(plan);
}

// ---- needs

/// The needs of an item as they concern steps: some are another item's affair.
template <typename Visit>
void Drafter::eachNeed(int number, Side side, Visit visit)
{
    const Item &item = m_items[std::size_t(number)];
    const ObjectId &id = side == Side::From ? item.id : item.newId;
    const DependencyIndex &needs = side == Side::From ? m_fromNeeds : m_toNeeds;
    for (const Dependency &need : needs.of(id)) {
        const int on = find(need.on, side);
        if (on < 0)
            continue;
        if (item.id.kind == "sequence"_L1 && need.on.kind == "column"_L1) {
            const int owner = find({u"sequence owner"_s, id.object}, side);
            if (owner >= 0) {
                visit(owner, on);
                continue;
            }
        }
        // The functions of a type stand between its name and itself.
        if (hasShell(need.on.kind) && needs.has(need.on, id)) {
            const int shell = find({u"shell type"_s, need.on.object}, side);
            if (side == Side::To && shell >= 0)
                visit(number, shell);
            continue;
        }
        if (words::isTable(item.id.kind) && words::isTable(need.on.kind)) {
            const int partition = find({u"partition"_s, id.object}, side);
            const int inheritance =
                find({u"inheritance"_s, id.object + u" of "_s + need.on.object}, side);
            const int link = inheritance >= 0 ? inheritance : partition;
            if (link >= 0) {
                visit(link, on);
                continue;
            }
        }
        visit(number, on);
    }
    if (item.id.kind == "default"_L1) {
        const int column = find({u"column"_s, id.object}, side);
        if (column >= 0)
            visit(number, column);
    }
}

bool Drafter::isRebuilding(int number) const
{
    for (int hops = 0; number >= 0 && hops < 8; ++hops) {
        const Item &item = m_items[std::size_t(number)];
        if (item.fate == Fate::Rebuild)
            return true;
        if (!item.isDropped() || item.dropHost < 0)
            return false;
        number = item.dropHost;
    }
    return false;
}

void Drafter::orderByNeeds(Plan &plan)
{
    for (int i = 0; i < int(m_items.size()); ++i) {
        if (m_items[std::size_t(i)].inFrom) {
            eachNeed(i, Side::From, [&](int dependant, int on) {
                const bool remade = m_items[std::size_t(on)].fate == Fate::Replace;
                const int gone = stepOf(on, Act::Drop);
                const int going = stepOf(dependant, Act::Drop);
                plan.order(going, gone);
                // A table that is made anew goes and comes in one step.
                const bool rebuilt = isRebuilding(dependant);
                if (!rebuilt && !isRebound(m_items[std::size_t(dependant)]))
                    plan.order(going, stepOf(on, Act::Alter));
                plan.order(m_items[std::size_t(dependant)].steps[int(Act::Alter)], gone);
                // What is dropped by its old type's name goes before that name has another type.
                if (remade && !rebuilt && going != gone)
                    plan.order(going, stepOf(on, Act::Create));
                // In its new form it lets go of the column.
                const Item &user = m_items[std::size_t(dependant)];
                if (user.redefines && user.id.kind != "default"_L1 &&
                    m_items[std::size_t(on)].otherType)
                    plan.order(user.steps[int(Act::Alter)], stepOf(on, Act::Alter));
            });
        }
        if (m_items[std::size_t(i)].inTo) {
            eachNeed(i, Side::To, [&](int dependant, int on) {
                const int made = stepOf(dependant, Act::Create);
                const int altered = m_items[std::size_t(dependant)].steps[int(Act::Alter)];
                plan.order(stepOf(on, Act::Create), made);
                plan.order(stepOf(on, Act::Create), altered);
                if (m_items[std::size_t(dependant)].id.kind == "trigger"_L1)
                    plan.order(stepOf(dependant, Act::Drop), stepOf(on, Act::Create));
                plan.order(stepOf(on, Act::Alter), made);
                plan.order(stepOf(on, Act::Alter), altered, Plan::Need::Soft);
            });
        }
        const Item &item = m_items[std::size_t(i)];
        if (item.parent >= 0) {
            plan.order(stepOf(i, Act::Drop), stepOf(item.parent, Act::Drop));
            plan.order(stepOf(item.parent, Act::Create), stepOf(i, Act::Create));
            plan.order(stepOf(item.parent, Act::Create), item.steps[int(Act::Alter)]);
            plan.order(stepOf(item.parent, Act::Alter), stepOf(i, Act::Create), Plan::Need::Soft);
        }
        if (item.fate == Fate::Replace)
            plan.order(stepOf(i, Act::Create), stepOf(i, Act::Drop));
        else if (item.parent < 0 || m_items[std::size_t(item.parent)].fate != Fate::Replace)
            plan.order(stepOf(i, Act::Drop), stepOf(i, Act::Create));
    }
}

// A statement on a parent does the same to its children.
void Drafter::orderByParents(Plan &plan)
{
    for (const Item &link : m_items) {
        if (link.id.kind != "partition"_L1 && link.id.kind != "inheritance"_L1)
            continue;
        for (const Side side : {Side::From, Side::To}) {
            if (!(side == Side::From ? link.inFrom : link.inTo))
                continue;
            const Item &child = m_items[std::size_t(link.parent)];
            const QString parentName = link.parentName[side == Side::From ? 0 : 1];
            for (const int i : m_items[std::size_t(link.parent)].parts) {
                const Item &part = m_items[std::size_t(i)];
                if (part.id.kind != "column"_L1)
                    continue;
                if (side == Side::To && link.id.kind == "inheritance"_L1)
                    plan.order(part.steps[int(Act::Alter)],
                               link.createHost < 0 ? link.steps[int(Act::Create)] : -1);
                const QString name = words::lastPart(part.id.object);
                const int same = find({u"column"_s, parentName + u'.' + name}, side);
                if (same < 0)
                    continue;
                const bool ownToo =
                    part.local && !child.isCreated() && part.isCreated() && side == Side::To;
                if (ownToo)
                    plan.order(stepOf(i, Act::Create), stepOf(same, Act::Create));
                else if (side == Side::To)
                    plan.order(stepOf(same, Act::Create), stepOf(i, Act::Create));
                if (side == Side::From && !child.isDropped())
                    plan.order(stepOf(same, Act::Drop), stepOf(i, Act::Drop));
                // A child that has it already spares the parent's looking at its rows.
                const Item &above = m_items[std::size_t(same)];
                const bool partitioned =
                    above.tables[1] && above.tables[1]->type == RelationKind::PartitionedTable;
                if (partitioned && becomesNotNull(part) && becomesNotNull(above))
                    plan.order(stepOf(i, Act::Alter), stepOf(same, Act::Alter));
                else
                    plan.order(stepOf(same, Act::Alter), stepOf(i, Act::Alter));
            }
        }
    }
}

// A table that is logged does not refer to one that is not.
void Drafter::orderByLogging(Plan &plan)
{
    for (const Item &item : m_items) {
        if (item.logging == 0 || !item.tables[0])
            continue;
        for (const Constraint &key : item.tables[0]->constraints) {
            const int other =
                find({u"table"_s, displayQualified(key.referencedSchema, key.referencedTable)},
                     Side::From);
            if (key.type != ConstraintKind::ForeignKey || other < 0)
                continue;
            const int here = item.steps[int(Act::Alter)];
            const int there = m_items[std::size_t(other)].steps[int(Act::Alter)];
            if (item.logging > 0)
                plan.order(there, here);
            else
                plan.order(here, there);
        }
    }
}

void Drafter::orderByNames(Plan &plan)
{
    QHash<QString, std::pair<int, int>> freed;
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Item &item = m_items[std::size_t(i)];
        const int dropped =
            item.fate == Fate::Replace ? stepOf(i, Act::Create) : stepOf(i, Act::Drop);
        const int step = dropped >= 0 ? dropped : item.steps[int(Act::Alter)];
        for (const QString &slot : item.fromSlots) {
            if (step >= 0)
                freed.insert(slot, {i, step});
        }
    }
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Item &item = m_items[std::size_t(i)];
        const int made = stepOf(i, Act::Create);
        const int step = made >= 0 ? made : item.steps[int(Act::Alter)];
        for (const QString &slot : item.toSlots) {
            const auto other = freed.constFind(slot);
            if (step >= 0 && other != freed.constEnd() && other->first != i)
                plan.order(other->second, step);
        }
    }
}

// The server puts a column or an attribute behind those that are there when it is added, and a
// parent behind those that the table has.
void Drafter::orderColumns(Plan &plan)
{
    for (const Item &table : m_items) {
        const bool composite = table.id.kind == "composite type"_L1;
        if ((table.rank != 20 && !composite) || table.isCreated())
            continue;
        orderAdded(table, composite ? u"attribute"_s : u"column"_s, plan);
        orderAdded(table, u"inheritance"_s, plan);
    }
}

void Drafter::orderAdded(const Item &whole, const QString &kind, Plan &plan)
{
    std::vector<const Item *> added;
    for (const int part : whole.parts) {
        const Item &item = m_items[std::size_t(part)];
        if (item.id.kind == kind && item.isCreated() && item.createHost < 0)
            added.push_back(&item);
    }
    std::sort(added.begin(), added.end(),
              [](const Item *a, const Item *b) { return a->position < b->position; });
    for (std::size_t i = 1; i < added.size(); ++i)
        plan.order(added[i - 1]->steps[int(Act::Create)], added[i]->steps[int(Act::Create)],
                   Plan::Need::Soft);
}

namespace {

/// The names in a body, in lower case where they are not quoted.
QSet<QString> namesIn(const QByteArray &body)
{
    QSet<QString> names;
    for (const PostgresToken &token : scanPostgres(body).tokens) {
        QString text = QString::fromUtf8(body.mid(token.start, token.end - token.start));
        if (text.startsWith(u'"') && text.endsWith(u'"') && text.size() > 1)
            names.insert(text.mid(1, text.size() - 2).replace(u"\"\""_s, u"\""_s));
        else if (!text.isEmpty() && (text.front().isLetter() || text.front() == u'_'))
            names.insert(text.toLower());
    }
    return names;
}

} // namespace

// What a quoted body names, the server looks for when the routine is made; it keeps no record.
void Drafter::orderByMentions(Plan &plan)
{
    QMultiHash<QString, int> byName;
    bool known = false;
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Item &item = m_items[std::size_t(i)];
        const int made =
            stepOf(i, Act::Create) >= 0 ? stepOf(i, Act::Create) : item.steps[int(Act::Alter)];
        const int gone = stepOf(i, Act::Drop);
        if (item.body.isEmpty() || (made < 0 && gone < 0))
            continue;
        if (!known) {
            for (int other = 0; other < int(m_items.size()); ++other) {
                if (!m_items[std::size_t(other)].bareName.isEmpty())
                    byName.insert(m_items[std::size_t(other)].bareName, other);
            }
            known = true;
        }
        for (const QString &name : namesIn(item.body)) {
            for (auto it = byName.constFind(name); it != byName.constEnd() && it.key() == name;
                 ++it) {
                if (it.value() == i)
                    continue;
                plan.order(stepOf(it.value(), Act::Create), made, Plan::Need::Soft);
                plan.order(stepOf(it.value(), Act::Alter), made, Plan::Need::Soft);
                plan.order(gone, stepOf(it.value(), Act::Drop), Plan::Need::Soft);
            }
        }
    }
}

// ---- circles

bool Drafter::takeApart(const Plan &plan)
{
    QSet<int> inCircle;
    for (const std::vector<int> &circle : plan.circles())
        for (const int step : circle)
            inCircle.insert(step);
    if (inCircle.isEmpty())
        return false;
    bool any = false;
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Item &item = m_items[std::size_t(i)];
        const bool madeInside =
            item.createHost >= 0 && item.isCreated() &&
            (item.id.kind == "default"_L1 || item.id.kind == "check constraint"_L1) &&
            inCircle.contains(stepOf(i, Act::Create));
        const bool goneInside = item.dropHost >= 0 && item.isDropped() &&
                                (item.id.kind == "foreign key"_L1 || item.id.kind == "default"_L1 ||
                                 item.id.kind == "policy"_L1 || item.id.kind == "rule"_L1 ||
                                 item.id.kind == "check constraint"_L1) &&
                                inCircle.contains(stepOf(i, Act::Drop));
        if ((madeInside || goneInside) && !m_world.isApart(item.id)) {
            m_world.setApart(item.id);
            any = true;
        }
    }
    return any || remakeIn(inCircle);
}

// What cannot be replaced in place, as the new and the old cannot be there at once, is made again.
bool Drafter::remakeIn(const QSet<int> &circles)
{
    static const QStringList kinds{u"view"_s,      u"policy"_s,          u"function"_s,
                                   u"procedure"_s, u"window function"_s, u"aggregate"_s,
                                   u"default"_s};
    bool any = false;
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Item &item = m_items[std::size_t(i)];
        const bool inside =
            item.isAltered() && item.redefines && circles.contains(item.steps[int(Act::Alter)]);
        if (!inside || !kinds.contains(item.id.kind))
            continue;
        remake(i);
        any = true;
    }
    followDisturbance();
    return any;
}

} // namespace tidemark::ddlpg
