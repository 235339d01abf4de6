// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/probe.h"

#include <QSet>

namespace tidemark {

class SqliteSession;

/// SQLite asks its authorizer, while it compiles a statement, for each table that the statement,
/// its triggers and its foreign key actions write (SQLite documentation, sqlite3_set_authorizer).
/// SQLite has one lock for the whole file, so there are no locks to report.
class SqliteProbe final : public Probe
{
public:
    explicit SqliteProbe(SqliteSession &session);
    ~SqliteProbe() override;

    Result<void> start() override;
    Result<void> measure(StatementEvidence &evidence, bool inTransaction) override;
    Result<QStringList> touchedTables() override;

private:
    static int authorize(void *self, int action, const char *first, const char *second,
                         const char *database, const char *trigger);

    SqliteSession &m_session;
    QSet<QString> m_written;
};

} // namespace tidemark
