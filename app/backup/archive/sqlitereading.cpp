// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/sqlitereading.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tidemark {

void SqliteCloser::operator()(sqlite3 *database) const
{
    sqlite3_close_v2(database);
}

void SqliteCloser::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Error sqliteFailure(sqlite3 *database)
{
    const int code = sqlite3_errcode(database);
    const bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
    return {.kind = damaged ? ErrorKind::Input : ErrorKind::Io,
            .summary =
                damaged ? u"the SQLite file is damaged"_s : u"the SQLite file cannot be read"_s,
            .detail = QString::fromUtf8(sqlite3_errmsg(database)),
            .hint = {},
            .sqlState = {},
            .where = {}};
}

Result<SqliteStatement> prepareSql(const SqliteHandle &database, const QString &sql)
{
    const QByteArray text = sql.toUtf8();
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database.get(), text.constData(), int(text.size()), &statement,
                           nullptr) != SQLITE_OK)
        return fail(sqliteFailure(database.get()));
    return SqliteStatement(statement);
}

Result<bool> stepRow(const SqliteHandle &database, const SqliteStatement &statement)
{
    const int code = sqlite3_step(statement.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return fail(sqliteFailure(database.get()));
    return code == SQLITE_ROW;
}

QString textAt(const SqliteStatement &statement, int column)
{
    return QString::fromUtf8(
        reinterpret_cast<const char *>(sqlite3_column_text(statement.get(), column)));
}

} // namespace tidemark
