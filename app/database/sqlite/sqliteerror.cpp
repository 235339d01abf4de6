// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/sqlite/sqliteerror.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tidemark {

ErrorKind sqliteErrorKind(int extendedCode)
{
    switch (extendedCode & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorKind::Busy;
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
        return ErrorKind::Permission;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL:
        return ErrorKind::Io;
    case SQLITE_INTERRUPT:
        return ErrorKind::Cancelled;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return ErrorKind::Input;
    case SQLITE_MISUSE:
    case SQLITE_INTERNAL:
        return ErrorKind::Internal;
    default:
        return ErrorKind::Sql;
    }
}

namespace {

QString hintFor(int extendedCode, const QString &message)
{
    if (message.startsWith("no such function:"_L1))
        return u"SQLite itself has no such function: the application registers it on its own "
               u"connections, so the statement runs only there"_s;
    if (message.startsWith("no such collation sequence:"_L1))
        return u"SQLite itself has no such collation: the application registers it on its own "
               u"connections, so the statement runs only there"_s;
    if (message.startsWith("no such module:"_L1))
        return u"the virtual table's module is an extension that this build of SQLite does not "
               u"hold"_s;
    switch (extendedCode & 0xff) {
    case SQLITE_BUSY:
        return u"another connection holds a lock on the database file"_s;
    case SQLITE_NOTADB:
        return u"the file is no SQLite database, or it is encrypted"_s;
    case SQLITE_CORRUPT:
        return u"PRAGMA integrity_check lists what is damaged"_s;
    default:
        break;
    }
    if (extendedCode == SQLITE_CONSTRAINT_FOREIGNKEY)
        return u"PRAGMA foreign_key_check lists the rows that break one"_s;
    return {};
}

} // namespace

Error sqliteError(sqlite3 *handle)
{
    const int code = sqlite3_extended_errcode(handle);
    Error error;
    error.kind = sqliteErrorKind(code);
    error.summary = QString::fromUtf8(sqlite3_errmsg(handle)).simplified();
    const auto general = QString::fromUtf8(sqlite3_errstr(code));
    if ((code & 0xff) != SQLITE_ERROR && general != error.summary)
        error.detail = general;
    error.hint = hintFor(code, error.summary);
    error.sqlState = QString::number(code);
    return error;
}

} // namespace tidemark
