// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/connector.h"

#include "tasks/relay.h"
#include "tasks/taskpool.h"
#include "workbench/secretstore.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace tidemark {

using namespace Qt::StringLiterals;

/// What the GUI thread knows of a tunnel.
struct Connector::OpenTunnel
{
    Task<bool> task; ///< runs as long as the tunnel
    int port = 0;    ///< 0: not there yet
    std::vector<std::function<void(Result<int>)>> waiting;

    void answer(const Result<int> &result)
    {
        const auto handlers = std::exchange(waiting, {});
        for (const auto &handler : handlers)
            handler(result);
    }
};

namespace {

/// Blocks until the stop is requested or the tunnel has ended by itself.
void waitForEnd(const Tunnel &tunnel, const std::stop_token &stop)
{
    constexpr std::chrono::milliseconds glance{500};
    std::mutex mutex;
    std::condition_variable_any ended;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested() && tunnel.isRunning())
        ended.wait_for(lock, stop, glance, [] { return false; });
}

} // namespace

Connector::Connector(Services &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

Connector::~Connector()
{
    closeTunnels();
}

Result<ConnectionSpec> Connector::specOf(const Workspace &workspace,
                                         const Environment &environment) const
{
    return connectionOf(workspace, environment, m_services.variables);
}

void Connector::resolve(const Workspace &workspace, const Environment &environment,
                        QObject *context, Handler handler)
{
    const Result<ConnectionSpec> spec = specOf(workspace, environment);
    const QString key = spec ? secretKeyOf(*spec) : QString();
    const bool knowsIt = !spec || key.isEmpty() || !splitPassword(spec->conninfo) ||
                         !splitPassword(spec->conninfo)->password.isEmpty();
    const QPointer<QObject> alive(context);
    if (!spec)
        return handler(spec);
    if (knowsIt)
        return throughTunnelOf(environment, *spec, alive, std::move(handler));
    if (const auto known = m_passwords.constFind(key); known != m_passwords.constEnd())
        return throughTunnelOf(environment, withPassword(*spec, *known), alive, std::move(handler));
    if (!m_services.secrets)
        return throughTunnelOf(environment, *spec, alive, std::move(handler));
    const QPointer<Connector> self(this);
    m_services.secrets->read(
        key, [self, alive, environment, spec = *spec,
              handler = std::move(handler)](const Result<std::optional<QString>> &secret) {
            if (!self || !alive)
                return;
            const bool found = secret && *secret;
            self->throughTunnelOf(environment, found ? withPassword(spec, **secret) : spec, alive,
                                  handler);
        });
}

void Connector::throughTunnelOf(const Environment &environment, const ConnectionSpec &spec,
                                const QPointer<QObject> &context, Handler handler)
{
    if (environment.ssh.isEmpty()) {
        if (context)
            handler(spec);
        return;
    }
    const Result<ServerAddress> server = serverOf(spec);
    if (!server)
        return handler(tl::unexpected<Error>(server.error()));
    const auto tunnel = tunnelOf(environment, *server);
    const auto go = [context, spec, handler = std::move(handler)](const Result<int> &port) {
        if (context)
            handler(port ? throughTunnel(spec, *port) : tl::unexpected<Error>(port.error()));
    };
    if (tunnel->port > 0)
        return go(tunnel->port);
    tunnel->waiting.push_back(go);
}

std::shared_ptr<Connector::OpenTunnel> Connector::tunnelOf(const Environment &environment,
                                                           const ServerAddress &to)
{
    const QString key = u"%1 %2 %3"_s.arg(environment.ssh, to.host).arg(to.port);
    if (const auto known = m_tunnels.value(key))
        return known;
    auto tunnel = std::make_shared<OpenTunnel>();
    m_tunnels.insert(key, tunnel);
    const Relay<int> ready(this, [tunnel](const std::vector<int> &ports) {
        tunnel->port = ports.back();
        tunnel->answer(tunnel->port);
    });
    TunnelRequest request;
    request.through = parseSshTarget(environment.ssh).value_or(SshTarget{environment.ssh, 0});
    request.host = to.host;
    request.port = to.port;
    tunnel->task = m_services.pool.start([request, ready](std::stop_token stop) -> Result<bool> {
        TunnelRequest wanted = request;
        wanted.stop = stop;
        TM_TRY_ASSIGN(const auto opened, Tunnel::open(wanted));
        ready.post(opened->localPort());
        waitForEnd(*opened, stop);
        return true;
    });
    whenDone(tunnel->task, this, [this, key, tunnel](const Result<bool> &ended) {
        if (m_tunnels.value(key) == tunnel)
            m_tunnels.remove(key);
        if (!ended)
            tunnel->answer(tl::unexpected<Error>(ended.error()));
    });
    return tunnel;
}

void Connector::closeTunnels()
{
    for (const auto &tunnel : std::as_const(m_tunnels))
        tunnel->task.stop();
    m_tunnels.clear();
}

bool Connector::reportFailure(const Workspace &workspace, const Environment &environment,
                              const Error &error, bool wanted)
{
    if (!wantsPassword(error))
        return false;
    const auto spec = specOf(workspace, environment);
    const QString key = spec ? secretKeyOf(*spec) : QString();
    const bool mayAsk = wanted || !m_declined.contains(key);
    if (!key.isEmpty() && mayAsk && !m_asking.contains(key)) {
        m_asking.insert(key);
        Q_EMIT passwordNeeded(environment);
    }
    return true;
}

void Connector::setPassword(const Workspace &workspace, const Environment &environment,
                            const QString &password, bool remember)
{
    const auto spec = specOf(workspace, environment);
    if (!spec)
        return;
    const QString key = secretKeyOf(*spec);
    m_asking.remove(key); // a wrong one is asked for again
    m_declined.remove(key);
    m_passwords.insert(key, password);
    if (remember && m_services.secrets)
        m_services.secrets->write(key, password, [](const Result<void> &) {});
    Q_EMIT changed(environment.name);
}

void Connector::declinePassword(const Workspace &workspace, const Environment &environment)
{
    if (const auto spec = specOf(workspace, environment)) {
        m_asking.remove(secretKeyOf(*spec));
        m_declined.insert(secretKeyOf(*spec));
    }
}

DatabaseAccess accessBy(Connector &connector)
{
    DatabaseAccess access;
    access.resolve = [&connector](const Workspace &workspace, const Environment &environment,
                                  QObject *context, DatabaseAccess::Handler handler) {
        connector.resolve(workspace, environment, context, std::move(handler));
    };
    access.failed = [&connector](const Workspace &workspace, const Environment &environment,
                                 const Error &error, bool wanted) {
        connector.reportFailure(workspace, environment, error, wanted);
    };
    return access;
}

} // namespace tidemark
