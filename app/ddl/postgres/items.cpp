// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
#include "ddl/postgres/constraints.h"
#include "ddl/postgres/decoration.h"
#include "ddl/postgres/drafter.h"
#include "ddl/postgres/noise.h"
#include "diff/pairing.h"
#include "diff/wording.h"

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

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
    if constexpr (std::is_same_v<T, Relation> || std::is_same_v<T, CompositeType>)
        return {u"relation "_s + object.identity(), u"type "_s + object.identity()};
    else if constexpr (std::is_same_v<T, Sequence>)
        return {u"relation "_s + object.identity()};
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

/// An identity's sequence under another name is the same sequence.
void pairIdentities(Pairing<Sequence> &pairing)
{
    for (auto one = pairing.missing.begin(); one != pairing.missing.end();) {
        const auto same =
            std::find_if(pairing.extra.begin(), pairing.extra.end(), [&](const Sequence *other) {
                return (*one)->ofIdentity && other->ofIdentity &&
                       (*one)->ownedBy == other->ownedBy && (*one)->schema == other->schema;
            });
        if (same == pairing.extra.end()) {
            ++one;
            continue;
        }
        pairing.both.emplace_back(*one, *same);
        pairing.extra.erase(same);
        one = pairing.missing.erase(one);
    }
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
    if (after && around.toTable) {
        for (const Column &column : around.toTable->columns) {
            if (column.name == after->name)
                break;
            ++item.position;
        }
    }
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
    if (item.parent >= 0)
        m_items[std::size_t(item.parent)].parts.push_back(number);
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
        if (before && goal && before->persistence != goal->persistence)
            item.logging = goal->persistence == Persistence::Unlogged ? -1 : 1;
        item.tables[0] = before;
        item.tables[1] = after;
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
    if constexpr (std::is_same_v<T, Column>) {
        describeColumn(item, before, goal.get(), around);
        item.tables[0] = around.fromTable;
        item.tables[1] = around.toTable;
        item.columnBefore = before;
        item.columnAfter = goal;
    }
    if constexpr (requires { named.owner; })
        item.owned = goal && !goal->owner.isEmpty();
    if constexpr (std::is_same_v<T, Trigger>) {
        item.cloneThen = before && before->inherited;
        item.cloneNow = goal && goal->inherited;
    }
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
        constexpr bool hasParts = std::is_same_v<T, DomainType> || std::is_same_v<T, Publication>;
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
                grantColumn(object, column, writer);
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
                    object.name = m_world.freeName(object.schema, object.name, u"__old"_s);
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
                    rules.moveAside(*before,
                                    m_world.freeName(before->schema, before->name, u"__old"_s),
                                    place(self), writer);
            }
            if constexpr (std::is_same_v<T, Relation>) {
                if (self.fate == Fate::Rebuild) {
                    writeRebuilt(*before, *goal, writer);
                    return;
                }
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
                            grantColumn(*goal, column, writer);
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
        int position = 0;
        for (const CompositeAttribute &attribute : now.attributes) {
            const ObjectId id{attribute.kind(),
                              wording::objectName(attribute, {around.object, around.schema})};
            if (const int number = find(id, Side::To); number >= 0)
                m_items[std::size_t(number)].position = position;
            ++position;
        }
    } else if constexpr (std::is_same_v<T, DomainType>) {
        around.object = any.identity();
        around.domain = &any;
        addNested<Constraint>(then.constraints, now.constraints, around);
    } else if constexpr (std::is_same_v<T, BaseType>) {
        // A name that was there alone is the shell.
        if (after && after->defined && !(before && !before->defined))
            addShell(after->identity(), before, item);
    } else if constexpr (std::is_same_v<T, RangeType>) {
        if (after && !after->canonical.isEmpty())
            addShell(after->identity(), before, item);
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

template <typename T>
void Drafter::addDifferencesOf(const Objects<T> &before, const Objects<T> &after)
{
    Pairing<T> pairing = pairByKey<T>(before, after, Sameness(Engine::PostgreSql));
    if constexpr (std::is_same_v<T, Sequence>)
        pairIdentities(pairing);
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

void Drafter::findPlaces()
{
    if (m_placesKnown)
        return;
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

bool Drafter::load(const ObjectId &id)
{
    findPlaces();
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
