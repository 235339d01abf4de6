// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
#include "ddl/postgres/constraints.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

QString indexName(const Relation &table, const Index &index)
{
    return displayQualified(table.schema, index.name);
}

QString indexWhat(const Index &index, const Place &place)
{
    return u"INDEX "_s + indexName(*place.table(), index);
}

std::vector<IndexKey> withoutStatistics(std::vector<IndexKey> keys)
{
    for (IndexKey &key : keys)
        key.statistics = -1;
    return keys;
}

bool isAlterable(const Index &before, const Index &after)
{
    return differOnlyIn(before, after,
                        {"keys", "valid", "clustered", "replica identity", "options", "tablespace",
                         "partition of", "comment"}) &&
           withoutStatistics(before.keys) == withoutStatistics(after.keys);
}

/// Whether its columns stay as they are, so that no other step waits for it to go.
bool keepsColumns(const Index &index, const Place &place)
{
    QStringList columns = index.include;
    for (const IndexKey &key : index.keys) {
        if (key.column.isEmpty())
            return false;
        columns += key.column;
    }
    return index.predicate.isEmpty() &&
           std::all_of(columns.begin(), columns.end(), [&](const QString &name) {
               const Column *then = place.fromTable->column(name);
               const Column *now = place.toTable->column(name);
               return then && now && then->type == now->type && then->collation == now->collation;
           });
}

/// Whether it can go while others read and write, by a statement of its own.
bool goesSafely(const Index &index, const Place &place)
{
    return place.world.options.saferWays && !isLeftByParent(place) && place.fromTable &&
           place.toTable && place.fromTable->type == RelationKind::Table &&
           place.toTable->type == RelationKind::Table && !place.world.isNew(*place.toTable) &&
           index.partitionOf.isEmpty() && keepsColumns(index, place);
}

/// Whether the new one can be built before the old one goes. A key may refer to a unique one.
bool isBuiltBeside(const Index &before, const Index &after, const Place &place)
{
    return !before.unique && before.valid && after.valid && after.partitionOf.isEmpty() &&
           !isAlterable(before, after) && goesSafely(before, place);
}

Fate indexFate(const Index &before, const Index &after, const Place &place)
{
    // One that lacks a partition's: made anew it stands alone until those that there are come.
    if (before.valid && !after.valid && place.toTable->type == RelationKind::PartitionedTable)
        return Fate::Recreate;
    return isAlterable(before, after) || isBuiltBeside(before, after, place) ? Fate::Alter
                                                                             : Fate::Recreate;
}

void buildBeside(const Index &before, const Index &after, const Place &place, Writer &writer)
{
    const Relation &table = *place.toTable;
    Index fresh = after;
    fresh.name = place.world.freeName(table.schema, after.name, u"_new"_s);
    QString sql = fresh.definition(displayQualified(table.schema, table.name));
    sql.replace(sql.indexOf(u" INDEX "_s), 7, u" INDEX CONCURRENTLY "_s);
    writer.add(sql)
        .hazard(Hazard::BuildsIndex, table.identity(), u"while others read and write"_s)
        .outside();
    if (after.unique)
        writer.hazard(Hazard::MayFail, table.identity(), u"where two rows have the same key"_s);
    writer.add(u"DROP INDEX "_s + indexName(table, before))
        .remark(u"The new one takes its place in one transaction."_s);
    writer.add(u"ALTER INDEX %1 RENAME TO %2"_s.arg(indexName(table, fresh),
                                                    displayIdentifier(after.name)));
    indexDetails(table, after, writer);
}

void createIndex(const Index &index, const Place &place, Writer &writer)
{
    const Relation &table = *place.toTable;
    const World &world = place.world;
    const bool partitioned = table.type == RelationKind::PartitionedTable;
    QString sql = index.definition((partitioned ? u"ONLY "_s : QString()) +
                                   displayQualified(table.schema, table.name));
    const bool safely = world.options.saferWays && !world.isNew(table) && !partitioned &&
                        !isLeftByParent(place); // until it is back, its rows are in no table
    if (safely)
        sql.replace(sql.indexOf(u" INDEX "_s), 7, u" INDEX CONCURRENTLY "_s);
    writer.add(sql);
    if (!world.isNew(table) && !partitioned) {
        writer.hazard(Hazard::BuildsIndex, table.identity(),
                      safely ? u"while others read and write"_s : index.name);
        if (!safely)
            writer.hazard(Hazard::BlocksWrites, table.identity(),
                          u"as long as the index is built"_s);
        if (index.unique)
            writer.hazard(Hazard::MayFail, table.identity(), u"where two rows have the same key"_s);
    }
    if (safely)
        writer.outside();
    if (!index.partitionOf.isEmpty() && staysPartition(place))
        writer.add(u"ALTER INDEX %1 ATTACH PARTITION %2"_s.arg(index.partitionOf,
                                                               indexName(table, index)));
    indexDetails(table, index, writer);
}

void dropIndex(const Index &index, const Place &place, Writer &writer)
{
    const bool safely = goesSafely(index, place);
    writer.add((safely ? u"DROP INDEX CONCURRENTLY "_s : u"DROP INDEX "_s) +
               indexName(*place.fromTable, index));
    const bool comesBack =
        place.toTable && std::ranges::any_of(place.toTable->indexes, [&](const Index &one) {
            return one.name == index.name;
        });
    if (!comesBack)
        writer.hazard(Hazard::SlowsQueries, place.fromTable->identity(),
                      u"those that used %1"_s.arg(index.name));
    else if (safely)
        writer.hazard(Hazard::SlowsQueries, place.fromTable->identity(),
                      u"until %1 is built again"_s.arg(index.name));
    if (safely)
        writer.outside();
}

void alterIndex(const Index &before, const Index &after, const Place &place, Writer &writer)
{
    const Relation &table = *place.toTable;
    if (isBuiltBeside(before, after, place)) {
        buildBeside(before, after, place, writer);
        return;
    }
    if (before.name != after.name)
        writer.add(u"ALTER INDEX %1 RENAME TO %2"_s.arg(indexName(table, before),
                                                        displayIdentifier(after.name)));
    alterIndexDetails(table, before, after, place, writer);
}

void setStatistics(const Relation &table, const Index &index, std::size_t key, Writer &writer)
{
    writer.add(u"ALTER INDEX %1 ALTER COLUMN %2 SET STATISTICS %3"_s.arg(
        indexName(table, index), QString::number(key + 1),
        QString::number(index.keys[key].statistics)));
}

void setMarks(const Relation &table, const Index &index, bool cluster, bool replica, Writer &writer)
{
    if (cluster)
        writer.add(alterTable(table) + u" CLUSTER ON "_s + displayIdentifier(index.name));
    if (replica)
        writer.add(alterTable(table) + u" REPLICA IDENTITY USING INDEX "_s +
                   displayIdentifier(index.name));
}

} // namespace

void indexDetails(const Relation &table, const Index &index, Writer &writer)
{
    for (std::size_t key = 0; key < index.keys.size(); ++key) {
        if (index.keys[key].statistics >= 0)
            setStatistics(table, index, key, writer);
    }
    setMarks(table, index, index.clustered, index.replicaIdentity, writer);
    if (!index.comment.isEmpty())
        writer.add(u"COMMENT ON INDEX "_s + indexName(table, index) + u" IS "_s +
                   words::literal(index.comment));
    if (!index.valid && table.type != RelationKind::PartitionedTable)
        writer.gap(u"valid"_s, u"an index cannot be made invalid"_s);
}

void alterIndexDetails(const Relation &table, const Index &before, const Index &after,
                       const Place &place, Writer &writer)
{
    const QString alter = u"ALTER INDEX "_s + indexName(table, after);
    for (const QString &sql : words::parameterChanges(alter, before.options, after.options))
        writer.add(sql);
    if (before.tablespace != after.tablespace)
        writer
            .add(alter + u" SET TABLESPACE "_s +
                 (after.tablespace.isEmpty() ? u"pg_default"_s
                                             : displayIdentifier(after.tablespace)))
            .hazard(Hazard::BlocksReads, table.identity(), u"as long as the file is moved"_s);
    for (std::size_t key = 0; key < after.keys.size() && key < before.keys.size(); ++key) {
        if (after.keys[key].statistics != before.keys[key].statistics)
            setStatistics(table, after, key, writer);
    }
    setMarks(table, after, after.clustered && !before.clustered,
             after.replicaIdentity && !before.replicaIdentity, writer);
    const bool anyClustered = [&] {
        for (const Index &index : table.indexes)
            if (index.clustered)
                return true;
        for (const Constraint &constraint : table.constraints)
            if (!constraint.index.empty() && constraint.index.front().clustered)
                return true;
        return false;
    }();
    if (before.clustered && !after.clustered && !anyClustered)
        writer.add(alterTable(table) + u" SET WITHOUT CLUSTER"_s);
    if (before.comment != after.comment)
        writer.add(u"COMMENT ON INDEX "_s + indexName(table, after) + u" IS "_s +
                   (after.comment.isEmpty() ? u"NULL"_s : words::literal(after.comment)));
    if (before.partitionOf != after.partitionOf && staysPartition(place)) {
        if (before.partitionOf.isEmpty())
            writer.add(u"ALTER INDEX %1 ATTACH PARTITION %2"_s.arg(after.partitionOf,
                                                                   indexName(table, after)));
        else
            writer.gap(u"partition of"_s, u"an index stays with its parent's until that goes"_s);
    }
    // That of a partitioned table becomes valid when the last partition's is attached.
    if (!before.valid && after.valid && table.type == RelationKind::PartitionedTable)
        return;
    if (!before.valid && after.valid && place.world.options.saferWays)
        writer.add(u"REINDEX INDEX CONCURRENTLY "_s + indexName(table, after))
            .hazard(Hazard::BuildsIndex, table.identity(), u"while others read and write"_s)
            .outside();
    else if (!before.valid && after.valid)
        writer.add(u"REINDEX INDEX "_s + indexName(table, after))
            .hazard(Hazard::BuildsIndex, table.identity(), after.name)
            .hazard(Hazard::BlocksWrites, table.identity(), u"as long as the index is built"_s);
    else if (before.valid && !after.valid)
        writer.gap(u"valid"_s, u"an index cannot be made invalid"_s);
}

template <>
const KindRules<Index> &rulesOf()
{
    static constexpr KindRules<Index> rules{30,         &indexWhat,  &indexFate, &createIndex,
                                            &dropIndex, &alterIndex, nullptr,    nullptr};
    return rules;
}

} // namespace tidemark::ddlpg
