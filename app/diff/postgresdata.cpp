// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/postgresdata.h"

#include "database/session.h"
#include "diff/columnorder.h"
#include "sql/identifier.h"

#include <algorithm>

namespace tidemark {

namespace {

// The server plans a statement as a whole: a few large ones, not one for the database.
constexpr size_t kTablesPerStatement = 100;

// Stands for NULL in a column's sum; any number that no text is likely to hash to.
constexpr auto kNullHash = "-7046029254386353131";
// The same within a row; any text that no value is likely to be.
constexpr auto kNullText = "E'\\x01 no value \\x02'";

QByteArray source(const Relation &table)
{
    return " FROM ONLY " + quoteQualified(table.schema, table.name).toUtf8();
}

// "C" makes the hash see each byte, also under collations that take some letters for equal.
QByteArray asText(const Column &column)
{
    return quoteIdentifier(column.name).toUtf8() + "::text COLLATE \"C\"";
}

QByteArray alias(size_t column)
{
    return "c" + QByteArray::number(qulonglong(column));
}

// So many function calls within each other take a tenth of the stack that the server gives them by
// default.
constexpr size_t kColumnsPerChain = 64;

// One number for a row: each value's hash is the seed of the next one's. Written to no text, for
// that would cost twice as much as all the rest (measured).
QByteArray hashOfRow(const std::vector<const Column *> &columns)
{
    if (columns.empty())
        return "hashtextextended('', 0)";
    QByteArrayList chains;
    for (size_t first = 0; first < columns.size(); first += kColumnsPerChain) {
        QByteArray chain = "0";
        for (size_t i = first; i < std::min(columns.size(), first + kColumnsPerChain); ++i)
            chain =
                "hashtextextended(coalesce(" + alias(i) + ", " + kNullText + "), " + chain + ")";
        chains += chain;
    }
    return chains.size() == 1
               ? chains.front()
               : "hash_array_extended(ARRAY[" + chains.join(", ") + "]::bigint[], 0)";
}

QByteArray sumOf(const QByteArray &hash)
{
    return "coalesce(sum(" + hash + "), 0)::text";
}

// number of the table, rows, "whole,first column,second column,...", or "whole"
QByteArray digestQuery(size_t number, const Relation &table, bool columnsToo)
{
    const auto columns = columnsByName(table, Engine::PostgreSql);
    QByteArrayList texts;
    QByteArrayList sums{sumOf(hashOfRow(columns))};
    for (size_t i = 0; i < columns.size(); ++i) {
        texts += asText(*columns[i]) + " AS " + alias(i);
        if (columnsToo)
            sums += sumOf("coalesce(hashtextextended(" + alias(i) + ", 0), " + kNullHash + ")");
    }
    // OFFSET 0 keeps the planner from casting each value twice.
    return "SELECT " + QByteArray::number(qulonglong(number)) +
           ", count(*)::text, array_to_string(ARRAY[" + sums.join(", ") + "], ',') FROM (SELECT " +
           texts.join(", ") + source(table) + " OFFSET 0) AS t";
}

// number of the table, {cell,cell,...}
QByteArray rowsQuery(size_t number, const Relation &table, int limit)
{
    int keyColumns = 0;
    QByteArrayList texts;
    for (const Column *column : columnsKeyFirst(table, Engine::PostgreSql, &keyColumns))
        texts += asText(*column);
    return "(SELECT " + QByteArray::number(qulonglong(number)) + ", ARRAY[" + texts.join(", ") +
           "]::text[]" + source(table) + " LIMIT " + QByteArray::number(qint64(limit) + 1) + ")";
}

// The elements of a one-dimensional text[]
// (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO).
std::vector<Cell> arrayElements(const QByteArray &text)
{
    std::vector<Cell> cells;
    qsizetype at = 1; // behind the brace
    while (at < text.size() && text.at(at) != '}') {
        QByteArray value("");
        const bool quoted = text.at(at) == '"';
        at += quoted ? 1 : 0;
        while (at < text.size()) {
            const char c = text.at(at);
            if (quoted ? c == '"' : (c == ',' || c == '}'))
                break;
            if (c == '\\')
                ++at;
            value += text.at(at++);
        }
        cells.push_back(!quoted && value == "NULL" ? Cell() : Cell(value));
        at += quoted ? 1 : 0;
        if (at < text.size() && text.at(at) == ',')
            ++at;
    }
    return cells;
}

// Runs `query(i, table)` of all tables that can be read, in batches, and hands the rows to `take`.
template <typename Query, typename Take>
Result<void> forAll(Session &session, const std::vector<const Relation *> &tables, Query query,
                    Take take)
{
    QByteArrayList parts;
    for (size_t i = 0; i < tables.size(); ++i) {
        if (tables[i]->populated)
            parts += query(i, *tables[i]);
        const bool full = size_t(parts.size()) == kTablesPerStatement || i + 1 == tables.size();
        if (!full || parts.isEmpty())
            continue;
        TM_TRY_ASSIGN(const Rows rows, session.query(parts.join("\nUNION ALL\n")));
        for (const auto &row : rows.rows)
            take(size_t(row[0]->toULongLong()), row);
        parts.clear();
    }
    return {};
}

TableDigest emptyDigest(const Relation &table)
{
    TableDigest digest;
    digest.whole = "0";
    for (const Column *column : columnsByName(table, Engine::PostgreSql))
        digest.columns.insert(column->name, "0");
    return digest;
}

} // namespace

Result<std::vector<TableDigest>> digestPostgresRows(Session &session,
                                                    const std::vector<const Relation *> &tables)
{
    std::vector<TableDigest> digests(tables.size());
    for (TableDigest &digest : digests)
        digest.whole = "0";
    const auto query = [](size_t i, const Relation &table) { return digestQuery(i, table, false); };
    TM_TRY(forAll(session, tables, query, [&](size_t i, const std::vector<Cell> &row) {
        digests[i].rows = row[1]->toLongLong();
        digests[i].whole = row[2].value_or("0");
    }));
    return digests;
}

Result<std::vector<TableDigest>> digestPostgresTables(Session &session,
                                                      const std::vector<const Relation *> &tables)
{
    std::vector<TableDigest> digests;
    digests.reserve(tables.size());
    for (const Relation *table : tables)
        digests.push_back(emptyDigest(*table));
    const auto query = [](size_t i, const Relation &table) { return digestQuery(i, table, true); };
    TM_TRY(forAll(session, tables, query, [&](size_t i, const std::vector<Cell> &row) {
        const QByteArrayList sums = row[2]->split(',');
        digests[i].rows = row[1]->toLongLong();
        digests[i].whole = sums.value(0);
        qsizetype next = 1;
        for (const Column *column : columnsByName(*tables[i], Engine::PostgreSql))
            digests[i].columns[column->name] = sums.value(next++);
    }));
    return digests;
}

Result<std::vector<RowSet>> readPostgresRows(Session &session,
                                             const std::vector<const Relation *> &tables, int limit)
{
    std::vector<RowSet> sets(tables.size());
    for (size_t i = 0; i < tables.size(); ++i) {
        for (const Column *column :
             columnsKeyFirst(*tables[i], Engine::PostgreSql, &sets[i].keyColumns))
            sets[i].columns += column->name;
    }
    const auto query = [limit](size_t i, const Relation &table) {
        return rowsQuery(i, table, limit);
    };
    TM_TRY(forAll(session, tables, query, [&](size_t i, const std::vector<Cell> &row) {
        sets[i].rows.push_back(arrayElements(*row[1]));
    }));
    for (RowSet &set : sets) {
        set.complete = set.rows.size() <= size_t(std::max(limit, 0));
        if (!set.complete)
            set.rows.clear();
    }
    return sets;
}

} // namespace tidemark
