// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/connectiontest.h"

#include "database/session.h"
#include "migrations/convention.h"
#include "workspace/connection.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A view of its own since PostgreSQL 9.5; everybody may read the row of his own backend.
void readTls(Session &session, ConnectionFacts &facts)
{
    const auto rows = session.query(
        "SELECT ssl, version FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()");
    if (!rows || rows->rows.empty())
        return;
    facts.encrypted = rows->rows[0][0].value_or(QByteArray()) == "t";
    facts.tls = QString::fromUtf8(rows->rows[0][1].value_or(QByteArray()));
}

/// A folder without migrations is no reason to call the connection bad.
void readHistory(const Workspace &workspace, Session &session, ConnectionFacts &facts)
{
    const QDir folder(workspace.migrations);
    const Convention *convention = findConvention(workspace.convention);
    if (!convention) {
        const auto found = detectConvention(folder, &session);
        if (!found)
            return;
        convention = *found;
    }
    facts.convention = convention->id();
    const auto history = convention->history(session.engine(), folder)->read(session);
    if (!history)
        return;
    facts.history = history->exists;
    facts.applied = static_cast<int>(history->applied.size());
}

} // namespace

Result<ConnectionFacts> testConnection(const Workspace &workspace, const Environment &environment,
                                       const VariableLookup &lookup, const QString &password,
                                       std::stop_token stop)
{
    TM_TRY_ASSIGN(const Connection connection, connectTo(workspace, environment, lookup, stop));
    ConnectionSpec spec = connection.spec;
    if (!password.isEmpty())
        spec = withPassword(spec, password);
    spec.readOnly = true;
    TM_TRY_ASSIGN(const std::unique_ptr<Session> session, openSession(spec, stop));
    ConnectionFacts facts;
    facts.server = session->serverVersion();
    facts.database = session->databaseName();
    facts.isServer = session->engine() == Engine::PostgreSql;
    facts.tunnelled = connection.tunnel != nullptr;
    if (facts.isServer)
        readTls(*session, facts);
    readHistory(workspace, *session, facts);
    return facts;
}

} // namespace tidemark
