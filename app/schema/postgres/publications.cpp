// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"
#include "schema/siblings.h"

#include <array>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

namespace {

QByteArray publications(int version)
{
    return QByteArray("SELECT p.oid, p.pubname, p.puballtables, p.pubinsert, p.pubupdate,"
                      " p.pubdelete, p.pubtruncate, p.pubviaroot, ") +
           (version >= 180000 ? "p.pubgencols" : "NULL") + ", " +
           (version >= 150000
                ? "(SELECT pg_catalog.array_agg(n.nspname ORDER BY n.nspname)"
                  " FROM pg_catalog.pg_publication_namespace s JOIN pg_catalog.pg_namespace n"
                  " ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid)"
                : "NULL") +
           ", p.pubowner, d.description FROM pg_catalog.pg_publication p"
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = p.oid"
           " AND d.classoid = 'pg_catalog.pg_publication'::regclass ORDER BY p.oid";
}

QStringList operations(RowCursor &row)
{
    QStringList names;
    for (const auto name : {"insert"_L1, "update"_L1, "delete"_L1, "truncate"_L1}) {
        if (row.boolean())
            names.append(name);
    }
    return names;
}

void takePublications(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.publications.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        if (build.isExtensionMember(pgPublication, oid))
            continue;
        Publication value;
        value.name = row.text();
        value.allTables = row.boolean();
        value.operations = operations(row);
        value.viaRoot = row.boolean();
        value.generatedColumns = row.text();
        value.schemas = row.list();
        value.owner = build.roleName(row.oid());
        value.comment = row.text();
        value.tables = build.publicationTables.value(oid);
        build.schema.publications.emplace_back(std::move(value));
    }
}

QByteArray tables(int version)
{
    return QByteArray("SELECT r.prpubid, n.nspname, c.relname, ") +
           (version >= 150000 ? "(SELECT pg_catalog.array_agg(a.attname ORDER BY a.attname)"
                                " FROM pg_catalog.pg_attribute a WHERE a.attrelid = r.prrelid"
                                " AND a.attnum = ANY (r.prattrs::int2[])),"
                                " pg_catalog.pg_get_expr(r.prqual, r.prrelid)"
                              : "NULL, NULL") +
           " FROM pg_catalog.pg_publication_rel r"
           " JOIN pg_catalog.pg_class c ON c.oid = r.prrelid"
           " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace";
}

void takeTables(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid publication = row.oid();
        PublicationTable value;
        value.schema = row.text();
        value.name = row.text();
        value.columns = row.list();
        value.filter = build.sql(row.text());
        build.publicationTables[publication].push_back(std::move(value));
    }
    for (auto &list : build.publicationTables)
        sortSiblings(list);
}

constexpr char touchedBy[] = "pg_publication pg_publication_rel pg_publication_namespace";

constexpr std::array publicationPartList{
    CatalogPart{"publication tables", Unit::Global, &tables, &takeTables, touchedBy},
    CatalogPart{"publications", Unit::Global, &publications, &takePublications, touchedBy},
};

} // namespace

std::span<const CatalogPart> publicationParts()
{
    return publicationPartList;
}

} // namespace tidemark::postgres
