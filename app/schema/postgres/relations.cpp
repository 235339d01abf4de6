// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"
#include "sql/identifier.h"

#include <array>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

namespace {

QByteArray relations(int)
{
    return "SELECT c.oid, c.relname, c.relnamespace, c.relkind, c.relpersistence, c.relowner, " +
           aclColumns("c.relacl", "r", "c.relowner") +
           ", c.reloptions, t.reloptions, c.reltablespace, CASE WHEN c.relam NOT IN (0, 2) THEN"
           " (SELECT m.amname FROM pg_catalog.pg_am m WHERE m.oid = c.relam) END,"
           " c.relrowsecurity, c.relforcerowsecurity, c.relreplident, c.relispopulated,"
           " CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END,"
           " CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END,"
           " CASE c.relkind WHEN 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END,"
           " CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END,"
           " c.reltype, s.srvname, f.ftoptions"
           " FROM pg_catalog.pg_class c"
           " LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid AND t.reloptions IS NOT "
           "NULL"
           " LEFT JOIN pg_catalog.pg_foreign_table f ON f.ftrelid = c.oid"
           " LEFT JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver"
           " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND {oid IN units:c.oid}";
}

RelationKind relationKind(char kind)
{
    switch (kind) {
    case 'p':
        return RelationKind::PartitionedTable;
    case 'v':
        return RelationKind::View;
    case 'm':
        return RelationKind::MaterializedView;
    case 'f':
        return RelationKind::ForeignTable;
    default:
        return RelationKind::Table;
    }
}

Persistence persistence(char kind)
{
    return kind == 'u'   ? Persistence::Unlogged
           : kind == 't' ? Persistence::Temporary
                         : Persistence::Permanent;
}

QString replicaIdentity(char code, RelationKind kind)
{
    // Views and foreign tables have "nothing" for want of a choice.
    if (kind == RelationKind::View || kind == RelationKind::ForeignTable)
        return {};
    switch (code) {
    case 'n':
        return u"nothing"_s;
    case 'f':
        return u"full"_s;
    case 'i':
        return u"index"_s;
    default:
        return {};
    }
}

QStringList withToastOptions(QStringList options, const QStringList &toast)
{
    for (const QString &option : toast)
        options.append("toast."_L1 + option);
    options.sort();
    return options;
}

void takeRelation(RowCursor row, CatalogBuild &build)
{
    auto entry = std::make_shared<RelationEntry>();
    Relation &relation = entry->relation;
    const Oid oid = row.oid();
    relation.name = row.text();
    const Oid namespaceOid = row.oid();
    const char kind = row.character();
    entry->leftOut = build.leavesOut(pgClass, oid, namespaceOid) ||
                     build.leavesOutRelation(namespaceOid, relation.name);
    entry->composite = kind == 'c';
    relation.schema = build.namespaceName(namespaceOid);
    relation.type = relationKind(kind);
    relation.persistence = persistence(row.character());
    relation.owner = build.roleName(row.oid());
    relation.grants = row.acl();
    const QStringList options = row.list();
    relation.options = withToastOptions(options, row.list());
    relation.tablespace = build.objects.tablespaces.value(row.oid());
    relation.accessMethod = row.text();
    relation.rowSecurity = row.boolean();
    relation.forceRowSecurity = row.boolean();
    relation.replicaIdentity = replicaIdentity(row.character(), relation.type);
    const bool populated = row.boolean();
    relation.populated = kind != 'm' || populated;
    relation.ofType = row.text();
    relation.partitionBound = row.text();
    relation.partitionKey = row.text();
    relation.definition = build.sql(row.text());
    entry->rowType = row.oid();
    relation.foreignServer = row.text();
    relation.foreignOptions = row.foreignOptions();
    relation.comment = build.comment(pgClass, oid);
    build.relations.emplace(oid, std::move(entry));
}

void takeRelations(const PostgresResult &rows, CatalogBuild &build)
{
    build.relations.reserve(rows.rows());
    for (int i = 0; i < rows.rows(); ++i)
        takeRelation(RowCursor(rows, i), build);
}

QByteArray inheritance(int)
{
    return "SELECT h.inhrelid, n.nspname, p.relname, c.relispartition"
           " FROM pg_catalog.pg_inherits h"
           " JOIN pg_catalog.pg_class c ON c.oid = h.inhrelid AND c.relkind IN ('r', 'p', 'f')"
           " JOIN pg_catalog.pg_class p ON p.oid = h.inhparent"
           " JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace"
           " WHERE {oid IN units:h.inhrelid} ORDER BY h.inhrelid, h.inhseqno";
}

void takeInheritance(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        RelationEntry *entry = build.relationDraft(row.oid());
        if (!entry)
            continue;
        const QString parentSchema = row.text();
        const QString parent = displayQualified(parentSchema, row.text());
        if (row.boolean())
            entry->relation.partitionOf = parent;
        else
            entry->relation.inherits.append(parent);
    }
}

QByteArray columns(int version)
{
    // Naming the table makes pg_get_expr() open it, for each default anew.
    // Only a generated column's expression names columns and needs it.
    return QByteArray("SELECT a.attrelid, a.attnum, a.attisdropped, a.attname, a.atttypid,"
                      " a.attcollation, pg_catalog.format_type(a.atttypid, a.atttypmod),"
                      " CASE WHEN a.attcollation <> t.typcollation THEN"
                      " a.attcollation::pg_catalog.regcollation END,"
                      " a.attnotnull, a.attidentity, a.attgenerated,"
                      " CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, ") +
           (version >= 140000 ? "a.attcompression" : "''") +
           ", COALESCE(a.attstattarget, -1), a.attoptions, a.attfdwoptions, a.attislocal,"
           " a.attinhcount, a.attacl, CASE WHEN a.atthasdef THEN"
           " (SELECT pg_catalog.pg_get_expr(d.adbin, CASE WHEN a.attgenerated = '' THEN 0"
           " ELSE d.adrelid END) FROM pg_catalog.pg_attrdef d"
           " WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) END"
           " FROM pg_catalog.pg_attribute a"
           " JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
           " LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
           " WHERE a.attnum > 0 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')"
           " AND {oid IN units:a.attrelid} ORDER BY a.attrelid, a.attnum";
}

QString storageName(char storage)
{
    switch (storage) {
    case 'p':
        return u"plain"_s;
    case 'e':
        return u"external"_s;
    case 'm':
        return u"main"_s;
    case 'x':
        return u"extended"_s;
    default:
        return {};
    }
}

QString compressionName(char compression)
{
    return compression == 'p' ? u"pglz"_s : compression == 'l' ? u"lz4"_s : QString();
}

void takeGeneration(Column &column, char identity, char generated)
{
    column.identityKind = identity == 'a'   ? IdentityKind::Always
                          : identity == 'd' ? IdentityKind::ByDefault
                                            : IdentityKind::None;
    column.generated = generated == 's'   ? GeneratedKind::Stored
                       : generated == 'v' ? GeneratedKind::Virtual
                                          : GeneratedKind::None;
}

Column columnFrom(RowCursor &row, const CatalogBuild &build)
{
    Column column;
    column.type = row.text();
    column.collation = row.text();
    column.notNull = row.boolean();
    const char identity = row.character();
    takeGeneration(column, identity, row.character());
    column.storage = storageName(row.character());
    column.compression = compressionName(row.character());
    column.statistics = row.integer();
    column.options = columnOptions(row.bytes());
    column.foreignOptions = row.foreignOptions();
    column.local = row.boolean();
    column.inheritCount = row.integer();
    // A column's list has no default of its own: an empty one says what none says.
    column.grants = aclFrom(row.bytes(), {});
    QString expression = build.sql(row.text());
    (column.generated == GeneratedKind::None ? column.defaultValue : column.generatedAs) =
        std::move(expression);
    return column;
}

void takeColumns(const PostgresResult &rows, CatalogBuild &build)
{
    RelationEntry *entry = nullptr;
    Oid current = 0;
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid relation = row.oid();
        if (relation != current) {
            current = relation;
            entry = build.relationDraft(relation);
        }
        if (!entry)
            continue;
        const int number = row.integer();
        entry->columnNames.resize(std::size_t(number));
        entry->columnTypes.resize(std::size_t(number));
        entry->columnCollations.resize(std::size_t(number));
        if (row.boolean())
            continue;
        const QString name = row.text();
        entry->columnNames.back() = name;
        entry->columnTypes.back() = row.oid();
        entry->columnCollations.back() = row.oid();
        Column column = columnFrom(row, build);
        column.name = name;
        column.comment = build.comment(pgClass, relation, number);
        entry->relation.columns.push_back(std::move(column));
    }
}

constexpr std::array relationPartList{
    CatalogPart{"relations", Unit::Relation, &relations, &takeRelations},
    CatalogPart{"inheritance", Unit::Relation, &inheritance, &takeInheritance, "pg_inherits"},
    CatalogPart{"columns", Unit::Relation, &columns, &takeColumns},
};

} // namespace

std::span<const CatalogPart> relationParts()
{
    return relationPartList;
}

} // namespace tidemark::postgres
