// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/connectionspec.h"
#include "database/postgres/postgressession.h"
#include "sandbox/postgresfacts.h"
#include "sandbox/sandbox.h"
#include "sandbox/scratchserver.h"

#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace tidemark {

/// A connection as its server knows it: the number of a process alone may be another one's later.
struct PostgresBackend
{
    int pid = 0;     ///< 0: of none
    QString started; ///< UTC, with microseconds

    static Result<PostgresBackend> of(PostgresSession &session);
};

/// A server on which sandboxes are made: the scratch server or one that the user named. Holds one
/// maintenance connection, which creates and drops. It creates and drops databases named
/// `tidemark_sandbox_...` only; any other name is an Internal error.
/// One thread; shared by the factory and its sandboxes, the last of which ends a scratch server.
class PostgresHost
{
public:
    /// Takes a running scratch server over.
    static Result<std::shared_ptr<PostgresHost>> onScratch(std::unique_ptr<ScratchServer> server,
                                                           std::stop_token stop);

    /// Connects to a database other than `spec`'s (`postgres`, else `template1`), so that the
    /// spec's can serve as template. With `ownDatabaseToo` that one is tried in the end.
    static Result<std::shared_ptr<PostgresHost>>
    onServer(const ConnectionSpec &spec, bool ownDatabaseToo, std::stop_token stop);

    /// Its maintenance connection, which creates all but copies from inside.
    Result<PostgresBackend> backend() { return PostgresBackend::of(*m_admin); }

    /// Whether its maintenance connection still answers.
    bool answers();

    bool isScratch() const { return m_scratch != nullptr; }
    int major() const { return m_admin->serverVersionNumber() / 10000; }
    ConnectionSpec spec(const QString &database) const { return m_spec.withDatabase(database); }

    /// What no other server has, however it is reached (pg_control_system()); empty where the role
    /// may not ask.
    QString identifier();

    /// "scratch server (PostgreSQL 15.8)" or "postgresql://user@host".
    QString displayName() const;

    /// Empty, from template0; `clauses` as of localeClauses(). Permission without CREATEDB.
    Result<void> createEmpty(const QString &name, const QString &clauses, std::stop_token stop);

    /// A copy of a database of this server. Busy when it has connections (all are named in the
    /// error's detail), Permission when its user may not copy it.
    Result<void> createFromTemplate(const QString &name, const QString &source,
                                    std::stop_token stop);

    /// A copy of the database that `inside` is connected to, made by that session: it need not
    /// close, but must be the only one there.
    Result<void> createFromInside(const QString &name, const QString &source,
                                  PostgresSession &inside);

    /// ALTER DATABASE ... SET for each; returns the names of those that the server refused. Those
    /// of the user are left out where the user brings them along.
    Result<QStringList> applySettings(const QString &name, const QList<DatabaseSetting> &settings);

    /// Whoever waits for a lock that autovacuum holds gets it after deadlock_timeout: one second,
    /// unless told otherwise (PostgreSQL documentation, "Automatic Vacuuming"). Makes that a moment
    /// in the sandbox of this name, where the role may.
    Result<void> hurryPastAutovacuum(const QString &name);

    /// The settings of one of this server's databases, for applySettings().
    Result<QList<DatabaseSetting>> settingsOf(const QString &database);

    /// Sandbox::keepAs() for the sandbox of this name, which has no connections.
    Result<void> keep(const QString &name, const KeepRequest &request);

    /// CREATE ROLE ... NOLOGIN for those that are missing. Scratch server only.
    Result<void> createRoles(const QStringList &roles);

    /// Waits, 5 s at most, until a connection that was closed is gone on the server too.
    Result<void> waitForBackend(int pid);

    /// Drops it with its connections, when it exists. A CREATE DATABASE of this name that still
    /// runs, left by a killed process, is ended first. That process may have sent it so late that
    /// the server has yet to begin: `creator`, its connection, is awaited, 5 s at most while it
    /// does nothing.
    Result<void> drop(const QString &name, const PostgresBackend &creator = {});

    /// The same, and on a scratch server not yet: dropping costs a checkpoint, and the server's end
    /// costs nothing. A few small ones are kept waiting at most.
    Result<void> dropInTime(const QString &name);

private:
    PostgresHost(ConnectionSpec spec, std::unique_ptr<PostgresSession> admin);
    static Result<void> create(PostgresSession &session, const QString &name, const QString &rest);
    Result<void> copy(PostgresSession &session, const QString &name, const QString &source);
    Result<void> refuseConnections(const QString &database, int exceptPid = 0);
    Result<bool> prefersFileCopy(const QString &source);
    Result<qint64> sizeOf(const QString &database);
    Result<void> endCreationOf(const QString &name, const PostgresBackend &creator);
    Result<void> stepAside(const QString &database, const KeepRequest &request);
    Result<QString> databaseClauses(const QString &of, const QString &onto);

    ConnectionSpec m_spec;
    std::unique_ptr<ScratchServer> m_scratch; // outlives the connection below
    std::unique_ptr<PostgresSession> m_admin;
    std::optional<QString> m_identifier;
    QStringList m_toDrop;
};

/// A name for a new one, and whether a name is one.
QString sandboxName();
bool isSandboxName(const QString &name);

} // namespace tidemark
