// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"
#include "sql/identifier.h"

#include <array>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

namespace {

QByteArray indexes(int version)
{
    return QByteArray(
               "SELECT x.indrelid, x.indexrelid, i.relname, m.amname, x.indisunique, x.indnkeyatts,"
               " x.indkey, x.indcollation, x.indclass, x.indoption, x.indisvalid, x.indisclustered,"
               " x.indisreplident, ") +
           (version >= 150000 ? "x.indnullsnotdistinct" : "false") +
           ", i.reloptions, i.reltablespace, CASE WHEN x.indpred IS NOT NULL THEN"
           " pg_catalog.pg_get_expr(x.indpred, x.indrelid) END,"
           " CASE WHEN x.indexprs IS NOT NULL THEN (SELECT pg_catalog.array_agg("
           "pg_catalog.pg_get_indexdef(x.indexrelid, k, false) ORDER BY k)"
           " FROM pg_catalog.generate_series(1, x.indnkeyatts) k WHERE x.indkey[k - 1] = 0) END,"
           " CASE WHEN i.relispartition THEN (SELECT pg_catalog.quote_ident(pn.nspname) || '.' ||"
           " pg_catalog.quote_ident(p.relname) FROM pg_catalog.pg_inherits h"
           " JOIN pg_catalog.pg_class p ON p.oid = h.inhparent"
           " JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace"
           " WHERE h.inhrelid = i.oid) END"
           " FROM pg_catalog.pg_index x"
           " JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
           " JOIN pg_catalog.pg_class c ON c.oid = x.indrelid AND c.relkind IN ('r', 'p', 'm')"
           " JOIN pg_catalog.pg_am m ON m.oid = i.relam"
           " WHERE {oid IN units:x.indrelid}";
}

/// Collations that index keys name, other than the default one.
QByteArray keyCollations(int)
{
    return "SELECT DISTINCT o.oid, o.oid::pg_catalog.regcollation FROM pg_catalog.pg_index x,"
           " pg_catalog.unnest(x.indcollation::oid[]) k(oid)"
           " JOIN pg_catalog.pg_collation o ON o.oid = k.oid AND o.oid <> 100"
           " WHERE {oid IN units:x.indrelid}";
}

void takeKeyCollations(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        build.keyCollations.insert(oid, row.text());
    }
}

QByteArray operatorClassNames(int)
{
    return "SELECT o.oid, CASE WHEN n.nspname <> 'pg_catalog' THEN"
           " pg_catalog.quote_ident(n.nspname) || '.' ELSE '' END ||"
           " pg_catalog.quote_ident(o.opcname), o.opcdefault, o.opcintype, o.opckeytype,"
           " t.typtype = 'p', m.amname"
           " FROM pg_catalog.pg_opclass o"
           " JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace"
           " JOIN pg_catalog.pg_am m ON m.oid = o.opcmethod"
           " JOIN pg_catalog.pg_type t ON t.oid = o.opcintype";
}

void takeOperatorClassNames(const PostgresResult &rows, CatalogBuild &build)
{
    build.objects.operatorClasses.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        OperatorClassName &opclass = build.objects.operatorClasses[oid];
        opclass.name = row.text();
        opclass.byDefault = row.boolean();
        opclass.inputType = row.oid();
        opclass.keyType = row.oid();
        opclass.polymorphic = row.boolean();
    }
}

QByteArray domainBases(int)
{
    return "SELECT t.oid, t.typbasetype FROM pg_catalog.pg_type t WHERE t.typtype = 'd'"
           " AND {oid IN units:t.oid}";
}

void takeDomainBases(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid domain = row.oid();
        build.objects.domainBases.insert(domain, row.oid());
    }
}

/// The class's name, or nothing where the server would take it unasked. Only where that is certain:
/// naming the default one is longer and never wrong.
QString operatorClassName(const CatalogBuild &build, Oid opclassOid, Oid columnType)
{
    const OperatorClassName opclass = build.objects.operatorClasses.value(opclassOid);
    if (!opclass.byDefault)
        return opclass.name;
    while (build.objects.domainBases.contains(columnType))
        columnType = build.objects.domainBases.value(columnType);
    constexpr Oid text = 25, varchar = 1043;
    const bool ofExpression = columnType == 0;
    const bool obvious = opclass.inputType == columnType || opclass.polymorphic || ofExpression ||
                         (opclass.inputType == text && columnType == varchar);
    return obvious ? QString() : opclass.name;
}

/// The key columns of an index row; `keyNumbers` also has those of INCLUDE.
struct KeyNumbers
{
    std::vector<qint64> columns;
    std::vector<qint64> collations;
    std::vector<qint64> opclasses;
    std::vector<qint64> options;
};

void addKeys(Index &index, const KeyNumbers &numbers, std::size_t keyCount,
             const QStringList &expressions, const RelationEntry &entry, const CatalogBuild &build)
{
    qsizetype nextExpression = 0;
    for (std::size_t k = 0; k < keyCount; ++k) {
        IndexKey key;
        const auto column = std::size_t(numbers.columns[k]);
        const bool plain = column > 0 && column <= entry.columnNames.size();
        if (plain)
            key.column = entry.columnNames[column - 1];
        else
            key.expression = build.sql(expressions.value(nextExpression++));
        const Oid type = plain ? entry.columnTypes[column - 1] : 0;
        const Oid ownCollation = plain ? entry.columnCollations[column - 1] : 100;
        const auto collation = Oid(numbers.collations[k]);
        if (collation != 0 && collation != ownCollation)
            key.collation =
                collation == 100 ? u"\"default\""_s : build.keyCollations.value(collation);
        key.opclass = operatorClassName(build, Oid(numbers.opclasses[k]), type);
        key.descending = (numbers.options[k] & 1) != 0;
        key.nullsFirst = (numbers.options[k] & 2) != 0;
        index.keys.push_back(std::move(key));
    }
    for (std::size_t k = keyCount; k < numbers.columns.size(); ++k)
        index.include.append(entry.columnNames[std::size_t(numbers.columns[k]) - 1]);
}

void takeIndex(RowCursor row, CatalogBuild &build)
{
    const Oid relation = row.oid();
    const Oid oid = row.oid();
    RelationEntry *entry = build.ownerDraft(pgClass, oid, relation);
    if (!entry)
        return;
    Index index;
    index.name = row.text();
    index.method = row.text();
    index.unique = row.boolean();
    const auto keyCount = std::size_t(row.integer());
    KeyNumbers numbers;
    numbers.columns = numbersFrom(row.bytes());
    numbers.collations = numbersFrom(row.bytes());
    numbers.opclasses = numbersFrom(row.bytes());
    numbers.options = numbersFrom(row.bytes());
    index.valid = row.boolean();
    index.clustered = row.boolean();
    index.replicaIdentity = row.boolean();
    index.nullsNotDistinct = row.boolean();
    index.options = row.list();
    index.options.sort();
    index.tablespace = build.objects.tablespaces.value(row.oid());
    index.predicate = build.sql(row.text());
    addKeys(index, numbers, keyCount, row.list(), *entry, build);
    index.partitionOf = row.text();
    index.comment = build.comment(pgClass, oid);
    entry->indexes.emplace(oid, std::move(index));
}

void takeIndexes(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i)
        takeIndex(RowCursor(rows, i), build);
}

/// Statistics targets and operator class options: the few key columns that have some.
QByteArray indexKeyDetails(int)
{
    // Options can only be said behind the name of the class, even where that is the default one.
    return "SELECT a.attrelid, a.attnum, COALESCE(a.attstattarget, -1), a.attoptions,"
           " (SELECT x.indclass[a.attnum - 1] FROM pg_catalog.pg_index x"
           " WHERE x.indexrelid = a.attrelid)"
           " FROM pg_catalog.pg_attribute a"
           // Before PostgreSQL 17 each table's system columns have a target of 0.
           " WHERE a.attnum > 0 AND (a.attstattarget >= 0 OR pg_catalog.left(a.attoptions[1], 10) "
           "<> 'pg_attver=')"
           " AND {index of units:a.attrelid}";
}

void takeIndexKeyDetails(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid index = row.oid();
        RelationEntry *entry = build.relationDraft(build.objects.owners.value({pgClass, index, 0}));
        const auto number = std::size_t(row.integer());
        if (!entry || !entry->indexes.contains(index) || number > entry->indexes[index].keys.size())
            continue;
        IndexKey &key = entry->indexes[index].keys[number - 1];
        key.statistics = row.integer();
        key.opclassOptions = columnOptions(row.bytes());
        if (key.opclass.isEmpty() && !key.opclassOptions.isEmpty())
            key.opclass = build.objects.operatorClasses.value(row.oid()).name;
    }
}

QByteArray constraints(int version)
{
    return QByteArray(
               "SELECT k.oid, k.conrelid, k.contypid, k.conname, k.contype, k.condeferrable,"
               " k.condeferred, k.convalidated, k.connoinherit, k.conislocal, k.coninhcount,"
               " k.conkey, k.confrelid, k.confkey, k.confupdtype, k.confdeltype, k.confmatchtype,"
               " k.conindid, ") +
           (version >= 150000 ? "k.confdelsetcols" : "NULL") + ", " +
           (version >= 180000 ? "k.conenforced, k.conperiod" : "true, false") +
           ", CASE k.contype WHEN 'c' THEN pg_catalog.pg_get_expr(k.conbin, k.conrelid) END,"
           " CASE k.contype WHEN 'x' THEN (SELECT pg_catalog.array_agg(CASE WHEN n.nspname ="
           " 'pg_catalog' THEN p.oprname ELSE 'OPERATOR(' || pg_catalog.quote_ident(n.nspname) ||"
           " '.' || p.oprname || ')' END ORDER BY o.k) FROM pg_catalog.unnest(k.conexclop)"
           " WITH ORDINALITY o(oid, k) JOIN pg_catalog.pg_operator p ON p.oid = o.oid"
           " JOIN pg_catalog.pg_namespace n ON n.oid = p.oprnamespace) END,"
           " CASE WHEN k.conparentid <> 0 THEN (SELECT r.conrelid::pg_catalog.regclass || '.' ||"
           " pg_catalog.quote_ident(r.conname) FROM pg_catalog.pg_constraint r"
           " WHERE r.oid = k.conparentid) END"
           " FROM pg_catalog.pg_constraint k WHERE k.contype IN ('p', 'u', 'c', 'f', 'x', 'n')"
           // A key to a partitioned table has one row more for each of its partitions: the
           // server's own bookkeeping, which not even VALIDATE keeps up to date.
           " AND NOT (k.contype = 'f' AND k.conparentid <> 0 AND k.confrelid <> ("
           "WITH RECURSIVE above AS (SELECT k.confrelid AS referred, k.conparentid AS parent"
           " UNION ALL SELECT p.confrelid, p.conparentid FROM above"
           " JOIN pg_catalog.pg_constraint p ON p.oid = above.parent)"
           " SELECT referred FROM above WHERE parent = 0))"
           " AND {constraint of units}";
}

ConstraintKind constraintKind(char kind)
{
    switch (kind) {
    case 'p':
        return ConstraintKind::PrimaryKey;
    case 'u':
        return ConstraintKind::Unique;
    case 'f':
        return ConstraintKind::ForeignKey;
    case 'x':
        return ConstraintKind::Exclusion;
    case 'n':
        return ConstraintKind::NotNull;
    default:
        return ConstraintKind::Check;
    }
}

ReferentialAction action(char code)
{
    switch (code) {
    case 'r':
        return ReferentialAction::Restrict;
    case 'c':
        return ReferentialAction::Cascade;
    case 'n':
        return ReferentialAction::SetNull;
    case 'd':
        return ReferentialAction::SetDefault;
    default:
        return ReferentialAction::NoAction;
    }
}

MatchType matchType(char code)
{
    return code == 'f' ? MatchType::Full : code == 'p' ? MatchType::Partial : MatchType::Simple;
}

QStringList columnNames(const CatalogBuild &build, Oid relation, const std::vector<qint64> &numbers)
{
    QStringList names;
    names.reserve(qsizetype(numbers.size()));
    for (const qint64 number : numbers)
        names.append(build.columnName(relation, number));
    return names;
}

/// The index behind a key or an exclusion becomes the constraint's.
void takeOver(Constraint &constraint, RelationEntry &entry, Oid indexOid,
              const QStringList &operators)
{
    const auto it = entry.indexes.find(indexOid);
    if (it == entry.indexes.end())
        return;
    Index index = std::move(*it);
    entry.indexes.erase(it);
    for (std::size_t k = 0; k < index.keys.size(); ++k)
        index.keys[k].exclusionOperator = operators.value(qsizetype(k));
    // A hidden system column of the oldest servers would have no name.
    if (constraint.columns.isEmpty()) {
        for (const IndexKey &key : index.keys)
            constraint.columns.append(key.column);
    }
    constraint.index.push_back(std::move(index));
}

void takeReference(Constraint &constraint, const CatalogBuild &build, Oid relation,
                   const std::vector<qint64> &columns)
{
    if (constraint.type != ConstraintKind::ForeignKey)
        return;
    if (const RelationEntry *referenced = build.relationEntry(relation)) {
        constraint.referencedSchema = referenced->relation.schema;
        constraint.referencedTable = referenced->relation.name;
    }
    constraint.referencedColumns = columnNames(build, relation, columns);
}

void takeConstraint(RowCursor row, CatalogBuild &build)
{
    const Oid oid = row.oid();
    const Oid relation = row.oid();
    const Oid domain = row.oid();
    RelationEntry *entry = build.ownerDraft(pgConstraint, oid, relation);
    const auto domainDraft = build.domains.find(domain);
    if (!entry && domainDraft == build.domains.end())
        return;
    Constraint constraint;
    constraint.name = row.text();
    constraint.type = constraintKind(row.character());
    constraint.deferrable = row.boolean();
    constraint.initiallyDeferred = row.boolean();
    constraint.validated = row.boolean();
    constraint.noInherit = row.boolean() && (constraint.type == ConstraintKind::Check ||
                                             constraint.type == ConstraintKind::NotNull);
    constraint.local = row.boolean();
    constraint.inheritCount = row.integer();
    constraint.columns = columnNames(build, relation, numbersFrom(row.bytes()));
    const Oid referenced = row.oid();
    takeReference(constraint, build, referenced, numbersFrom(row.bytes()));
    constraint.onUpdate = action(row.character());
    constraint.onDelete = action(row.character());
    constraint.match = matchType(row.character());
    const Oid index = row.oid();
    constraint.onDeleteColumns = columnNames(build, relation, numbersFrom(row.bytes()));
    constraint.enforced = row.boolean();
    constraint.period = row.boolean();
    constraint.expression = build.sql(row.text());
    const QStringList operators = row.list();
    constraint.partOf = row.text();
    constraint.comment = build.comment(pgConstraint, oid);
    if (entry && constraint.type != ConstraintKind::ForeignKey)
        takeOver(constraint, *entry, index, operators);
    (entry ? entry->relation.constraints : domainDraft->constraints)
        .push_back(std::move(constraint));
}

void takeConstraints(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i)
        takeConstraint(RowCursor(rows, i), build);
}

constexpr std::array constraintPartList{
    CatalogPart{"operator class names", Unit::Global, &operatorClassNames, &takeOperatorClassNames,
                "pg_opclass"},
    CatalogPart{"domain bases", Unit::Type, &domainBases, &takeDomainBases},
    CatalogPart{"collations of keys", Unit::Relation, &keyCollations, &takeKeyCollations,
                "pg_index"},
    CatalogPart{"indexes", Unit::Relation, &indexes, &takeIndexes},
    CatalogPart{"index key details", Unit::Relation, &indexKeyDetails, &takeIndexKeyDetails,
                "pg_index pg_attribute"},
    CatalogPart{"constraints", Unit::RelationOrType, &constraints, &takeConstraints},
};

} // namespace

std::span<const CatalogPart> constraintParts()
{
    return constraintPartList;
}

} // namespace tidemark::postgres
