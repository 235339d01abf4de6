// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"

#include <array>

namespace tidemark::postgres {

namespace {

/// What the model has no place for, counted, so that it is never silently equal.
QByteArray notCompared(int)
{
    return "SELECT k.kind, k.count FROM ("
           "SELECT 'large object' AS kind, pg_catalog.count(*) AS count"
           " FROM pg_catalog.pg_largeobject_metadata"
           " UNION ALL SELECT 'conversion', pg_catalog.count(*) FROM pg_catalog.pg_conversion o"
           " WHERE o.oid >= 16384 AND {not of extension:pg_conversion}"
           " UNION ALL SELECT 'transform', pg_catalog.count(*) FROM pg_catalog.pg_transform o"
           " WHERE {not of extension:pg_transform}"
           " UNION ALL SELECT 'access method', pg_catalog.count(*) FROM pg_catalog.pg_am o"
           " WHERE o.oid >= 16384 AND {not of extension:pg_am}"
           " UNION ALL SELECT 'security label', pg_catalog.count(*) FROM pg_catalog.pg_seclabel"
           " UNION ALL SELECT 'subscription', pg_catalog.count(*) FROM"
           " (SELECT u.oid FROM pg_catalog.pg_subscription u WHERE u.subdbid = (SELECT d.oid"
           " FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())) s"
           ") k WHERE k.count > 0";
}

void takeNotCompared(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.notCompared.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        NotCompared value;
        value.kind = row.text();
        value.count = row.integer();
        build.schema.notCompared.push_back(std::move(value));
    }
}

constexpr std::array uncomparedPartList{
    CatalogPart{"not compared", Unit::Global, &notCompared, &takeNotCompared,
                "pg_largeobject_metadata pg_conversion pg_transform pg_am pg_seclabel"
                " pg_subscription"},
};

} // namespace

std::span<const CatalogPart> notComparedParts()
{
    return uncomparedPartList;
}

} // namespace tidemark::postgres
