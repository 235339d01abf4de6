// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/formats.h"
#include "backup/archive/sidefile.h"
#include "backup/archive/sqliterows.h"
#include "sql/identifier.h"

#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

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

    SqliteHandle m_database;
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
    m_database = SqliteHandle(opened, SqliteCloser());
    if (code != SQLITE_OK)
        return fail(sqliteFailure(opened));
    // A file from elsewhere is data: nothing in it is run.
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_exec(opened, "PRAGMA cache_size=-8000", nullptr, nullptr, nullptr);
    return readEntries();
}

Result<void> SqliteArchive::readEntries()
{
    TM_TRY_ASSIGN(const SqliteStatement statement,
                  prepareSql(m_database,
                             u"SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT "
                             "NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"_s));
    while (true) {
        TM_TRY_ASSIGN(const bool more, stepRow(m_database, statement));
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
        const SqliteStatement columns,
        prepareSql(m_database, u"SELECT name, type, hidden FROM pragma_table_xinfo(%1)"_s.arg(
                                   quoteLiteral(entry.name, Engine::Sqlite))));
    QStringList free{u"rowid"_s, u"_rowid_"_s, u"oid"_s};
    while (true) {
        TM_TRY_ASSIGN(const bool more, stepRow(m_database, columns));
        if (!more)
            break;
        const QString name = textAt(columns, 0);
        free.removeAll(name.toLower());
        if (sqlite3_column_int(columns.get(), 2) != hiddenOfVirtualTable)
            table.columns.push_back({name, textAt(columns, 1)});
    }
    TM_TRY_ASSIGN(const SqliteStatement facts,
                  prepareSql(m_database, u"SELECT type, wr FROM pragma_table_list(%1)"_s.arg(
                                             quoteLiteral(entry.name, Engine::Sqlite))));
    TM_TRY_ASSIGN(const bool known, stepRow(m_database, facts));
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
            return makeSqliteRows(m_database, table, m_rowids[i], *m_side);
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
