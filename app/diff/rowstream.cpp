// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/rowstream.h"

#include "database/sqlite/sqlitesession.h"
#include "diff/sqlitescan.h"
#include "sql/identifier.h"

#include <sqlite3.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype bytesAtOnce = 4 * 1024 * 1024;
constexpr qint64 firstRows = 100;
constexpr qint64 mostRows = 5000;

class PostgresRowStream final : public RowStream
{
public:
    PostgresRowStream(Session &session, std::vector<bool> byNumber)
        : m_session(session)
        , m_byNumber(std::move(byNumber))
    {
    }

    ~PostgresRowStream() override
    {
        if (m_open && m_session.transactionState() == TransactionState::Active)
            static_cast<void>(m_session.execute("CLOSE tidemark_rows"));
    }

    Result<void> open(const Relation &table, const std::vector<const Column *> &columns)
    {
        TM_TRY_ASSIGN(const Rows encoding, m_session.query("SHOW server_encoding"));
        const QByteArray name = encoding.rows.at(0).at(0).value_or(QByteArray());
        const bool asItIs = name == "UTF8" || name == "SQL_ASCII";
        QByteArrayList texts;
        QByteArrayList order;
        for (size_t i = 0; i < columns.size(); ++i) {
            // With the table's name before it: alone it would mean what is selected, a text.
            const QByteArray column = "t." + quoteIdentifier(columns[i]->name).toUtf8();
            texts += column + "::text";
            if (i >= m_byNumber.size())
                continue;
            const QByteArray text = column + "::text COLLATE \"C\"";
            order += (m_byNumber[i] ? column
                      : asItIs      ? text
                                    : "convert_to(" + text + ", 'UTF8')") +
                     " NULLS FIRST";
        }
        QByteArray sql = "DECLARE tidemark_rows NO SCROLL CURSOR FOR SELECT " + texts.join(", ") +
                         (table.type == RelationKind::PartitionedTable ? " FROM " : " FROM ONLY ") +
                         quoteQualified(table.schema, table.name).toUtf8() + " AS t";
        if (!order.isEmpty())
            sql += " ORDER BY " + order.join(", ");
        TM_TRY(m_session.execute(sql));
        m_open = true;
        return {};
    }

    Result<bool> next(SortedRow &row) override
    {
        if (m_at == m_rows.rows.size()) {
            if (m_atEnd)
                return false;
            TM_TRY(fetch());
            if (m_rows.rows.empty())
                return false;
        }
        row.cells = std::move(m_rows.rows[m_at++]);
        row.key.clear();
        for (size_t i = 0; i < m_byNumber.size(); ++i)
            row.key.push_back(sortValue(row.cells[i], m_byNumber[i]));
        return true;
    }

private:
    static SortValue sortValue(const Cell &cell, bool byNumber)
    {
        if (!cell)
            return {};
        if (byNumber)
            return {SortValue::Number, static_cast<long double>(cell->toLongLong()), {}};
        return {SortValue::Text, 0, *cell};
    }

    /// As many as fit into some megabytes, by what the last ones were like.
    Result<void> fetch()
    {
        TM_TRY_ASSIGN(m_rows, m_session.query("FETCH " + QByteArray::number(m_fetch) +
                                              " FROM tidemark_rows"));
        m_at = 0;
        m_atEnd = qint64(m_rows.rows.size()) < m_fetch;
        qsizetype bytes = 1;
        for (const auto &row : m_rows.rows)
            for (const Cell &cell : row)
                bytes += cell ? cell->size() : 0;
        if (!m_rows.rows.empty()) {
            const auto count = qint64(m_rows.rows.size());
            m_fetch = std::clamp<qint64>(bytesAtOnce / std::max<qsizetype>(bytes / count, 1), 1,
                                         std::min(mostRows, 4 * m_fetch));
        }
        return {};
    }

    Session &m_session;
    std::vector<bool> m_byNumber;
    Rows m_rows;
    size_t m_at = 0;
    qint64 m_fetch = firstRows;
    bool m_open = false;
    bool m_atEnd = false;
};

class SqliteRowStream final : public RowStream
{
public:
    SqliteRowStream(SqliteSession &session, const Relation &table,
                    const std::vector<const Column *> &columns, int keyColumns)
        : m_scan(session, table, columns, orderBy(columns, keyColumns))
        , m_keyColumns(size_t(keyColumns))
    {
    }

    Result<void> open() { return m_scan.prepare(); }

    Result<bool> next(SortedRow &row) override
    {
        TM_TRY_ASSIGN(const bool more, m_scan.next());
        if (!more)
            return false;
        row.key.clear();
        row.cells.clear();
        for (size_t i = 0; i < m_scan.columns().size(); ++i)
            row.cells.push_back(m_scan.cell(i));
        for (size_t i = 0; i < m_keyColumns; ++i)
            row.key.push_back(sortValue(i));
        return true;
    }

private:
    /// https://www.sqlite.org/datatype3.html, "Sort Order".
    static QString orderBy(const std::vector<const Column *> &columns, int keyColumns)
    {
        QStringList order;
        for (int i = 0; i < keyColumns; ++i)
            order += quoteIdentifier(columns[size_t(i)]->name) + u" COLLATE BINARY"_s;
        return order.join(u", "_s);
    }

    SortValue sortValue(size_t column) const
    {
        switch (m_scan.typeOf(column)) {
        case SQLITE_NULL:
            return {};
        case SQLITE_TEXT:
            return {SortValue::Text, 0, m_scan.value(column)};
        case SQLITE_BLOB:
            return {SortValue::Blob, 0, m_scan.value(column)};
        default:
            return {SortValue::Number, m_scan.number(column), {}};
        }
    }

    SqliteTableScan m_scan;
    size_t m_keyColumns;
};

/// SQLite compares texts by the bytes that it keeps.
Result<void> refuseWideText(Session &session, const std::vector<const Column *> &columns,
                            int keyColumns)
{
    TM_TRY_ASSIGN(const Rows rows, session.query("PRAGMA encoding"));
    if (rows.rows.empty() || rows.rows[0][0] == "UTF-8")
        return {};
    for (int i = 0; i < keyColumns; ++i)
        if (!columns[size_t(i)]->type.contains(u"INT"_s, Qt::CaseInsensitive))
            return fail(ErrorKind::Unsupported,
                        u"rows of a database in UTF-16 are only compared by integer keys"_s);
    return {};
}

} // namespace

bool SortValue::operator<(const SortValue &other) const
{
    if (rank != other.rank)
        return rank < other.rank;
    return rank == Number ? number < other.number : bytes < other.bytes;
}

Result<std::unique_ptr<RowStream>> openRowStream(Session &session, const Relation &table,
                                                 const std::vector<const Column *> &columns,
                                                 int keyColumns, const std::vector<bool> &byNumber)
{
    if (session.engine() == Engine::PostgreSql) {
        auto stream = std::make_unique<PostgresRowStream>(session, byNumber);
        TM_TRY(stream->open(table, columns));
        return stream;
    }
    TM_TRY(refuseWideText(session, columns, keyColumns));
    auto stream = std::make_unique<SqliteRowStream>(static_cast<SqliteSession &>(session), table,
                                                    columns, keyColumns);
    TM_TRY(stream->open());
    return stream;
}

} // namespace tidemark
