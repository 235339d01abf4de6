// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"

#include <algorithm>
#include <array>

namespace tidemark::postgres {

namespace {

QByteArray roles(int)
{
    // pg_authid is not readable by everybody, its view is.
    return "SELECT oid, rolname FROM pg_catalog.pg_roles";
}

void takeRoles(const PostgresResult &rows, CatalogBuild &build)
{
    build.objects.roles.clear();
    build.objects.roles.reserve(rows.rows());
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        build.objects.roles.insert(oid, row.text());
    }
}

QByteArray tablespaces(int)
{
    return "SELECT oid, spcname FROM pg_catalog.pg_tablespace";
}

void takeTablespaces(const PostgresResult &rows, CatalogBuild &build)
{
    build.objects.tablespaces.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        build.objects.tablespaces.insert(oid, row.text());
    }
}

QByteArray namespaces(int)
{
    return "SELECT n.oid, n.nspname, n.nspowner, " + aclColumns("n.nspacl", "n", "n.nspowner") +
           ", d.description, e.objid IS NOT NULL"
           " FROM pg_catalog.pg_namespace n"
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = n.oid"
           " AND d.classoid = 'pg_catalog.pg_namespace'::regclass AND d.objsubid = 0"
           " LEFT JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_namespace'::regclass"
           " AND e.objid = n.oid AND e.deptype = 'e'";
}

void takeNamespaces(const PostgresResult &rows, CatalogBuild &build)
{
    build.objects.namespaces.clear();
    build.schema.namespaces.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        Namespace value;
        value.name = row.text();
        build.objects.namespaces.insert(oid, value.name);
        value.owner = build.roleName(row.oid());
        value.grants = row.acl();
        value.comment = row.text();
        const bool ofExtension = row.boolean();
        if (build.isUserNamespace(oid) && !build.leavesOutNamespace(value.name) && !ofExtension)
            build.schema.namespaces.emplace_back(std::move(value));
    }
}

QByteArray extensionMembers(int)
{
    return "SELECT d.classid, d.objid FROM pg_catalog.pg_depend d"
           " WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e'"
           "{members of units}";
}

void takeExtensionMembers(const PostgresResult &rows, CatalogBuild &build)
{
    build.extensionMembers.reserve(rows.rows());
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid catalog = row.oid();
        build.extensionMembers.insert({catalog, row.oid(), 0});
    }
}

QByteArray comments(int)
{
    return "SELECT d.classoid, d.objoid, d.objsubid, d.description FROM {descriptions of units}";
}

void takeComments(const PostgresResult &rows, CatalogBuild &build)
{
    build.comments.reserve(rows.rows());
    build.objects.commentCount = std::max<qsizetype>(build.objects.commentCount, rows.rows());
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        CatalogRow place;
        place.catalog = row.oid();
        place.object = row.oid();
        place.sub = row.integer();
        build.comments.insert(place, row.text());
    }
}

constexpr std::array namePartList{
    CatalogPart{"roles", Unit::Global, &roles, &takeRoles, "pg_authid"},
    CatalogPart{"tablespaces", Unit::Global, &tablespaces, &takeTablespaces, "pg_tablespace"},
    CatalogPart{"schemas", Unit::Global, &namespaces, &takeNamespaces, "pg_namespace"},
    CatalogPart{"extension members", Unit::Members, &extensionMembers, &takeExtensionMembers},
    CatalogPart{"comments", Unit::Comments, &comments, &takeComments, "pg_description"},
};

} // namespace

std::span<const CatalogPart> nameParts()
{
    return namePartList;
}

} // namespace tidemark::postgres
