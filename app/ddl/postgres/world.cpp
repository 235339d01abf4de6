// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/world.h"

#include "ddl/postgres/words.h"
#include "sql/identifier.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

/// Calls visit(owner) for each owner in the schema; stops when it says so.
template <typename Visit>
void eachOwner(const Schema &schema, Visit visit)
{
    const auto ownersIn = [&](const auto &list) {
        using Element = std::remove_cvref_t<decltype(valueOf((schema.*list.member).front()))>;
        if constexpr (requires(const Element &element) { element.owner; }) {
            for (const auto &element : schema.*list.member)
                visit(valueOf(element).owner);
        }
    };
    std::apply([&](const auto &...list) { (ownersIn(list), ...); }, Schema::children());
}

/// The one role that owns all of both, or none.
QString onlyOwnerOf(const Schema &from, const Schema &to)
{
    const QString *first = nullptr;
    bool several = false;
    const auto look = [&](const QString &owner) {
        // The owner of a new database's public schema.
        if (owner == "pg_database_owner"_L1)
            return;
        if (!first)
            first = &owner;
        several = several || *first != owner;
    };
    eachOwner(from, look);
    eachOwner(to, look);
    return several || !first ? QString() : *first;
}

struct Casts
{
    const char *source;
    const char *assignment;
    const char *asked;
};

// pg_cast of PostgreSQL 15, without most object identifiers; those of 13 to 17 are the same. 18 has
// casts between integers and bytea: here they go by the text, which it takes for what it is.
constexpr std::array kCasts{
    Casts{"bigint", "smallint|integer|real|double precision|numeric|money|oid", "bit"},
    Casts{"bit", "bit varying", "bigint|integer"},
    Casts{"bit varying", "bit", ""},
    Casts{"box", "polygon", "circle|lseg|point"},
    Casts{"circle", "polygon", "box|point"},
    Casts{"lseg", "", "point"},
    Casts{"oid", "integer|bigint", ""},
    Casts{"path", "polygon", ""},
    Casts{"point", "box", ""},
    Casts{"polygon", "path", "box|circle|point"},
    Casts{"boolean", "text|character varying|character", "integer"},
    Casts{"character", "text|character varying|name", "xml"},
    Casts{"character varying", "text|character|name", "xml"},
    Casts{"cidr", "inet|text|character varying|character", ""},
    Casts{"date", "timestamp without time zone|timestamp with time zone", ""},
    Casts{"double precision", "smallint|integer|bigint|real|numeric", ""},
    Casts{"inet", "cidr|text|character varying|character", ""},
    Casts{"integer", "smallint|bigint|real|double precision|numeric|money|oid", "boolean|bit"},
    Casts{"interval", "time without time zone", ""},
    Casts{"json", "jsonb", ""},
    Casts{"jsonb", "json", "boolean|numeric|smallint|integer|bigint|real|double precision"},
    Casts{"macaddr", "macaddr8", ""},
    Casts{"macaddr8", "macaddr", ""},
    Casts{"money", "numeric", ""},
    Casts{"name", "text|character varying|character", ""},
    Casts{"numeric", "smallint|integer|bigint|real|double precision|money", ""},
    Casts{"real", "smallint|integer|bigint|double precision|numeric", ""},
    Casts{"smallint", "integer|bigint|real|double precision|numeric|oid", ""},
    Casts{"text", "character varying|character|name", "xml"},
    Casts{"time with time zone", "time without time zone", ""},
    Casts{"time without time zone", "time with time zone|interval", ""},
    Casts{"timestamp with time zone",
          "timestamp without time zone|date|time without time zone|time with time zone", ""},
    Casts{"timestamp without time zone", "timestamp with time zone|date|time without time zone",
          ""},
    Casts{"xml", "text|character varying|character", ""},
};

bool isString(const QString &type)
{
    return type == "text"_L1 || type == "character varying"_L1 || type == "character"_L1 ||
           type == "name"_L1;
}

} // namespace

World::World(const SchemaState &fromState, const SchemaState &toState,
             const DraftOptions &draftOptions)
    : from(*fromState.schema)
    , to(*toState.schema)
    , options(draftOptions)
    , m_onlyOwner(onlyOwnerOf(from, to))
{
}

const Sequence *World::identitySequence(Side side, const QString &column) const
{
    const std::size_t at = side == Side::From ? 0 : 1;
    if (!m_identityKnown[at]) {
        for (const Shared<Sequence> &sequence : (side == Side::From ? from : to).sequences) {
            if (sequence->ofIdentity)
                m_identity[at].insert(sequence->ownedBy, &*sequence);
        }
        m_identityKnown[at] = true;
    }
    return m_identity[at].value(column);
}

World::CastKind World::castBetween(const QString &before, const QString &after) const
{
    const QString source = words::bareType(before);
    const QString target = words::bareType(after);
    const bool spans = source.startsWith("interval"_L1) && target.startsWith("interval"_L1);
    if (words::isArrayType(before) != words::isArrayType(after))
        return isString(target) && !words::isArrayType(after) ? CastKind::Assignment
                                                              : CastKind::ByText;
    if (source == target || spans)
        return CastKind::Assignment;
    for (const Shared<Cast> &cast : to.casts) {
        if (cast->source == source && cast->target == target)
            return cast->context == "explicit"_L1 ? CastKind::Explicit : CastKind::Assignment;
    }
    // Every type can be assigned to a text.
    if (isString(target) && !words::isArrayType(after))
        return CastKind::Assignment;
    for (const Casts &row : kCasts) {
        if (source != QLatin1StringView(row.source))
            continue;
        if (QString::fromLatin1(row.assignment).split(u'|').contains(target))
            return CastKind::Assignment;
        if (QString::fromLatin1(row.asked).split(u'|').contains(target))
            return CastKind::Explicit;
    }
    return isString(source) ? CastKind::Explicit : CastKind::ByText;
}

std::vector<Grant> World::grantsByDefault(const QString &objectType, const QString &schema) const
{
    std::vector<Grant> grants;
    for (const Shared<DefaultPrivilege> &one : from.defaultPrivileges) {
        const bool here = one->schema.isEmpty() || one->schema == schema;
        if (here && one->objectType == objectType)
            grants.insert(grants.end(), one->grants.grants.begin(), one->grants.grants.end());
    }
    return grants;
}

namespace {

QString placeKey(const QString &schema, const QString &name)
{
    return schema + u'\n' + name;
}

} // namespace

const World::Names &World::names() const
{
    if (m_namesKnown)
        return m_names;
    m_namesKnown = true;
    const auto takeAll = [](const auto &objects, QSet<QString> &taken) {
        for (const auto &one : objects)
            taken.insert(placeKey(one->schema, one->name));
    };
    for (const Schema *side : {&from, &to}) {
        takeAll(side->relations, m_names.types);
        takeAll(side->enums, m_names.types);
        takeAll(side->domains, m_names.types);
        takeAll(side->composites, m_names.types);
        takeAll(side->ranges, m_names.types);
        takeAll(side->baseTypes, m_names.types);
        takeAll(side->collations, m_names.types);
        takeAll(side->sequences, m_names.others);
        // Indexes, those of constraints too, are named among the tables.
        for (const Shared<Relation> &table : side->relations) {
            for (const Index &one : table->indexes)
                m_names.others.insert(placeKey(table->schema, one.name));
            for (const Constraint &one : table->constraints) {
                if (!one.index.empty())
                    m_names.others.insert(placeKey(table->schema, one.name));
            }
        }
    }
    return m_names;
}

bool World::isTypeName(const QString &schema, const QString &name) const
{
    return names().types.contains(placeKey(schema, name));
}

const QMultiHash<QString, const Relation *> &World::children() const
{
    if (!m_childrenKnown) {
        for (const Shared<Relation> &one : from.relations) {
            for (const QString &parent : one->inherits)
                m_children.insert(parent, &*one);
            if (!one->partitionOf.isEmpty())
                m_children.insert(one->partitionOf, &*one);
        }
        m_childrenKnown = true;
    }
    return m_children;
}

std::vector<const Relation *> World::below(const QString &table) const
{
    std::vector<const Relation *> all;
    const auto add = [&](const QString &parent) {
        for (const Relation *one : children().values(parent)) {
            if (std::find(all.begin(), all.end(), one) == all.end())
                all.push_back(one);
        }
    };
    add(table);
    for (std::size_t i = 0; i < all.size(); ++i)
        add(all[i]->identity());
    std::sort(all.begin(), all.end(),
              [](const Relation *a, const Relation *b) { return a->identity() < b->identity(); });
    return all;
}

bool World::staysBelow(const QString &table, const QString &column) const
{
    const QList<const Relation *> below = children().values(table);
    return std::any_of(below.begin(), below.end(), [&](const Relation *one) {
        const Relation *now =
            one->partitionOf.isEmpty() ? to.relation(one->schema, one->name) : nullptr;
        return now && now->column(column);
    });
}

bool World::isColumnType(const QString &type) const
{
    if (!m_columnTypesKnown) {
        m_columnTypesKnown = true;
        for (const Shared<Relation> &one : from.relations) {
            if (one->type == RelationKind::View || one->type == RelationKind::ForeignTable)
                continue;
            for (const Column &column : one->columns) {
                // Only what is qualified is the type of somebody's rows.
                if (column.type.contains(u'.'))
                    m_columnTypes.insert(words::bareType(column.type));
            }
        }
    }
    return m_columnTypes.contains(type);
}

World::CompositeUse World::useOf(const CompositeType &type) const
{
    const QString name = type.identity();
    CompositeUse use;
    const auto look = [&](const QString &used, bool column) {
        if (!used.startsWith(name) || words::bareType(used) != name)
            return;
        (column && !words::isArrayType(used) ? use.columns : use.within) = true;
    };
    for (const Shared<Relation> &one : from.relations) {
        if (one->type == RelationKind::View)
            continue;
        use.tables = use.tables || one->ofType == name;
        for (const Column &column : one->columns)
            look(column.type, true);
    }
    for (const Shared<CompositeType> &one : from.composites) {
        for (const CompositeAttribute &attribute : one->attributes)
            look(attribute.type, false);
    }
    for (const Shared<DomainType> &one : from.domains)
        look(one->baseType, false);
    for (const Shared<RangeType> &one : from.ranges)
        look(one->subtype, false);
    return use;
}

const CompositeType *World::composite(Side side, const QString &type) const
{
    for (const Shared<CompositeType> &one : (side == Side::From ? from : to).composites) {
        if (one->identity() == type)
            return &*one;
    }
    return nullptr;
}

const DomainType *World::domain(Side side, const QString &type) const
{
    const std::size_t at = side == Side::From ? 0 : 1;
    if (!m_domainsKnown[at]) {
        m_domainsKnown[at] = true;
        for (const Shared<DomainType> &one : (side == Side::From ? from : to).domains)
            m_domains[at].insert(one->identity(), &*one);
    }
    return m_domains[at].value(type);
}

bool World::isPublished(const Relation &table) const
{
    if (!m_publishedKnown) {
        m_publishedKnown = true;
        for (const Shared<Publication> &one : from.publications) {
            m_allPublished = m_allPublished || one->allTables;
            for (const QString &schema : one->schemas)
                m_published.insert(schema);
            for (const PublicationTable &its : one->tables)
                m_published.insert(placeKey(its.schema, its.name));
        }
    }
    return m_allPublished || m_published.contains(table.schema) ||
           m_published.contains(placeKey(table.schema, table.name));
}

QList<const Sequence *> World::sequencesOf(const QString &column) const
{
    if (!m_ownedKnown) {
        m_ownedKnown = true;
        for (auto it = from.sequences.rbegin(); it != from.sequences.rend(); ++it) {
            if (!(*it)->ownedBy.isEmpty())
                m_owned.insert((*it)->ownedBy, &**it);
        }
    }
    return m_owned.values(column);
}

QString World::freeName(const QString &schema, const QString &name, const QString &suffix,
                        const QSet<QString> &taken) const
{
    QString free = words::derivedName(name, suffix);
    const auto isTaken = [&] {
        const QString key = placeKey(schema, free);
        return names().types.contains(key) || names().others.contains(key) ||
               (!taken.isEmpty() && taken.contains(displayQualified(schema, free)));
    };
    for (int number = 2; isTaken(); ++number)
        free = words::derivedName(name, suffix + QString::number(number));
    return free;
}

} // namespace tidemark::ddlpg
