// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/sequencevalues.h"

#include "database/postgres/postgressession.h"
#include "schema/postgres/cells.h"
#include "sql/identifier.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;
using namespace postgres;

namespace {

/// pg_sequence_last_value() is NULL for one that was not called, whatever setval(..., false) said.
/// The CASE keeps has_sequence_privilege(), which fails on a table, behind the look at relkind.
constexpr char calledValues[] =
    "SELECT n.nspname, c.relname, t.relname, tn.nspname, pg_catalog.pg_sequence_last_value(c.oid)"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass"
    " AND d.objid = c.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass"
    " AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')"
    " LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid"
    " LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace"
    " WHERE c.relpersistence <> 't' AND CASE WHEN c.relkind = 'S'"
    " THEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT') ELSE false END"
    " AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') ORDER BY n.nspname, c.relname";

bool isLeftOut(const SchemaReadOptions &options, const QString &schema, const QString &name)
{
    return options.leaveOut.contains(schema + u'.' + name) ||
           options.leaveOut.contains(schema + ".*"_L1);
}

QByteArray valuesOf(const std::vector<SequenceValue *> &sequences)
{
    QByteArray sql;
    for (const SequenceValue *sequence : sequences) {
        if (!sql.isEmpty())
            sql += " UNION ALL ";
        sql += "SELECT last_value, is_called FROM " +
               quoteQualified(sequence->schema, sequence->name).toUtf8();
    }
    return sql;
}

} // namespace

Result<std::vector<SequenceValue>> readSequenceValues(PostgresSession &session,
                                                      const SchemaReadOptions &options)
{
    PostgresQuery query;
    query.sql = calledValues;
    query.prepare = true;
    TM_TRY_ASSIGN(const PostgresResult rows, session.fetch(query));
    std::vector<SequenceValue> values;
    values.reserve(std::size_t(rows.rows()));
    std::vector<SequenceValue *> notCalled;
    for (int i = 0; i < rows.rows(); ++i) {
        RowCursor row(rows, i);
        SequenceValue value;
        value.schema = row.text();
        value.name = row.text();
        const QString table = row.text();
        const bool leftOut = isLeftOut(options, value.schema, value.name) ||
                             (!table.isEmpty() && isLeftOut(options, row.text(), table));
        if (leftOut)
            continue;
        value.isCalled = !rows.isNull(i, 4);
        value.lastValue = rows.integer(i, 4);
        values.push_back(std::move(value));
        if (!values.back().isCalled)
            notCalled.push_back(&values.back());
    }
    if (notCalled.empty())
        return values;
    PostgresQuery others;
    others.sql = valuesOf(notCalled);
    TM_TRY_ASSIGN(const PostgresResult states, session.fetch(others));
    for (int i = 0; i < states.rows(); ++i) {
        notCalled[std::size_t(i)]->lastValue = states.integer(i, 0);
        notCalled[std::size_t(i)]->isCalled = states.boolean(i, 1);
    }
    return values;
}

} // namespace tidemark
