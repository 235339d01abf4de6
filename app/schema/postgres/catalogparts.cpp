// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogpart.h"

#include <vector>

namespace tidemark::postgres {

namespace {

/// Every comment of a user's object, with the columns and constraints that hang on it.
constexpr char allDescriptions[] = "pg_catalog.pg_description d WHERE d.objoid >= 16384";
constexpr char unitDescriptions[] =
    "(SELECT pg_catalog.unnest($1::oid[])"
    " UNION ALL SELECT k.oid FROM pg_catalog.pg_constraint k WHERE k.conrelid = ANY ($1::oid[])"
    " UNION ALL SELECT k.oid FROM pg_catalog.pg_constraint k WHERE k.contypid = ANY ($1::oid[])"
    " UNION ALL SELECT x.indexrelid FROM pg_catalog.pg_index x WHERE x.indrelid = ANY ($1::oid[])"
    " UNION ALL SELECT g.oid FROM pg_catalog.pg_trigger g WHERE g.tgrelid = ANY ($1::oid[])"
    " UNION ALL SELECT w.oid FROM pg_catalog.pg_rewrite w WHERE w.ev_class = ANY ($1::oid[])"
    " UNION ALL SELECT p.oid FROM pg_catalog.pg_policy p WHERE p.polrelid = ANY ($1::oid[])"
    " UNION ALL SELECT s.oid FROM pg_catalog.pg_statistic_ext s"
    " WHERE s.stxrelid = ANY ($1::oid[])) u(oid)"
    " JOIN pg_catalog.pg_description d ON d.objoid = u.oid";

/// Replaces "{opening TEXT}" by what `with` makes of TEXT, everywhere.
template <typename Function>
void replacePlaces(QByteArray &sql, const QByteArray &opening, Function with)
{
    qsizetype start;
    while ((start = sql.indexOf(opening)) >= 0) {
        const qsizetype end = sql.indexOf('}', start);
        const QByteArray inner = sql.mid(start + opening.size(), end - start - opening.size());
        sql.replace(start, end - start + 1, with(inner));
    }
}

} // namespace

std::span<const CatalogPart> catalogParts()
{
    static const std::vector<CatalogPart> parts = [] {
        std::vector<CatalogPart> all;
        // Types before constraints, which domains have too; relations before what hangs on them.
        for (const auto list :
             {nameParts(), typeParts(), relationParts(), constraintParts(), tableDetailParts(),
              sequenceParts(), routineParts(), databaseParts(), operatorParts(), textSearchParts(),
              foreignParts(), publicationParts(), notComparedParts()})
            all.insert(all.end(), list.begin(), list.end());
        return all;
    }();
    return parts;
}

QByteArray sqlOf(const CatalogPart &part, int serverVersion, bool partial)
{
    QByteArray sql = part.sql(serverVersion);
    replacePlaces(sql, "{oid IN units:", [&](const QByteArray &column) {
        return column + (partial ? " = ANY ($1::oid[])" : " >= 16384");
    });
    replacePlaces(sql, "{index of units:", [&](const QByteArray &column) {
        return column + (partial ? " = ANY (ARRAY(SELECT x.indexrelid FROM pg_catalog.pg_index x"
                                   " WHERE x.indrelid = ANY ($1::oid[])))"
                                 : " >= 16384");
    });
    replacePlaces(sql, "{constraint of units", [&](const QByteArray &) {
        return QByteArray(partial ? "(k.conrelid = ANY ($1::oid[]) OR k.contypid = ANY ($2::oid[]))"
                                  : "k.oid >= 16384");
    });
    replacePlaces(sql, "{descriptions of units", [&](const QByteArray &) {
        return QByteArray(partial ? unitDescriptions : allDescriptions);
    });
    replacePlaces(sql, "{members of units", [&](const QByteArray &) {
        return QByteArray(partial ? " AND d.classid = ANY ('{1247,1255,1259}'::oid[])"
                                    " AND d.objid = ANY ($1::oid[])"
                                  : "");
    });
    replacePlaces(sql, "{not of extension:", [&](const QByteArray &catalog) {
        return "NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog." +
               catalog + "'::regclass AND e.objid = o.oid AND e.deptype = 'e')";
    });
    return sql;
}

} // namespace tidemark::postgres
