// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "database/session.h"
#include "support/testserver.h"
#include "workspace/connection.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// A real sshd on the loopback, and a real server behind it.
class TestTunnel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void connects();
    void endsWithTheObject();
    void endsWithTheProcess();
    void saysWhy_data();
    void saysWhy();
    void stops();

private:
    TunnelRequest request() const;
    QStringList clientOptions(const QString &identity) const;
    void run(const QString &program, const QStringList &arguments);

    QTemporaryDir m_folder;
    QProcess m_sshd;
    QProcess m_door; ///< a port of this machine that leads to the server's socket
    int m_sshPort = 0;
    int m_doorPort = 0;
    QString m_user;
};

namespace {

int freePort()
{
    const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(handle, reinterpret_cast<sockaddr *>(&address), size);
    ::getsockname(handle, reinterpret_cast<sockaddr *>(&address), &size);
    ::close(handle);
    return ntohs(address.sin_port);
}

bool answers(int port)
{
    const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool connected =
        ::connect(handle, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    ::close(handle);
    return connected;
}

void put(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(path));
    file.write(text);
}

} // namespace

void TestTunnel::run(const QString &program, const QStringList &arguments)
{
    const auto result = runProcessChecked({.program = program, .arguments = arguments});
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
}

QStringList TestTunnel::clientOptions(const QString &identity) const
{
    return {u"-F"_s, u"none"_s,
            u"-o"_s, u"IdentitiesOnly=yes"_s,
            u"-o"_s, u"StrictHostKeyChecking=yes"_s,
            u"-o"_s, u"UserKnownHostsFile="_s + m_folder.filePath(u"known_hosts"_s),
            u"-i"_s, m_folder.filePath(identity)};
}

TunnelRequest TestTunnel::request() const
{
    TunnelRequest request;
    request.through = {m_user + u"@127.0.0.1"_s, m_sshPort};
    request.host = u"127.0.0.1"_s;
    request.port = m_doorPort;
    request.options = clientOptions(u"key"_s);
    return request;
}

void TestTunnel::initTestCase()
{
    TestServer::start();
    m_user = QString::fromLocal8Bit(getpwuid(getuid())->pw_name);
    if (getuid() == 0)
        QDir().mkpath(u"/run/sshd"_s); // sshd's own, where no system made it
    for (const QString &name : {u"host"_s, u"key"_s, u"stranger"_s})
        run(u"ssh-keygen"_s,
            {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u""_s, u"-f"_s, m_folder.filePath(name)});
    m_sshPort = freePort();
    m_doorPort = freePort();
    QFile key(m_folder.filePath(u"key.pub"_s));
    QFile host(m_folder.filePath(u"host.pub"_s));
    QVERIFY(key.open(QIODevice::ReadOnly) && host.open(QIODevice::ReadOnly));
    put(m_folder.filePath(u"authorized"_s), key.readAll());
    put(m_folder.filePath(u"known_hosts"_s),
        "[127.0.0.1]:" + QByteArray::number(m_sshPort) + " " + host.readAll());
    put(m_folder.filePath(u"config"_s),
        "ListenAddress 127.0.0.1\nPort " + QByteArray::number(m_sshPort) + "\nHostKey " +
            m_folder.filePath(u"host"_s).toUtf8() + "\nAuthorizedKeysFile " +
            m_folder.filePath(u"authorized"_s).toUtf8() +
            "\nStrictModes no\nUsePAM no\nPidFile none\nPasswordAuthentication no\n"
            "KbdInteractiveAuthentication no\nPermitRootLogin yes\n");
    m_sshd.setStandardErrorFile(m_folder.filePath(u"sshd.log"_s));
    m_sshd.start(u"/usr/sbin/sshd"_s, {u"-D"_s, u"-e"_s, u"-f"_s, m_folder.filePath(u"config"_s)});
    QVERIFY2(m_sshd.waitForStarted(), "openssh-server is not installed");
    QTRY_VERIFY(answers(m_sshPort));

    const auto spec = ConnectionSpec::parse(TestServer::url());
    const auto session = openSession(*spec);
    QVERIFY(session);
    const auto socket =
        (*session)->query("SELECT current_setting('unix_socket_directories') || '/.s.PGSQL.' || "
                          "current_setting('port')");
    QVERIFY(socket);
    m_door.start(
        u"ssh"_s,
        QStringList{
            u"-N"_s, u"-p"_s, QString::number(m_sshPort), u"-L"_s,
            u"127.0.0.1:%1:%2"_s.arg(m_doorPort).arg(QString::fromUtf8(*socket->rows[0][0]))} +
            clientOptions(u"key"_s) + QStringList{m_user + u"@127.0.0.1"_s});
    QTRY_VERIFY(answers(m_doorPort));
}

void TestTunnel::cleanupTestCase()
{
    for (QProcess *process : {&m_door, &m_sshd}) {
        process->terminate();
        process->waitForFinished();
    }
}

void TestTunnel::connects()
{
    const QString url = TestServer::createDatabase(u"Weird \"Name\"; --"_s);
    const auto spec = ConnectionSpec::parse(url);
    const auto tunnel = Tunnel::open(request());
    if (!tunnel)
        QFAIL(qPrintable(tunnel.error().toString()));
    QVERIFY((*tunnel)->isRunning());
    ConnectionSpec over =
        *ConnectionSpec::parse(u"user=postgres host=127.0.0.1 dbname='Weird \"Name\"; --'"_s);
    const auto through = throughTunnel(over, (*tunnel)->localPort());
    QVERIFY(through);
    const auto session = openSession(*through);
    if (!session)
        QFAIL(qPrintable(session.error().toString()));
    QCOMPARE((*session)->databaseName(), u"Weird \"Name\"; --"_s);
    QVERIFY((*session)->execute("CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int)"));
}

void TestTunnel::endsWithTheObject()
{
    int port = 0;
    {
        const auto tunnel = Tunnel::open(request());
        QVERIFY(tunnel);
        port = (*tunnel)->localPort();
        QVERIFY(answers(port));
    }
    QVERIFY(!answers(port));
}

void TestTunnel::endsWithTheProcess()
{
    // What `kill -9` leaves: the child is told by the kernel.
    int ports[2];
    QCOMPARE(::pipe(ports), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto tunnel = Tunnel::open(request());
        const int port = tunnel ? (*tunnel)->localPort() : 0;
        if (::write(ports[1], &port, sizeof port) < 0)
            ::_exit(1);
        ::pause();
        ::_exit(0);
    }
    int port = 0;
    QCOMPARE(::read(ports[0], &port, sizeof port), ssize_t(sizeof port));
    QVERIFY(port > 0 && answers(port));
    ::kill(child, SIGKILL);
    QTRY_VERIFY(!answers(port));
}

void TestTunnel::saysWhy_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("hint");
    QTest::newRow("a stranger's key") << u"key"_s << u"Permission denied"_s << u"ssh-add"_s;
    QTest::newRow("another host key")
        << u"host"_s << u"Host key verification failed"_s << u"look at its key"_s;
    QTest::newRow("nobody there") << u"port"_s << u"Connection refused"_s << u"must work"_s;
}

void TestTunnel::saysWhy()
{
    QFETCH(QString, what);
    QFETCH(QString, words);
    QFETCH(QString, hint);
    TunnelRequest wanted = request();
    if (what == u"key")
        wanted.options = clientOptions(u"stranger"_s);
    else if (what == u"host")
        wanted.options.replaceInStrings(u"known_hosts"_s, u"nothing_known"_s);
    else
        wanted.through.port = freePort();
    const auto tunnel = Tunnel::open(wanted);
    QVERIFY(!tunnel);
    QCOMPARE(tunnel.error().kind, ErrorKind::Connection);
    QVERIFY2(tunnel.error().detail.contains(words), qPrintable(tunnel.error().detail));
    QVERIFY2(tunnel.error().hint.contains(hint), qPrintable(tunnel.error().hint));
}

void TestTunnel::stops()
{
    // A port that takes connections and never says a word.
    const int silent = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    QCOMPARE(::bind(silent, reinterpret_cast<sockaddr *>(&address), size), 0);
    QCOMPARE(::listen(silent, 4), 0);
    ::getsockname(silent, reinterpret_cast<sockaddr *>(&address), &size);
    TunnelRequest wanted = request();
    wanted.through.port = ntohs(address.sin_port);
    wanted.timeout = std::chrono::milliseconds(300);
    QCOMPARE(Tunnel::open(wanted).error().kind, ErrorKind::Connection);
    std::stop_source stop;
    stop.request_stop();
    wanted.stop = stop.get_token();
    QCOMPARE(Tunnel::open(wanted).error().kind, ErrorKind::Cancelled);
    ::close(silent);
}

QTEST_GUILESS_MAIN(TestTunnel)
#include "tst_tunnel.moc"
