// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/sqlitedata.h"

#include "database/sqlite/sqliteerror.h"
#include "database/sqlite/sqlitesession.h"
#include "database/sqlite/sqlitevalue.h"
#include "diff/columnorder.h"
#include "sql/identifier.h"

#include <sqlite3.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <memory>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

// A column that keeps values as they come, so that '1' and 1 are two
// (https://sqlite.org/datatype3.html, "Determination Of Column Affinity").
bool keepsTypes(const Column &column, const Relation &table)
{
    const QString type = column.type.toUpper();
    if (table.strict)
        return type == "ANY"_L1;
    static const std::array kOthers{"INT"_L1, "CHAR"_L1, "CLOB"_L1, "TEXT"_L1};
    const bool other = std::any_of(kOthers.begin(), kOthers.end(),
                                   [&](QLatin1StringView word) { return type.contains(word); });
    return !other && (type.isEmpty() || type.contains("BLOB"_L1));
}

// The sum of 64-bit hashes, wide enough for any number of rows.
class HashSum
{
public:
    void add(quint64 hash)
    {
        m_low += hash;
        m_high += m_low < hash ? 1 : 0;
    }
    QByteArray text() const
    {
        if (m_high == 0)
            return QByteArray::number(m_low, 16);
        return QByteArray::number(m_high, 16) +
               QByteArray::number(m_low, 16).rightJustified(16, '0');
    }

private:
    quint64 m_low = 0;
    quint64 m_high = 0;
};

// A statement that reads the columns of one table, and what is in the row where it stands.
class TableScan
{
public:
    TableScan(SqliteSession &session, const Relation &table, std::vector<const Column *> columns)
        : m_session(session)
        , m_columns(std::move(columns))
    {
        for (const Column *column : m_columns)
            m_keepsTypes.push_back(keepsTypes(*column, table));
        QStringList names;
        for (const Column *column : m_columns)
            names += quoteIdentifier(column->name);
        m_sql =
            u"SELECT %1 FROM main.%2"_s
                .arg(names.isEmpty() ? u"1"_s : names.join(u", "_s), quoteIdentifier(table.name))
                .toUtf8();
    }

    Result<void> prepare()
    {
        // A stopped session refuses here, as it does for its own statements.
        TM_TRY(m_session.query({}));
        sqlite3_stmt *statement = nullptr;
        const int code = sqlite3_prepare_v2(m_session.handle(), m_sql.constData(),
                                            int(m_sql.size()) + 1, &statement, nullptr);
        m_statement.reset(statement);
        return code == SQLITE_OK ? Result<void>{} : fail(sqliteError(m_session.handle()));
    }

    /// False at the end.
    Result<bool> next()
    {
        const int code = sqlite3_step(m_statement.get());
        if (code == SQLITE_ROW)
            return true;
        return code == SQLITE_DONE ? Result<bool>(false) : fail(sqliteError(m_session.handle()));
    }

    const std::vector<const Column *> &columns() const { return m_columns; }

    Cell cell(size_t i) const
    {
        const int type = typeOf(i);
        if (type == SQLITE_NULL)
            return std::nullopt;
        QByteArray text = value(i);
        if (type == SQLITE_BLOB)
            return "X'" + text.toHex().toUpper() + "'";
        if (type == SQLITE_TEXT && m_keepsTypes[i])
            return "'" + text.replace("'", "''") + "'";
        return text;
    }

    /// Equal for cells that are equal.
    quint64 hash(size_t i) const
    {
        enum Seed { Plain, Literal, Blob, Null };
        const int type = typeOf(i);
        if (type == SQLITE_NULL)
            return XXH3_64bits_withSeed("", 0, Null);
        const Seed seed = type == SQLITE_BLOB                      ? Blob
                          : type == SQLITE_TEXT && m_keepsTypes[i] ? Literal
                                                                   : Plain;
        const QByteArray bytes = value(i);
        return XXH3_64bits_withSeed(bytes.constData(), size_t(bytes.size()), seed);
    }

private:
    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
    };

    int typeOf(size_t i) const { return sqlite3_column_type(m_statement.get(), int(i)); }
    QByteArray value(size_t i) const { return sqliteValueText(m_statement.get(), int(i)); }

    SqliteSession &m_session;
    std::vector<const Column *> m_columns;
    std::vector<bool> m_keepsTypes;
    QByteArray m_sql;
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

Result<TableDigest> digest(SqliteSession &session, const Relation &table)
{
    TableScan scan(session, table, columnsByName(table, Engine::Sqlite));
    TM_TRY(scan.prepare());
    std::vector<HashSum> sums(scan.columns().size());
    std::vector<quint64> hashes(sums.size());
    HashSum whole;
    TableDigest result;
    for (;;) {
        TM_TRY_ASSIGN(const bool more, scan.next());
        if (!more)
            break;
        ++result.rows;
        for (size_t i = 0; i < sums.size(); ++i) {
            hashes[i] = scan.hash(i);
            sums[i].add(hashes[i]);
        }
        whole.add(XXH3_64bits(hashes.data(), hashes.size() * sizeof(quint64)));
    }
    result.whole = whole.text();
    for (size_t i = 0; i < sums.size(); ++i)
        result.columns.insert(scan.columns()[i]->name, sums[i].text());
    return result;
}

Result<RowSet> read(SqliteSession &session, const Relation &table, int limit)
{
    RowSet set;
    TableScan scan(session, table, columnsKeyFirst(table, Engine::Sqlite, &set.keyColumns));
    for (const Column *column : scan.columns())
        set.columns += column->name;
    TM_TRY(scan.prepare());
    for (;;) {
        TM_TRY_ASSIGN(const bool more, scan.next());
        if (!more)
            return set;
        if (set.rows.size() >= size_t(std::max(limit, 0)))
            break;
        auto &row = set.rows.emplace_back();
        for (size_t i = 0; i < scan.columns().size(); ++i)
            row.push_back(scan.cell(i));
    }
    set.rows.clear();
    set.complete = false;
    return set;
}

} // namespace

Result<std::vector<TableDigest>> digestSqliteTables(SqliteSession &session,
                                                    const std::vector<const Relation *> &tables)
{
    std::vector<TableDigest> digests;
    for (const Relation *table : tables) {
        TM_TRY_ASSIGN(TableDigest one, digest(session, *table));
        digests.push_back(std::move(one));
    }
    return digests;
}

Result<std::vector<RowSet>> readSqliteRows(SqliteSession &session,
                                           const std::vector<const Relation *> &tables, int limit)
{
    std::vector<RowSet> sets;
    for (const Relation *table : tables) {
        TM_TRY_ASSIGN(RowSet one, read(session, *table, limit));
        sets.push_back(std::move(one));
    }
    return sets;
}

} // namespace tidemark
