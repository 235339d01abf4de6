// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogchanges.h"

#include <QByteArrayList>

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
    Catalog{"pg_index", 2610},
    Catalog{"pg_trigger", 2620},
    Catalog{"pg_rewrite", 2618},
    Catalog{"pg_policy", 3256},
    Catalog{"pg_statistic_ext", 3381},
    Catalog{"pg_inherits", 2611},
    Catalog{"pg_sequence", 2224},
    Catalog{"pg_enum", 3501},
    Catalog{"pg_range", 3541},
    Catalog{"pg_aggregate", 2600},
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

/// The units of a catalog's rows that this transaction wrote. Updates are looked for where no lock
/// tells of them (privileges, statements that write into the catalog itself), inserts where a new
/// object is not locked; nothing is looked at when the counters say that there is none.
QByteArray written(char kind, const char *unit, const char *catalog, Oid oid, bool inserted = false,
                   const char *condition = "true")
{
    const QByteArray number = QByteArray::number(oid);
    QByteArray count = "pg_catalog.pg_stat_get_xact_tuples_updated(" + number + ")";
    if (inserted)
        count += " + pg_catalog.pg_stat_get_xact_tuples_inserted(" + number + ")";
    return QByteArray("SELECT '") + kind + "', w." + unit + " FROM pg_catalog." + catalog +
           " w WHERE (SELECT " + count + ") > 0 AND pg_catalog.age(w.xmin) <= 0 AND " + condition;
}

QByteArray writtenQuery()
{
    const QByteArrayList parts{
        written('r', "oid", "pg_class", 1259, false, "w.oid >= 16384"),
        written('r', "attrelid", "pg_attribute", 1249, false, "w.attrelid >= 16384"),
        written('r', "conrelid", "pg_constraint", 2606),
        written('r', "indrelid", "pg_index", 2610),
        written('r', "tgrelid", "pg_trigger", 2620),
        written('r', "ev_class", "pg_rewrite", 2618),
        written('r', "polrelid", "pg_policy", 3256),
        written('r', "stxrelid", "pg_statistic_ext", 3381, true),
        written('r', "seqrelid", "pg_sequence", 2224),
        // A table's row type and what is an array go with the table and with the element.
        written('t', "oid", "pg_type", 1247, true,
                "w.oid >= 16384 AND w.typinput <> 'pg_catalog.array_in'::regproc AND"
                " (w.typtype <> 'c' OR"
                " (SELECT c.relkind FROM pg_catalog.pg_class c WHERE c.oid = w.typrelid) = 'c')"),
        written('t', "enumtypid", "pg_enum", 3501, true),
        written('t', "contypid", "pg_constraint", 2606, true),
        written('f', "oid", "pg_proc", 1255, true, "w.oid >= 16384"),
    };
    return parts.join(" UNION ALL ");
}

QByteArray locksQuery()
{
    return "SELECT l.relation, l.classid, l.objid FROM pg_catalog.pg_locks l"
           " WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype IN ('relation', 'object')"
           " AND l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')"
           " AND (l.relation >= 16384 OR l.classid IS NOT NULL)";
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

/// What a locked object belongs to. One that the base does not know is new, and whatever it is part
/// of is locked too.
void takeLock(RowCursor row, const CatalogObjects &base, CatalogUnits &units)
{
    if (const Oid relation = row.oid()) {
        units.relations.insert(base.owners.value({pgClass, relation, 0}, relation));
        return;
    }
    const Oid catalog = row.oid();
    const Oid object = row.oid();
    if (catalog == pgType)
        units.types.insert(object);
    else if (catalog == pgProc)
        units.routines.insert(object);
    else if (const Oid owner = base.owners.value({catalog, object, 0}))
        units.relations.insert(owner);
    else
        units.catalogs.insert(catalog);
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

std::vector<QByteArray> changeQueries()
{
    return {"SELECT pg_catalog.pg_current_xact_id_if_assigned(),"
            " pg_catalog.current_setting('track_counts')",
            countersQuery(), locksQuery(), writtenQuery()};
}

CatalogChanges changesFrom(std::span<const PostgresResult> answers, const CatalogObjects &base)
{
    CatalogChanges changes;
    RowCursor head(answers[0], 0);
    changes.transaction = head.bytes().toByteArray();
    changes.everything = head.bytes() != "on";
    changes.units = unitsFrom(answers[3]);
    for (int i = 0; i < answers[2].rows(); ++i)
        takeLock(RowCursor(answers[2], i), base, changes.units);
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
    // An index that was written without a lock on its table.
    for (const Oid relation : QSet<Oid>(changes.units.relations)) {
        if (const Oid table = base.owners.value({pgClass, relation, 0}))
            changes.units.relations.insert(table);
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
