// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/sqliterows.h"

#include "backup/archive/longsqliterow.h"
#include "backup/archive/sidefile.h"
#include "sql/identifier.h"

#include <algorithm>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class SqliteRows final : public TableRows
{
public:
    static constexpr qint64 spacing = 1000; ///< rows

    SqliteRows(SqliteHandle database, const ArchiveTable &table, const QString &rowid,
               SideFile &side)
        : m_database(std::move(database))
        , m_side(side)
        , m_name(u"table "_s + table.name)
        , m_tableName(table.name)
        , m_table(quoteIdentifier(table.name))
        , m_rowid(rowid)
    {
        for (const ArchiveColumn &column : table.columns)
            m_columns += column.name;
    }

    Result<void> visit(qint64 first, const QByteArray &mayHold, const Visitor &visitor,
                       const std::stop_token &stop) override;
    Result<qint64> index(const RowObserver &observer, const std::stop_token &stop) override;
    std::optional<qint64> knownCount() override
    {
        const auto count = m_side.fact(u"rows of "_s + m_name);
        return count ? std::optional(count->toLongLong()) : std::nullopt;
    }

private:
    /// A row from which others are counted.
    struct Start
    {
        qint64 row = 0;
        QString where; ///< what it and all behind it fulfil
    };
    enum class Passed { All, UpToLong, Stopped };

    Start startBefore(qint64 row) const;
    QString behind(const Start &start, qint64 row, const QString &limit) const;
    QString quotedColumns() const;
    Result<Passed> visitShort(const Start &start, qint64 &row, const Visitor &visitor,
                              const std::stop_token &stop);
    Result<SqliteRowPlace> placeOf(const Start &start, qint64 row) const;

    SqliteHandle m_database;
    SideFile &m_side;
    QString m_name;
    QString m_tableName;
    QString m_table;
    QString m_rowid; ///< a name that means it; empty where there is none
    QStringList m_columns;
};

SqliteRows::Start SqliteRows::startBefore(qint64 row) const
{
    const auto known = m_rowid.isEmpty() ? std::nullopt : m_side.rowBefore(m_name, row);
    if (!known)
        return {};
    return {known->row, u" WHERE "_s + m_rowid + u" >= "_s + QString::number(known->at)};
}

/// What stands behind the table in a query whose next row is `row`.
QString SqliteRows::behind(const Start &start, qint64 row, const QString &limit) const
{
    const QString order = m_rowid.isEmpty() ? QString() : u" ORDER BY "_s + m_rowid;
    return start.where + order + u" LIMIT "_s + limit + u" OFFSET "_s +
           QString::number(row - start.row);
}

QString SqliteRows::quotedColumns() const
{
    QStringList columns;
    for (const QString &column : m_columns)
        columns += quoteIdentifier(column);
    return columns.join(u", "_s);
}

/// Rows from `row` on, which is set behind the last one.
Result<SqliteRows::Passed> SqliteRows::visitShort(const Start &start, qint64 &row,
                                                  const Visitor &visitor,
                                                  const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const SqliteStatement statement,
                  prepareSql(m_database, u"SELECT "_s + quotedColumns() + u" FROM "_s + m_table +
                                             behind(start, row, u"-1"_s)));
    const int columns = sqlite3_column_count(statement.get());
    std::vector<Cell> cells(static_cast<size_t>(columns));
    while (true) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"reading the archive was cancelled"_s);
        const int code = sqlite3_step(statement.get());
        if (code == SQLITE_DONE)
            return Passed::All;
        if (code == SQLITE_TOOBIG)
            return Passed::UpToLong;
        if (code != SQLITE_ROW)
            return fail(sqliteFailure(m_database.get()));
        for (int i = 0; i < columns; ++i)
            cells[size_t(i)] = sqliteCellAt(statement, i);
        TM_TRY_ASSIGN(const bool goesOn, visitor({row++, cells}));
        if (!goesOn)
            return Passed::Stopped;
    }
}

Result<SqliteRowPlace> SqliteRows::placeOf(const Start &start, qint64 row) const
{
    SqliteRowPlace place{m_tableName, m_columns, behind(start, row, u"1"_s)};
    if (m_rowid.isEmpty())
        return place;
    TM_TRY_ASSIGN(
        const SqliteStatement found,
        prepareSql(m_database, u"SELECT "_s + m_rowid + u" FROM "_s + m_table + place.condition));
    TM_TRY_ASSIGN(const bool isThere, stepRow(m_database, found));
    if (!isThere)
        return fail(ErrorKind::Input, u"the SQLite file has changed while it was read"_s);
    place.rowid = sqlite3_column_int64(found.get(), 0);
    place.condition = u"WHERE "_s + m_rowid + u" = "_s + QString::number(*place.rowid);
    return place;
}

/// One statement for rows of ordinary length, up to one that is long, and on behind that.
Result<void> SqliteRows::visit(qint64 first, const QByteArray &, const Visitor &visitor,
                               const std::stop_token &stop)
{
    constexpr qsizetype longestValue = qsizetype(1024) * 1024;
    constexpr qsizetype shortestLong = qsizetype(16) * 1024;
    const qsizetype share = RowFormat::wholeRow / std::max<qsizetype>(m_columns.size(), 1);
    const SqliteLengthLimit limit(m_database, int(std::clamp(share, shortestLong, longestValue)));
    Start start = startBefore(first);
    for (qint64 row = first;; ++row) {
        TM_TRY_ASSIGN(const Passed passed, visitShort(start, row, visitor, stop));
        if (passed != Passed::UpToLong)
            return {};
        TM_TRY_ASSIGN(const SqliteRowPlace place, placeOf(start, row));
        TM_TRY_ASSIGN(const auto values, openLongRow(m_database, place));
        TM_TRY_ASSIGN(const bool goesOn, visitor({row, {}, values.get()}));
        if (!goesOn)
            return {};
        if (place.rowid)
            start = {row + 1, u" WHERE "_s + m_rowid + u" > "_s + QString::number(*place.rowid)};
    }
}

Result<qint64> SqliteRows::index(const RowObserver &observer, const std::stop_token &stop)
{
    if (const auto count = knownCount())
        return *count;
    const QString sql = m_rowid.isEmpty()
                            ? u"SELECT 1 FROM "_s + m_table
                            : u"SELECT %1 FROM %2 ORDER BY %1"_s.arg(m_rowid, m_table);
    TM_TRY_ASSIGN(const SqliteStatement statement, prepareSql(m_database, sql));
    qint64 rows = 0;
    while (true) {
        TM_TRY_ASSIGN(const bool more, stepRow(m_database, statement));
        if (!more)
            break;
        if (rows % spacing == 0) {
            if (stop.stop_requested())
                return fail(ErrorKind::Cancelled, u"reading the archive was cancelled"_s);
            if (!m_rowid.isEmpty())
                m_side.addRow(m_name, {rows, sqlite3_column_int64(statement.get(), 0)});
            if (observer)
                observer({rows, 0});
        }
        ++rows;
    }
    m_side.setFact(u"rows of "_s + m_name, QByteArray::number(rows));
    m_side.commit();
    return rows;
}

} // namespace

std::unique_ptr<TableRows> makeSqliteRows(SqliteHandle database, const ArchiveTable &table,
                                          const QString &rowid, SideFile &side)
{
    return std::make_unique<SqliteRows>(std::move(database), table, rowid, side);
}

} // namespace tidemark
