// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"

#include "schema/postgres/catalogpart.h"
#include "schema/postgres/deparsed.h"
#include "schema/siblings.h"

#include <algorithm>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

CatalogBuild::CatalogBuild(const SchemaReadOptions &options, int serverVersion)
    : m_options(options)
    , m_serverVersion(serverVersion)
{
    schema.engine = Engine::PostgreSql;
}

QString CatalogBuild::sql(const QString &text) const
{
    return m_options.serversTexts ? text : asReadAgain(text);
}

QString CatalogBuild::roleName(Oid oid) const
{
    // A dropped role's oid stays in owners and lists; the server shows the number too.
    const auto it = objects.roles.constFind(oid);
    return it != objects.roles.constEnd() ? *it : QString::number(oid);
}

bool CatalogBuild::isUserNamespace(Oid oid) const
{
    const auto it = objects.namespaces.constFind(oid);
    return it != objects.namespaces.constEnd() && !it->startsWith("pg_"_L1) &&
           *it != "information_schema"_L1;
}

bool CatalogBuild::leavesOutNamespace(const QString &name) const
{
    return !m_options.leaveOut.isEmpty() && m_options.leaveOut.contains(name + ".*"_L1);
}

bool CatalogBuild::leavesOut(Oid catalog, Oid object, Oid namespaceOid) const
{
    if (!isUserNamespace(namespaceOid) || isExtensionMember(catalog, object))
        return true;
    return !m_options.leaveOut.isEmpty() && leavesOutNamespace(namespaceName(namespaceOid));
}

bool CatalogBuild::leavesOutRelation(Oid namespaceOid, const QString &name) const
{
    return !m_options.leaveOut.isEmpty() &&
           m_options.leaveOut.contains(namespaceName(namespaceOid) + u'.' + name);
}

void CatalogBuild::take(int part, const PostgresResult &rows)
{
    if (rows.rows() > 0)
        objects.filledParts.insert(part);
    catalogParts()[std::size_t(part)].take(rows, *this);
}

RelationEntry *CatalogBuild::relationDraft(Oid oid) const
{
    const auto it = relations.constFind(oid);
    return it == relations.constEnd() ? nullptr : it->get();
}

const RelationEntry *CatalogBuild::relationEntry(Oid relation) const
{
    if (const RelationEntry *draft = relationDraft(relation))
        return draft;
    const auto it = objects.relationEntries.constFind(relation);
    return it == objects.relationEntries.constEnd() ? nullptr : it->get();
}

QString CatalogBuild::columnName(Oid relation, qint64 number) const
{
    const RelationEntry *entry = relationEntry(relation);
    if (!entry || number < 1 || number > qint64(entry->columnNames.size()))
        return {};
    return entry->columnNames[std::size_t(number - 1)];
}

namespace {

/// The drafts of one kind become values, beside those that are there already.
template <typename T>
void publish(QHash<Oid, T> &drafts, QHash<Oid, Shared<T>> &byOid, Objects<T> &sorted)
{
    if (drafts.isEmpty())
        return;
    const auto known = std::ptrdiff_t(sorted.size());
    for (auto it = drafts.begin(); it != drafts.end(); ++it) {
        Shared<T> value(std::move(it.value()));
        byOid.insert(it.key(), value);
        sorted.push_back(std::move(value));
    }
    const auto less = [](const Shared<T> &a, const Shared<T> &b) { return keyLess(*a, *b); };
    std::sort(sorted.begin() + known, sorted.end(), less);
    std::inplace_merge(sorted.begin(), sorted.begin() + known, sorted.end(), less);
    drafts.clear();
}

void sortParts(RelationEntry &entry)
{
    Relation &relation = entry.relation;
    for (Index &index : entry.indexes)
        relation.indexes.push_back(std::move(index));
    entry.indexes.clear();
    sortSiblings(relation.constraints);
    sortSiblings(relation.indexes);
    sortSiblings(relation.triggers);
    sortSiblings(relation.rules);
    sortSiblings(relation.policies);
    sortSiblings(relation.statistics);
}

std::vector<CompositeAttribute> attributesOf(const Relation &relation)
{
    std::vector<CompositeAttribute> attributes;
    for (const Column &column : relation.columns) {
        CompositeAttribute attribute;
        attribute.name = column.name;
        attribute.type = column.type;
        attribute.collation = column.collation;
        attribute.comment = column.comment;
        attributes.push_back(std::move(attribute));
    }
    return attributes;
}

} // namespace

namespace {

template <typename T>
void forgetKind(const QSet<Oid> &oids, QHash<Oid, Shared<T>> &byOid, Objects<T> &sorted)
{
    QSet<const T *> gone;
    for (const Oid oid : oids) {
        const auto it = byOid.constFind(oid);
        if (it != byOid.constEnd()) {
            gone.insert(&**it);
            byOid.erase(it);
        }
    }
    if (!gone.isEmpty())
        std::erase_if(sorted, [&](const Shared<T> &value) { return gone.contains(&*value); });
}

} // namespace

void CatalogBuild::forget(const QSet<Oid> &relationOids, const QSet<Oid> &typeOids,
                          const QSet<Oid> &routineOids)
{
    forgetKind(relationOids, objects.relations, schema.relations);
    forgetKind(relationOids, objects.sequences, schema.sequences);
    for (const Oid oid : relationOids)
        objects.relationEntries.remove(oid);
    forgetKind(typeOids, objects.enums, schema.enums);
    forgetKind(typeOids, objects.composites, schema.composites);
    forgetKind(typeOids, objects.domains, schema.domains);
    forgetKind(typeOids, objects.ranges, schema.ranges);
    forgetKind(typeOids, objects.baseTypes, schema.baseTypes);
    forgetKind(routineOids, objects.routines, schema.routines);
    forgetKind(routineOids, objects.aggregates, schema.aggregates);
}

void CatalogBuild::finish()
{
    QHash<Oid, Relation> finished;
    finished.reserve(relations.size());
    for (auto it = relations.begin(); it != relations.end(); ++it) {
        RelationEntry &entry = **it;
        if (entry.composite) {
            const auto type = composites.find(objects.compositeTypes.value(it.key()));
            if (type != composites.end())
                type->attributes = attributesOf(entry.relation);
        } else if (!entry.leftOut) {
            sortParts(entry);
            // What stays behind is only asked for its name.
            Relation name;
            name.schema = entry.relation.schema;
            name.name = entry.relation.name;
            finished.insert(it.key(), std::exchange(entry.relation, std::move(name)));
        }
        objects.relationEntries.insert(it.key(), *it);
    }
    relations.clear();
    for (DomainType &domain : domains)
        sortSiblings(domain.constraints);
    publish(finished, objects.relations, schema.relations);
    publish(sequences, objects.sequences, schema.sequences);
    publish(enums, objects.enums, schema.enums);
    publish(composites, objects.composites, schema.composites);
    publish(domains, objects.domains, schema.domains);
    publish(ranges, objects.ranges, schema.ranges);
    publish(baseTypes, objects.baseTypes, schema.baseTypes);
    publish(routines, objects.routines, schema.routines);
    publish(aggregates, objects.aggregates, schema.aggregates);
    sortGlobals();
}

void CatalogBuild::sortGlobals()
{
    sortSiblings(schema.namespaces);
    sortSiblings(schema.extensions);
    sortSiblings(schema.languages);
    sortSiblings(schema.collations);
    sortSiblings(schema.operators);
    sortSiblings(schema.operatorFamilies);
    sortSiblings(schema.operatorClasses);
    sortSiblings(schema.casts);
    sortSiblings(schema.textSearchParsers);
    sortSiblings(schema.textSearchTemplates);
    sortSiblings(schema.textSearchDictionaries);
    sortSiblings(schema.textSearchConfigurations);
    sortSiblings(schema.foreignDataWrappers);
    sortSiblings(schema.foreignServers);
    sortSiblings(schema.userMappings);
    sortSiblings(schema.eventTriggers);
    sortSiblings(schema.publications);
    sortSiblings(schema.defaultPrivileges);
    sortSiblings(schema.notCompared);
}

} // namespace tidemark::postgres
