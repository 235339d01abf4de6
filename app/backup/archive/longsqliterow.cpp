// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/longsqliterow.h"

#include "database/sqlite/sqlitevalue.h"
#include "sql/identifier.h"

#include <QStringDecoder>

#include <algorithm>
#include <limits>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int sqlitePieceBytes = 256 * 1024;

/// What SQLite keeps of a value, as the text that stands for it.
class StoredPieces
{
public:
    StoredPieces(bool isBlob, std::optional<QStringConverter::Encoding> wide,
                 const PieceTaker &take)
        : m_isBlob(isBlob)
        , m_take(take)
    {
        if (wide && !isBlob)
            m_wide.emplace(*wide);
        m_goesOn = !isBlob || take("\\x");
    }

    bool add(QByteArrayView bytes)
    {
        if (m_goesOn && m_isBlob)
            m_goesOn = m_take(bytes.toByteArray().toHex());
        else if (m_goesOn && m_wide)
            m_goesOn = m_take(QString(m_wide->decode(bytes)).toUtf8());
        else if (m_goesOn)
            m_goesOn = m_take(bytes);
        return m_goesOn;
    }

private:
    bool m_isBlob;
    const PieceTaker &m_take;
    std::optional<QStringDecoder> m_wide;
    bool m_goesOn = true;
};

class LongSqliteRow final : public LongRow
{
public:
    LongSqliteRow(SqliteHandle database, SqliteRowPlace place)
        : m_database(std::move(database))
        , m_place(std::move(place))
    {
    }

    Result<void> open();
    size_t size() const override { return m_types.size(); }
    Result<bool> read(size_t value, const PieceTaker &take) override;

private:
    Result<SqliteStatement> select(const QString &expressions) const;
    Result<SqliteStatement> selectEach(const QString &before, const QString &behind) const;
    Result<bool> readPieces(size_t value, const PieceTaker &take);
    Result<void> readWhole(size_t value, const PieceTaker &take);

    SqliteHandle m_database;
    SqliteRowPlace m_place;
    std::vector<QByteArray> m_types; ///< "null", "text", ...
    std::vector<Cell> m_numbers;
    std::optional<QStringConverter::Encoding> m_wide; ///< of texts, where it is not UTF-8
};

Result<SqliteStatement> LongSqliteRow::select(const QString &expressions) const
{
    TM_TRY_ASSIGN(SqliteStatement statement,
                  prepareSql(m_database, u"SELECT "_s + expressions + u" FROM "_s +
                                             quoteIdentifier(m_place.table) + u' ' +
                                             m_place.condition));
    TM_TRY_ASSIGN(const bool found, stepRow(m_database, statement));
    if (!found)
        return fail(ErrorKind::Input, u"the SQLite file has changed while it was read"_s);
    return statement;
}

Result<SqliteStatement> LongSqliteRow::selectEach(const QString &before,
                                                  const QString &behind) const
{
    QStringList expressions;
    for (const QString &column : m_place.columns)
        expressions += before + quoteIdentifier(column) + behind;
    return select(expressions.join(u", "_s));
}

Result<void> LongSqliteRow::open()
{
    // Neither of the two loads a text or a BLOB.
    TM_TRY_ASSIGN(const SqliteStatement types, selectEach(u"typeof("_s, u")"_s));
    for (int i = 0; i < int(m_place.columns.size()); ++i)
        m_types.push_back(sqliteValueText(types.get(), i));
    QStringList numbers;
    for (size_t i = 0; i < m_types.size(); ++i) {
        const bool isNumber = m_types[i] == "integer" || m_types[i] == "real";
        numbers += isNumber ? quoteIdentifier(m_place.columns[qsizetype(i)]) : u"NULL"_s;
    }
    TM_TRY_ASSIGN(const SqliteStatement values, select(numbers.join(u", "_s)));
    for (int i = 0; i < int(numbers.size()); ++i)
        m_numbers.push_back(sqliteCellAt(values, i));
    TM_TRY_ASSIGN(const SqliteStatement encoding, prepareSql(m_database, u"PRAGMA encoding"_s));
    TM_TRY_ASSIGN(const bool told, stepRow(m_database, encoding));
    const QString name = told ? textAt(encoding, 0) : QString();
    if (name == u"UTF-16le")
        m_wide = QStringConverter::Utf16LE;
    else if (name == u"UTF-16be")
        m_wide = QStringConverter::Utf16BE;
    return {};
}

Result<bool> LongSqliteRow::read(size_t value, const PieceTaker &take)
{
    if (m_types[value] == "null")
        return false;
    if (m_numbers[value]) {
        take(*m_numbers[value]);
        return true;
    }
    bool isRead = false;
    if (m_place.rowid) {
        TM_TRY_ASSIGN(isRead, readPieces(value, take));
    }
    if (!isRead)
        TM_TRY(readWhole(value, take));
    return true;
}

/// False: SQLite has no such way into this table, as into one with generated columns.
Result<bool> LongSqliteRow::readPieces(size_t value, const PieceTaker &take)
{
    sqlite3_blob *opened = nullptr;
    const int code = sqlite3_blob_open(m_database.get(), "main", m_place.table.toUtf8().constData(),
                                       m_place.columns[qsizetype(value)].toUtf8().constData(),
                                       *m_place.rowid, 0, &opened);
    const std::unique_ptr<sqlite3_blob, decltype(&sqlite3_blob_close)> blob(opened,
                                                                            &sqlite3_blob_close);
    if (code == SQLITE_ERROR)
        return false;
    if (code != SQLITE_OK)
        return fail(sqliteFailure(m_database.get()));
    StoredPieces pieces(m_types[value] == "blob", m_wide, take);
    const int size = sqlite3_blob_bytes(opened);
    QByteArray buffer(std::min(size, sqlitePieceBytes), Qt::Uninitialized);
    for (int at = 0; at < size; at += sqlitePieceBytes) {
        const int count = std::min(size - at, sqlitePieceBytes);
        if (sqlite3_blob_read(opened, buffer.data(), count, at) != SQLITE_OK)
            return fail(sqliteFailure(m_database.get()));
        if (!pieces.add(QByteArrayView(buffer).first(count)))
            break;
    }
    return true;
}

Result<void> LongSqliteRow::readWhole(size_t value, const PieceTaker &take)
{
    const SqliteLengthLimit unlimited(m_database, std::numeric_limits<int>::max());
    TM_TRY_ASSIGN(const SqliteStatement row,
                  select(quoteIdentifier(m_place.columns[qsizetype(value)])));
    const bool isBlob = m_types[value] == "blob";
    const auto *bytes = static_cast<const char *>(
        isBlob ? sqlite3_column_blob(row.get(), 0)
               : static_cast<const void *>(sqlite3_column_text(row.get(), 0)));
    const int size = sqlite3_column_bytes(row.get(), 0);
    StoredPieces pieces(isBlob, {}, take);
    for (int at = 0; at < size; at += sqlitePieceBytes) {
        if (!pieces.add({bytes + at, std::min(size - at, sqlitePieceBytes)}))
            break;
    }
    return {};
}

} // namespace

Result<std::unique_ptr<LongRow>> openLongRow(const SqliteHandle &database,
                                             const SqliteRowPlace &place)
{
    auto row = std::make_unique<LongSqliteRow>(database, place);
    TM_TRY(row->open());
    return row;
}

Cell sqliteCellAt(const SqliteStatement &statement, int column)
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

SqliteLengthLimit::SqliteLengthLimit(SqliteHandle database, int bytes)
    : m_database(std::move(database))
    , m_before(sqlite3_limit(m_database.get(), SQLITE_LIMIT_LENGTH, bytes))
{
}

SqliteLengthLimit::~SqliteLengthLimit()
{
    sqlite3_limit(m_database.get(), SQLITE_LIMIT_LENGTH, m_before);
}

} // namespace tidemark
