// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
#include "ddl/postgres/constraints.h"
#include "ddl/postgres/decoration.h"
#include "ddl/postgres/drafter.h"
#include "ddl/postgres/noise.h"
#include "diff/pairing.h"
#include "diff/wording.h"

#include <map>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

QString keyOf(const ObjectId &id)
{
    return id.kind + u'\n' + id.object;
}

template <typename T>
constexpr bool isDecorated()
{
    // These bring their comments and grants themselves.
    return !std::is_same_v<T, Column> && !std::is_same_v<T, Index> &&
           !std::is_same_v<T, CompositeAttribute> && !std::is_same_v<T, PublicationTable> &&
           !std::is_same_v<T, DefaultPrivilege> && !std::is_same_v<T, UserMapping>;
}

/// What only one object can have at a time.
template <typename T>
QStringList slotsOf(const T &object, const QString &tableName)
{
    if constexpr (std::is_same_v<T, Relation>)
        return {u"relation "_s + object.identity(), u"type "_s + object.identity()};
    else if constexpr (std::is_same_v<T, Sequence>)
        return {u"relation "_s + object.identity()};
    else if constexpr (std::is_same_v<T, CompositeType>)
        return {u"relation "_s + object.identity(), u"type "_s + object.identity()};
    else if constexpr (std::is_same_v<T, EnumType> || std::is_same_v<T, DomainType> ||
                       std::is_same_v<T, BaseType>)
        return {u"type "_s + object.identity()};
    else if constexpr (std::is_same_v<T, RangeType>)
        return {u"type "_s + object.identity(), u"type "_s + object.multirange};
    else if constexpr (std::is_same_v<T, Routine> || std::is_same_v<T, Aggregate>)
        return {u"routine "_s + object.identity()};
    else if constexpr (std::is_same_v<T, Index>)
        return {u"relation "_s + displayQualified(words::parts(tableName).value(0), object.name)};
    else if constexpr (std::is_same_v<T, Constraint>) {
        QStringList names{u"constraint "_s + tableName + u' ' + object.name};
        if (!object.index.empty())
            names +=
                u"relation "_s + displayQualified(words::parts(tableName).value(0), object.name);
        return names;
    } else
        return {};
}

template <typename T>
QString bareNameOf(const T &object)
{
    if constexpr (std::is_same_v<T, Relation> || std::is_same_v<T, Routine> ||
                  std::is_same_v<T, Aggregate> || std::is_same_v<T, Sequence> ||
                  std::is_same_v<T, Column> || std::is_same_v<T, EnumType> ||
                  std::is_same_v<T, DomainType> || std::is_same_v<T, CompositeType> ||
                  std::is_same_v<T, RangeType>)
        return object.name;
    else
        return {};
}

} // namespace

void Drafter::describeColumn(Item &item, const Column *before, const Column *after,
                             const Surroundings &around) const
{
    item.local = after ? after->local : before->local;
    const bool view = around.toTable && (around.toTable->type == RelationKind::View ||
                                         around.toTable->type == RelationKind::MaterializedView);
    if (before && after && !view) {
        item.otherType = before->type != after->type || before->collation != after->collation;
        static const QStringList whole{u"smallint"_s, u"integer"_s, u"bigint"_s};
        const bool alike = whole.contains(before->type) && whole.contains(after->type);
        const bool text = keepsStoredForm(before->type, after->type) ||
                          keepsStoredForm(after->type, before->type);
        item.newTypeNeedsCare = item.otherType && !alike && !text;
        item.identityGoes =
            before->identityKind != IdentityKind::None && after->identityKind == IdentityKind::None;
    }
    if (after && after->identityKind != IdentityKind::None) {
        if (const Sequence *sequence = m_world.identitySequence(Side::To, item.id.object))
            item.identitySequences += sequence->identity();
    }
}

int Drafter::addItem(Item item)
{
    const int number = int(m_items.size());
    if (item.inFrom)
        m_fromItems.insert(keyOf(item.id), number);
    if (item.inTo)
        m_toItems.insert(keyOf(item.newId), number);
    m_items.push_back(std::move(item));
    return number;
}

template <typename T>
std::shared_ptr<const T> Drafter::target(const T *before, const T *after)
{
    if (!after)
        return nullptr;
    const DiffOptions &noise = m_world.options.noise;
    if (!leavesSomethingOut(noise) && noise.names)
        return std::shared_ptr<const T>(std::shared_ptr<const T>(), after);
    auto copy = std::make_shared<T>(*after);
    leaveOutNoise(*copy, before, noise);
    if constexpr (std::is_same_v<T, Constraint> || std::is_same_v<T, Index>) {
        if (!noise.names && before)
            copy->name = before->name;
    }
    return copy;
}

template <typename T>
int Drafter::add(const T *before, const T *given, const Surroundings &around)
{
    const KindRules<T> &rules = rulesOf<T>();
    const wording::Parent parent{around.object, around.schema};
    Item item;
    const T &named = before ? *before : *given;
    item.id = {wording::kindOf(named), wording::objectName(named, parent)};
    item.newId = item.id;
    // An object that is not chosen stays as it is.
    const bool ofParent = around.parent >= 0 && (m_items[std::size_t(around.parent)].inFrom !=
                                                 m_items[std::size_t(around.parent)].inTo);
    const T *after = given;
    if (m_selects && !ofParent && !wants(item.id))
        after = before;
    if (!before && !after)
        return -1;
    const std::shared_ptr<const T> goal =
        after == before ? std::shared_ptr<const T>(std::shared_ptr<const T>(), before)
                        : target(before, after);
    if (goal)
        item.newId = {wording::kindOf(*goal), wording::objectName(*goal, parent)};
    item.parent = around.parent;
    item.inFrom = before;
    item.inTo = bool(goal);
    item.rank = rules.rank;
    item.group = around.object;
    Surroundings own = around;
    const auto place = [this, own](const Item &self) {
        Place at{m_world, own.fromTable, own.toTable, own.domain, own.publication, self.switchType};
        at.defaultApart = m_world.isApart({u"default"_s, self.id.object});
        return at;
    };
    if constexpr (std::is_same_v<T, Relation>) {
        item.group = item.id.object;
        if (named.type == RelationKind::View || named.type == RelationKind::MaterializedView)
            item.rank = 50;
    }
    if constexpr (std::is_same_v<T, Constraint>) {
        if (named.type == ConstraintKind::ForeignKey)
            item.rank = 35;
        item.mayBeInline =
            goal && (around.domain ? isInline(*around.domain, *goal)
                                   : around.toTable && isInline(*around.toTable, *goal, m_world));
    }
    if constexpr (std::is_same_v<T, Column> || std::is_same_v<T, CompositeAttribute>)
        item.mayBeInline = true;
    if constexpr (std::is_same_v<T, Column>)
        describeColumn(item, before, goal.get(), around);
    if constexpr (std::is_same_v<T, Trigger>)
        item.ofParent = named.inherited && (!goal || goal->inherited);
    if constexpr (std::is_same_v<T, Routine>) {
        if (goal && !goal->sqlBody)
            item.body = goal->body.toUtf8();
    }
    item.bareName = bareNameOf(named);
    if (before)
        item.fromSlots = slotsOf(*before, around.object);
    if (goal)
        item.toSlots = slotsOf(*goal, around.object);
    if (before && goal && before != goal.get() && !(*before == *goal)) {
        Place at{m_world, around.fromTable, around.toTable, around.domain, around.publication};
        const bool partsOnly = differOnlyIn(*before, *goal, {});
        constexpr bool hasParts = std::is_same_v<T, CompositeType> ||
                                  std::is_same_v<T, DomainType> || std::is_same_v<T, Publication>;
        item.fate = rules.fate(*before, *goal, at);
        if ((hasParts || (std::is_same_v<T, Relation> && item.rank == 20)) && partsOnly)
            item.fate = Fate::Keep;
        item.redefines = rules.redefines && rules.redefines(*before, *goal);
    }
    const auto writeNew = [rules, place](const T &object, const Item &self, const World &world,
                                         Writer &writer) {
        const Place at = place(self);
        rules.create(object, at, writer);
        if constexpr (isDecorated<T>() && !std::is_same_v<T, Constraint>)
            decorateNew(object, rules.what(object, at), world, writer);
        if constexpr (std::is_same_v<T, Relation>) {
            for (const Column &column : object.columns)
                grantColumn(object, column, world, writer);
        }
        if constexpr (std::is_same_v<T, Constraint>) {
            if (at.domain && !object.comment.isEmpty())
                writer.add(commentStatement(rules.what(object, at), object.comment));
        }
    };
    if (before)
        item.drop = [this, before, rules, place](const Item &self, Writer &writer) {
            const Place at = place(self);
            T object = *before;
            if constexpr (requires {
                              object.schema;
                              object.name;
                          }) {
                if (self.fate == Fate::Replace)
                    object.name = words::derivedName(object.name, u"__old"_s);
            }
            if (rules.drop)
                rules.drop(object, at, writer);
            else
                writer.add(u"DROP "_s + rules.what(object, at));
        };
    if (goal)
        item.create = [this, before, goal, rules, place, writeNew](const Item &self,
                                                                   Writer &writer) {
            if constexpr (requires {
                              goal->schema;
                              goal->name;
                          }) {
                if (self.fate == Fate::Replace && rules.moveAside)
                    rules.moveAside(*before, words::derivedName(before->name, u"__old"_s),
                                    place(self), writer);
            }
            if constexpr (std::is_same_v<T, Routine>) {
                // It was there before: whether its body still holds is not this script's affair.
                const bool asBefore = before && self.fate == Fate::Recreate && !goal->sqlBody &&
                                      before->body == goal->body;
                if (asBefore) {
                    writer.add(u"SET check_function_bodies = off"_s);
                    writeNew(*goal, self, m_world, writer);
                    writer.add(u"RESET check_function_bodies"_s);
                    return;
                }
            }
            writeNew(*goal, self, m_world, writer);
        };
    if (before && goal)
        item.alter = [this, before, goal, rules, place](const Item &self, Writer &writer) {
            const Place at = place(self);
            if (rules.alter)
                rules.alter(*before, *goal, at, writer);
            if constexpr (isDecorated<T>()) {
                T then = *before;
                if constexpr (std::is_same_v<T, Sequence>) {
                    // It belongs to whom its table belongs to.
                    if (!before->ownedBy.isEmpty() && !goal->ownedBy.isEmpty())
                        then.owner = goal->owner;
                }
                redecorate(then, *goal, rules.what(*goal, at), m_world, writer);
                if constexpr (std::is_same_v<T, Relation>) {
                    // What is taken from the table is taken from its columns too.
                    if (!(before->grants == goal->grants)) {
                        for (const Column &column : goal->columns)
                            grantColumn(*goal, column, m_world, writer);
                    }
                }
            }
        };
    const int number = addItem(std::move(item));
    // A part may be chosen where the whole is not.
    const bool partsOnly = before && given && goal.get() == before;
    addParts(named, before, partsOnly ? given : goal.get(), number);
    return number;
}

template <typename T, typename List>
void Drafter::addNested(const List &before, const List &after, const Surroundings &around)
{
    const Sameness same(Engine::PostgreSql);
    Pairing<T> pairing;
    if constexpr (std::is_same_v<T, Constraint>)
        pairing = pairConstraints(before, after, same);
    else if constexpr (std::is_same_v<T, Index>)
        pairing = pairIndexes(before, after, same);
    else
        pairing = pairByKey<T>(before, after, same);
    for (const T *one : pairing.missing)
        add<T>(one, nullptr, around);
    for (const T *one : pairing.extra)
        add<T>(nullptr, one, around);
    for (const auto &[one, other] : pairing.both)
        add<T>(one, other, around);
}

template <typename T>
void Drafter::addParts(const T &any, const T *before, const T *after, int item)
{
    Surroundings around;
    around.parent = item;
    if constexpr (requires { any.schema; })
        around.schema = any.schema;
    static const T none;
    const T &then = before ? *before : none;
    const T &now = after ? *after : none;
    if constexpr (std::is_same_v<T, CompositeType>) {
        around.object = any.identity();
        addNested<CompositeAttribute>(then.attributes, now.attributes, around);
    } else if constexpr (std::is_same_v<T, DomainType>) {
        around.object = any.identity();
        around.domain = &any;
        addNested<Constraint>(then.constraints, now.constraints, around);
    } else if constexpr (std::is_same_v<T, BaseType>) {
        addShell(before, after, item);
    } else if constexpr (std::is_same_v<T, Publication>) {
        around.object = any.identity();
        around.publication = &any;
        addNested<PublicationTable>(then.tables, now.tables, around);
    }
}

void Drafter::addParts(const Relation &any, const Relation *before, const Relation *after, int item)
{
    Surroundings around;
    around.parent = item;
    around.fromTable = before;
    around.toTable = after;
    around.object = any.identity();
    around.schema = any.schema;
    static const Relation none;
    const Relation &then = before ? *before : none;
    const Relation &now = after ? *after : none;
    addNested<Column>(then.columns, now.columns, around);
    addDefaults(before, after, item);
    addNested<Constraint>(then.constraints, now.constraints, around);
    addNested<Index>(then.indexes, now.indexes, around);
    addNested<Trigger>(then.triggers, now.triggers, around);
    addNested<Rule>(then.rules, now.rules, around);
    addNested<Policy>(then.policies, now.policies, around);
    addNested<ExtendedStatistics>(then.statistics, now.statistics, around);
    addParents(before, after, item);
}

// A type made of functions that take and give it: its name has to be there before them.
void Drafter::addShell(const BaseType *before, const BaseType *after, int item)
{
    const Item &type = m_items[std::size_t(item)];
    if (!after || !after->defined || (before && !before->defined))
        return;
    if (before && type.fate != Fate::Recreate)
        return;
    Item one;
    one.id = one.newId = {u"shell type"_s, after->identity()};
    one.inTo = true;
    one.rank = 8;
    one.create = [name = after->identity()](const Item &, Writer &writer) {
        writer.add(u"CREATE TYPE "_s + name);
    };
    addItem(std::move(one));
}

void Drafter::addDefaults(const Relation *before, const Relation *after, int item)
{
    struct Both
    {
        const Column *then = nullptr;
        const Column *now = nullptr;
    };
    std::map<QString, Both> columns;
    for (const Column &column : before ? before->columns : std::vector<Column>()) {
        if (!column.defaultValue.isEmpty())
            columns[column.name].then = before->column(column.name);
    }
    for (const Column &column : after ? after->columns : std::vector<Column>()) {
        if (!column.defaultValue.isEmpty())
            columns[column.name].now = after->column(column.name);
    }
    const Relation &table = before ? *before : *after;
    for (const auto &[name, both] : columns) {
        Item one;
        one.id = one.newId = {u"default"_s, table.identity() + u'.' + displayIdentifier(name)};
        one.parent = item;
        one.inFrom = both.then;
        one.inTo = both.now;
        const ObjectId column{u"column"_s, one.id.object};
        const int columnItem = find(column, both.now ? Side::To : Side::From);
        if (columnItem >= 0 && m_selects && !wants(column)) {
            // The column is not chosen, nor is what it is filled with.
            const Item &its = m_items[std::size_t(columnItem)];
            if (its.inFrom && its.inTo)
                one.inTo = one.inFrom;
        }
        if (!one.inFrom && !one.inTo)
            continue;
        const bool chosen = !m_selects || wants(column) || !both.then;
        const QString value = chosen && both.now ? both.now->defaultValue
                              : both.then        ? both.then->defaultValue
                                                 : QString();
        one.rank = 22;
        one.group = table.identity();
        one.mayBeInline = after && after->type != RelationKind::View;
        if (both.then && both.now && both.then->defaultValue != value) {
            one.fate = Fate::Alter;
            one.redefines = true;
        }
        const Relation *side = after ? after : before;
        const QString alter = alterTable(*side, side->type != RelationKind::View) +
                              u" ALTER COLUMN "_s + displayIdentifier(name);
        one.drop = [alter](const Item &, Writer &writer) {
            writer.add(alter + u" DROP DEFAULT"_s);
        };
        one.create = one.alter = [alter, value](const Item &, Writer &writer) {
            writer.add(alter + u" SET DEFAULT "_s + value);
        };
        addItem(std::move(one));
    }
}

void Drafter::addParents(const Relation *before, const Relation *after, int item)
{
    const Relation &table = before ? *before : *after;
    const bool chosen = !m_selects || wants(m_items[std::size_t(item)].id) || !before || !after;
    const QString was = before ? before->partitionOf : QString();
    const QString is = !chosen ? was : after ? after->partitionOf : QString();
    const QString boundWas = before ? before->partitionBound : QString();
    const QString boundIs = !chosen ? boundWas : after ? after->partitionBound : QString();
    if (!was.isEmpty() || !is.isEmpty()) {
        Item one;
        one.id = one.newId = {u"partition"_s, table.identity()};
        one.parent = item;
        one.inFrom = !was.isEmpty();
        one.inTo = !is.isEmpty();
        one.parentName[0] = was;
        one.parentName[1] = is;
        one.rank = 32;
        one.group = table.identity();
        if (one.inFrom && one.inTo && (was != is || boundWas != boundIs))
            one.fate = Fate::Recreate;
        one.drop = [was, name = table.identity()](const Item &, Writer &writer) {
            writer.add(u"ALTER TABLE %1 DETACH PARTITION %2"_s.arg(was, name))
                .hazard(Hazard::BlocksReads, was, u"for a moment"_s);
        };
        one.create = [is, boundIs, name = table.identity()](const Item &, Writer &writer) {
            writer.add(u"ALTER TABLE %1 ATTACH PARTITION %2 %3"_s.arg(is, name, boundIs));
            writer.hazard(Hazard::MayFail, name, u"where a row is outside of the bounds"_s);
        };
        addItem(std::move(one));
    }
    const QStringList then = before ? before->inherits : QStringList();
    const QStringList now = !chosen ? then : after ? after->inherits : QStringList();
    for (const QString &parent : then + now) {
        const ObjectId id{u"inheritance"_s, table.identity() + u" of "_s + parent};
        if (find(id, Side::From) >= 0 || find(id, Side::To) >= 0)
            continue;
        Item one;
        one.id = one.newId = id;
        one.parent = item;
        one.inFrom = then.contains(parent);
        one.inTo = now.contains(parent);
        one.parentName[0] = one.parentName[1] = parent;
        one.rank = 22;
        one.group = table.identity();
        one.mayBeInline = true;
        const QString alter = alterTable(after ? *after : *before);
        one.drop = [alter, parent](const Item &, Writer &writer) {
            writer.add(alter + u" NO INHERIT "_s + parent);
        };
        one.create = [alter, parent](const Item &, Writer &writer) {
            writer.add(alter + u" INHERIT "_s + parent);
        };
        addItem(std::move(one));
    }
}

void Drafter::addParts(const Sequence &any, const Sequence *before, const Sequence *after, int item)
{
    const QString was = before && !before->ofIdentity ? before->ownedBy : QString();
    const QString is = after && !after->ofIdentity ? after->ownedBy : QString();
    if (was.isEmpty() && is.isEmpty())
        return;
    Item one;
    one.id = one.newId = {u"sequence owner"_s, any.identity()};
    one.parent = item;
    one.inFrom = !was.isEmpty();
    one.inTo = !is.isEmpty();
    one.rank = 23;
    one.group = words::withoutLast(is.isEmpty() ? was : is);
    if (one.inFrom && one.inTo && was != is) {
        one.fate = Fate::Alter;
        one.redefines = true;
    }
    const QString alter = u"ALTER SEQUENCE "_s + any.identity() + u" OWNED BY "_s;
    one.drop = [alter](const Item &, Writer &writer) { writer.add(alter + u"NONE"_s); };
    one.create = one.alter = [alter, is](const Item &, Writer &writer) { writer.add(alter + is); };
    addItem(std::move(one));
}

template <typename T>
void Drafter::addDifferencesOf(const Objects<T> &before, const Objects<T> &after)
{
    const Pairing<T> pairing = pairByKey<T>(before, after, Sameness(Engine::PostgreSql));
    for (const T *one : pairing.missing)
        add<T>(one, nullptr, {});
    for (const T *one : pairing.extra)
        add<T>(nullptr, one, {});
    for (const auto &[one, other] : pairing.both) {
        if (one != other && !(*one == *other))
            add<T>(one, other, {});
    }
}

void Drafter::addDifferences()
{
    const auto ofList = [&](const auto &list) {
        addDifferencesOf(m_world.from.*list.member, m_world.to.*list.member);
    };
    std::apply([&](const auto &...list) { (ofList(list), ...); }, Schema::children());
}

int Drafter::find(const ObjectId &id, Side side) const
{
    return (side == Side::From ? m_fromItems : m_toItems).value(keyOf(id), -1);
}

bool Drafter::load(const ObjectId &id)
{
    if (!m_placesKnown) {
        for (const Side side : {Side::From, Side::To}) {
            const Schema &schema = side == Side::From ? m_world.from : m_world.to;
            auto &places = m_places[side == Side::From ? 0 : 1];
            int number = 0;
            const auto index = [&](const auto &list) {
                int position = 0;
                for (const auto &one : schema.*list.member)
                    places.insert(keyOf({one->kind(), one->identity()}), {number, position++});
                ++number;
            };
            std::apply([&](const auto &...list) { (index(list), ...); }, Schema::children());
        }
        m_placesKnown = true;
    }
    const auto then = m_places[0].constFind(keyOf(id));
    const auto now = m_places[1].constFind(keyOf(id));
    const bool inFrom = then != m_places[0].constEnd();
    const bool inTo = now != m_places[1].constEnd();
    if ((!inFrom && !inTo) || find(id, Side::From) >= 0 || find(id, Side::To) >= 0)
        return false;
    const int wanted = inFrom ? then->first : now->first;
    int number = 0;
    const auto addIf = [&](const auto &list) {
        if (number++ != wanted)
            return;
        const auto &before = m_world.from.*list.member;
        const auto &after = m_world.to.*list.member;
        using T = std::remove_cvref_t<decltype(valueOf(before.front()))>;
        const T *one = inFrom ? &*before[std::size_t(then->second)] : nullptr;
        const T *other = inTo ? &*after[std::size_t(now->second)] : nullptr;
        add<T>(one, other, {});
    };
    std::apply([&](const auto &...list) { (addIf(list), ...); }, Schema::children());
    return true;
}

int Drafter::ensure(const ObjectId &id, Side side)
{
    if (const int known = find(id, side); known >= 0)
        return known;
    if (load(id))
        return find(id, side);
    // A part of a relation, a domain or a composite type.
    QString owner = words::withoutLast(id.object);
    if (id.kind == "publication table"_L1)
        owner = id.object.section(u": "_s, 0, 0);
    else if (id.kind == "index"_L1 || id.kind == "statistics"_L1) {
        for (const Dependency &need : (side == Side::From ? m_fromNeeds : m_toNeeds).of(id)) {
            if (need.on.kind == "column"_L1)
                owner = words::withoutLast(need.on.object);
            else if (need.on.kind.contains("table"_L1) || need.on.kind.contains("view"_L1))
                owner = need.on.object;
        }
    }
    static const QStringList kinds{u"table"_s,          u"partitioned table"_s,
                                   u"view"_s,           u"materialized view"_s,
                                   u"foreign table"_s,  u"domain"_s,
                                   u"composite type"_s, u"publication"_s};
    for (const QString &kind : kinds) {
        if (load({kind, owner}))
            break;
    }
    return find(id, side);
}

} // namespace tidemark::ddlpg
