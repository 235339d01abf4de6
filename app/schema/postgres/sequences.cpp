// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/catalogbuild.h"
#include "schema/postgres/catalogpart.h"

#include <array>

namespace tidemark::postgres {

using namespace Qt::StringLiterals;

namespace {

QByteArray sequences(int)
{
    return "SELECT q.seqrelid, c.relname, c.relnamespace, c.relowner, " +
           aclColumns("c.relacl", "s", "c.relowner") +
           ", c.relpersistence, pg_catalog.format_type(q.seqtypid, NULL), q.seqstart,"
           " q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle, d.refobjid,"
           " d.deptype = 'i', CASE WHEN d.refobjid IS NOT NULL THEN"
           " (SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.relname)"
           " || '.' || pg_catalog.quote_ident(a.attname) FROM pg_catalog.pg_attribute a"
           " JOIN pg_catalog.pg_class t ON t.oid = a.attrelid"
           " JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace"
           " WHERE a.attrelid = d.refobjid AND a.attnum = d.refobjsubid) END"
           " FROM pg_catalog.pg_sequence q"
           " JOIN pg_catalog.pg_class c ON c.oid = q.seqrelid"
           " LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass"
           " AND d.objid = q.seqrelid AND d.objsubid = 0"
           " AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0"
           " AND d.deptype IN ('a', 'i')"
           " WHERE {oid IN units:q.seqrelid}";
}

void takeSequences(const PostgresResult &rows, CatalogBuild &build)
{
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        const Oid oid = row.oid();
        Sequence value;
        value.name = row.text();
        const Oid namespaceOid = row.oid();
        value.schema = build.namespaceName(namespaceOid);
        value.owner = build.roleName(row.oid());
        value.grants = row.acl();
        value.persistence = row.character() == 'u' ? Persistence::Unlogged : Persistence::Permanent;
        value.type = row.text();
        value.start = row.number();
        value.increment = row.number();
        value.minimum = row.number();
        value.maximum = row.number();
        value.cache = row.number();
        value.cycle = row.boolean();
        const RelationEntry *ownerTable = build.relationEntry(row.oid());
        value.ofIdentity = row.boolean();
        value.ownedBy = row.text();
        value.comment = build.comment(pgClass, oid);
        if (!build.leavesOut(pgClass, oid, namespaceOid) &&
            !build.leavesOutRelation(namespaceOid, value.name) &&
            !(ownerTable && ownerTable->leftOut))
            build.sequences.emplace(oid, std::move(value));
    }
}

constexpr std::array sequencePartList{
    CatalogPart{"sequences", Unit::Sequence, &sequences, &takeSequences, "pg_sequence"},
};

} // namespace

std::span<const CatalogPart> sequenceParts()
{
    return sequencePartList;
}

} // namespace tidemark::postgres
