// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/constraints.h"

#include "ddl/postgres/columns.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "diff/wording.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

bool staysPartition(const Place &place)
{
    return place.fromTable && place.toTable && !place.world.isNew(*place.toTable) &&
           !place.toTable->partitionOf.isEmpty() &&
           place.fromTable->partitionOf == place.toTable->partitionOf && !isLeftByParent(place);
}

bool isLeftByParent(const Place &place)
{
    return place.fromTable && place.toTable && !place.toTable->partitionOf.isEmpty() &&
           place.fromTable->partitionOf == place.toTable->partitionOf &&
           place.world.isRebuilt(place.toTable->partitionOf);
}

namespace {

bool isKey(const Constraint &constraint)
{
    return constraint.type == ConstraintKind::PrimaryKey ||
           constraint.type == ConstraintKind::Unique;
}

QString indexParameters(const Constraint &constraint)
{
    if (constraint.index.empty())
        return {};
    const Index &index = constraint.index.front();
    QString text;
    if (!index.options.isEmpty())
        text += u" WITH "_s + words::parameterList(index.options);
    if (!index.tablespace.isEmpty())
        text += u" USING INDEX TABLESPACE "_s + displayIdentifier(index.tablespace);
    return text;
}

QString timing(const Constraint &constraint)
{
    return (constraint.deferrable ? u" DEFERRABLE"_s : QString()) +
           (constraint.initiallyDeferred ? u" INITIALLY DEFERRED"_s : QString());
}

QString definition(const Constraint &constraint)
{
    if (constraint.type == ConstraintKind::NotNull)
        return u"NOT NULL "_s + displayIdentifier(constraint.columns.value(0)) +
               (constraint.noInherit ? u" NO INHERIT"_s : QString()) +
               (constraint.validated ? QString() : u" NOT VALID"_s);
    if (!isKey(constraint) && constraint.type != ConstraintKind::Exclusion)
        return constraint.definition();
    Constraint bare = constraint;
    bare.deferrable = bare.initiallyDeferred = false;
    QString predicate;
    if (!bare.index.empty())
        predicate = std::exchange(bare.index.front().predicate, {});
    QString text = bare.definition() + indexParameters(constraint);
    if (!predicate.isEmpty())
        text += u" WHERE ("_s + predicate + u')';
    return text + timing(constraint);
}

QString named(const Constraint &constraint)
{
    return u"CONSTRAINT "_s + displayIdentifier(constraint.name);
}

QString domainName(const Place &place)
{
    return displayQualified(place.domain->schema, place.domain->name);
}

QString constraintWhat(const Constraint &constraint, const Place &place)
{
    if (place.domain)
        return named(constraint) + u" ON DOMAIN "_s + domainName(place);
    return named(constraint) + u" ON "_s + place.tableName();
}

/// Whether it is there because the parent has it, and the parent's statement brings it.
bool comesFromParent(const Constraint &constraint)
{
    if (constraint.type == ConstraintKind::ForeignKey)
        return !constraint.partOf.isEmpty();
    return !constraint.local && constraint.inheritCount > 0 && constraint.partOf.isEmpty();
}

Fate constraintFate(const Constraint &before, const Constraint &after, const Place &place)
{
    const bool foreignKey = after.type == ConstraintKind::ForeignKey;
    const bool invalidated = before.validated && !after.validated;
    const bool timed = before.deferrable != after.deferrable ||
                       before.initiallyDeferred != after.initiallyDeferred;
    const bool alterable = differOnlyIn(before, after,
                                        {"validated", "deferrable", "initially deferred", "local",
                                         "inherit count", "part of", "comment"}) &&
                           !invalidated && (!timed || (foreignKey && !place.domain));
    const auto sameIndex = [&] {
        if (before.index.size() != after.index.size())
            return false;
        return before.index.empty() ||
               differOnlyIn(before.index.front(), after.index.front(),
                            {"options", "tablespace", "clustered", "replica identity",
                             "partition of", "comment", "valid"});
    };
    // The index of a new key is not valid until each partition has its own.
    const bool loosened = !place.domain && place.toTable && !before.index.empty() &&
                          !after.index.empty() && before.index.front().valid &&
                          !after.index.front().valid &&
                          place.toTable->type == RelationKind::PartitionedTable;
    return alterable && sameIndex() && !loosened ? Fate::Alter : Fate::Recreate;
}

void attachIndex(const Constraint &constraint, const Place &place, Writer &writer)
{
    if (constraint.partOf.isEmpty() || !staysPartition(place))
        return;
    const QStringList parts = words::parts(constraint.partOf);
    writer.add(u"ALTER INDEX %1 ATTACH PARTITION %2"_s.arg(
        displayQualified(parts.value(0), parts.last()),
        displayQualified(place.toTable->schema, constraint.name)));
}

/// The index is built while others write, then becomes the constraint's.
void addKeySafely(const Constraint &constraint, const Place &place, Writer &writer)
{
    const Relation &table = *place.toTable;
    Index index = constraint.index.front();
    index.name = constraint.name;
    QString sql = index.definition(displayQualified(table.schema, table.name));
    sql.replace(0, 20, u"CREATE UNIQUE INDEX CONCURRENTLY "_s);
    writer.add(sql)
        .hazard(Hazard::BuildsIndex, table.identity(), u"while others read and write"_s)
        .hazard(Hazard::MayFail, table.identity(),
                u"where two rows have the same %1; drop the invalid index then"_s.arg(
                    constraint.columns.join(u", "_s)))
        .outside();
    writer.add(keyFromIndex(table, constraint, constraint.name));
    if (constraint.type == ConstraintKind::PrimaryKey)
        writer.hazard(Hazard::MayFail, table.identity(), u"where a key column is NULL"_s);
}

void addWithHazards(const Constraint &constraint, const Place &place, Writer &writer)
{
    const Relation &table = *place.toTable;
    const bool key = isKey(constraint);
    const bool only = key && table.type == RelationKind::PartitionedTable;
    writer.add(alterTable(table, only) + u" ADD "_s + constraintClause(constraint));
    // Nobody looks at a foreign table's rows.
    if (place.world.isNew(table) || table.type == RelationKind::ForeignTable)
        return;
    const QString object = table.identity();
    if (!constraint.index.empty()) {
        writer.hazard(Hazard::BuildsIndex, object, constraint.name);
        writer.hazard(Hazard::BlocksReads, object, u"as long as the index is built"_s);
        writer.hazard(Hazard::MayFail, object, u"where rows are in conflict"_s);
    } else if (constraint.validated) {
        const bool foreignKey = constraint.type == ConstraintKind::ForeignKey;
        writer.hazard(foreignKey ? Hazard::BlocksWrites : Hazard::BlocksReads, object,
                      u"as long as all rows are looked at"_s);
        writer.hazard(Hazard::MayFail, object,
                      foreignKey ? u"where a row refers to none"_s
                                 : u"where a row does not fulfil it"_s);
    }
}

void addCheckSafely(const Constraint &constraint, const Place &place, Writer &writer)
{
    const Relation &table = *place.toTable;
    Constraint first = constraint;
    first.validated = false;
    writer.add(alterTable(table) + u" ADD "_s + constraintClause(first));
    writer.add(alterTable(table) + u" VALIDATE "_s + named(constraint))
        .hazard(Hazard::MayFail, table.identity(),
                constraint.type == ConstraintKind::ForeignKey ? u"where a row refers to none"_s
                                                              : u"where a row does not fulfil it"_s)
        .outside();
}

void createConstraint(const Constraint &constraint, const Place &place, Writer &writer)
{
    if (place.domain) {
        writer.add(u"ALTER DOMAIN "_s + domainName(place) + u" ADD "_s +
                   constraintClause(constraint));
        if (constraint.validated)
            writer.hazard(Hazard::MayFail, domainName(place),
                          u"where a column of this domain holds another value"_s);
        return;
    }
    // It is there when it comes to a new parent, but for its foreign keys.
    const bool foreignKey = constraint.type == ConstraintKind::ForeignKey;
    if (comesFromParent(constraint) && (foreignKey || !isLeftByParent(place)))
        return;
    const Relation &table = *place.toTable;
    const bool safely = place.world.options.saferWays && !place.world.isNew(table) &&
                        !isLeftByParent(place) && table.type == RelationKind::Table &&
                        constraint.enforced;
    const bool plainKey = isKey(constraint) && !constraint.index.empty() && !constraint.period;
    const bool check =
        constraint.type == ConstraintKind::ForeignKey || constraint.type == ConstraintKind::Check;
    if (safely && plainKey && table.partitionOf.isEmpty())
        addKeySafely(constraint, place, writer);
    else if (safely && check && constraint.validated)
        addCheckSafely(constraint, place, writer);
    else
        addWithHazards(constraint, place, writer);
    attachIndex(constraint, place, writer);
    constraintDetails(table, constraint, writer);
}

void dropConstraint(const Constraint &constraint, const Place &place, Writer &writer)
{
    if (place.domain) {
        writer.add(u"ALTER DOMAIN "_s + domainName(place) + u" DROP "_s + named(constraint));
        return;
    }
    // A key that refers to a partitioned table has one more for each partition.
    const bool clone = constraint.type == ConstraintKind::ForeignKey &&
                       words::withoutLast(constraint.partOf) == place.fromTable->identity();
    const bool sameParents = place.toTable &&
                             place.fromTable->partitionOf == place.toTable->partitionOf &&
                             place.fromTable->inherits == place.toTable->inherits;
    if (clone || (sameParents && comesFromParent(constraint) && !isLeftByParent(place)))
        return;
    writer.add(alterTable(*place.fromTable) + u" DROP "_s + named(constraint));
    const bool comesBack =
        place.toTable &&
        std::ranges::any_of(place.toTable->constraints, [&](const Constraint &one) {
            return one.type == constraint.type && one.columns == constraint.columns;
        });
    if (!constraint.index.empty() && !comesBack)
        writer.hazard(Hazard::SlowsQueries, place.fromTable->identity(),
                      u"those that used the index of %1"_s.arg(constraint.name));
}

void alterTiming(const Constraint &before, const Constraint &after, const QString &alter,
                 Writer &writer)
{
    if (before.deferrable == after.deferrable &&
        before.initiallyDeferred == after.initiallyDeferred)
        return;
    writer.add(alter + u" ALTER "_s + named(after) +
               (after.deferrable ? u" DEFERRABLE"_s : u" NOT DEFERRABLE"_s) +
               (after.initiallyDeferred ? u" INITIALLY DEFERRED"_s : u" INITIALLY IMMEDIATE"_s));
}

void alterConstraint(const Constraint &before, const Constraint &after, const Place &place,
                     Writer &writer)
{
    const QString alter =
        place.domain ? u"ALTER DOMAIN "_s + domainName(place) : alterTable(*place.toTable);
    const bool follows = !place.domain && comesFromParent(after);
    // ALTER FOREIGN TABLE has no such form.
    const QString renaming = place.domain ? alter : u"ALTER TABLE "_s + place.toTable->identity();
    if (before.name != after.name && !follows)
        writer.add(renaming + u" RENAME "_s + named(before) + u" TO "_s +
                   displayIdentifier(after.name));
    if (!before.validated && after.validated && !follows)
        writer.add(alter + u" VALIDATE "_s + named(after))
            .hazard(Hazard::MayFail, place.tableName(), u"where a row does not fulfil it"_s);
    if (!follows)
        alterTiming(before, after, alter, writer);
    const bool inherited = !place.domain && before.inheritCount > 0 && after.inheritCount > 0 &&
                           place.toTable->partitionOf.isEmpty();
    // Adding what is inherited already makes it the table's own as well.
    if (inherited && !before.local && after.local)
        writer.add(alter + u" ADD "_s + constraintClause(after));
    else if (!place.domain && before.local && !after.local && after.inheritCount > 0 &&
             after.type == ConstraintKind::Check && place.toTable->partitionOf.isEmpty())
        writer.gap(u"local"_s, u"a constraint that a table had before stays its own"_s);
    if (!place.domain && !after.index.empty() && !before.index.empty()) {
        Index then = before.index.front();
        then.name = after.name;
        alterIndexDetails(*place.toTable, then, after.index.front(), place, writer);
    }
}

} // namespace

QString keyFromIndex(const Relation &table, const Constraint &key, const QString &index)
{
    const QString kind = key.type == ConstraintKind::PrimaryKey ? u"PRIMARY KEY"_s : u"UNIQUE"_s;
    return u"%1 ADD %2 %3 USING INDEX %4%5"_s.arg(alterTable(table), named(key), kind,
                                                  displayIdentifier(index), timing(key));
}

QString constraintClause(const Constraint &constraint)
{
    return named(constraint) + u' ' + definition(constraint);
}

bool isInline(const Relation &table, const Constraint &constraint, const World &world)
{
    if (constraint.type == ConstraintKind::ForeignKey || !constraint.validated)
        return false;
    if (world.isRebuilt(table) && !constraint.index.empty())
        return false;
    // A partition is made by itself and attached: it has to have them before.
    if (!constraint.local && constraint.inheritCount > 0 && table.partitionOf.isEmpty())
        return false;
    // Of two keys on the same columns CREATE TABLE makes one. Without its noise it is a copy, which
    // only its name tells apart.
    for (const Constraint &other : table.constraints) {
        if (other.name == constraint.name)
            break;
        if (isKey(constraint) && isKey(other) && other.columns == constraint.columns)
            return false;
    }
    const wording::Parent parent{table.identity(), table.schema};
    return !world.isApart({wording::kindOf(constraint), wording::objectName(constraint, parent)});
}

bool isInline(const DomainType &, const Constraint &constraint)
{
    return constraint.validated;
}

void constraintDetails(const Relation &table, const Constraint &constraint, Writer &writer)
{
    if (!constraint.comment.isEmpty())
        writer.add(u"COMMENT ON %1 ON %2 IS %3"_s.arg(named(constraint), table.identity(),
                                                      words::literal(constraint.comment)));
    for (const Index &index : constraint.index)
        indexDetails(table, index, writer);
}

template <>
const KindRules<Constraint> &rulesOf()
{
    static constexpr KindRules<Constraint> rules{25,
                                                 &constraintWhat,
                                                 &constraintFate,
                                                 &createConstraint,
                                                 &dropConstraint,
                                                 &alterConstraint,
                                                 nullptr,
                                                 nullptr};
    return rules;
}

} // namespace tidemark::ddlpg
