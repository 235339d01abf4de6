// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sandbox/postgresinstallation.h"
#include "sandbox/registration.h"
#include "sandbox/scratchplaces.h"
#include "sandbox/serverfolder.h"

#include <QString>

#include <chrono>
#include <memory>
#include <stop_token>

class QProcess;

namespace tidemark {

struct ScratchServerOptions
{
    /// Registrations and the template lie in the state folder (the latter in /var/tmp when the
    /// server's user cannot get there), the server's data in memory where there is room.
    ScratchPlaces places{};
    qint64 expectedBytes = 0;          ///< what databases will need at least
    PostgresInstallation installation; ///< with a server
    /// As root the server runs as this user: PostgreSQL refuses to be root.
    QString user = QStringLiteral("postgres");
    std::stop_token stop{};
    std::chrono::seconds timeout{60}; ///< for the whole start
};

/// A PostgreSQL server of our own, on a private socket only, with durability off: the data is worth
/// nothing after the server's end and is deleted then. Superuser `postgres`, no password; the
/// socket's folder is closed to other users.
///
/// A data folder is initialised once per major version and kept in the state folder as template; a
/// start copies it. The server ends, and its folder is deleted, when this object or its process
/// dies, `kill -9` included: a watcher beside it waits for the end of a pipe that we hold. One
/// thread; blocks.
class ScratchServer
{
public:
    /// Errors: Unsupported when we are root and there is no such user; Io with the server's own log
    /// when it does not start; Cancelled.
    static Result<std::unique_ptr<ScratchServer>> start(const ScratchServerOptions &options);

    ScratchServer(const ScratchServer &) = delete;
    ScratchServer &operator=(const ScratchServer &) = delete;
    ~ScratchServer();

    /// libpq's keywords for one of its databases.
    QString conninfo(const QString &database = QStringLiteral("postgres")) const;

    QString socketFolder() const { return m_socketFolder; }
    int major() const { return m_major; }
    qint64 processId() const;

    /// Deletes what a server of a dead process left behind. To be called with its registration,
    /// taken from Registration::takeAbandoned(); returns what was removed, for a message.
    static Result<QString> removeAbandoned(const Registration &registration);

    /// The value of "kind" in its registration.
    static QString registrationKind();

private:
    ScratchServer(Registration registration, QString folder, QString socketFolder, int major);
    Result<void> makeFolders(const std::optional<SystemUser> &user);
    Result<void> copyTemplate(const ScratchServerOptions &options, const QString &templateParent,
                              const QString &userName);
    Result<void> launch(const ScratchServerOptions &options);
    Result<void> waitUntilReady(const ScratchServerOptions &options);
    QString logTail() const;

    Registration m_registration;
    QString m_folder; ///< its data folder is `data` in there
    QString m_socketFolder;
    int m_major;
    std::unique_ptr<QProcess> m_process;
};

} // namespace tidemark
