// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/sqliteprobe.h"

#include "database/sqlite/sqlitesession.h"
#include "sql/identifier.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tidemark {

SqliteProbe::SqliteProbe(SqliteSession &session)
    : m_session(session)
{
    sqlite3_set_authorizer(m_session.handle(), &SqliteProbe::authorize, this);
}

SqliteProbe::~SqliteProbe()
{
    sqlite3_set_authorizer(m_session.handle(), nullptr, nullptr);
}

int SqliteProbe::authorize(void *self, int action, const char *first, const char *second,
                           const char *database, const char *)
{
    const char *table = nullptr;
    switch (action) {
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
    case SQLITE_CREATE_TABLE:
    case SQLITE_DROP_TABLE:
        table = first;
        break;
    case SQLITE_ALTER_TABLE:
        table = second; // the first is the database's name
        break;
    default:
        break;
    }
    const bool temporary = database && qstrcmp(database, "temp") == 0;
    if (table && !temporary && !QByteArrayView(table).startsWith("sqlite_"))
        static_cast<SqliteProbe *>(self)->m_written.insert(QString::fromUtf8(table));
    return SQLITE_OK;
}

Result<void> SqliteProbe::start()
{
    m_written.clear();
    return {};
}

Result<void> SqliteProbe::measure(StatementEvidence &, bool)
{
    return {};
}

Result<QStringList> SqliteProbe::touchedTables()
{
    QStringList tables;
    for (const QString &name : std::as_const(m_written))
        tables += displayIdentifier(name);
    tables.sort();
    return tables;
}

} // namespace tidemark
