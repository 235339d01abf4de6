// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/postgres/postgreserror.h"

#include <QStringList>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace tidemark {

ErrorKind kindOfSqlState(const QString &sqlState)
{
    static constexpr struct
    {
        const char16_t *prefix;
        ErrorKind kind;
    } table[] = {
        {u"08", ErrorKind::Connection},  // connection exceptions
        {u"57P", ErrorKind::Connection}, // admin_shutdown, crash_shutdown, cannot_connect_now, ...
        {u"28", ErrorKind::Permission},  // invalid authorization
        {u"42501", ErrorKind::Permission}, // insufficient_privilege
        {u"25006", ErrorKind::Permission}, // read_only_sql_transaction
        {u"55P03", ErrorKind::Busy},       // lock_not_available
        {u"55006", ErrorKind::Busy},       // object_in_use
        {u"40P01", ErrorKind::Busy},       // deadlock_detected
        {u"53100", ErrorKind::Io},         // disk_full
        {u"58", ErrorKind::Io},            // system errors outside PostgreSQL
    };
    for (const auto &row : table) {
        if (sqlState.startsWith(QStringView(row.prefix)))
            return row.kind;
    }
    return ErrorKind::Sql;
}

Error errorFromResult(const pg_result *result)
{
    const auto field = [result](int code) {
        return QString::fromUtf8(PQresultErrorField(result, code)).trimmed();
    };
    Error error;
    error.sqlState = field(PG_DIAG_SQLSTATE);
    error.kind = kindOfSqlState(error.sqlState);
    error.summary = field(PG_DIAG_MESSAGE_PRIMARY);
    if (error.summary.isEmpty())
        error.summary = QString::fromUtf8(PQresultErrorMessage(result)).trimmed();
    error.hint = field(PG_DIAG_MESSAGE_HINT);
    QStringList detail;
    for (const int code : {int(PG_DIAG_MESSAGE_DETAIL), int(PG_DIAG_CONTEXT)}) {
        if (const QString text = field(code); !text.isEmpty())
            detail += text;
    }
    error.detail = detail.join(u'\n');
    if (const int position = field(PG_DIAG_STATEMENT_POSITION).toInt(); position > 0)
        error.statementOffset = position - 1;
    return error;
}

} // namespace tidemark
