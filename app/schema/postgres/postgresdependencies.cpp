// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/postgresdependencies.h"

#include "database/postgres/postgressession.h"
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/readsettings.h"
#include "sql/identifier.h"

#include <algorithm>

namespace tidemark {

using namespace postgres;
using namespace Qt::StringLiterals;

namespace {

constexpr Oid pgExtensionCatalog = pgExtension;
constexpr Oid pgAmop = 2602;
constexpr Oid pgAmproc = 2603;

/// Each object of a user by its place in the catalogs: catalog, oid, a word for its kind and up to
/// four names. A word "=" says that another row stands for it: the names are that one's place.
constexpr char kObjects[] =
    "SELECT 1259 AS catalog, c.oid, CASE WHEN c.relkind IN ('i', 'I') AND k.conname IS NOT NULL"
    " THEN 'k' || k.contype::text ELSE c.relkind::text END AS word, n.nspname::text AS a,"
    " CASE WHEN c.relkind IN ('i', 'I') AND k.conname IS NOT NULL THEN kt.relname ELSE c.relname"
    " END::text AS b, k.conname::text AS c, NULL::text AS d"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " LEFT JOIN pg_catalog.pg_constraint k ON c.relkind IN ('i', 'I') AND k.conindid = c.oid"
    " AND k.contype IN ('p', 'u', 'x') LEFT JOIN pg_catalog.pg_class kt ON kt.oid = k.conrelid"
    " WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c', 'S', 'i', 'I')"
    " AND n.nspname !~ '^pg_(toast|temp)'"
    " UNION ALL SELECT 2606, k.oid, 'k' || k.contype::text, n.nspname,"
    " COALESCE(c.relname, t.typname), k.conname, NULL FROM pg_catalog.pg_constraint k"
    " JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace"
    " LEFT JOIN pg_catalog.pg_class c ON c.oid = k.conrelid"
    " LEFT JOIN pg_catalog.pg_type t ON t.oid = k.contypid"
    " WHERE k.oid >= 16384 AND k.contype IN ('p', 'u', 'c', 'f', 'x', 'n')"
    " UNION ALL SELECT 2604, d.oid, CASE WHEN a.attgenerated <> '' THEN 'column' ELSE 'default'"
    " END, n.nspname, c.relname, a.attname, NULL FROM pg_catalog.pg_attrdef d"
    " JOIN pg_catalog.pg_class c ON c.oid = d.adrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
    " WHERE d.oid >= 16384"
    " UNION ALL SELECT 2618, w.oid, CASE w.rulename WHEN '_RETURN' THEN '=' ELSE 'rule' END,"
    " CASE w.rulename WHEN '_RETURN' THEN '1259' ELSE n.nspname END,"
    " CASE w.rulename WHEN '_RETURN' THEN c.oid::text ELSE c.relname END, w.rulename, NULL"
    " FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_class c ON c.oid = w.ev_class"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE w.oid >= 16384"
    " UNION ALL SELECT 2620, g.oid, 'trigger', n.nspname, c.relname, g.tgname, NULL"
    " FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE NOT g.tgisinternal OR (g.tgparentid <> 0 AND g.tgconstraint = 0)"
    " UNION ALL SELECT 3256, p.oid, 'policy', n.nspname, c.relname, p.polname, NULL"
    " FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " UNION ALL SELECT 3381, s.oid, 'statistics', n.nspname, s.stxname, NULL, NULL"
    " FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace"
    " UNION ALL SELECT 1247, t.oid, CASE WHEN t.typrelid <> 0 OR e.oid IS NOT NULL"
    " OR r.rngtypid IS NOT NULL THEN '=' ELSE 't' || t.typtype::text END,"
    " CASE WHEN t.typrelid <> 0 THEN '1259' WHEN e.oid IS NOT NULL OR r.rngtypid IS NOT NULL"
    " THEN '1247' ELSE n.nspname END, CASE WHEN t.typrelid <> 0 THEN t.typrelid::text"
    " WHEN e.oid IS NOT NULL THEN e.oid::text WHEN r.rngtypid IS NOT NULL THEN r.rngtypid::text"
    " ELSE t.typname END, NULL, NULL"
    " FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace"
    " LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid"
    " LEFT JOIN pg_catalog.pg_range r ON {multirange} WHERE t.oid >= 16384"
    " UNION ALL SELECT 1255, p.oid, 'p' || p.prokind::text, n.nspname, p.proname,"
    " pg_catalog.oidvectortypes(p.proargtypes), NULL FROM pg_catalog.pg_proc p"
    " JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE p.oid >= 16384"
    " UNION ALL SELECT 2617, o.oid, 'operator', n.nspname, o.oprname,"
    " CASE WHEN o.oprleft <> 0 THEN pg_catalog.format_type(o.oprleft, NULL) END,"
    " CASE WHEN o.oprright <> 0 THEN pg_catalog.format_type(o.oprright, NULL) END"
    " FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace"
    " WHERE o.oid >= 16384"
    " UNION ALL SELECT 2753, f.oid, 'family', n.nspname, f.opfname, m.amname, NULL"
    " FROM pg_catalog.pg_opfamily f JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace"
    " JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod WHERE f.oid >= 16384"
    " UNION ALL SELECT 2616, o.oid, 'class', n.nspname, o.opcname, m.amname, NULL"
    " FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace"
    " JOIN pg_catalog.pg_am m ON m.oid = o.opcmethod WHERE o.oid >= 16384"
    " UNION ALL SELECT 2605, c.oid, 'cast', pg_catalog.format_type(c.castsource, NULL),"
    " pg_catalog.format_type(c.casttarget, NULL), NULL, NULL FROM pg_catalog.pg_cast c"
    " WHERE c.oid >= 16384"
    " UNION ALL SELECT 3456, c.oid, 'collation', n.nspname, c.collname, NULL, NULL"
    " FROM pg_catalog.pg_collation c JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace"
    " WHERE n.nspname <> 'pg_catalog'"
    " UNION ALL SELECT 2612, l.oid, 'language', NULL, l.lanname, NULL, NULL"
    " FROM pg_catalog.pg_language l WHERE l.lanispl"
    " UNION ALL SELECT 2615, n.oid, 'schema', NULL, n.nspname, NULL, NULL"
    " FROM pg_catalog.pg_namespace n WHERE n.nspname !~ '^pg_'"
    " AND n.nspname <> 'information_schema'"
    " UNION ALL SELECT 3079, e.oid, 'extension', NULL, e.extname, NULL, NULL"
    " FROM pg_catalog.pg_extension e"
    " UNION ALL SELECT 2328, w.oid, 'foreign data wrapper', NULL, w.fdwname, NULL, NULL"
    " FROM pg_catalog.pg_foreign_data_wrapper w"
    " UNION ALL SELECT 1417, s.oid, 'foreign server', NULL, s.srvname, NULL, NULL"
    " FROM pg_catalog.pg_foreign_server s"
    " UNION ALL SELECT 1418, m.umid, 'user mapping', NULL, m.srvname,"
    " CASE WHEN m.umuser = 0 THEN 'PUBLIC' ELSE m.usename END, NULL"
    " FROM pg_catalog.pg_user_mappings m"
    " UNION ALL SELECT 3466, e.oid, 'event trigger', NULL, e.evtname, NULL, NULL"
    " FROM pg_catalog.pg_event_trigger e"
    " UNION ALL SELECT 6104, p.oid, 'publication', NULL, p.pubname, NULL, NULL"
    " FROM pg_catalog.pg_publication p"
    " UNION ALL SELECT 6106, r.oid, 'publication table', p.pubname, n.nspname, c.relname, NULL"
    " FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid"
    " JOIN pg_catalog.pg_class c ON c.oid = r.prrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    "{published schemas}"
    " UNION ALL SELECT 826, a.oid, 'default privileges', COALESCE(n.nspname, ''), o.rolname,"
    " a.defaclobjtype::text, NULL FROM pg_catalog.pg_default_acl a"
    " JOIN pg_catalog.pg_roles o ON o.oid = a.defaclrole"
    " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = a.defaclnamespace"
    " UNION ALL SELECT 3600, t.oid, 'text search dictionary', n.nspname, t.dictname, NULL, NULL"
    " FROM pg_catalog.pg_ts_dict t JOIN pg_catalog.pg_namespace n ON n.oid = t.dictnamespace"
    " WHERE t.oid >= 16384"
    " UNION ALL SELECT 3602, t.oid, 'text search configuration', n.nspname, t.cfgname, NULL, NULL"
    " FROM pg_catalog.pg_ts_config t JOIN pg_catalog.pg_namespace n ON n.oid = t.cfgnamespace"
    " WHERE t.oid >= 16384"
    " UNION ALL SELECT 3601, t.oid, 'text search parser', n.nspname, t.prsname, NULL, NULL"
    " FROM pg_catalog.pg_ts_parser t JOIN pg_catalog.pg_namespace n ON n.oid = t.prsnamespace"
    " WHERE t.oid >= 16384"
    " UNION ALL SELECT 3764, t.oid, 'text search template', n.nspname, t.tmplname, NULL, NULL"
    " FROM pg_catalog.pg_ts_template t JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace"
    " WHERE t.oid >= 16384";

// Rows of initdb depend on nothing that a user can take away, except for schemas and extensions.
// What the server keeps inside of an object is no object of the model or is that object: row and
// array types, the triggers of foreign keys, the indexes of constraints, TOAST tables. Those are
// four rows of ten.
constexpr char kDepends[] =
    "SELECT d.classid, d.objid, d.objsubid, a.attname, d.refclassid, d.refobjid, d.refobjsubid,"
    " b.attname, d.deptype FROM pg_catalog.pg_depend d"
    " LEFT JOIN pg_catalog.pg_attribute a ON d.objsubid > 0 AND d.classid = 1259"
    " AND a.attrelid = d.objid AND a.attnum = d.objsubid"
    " LEFT JOIN pg_catalog.pg_attribute b ON d.refobjsubid > 0 AND d.refclassid = 1259"
    " AND b.attrelid = d.refobjid AND b.attnum = d.refobjsubid"
    " WHERE d.deptype IN ('n', 'a', 'i', 'P', 'S', 'e') AND (d.objid >= 16384 OR d.deptype = 'e')"
    " AND (d.refobjid >= 16384 OR d.refclassid IN (2615, 3079, 2612))"
    " AND NOT (d.deptype = 'i' AND (d.classid IN (1247, 2620)"
    " OR d.classid = 1259 AND d.refclassid IN (1259, 2606) AND d.refobjsubid = 0))";

QByteArray objectsQuery(int version)
{
    QByteArray sql = kObjects;
    sql.replace("{multirange}", version >= 140000 ? "r.rngmultitypid = t.oid" : "false");
    sql.replace("{published schemas}",
                version >= 150000
                    ? " UNION ALL SELECT 6237, s.oid, 'publication', NULL, p.pubname, NULL, NULL"
                      " FROM pg_catalog.pg_publication_namespace s"
                      " JOIN pg_catalog.pg_publication p ON p.oid = s.pnpubid"
                    : "");
    return sql;
}

/// Names as the model shows them, each made once.
class Names
{
public:
    const QString &shown(const QString &name)
    {
        auto it = m_shown.find(name);
        if (it == m_shown.end())
            it = m_shown.insert(name, displayIdentifier(name));
        return *it;
    }
    QString qualified(const QString &schema, const QString &name)
    {
        return schema.isEmpty() ? shown(name) : shown(schema) + u'.' + shown(name);
    }

private:
    QHash<QString, QString> m_shown;
};

QString relationKind(QChar code)
{
    switch (code.unicode()) {
    case 'p':
        return u"partitioned table"_s;
    case 'v':
        return u"view"_s;
    case 'm':
        return u"materialized view"_s;
    case 'f':
        return u"foreign table"_s;
    case 'c':
        return u"composite type"_s;
    case 'S':
        return u"sequence"_s;
    case 'i':
    case 'I':
        return u"index"_s;
    default:
        return u"table"_s;
    }
}

QString constraintKind(QChar code)
{
    switch (code.unicode()) {
    case 'p':
        return u"primary key"_s;
    case 'u':
        return u"unique constraint"_s;
    case 'f':
        return u"foreign key"_s;
    case 'x':
        return u"exclusion constraint"_s;
    case 'n':
        return u"not-null constraint"_s;
    default:
        return u"check constraint"_s;
    }
}

QString typeKind(QChar code)
{
    switch (code.unicode()) {
    case 'e':
        return u"enum"_s;
    case 'd':
        return u"domain"_s;
    case 'r':
        return u"range type"_s;
    default:
        return u"base type"_s;
    }
}

QString routineKind(QChar code)
{
    switch (code.unicode()) {
    case 'p':
        return u"procedure"_s;
    case 'w':
        return u"window function"_s;
    case 'a':
        return u"aggregate"_s;
    default:
        return u"function"_s;
    }
}

struct ObjectRow
{
    QString word, a, b, c, d;
};

/// The words that the model uses for it.
ObjectId idOf(const ObjectRow &row, Names &names)
{
    const QString &word = row.word;
    if (word.size() == 1)
        return {relationKind(word.front()), names.qualified(row.a, row.b)};
    if (word.size() == 2 && word.front() == u'k')
        return {constraintKind(word.back()),
                names.qualified(row.a, row.b) + u'.' + names.shown(row.c)};
    if (word.size() == 2 && word.front() == u't')
        return {typeKind(word.back()), names.qualified(row.a, row.b)};
    if (word.size() == 2 && word.front() == u'p')
        return {routineKind(word.back()), names.qualified(row.a, row.b) + u'(' + row.c + u')'};
    if (word == "operator"_L1) {
        const QString operands = row.c.isEmpty() ? row.d : row.c + u", "_s + row.d;
        return {word, names.shown(row.a) + u'.' + row.b + u'(' + operands + u')'};
    }
    if (word == "family"_L1 || word == "class"_L1)
        return {"operator "_L1 + word, names.qualified(row.a, row.b) + " USING "_L1 + row.c};
    if (word == "cast"_L1)
        return {word, u'(' + row.a + " AS "_L1 + row.b + u')'};
    if (word == "publication table"_L1)
        return {word, names.shown(row.a) + ": "_L1 + names.qualified(row.b, row.c)};
    if (word == "user mapping"_L1) {
        UserMapping mapping;
        mapping.server = row.b;
        mapping.user = row.c;
        return {word, mapping.identity()};
    }
    if (word == "default privileges"_L1) {
        DefaultPrivilege privilege;
        privilege.schema = row.a;
        privilege.role = row.b;
        privilege.objectType = privilegedObjects(row.c.front().toLatin1());
        return {word, privilege.identity()};
    }
    const bool nested = word == "default"_L1 || word == "column"_L1 || word == "trigger"_L1 ||
                        word == "policy"_L1 || word == "rule"_L1;
    const QString name = names.qualified(row.a, row.b);
    return {word, nested ? name + u'.' + names.shown(row.c) : name};
}

/// The objects by their place, with those that stand for others.
class ObjectTable
{
public:
    void take(const PostgresResult &rows)
    {
        m_ids.reserve(rows.rows());
        for (int i = 0; i < rows.rows(); ++i) {
            const CatalogRow place{rows.oid(i, 0), rows.oid(i, 1), 0};
            const ObjectRow row{rows.text(i, 2), rows.text(i, 3), rows.text(i, 4), rows.text(i, 5),
                                rows.text(i, 6)};
            if (row.word == "="_L1)
                m_standIns.insert(place, {row.a.toUInt(), row.b.toUInt(), 0});
            else
                m_ids.insert(place, idOf(row, m_names));
        }
    }

    void standsFor(const CatalogRow &place, const CatalogRow &other)
    {
        m_standIns.insert(place, other);
    }

    /// Empty for what the model does not hold.
    ObjectId at(CatalogRow place, const QString &column)
    {
        const int sub = std::exchange(place.sub, 0);
        // A row type's array stands for an array, which stands for the table.
        for (int hops = 0; hops < 4; ++hops) {
            const auto other = m_standIns.constFind(place);
            if (other == m_standIns.constEnd())
                break;
            place = *other;
        }
        const ObjectId id = m_ids.value(place);
        if (sub <= 0 || id.kind.isEmpty() || place.catalog != pgClass)
            return id;
        if (id.kind == "index"_L1 || id.kind == "extension"_L1)
            return id;
        const bool attribute = id.kind == "composite type"_L1;
        return {attribute ? u"attribute"_s : u"column"_s, id.object + u'.' + m_names.shown(column)};
    }

private:
    Names m_names;
    QHash<CatalogRow, ObjectId> m_ids;
    QHash<CatalogRow, CatalogRow> m_standIns;
};

struct DependRow
{
    CatalogRow dependant, on;
    char type;
};

DependRow dependRow(const PostgresResult &rows, int i)
{
    const QByteArrayView type = rows.bytes(i, 8);
    return {{rows.oid(i, 0), rows.oid(i, 1), int(rows.integer(i, 2))},
            {rows.oid(i, 4), rows.oid(i, 5), int(rows.integer(i, 6))},
            type.isEmpty() ? '\0' : type.front()};
}

void takeStandIns(const PostgresResult &rows, ObjectTable &objects)
{
    for (int i = 0; i < rows.rows(); ++i) {
        const DependRow row = dependRow(rows, i);
        const bool member = row.type == 'e' && row.on.catalog == pgExtensionCatalog;
        const bool ofClass =
            (row.dependant.catalog == pgAmop || row.dependant.catalog == pgAmproc) &&
            (row.on.catalog == pgOpclass || row.on.catalog == pgOpfamily);
        if (member || ofClass)
            objects.standsFor(row.dependant, row.on);
    }
}

Dependencies dependenciesFrom(const PostgresResult &rows, ObjectTable &objects)
{
    Dependencies result;
    result.reserve(std::size_t(rows.rows()));
    for (int i = 0; i < rows.rows(); ++i) {
        const DependRow row = dependRow(rows, i);
        if (row.type == 'e')
            continue;
        Dependency dependency;
        dependency.dependant = objects.at(row.dependant, rows.text(i, 3));
        dependency.on = objects.at(row.on, rows.text(i, 7));
        dependency.automatic = row.type != 'n';
        const bool known = !dependency.dependant.kind.isEmpty() && !dependency.on.kind.isEmpty();
        if (known && dependency.dependant != dependency.on)
            result.push_back(std::move(dependency));
    }
    std::sort(result.begin(), result.end());
    // "In the way" sorts before "goes by itself" and is the stronger word of the two.
    const auto same = [](const Dependency &a, const Dependency &b) {
        return a.dependant == b.dependant && a.on == b.on;
    };
    result.erase(std::unique(result.begin(), result.end(), same), result.end());
    return result;
}

} // namespace

Result<Dependencies> readPostgresDependencies(PostgresSession &session)
{
    const bool ownTransaction = session.transactionState() == TransactionState::Idle;
    const auto query = [](QByteArray sql) { return PostgresQuery{std::move(sql), {}, false}; };
    std::vector<PostgresQuery> queries;
    if (ownTransaction)
        queries.push_back(query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    const std::size_t first = queries.size() + 1;
    queries.push_back(query(pinSettings(ReadKind::Whole)));
    queries.push_back(query(objectsQuery(session.serverVersionNumber())));
    queries.push_back(query(kDepends));
    queries.push_back(
        query(ownTransaction ? QByteArray("COMMIT") : restoreSettings(ReadKind::Whole)));
    auto answers = session.fetchAll(queries);
    if (!answers) {
        if (ownTransaction && session.transactionState() != TransactionState::Idle)
            static_cast<void>(session.execute("ROLLBACK"));
        return tl::unexpected(std::move(answers).error());
    }
    ObjectTable objects;
    objects.take((*answers)[first]);
    takeStandIns((*answers)[first + 1], objects);
    return dependenciesFrom((*answers)[first + 1], objects);
}

} // namespace tidemark
