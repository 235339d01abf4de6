// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/formats.h"
#include "backup/archive/sidefile.h"
#include "database/sqlite/sqlitevalue.h"
#include "sql/identifier.h"

#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

struct Closer
{
    void operator()(sqlite3 *database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using DatabaseHandle = std::shared_ptr<sqlite3>;
using Prepared = std::unique_ptr<sqlite3_stmt, Closer>;

tl::unexpected<Error> failed(sqlite3 *database)
{
    const int code = sqlite3_errcode(database);
    const bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
    return fail(damaged ? ErrorKind::Input : ErrorKind::Io,
                damaged ? u"the SQLite file is damaged"_s : u"the SQLite file cannot be read"_s,
                QString::fromUtf8(sqlite3_errmsg(database)));
}

Result<Prepared> prepare(const DatabaseHandle &database, const QString &sql)
{
    const QByteArray text = sql.toUtf8();
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database.get(), text.constData(), int(text.size()), &statement,
                           nullptr) != SQLITE_OK)
        return failed(database.get());
    return Prepared(statement);
}

/// False at the end.
Result<bool> step(const DatabaseHandle &database, const Prepared &statement)
{
    const int code = sqlite3_step(statement.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return failed(database.get());
    return code == SQLITE_ROW;
}

QString textAt(const Prepared &statement, int column)
{
    return QString::fromUtf8(
        reinterpret_cast<const char *>(sqlite3_column_text(statement.get(), column)));
}

/// As PostgreSQL writes bytea, so that bytes are never taken for text.
Cell cellAt(const Prepared &statement, int column)
{
    if (sqlite3_column_type(statement.get(), column) == SQLITE_BLOB) {
        const void *bytes = sqlite3_column_blob(statement.get(), column);
        return "\\x" + QByteArray(static_cast<const char *>(bytes),
                                  sqlite3_column_bytes(statement.get(), column))
                           .toHex();
    }
    if (sqlite3_column_type(statement.get(), column) == SQLITE_NULL)
        return std::nullopt;
    return sqliteValueText(statement.get(), column);
}

/// The rows of a table in the order of its rowid, found by it; where it has none, by counting.
class SqliteRows final : public TableRows
{
public:
    static constexpr qint64 spacing = 1000; ///< rows

    SqliteRows(DatabaseHandle database, const ArchiveTable &table, const QString &rowid,
               SideFile &side)
        : m_database(std::move(database))
        , m_side(side)
        , m_name(u"table "_s + table.name)
        , m_table(quoteIdentifier(table.name))
        , m_rowid(rowid)
    {
        QStringList columns;
        for (const ArchiveColumn &column : table.columns)
            columns += quoteIdentifier(column.name);
        m_columns = columns.join(u", "_s);
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
    Result<Prepared> from(qint64 first, qint64 &row);

    DatabaseHandle m_database;
    SideFile &m_side;
    QString m_name;
    QString m_table;
    QString m_rowid; ///< a name that means it; empty where there is none
    QString m_columns;
};

/// A query whose next row is `row`, at or before `first`.
Result<Prepared> SqliteRows::from(qint64 first, qint64 &row)
{
    const auto known = m_side.rowBefore(m_name, first);
    if (m_rowid.isEmpty() || !known) {
        row = first;
        const QString order = m_rowid.isEmpty() ? QString() : u" ORDER BY "_s + m_rowid;
        return prepare(m_database, u"SELECT %1 FROM %2%3 LIMIT -1 OFFSET %4"_s.arg(
                                       m_columns, m_table, order, QString::number(first)));
    }
    row = first;
    return prepare(m_database,
                   u"SELECT %1 FROM %2 WHERE %3 >= %4 ORDER BY %3 LIMIT -1 OFFSET %5"_s.arg(
                       m_columns, m_table, m_rowid, QString::number(known->at),
                       QString::number(first - known->row)));
}

Result<void> SqliteRows::visit(qint64 first, const QByteArray &, const Visitor &visitor,
                               const std::stop_token &stop)
{
    qint64 row = first;
    TM_TRY_ASSIGN(const Prepared statement, from(first, row));
    const int columns = sqlite3_column_count(statement.get());
    std::vector<Cell> cells(static_cast<size_t>(columns));
    while (true) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"reading the archive was cancelled"_s);
        TM_TRY_ASSIGN(const bool more, step(m_database, statement));
        if (!more)
            return {};
        for (int i = 0; i < columns; ++i)
            cells[size_t(i)] = cellAt(statement, i);
        if (!visitor(row++, cells))
            return {};
    }
}

Result<qint64> SqliteRows::index(const RowObserver &observer, const std::stop_token &stop)
{
    if (const auto count = knownCount())
        return *count;
    const QString sql = m_rowid.isEmpty()
                            ? u"SELECT 1 FROM "_s + m_table
                            : u"SELECT %1 FROM %2 ORDER BY %1"_s.arg(m_rowid, m_table);
    TM_TRY_ASSIGN(const Prepared statement, prepare(m_database, sql));
    qint64 rows = 0;
    while (true) {
        TM_TRY_ASSIGN(const bool more, step(m_database, statement));
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

/// A database file of SQLite, opened so that nothing is ever written beside it.
class SqliteArchive final : public Archive
{
public:
    explicit SqliteArchive(const ArchiveFile &file)
    {
        m_side = file.side;
        m_info.format = ArchiveFormat::Sqlite;
        m_info.bytes = file.bytesOnDisk;
        m_info.encoding = u"UTF8"_s;
    }

    Result<void> load(const QString &path);
    Result<QString> definition(int entry) override;
    Result<QString> dropStatement(int) override { return QString(); }

protected:
    Result<std::unique_ptr<TableRows>> openRows(const ArchiveTable &table) override;

private:
    Result<void> readEntries();
    Result<void> readTable(const ArchiveEntry &entry);

    DatabaseHandle m_database;
    std::vector<QString> m_definitions; ///< beside entries()
    std::vector<QString> m_rowids;      ///< beside tables()
};

Result<void> SqliteArchive::load(const QString &path)
{
    // With a log beside it the file alone is not the whole database.
    const bool hasLog = QFileInfo(path + u"-wal"_s).size() > 0;
    const QByteArray name =
        "file:" + QUrl::toPercentEncoding(QFileInfo(path).absoluteFilePath(), "/") +
        (hasLog ? "?mode=ro" : "?mode=ro&immutable=1");
    sqlite3 *opened = nullptr;
    const int code =
        sqlite3_open_v2(name.constData(), &opened,
                        SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    m_database = DatabaseHandle(opened, Closer());
    if (code != SQLITE_OK)
        return failed(opened);
    // A file from elsewhere is data: nothing in it is run.
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_exec(opened, "PRAGMA cache_size=-8000", nullptr, nullptr, nullptr);
    return readEntries();
}

Result<void> SqliteArchive::readEntries()
{
    TM_TRY_ASSIGN(const Prepared statement,
                  prepare(m_database, u"SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT "
                                      "NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"_s));
    while (true) {
        TM_TRY_ASSIGN(const bool more, step(m_database, statement));
        if (!more)
            break;
        ArchiveEntry entry;
        entry.id = int(m_entries.size()) + 1;
        entry.kind = textAt(statement, 0).toUpper();
        entry.name = textAt(statement, 1);
        entry.hasData = entry.kind == u"TABLE";
        m_entries.push_back(entry);
        m_definitions.push_back(textAt(statement, 2));
    }
    for (const ArchiveEntry &entry : m_entries) {
        if (!entry.hasData)
            continue;
        if (const auto read = readTable(entry); !read)
            m_problems.push_back(read.error());
    }
    return {};
}

Result<void> SqliteArchive::readTable(const ArchiveEntry &entry)
{
    constexpr int hiddenOfVirtualTable = 1;
    ArchiveTable table;
    table.entry = table.definition = entry.id;
    table.name = entry.name;
    TM_TRY_ASSIGN(
        const Prepared columns,
        prepare(m_database, u"SELECT name, type, hidden FROM pragma_table_xinfo(%1)"_s.arg(
                                quoteLiteral(entry.name, Engine::Sqlite))));
    QStringList free{u"rowid"_s, u"_rowid_"_s, u"oid"_s};
    while (true) {
        TM_TRY_ASSIGN(const bool more, step(m_database, columns));
        if (!more)
            break;
        const QString name = textAt(columns, 0);
        free.removeAll(name.toLower());
        if (sqlite3_column_int(columns.get(), 2) != hiddenOfVirtualTable)
            table.columns.push_back({name, textAt(columns, 1)});
    }
    TM_TRY_ASSIGN(const Prepared facts,
                  prepare(m_database, u"SELECT type, wr FROM pragma_table_list(%1)"_s.arg(
                                          quoteLiteral(entry.name, Engine::Sqlite))));
    TM_TRY_ASSIGN(const bool known, step(m_database, facts));
    const bool plain =
        known && textAt(facts, 0) != u"virtual" && sqlite3_column_int(facts.get(), 1) == 0;
    m_tables.push_back(std::move(table));
    m_rowids.push_back(plain && !free.isEmpty() ? free.front() : QString());
    return {};
}

Result<QString> SqliteArchive::definition(int entry)
{
    if (entry < 1 || size_t(entry) > m_definitions.size())
        return fail(noSuchEntry(entry));
    return m_definitions[size_t(entry - 1)];
}

Result<std::unique_ptr<TableRows>> SqliteArchive::openRows(const ArchiveTable &table)
{
    for (size_t i = 0; i < m_tables.size(); ++i) {
        if (m_tables[i].entry == table.entry)
            return std::make_unique<SqliteRows>(m_database, table, m_rowids[i], *m_side);
    }
    return fail(noSuchEntry(table.entry));
}

} // namespace

ArchiveOpener sqliteOpener()
{
    return {[](const ArchiveFile &file) {
                return file.head.startsWith(QByteArrayView("SQLite format 3\0", 16));
            },
            [](const ArchiveFile &file) -> Result<std::unique_ptr<Archive>> {
                if (file.packed != Compression::None)
                    return fail(ErrorKind::Unsupported,
                                u"%1 is a compressed SQLite file"_s.arg(file.path), {},
                                u"unpack it first: SQLite reads from any place of it"_s);
                auto archive = std::make_unique<SqliteArchive>(file);
                TM_TRY(archive->load(file.path));
                return archive;
            }};
}

} // namespace tidemark
