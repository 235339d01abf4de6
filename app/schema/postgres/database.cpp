// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"

#include <array>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

namespace {

QByteArray extensions(int)
{
    return "SELECT e.oid, e.extname, e.extversion, n.nspname, d.description"
           " FROM pg_catalog.pg_extension e"
           " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = e.oid"
           " AND d.classoid = 'pg_catalog.pg_extension'::regclass AND d.objsubid = 0";
}

void takeExtensions(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.extensions.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        row.skip();
        Extension value;
        value.name = row.text();
        value.version = row.text();
        value.schema = row.text();
        value.comment = row.text();
        build.schema.extensions.emplace_back(std::move(value));
    }
}

QByteArray languages(int)
{
    const auto function = [](const char *column) {
        return QByteArray("CASE WHEN ") + column + " <> 0 THEN " + column +
               "::pg_catalog.regprocedure END, ";
    };
    return "SELECT l.oid, l.lanname, l.lanpltrusted, " + function("l.lanplcallfoid") +
           function("l.laninline") + function("l.lanvalidator") + "l.lanowner, " +
           aclColumns("l.lanacl", "l", "l.lanowner") +
           ", d.description FROM pg_catalog.pg_language l"
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = l.oid"
           " AND d.classoid = 'pg_catalog.pg_language'::regclass WHERE l.lanispl";
}

void takeLanguages(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.languages.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        if (build.isExtensionMember(pgLanguage, oid))
            continue;
        Language value;
        value.name = row.text();
        value.trusted = row.boolean();
        value.handler = row.text();
        value.inlineHandler = row.text();
        value.validator = row.text();
        value.owner = build.roleName(row.oid());
        value.grants = row.acl();
        value.comment = row.text();
        build.schema.languages.emplace_back(std::move(value));
    }
}

QByteArray collations(int version)
{
    const QByteArray locale = version >= 170000   ? "c.colllocale"
                              : version >= 150000 ? "c.colliculocale"
                                                  : "NULL";
    return "SELECT c.oid, c.collname, c.collnamespace, c.collprovider, c.collcollate,"
           " c.collctype, " +
           locale + ", " + (version >= 160000 ? "c.collicurules" : "NULL") +
           ", c.collisdeterministic, c.collencoding, c.collowner, d.description"
           " FROM pg_catalog.pg_collation c"
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid"
           " AND d.classoid = 'pg_catalog.pg_collation'::regclass"
           " WHERE c.collnamespace <> 'pg_catalog'::regnamespace";
}

QString collationProvider(char code)
{
    return code == 'i'   ? u"icu"_s
           : code == 'b' ? u"builtin"_s
           : code == 'd' ? u"default"_s
                         : u"libc"_s;
}

void takeCollations(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.collations.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        Collation value;
        value.name = row.text();
        const Oid namespaceOid = row.oid();
        if (build.leavesOut(pgCollation, oid, namespaceOid))
            continue;
        value.schema = build.namespaceName(namespaceOid);
        value.provider = collationProvider(row.character());
        value.collate = row.text();
        value.ctype = row.text();
        value.locale = row.text();
        value.rules = row.text();
        value.deterministic = row.boolean();
        value.encoding = row.integer();
        value.owner = build.roleName(row.oid());
        value.comment = row.text();
        build.schema.collations.emplace_back(std::move(value));
    }
}

QByteArray eventTriggers(int)
{
    return "SELECT e.oid, e.evtname, e.evtevent, e.evtfoid::pg_catalog.regprocedure, e.evtenabled,"
           " e.evttags, e.evtowner, d.description FROM pg_catalog.pg_event_trigger e"
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = e.oid"
           " AND d.classoid = 'pg_catalog.pg_event_trigger'::regclass";
}

void takeEventTriggers(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.eventTriggers.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        if (build.isExtensionMember(pgEventTrigger, row.oid()))
            continue;
        EventTrigger value;
        value.name = row.text();
        value.event = row.text();
        value.function = row.text();
        const char state = row.character();
        value.state = state == 'D'   ? FiringState::Disabled
                      : state == 'R' ? FiringState::Replica
                      : state == 'A' ? FiringState::Always
                                     : FiringState::Enabled;
        value.tags = row.list();
        value.tags.sort();
        value.owner = build.roleName(row.oid());
        value.comment = row.text();
        build.schema.eventTriggers.emplace_back(std::move(value));
    }
}

QByteArray defaultPrivileges(int)
{
    return "SELECT a.defaclrole, a.defaclnamespace, a.defaclobjtype, a.defaclacl,"
           " CASE WHEN a.defaclnamespace = 0 THEN pg_catalog.acldefault(CASE a.defaclobjtype"
           " WHEN 'S' THEN 's'::\"char\" ELSE a.defaclobjtype END, a.defaclrole) END"
           " FROM pg_catalog.pg_default_acl a";
}

void takeDefaultPrivileges(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.defaultPrivileges.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        DefaultPrivilege value;
        value.role = build.roleName(row.oid());
        const Oid namespaceOid = row.oid();
        if (namespaceOid != 0 && build.leavesOutNamespace(build.namespaceName(namespaceOid)))
            continue;
        value.schema = build.namespaceName(namespaceOid);
        value.objectType = privilegedObjects(row.character());
        value.grants = row.acl();
        // A row that says what there is without it.
        if (!value.grants.isDefault)
            build.schema.defaultPrivileges.emplace_back(std::move(value));
    }
}

constexpr std::array databasePartList{
    CatalogPart{"extensions", Unit::Global, &extensions, &takeExtensions, "pg_extension"},
    CatalogPart{"languages", Unit::Global, &languages, &takeLanguages, "pg_language"},
    CatalogPart{"collations", Unit::Global, &collations, &takeCollations, "pg_collation"},
    CatalogPart{"event triggers", Unit::Global, &eventTriggers, &takeEventTriggers,
                "pg_event_trigger"},
    CatalogPart{"default privileges", Unit::Global, &defaultPrivileges, &takeDefaultPrivileges,
                "pg_default_acl"},
};

} // namespace

std::span<const CatalogPart> databaseParts()
{
    return databasePartList;
}

} // namespace tidemark::postgres
