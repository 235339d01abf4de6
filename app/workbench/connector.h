// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workbench/databaseaccess.h"
#include "workbench/services.h"
#include "workspace/connection.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>
#include <memory>

namespace tidemark {

/// How the pages come to their databases: an environment becomes a ConnectionSpec with its password
/// from the secret store, and by way of its SSH tunnel. The GUI thread.
///
/// A page calls resolve(), opens the session in its task, and tells a failure to reportFailure().
/// When that was for want of a password it is asked for (passwordNeeded()), and changed() says that
/// it is worth another try.
///
/// One tunnel serves all of an environment's tasks. It is opened in a task of its own that then
/// waits for its end, since the ssh process belongs to a thread; it ends with the workspace, or
/// with the process.
class Connector : public QObject
{
    Q_OBJECT
public:
    explicit Connector(Services &services, QObject *parent = nullptr);
    ~Connector() override;

    using Handler = std::function<void(Result<ConnectionSpec>)>;

    /// `handler` is called in the GUI thread, later or at once, unless `context` has gone.
    void resolve(const Workspace &workspace, const Environment &environment, QObject *context,
                 Handler handler);

    /// True: the error was about the password. passwordNeeded() is emitted unless the question is
    /// open already, or the person said no and has not asked for the database since (`wanted`).
    bool reportFailure(const Workspace &workspace, const Environment &environment,
                       const Error &error, bool wanted = false);

    /// The answer; `remember` keeps it in the secret store, otherwise it lasts as long as the
    /// process. Emits changed().
    void setPassword(const Workspace &workspace, const Environment &environment,
                     const QString &password, bool remember);
    /// The person does not want to say it now.
    void declinePassword(const Workspace &workspace, const Environment &environment);

    /// Ends all tunnels: at workspace change.
    void closeTunnels();

Q_SIGNALS:
    void passwordNeeded(const tidemark::Environment &environment);
    void changed(const QString &environment);

private:
    struct OpenTunnel;

    Result<ConnectionSpec> specOf(const Workspace &workspace, const Environment &environment) const;
    void throughTunnelOf(const Environment &environment, const ConnectionSpec &spec,
                         const QPointer<QObject> &context, Handler handler);
    std::shared_ptr<OpenTunnel> tunnelOf(const Environment &environment, const ServerAddress &to);

    Services &m_services;
    QHash<QString, QString> m_passwords; ///< of this process, by secretKeyOf()
    QSet<QString> m_asking;              ///< the question is open
    QSet<QString> m_declined;
    QHash<QString, std::shared_ptr<OpenTunnel>> m_tunnels;
};

/// For controllers; the connector must outlive their use of it.
DatabaseAccess accessBy(Connector &connector);

} // namespace tidemark
