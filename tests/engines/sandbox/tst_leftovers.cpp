// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/postgres/postgressession.h"
#include "engines/sandbox/sandboxsupport.h"
#include "sandbox/postgressandbox.h"
#include "sandbox/registration.h"
#include "sandbox/scratchplaces.h"
#include "sandbox/scratchserver.h"
#include "support/testserver.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <array>
#include <chrono>
#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr auto weirdTable = R"sql(
    CREATE TABLE "Weird ""Name""; --" (id int PRIMARY KEY, note text);
    INSERT INTO "Weird ""Name""; --" SELECT i, repeat('row ' || i, 20)
    FROM generate_series(1, 20000) i;
)sql";
constexpr auto sqliteTable = R"sql(
    PRAGMA journal_mode = WAL;
    CREATE TABLE "Weird ""Name""; --" (id INTEGER PRIMARY KEY, note TEXT);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
    INSERT INTO "Weird ""Name""; --" SELECT i, 'row ' || i FROM n;
)sql";
constexpr auto weirdDigest = R"(SELECT md5(string_agg(w::text, ',' ORDER BY id))
                                FROM "Weird ""Name""; --" w)";
constexpr auto sandboxCount =
    "SELECT count(*) FROM pg_database WHERE datname LIKE 'tidemark\\_sandbox\\_%'";

/// A process that makes sandboxes and can be killed.
class Maker
{
public:
    Maker(const QString &stateDir, const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(TIDEMARK_SANDBOX_MAKER), QStringList{stateDir} + arguments);
    }
    ~Maker() { kill(); }
    Maker(const Maker &) = delete;
    Maker &operator=(const Maker &) = delete;

    /// Until it has said a line that begins so; what the line says else.
    QString waitFor(const QString &word)
    {
        while (m_process.canReadLine() || m_process.waitForReadyRead(60'000)) {
            const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
            if (line.startsWith(word))
                return line.mid(word.size()).trimmed();
            if (line.startsWith(u"failed"_s))
                return line;
        }
        return u"nothing was said"_s;
    }

    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(120'000);
    }

    void finish()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(120'000);
    }

private:
    QProcess m_process;
};

} // namespace

class LeftoversTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void namedServer_data();
    void namedServer();
    void killedAtAnyMoment_data();
    void killedAtAnyMoment();
    void killedBeforeTheServerBegins();
    void sqliteKilledAtAnyMoment();
    void scratchServerDies();
    void serverWithoutWatcher();
    void livingProcessIsLeftAlone();
    void deletedStateFolder();
    void unreachableServerStaysRegistered();
    void anotherServerStaysAsItIs();
    void damagedRegistrationDeletesNothing_data();
    void damagedRegistrationDeletesNothing();
    void passwordIsNotWritten();

private:
    QStringList ownFilesInMemory() const;
    QStringList registered() const;
    QStringList removeLeftovers();

    QTemporaryDir m_folder;
    QString m_stateDir;
    QString m_sourceUrl;
    ConnectionSpec m_server;
};

void LeftoversTest::initTestCase()
{
    TestServer::start();
    m_server = *ConnectionSpec::parse(TestServer::url());
    m_sourceUrl = TestServer::createDatabase(u"left over source"_s);
    const auto session = openSession(*ConnectionSpec::parse(m_sourceUrl));
    VERIFY_RESULT(session);
    VERIFY_RESULT((*session)->execute(weirdTable));
}

void LeftoversTest::init()
{
    static int number = 0;
    m_stateDir = m_folder.filePath(QString::number(++number));
}

QStringList LeftoversTest::registered() const
{
    return QDir(m_stateDir + u"/live"_s).entryList(QDir::Files);
}

/// Folders in memory that belong to this test's state folder.
QStringList LeftoversTest::ownFilesInMemory() const
{
    QStringList own;
    const QDir memory(memoryFolder());
    for (const QString &name : memory.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile owner(memory.filePath(name + u"/owner"_s));
        if (owner.open(QFile::ReadOnly) &&
            QFile::decodeName(owner.readAll()).startsWith(m_stateDir + u'/'))
            own << name;
    }
    return own;
}

QStringList LeftoversTest::removeLeftovers()
{
    SandboxFactory factory(m_stateDir);
    const auto found = factory.removeLeftovers();
    if (!found)
        return {found.error().toString()};
    QStringList lines;
    for (const QString &one : found->removed)
        lines << u"removed: "_s + one;
    for (const QString &one : found->remaining)
        lines << u"not removed: "_s + one;
    return lines;
}

void LeftoversTest::namedServer_data()
{
    QTest::addColumn<QString>("method");
    QTest::newRow("empty") << u"empty"_s;
    QTest::newRow("template") << u"template"_s;
    QTest::newRow("dump") << u"dump"_s;
}

void LeftoversTest::namedServer()
{
    QFETCH(QString, method);
    Maker maker(m_stateDir, {m_sourceUrl, method});
    const QString made = maker.waitFor(u"made"_s);
    QVERIFY2(made.contains(u"tidemark_sandbox_"_s), qPrintable(made));
    QCOMPARE(valueOf(m_server, sandboxCount), "2");
    QCOMPARE(registered().size(), 2);

    for (const QString &file : registered()) {
        QFile written(m_stateDir + u"/live/"_s + file);
        QVERIFY(written.open(QFile::ReadOnly));
        const QJsonObject content = QJsonDocument::fromJson(written.readAll()).object();
        QCOMPARE(valueOf(m_server, "SELECT count(*) FROM pg_stat_activity WHERE pid = " +
                                       QByteArray::number(content[u"creatorPid"].toInt())),
                 "1");
    }

    QCOMPARE(removeLeftovers(), QStringList()); // it lives
    QCOMPARE(valueOf(m_server, sandboxCount), "2");

    maker.kill();
    QCOMPARE(valueOf(m_server, sandboxCount), "2");
    const QStringList lines = removeLeftovers();
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].startsWith(u"removed: database tidemark_sandbox_"_s), qPrintable(lines[0]));
    QCOMPARE(valueOf(m_server, sandboxCount), "0");
    QCOMPARE(registered(), QStringList());
    QCOMPARE(removeLeftovers(), QStringList());
}

void LeftoversTest::killedAtAnyMoment_data()
{
    namedServer_data();
}

void LeftoversTest::killedAtAnyMoment()
{
    QFETCH(QString, method);
    const ConnectionSpec source = *ConnectionSpec::parse(m_sourceUrl);
    const QByteArray before = valueOf(source, weirdDigest);
    for (int i = 0; i < 8; ++i) {
        Maker maker(m_stateDir, {m_sourceUrl, method});
        maker.waitFor(u"making"_s);
        QTest::qSleep(QRandomGenerator::global()->bounded(250));
        maker.kill();
        const QStringList lines = removeLeftovers();
        for (const QString &line : lines)
            QVERIFY2(line.startsWith(u"removed: "_s), qPrintable(line));
        QCOMPARE(valueOf(m_server, sandboxCount), "0");
        QCOMPARE(registered(), QStringList());
        QCOMPARE(ownFilesInMemory(), QStringList());
        QVERIFY(QDir(m_stateDir + u"/files"_s).isEmpty());
        QCOMPARE(valueOf(source, weirdDigest), before);
    }
}

void LeftoversTest::killedBeforeTheServerBegins()
{
    const QString name = u"tidemark_sandbox_abcdefghijkl"_s;
    QProcess client;
    client.start(TestServer::program(u"psql"_s), {TestServer::url(), u"-XAtq"_s});
    client.write("SELECT pg_backend_pid();\n");
    QVERIFY(client.waitForReadyRead(60'000));
    const int backend = client.readLine().trimmed().toInt();
    QVERIFY(backend > 0);
    {
        const auto session = PostgresSession::open(m_server, {});
        VERIFY_RESULT(session);
        const std::array<Cell, 1> pid{QByteArray::number(backend)};
        const auto row = (*session)->query("SELECT to_char(backend_start AT TIME ZONE 'UTC', "
                                           "'YYYY-MM-DD HH24:MI:SS.US') FROM pg_stat_activity "
                                           "WHERE pid = $1::int",
                                           pid);
        VERIFY_RESULT(row);
        const auto registration =
            Registration::create(m_stateDir, name,
                                 {{u"kind"_s, PostgresSandbox::registrationKind()},
                                  {u"database"_s, name},
                                  {u"conninfo"_s, m_server.conninfo},
                                  {u"creatorPid"_s, backend},
                                  {u"creatorStarted"_s, QString::fromUtf8(*row->rows[0][0])}});
        VERIFY_RESULT(registration);
    }
    QCOMPARE(::kill(backend, SIGSTOP), 0);
    client.write("CREATE DATABASE \"" + name.toUtf8() + "\";\n");
    QVERIFY(client.waitForBytesWritten(60'000));
    QTest::qSleep(500); // for psql to send it
    client.kill();
    QVERIFY(client.waitForFinished(60'000));
    std::thread later([backend] {
        std::this_thread::sleep_for(std::chrono::seconds(1));
        ::kill(backend, SIGCONT);
    });
    const QStringList lines = removeLeftovers();
    later.join();
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines[0].startsWith(u"removed: "_s), qPrintable(lines[0]));
    const std::array<Cell, 1> pid{QByteArray::number(backend)};
    const auto session = openSession(m_server);
    VERIFY_RESULT(session);
    QTRY_COMPARE(
        (*session)->query("SELECT 1 FROM pg_stat_activity WHERE pid = $1::int", pid)->rows.size(),
        0U);
    QCOMPARE(valueOf(m_server, sandboxCount), "0");
}

void LeftoversTest::sqliteKilledAtAnyMoment()
{
    const QString folder = m_folder.filePath(u"sqlite source"_s);
    QVERIFY(QDir().mkpath(folder));
    const QString url = u"sqlite:"_s + folder + u"/source.db"_s;
    const auto session = openSession(*ConnectionSpec::parse(url));
    VERIFY_RESULT(session);
    VERIFY_RESULT((*session)->execute(sqliteTable)); // stays open: there is a log
    const auto before = contentsOf(folder);
    QCOMPARE(before.size(), 3);
    for (int i = 0; i < 20; ++i) {
        Maker maker(m_stateDir, {url});
        maker.waitFor(u"making"_s);
        QTest::qSleep(QRandomGenerator::global()->bounded(40));
        maker.kill();
        // The child that copies dies a moment after its parent.
        QTRY_VERIFY((removeLeftovers(), registered().isEmpty()));
        QCOMPARE(ownFilesInMemory(), QStringList());
        QVERIFY(contentsOf(folder) == before);
    }
}

void LeftoversTest::scratchServerDies()
{
    Maker maker(m_stateDir, {u"empty"_s});
    const QString made = maker.waitFor(u"made"_s);
    ConnectionSpec sandbox = m_server;
    sandbox.conninfo = made;
    QCOMPARE(valueOf(sandbox, "SELECT 1"), "1");
    QCOMPARE(removeLeftovers(), QStringList());
    QCOMPARE(valueOf(sandbox, "SELECT 1"), "1");

    maker.kill();
    // Without anybody's cleaning.
    QTRY_VERIFY_WITH_TIMEOUT(valueOf(sandbox, "SELECT 1").startsWith("error"), 60'000);
    const QStringList lines = removeLeftovers();
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines[0].startsWith(u"removed: scratch server in "_s), qPrintable(lines[0]));
    QCOMPARE(registered(), QStringList());
    QCOMPARE(ownFilesInMemory(), QStringList());
    QVERIFY(QDir(m_stateDir + u"/scratch"_s).entryList({u"s-*"_s}, QDir::Dirs).isEmpty());
}

void LeftoversTest::serverWithoutWatcher()
{
    // The worst case: all that could have ended the server is dead.
    Maker maker(m_stateDir, {u"empty"_s});
    ConnectionSpec sandbox = m_server;
    sandbox.conninfo = maker.waitFor(u"made"_s);
    QFile status(u"/proc/%1/status"_s.arg(QString::fromUtf8(
        valueOf(sandbox, "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)"))));
    QVERIFY(status.open(QFile::ReadOnly));
    static const QRegularExpression parent(u"PPid:\\s+(\\d+)"_s);
    const pid_t watcher = parent.match(QString::fromUtf8(status.readAll())).captured(1).toInt();
    QVERIFY(watcher > 1);
    QCOMPARE(::kill(watcher, SIGKILL), 0);
    maker.kill();
    QTest::qSleep(200);
    QCOMPARE(valueOf(sandbox, "SELECT 1"), "1");
    QCOMPARE(removeLeftovers().size(), 1);
    QVERIFY(valueOf(sandbox, "SELECT 1").startsWith("error"));
    QCOMPARE(registered(), QStringList());
    QCOMPARE(ownFilesInMemory(), QStringList());
}

void LeftoversTest::livingProcessIsLeftAlone()
{
    const QString url = u"sqlite:"_s;
    Maker living(m_stateDir, {url});
    const QString file = living.waitFor(u"made"_s);
    QVERIFY(QFile::exists(file));
    Maker dead(m_stateDir, {url});
    const QString deadFile = dead.waitFor(u"made"_s);
    dead.kill();
    QVERIFY(QFile::exists(deadFile));
    QCOMPARE(removeLeftovers().size(), 2); // the sandbox and its copy
    QVERIFY(QFile::exists(file));
    QVERIFY(!QFile::exists(deadFile));
    living.finish();
    QVERIFY(!QFile::exists(file));
    QCOMPARE(registered(), QStringList());
}

void LeftoversTest::deletedStateFolder()
{
    Maker maker(m_stateDir, {u"sqlite:"_s});
    const QString file = maker.waitFor(u"made"_s);
    if (!file.startsWith(memoryFolder()))
        return; // went with the state folder
    maker.kill();
    QVERIFY(QFile::exists(file));
    QVERIFY(QDir(m_stateDir).removeRecursively());
    SandboxFactory factory(m_folder.filePath(u"another"_s));
    VERIFY_RESULT(factory.removeLeftovers());
    QVERIFY(!QFile::exists(file));
}

void LeftoversTest::unreachableServerStaysRegistered()
{
    const QString name = u"tidemark_sandbox_abcdefghijkl"_s;
    const QString second = u"tidemark_sandbox_mnopqrstuvwx"_s;
    for (const QString &database : {name, second}) {
        const auto registration =
            Registration::create(m_stateDir, database,
                                 {{u"kind"_s, u"postgresql-database"_s},
                                  {u"database"_s, database},
                                  {u"conninfo"_s, u"host='%1' dbname=x"_s.arg(m_folder.path())}});
        VERIFY_RESULT(registration);
    }
    const QStringList lines = removeLeftovers();
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].startsWith(u"not removed: "_s + name), qPrintable(lines[0]));
    QVERIFY2(lines[1].startsWith(u"not removed: "_s + second), qPrintable(lines[1]));
    QCOMPARE(registered().size(), 2);
}

/// It may have a sandbox of the same name: of somebody else.
void LeftoversTest::anotherServerStaysAsItIs()
{
    const QString name = u"tidemark_sandbox_abcdefghijkl"_s;
    const ConnectionSpec server = *ConnectionSpec::parse(TestServer::url());
    const QByteArray count =
        "SELECT count(*) FROM pg_database WHERE datname = '" + name.toUtf8() + "'";
    {
        auto session = openSession(server);
        VERIFY_RESULT(session);
        VERIFY_RESULT((*session)->execute("CREATE DATABASE " + name.toUtf8()));
    }
    const QString own =
        QString::fromUtf8(valueOf(server, "SELECT system_identifier FROM pg_control_system()"));
    for (const QString &identifier : {u"1"_s, own}) {
        {
            const auto registration = Registration::create(m_stateDir, name,
                                                           {{u"kind"_s, u"postgresql-database"_s},
                                                            {u"database"_s, name},
                                                            {u"server"_s, identifier},
                                                            {u"conninfo"_s, server.conninfo}});
            VERIFY_RESULT(registration);
        }
        const QStringList lines = removeLeftovers();
        QCOMPARE(lines.size(), 1);
        const bool gone = identifier == own;
        QCOMPARE(lines[0].startsWith("removed: "_L1), gone);
        QCOMPARE(lines[0].contains("another server"_L1), !gone);
        QCOMPARE(valueOf(server, count), gone ? "0" : "1");
        QCOMPARE(registered().size(), gone ? 0 : 1);
    }
}

void LeftoversTest::damagedRegistrationDeletesNothing_data()
{
    QTest::addColumn<QJsonObject>("content");
    QTest::newRow("another database")
        << QJsonObject{{u"kind"_s, u"postgresql-database"_s},
                       {u"database"_s, u"left over source"_s},
                       {u"conninfo"_s, TestServer::server().conninfo()}};
    QTest::newRow("another folder") << QJsonObject{{u"kind"_s, u"scratch-server"_s},
                                                   {u"folder"_s, m_folder.path()},
                                                   {u"socketFolder"_s, m_folder.path()}};
    QTest::newRow("another socket folder")
        << QJsonObject{{u"kind"_s, u"scratch-server"_s},
                       {u"folder"_s, m_folder.filePath(u"s-broken"_s)},
                       {u"socketFolder"_s, m_folder.path()}};
    QTest::newRow("unknown kind") << QJsonObject{{u"kind"_s, u"moon base"_s}};
    QTest::newRow("nothing") << QJsonObject{};
}

void LeftoversTest::damagedRegistrationDeletesNothing()
{
    QFETCH(QJsonObject, content);
    QFile precious(m_folder.filePath(u"precious"_s));
    QVERIFY(precious.open(QFile::WriteOnly));
    precious.close();
    {
        const auto registration = Registration::create(m_stateDir, u"broken"_s, content);
        VERIFY_RESULT(registration);
    }
    const QStringList lines = removeLeftovers();
    // Of a newer Tidemark it may be, of nobody it is not.
    QCOMPARE(lines.size(), QByteArrayView(QTest::currentDataTag()) == "unknown kind" ? 0 : 1);
    QVERIFY(lines.isEmpty() || lines[0].startsWith("not removed: "_L1));
    QVERIFY(precious.exists());
    QVERIFY(!valueOf(*ConnectionSpec::parse(m_sourceUrl), weirdDigest).startsWith("error"));
    QCOMPARE(registered().size(), 1);
}

void LeftoversTest::passwordIsNotWritten()
{
    ConnectionSpec spec = m_server;
    spec.conninfo += u"&password=open-sesame"_s;
    SandboxFactory factory(m_stateDir);
    const auto sandbox = factory.make({.source = spec, .empty = true});
    VERIFY_RESULT(sandbox);
    const auto contents = contentsOf(m_stateDir);
    QCOMPARE(contents.size(), 1);
    QVERIFY(contents.first().contains("postgresql-database"));
    QVERIFY(!contents.first().contains("open-sesame"));
}

QTEST_GUILESS_MAIN(LeftoversTest)
#include "tst_leftovers.moc"
