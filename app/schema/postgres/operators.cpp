// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"

#include <array>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

namespace {

QByteArray operators(int)
{
    return "SELECT o.oid, o.oprname, o.oprnamespace, CASE WHEN o.oprleft <> 0 THEN"
           " pg_catalog.format_type(o.oprleft, NULL) END, CASE WHEN o.oprright <> 0 THEN"
           " pg_catalog.format_type(o.oprright, NULL) END, " +
           routineCell("o.oprcode") +
           "CASE WHEN o.oprresult <> 0 THEN pg_catalog.format_type(o.oprresult, NULL) END,"
           " CASE WHEN o.oprcom <> 0 THEN o.oprcom::pg_catalog.regoperator END,"
           " CASE WHEN o.oprnegate <> 0 THEN o.oprnegate::pg_catalog.regoperator END, " +
           routineCell("o.oprrest") + routineCell("o.oprjoin") +
           "o.oprcanhash, o.oprcanmerge, o.oprowner, d.description"
           " FROM pg_catalog.pg_operator o"
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = o.oid"
           " AND d.classoid = 'pg_catalog.pg_operator'::regclass WHERE o.oid >= 16384";
}

void takeOperators(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.operators.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        Operator value;
        value.name = row.text();
        const Oid namespaceOid = row.oid();
        if (build.leavesOut(pgOperator, oid, namespaceOid))
            continue;
        value.schema = build.namespaceName(namespaceOid);
        value.left = row.text();
        value.right = row.text();
        value.function = row.text();
        value.result = row.text();
        value.commutator = row.text();
        value.negator = row.text();
        value.restrict = row.text();
        value.join = row.text();
        value.hashes = row.boolean();
        value.merges = row.boolean();
        value.owner = build.roleName(row.oid());
        value.comment = row.text();
        build.schema.operators.emplace_back(std::move(value));
    }
}

/// The operators and functions that hang on a class (or on a family alone), each with its place.
QByteArray members(const char *catalog, const char *owner)
{
    const QByteArray dependsOnOwner =
        QByteArray(" JOIN pg_catalog.pg_depend e ON e.objid = m.oid AND e.refobjid = ") + owner +
        " AND e.refclassid = 'pg_catalog." + catalog + "'::regclass";
    return "(SELECT pg_catalog.array_agg(y.line ORDER BY y.line) FROM (SELECT 'OPERATOR ' ||"
           " m.amopstrategy || ' ' || m.amopopr::pg_catalog.regoperator ||"
           " CASE WHEN m.amopsortfamily <> 0 THEN ' FOR ORDER BY ' || (SELECT"
           " pg_catalog.quote_ident(sn.nspname) || '.' || pg_catalog.quote_ident(sf.opfname)"
           " FROM pg_catalog.pg_opfamily sf JOIN pg_catalog.pg_namespace sn"
           " ON sn.oid = sf.opfnamespace WHERE sf.oid = m.amopsortfamily) ELSE '' END AS line"
           " FROM pg_catalog.pg_amop m" +
           dependsOnOwner +
           " AND e.classid = 'pg_catalog.pg_amop'::regclass"
           " UNION ALL SELECT 'FUNCTION ' || m.amprocnum || ' (' ||"
           " pg_catalog.format_type(m.amproclefttype, NULL) || ', ' ||"
           " pg_catalog.format_type(m.amprocrighttype, NULL) || ') ' ||"
           " m.amproc::oid::pg_catalog.regprocedure FROM pg_catalog.pg_amproc m" +
           dependsOnOwner + " AND e.classid = 'pg_catalog.pg_amproc'::regclass) y)";
}

QByteArray families(int)
{
    return "SELECT f.oid, f.opfname, f.opfnamespace, a.amname, " + members("pg_opfamily", "f.oid") +
           ", f.opfowner, d.description FROM pg_catalog.pg_opfamily f"
           " JOIN pg_catalog.pg_am a ON a.oid = f.opfmethod"
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = f.oid"
           " AND d.classoid = 'pg_catalog.pg_opfamily'::regclass WHERE f.oid >= 16384";
}

void takeFamilies(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.operatorFamilies.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        OperatorFamily value;
        value.name = row.text();
        const Oid namespaceOid = row.oid();
        if (build.leavesOut(pgOpfamily, oid, namespaceOid))
            continue;
        value.schema = build.namespaceName(namespaceOid);
        value.method = row.text();
        value.members = row.list();
        value.owner = build.roleName(row.oid());
        value.comment = row.text();
        build.schema.operatorFamilies.emplace_back(std::move(value));
    }
}

QByteArray classes(int)
{
    return "SELECT o.oid, o.opcname, o.opcnamespace, a.amname,"
           " pg_catalog.format_type(o.opcintype, NULL), o.opcdefault,"
           " (SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(f.opfname)"
           " FROM pg_catalog.pg_opfamily f JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace"
           " WHERE f.oid = o.opcfamily),"
           " CASE WHEN o.opckeytype <> 0 THEN pg_catalog.format_type(o.opckeytype, NULL) END, " +
           members("pg_opclass", "o.oid") +
           ", o.opcowner, d.description FROM pg_catalog.pg_opclass o"
           " JOIN pg_catalog.pg_am a ON a.oid = o.opcmethod"
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = o.oid"
           " AND d.classoid = 'pg_catalog.pg_opclass'::regclass WHERE o.oid >= 16384";
}

void takeClasses(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.operatorClasses.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        OperatorClass value;
        value.name = row.text();
        const Oid namespaceOid = row.oid();
        if (build.leavesOut(pgOpclass, oid, namespaceOid))
            continue;
        value.schema = build.namespaceName(namespaceOid);
        value.method = row.text();
        value.type = row.text();
        value.isDefault = row.boolean();
        value.family = row.text();
        value.storage = row.text();
        value.members = row.list();
        value.owner = build.roleName(row.oid());
        value.comment = row.text();
        build.schema.operatorClasses.emplace_back(std::move(value));
    }
}

QByteArray casts(int version)
{
    // A range type brings the cast to its multirange type along.
    const QByteArray ownCast =
        version >= 140000 ? " AND NOT EXISTS (SELECT FROM pg_catalog.pg_range r WHERE"
                            " r.rngtypid = c.castsource AND r.rngmultitypid = c.casttarget)"
                          : "";
    return "SELECT c.oid, pg_catalog.format_type(c.castsource, NULL),"
           " pg_catalog.format_type(c.casttarget, NULL), c.castmethod, " +
           routineCell("c.castfunc") +
           "c.castcontext, d.description FROM pg_catalog.pg_cast c"
           " LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid"
           " AND d.classoid = 'pg_catalog.pg_cast'::regclass WHERE c.oid >= 16384" +
           ownCast;
}

void takeCasts(const PostgresResult &rows, CatalogBuild &build)
{
    build.schema.casts.clear();
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        if (build.isExtensionMember(pgCast, row.oid()))
            continue;
        Cast value;
        value.source = row.text();
        value.target = row.text();
        const char method = row.character();
        value.method = method == 'f' ? u"function"_s : method == 'i' ? u"inout"_s : u"binary"_s;
        value.function = row.text();
        const char context = row.character();
        value.context = context == 'i'   ? u"implicit"_s
                        : context == 'a' ? u"assignment"_s
                                         : u"explicit"_s;
        value.comment = row.text();
        build.schema.casts.emplace_back(std::move(value));
    }
}

constexpr std::array operatorPartList{
    CatalogPart{"operators", Unit::Global, &operators, &takeOperators, "pg_operator"},
    CatalogPart{"operator families", Unit::Global, &families, &takeFamilies,
                "pg_opfamily pg_amop pg_amproc"},
    CatalogPart{"operator classes", Unit::Global, &classes, &takeClasses,
                "pg_opclass pg_amop pg_amproc"},
    CatalogPart{"casts", Unit::Global, &casts, &takeCasts, "pg_cast"},
};

} // namespace

std::span<const CatalogPart> operatorParts()
{
    return operatorPartList;
}

} // namespace tidemark::postgres
