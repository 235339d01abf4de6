// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/longrow.h"
#include "backup/archive/sqlitereading.h"

#include <QStringList>

#include <optional>

namespace tidemark {

/// Where a row of an SQLite file is.
struct SqliteRowPlace
{
    QString table;
    QStringList columns;
    QString condition;             ///< behind FROM and the table: what only this row fulfils
    std::optional<qint64> rowid{}; ///< none: its values are held one by one as a whole
};

/// Its values, read by incremental BLOB I/O (https://www.sqlite.org/c3ref/blob_open.html), which
/// goes from overflow page to overflow page.
Result<std::unique_ptr<LongRow>> openLongRow(const SqliteHandle &database,
                                             const SqliteRowPlace &place);

/// As PostgreSQL writes bytea, so that bytes are never taken for text.
Cell sqliteCellAt(const SqliteStatement &statement, int column);

/// While it lives, a statement fails with SQLITE_TOOBIG where it would load a value of more bytes.
class SqliteLengthLimit
{
public:
    SqliteLengthLimit(SqliteHandle database, int bytes);
    ~SqliteLengthLimit();
    SqliteLengthLimit(const SqliteLengthLimit &) = delete;
    SqliteLengthLimit &operator=(const SqliteLengthLimit &) = delete;

private:
    SqliteHandle m_database;
    int m_before;
};

} // namespace tidemark
