// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/sandbox/sandboxsupport.h"
#include "sandbox/postgreshost.h"
#include "support/testserver.h"

#include <QDir>
#include <QTemporaryDir>

#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr auto weirdTable = R"sql(
    CREATE TABLE "Weird ""Name""; --" (id int PRIMARY KEY, note text);
    INSERT INTO "Weird ""Name""; --" SELECT i, 'row ' || i FROM generate_series(1, 100) i;
)sql";
constexpr auto weirdCount = R"(SELECT count(*) FROM "Weird ""Name""; --")";
constexpr auto weirdDigest = R"(SELECT md5(string_agg(w::text, ',' ORDER BY id))
                                FROM "Weird ""Name""; --" w)";
constexpr auto sandboxCount =
    "SELECT count(*) FROM pg_database WHERE datname LIKE 'tidemark\\_sandbox\\_%'";

} // namespace

class PostgresSandboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void emptyOnScratchServer_data();
    void emptyOnScratchServer();
    void scratchServerIsStartedAgain();
    void emptyOnNamedServer();
    void copies_data();
    void copies();
    void settingsComeAlong();
    void rolesOfGrantsAreMade();
    void sourceInUse();
    void copyOfSandbox();
    void noPermissionToCreate();
    void waitsLongerThanItsRole();
    void sourceVanishes();
    void cancelDuringCopy();
    void restoreErrorIsNoCopy();

private:
    ConnectionSpec source();
    QStringList registered() const;
    void execute(const ConnectionSpec &spec, QByteArrayView sql);

    QTemporaryDir m_folder;
    QString m_stateDir;
    ConnectionSpec m_server;
};

void PostgresSandboxTest::initTestCase()
{
    TestServer::start();
    m_server = *ConnectionSpec::parse(TestServer::url());
}

void PostgresSandboxTest::init()
{
    static int number = 0;
    m_stateDir = m_folder.filePath(QString::number(++number));
}

/// A fresh database with the weird table and rows.
ConnectionSpec PostgresSandboxTest::source()
{
    const ConnectionSpec spec =
        *ConnectionSpec::parse(TestServer::createFreshDatabase(u"Source \"of\" copies"_s));
    execute(spec, weirdTable);
    return spec;
}

void PostgresSandboxTest::execute(const ConnectionSpec &spec, QByteArrayView sql)
{
    const auto session = openSession(spec);
    VERIFY_RESULT(session);
    VERIFY_RESULT((*session)->execute(sql));
}

QStringList PostgresSandboxTest::registered() const
{
    return QDir(m_stateDir + u"/live"_s).entryList(QDir::Files | QDir::Hidden);
}

void PostgresSandboxTest::emptyOnScratchServer_data()
{
    QTest::addColumn<ScratchPlacement>("placement");
    QTest::newRow("memory") << ScratchPlacement::MemoryWhenSmall;
    QTest::newRow("disk") << ScratchPlacement::StateFolder;
}

void PostgresSandboxTest::emptyOnScratchServer()
{
    QFETCH(ScratchPlacement, placement);
    QString socketFolder;
    {
        SandboxFactory factory(m_stateDir, placement);
        auto sandbox = factory.make({.empty = true});
        VERIFY_RESULT(sandbox);
        VERIFY_RESULT((*sandbox)->session().execute(weirdTable));
        QCOMPARE(valueOf((*sandbox)->spec(), weirdCount), "100");
        QCOMPARE(valueOf((*sandbox)->session(), "SHOW fsync"), "off");
        QCOMPARE(valueOf((*sandbox)->session(), "SHOW listen_addresses"), "");
        QVERIFY((*sandbox)->description().startsWith(u"scratch server (PostgreSQL "_s));
        QVERIFY((*sandbox)->description().endsWith(u", empty"_s));
        QCOMPARE(registered().size(), 1);
        socketFolder =
            QString::fromUtf8(valueOf((*sandbox)->session(), "SHOW unix_socket_directories"));
        QVERIFY(QDir(socketFolder).exists());
        QCOMPARE(QFile::permissions(socketFolder) & (QFile::ReadOther | QFile::ExeOther),
                 QFile::Permissions());
    }
    QVERIFY(!QDir(socketFolder).exists());
    QCOMPARE(registered(), QStringList());
    QVERIFY(QDir(m_stateDir + u"/scratch"_s).entryList({u"s-*"_s}, QDir::Dirs).isEmpty());
}

void PostgresSandboxTest::scratchServerIsStartedAgain()
{
    SandboxFactory factory(m_stateDir);
    auto first = factory.make({.empty = true});
    VERIFY_RESULT(first);
    const int postmaster =
        valueOf((*first)->session(), "SELECT split_part(pg_read_file('postmaster.pid'), E'\n', 1)")
            .toInt();
    QVERIFY(postmaster > 1);
    QCOMPARE(::kill(postmaster, SIGQUIT), 0);
    QTRY_VERIFY(valueOf((*first)->session(), "SELECT 1").startsWith("error"));
    auto second = factory.make({.empty = true});
    VERIFY_RESULT(second);
    QCOMPARE(valueOf((*second)->session(), "SELECT 1"), "1");
}

void PostgresSandboxTest::emptyOnNamedServer()
{
    SandboxFactory factory(m_stateDir);
    {
        auto sandbox = factory.make({.source = m_server, .empty = true});
        VERIFY_RESULT(sandbox);
        VERIFY_RESULT((*sandbox)->session().execute(weirdTable));
        QVERIFY(isSandboxName((*sandbox)->session().databaseName()));
        QCOMPARE(registered().size(), 1);
        QCOMPARE(valueOf(m_server, sandboxCount), "1");
        // Autovacuum of somebody's server does not hold it up for a second at a time.
        QCOMPARE((*sandbox)->session().query("SHOW deadlock_timeout")->rows[0][0], Cell("20ms"));
    }
    QCOMPARE(valueOf(m_server, sandboxCount), "0");
    QCOMPARE(registered(), QStringList());
}

void PostgresSandboxTest::copies_data()
{
    QTest::addColumn<CopyMethod>("method");
    QTest::addColumn<QString>("description");
    QTest::newRow("template") << CopyMethod::Template << u"template copy of Source"_s;
    QTest::newRow("automatic") << CopyMethod::Automatic << u"template copy of Source"_s;
    QTest::newRow("dump") << CopyMethod::DumpRestore << u"dump and restore of Source"_s;
    QTest::newRow("dump to scratch")
        << CopyMethod::DumpRestoreToScratch << u"dump and restore of Source"_s;
}

void PostgresSandboxTest::copies()
{
    QFETCH(CopyMethod, method);
    QFETCH(QString, description);
    const ConnectionSpec from = source();
    const QByteArray before = valueOf(from, weirdDigest);
    const bool toScratch = method == CopyMethod::DumpRestoreToScratch;
    {
        SandboxFactory factory(m_stateDir);
        auto sandbox = factory.make({.source = from, .method = method});
        VERIFY_RESULT(sandbox);
        QCOMPARE(valueOf((*sandbox)->session(), weirdDigest), before);
        QVERIFY2((*sandbox)->description().startsWith(description),
                 qPrintable((*sandbox)->description()));
        QCOMPARE(valueOf(m_server, sandboxCount), toScratch ? "0" : "1");
        VERIFY_RESULT((*sandbox)->session().execute(R"(DROP TABLE "Weird ""Name""; --")"));
    }
    QCOMPARE(valueOf(from, weirdDigest), before);
    QCOMPARE(valueOf(m_server, sandboxCount), "0");
    QCOMPARE(registered(), QStringList());
}

void PostgresSandboxTest::settingsComeAlong()
{
    const ConnectionSpec from = source();
    const QByteArray name = valueOf(from, "SELECT quote_ident(current_database())");
    execute(from, "ALTER DATABASE " + name + " SET search_path = \"Strange, schema\", public");
    execute(from, "ALTER DATABASE " + name + " SET app.\"Tenant\" = 'it''s 7'");
    execute(from, "ALTER DATABASE " + name + " SET timezone = 'Asia/Kolkata'");
    SandboxFactory factory(m_stateDir);
    for (const CopyMethod method : {CopyMethod::Template, CopyMethod::DumpRestoreToScratch}) {
        auto sandbox = factory.make({.source = from, .method = method});
        VERIFY_RESULT(sandbox);
        auto second = (*sandbox)->copy();
        VERIFY_RESULT(second);
        for (Session *session : {&(*sandbox)->session(), &(*second)->session()}) {
            QCOMPARE(valueOf(*session, "SHOW search_path"), "\"Strange, schema\", public");
            QCOMPARE(valueOf(*session, "SHOW app.\"Tenant\""), "it's 7");
            QCOMPARE(valueOf(*session, "SHOW timezone"), "Asia/Kolkata");
        }
    }
}

void PostgresSandboxTest::rolesOfGrantsAreMade()
{
    const ConnectionSpec from = source();
    execute(from, R"sql(
        DROP ROLE IF EXISTS "Odd ""role""; --";
        CREATE ROLE "Odd ""role""; --" LOGIN;
        CREATE SCHEMA s AUTHORIZATION "Odd ""role""; --";
        GRANT SELECT ON "Weird ""Name""; --" TO "Odd ""role""; --";
    )sql");
    SandboxFactory factory(m_stateDir);
    auto sandbox = factory.make({.source = from, .method = CopyMethod::DumpRestoreToScratch});
    VERIFY_RESULT(sandbox);
    const QByteArray owner = "SELECT nspowner::regrole::text || rolcanlogin::text "
                             "FROM pg_namespace JOIN pg_roles r ON r.oid = nspowner "
                             "WHERE nspname = 's'";
    QCOMPARE(valueOf((*sandbox)->session(), owner), R"("Odd ""role""; --"false)");
    execute(from, R"sql(DROP OWNED BY "Odd ""role""; --"; DROP ROLE "Odd ""role""; --";)sql");
}

void PostgresSandboxTest::sourceInUse()
{
    const ConnectionSpec from = source();
    const auto user = openSession(from);
    VERIFY_RESULT(user);
    SandboxFactory factory(m_stateDir);
    // Looked up beforehand: the server itself would wait 5 s and would not say who it is.
    const auto refused = factory.make({.source = from, .method = CopyMethod::Template});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Busy);
    QVERIFY(refused.error().detail.contains(u"user postgres"_s));
    auto sandbox = factory.make({.source = from});
    VERIFY_RESULT(sandbox);
    QVERIFY((*sandbox)->description().startsWith(u"dump and restore of "_s));
    QCOMPARE(valueOf((*sandbox)->session(), weirdDigest), valueOf(**user, weirdDigest));
}

void PostgresSandboxTest::copyOfSandbox()
{
    SandboxFactory factory(m_stateDir);
    for (const auto &server : {std::optional<ConnectionSpec>(), std::optional(m_server)}) {
        auto first = factory.make({.source = server, .empty = true});
        VERIFY_RESULT(first);
        VERIFY_RESULT((*first)->session().execute(weirdTable));
        auto second = (*first)->copy();
        VERIFY_RESULT(second);
        VERIFY_RESULT((*first)->session().execute(R"(DROP TABLE "Weird ""Name""; --")"));
        QCOMPARE(valueOf((*second)->session(), weirdCount), "100");
        VERIFY_RESULT((*first)->session().execute("BEGIN"));
        const auto inTransaction = (*first)->copy();
        QVERIFY(!inTransaction);
        VERIFY_RESULT((*first)->session().execute("ROLLBACK"));
    }
    QCOMPARE(valueOf(m_server, sandboxCount), "0");
}

void PostgresSandboxTest::noPermissionToCreate()
{
    const ConnectionSpec from = source();
    execute(from, R"sql(
        DROP ROLE IF EXISTS poor;
        CREATE ROLE poor LOGIN;
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO poor;
    )sql");
    ConnectionSpec poor = from;
    poor.conninfo.replace(u"postgres@"_s, u"poor@"_s);
    {
        SandboxFactory factory(m_stateDir);
        for (const CopyMethod method : {CopyMethod::Template, CopyMethod::DumpRestore}) {
            const auto refused = factory.make({.source = poor, .method = method});
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, ErrorKind::Permission);
        }
        const auto refused = factory.make({.source = poor, .empty = true});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Permission);
        QVERIFY(refused.error().hint.contains(u"CREATEDB"_s));
        QCOMPARE(registered(), QStringList());

        auto sandbox = factory.make({.source = poor});
        VERIFY_RESULT(sandbox);
        QVERIFY((*sandbox)->description().contains(u"into scratch server"_s));
        QCOMPARE(valueOf((*sandbox)->session(), weirdDigest), valueOf(from, weirdDigest));
        QCOMPARE(valueOf(m_server, sandboxCount), "0");
    }
    execute(from, "DROP OWNED BY poor; DROP ROLE poor");
}

/// Whoever looks at a sandbox takes his time, and then it must still be dropped.
void PostgresSandboxTest::waitsLongerThanItsRole()
{
    const ConnectionSpec from = source();
    execute(from, "DROP ROLE IF EXISTS hasty");
    execute(from, "CREATE ROLE hasty LOGIN CREATEDB");
    for (const QByteArray &setting :
         {QByteArray("idle_session_timeout"), QByteArray("idle_in_transaction_session_timeout")})
        execute(from, "ALTER ROLE hasty SET " + setting + " = '300ms'");
    ConnectionSpec hasty = from;
    hasty.conninfo.replace(u"postgres@"_s, u"hasty@"_s);
    {
        SandboxFactory factory(m_stateDir);
        const auto sandbox = factory.make({.source = hasty, .empty = true});
        VERIFY_RESULT(sandbox);
        Session &session = (*sandbox)->session();
        QTest::qWait(600);
        QCOMPARE(valueOf(session, "SELECT 1"), "1");
        VERIFY_RESULT(session.execute("BEGIN"));
        QTest::qWait(600);
        QCOMPARE(valueOf(session, "SELECT 1"), "1");
    }
    QCOMPARE(valueOf(m_server, sandboxCount), "0");
    QCOMPARE(registered(), QStringList());
    execute(from, "DROP ROLE hasty");
}

void PostgresSandboxTest::sourceVanishes()
{
    // pg_dump waits for a lock and then finds its table gone.
    const ConnectionSpec from = source();
    const QString name = QString::fromUtf8(valueOf(from, "SELECT current_database()"));
    auto holder = openSession(from);
    VERIFY_RESULT(holder);
    VERIFY_RESULT((*holder)->execute(R"(BEGIN; LOCK TABLE "Weird ""Name""; --")"));
    std::thread killer([&] {
        const QByteArray waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = $$" +
                                 name.toUtf8() + "$$ AND wait_event_type = 'Lock'";
        for (int i = 0; i < 6000 && valueOf(m_server, waits) == "0"; ++i)
            QTest::qSleep(10);
        TestServer::dropDatabase(name);
    });
    SandboxFactory factory(m_stateDir);
    const auto sandbox = factory.make({.source = from, .method = CopyMethod::DumpRestore});
    killer.join();
    QVERIFY(!sandbox);
    QCOMPARE(sandbox.error().kind, ErrorKind::Connection);
    QVERIFY(!sandbox.error().detail.isEmpty());
    QCOMPARE(valueOf(m_server, sandboxCount), "0");
    QCOMPARE(registered(), QStringList());
    QVERIFY(QDir(m_stateDir + u"/files"_s).isEmpty());

    const auto again = factory.make({.source = from});
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::Connection);
}

void PostgresSandboxTest::cancelDuringCopy()
{
    const ConnectionSpec from = source();
    auto holder = openSession(from);
    VERIFY_RESULT(holder);
    VERIFY_RESULT((*holder)->execute(R"(BEGIN; LOCK TABLE "Weird ""Name""; --")"));
    std::stop_source stop;
    std::jthread canceller([&] {
        QTest::qSleep(400);
        stop.request_stop();
    });
    SandboxFactory factory(m_stateDir);
    // The lock is held for ever: that this ends at all is the proof.
    const auto sandbox =
        factory.make({.source = from, .method = CopyMethod::DumpRestore, .stop = stop.get_token()});
    QVERIFY(!sandbox);
    QCOMPARE(sandbox.error().kind, ErrorKind::Cancelled);
    QCOMPARE(valueOf(m_server, sandboxCount), "0");
    QCOMPARE(registered(), QStringList());
}

void PostgresSandboxTest::restoreErrorIsNoCopy()
{
    // A check that holds for what is there, until it is asked in another database.
    const ConnectionSpec from = source();
    execute(from, R"sql(
        CREATE FUNCTION only_here() RETURNS boolean LANGUAGE sql
            AS $$ SELECT current_database() NOT LIKE 'tidemark%' $$;
        ALTER TABLE "Weird ""Name""; --" ADD CHECK (only_here());
    )sql");
    SandboxFactory factory(m_stateDir);
    const auto sandbox = factory.make({.source = from, .method = CopyMethod::DumpRestore});
    QVERIFY(!sandbox);
    QVERIFY(sandbox.error().detail.contains(u"violates check constraint"_s));
    QCOMPARE(valueOf(m_server, sandboxCount), "0");
}

QTEST_GUILESS_MAIN(PostgresSandboxTest)
#include "tst_postgressandbox.moc"
