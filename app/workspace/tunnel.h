// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/connectionspec.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

class QProcess;

namespace tidemark {

/// Where an SSH tunnel goes through: "[user@]host[:port]". The host may be a name of ~/.ssh/config.
struct SshTarget
{
    QString destination; ///< as ssh takes it: "user@host"
    int port = 0;        ///< 0: what ssh's configuration says

    bool operator==(const SshTarget &) const = default;
};

/// Nothing for what is no such text, above all for what ssh would take for an option. Pure.
std::optional<SshTarget> parseSshTarget(const QString &text);

struct TunnelRequest
{
    SshTarget through;
    QString host; ///< the database server, as the machine at the other end calls it
    int port = 5432;
    QStringList options{}; ///< more for ssh, in front of the destination
    std::chrono::milliseconds timeout{15'000};
    std::stop_token stop{};
};

/// A forwarded port of this machine, held open by the system's `ssh` with its own configuration,
/// keys and agent. It never asks for anything (BatchMode). It belongs to the thread that opened it
/// and ends with the object, or with the process.
///
/// The port can be reached by every user of this machine, as any `ssh -L`; the database still asks
/// for its password.
class Tunnel
{
public:
    ~Tunnel();
    Tunnel(const Tunnel &) = delete;
    Tunnel &operator=(const Tunnel &) = delete;

    /// Blocks until the port listens. Error{Connection} with ssh's own words and what to do;
    /// Error{Io} when there is no ssh; Error{Cancelled}.
    static Result<std::unique_ptr<Tunnel>> open(const TunnelRequest &request);

    int localPort() const { return m_port; }
    bool isRunning() const;

private:
    Tunnel();
    std::unique_ptr<QProcess> m_ssh;
    int m_port = 0;
};

/// The server that a tunnel has to lead to. Error{Usage} for a service, several hosts or a socket.
struct ServerAddress
{
    QString host;
    int port = 5432;
};
Result<ServerAddress> serverOf(const ConnectionSpec &spec);

/// The same database by way of a port of this machine. The host's name stays, with hostaddr beside
/// it: TLS still verifies the real name. (A line of PGPASSFILE is found by the name and the new
/// port: use `*` for the port there.)
Result<ConnectionSpec> throughTunnel(const ConnectionSpec &spec, int localPort);

} // namespace tidemark
