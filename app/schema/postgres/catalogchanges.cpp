// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogchanges.h"

#include <algorithm>
#include <array>

namespace tidemark::postgres {

namespace {

/// What a change in a catalog means beyond the rows themselves.
enum class Effect {
    Local,     ///< the units or the part that has these rows
    RenameAll, ///< an update may rename what others name by text: read everything
    All,       ///< any change: read everything
};

struct Catalog
{
    const char *name;
    Oid oid;
    Effect effect = Effect::Local;
};

constexpr std::array catalogs{
    Catalog{"pg_class", 1259},
    Catalog{"pg_attribute", 1249},
    Catalog{"pg_proc", 1255},
    Catalog{"pg_type", 1247},
    Catalog{"pg_constraint", 2606},
    Catalog{"pg_description", 2609},
    // Their names are kept with the schema, so a rename is seen where they are read again.
    Catalog{"pg_namespace", 2615},
    Catalog{"pg_authid", 1260},
    Catalog{"pg_tablespace", 1213},
    Catalog{"pg_extension", 3079, Effect::All},
    Catalog{"pg_language", 2612, Effect::RenameAll},
    Catalog{"pg_am", 2601, Effect::RenameAll},
    Catalog{"pg_collation", 3456, Effect::RenameAll},
    Catalog{"pg_operator", 2617, Effect::RenameAll},
    Catalog{"pg_opfamily", 2753, Effect::RenameAll},
    Catalog{"pg_opclass", 2616, Effect::RenameAll},
    Catalog{"pg_amop", 2602},
    Catalog{"pg_amproc", 2603},
    Catalog{"pg_cast", 2605},
    Catalog{"pg_ts_parser", 3601, Effect::RenameAll},
    Catalog{"pg_ts_template", 3764, Effect::RenameAll},
    Catalog{"pg_ts_dict", 3600, Effect::RenameAll},
    Catalog{"pg_ts_config", 3602, Effect::RenameAll},
    Catalog{"pg_ts_config_map", 3603},
    Catalog{"pg_foreign_data_wrapper", 2328, Effect::RenameAll},
    Catalog{"pg_foreign_server", 1417, Effect::RenameAll},
    Catalog{"pg_user_mapping", 1418},
    Catalog{"pg_event_trigger", 3466},
    Catalog{"pg_default_acl", 826},
    Catalog{"pg_publication", 6104},
    Catalog{"pg_publication_rel", 6106},
    Catalog{"pg_publication_namespace", 6237},
    Catalog{"pg_largeobject_metadata", 2995},
    Catalog{"pg_conversion", 2607},
    Catalog{"pg_transform", 3576},
    Catalog{"pg_seclabel", 3596},
    Catalog{"pg_subscription", 6100},
};

/// The relation that a row hangs on, an index replaced by its table.
QByteArray ownerOf(const QByteArray &relation, const QByteArray &from)
{
    return "SELECT 'r', COALESCE(x.indrelid, y.relation) FROM (SELECT " + relation +
           " AS relation FROM " + from +
           ") y LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = y.relation";
}

/// Rows of a catalog that this transaction wrote, none without a look into it when it wrote none.
QByteArray written(const char *catalog, Oid oid, const QByteArray &condition)
{
    const QByteArray number = QByteArray::number(oid);
    return QByteArray("pg_catalog.") + catalog + " w WHERE pg_catalog.age(w.xmin) <= 0 AND " +
           condition + " AND (SELECT pg_catalog.pg_stat_get_xact_tuples_inserted(" + number +
           ") + pg_catalog.pg_stat_get_xact_tuples_updated(" + number + ") > 0)";
}

/// The relation of a locked object that is part of one.
QByteArray lockedPart(const char *catalog, Oid oid, const char *relation)
{
    return ownerOf(QByteArray("w.") + relation,
                   QByteArray("locks l JOIN pg_catalog.") + catalog +
                       " w ON w.oid = l.objid WHERE l.classid = " + QByteArray::number(oid));
}

QByteArray unitsQuery(int serverVersion)
{
    // A renamed multirange type shows in its range type.
    const QByteArray multiranges =
        serverVersion >= 140000
            ? " UNION SELECT 't', r.rngtypid FROM pg_catalog.pg_range r JOIN " +
                  written("pg_type", 1247, "true")
                      .replace(" w WHERE ", " w ON w.oid = r.rngmultitypid WHERE ")
            : QByteArray();
    const QByteArray any = " UNION ";
    return QByteArray(
               "WITH locks AS MATERIALIZED (SELECT l.relation, l.classid, l.objid"
               " FROM pg_catalog.pg_locks l WHERE l.pid = pg_catalog.pg_backend_pid()"
               " AND l.locktype IN ('relation', 'object')"
               " AND l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')) ") +
           ownerOf("l.relation", "locks l WHERE l.relation >= 16384") + any +
           ownerOf("w.oid", written("pg_class", 1259, "w.oid >= 16384")) + any +
           ownerOf("w.attrelid", written("pg_attribute", 1249, "w.attrelid >= 16384")) + any +
           ownerOf("w.conrelid", written("pg_constraint", 2606, "w.conrelid <> 0")) + any +
           ownerOf("w.indrelid", written("pg_index", 2610, "true")) + any +
           ownerOf("w.tgrelid", written("pg_trigger", 2620, "true")) + any +
           ownerOf("w.ev_class", written("pg_rewrite", 2618, "true")) + any +
           ownerOf("w.polrelid", written("pg_policy", 3256, "true")) + any +
           ownerOf("w.adrelid", written("pg_attrdef", 2604, "true")) + any +
           ownerOf("w.stxrelid", written("pg_statistic_ext", 3381, "true")) + any +
           ownerOf("w.seqrelid", written("pg_sequence", 2224, "true")) + any +
           ownerOf("w.inhrelid", written("pg_inherits", 2611, "true")) + any +
           ownerOf("w.ftrelid", written("pg_foreign_table", 3118, "true")) + any +
           lockedPart("pg_trigger", pgTrigger, "tgrelid") + any +
           lockedPart("pg_rewrite", pgRewrite, "ev_class") + any +
           lockedPart("pg_policy", pgPolicy, "polrelid") + any +
           lockedPart("pg_constraint", pgConstraint, "conrelid") + any +
           lockedPart("pg_statistic_ext", pgStatisticExt, "stxrelid") + any +
           "SELECT 't', w.oid FROM " + written("pg_type", 1247, "w.oid >= 16384") + any +
           "SELECT 't', w.enumtypid FROM " + written("pg_enum", 3501, "true") + any +
           "SELECT 't', w.contypid FROM " + written("pg_constraint", 2606, "w.contypid <> 0") +
           any +
           "SELECT 't', w.contypid FROM locks l JOIN pg_catalog.pg_constraint w ON w.oid = l.objid"
           " WHERE l.classid = 2606 AND w.contypid <> 0" +
           any + "SELECT 'f', w.oid FROM " + written("pg_proc", 1255, "w.oid >= 16384") + any +
           "SELECT CASE l.classid WHEN 1247 THEN 't' WHEN 1255 THEN 'f' ELSE 'c' END,"
           " CASE WHEN l.classid IN (1247, 1255) THEN l.objid ELSE l.classid END"
           " FROM locks l WHERE l.classid IS NOT NULL" +
           multiranges;
}

QByteArray countersQuery()
{
    QByteArray oids;
    for (const Catalog &catalog : catalogs)
        oids += (oids.isEmpty() ? "" : ",") + QByteArray::number(catalog.oid);
    return "SELECT c.oid, c.i, c.u, c.d FROM (SELECT o AS oid,"
           " pg_catalog.pg_stat_get_xact_tuples_inserted(o) AS i,"
           " pg_catalog.pg_stat_get_xact_tuples_updated(o) AS u,"
           " pg_catalog.pg_stat_get_xact_tuples_deleted(o) AS d"
           " FROM pg_catalog.unnest('{" +
           oids + "}'::oid[]) o) c WHERE c.i + c.u + c.d > 0";
}

void takeUnit(char kind, Oid oid, CatalogUnits &units)
{
    switch (kind) {
    case 'r':
        units.relations.insert(oid);
        break;
    case 't':
        units.types.insert(oid);
        break;
    case 'f':
        units.routines.insert(oid);
        break;
    default:
        units.catalogs.insert(oid);
        break;
    }
}

CatalogUnits unitsFrom(const PostgresResult &rows)
{
    CatalogUnits units;
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const char kind = row.character();
        if (const Oid oid = row.oid())
            takeUnit(kind, oid, units);
    }
    return units;
}

} // namespace

void CatalogUnits::unite(const CatalogUnits &other)
{
    relations.unite(other.relations);
    types.unite(other.types);
    routines.unite(other.routines);
    catalogs.unite(other.catalogs);
}

void CatalogUnits::subtract(const CatalogUnits &other)
{
    relations.subtract(other.relations);
    types.subtract(other.types);
    routines.subtract(other.routines);
    catalogs.subtract(other.catalogs);
}

Oid catalogOid(QByteArrayView name)
{
    for (const Catalog &catalog : catalogs) {
        if (name == catalog.name)
            return catalog.oid;
    }
    return 0;
}

std::vector<QByteArray> changeQueries(int serverVersion)
{
    return {"SELECT pg_catalog.pg_current_xact_id_if_assigned(),"
            " pg_catalog.current_setting('track_counts')",
            countersQuery(), unitsQuery(serverVersion)};
}

CatalogChanges changesFrom(std::span<const PostgresResult> answers)
{
    CatalogChanges changes;
    RowCursor head(answers[0], 0);
    changes.transaction = head.bytes().toByteArray();
    changes.everything = head.bytes() != "on";
    changes.units = unitsFrom(answers[2]);
    for (int i = 0; i < answers[1].rows(); ++i) {
        RowCursor row(answers[1], i);
        const Oid oid = row.oid();
        changes.units.catalogs.insert(oid);
        row.skip();
        const bool updated = row.number() > 0;
        const auto catalog = std::find_if(catalogs.begin(), catalogs.end(),
                                          [oid](const Catalog &c) { return c.oid == oid; });
        changes.everything = changes.everything || catalog->effect == Effect::All ||
                             (catalog->effect == Effect::RenameAll && updated);
    }
    return changes;
}

QByteArray dependentsQuery(int serverVersion)
{
    const QByteArray multirange =
        serverVersion >= 140000
            ? "(SELECT r.rngmultitypid FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid)"
            : "0::oid";
    // What bears a name: the objects, their row, array and multirange types, their indexes and
    // constraints. Both kinds of columns of pg_depend are looked up by its index on the referenced
    // object.
    return "WITH named(catalog, oid) AS MATERIALIZED ("
           "SELECT 1259::oid, u FROM pg_catalog.unnest($1::oid[]) u"
           " UNION ALL SELECT 1255::oid, u FROM pg_catalog.unnest($3::oid[]) u"
           " UNION ALL SELECT 1259::oid, x.indexrelid FROM pg_catalog.pg_index x"
           " WHERE x.indrelid = ANY ($1::oid[])"
           " UNION ALL SELECT 2606::oid, k.oid FROM pg_catalog.pg_constraint k"
           " WHERE k.conrelid = ANY ($1::oid[])"
           " UNION ALL SELECT 1247::oid, v.oid FROM (SELECT u AS type"
           " FROM pg_catalog.unnest($2::oid[]) u UNION ALL SELECT c.reltype"
           " FROM pg_catalog.pg_class c WHERE c.oid = ANY ($1::oid[])) r"
           " JOIN pg_catalog.pg_type t ON t.oid = r.type,"
           " LATERAL (VALUES (t.oid), (t.typarray), (" +
           multirange +
           ")) v(oid) WHERE v.oid <> 0),"
           " dependents AS MATERIALIZED (SELECT DISTINCT d.classid, d.objid FROM named n"
           " JOIN pg_catalog.pg_depend d ON d.refclassid = n.catalog AND d.refobjid = n.oid)"
           " SELECT 'r', COALESCE(x.indrelid, d.objid) FROM dependents d"
           " LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = d.objid WHERE d.classid = 1259"
           " UNION SELECT 'r', w.ev_class FROM dependents d"
           " JOIN pg_catalog.pg_rewrite w ON w.oid = d.objid WHERE d.classid = 2618"
           " UNION SELECT 'r', a.adrelid FROM dependents d"
           " JOIN pg_catalog.pg_attrdef a ON a.oid = d.objid WHERE d.classid = 2604"
           " UNION SELECT 'r', k.conrelid FROM dependents d"
           " JOIN pg_catalog.pg_constraint k ON k.oid = d.objid WHERE d.classid = 2606"
           " UNION SELECT 't', k.contypid FROM dependents d"
           " JOIN pg_catalog.pg_constraint k ON k.oid = d.objid WHERE d.classid = 2606"
           " UNION SELECT 'r', g.tgrelid FROM dependents d"
           " JOIN pg_catalog.pg_trigger g ON g.oid = d.objid WHERE d.classid = 2620"
           " UNION SELECT 'r', p.polrelid FROM dependents d"
           " JOIN pg_catalog.pg_policy p ON p.oid = d.objid WHERE d.classid = 3256"
           " UNION SELECT 'r', s.stxrelid FROM dependents d"
           " JOIN pg_catalog.pg_statistic_ext s ON s.oid = d.objid WHERE d.classid = 3381"
           " UNION SELECT CASE d.classid WHEN 1247 THEN 't' WHEN 1255 THEN 'f' ELSE 'c' END,"
           " CASE WHEN d.classid IN (1247, 1255) THEN d.objid ELSE d.classid END"
           " FROM dependents d WHERE d.classid NOT IN (1259, 2618, 2604, 2606, 2620, 3256, 3381)";
}

CatalogUnits dependentsFrom(const PostgresResult &rows)
{
    return unitsFrom(rows);
}

} // namespace tidemark::postgres
