// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"

#include <array>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

namespace {

/// What makes a type one of its own: not the row type of a relation, not the array or multirange
/// that comes with another.
constexpr char ownTypes[] =
    " (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'p' AND NOT t.typisdefined)"
    " OR (t.typtype = 'c' AND EXISTS (SELECT FROM pg_catalog.pg_class c"
    " WHERE c.oid = t.typrelid AND c.relkind = 'c'))"
    " OR (t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e"
    " WHERE e.oid = t.typelem AND e.typarray = t.oid)))";

/// A function's name with its argument types, or nothing for none.
QByteArray regprocedureOf(const char *column)
{
    return QByteArray("CASE WHEN ") + column + " <> 0 THEN " + column +
           "::pg_catalog.regproc::oid::pg_catalog.regprocedure END";
}

QByteArray types(int version)
{
    // Evaluated for base types only.
    const auto ofBase = [](const QByteArray &value) {
        return ", CASE WHEN t.typtype = 'b' THEN " + value + " END";
    };
    const QByteArray subscript =
        version >= 140000 ? regprocedureOf("t.typsubscript") : QByteArray("NULL::text");
    return "SELECT t.oid, t.typname, t.typnamespace, t.typtype, t.typowner, " +
           aclColumns("t.typacl", "T", "t.typowner") +
           ", t.typrelid, t.typisdefined, t.typnotnull,"
           " CASE t.typtype WHEN 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END,"
           " CASE WHEN t.typtype = 'd' AND t.typcollation <> (SELECT b.typcollation FROM"
           " pg_catalog.pg_type b WHERE b.oid = t.typbasetype) THEN"
           " t.typcollation::pg_catalog.regcollation END,"
           " CASE t.typtype WHEN 'd' THEN COALESCE(pg_catalog.pg_get_expr(t.typdefaultbin, 0),"
           " t.typdefault) END" +
           ofBase(regprocedureOf("t.typinput")) + ofBase(regprocedureOf("t.typoutput")) +
           ofBase(regprocedureOf("t.typreceive")) + ofBase(regprocedureOf("t.typsend")) +
           ofBase(regprocedureOf("t.typmodin")) + ofBase(regprocedureOf("t.typmodout")) +
           ofBase(regprocedureOf("t.typanalyze")) + ofBase(subscript) +
           ", t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory, t.typispreferred,"
           " t.typdefault" +
           ofBase("CASE WHEN t.typelem <> 0 THEN pg_catalog.format_type(t.typelem, NULL) END") +
           ", t.typdelim, t.typcollation <> 0"
           " FROM pg_catalog.pg_type t WHERE {oid IN units:t.oid} AND" +
           ownTypes;
}

/// What every kind of type has.
struct TypeHead
{
    Oid oid = 0;
    QString schema, name, owner, comment;
    Acl grants;
};

template <typename T>
T withHead(const TypeHead &head)
{
    T type;
    type.schema = head.schema;
    type.name = head.name;
    type.owner = head.owner;
    type.grants = head.grants;
    type.comment = head.comment;
    return type;
}

void takeBaseType(BaseType &type, RowCursor &row)
{
    for (QString BaseType::*member :
         {&BaseType::input, &BaseType::output, &BaseType::receive, &BaseType::send,
          &BaseType::modifierInput, &BaseType::modifierOutput, &BaseType::analyze,
          &BaseType::subscript})
        type.*member = row.text();
    type.length = row.integer();
    type.byValue = row.boolean();
    type.alignment = row.text();
    type.storage = row.text();
    type.category = row.text();
    type.preferred = row.boolean();
    type.defaultValue = row.text();
    type.element = row.text();
    type.delimiter = row.text();
    type.collatable = row.boolean();
}

void takeDomain(DomainType &domain, RowCursor &row, const CatalogBuild &build)
{
    domain.notNull = row.boolean();
    domain.baseType = row.text();
    domain.collation = row.text();
    domain.defaultValue = build.sql(row.text());
}

void takeType(RowCursor row, CatalogBuild &build)
{
    TypeHead head;
    head.oid = row.oid();
    head.name = row.text();
    const Oid namespaceOid = row.oid();
    if (build.leavesOut(pgType, head.oid, namespaceOid))
        return;
    head.schema = build.namespaceName(namespaceOid);
    const char kind = row.character();
    head.owner = build.roleName(row.oid());
    head.grants = row.acl();
    head.comment = build.comment(pgType, head.oid);
    const Oid relation = row.oid();
    const bool defined = row.boolean();
    switch (kind) {
    case 'e':
        build.enums.insert(head.oid, withHead<EnumType>(head));
        break;
    case 'r':
        build.ranges.insert(head.oid, withHead<RangeType>(head));
        break;
    case 'c':
        build.composites.insert(head.oid, withHead<CompositeType>(head));
        build.objects.compositeTypes.insert(relation, head.oid);
        break;
    case 'd': {
        DomainType domain = withHead<DomainType>(head);
        takeDomain(domain, row, build);
        build.domains.emplace(head.oid, std::move(domain));
        break;
    }
    default: {
        BaseType base = withHead<BaseType>(head);
        base.defined = defined;
        if (defined) {
            row.skip(4); // a domain's
            takeBaseType(base, row);
        }
        build.baseTypes.emplace(head.oid, std::move(base));
    }
    }
}

void takeTypes(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i)
        takeType(RowCursor(rows, i), build);
}

QByteArray labels(int)
{
    return "SELECT e.enumtypid, e.enumlabel FROM pg_catalog.pg_enum e"
           " WHERE {oid IN units:e.enumtypid} ORDER BY e.enumtypid, e.enumsortorder";
}

void takeLabels(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const auto it = build.enums.find(row.oid());
        if (it != build.enums.end())
            it->labels.append(row.text());
    }
}

QByteArray ranges(int version)
{
    return QByteArray("SELECT r.rngtypid, pg_catalog.format_type(r.rngsubtype, NULL),"
                      " CASE WHEN NOT o.opcdefault THEN pg_catalog.quote_ident(n.nspname) || '.' ||"
                      " pg_catalog.quote_ident(o.opcname) END,"
                      " CASE WHEN r.rngcollation <> s.typcollation THEN"
                      " r.rngcollation::pg_catalog.regcollation END, ") +
           regprocedureOf("r.rngcanonical") + ", " + regprocedureOf("r.rngsubdiff") + ", " +
           (version >= 140000 ? "pg_catalog.format_type(r.rngmultitypid, NULL)" : "NULL") +
           " FROM pg_catalog.pg_range r"
           " JOIN pg_catalog.pg_opclass o ON o.oid = r.rngsubopc"
           " JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace"
           " JOIN pg_catalog.pg_type s ON s.oid = r.rngsubtype"
           " WHERE {oid IN units:r.rngtypid}";
}

void takeRanges(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const auto it = build.ranges.find(row.oid());
        if (it == build.ranges.end())
            continue;
        it->subtype = row.text();
        it->opclass = row.text();
        it->collation = row.text();
        it->canonical = row.text();
        it->subtypeDiff = row.text();
        it->multirange = row.text();
    }
}

constexpr std::array typePartList{
    CatalogPart{"types", Unit::Type, &types, &takeTypes},
    CatalogPart{"enum labels", Unit::Type, &labels, &takeLabels, "pg_enum"},
    CatalogPart{"ranges", Unit::Type, &ranges, &takeRanges, "pg_range"},
};

} // namespace

std::span<const CatalogPart> typeParts()
{
    return typePartList;
}

} // namespace tidemark::postgres
