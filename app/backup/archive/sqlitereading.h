// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace tidemark {

// ---- What reading a backup that is an SQLite file needs of SQLite itself.

struct SqliteCloser
{
    void operator()(sqlite3 *database) const;
    void operator()(sqlite3_stmt *statement) const;
};
using SqliteHandle = std::shared_ptr<sqlite3>;
using SqliteStatement = std::unique_ptr<sqlite3_stmt, SqliteCloser>;

/// Input: the file is damaged; Io.
Error sqliteFailure(sqlite3 *database);

Result<SqliteStatement> prepareSql(const SqliteHandle &database, const QString &sql);

/// False at the end.
Result<bool> stepRow(const SqliteHandle &database, const SqliteStatement &statement);

QString textAt(const SqliteStatement &statement, int column);

} // namespace tidemark
