// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogrefresh.h"

#include <algorithm>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

namespace {

QByteArray arrayOf(const QSet<Oid> &oids)
{
    QByteArray text = "{";
    for (const Oid oid : oids)
        text += (text.size() > 1 ? "," : "") + QByteArray::number(oid);
    return text + '}';
}

bool isTouched(const CatalogPart &part, const CatalogUnits &units)
{
    const QList<QByteArray> names = QByteArray(part.catalogs).split(' ');
    return std::any_of(names.begin(), names.end(), [&](const QByteArray &name) {
        return units.catalogs.contains(catalogOid(name));
    });
}

/// The oids that a part is asked for; nothing when it need not be asked.
std::optional<std::vector<Cell>> parametersFor(const CatalogPart &part, const CatalogUnits &units,
                                               const CatalogObjects &base)
{
    const auto some = [](const QSet<Oid> &oids) -> std::optional<std::vector<Cell>> {
        if (oids.isEmpty())
            return std::nullopt;
        return std::vector<Cell>{arrayOf(oids)};
    };
    switch (part.unit) {
    case Unit::Sequence: // none that was there is among them, and none is new
        if (!isTouched(part, units) &&
            std::none_of(units.relations.begin(), units.relations.end(),
                         [&base](Oid oid) { return base.sequences.contains(oid); }))
            return std::nullopt;
        return some(units.relations);
    case Unit::Relation:
        return some(units.relations);
    case Unit::Type:
        return some(units.types);
    case Unit::Routine:
        return some(units.routines);
    case Unit::RelationOrType:
        if (units.relations.isEmpty() && units.types.isEmpty())
            return std::nullopt;
        return std::vector<Cell>{arrayOf(units.relations), arrayOf(units.types)};
    case Unit::Comments:
    case Unit::Members: {
        QSet<Oid> all = units.relations;
        return std::vector<Cell>{arrayOf(all.unite(units.types).unite(units.routines))};
    }
    case Unit::Global:
        break;
    }
    if (isTouched(part, units))
        return std::vector<Cell>{};
    return std::nullopt;
}

template <typename T>
bool sameName(const Shared<T> &a, const Shared<T> &b)
{
    return a->schema == b->schema && a->name == b->name;
}

/// Whether something of the same place can have got another name: names came and names went. What
/// only came nobody can refer to yet, and what only went had nobody left who did.
template <typename List>
bool namesChanged(const List &before, const List &after)
{
    const auto lacks = [](const List &list, const QString &name) {
        return std::none_of(list.begin(), list.end(),
                            [&name](const auto &one) { return one.name == name; });
    };
    const auto goes = [&](const auto &one) { return lacks(after, one.name); };
    const auto comes = [&](const auto &one) { return lacks(before, one.name); };
    return std::any_of(before.begin(), before.end(), goes) &&
           std::any_of(after.begin(), after.end(), comes);
}

bool sameColumnNames(const Relation &a, const Relation &b)
{
    return std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                      [](const Column &x, const Column &y) { return x.name == y.name; });
}

bool sameName(const Shared<Relation> &a, const Shared<Relation> &b)
{
    return a->schema == b->schema && a->name == b->name && !namesChanged(a->columns, b->columns) &&
           !namesChanged(a->indexes, b->indexes) && !namesChanged(a->constraints, b->constraints);
}

/// The server spells a query's table out with a list of column names where it was written so, and
/// joins that would be ambiguous: then any column that comes or goes shows in the text.
bool spelledSomewhere(const Relation &table, const CatalogObjects &objects)
{
    const QString name = QString(table.name).replace(u'"', "\"\""_L1);
    const auto names = [&name](const QString &text) { return text.contains(name); };
    for (const Shared<Relation> &relation : objects.relations) {
        if (names(relation->definition))
            return true;
        if (std::any_of(relation->rules.begin(), relation->rules.end(),
                        [&](const Rule &rule) { return names(rule.definition); }) ||
            std::any_of(relation->policies.begin(), relation->policies.end(),
                        [&](const Policy &policy) {
                            return names(policy.usingExpression) || names(policy.checkExpression);
                        }))
            return true;
    }
    return std::any_of(
        objects.routines.begin(), objects.routines.end(),
        [&](const Shared<Routine> &routine) { return routine->sqlBody && names(routine->body); });
}

bool sameName(const Shared<EnumType> &a, const Shared<EnumType> &b)
{
    const bool labelsStay = std::all_of(a->labels.begin(), a->labels.end(),
                                        [&](const QString &l) { return b->labels.contains(l); });
    return a->schema == b->schema && a->name == b->name && labelsStay;
}

bool sameName(const Shared<CompositeType> &a, const Shared<CompositeType> &b)
{
    return a->schema == b->schema && a->name == b->name &&
           std::equal(a->attributes.begin(), a->attributes.end(), b->attributes.begin(),
                      b->attributes.end(),
                      [](const auto &x, const auto &y) { return x.name == y.name; });
}

bool sameName(const Shared<RangeType> &a, const Shared<RangeType> &b)
{
    return a->schema == b->schema && a->name == b->name && a->multirange == b->multirange;
}

bool sameName(const Shared<Routine> &a, const Shared<Routine> &b)
{
    return a->schema == b->schema && a->name == b->name && a->parameters == b->parameters;
}

/// Those of the oids that were there before, are there now, and are called differently.
template <typename T>
void addRenamed(QSet<Oid> &renamed, const QSet<Oid> &oids, const QHash<Oid, Shared<T>> &before,
                const QHash<Oid, Shared<T>> &after)
{
    for (const Oid oid : oids) {
        const auto was = before.constFind(oid);
        const auto is = after.constFind(oid);
        if (was != before.constEnd() && is != after.constEnd() && !sameName(*was, *is))
            renamed.insert(oid);
    }
}

bool anyRenamed(const QHash<Oid, QString> &before, const QHash<Oid, QString> &after)
{
    for (auto it = before.begin(); it != before.end(); ++it) {
        const auto now = after.constFind(it.key());
        if (now != after.constEnd() && *now != *it)
            return true;
    }
    return false;
}

} // namespace

PartialRead planPartialRead(const CatalogUnits &units, const CatalogObjects &base,
                            int serverVersion)
{
    // Few comments are read faster as a whole than looked for object by object.
    constexpr qsizetype fewComments = 300;
    const auto parts = catalogParts();
    // What is read as a whole has comments and belongs to extensions, too.
    const bool anyWhole =
        std::any_of(parts.begin(), parts.end(), [&units](const CatalogPart &part) {
            return part.unit == Unit::Global && isTouched(part, units);
        });
    PartialRead plan;
    for (int i = 0; i < int(parts.size()); ++i) {
        const CatalogPart &part = parts[std::size_t(i)];
        if (*part.catalogs && !base.filledParts.contains(i) && !isTouched(part, units))
            continue;
        auto parameters = parametersFor(part, units, base);
        if (!parameters)
            continue;
        if (part.unit == Unit::Comments && (anyWhole || base.commentCount < fewComments))
            parameters->clear();
        if (part.unit == Unit::Members && anyWhole)
            parameters->clear();
        plan.push_back({i, sqlOf(part, serverVersion, !parameters->empty()), *parameters});
    }
    return plan;
}

void completeUnits(CatalogUnits &units, const CatalogObjects &objects)
{
    if (units.catalogs.contains(pgConstraint) || units.catalogs.contains(pgDescription)) {
        for (auto it = objects.domains.begin(); it != objects.domains.end(); ++it)
            units.types.insert(it.key());
    }
    // A label can only go by a statement that writes into pg_enum itself.
    if (units.catalogs.contains(catalogOid("pg_enum"))) {
        for (auto it = objects.enums.begin(); it != objects.enums.end(); ++it)
            units.types.insert(it.key());
    }
    // A range type shows its multirange's name, which is renamed alone.
    if (units.catalogs.contains(pgType)) {
        for (auto it = objects.ranges.begin(); it != objects.ranges.end(); ++it)
            units.types.insert(it.key());
    }
    for (auto it = objects.compositeTypes.begin(); it != objects.compositeTypes.end(); ++it) {
        if (units.relations.contains(it.key()))
            units.types.insert(it.value());
        else if (units.types.contains(it.value()))
            units.relations.insert(it.key());
    }
}

CatalogUnits renamedUnits(const CatalogObjects &before, const CatalogObjects &after,
                          const CatalogUnits &units)
{
    CatalogUnits renamed;
    addRenamed(renamed.relations, units.relations, before.relations, after.relations);
    for (const Oid oid : units.relations) {
        const auto was = before.relations.constFind(oid);
        const auto is = after.relations.constFind(oid);
        if (was != before.relations.constEnd() && is != after.relations.constEnd() &&
            !sameColumnNames(**was, **is) && spelledSomewhere(**was, before))
            renamed.relations.insert(oid);
    }
    addRenamed(renamed.relations, units.relations, before.sequences, after.sequences);
    addRenamed(renamed.types, units.types, before.enums, after.enums);
    addRenamed(renamed.types, units.types, before.composites, after.composites);
    addRenamed(renamed.types, units.types, before.domains, after.domains);
    addRenamed(renamed.types, units.types, before.ranges, after.ranges);
    addRenamed(renamed.types, units.types, before.baseTypes, after.baseTypes);
    addRenamed(renamed.routines, units.routines, before.routines, after.routines);
    addRenamed(renamed.routines, units.routines, before.aggregates, after.aggregates);
    for (auto it = before.compositeTypes.begin(); it != before.compositeTypes.end(); ++it) {
        if (renamed.types.contains(it.value()))
            renamed.relations.insert(it.key());
    }
    if (anyRenamed(before.namespaces, after.namespaces) || anyRenamed(before.roles, after.roles) ||
        anyRenamed(before.tablespaces, after.tablespaces))
        renamed.catalogs.insert(pgNamespace);
    return renamed;
}

std::vector<Cell> unitParameters(const CatalogUnits &units)
{
    return {arrayOf(units.relations), arrayOf(units.types), arrayOf(units.routines)};
}

} // namespace tidemark::postgres
