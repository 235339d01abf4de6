// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/samerows.h"

#include "database/postgres/postgressession.h"
#include "rehearsal/datawatch.h"
#include "rehearsal/trial.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

// By name: the two databases took different ways, so their oids differ.
constexpr char readCounters[] =
    "SELECT json_agg(json_build_array(n.nspname, c.relname, s.seqstart,"
    " pg_catalog.pg_sequence_last_value(s.seqrelid)))"
    " FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relpersistence <> 't'";
constexpr char writeCounters[] =
    "SELECT pg_catalog.setval(c.oid, coalesce((m.mark->>3)::bigint, (m.mark->>2)::bigint),"
    " (m.mark->>3) IS NOT NULL)"
    " FROM json_array_elements($1::json) AS m(mark)"
    " JOIN pg_catalog.pg_namespace n ON n.nspname = m.mark->>0"
    " JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = m.mark->>1"
    " JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid"
    " WHERE pg_catalog.pg_sequence_last_value(c.oid) IS DISTINCT FROM (m.mark->>3)::bigint";

/// The rows in any order.
bool sameRows(RowSet a, RowSet b)
{
    std::sort(a.rows.begin(), a.rows.end());
    std::sort(b.rows.begin(), b.rows.end());
    return a == b;
}

/// The text that the server reads as these rows, from columns of their own types.
QByteArray insertOf(const Relation &table, const RowSet &rows)
{
    QByteArrayList names;
    std::vector<size_t> places;
    for (qsizetype i = 0; i < rows.columns.size(); ++i) {
        const Column *column = table.column(rows.columns[i]);
        if (!column || column->generated != GeneratedKind::None)
            continue;
        names += quoteIdentifier(column->name).toUtf8();
        places.push_back(size_t(i));
    }
    QByteArrayList values;
    for (const std::vector<Cell> &row : rows.rows) {
        QByteArrayList cells;
        for (const size_t place : places) {
            const Cell &cell = row[place];
            cells += cell ? quoteLiteral(QString::fromUtf8(*cell), Engine::PostgreSql).toUtf8()
                          : QByteArray("NULL");
        }
        values += '(' + cells.join(", ") + ')';
    }
    if (names.isEmpty())
        return {};
    return "INSERT INTO " + quoteQualified(table.schema, table.name).toUtf8() + " (" +
           names.join(", ") + ") OVERRIDING SYSTEM VALUE VALUES " + values.join(", ") + ";";
}

/// The statements that make the tables of `now` hold what those of `wanted` do; nothing when one of
/// them is too large to tell.
std::optional<QByteArray> repairs(const DataSnapshot &now, const DataSnapshot &wanted)
{
    QByteArray text;
    for (const auto &[name, contents] : now) {
        const auto other = wanted.find(name);
        if (other == wanted.end())
            return std::nullopt;
        if (contents.digest && contents.digest == other->second.digest)
            continue;
        if (!contents.rows || !other->second.rows)
            return std::nullopt;
        if (sameRows(*contents.rows, *other->second.rows))
            continue;
        const Relation &table = *contents.relation;
        text += "DELETE FROM ONLY " + quoteQualified(table.schema, table.name).toUtf8() + ";";
        if (other->second.rows->rows.empty())
            continue;
        const QByteArray insert = insertOf(table, *other->second.rows);
        if (insert.isEmpty())
            return std::nullopt;
        text += insert;
    }
    return text;
}

Result<bool> writeRows(PostgresSession &copy, const QByteArray &statements)
{
    const auto written =
        copy.execute("BEGIN; SET LOCAL session_replication_role TO replica; SET LOCAL search_path"
                     " TO pg_catalog; " +
                     statements + " COMMIT");
    if (written)
        return true;
    if (endsRehearsal(written.error()))
        return tl::unexpected(written.error());
    if (copy.transactionState() != TransactionState::Idle)
        TM_TRY(copy.execute("ROLLBACK"));
    return false;
}

} // namespace

Result<bool> makeRowsSame(PostgresSession &copy, PostgresSession &original, const Schema &schema)
{
    const QSet<QString> tables = allTables(schema);
    DataSnapshot now;
    DataSnapshot wanted;
    TM_TRY(captureTables(copy, schema, tables, now));
    TM_TRY(captureTables(original, schema, tables, wanted));
    const auto statements = repairs(now, wanted);
    if (!statements)
        return false;
    if (!statements->isEmpty()) {
        TM_TRY_ASSIGN(const bool written, writeRows(copy, *statements));
        if (!written)
            return false;
    }
    TM_TRY_ASSIGN(const PostgresResult counters, original.fetch({readCounters, {}, true}));
    if (counters.rows() > 0 && !counters.isNull(0, 0))
        TM_TRY(copy.fetch({writeCounters, {counters.bytes(0, 0).toByteArray()}, true}));
    return true;
}

} // namespace tidemark
