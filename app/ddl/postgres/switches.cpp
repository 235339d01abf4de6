// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
#include "ddl/postgres/drafter.h"
#include "ddl/postgres/switching.h"
#include "ddl/postgres/words.h"
#include "diff/wording.h"
#include "sql/identifier.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

bool isKind(const ObjectId &id, std::initializer_list<const char *> kinds)
{
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](const char *kind) { return id.kind == QLatin1String(kind); });
}

} // namespace

// ---- which columns

/// What needs the column, and does not let it be replaced by another; or nothing.
QString Drafter::whyNotSwitched(const Dependency &need, const Relation &table)
{
    const ObjectId &id = need.dependant;
    const QString shown = id.kind + u' ' + id.object;
    if (isKind(id, {"column", "exclusion constraint"}))
        return shown + u" is made of it"_s;
    const bool ofPeriods = std::ranges::any_of(table.constraints, [&](const Constraint &one) {
        const wording::Parent parent{table.identity(), table.schema};
        return one.period && wording::objectName(one, parent) == id.object;
    });
    if (ofPeriods)
        return shown + u" is of periods, and no key can be made of an index that is"_s;
    const auto refersToIt = [&] {
        if (words::withoutLast(id.object) != table.identity())
            return true;
        const QString name = words::parts(id.object).last();
        return std::any_of(
            table.constraints.begin(), table.constraints.end(), [&](const Constraint &one) {
                const bool toItself =
                    one.referencedSchema == table.schema && one.referencedTable == table.name &&
                    one.referencedColumns.contains(words::parts(need.on.object).last());
                return one.name == name && one.type == ConstraintKind::ForeignKey &&
                       (toItself || !one.partOf.isEmpty());
            });
    };
    if (id.kind == "foreign key"_L1 && refersToIt())
        return shown + u" refers to it"_s;
    if (isKind(id, {"index", "primary key", "unique constraint"})) {
        for (const Dependency *other : m_fromNeeds.on(id)) {
            if (other->dependant.kind == "foreign key"_L1)
                return other->dependant.kind + u' ' + other->dependant.object + u" refers to it"_s;
        }
    }
    return {};
}

QString Drafter::whyNotSwitched(int number)
{
    const Item &item = m_items[std::size_t(number)];
    const Relation &table = *item.tables[0];
    QString why = ddlpg::whyNotSwitched(table, m_world);
    if (why.isEmpty())
        why = ddlpg::whyNotSwitched(*item.columnBefore, *item.columnAfter);
    if (!why.isEmpty())
        return why;
    for (const Dependency *need : m_fromNeeds.on(m_items[std::size_t(item.parent)].id)) {
        if (words::isTable(need->dependant.kind))
            return need->dependant.object + u" inherits from the table"_s;
    }
    const ObjectId id = item.id;
    for (const Dependency *need : m_fromNeeds.on(id)) {
        why = whyNotSwitched(*need, table);
        if (!why.isEmpty())
            return why;
    }
    const Sequence *old = m_world.identitySequence(Side::From, item.id.object);
    const Sequence *now = m_world.identitySequence(Side::To, item.newId.object);
    if (old && now && old->identity() != now->identity())
        return u"its sequence has another name"_s;
    return {};
}

/// Columns that are rewritten where the safer ways are wanted. A table that is rewritten for one of
/// them is so for all.
void Drafter::chooseSwitches()
{
    if (!m_world.options.saferWays)
        return;
    std::map<int, std::vector<int>> tables;
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Item &item = m_items[std::size_t(i)];
        const bool changes = item.id.kind == "column"_L1 && item.otherType && item.isAltered() &&
                             item.parent >= 0 && item.tables[0] && item.tables[1];
        if (changes && !m_items[std::size_t(item.parent)].isRemade() &&
            !keepsStoredForm(item.columnBefore->type, item.columnAfter->type))
            tables[item.parent].push_back(i);
    }
    for (const auto &[table, columns] : tables) {
        for (const int column : columns)
            m_items[std::size_t(column)].switched = true;
        for (const int column : columns) {
            const QString why = whyNotSwitched(column);
            if (why.isEmpty())
                continue;
            changeInPlace(table, why);
            break;
        }
    }
}

void Drafter::changeInPlace(int table, const QString &why)
{
    for (const int part : m_items[std::size_t(table)].parts) {
        Item &item = m_items[std::size_t(part)];
        if (!item.switched)
            continue;
        item.switched = false;
        m_world.noteInPlace(item.newId.object, why);
        m_waiting.push_back(part);
    }
}

/// What is of the column and is the switch's affair.
bool Drafter::switchesAlone(Item &item, const Item &column, int number)
{
    if (isKind(item.id, {"index", "primary key", "unique constraint", "check constraint",
                         "not-null constraint"}))
        return true;
    if (item.id.kind == "foreign key"_L1)
        return !column.newTypeNeedsCare;
    if (isKind(item.id, {"default", "statistics"})) {
        remake(number);
        return true;
    }
    return false;
}

// ---- their steps

void Drafter::makeSwitchSteps(Plan &plan)
{
    QHash<int, int> hosts;
    for (int i = 0; i < int(m_items.size()); ++i) {
        Item &item = m_items[std::size_t(i)];
        item.switchHost = item.preparation = -1;
        if (!item.isSwitched())
            continue;
        const int host = hosts.value(item.parent, i);
        hosts.insert(item.parent, host);
        Item &first = m_items[std::size_t(host)];
        item.switchHost = host;
        item.steps[int(Act::Alter)] = first.steps[int(Act::Alter)];
        if (host == i) {
            Plan::Rank rank = rankOf(item, Act::Alter);
            rank.phase = -10;
            item.preparation = plan.addStep(std::move(rank));
        }
    }
}

/// Whether a part of the table is as it was, but for what an Alter of its own does to it.
bool Drafter::comesAlong(const ObjectId &part, int table) const
{
    const int number = find(part, Side::From);
    if (number < 0 || m_items[std::size_t(number)].isDropped())
        return false;
    for (const int other : m_items[std::size_t(table)].parts) {
        const Item &column = m_items[std::size_t(other)];
        if (column.isSwitched() && m_fromNeeds.has(part, column.id))
            return true;
    }
    return false;
}

void Drafter::orderSwitches(Plan &plan)
{
    int gate = -1; // nothing goes away before all is prepared that takes its time
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Item &item = m_items[std::size_t(i)];
        if (!item.isSwitched())
            continue;
        const Item &host = m_items[std::size_t(item.switchHost)];
        if (gate < 0)
            gate = plan.addStep({-5, {}, 0, {}});
        plan.order(host.preparation, gate);
        plan.order(host.preparation, host.steps[int(Act::Alter)]);
        plan.order(gate, host.steps[int(Act::Alter)], Plan::Need::Soft);
        for (const Dependency &need : m_toNeeds.of(item.newId)) {
            const int on = find(need.on, Side::To);
            if (on < 0 || m_items[std::size_t(on)].rank >= 20)
                continue;
            plan.order(stepOf(on, Act::Create), host.preparation);
            plan.order(stepOf(on, Act::Alter), host.preparation, Plan::Need::Soft);
        }
        for (const int part : m_items[std::size_t(item.parent)].parts) {
            const Item &other = m_items[std::size_t(part)];
            if (other.isAltered() && comesAlong(other.id, item.parent))
                plan.order(host.steps[int(Act::Alter)], other.steps[int(Act::Alter)]);
        }
    }
    if (gate < 0)
        return;
    for (const Item &item : m_items) {
        if (item.isDropped() && item.inTo)
            plan.order(gate, item.steps[int(Act::Drop)], Plan::Need::Soft);
    }
}

void Drafter::writeSwitch(const Item &host, Plan &plan)
{
    if (host.preparation < 0)
        return; // another column's step does it
    TableSwitch change;
    change.about = host.newId;
    change.before = host.tables[0];
    change.after = host.tables[1];
    for (const int part : m_items[std::size_t(host.parent)].parts) {
        const Item &item = m_items[std::size_t(part)];
        if (!item.isSwitched())
            continue;
        const auto isTaken = [&](const QString &name) {
            return change.before->column(name) || change.after->column(name);
        };
        QString fresh = words::derivedName(item.columnAfter->name, u"_new"_s);
        for (int number = 2; isTaken(fresh); ++number)
            fresh = words::derivedName(item.columnAfter->name, u"_new%1"_s.arg(number));
        change.columns.push_back({item.newId, item.columnBefore, item.columnAfter.get(), fresh});
    }
    const wording::Parent parent{change.before->identity(), change.before->schema};
    const auto along = [&](const auto &one) {
        return comesAlong({wording::kindOf(one), wording::objectName(one, parent)}, host.parent);
    };
    for (const Index &one : change.before->indexes) {
        if (along(one))
            change.indexes.push_back(&one);
    }
    for (const Constraint &one : change.before->constraints) {
        if (along(one))
            change.constraints.push_back(&one);
    }
    std::vector<const Sequence *> sequences;
    for (const SwitchedColumn &one : change.columns) {
        for (const Sequence *owned : m_world.sequencesOf(columnObject(*change.before, *one.before)))
            sequences.push_back(owned);
    }
    std::ranges::sort(sequences, {}, [](const Sequence *one) { return one->identity(); });
    for (const Sequence *sequence : sequences) {
        const int owner = find({u"sequence owner"_s, sequence->identity()}, Side::From);
        const int itself = find({u"sequence"_s, sequence->identity()}, Side::From);
        const bool goes = (owner >= 0 && m_items[std::size_t(owner)].isDropped()) ||
                          (itself >= 0 && m_items[std::size_t(itself)].isDropped());
        if (!goes && !sequence->ofIdentity)
            change.sequences.push_back(sequence);
    }
    SwitchWriter writer(change, m_world, m_gaps);
    plan.setStatements(host.preparation, writer.prepare());
    plan.setStatements(host.steps[int(Act::Alter)], writer.takePlaces());
}

} // namespace tidemark::ddlpg
