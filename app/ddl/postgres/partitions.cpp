// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/drafter.h"
#include "ddl/postgres/words.h"
#include "diff/wording.h"
#include "sql/identifier.h"
#include "sql/postgresscanner.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

bool isUniqueKey(const QString &kind)
{
    return kind == "primary key"_L1 || kind == "unique constraint"_L1 || kind == "index"_L1;
}

const Relation *tableOf(const Schema &schema, const QString &shown)
{
    const QStringList names = words::parts(shown);
    return names.size() == 2 ? schema.relation(names[0], names[1]) : nullptr;
}

/// What a table has to be like its parent's before it can be its partition.
bool isOwnBefore(const Item &part)
{
    static const QStringList kinds{
        u"column"_s,      u"check constraint"_s,  u"not-null constraint"_s,
        u"primary key"_s, u"unique constraint"_s, u"exclusion constraint"_s};
    return kinds.contains(part.id.kind);
}

/// What a row of the partition fulfils, as the server proves it from a check: of a parent that is
/// cut by one column of its own into ranges or lists. Else nothing.
QString conditionOf(const Relation &parent, const QString &bound)
{
    static const QRegularExpression key(u"^(RANGE|LIST) \\((.*)\\)$"_s);
    static const QRegularExpression range(u"^FOR VALUES FROM \\((.*)\\) TO \\((.*)\\)$"_s);
    static const QRegularExpression list(u"^FOR VALUES IN \\((.*)\\)$"_s);
    const auto cut = key.match(parent.partitionKey);
    const auto isKey = [&](const Column &column) {
        return displayIdentifier(column.name) == cut.captured(2);
    };
    if (!cut.hasMatch() || std::none_of(parent.columns.begin(), parent.columns.end(), isKey))
        return {};
    const QString column = cut.captured(2);
    if (const auto ends = range.match(bound); ends.hasMatch()) {
        QString condition = column + u" IS NOT NULL"_s;
        if (ends.captured(1) != "MINVALUE"_L1)
            condition += u" AND %1 >= %2"_s.arg(column, ends.captured(1));
        if (ends.captured(2) != "MAXVALUE"_L1)
            condition += u" AND %1 < %2"_s.arg(column, ends.captured(2));
        return condition;
    }
    const auto values = list.match(bound);
    if (!values.hasMatch())
        return {};
    QStringList all = words::splitList(values.captured(1));
    const bool null = all.removeAll(u"NULL"_s) > 0;
    if (all.isEmpty())
        return column + u" IS NULL"_s;
    return u"%1 %2 IN (%3)"_s.arg(null ? column + u" IS NULL OR"_s : column + u" IS NOT NULL AND"_s,
                                  column, all.join(u", "_s));
}

/// Whether the table is cut by the column, or by something that is computed of it.
bool isInKey(const Relation &table, const QString &column)
{
    const QByteArray key = table.partitionKey.toUtf8();
    const QByteArray name = displayIdentifier(column).toUtf8();
    const auto tokens = scanPostgres(key).tokens;
    return std::any_of(tokens.begin(), tokens.end(), [&](const PostgresToken &token) {
        return key.mid(token.start, token.end - token.start) == name;
    });
}

} // namespace

// The server changes no type that tells where a row goes.
void Drafter::rebuildKeyed()
{
    for (bool any = true; any;) {
        any = false;
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (m_items[i].id.kind != "column"_L1)
                continue;
            const Item column = m_items[i]; // the list grows below
            const bool changes = column.id.kind == "column"_L1 && column.isAltered() &&
                                 (column.otherType || column.switchType);
            if (!changes || !column.tables[0] || column.tables[0]->partitionKey.isEmpty() ||
                !isInKey(*column.tables[0], column.columnBefore->name))
                continue;
            if (tryToRebuild(column.parent)) {
                any = true;
                continue;
            }
            const QString why =
                m_notRebuilt.value(m_items[std::size_t(column.parent)].newId.object);
            m_items[i].fate = Fate::Keep;
            m_keyGaps.push_back({column.newId, u"type"_s,
                                 u"it is part of the partition key, and the table is not made "
                                 u"anew: %1"_s.arg(why)});
        }
    }
}

const Relation *Drafter::defaultOf(const QString &parent)
{
    if (!m_defaultsKnown) {
        for (const Shared<Relation> &one : m_world.to.relations) {
            if (one->partitionBound == "DEFAULT"_L1)
                m_defaults.insert(one->partitionOf, &*one);
        }
        m_defaultsKnown = true;
    }
    return m_defaults.value(parent);
}

void Drafter::writeDetach(const QString &parent, const QString &name, Writer &writer) const
{
    writer.add(u"ALTER TABLE %1 DETACH PARTITION %2"_s.arg(parent, name))
        .hazard(Hazard::BlocksReads, parent, u"for a moment"_s);
    if (isReferredTo(parent))
        writer.hazard(Hazard::MayFail, name, u"where a foreign key refers to a row"_s);
}

/// A check that the server takes the word of when it attaches the table: its name as shown, once it
/// has been validated while others write. Nothing where there is no such way.
QString Drafter::writeBoundCheck(const QString &parent, const QString &name, const QString &bound,
                                 Writer &writer) const
{
    const Relation *whole = tableOf(m_world.to, parent);
    const Relation *table = tableOf(m_world.to, name);
    const bool holdsRows = table && table->type != RelationKind::ForeignTable &&
                           !m_world.isNew(*table) && !m_world.isRebuilt(*table);
    if (!m_world.options.saferWays || !whole || m_world.isRebuilt(*whole) || !holdsRows)
        return {};
    const QString condition = conditionOf(*whole, bound);
    if (condition.isEmpty())
        return {};
    const Relation *before = tableOf(m_world.from, name);
    const auto isTaken = [&](const QString &candidate) {
        return std::any_of(table->constraints.begin(), table->constraints.end(),
                           [&](const Constraint &one) { return one.name == candidate; }) ||
               (before &&
                std::any_of(before->constraints.begin(), before->constraints.end(),
                            [&](const Constraint &one) { return one.name == candidate; }));
    };
    QString check = words::derivedName(table->name, u"_bound"_s);
    for (int number = 2; isTaken(check); ++number)
        check = words::derivedName(table->name, u"_bound%1"_s.arg(number));
    check = displayIdentifier(check);
    writer
        .add(u"ALTER TABLE %1 ADD CONSTRAINT %2 CHECK (%3) NOT VALID"_s.arg(name, check, condition))
        .remark(u"The rows are looked at while others write; ATTACH then takes the check's word "
                u"for it."_s);
    writer.add(u"ALTER TABLE %1 VALIDATE CONSTRAINT %2"_s.arg(name, check))
        .hazard(Hazard::MayFail, name, u"where a row is outside of the bounds"_s)
        .outside();
    return check;
}

void Drafter::writeAttach(const QString &parent, const QString &name, const QString &bound,
                          bool joins, Writer &writer)
{
    const QString check = joins ? writeBoundCheck(parent, name, bound, writer) : QString();
    writer.add(u"ALTER TABLE %1 ATTACH PARTITION %2 %3"_s.arg(parent, name, bound));
    const auto hasRows = [this](const QString &table) {
        const Relation *one = tableOf(m_world.to, table);
        return one && (!m_world.isNew(*one) || m_world.isRebuilt(*one));
    };
    if (hasRows(name) && check.isEmpty()) {
        writer.hazard(Hazard::BlocksReads, name, u"as long as all rows are looked at"_s);
        writer.hazard(Hazard::MayFail, name, u"where a row is outside of the bounds"_s);
    }
    noteDefaultLooked(parent, name, writer);
    if (!check.isEmpty())
        writer.add(u"ALTER TABLE %1 DROP CONSTRAINT %2"_s.arg(name, check));
}

/// The rows of the default partition are looked at, too: one may belong to the new one.
void Drafter::noteDefaultLooked(const QString &parent, const QString &name, Writer &writer)
{
    const Relation *rest = defaultOf(parent);
    const bool holdsRows = rest && (!m_world.isNew(*rest) || m_world.isRebuilt(*rest));
    if (!holdsRows || rest->identity() == name)
        return;
    // Where it comes too, it comes last, and its own statement says it.
    const auto comes = [this](const QString &table, bool rebound) {
        const int link = find({u"partition"_s, table}, Side::To);
        return link >= 0 && m_items[std::size_t(link)].isCreated() &&
               (!rebound || isRebound(m_items[std::size_t(link)]));
    };
    const bool both = comes(rest->identity(), true) && comes(name, true);
    if (both || (comes(rest->identity(), false) && !comes(rest->identity(), true)))
        return;
    writer.hazard(Hazard::BlocksReads, rest->identity(), u"as long as all rows are looked at"_s);
    writer.hazard(Hazard::MayFail, rest->identity(), u"where a row belongs to %1"_s.arg(name));
}

bool Drafter::isRebound(const Item &link) const
{
    if (link.id.kind != "partition"_L1 || !link.isDropped() || !link.isCreated() ||
        link.parentName[0] != link.parentName[1])
        return false;
    const int above = find({u"partitioned table"_s, link.parentName[0]}, Side::From);
    return !m_items[std::size_t(link.parent)].isRemade() &&
           (above < 0 || !m_items[std::size_t(above)].isRemade());
}

/// The foreign keys that refer to a partitioned table or to one that it is part of.
std::vector<ObjectId> Drafter::referrersOf(const QString &table) const
{
    std::vector<ObjectId> referrers;
    const auto lookAt = [&](const auto &key, const Relation &owner) {
        const wording::Parent parent{owner.identity(), owner.schema};
        const ObjectId id{wording::kindOf(key), wording::objectName(key, parent)};
        for (const Dependency *need : m_fromNeeds.on(id)) {
            if (need->dependant.kind == "foreign key"_L1)
                referrers.push_back(need->dependant);
        }
    };
    for (QString name = table; !name.isEmpty();) {
        const Relation *one = tableOf(m_world.from, name);
        if (!one)
            break;
        for (const Constraint &key : one->constraints) {
            if (!key.index.empty())
                lookAt(key, *one);
        }
        for (const Index &index : one->indexes) {
            if (index.unique)
                lookAt(index, *one);
        }
        name = one->partitionOf;
    }
    return referrers;
}

bool Drafter::isReferredTo(const QString &table) const
{
    const std::vector<ObjectId> referrers = referrersOf(table);
    return std::any_of(referrers.begin(), referrers.end(), [&](const ObjectId &one) {
        const int key = find(one, Side::From);
        return key < 0 || !m_items[std::size_t(key)].isDropped();
    });
}

// A partition with rows that a key refers to cannot leave, not even for a moment; and the clones of
// triggers that leave come back as the parent's are.
void Drafter::freeRebounds()
{
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (!isRebound(m_items[i]))
            continue;
        const Item link = m_items[i];
        for (const ObjectId &referrer : referrersOf(link.parentName[0])) {
            if (const int key = ensure(referrer, Side::From); key >= 0)
                remake(key);
        }
        std::vector<QString> open{link.id.object};
        while (!open.empty()) {
            const QString name = open.back();
            open.pop_back();
            const Relation *table = tableOf(m_world.to, name);
            for (const Trigger &trigger : table ? table->triggers : std::vector<Trigger>()) {
                if (!trigger.inherited || trigger.state == FiringState::Enabled)
                    continue;
                const wording::Parent parent{table->identity(), table->schema};
                const ObjectId id{wording::kindOf(trigger), wording::objectName(trigger, parent)};
                if (const int clone = ensure(id, Side::To); clone >= 0)
                    remake(clone);
            }
            if (!table || table->type != RelationKind::PartitionedTable)
                continue;
            for (const Shared<Relation> &one : m_world.to.relations) {
                if (one->partitionOf == name)
                    open.push_back(one->identity());
            }
        }
    }
}

// All of a parent's partitions leave before one comes back: their bounds may change places.
void Drafter::makeReboundSteps(Plan &plan)
{
    m_rebounds.clear();
    for (int i = 0; i < int(m_items.size()); ++i) {
        if (isRebound(m_items[std::size_t(i)]))
            m_rebounds[m_items[std::size_t(i)].parentName[0]].links.push_back(i);
    }
    for (auto &[parent, rebound] : m_rebounds) {
        rebound.step = plan.addStep({232, parent, 31, parent});
        // A default partition's rows are looked at once if it comes last.
        std::stable_sort(rebound.links.begin(), rebound.links.end(), [this](int a, int b) {
            const auto isDefault = [this](int link) {
                const Relation *table =
                    tableOf(m_world.to, m_items[std::size_t(link)].newId.object);
                return table && table->partitionBound == "DEFAULT"_L1;
            };
            return isDefault(a) < isDefault(b);
        });
        for (const int link : rebound.links) {
            Item &item = m_items[std::size_t(link)];
            item.steps[int(Act::Drop)] = item.steps[int(Act::Create)] = rebound.step;
        }
    }
}

void Drafter::writeRebounds(Plan &plan)
{
    for (const auto &[parent, rebound] : m_rebounds) {
        std::vector<DraftStatement> statements;
        for (const Act act : {Act::Drop, Act::Create}) {
            for (const int link : rebound.links) {
                const Item &item = m_items[std::size_t(link)];
                Writer writer(item.id, statements, m_gaps);
                (act == Act::Drop ? item.drop : item.create)(item, writer);
            }
        }
        plan.setStatements(rebound.step, std::move(statements));
    }
}

// While it is its parent's, what is done to the parent is done to it too; so it leaves for new
// bounds when all else is done.
void Drafter::orderRebounds(Plan &plan)
{
    for (const auto &[parent, rebound] : m_rebounds) {
        for (const ObjectId &referrer : referrersOf(parent))
            plan.order(stepOf(find(referrer, Side::From), Act::Drop), rebound.step);
        for (const int link : rebound.links) {
            for (const int other : m_items[std::size_t(m_items[std::size_t(link)].parent)].parts) {
                const Item &part = m_items[std::size_t(other)];
                if (part.id.kind == "partition"_L1)
                    continue;
                if (part.cloneNow) {
                    plan.order(stepOf(other, Act::Drop), rebound.step);
                    plan.order(rebound.step, stepOf(other, Act::Create));
                    plan.order(rebound.step, stepOf(other, Act::Alter));
                    continue;
                }
                const bool key = part.id.kind == "foreign key"_L1;
                for (const Act act : {Act::Drop, Act::Alter, Act::Create})
                    plan.order(stepOf(other, act), rebound.step,
                               key ? Plan::Need::Soft : Plan::Need::Hard);
            }
        }
    }
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Item &link = m_items[std::size_t(i)];
        if (link.id.kind != "partition"_L1)
            continue;
        if (const auto left = m_rebounds.find(link.parentName[0]); left != m_rebounds.end())
            plan.order(stepOf(i, Act::Drop), left->second.step);
        if (const auto joined = m_rebounds.find(link.parentName[1]); joined != m_rebounds.end())
            plan.order(joined->second.step, stepOf(i, Act::Create));
    }
}

// A partition is attached when it has all that the parent has, and so finds its indexes there.
void Drafter::orderPartitions(Plan &plan)
{
    orderRebounds(plan);
    orderKeysOnPartitioned(plan);
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Item &link = m_items[std::size_t(i)];
        if (link.id.kind != "partition"_L1 || isRebound(link))
            continue;
        const int attach = stepOf(i, Act::Create);
        const int detach = stepOf(i, Act::Drop);
        if (link.inFrom && detach >= 0) {
            for (const ObjectId &referrer : referrersOf(link.parentName[0]))
                plan.order(stepOf(find(referrer, Side::From), Act::Drop), detach);
        }
        const Relation *rest = link.inTo ? defaultOf(link.parentName[1]) : nullptr;
        const int restLink = rest ? find({u"partition"_s, rest->identity()}, Side::To) : -1;
        if (restLink >= 0 && restLink != i && !isRebound(m_items[std::size_t(restLink)]))
            plan.order(attach, stepOf(restLink, Act::Create));
        for (const int other : m_items[std::size_t(link.parent)].parts) {
            const Item &part = m_items[std::size_t(other)];
            if (other == i)
                continue;
            if (link.isDropped() && link.isCreated())
                plan.order(detach, stepOf(other, Act::Create));
            if (part.id.kind == "trigger"_L1)
                plan.order(detach, stepOf(other, Act::Create));
            if (part.cloneNow) {
                if (!part.cloneThen)
                    plan.order(stepOf(other, Act::Drop), attach);
                plan.order(attach, stepOf(other, Act::Create));
                plan.order(attach, stepOf(other, Act::Alter));
                continue;
            }
            plan.order(stepOf(other, Act::Create), attach,
                       part.id.kind == "foreign key"_L1 ? Plan::Need::Soft : Plan::Need::Hard);
            plan.order(detach, stepOf(other, Act::Drop));
            plan.order(detach, stepOf(other, Act::Alter));
            // What joins has what its parent has: NOT NULL, types, names.
            if (attach >= 0 && isOwnBefore(part))
                plan.order(part.steps[int(Act::Alter)], attach);
        }
        const int above = find({u"partitioned table"_s, link.parentName[1]}, Side::To);
        if (!link.inTo || above < 0)
            continue;
        for (const int other : m_items[std::size_t(above)].parts) {
            const Item &part = m_items[std::size_t(other)];
            if (part.inTo && part.id.kind != "partition"_L1)
                plan.order(stepOf(other, Act::Create), attach,
                           part.id.kind == "foreign key"_L1 ? Plan::Need::Soft : Plan::Need::Hard);
        }
    }
}

// A key of a partitioned table can be referred to when each partition's index is attached to it.
void Drafter::orderKeysOnPartitioned(Plan &plan)
{
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Item &key = m_items[std::size_t(i)];
        const int made = key.id.kind == "foreign key"_L1 ? stepOf(i, Act::Create) : -1;
        if (made < 0)
            continue;
        std::vector<ObjectId> open;
        for (const Dependency &need : m_toNeeds.of(key.newId)) {
            if (isUniqueKey(need.on.kind))
                open.push_back(need.on);
        }
        while (!open.empty()) {
            const ObjectId id = open.back();
            open.pop_back();
            const int number = find(id, Side::To);
            if (number >= 0) {
                plan.order(stepOf(number, Act::Create), made);
                plan.order(stepOf(number, Act::Alter), made);
                const QString table = m_items[std::size_t(number)].group;
                plan.order(stepOf(find({u"partition"_s, table}, Side::To), Act::Create), made);
            }
            for (const Dependency *need : m_toNeeds.on(id)) {
                if (isUniqueKey(need->dependant.kind))
                    open.push_back(need->dependant);
            }
        }
    }
}

} // namespace tidemark::ddlpg
