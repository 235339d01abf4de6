// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/tunnel.h"

#include "base/process.h"
#include "database/postgres/conninfo.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int pollMs = 25;
constexpr int graceMs = 1000;
constexpr int attempts = 3; // somebody else may take the free port before ssh does

int freePort()
{
    const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    int port = 0;
    if (::bind(handle, reinterpret_cast<sockaddr *>(&address), size) == 0 &&
        ::getsockname(handle, reinterpret_cast<sockaddr *>(&address), &size) == 0)
        port = ntohs(address.sin_port);
    ::close(handle);
    return port;
}

/// Looks into the kernel's table: to connect would open a connection to the database as well.
bool listens(int port)
{
    QFile table(u"/proc/net/tcp"_s);
    if (!table.open(QIODevice::ReadOnly))
        return false;
    const QByteArray wanted =
        "0100007F:" + QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
    const QList<QByteArray> lines = table.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.value(1) == wanted && words.value(3) == "0A")
            return true;
    }
    return false;
}

QStringList argumentsOf(const TunnelRequest &request, int port)
{
    const QString host = request.host.contains(u':') ? u'[' + request.host + u']' : request.host;
    QStringList arguments{u"-N"_s, u"-T"_s, u"-o"_s, u"BatchMode=yes"_s, u"-o"_s,
                          u"ExitOnForwardFailure=yes"_s, u"-o"_s, u"ConnectTimeout=10"_s, u"-o"_s,
                          u"ServerAliveInterval=15"_s,
                          // A shared connection would live on without us.
                          u"-o"_s, u"ControlMaster=no"_s, u"-o"_s, u"ControlPath=none"_s, u"-L"_s,
                          u"127.0.0.1:%1:%2:%3"_s.arg(port).arg(host).arg(request.port)};
    if (request.through.port > 0)
        arguments += {u"-p"_s, QString::number(request.through.port)};
    return arguments + request.options + QStringList{u"--"_s, request.through.destination};
}

Error sshError(const TunnelRequest &request, const QString &words)
{
    Error error;
    error.kind = ErrorKind::Connection;
    error.summary =
        u"the SSH tunnel through %1 cannot be opened"_s.arg(request.through.destination);
    error.detail = words.trimmed();
    if (words.contains(u"Host key verification failed"_s))
        error.hint = u"run \"ssh %1\" once in a terminal and look at its key"_s.arg(
            request.through.destination);
    else if (words.contains(u"Permission denied"_s))
        error.hint = u"the tunnel asks for no password: add your key to the agent (ssh-add)"_s;
    else
        error.hint = u"\"ssh %1\" in a terminal must work"_s.arg(request.through.destination);
    return error;
}

} // namespace

std::optional<SshTarget> parseSshTarget(const QString &text)
{
    static const QRegularExpression pattern(
        u"^((?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?(?:[A-Za-z0-9_][A-Za-z0-9_.-]*|\\[[0-9A-Fa-f:.]+\\]))"
        "(?::(\\d{1,5}))?$"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    const int port = match.captured(2).toInt();
    if (!match.hasMatch() || port > 65535 || (!match.captured(2).isEmpty() && port == 0))
        return std::nullopt;
    QString destination = match.captured(1);
    destination.remove(u'[').remove(u']');
    return SshTarget{destination, port};
}

Tunnel::Tunnel()
    : m_ssh(std::make_unique<QProcess>())
{
}

Tunnel::~Tunnel()
{
    if (m_ssh->state() == QProcess::NotRunning)
        return;
    m_ssh->terminate();
    if (!m_ssh->waitForFinished(graceMs)) {
        m_ssh->kill();
        m_ssh->waitForFinished(graceMs);
    }
}

bool Tunnel::isRunning() const
{
    // Notices an end also without an event loop.
    m_ssh->waitForFinished(0);
    return m_ssh->state() == QProcess::Running;
}

Result<std::unique_ptr<Tunnel>> Tunnel::open(const TunnelRequest &request)
{
    const QDeadlineTimer deadline(request.timeout);
    QString words;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        std::unique_ptr<Tunnel> tunnel(new Tunnel);
        tunnel->m_port = freePort();
        QProcess &ssh = *tunnel->m_ssh;
        prepareProcess(ssh,
                       {.program = u"ssh"_s, .arguments = argumentsOf(request, tunnel->m_port)});
        ssh.setStandardInputFile(QProcess::nullDevice());
        ssh.setStandardOutputFile(QProcess::nullDevice());
        ssh.setChildProcessModifier([] {
            ::prctl(PR_SET_PDEATHSIG, SIGTERM);
            ::setpgid(0, 0); // Ctrl+C in the terminal is for us
        });
        ssh.start();
        if (!ssh.waitForStarted())
            return fail(ErrorKind::Io, u"ssh could not be started"_s, ssh.errorString(),
                        u"Debian: apt install openssh-client"_s);
        while (!ssh.waitForFinished(pollMs) && ssh.state() != QProcess::NotRunning) {
            if (listens(tunnel->m_port))
                return tunnel;
            if (request.stop.stop_requested())
                return fail(ErrorKind::Cancelled, u"stopped on request"_s);
            if (deadline.hasExpired())
                return fail(
                    sshError(request, u"no answer in %1 s"_s.arg(request.timeout.count() / 1000)));
        }
        words = QString::fromUtf8(ssh.readAllStandardError());
        if (!words.contains(u"Address already in use"_s))
            break;
    }
    return fail(sshError(request, words));
}

Result<ServerAddress> serverOf(const ConnectionSpec &spec)
{
    if (spec.engine != Engine::PostgreSql)
        return fail(ErrorKind::Usage, u"an SSH tunnel leads to a server, not to a file"_s);
    TM_TRY_ASSIGN(const auto keywords, parseConninfo(spec.conninfo));
    if (keywords.contains(u"service"_s))
        return fail(ErrorKind::Usage, u"an SSH tunnel needs the server's name in the URL"_s,
                    u"a service of pg_service.conf is read by libpq alone"_s);
    const QString host = keywords.value(u"host"_s, keywords.value(u"hostaddr"_s));
    if (host.contains(u',') || host.startsWith(u'/') || host.startsWith(u'@'))
        return fail(ErrorKind::Usage, u"an SSH tunnel leads to one server by its name"_s,
                    u"the URL says %1"_s.arg(host));
    ServerAddress address;
    address.host = host.isEmpty() ? u"localhost"_s : host;
    if (const int port = keywords.value(u"port"_s).toInt(); port > 0)
        address.port = port;
    return address;
}

Result<ConnectionSpec> throughTunnel(const ConnectionSpec &spec, int localPort)
{
    TM_TRY_ASSIGN(const ServerAddress server, serverOf(spec));
    TM_TRY_ASSIGN(auto keywords, parseConninfo(spec.conninfo));
    keywords.insert(u"host"_s, server.host);
    keywords.insert(u"hostaddr"_s, u"127.0.0.1"_s);
    keywords.insert(u"port"_s, QString::number(localPort));
    ConnectionSpec other = spec;
    other.conninfo = composeConninfo(keywords);
    return other;
}

} // namespace tidemark
