// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"

#include <array>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

namespace {

QByteArray wrappers(int)
{
    return "SELECT w.oid, w.fdwname, CASE WHEN w.fdwhandler <> 0 THEN"
           " w.fdwhandler::pg_catalog.regprocedure END, CASE WHEN w.fdwvalidator <> 0 THEN"
           " w.fdwvalidator::pg_catalog.regprocedure END, w.fdwoptions, w.fdwowner, " +
           aclColumns("w.fdwacl", "F", "w.fdwowner") +
           ", d.description FROM pg_catalog.pg_foreign_data_wrapper w"
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = w.oid"
           " AND d.classoid = 'pg_catalog.pg_foreign_data_wrapper'::regclass";
}

void takeWrappers(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.foreignDataWrappers.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        if (build.isExtensionMember(pgForeignDataWrapper, row.oid()))
            continue;
        ForeignDataWrapper value;
        value.name = row.text();
        value.handler = row.text();
        value.validator = row.text();
        value.options = row.foreignOptions();
        value.owner = build.roleName(row.oid());
        value.grants = row.acl();
        value.comment = row.text();
        build.schema.foreignDataWrappers.emplace_back(std::move(value));
    }
}

QByteArray servers(int)
{
    return "SELECT s.oid, s.srvname, w.fdwname, s.srvtype, s.srvversion, s.srvoptions,"
           " s.srvowner, " +
           aclColumns("s.srvacl", "S", "s.srvowner") +
           ", d.description FROM pg_catalog.pg_foreign_server s"
           " JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw"
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = s.oid"
           " AND d.classoid = 'pg_catalog.pg_foreign_server'::regclass";
}

void takeServers(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.foreignServers.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        if (build.isExtensionMember(pgForeignServer, row.oid()))
            continue;
        ForeignServer value;
        value.name = row.text();
        value.wrapper = row.text();
        value.type = row.text();
        value.version = row.text();
        value.options = row.foreignOptions();
        value.owner = build.roleName(row.oid());
        value.grants = row.acl();
        value.comment = row.text();
        build.schema.foreignServers.emplace_back(std::move(value));
    }
}

QByteArray mappings(int)
{
    // The view shows the options only to those who may see them, and to others none, which could
    // also mean that there are none: the condition is the view's.
    return "SELECT m.srvname, m.umuser, CASE WHEN m.umoptions IS NOT NULL"
           " OR m.umuser <> 0 AND m.usename = current_user AND"
           " (pg_catalog.pg_has_role(s.srvowner, 'USAGE') OR"
           " pg_catalog.has_server_privilege(s.oid, 'USAGE'))"
           " OR m.umuser = 0 AND pg_catalog.pg_has_role(s.srvowner, 'USAGE')"
           " OR pg_catalog.current_setting('is_superuser') = 'on'"
           " THEN m.umoptions ELSE '{?}' END"
           " FROM pg_catalog.pg_user_mappings m"
           " JOIN pg_catalog.pg_foreign_server s ON s.oid = m.srvid";
}

/// A password must not get into a report: its digest tells it from another one.
QString withoutSecret(const QString &option)
{
    const qsizetype equals = option.indexOf(u'=');
    const QString name = option.left(equals).toLower();
    if (!name.contains("pass"_L1) && !name.contains("secret"_L1) && !name.contains("token"_L1) &&
        !name.contains("key"_L1))
        return option;
    return option.left(equals + 1) + u'#' +
           QString::fromLatin1(digestOf(option.mid(equals + 1).toUtf8()).left(12));
}

void takeMappings(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.userMappings.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        UserMapping value;
        value.server = row.text();
        const Oid user = row.oid();
        value.user = user == 0 ? u"PUBLIC"_s : build.roleName(user);
        for (const QString &option : row.foreignOptions())
            value.options.append(withoutSecret(option));
        build.schema.userMappings.emplace_back(std::move(value));
    }
}

constexpr std::array foreignPartList{
    CatalogPart{"foreign data wrappers", Unit::Global, &wrappers, &takeWrappers,
                "pg_foreign_data_wrapper"},
    CatalogPart{"foreign servers", Unit::Global, &servers, &takeServers,
                "pg_foreign_server pg_foreign_data_wrapper"},
    CatalogPart{"user mappings", Unit::Global, &mappings, &takeMappings,
                "pg_user_mapping pg_foreign_server"},
};

} // namespace

std::span<const CatalogPart> foreignParts()
{
    return foreignPartList;
}

} // namespace tidemark::postgres
