// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"

#include <array>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

namespace {

QByteArray routines(int version)
{
    const bool sqlBodies = version >= 140000;
    return "SELECT p.oid, p.proname, p.pronamespace, pg_catalog.oidvectortypes(p.proargtypes),"
           " p.prokind, p.proowner, " +
           aclColumns("p.proacl", "f", "p.proowner") +
           ", pg_catalog.pg_get_function_arguments(p.oid), "
           "pg_catalog.pg_get_function_result(p.oid),"
           " l.lanname, p.prosrc, p.probin, p.provolatile, p.proisstrict, p.prosecdef,"
           " p.proleakproof, p.proparallel, p.procost, p.prorows,"
           " CASE WHEN p.prosupport <> 0 THEN p.prosupport::oid::pg_catalog.regprocedure END,"
           " p.proconfig, (SELECT pg_catalog.array_agg(pg_catalog.format_type(y, NULL))"
           " FROM pg_catalog.unnest(p.protrftypes) y), " +
           (sqlBodies ? "CASE WHEN p.prosqlbody IS NOT NULL THEN"
                        " pg_catalog.pg_get_function_sqlbody(p.oid) END"
                      : "NULL") +
           " FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang"
           " WHERE p.prokind <> 'a' AND {oid IN units:p.oid}"
           // The constructors that come with a range type.
           " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend i WHERE"
           " i.classid = 'pg_catalog.pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')";
}

QString volatility(char code)
{
    return code == 'i' ? u"immutable"_s : code == 's' ? u"stable"_s : u"volatile"_s;
}

QString parallelism(char code)
{
    return code == 's' ? u"safe"_s : code == 'r' ? u"restricted"_s : u"unsafe"_s;
}

RoutineKind routineKind(char code)
{
    return code == 'p'   ? RoutineKind::Procedure
           : code == 'w' ? RoutineKind::Window
                         : RoutineKind::Function;
}

/// A C function's source is its symbol; parsed bodies come deparsed instead.
void takeBody(Routine &routine, RowCursor &row, const CatalogBuild &build)
{
    routine.sqlBody = !row.isNull();
    if (routine.sqlBody)
        routine.body = build.sql(row.text());
}

void takeRoutine(RowCursor row, CatalogBuild &build)
{
    const Oid oid = row.oid();
    Routine routine;
    routine.name = row.text();
    const Oid namespaceOid = row.oid();
    if (build.leavesOut(pgProc, oid, namespaceOid))
        return;
    routine.schema = build.namespaceName(namespaceOid);
    routine.arguments = row.text();
    routine.type = routineKind(row.character());
    routine.owner = build.roleName(row.oid());
    routine.grants = row.acl();
    routine.parameters = build.sql(row.text());
    routine.returns = row.text();
    routine.language = row.text();
    routine.body = row.text();
    routine.library = row.text();
    routine.volatility = volatility(row.character());
    routine.strict = row.boolean();
    routine.securityDefiner = row.boolean();
    routine.leakproof = row.boolean();
    routine.parallel = parallelism(row.character());
    routine.cost = row.bytes().toByteArray().toDouble();
    routine.rows = row.bytes().toByteArray().toDouble();
    routine.support = row.text();
    routine.configuration = row.list();
    routine.transforms = row.list();
    takeBody(routine, row, build);
    routine.comment = build.comment(pgProc, oid);
    build.routines.emplace(oid, std::move(routine));
}

void takeRoutines(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i)
        takeRoutine(RowCursor(rows, i), build);
}

QByteArray aggregates(int)
{
    return "SELECT p.oid, p.proname, p.pronamespace, pg_catalog.oidvectortypes(p.proargtypes),"
           " p.proowner, " +
           aclColumns("p.proacl", "f", "p.proowner") +
           ", pg_catalog.pg_get_function_arguments(p.oid), a.aggkind, p.proparallel, " +
           routineCell("a.aggtransfn") +
           "pg_catalog.format_type(a.aggtranstype, NULL),"
           " a.aggtransspace, a.agginitval, a.agginitval IS NOT NULL, " +
           routineCell("a.aggfinalfn") + "a.aggfinalextra, a.aggfinalmodify, " +
           routineCell("a.aggcombinefn") + routineCell("a.aggserialfn") +
           routineCell("a.aggdeserialfn") + routineCell("a.aggmtransfn") +
           routineCell("a.aggminvtransfn") +
           "CASE WHEN a.aggmtranstype <> 0 THEN pg_catalog.format_type(a.aggmtranstype, NULL) END,"
           " a.aggmtransspace, " +
           routineCell("a.aggmfinalfn") +
           "a.aggmfinalextra, a.aggmfinalmodify, a.aggminitval, a.aggminitval IS NOT NULL,"
           " CASE WHEN a.aggsortop <> 0 THEN a.aggsortop::pg_catalog.regoperator END"
           " FROM pg_catalog.pg_aggregate a JOIN pg_catalog.pg_proc p ON p.oid = a.aggfnoid"
           " WHERE {oid IN units:p.oid}";
}

QString aggregateKind(char code)
{
    return code == 'o' ? u"ordered-set"_s : code == 'h' ? u"hypothetical-set"_s : u"normal"_s;
}

QString modification(char code)
{
    return code == 's' ? u"shareable"_s : code == 'w' ? u"read_write"_s : u"read_only"_s;
}

void takeMoving(Aggregate &value, RowCursor &row)
{
    value.movingTransition = row.text();
    value.movingInverse = row.text();
    value.movingType = row.text();
    value.movingSpace = row.number();
    value.movingFinal = row.text();
    value.movingFinalExtra = row.boolean();
    value.movingFinalModify = modification(row.character());
    value.movingInitialValue = row.text();
    value.hasMovingInitialValue = row.boolean();
}

void takeAggregate(RowCursor row, CatalogBuild &build)
{
    const Oid oid = row.oid();
    Aggregate value;
    value.name = row.text();
    const Oid namespaceOid = row.oid();
    if (build.leavesOut(pgProc, oid, namespaceOid))
        return;
    value.schema = build.namespaceName(namespaceOid);
    value.arguments = row.text();
    value.owner = build.roleName(row.oid());
    value.grants = row.acl();
    value.parameters = row.text();
    value.aggregateKind = aggregateKind(row.character());
    value.parallel = parallelism(row.character());
    value.transition = row.text();
    value.transitionType = row.text();
    value.transitionSpace = row.number();
    value.initialValue = row.text();
    value.hasInitialValue = row.boolean();
    value.final = row.text();
    value.finalExtra = row.boolean();
    value.finalModify = modification(row.character());
    value.combine = row.text();
    value.serialize = row.text();
    value.deserialize = row.text();
    takeMoving(value, row);
    value.sortOperator = row.text();
    value.comment = build.comment(pgProc, oid);
    build.aggregates.emplace(oid, std::move(value));
}

void takeAggregates(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i)
        takeAggregate(RowCursor(rows, i), build);
}

constexpr std::array routinePartList{
    CatalogPart{"routines", Unit::Routine, &routines, &takeRoutines},
    CatalogPart{"aggregates", Unit::Routine, &aggregates, &takeAggregates, "pg_aggregate"},
};

} // namespace

std::span<const CatalogPart> routineParts()
{
    return routinePartList;
}

} // namespace tidemark::postgres
