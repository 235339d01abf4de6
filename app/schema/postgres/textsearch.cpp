// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"

#include <array>

namespace tidemark::postgres {

namespace {

/// Joins the comment as `d`; none of these catalogs has rows of interest in pg_catalog.
QByteArray userRows(const char *catalog, const char *alias, const char *prefix)
{
    return QByteArray(" FROM pg_catalog.") + catalog + " " + alias +
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = " + alias +
           ".oid AND d.classoid = 'pg_catalog." + catalog + "'::regclass WHERE " + alias + "." +
           prefix + "namespace <> 'pg_catalog'::regnamespace";
}

QByteArray parsers(int)
{
    return "SELECT p.oid, p.prsname, p.prsnamespace, " + routineCell("p.prsstart") +
           routineCell("p.prstoken") + routineCell("p.prsend") + routineCell("p.prsheadline") +
           routineCell("p.prslextype") + "d.description" + userRows("pg_ts_parser", "p", "prs");
}

void takeParsers(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.textSearchParsers.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        TextSearchParser value;
        value.name = row.text();
        const Oid namespaceOid = row.oid();
        if (build.leavesOut(pgTsParser, oid, namespaceOid))
            continue;
        value.schema = build.namespaceName(namespaceOid);
        value.start = row.text();
        value.token = row.text();
        value.end = row.text();
        value.headline = row.text();
        value.lexTypes = row.text();
        value.comment = row.text();
        build.schema.textSearchParsers.emplace_back(std::move(value));
    }
}

QByteArray templates(int)
{
    return "SELECT t.oid, t.tmplname, t.tmplnamespace, " + routineCell("t.tmplinit") +
           routineCell("t.tmpllexize") + "d.description" + userRows("pg_ts_template", "t", "tmpl");
}

void takeTemplates(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.textSearchTemplates.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        TextSearchTemplate value;
        value.name = row.text();
        const Oid namespaceOid = row.oid();
        if (build.leavesOut(pgTsTemplate, oid, namespaceOid))
            continue;
        value.schema = build.namespaceName(namespaceOid);
        value.init = row.text();
        value.lexize = row.text();
        value.comment = row.text();
        build.schema.textSearchTemplates.emplace_back(std::move(value));
    }
}

QByteArray dictionaries(int)
{
    return "SELECT c.oid, c.dictname, c.dictnamespace, (SELECT pg_catalog.quote_ident(n.nspname)"
           " || '.' || pg_catalog.quote_ident(t.tmplname) FROM pg_catalog.pg_ts_template t"
           " JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace"
           " WHERE t.oid = c.dicttemplate), c.dictinitoption, c.dictowner, d.description" +
           userRows("pg_ts_dict", "c", "dict");
}

void takeDictionaries(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.textSearchDictionaries.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        TextSearchDictionary value;
        value.name = row.text();
        const Oid namespaceOid = row.oid();
        if (build.leavesOut(pgTsDict, oid, namespaceOid))
            continue;
        value.schema = build.namespaceName(namespaceOid);
        value.templateName = row.text();
        value.options = row.text();
        value.owner = build.roleName(row.oid());
        value.comment = row.text();
        build.schema.textSearchDictionaries.emplace_back(std::move(value));
    }
}

QByteArray configurations(int)
{
    // The token types' names come from the parser itself.
    return "SELECT c.oid, c.cfgname, c.cfgnamespace, (SELECT pg_catalog.quote_ident(n.nspname)"
           " || '.' || pg_catalog.quote_ident(p.prsname) FROM pg_catalog.pg_ts_parser p"
           " JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace WHERE p.oid = c.cfgparser),"
           " (SELECT pg_catalog.array_agg(k.alias || ': ' || m.dicts ORDER BY k.alias)"
           " FROM (SELECT s.maptokentype, pg_catalog.string_agg("
           "s.mapdict::pg_catalog.regdictionary::text, ', ' ORDER BY s.mapseqno) AS dicts"
           " FROM pg_catalog.pg_ts_config_map s WHERE s.mapcfg = c.oid GROUP BY s.maptokentype) m"
           " JOIN pg_catalog.ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype),"
           " c.cfgowner, d.description" +
           userRows("pg_ts_config", "c", "cfg");
}

void takeConfigurations(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.textSearchConfigurations.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        TextSearchConfiguration value;
        value.name = row.text();
        const Oid namespaceOid = row.oid();
        if (build.leavesOut(pgTsConfig, oid, namespaceOid))
            continue;
        value.schema = build.namespaceName(namespaceOid);
        value.parser = row.text();
        value.mappings = row.list();
        value.owner = build.roleName(row.oid());
        value.comment = row.text();
        build.schema.textSearchConfigurations.emplace_back(std::move(value));
    }
}

constexpr std::array textSearchPartList{
    CatalogPart{"text search parsers", Unit::Global, &parsers, &takeParsers, "pg_ts_parser"},
    CatalogPart{"text search templates", Unit::Global, &templates, &takeTemplates,
                "pg_ts_template"},
    CatalogPart{"text search dictionaries", Unit::Global, &dictionaries, &takeDictionaries,
                "pg_ts_dict pg_ts_template"},
    CatalogPart{"text search configurations", Unit::Global, &configurations, &takeConfigurations,
                "pg_ts_config pg_ts_config_map pg_ts_parser pg_ts_dict"},
};

} // namespace

std::span<const CatalogPart> textSearchParts()
{
    return textSearchPartList;
}

} // namespace tidemark::postgres
