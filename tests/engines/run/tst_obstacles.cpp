// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/run/world.h"

#include "database/postgres/postgressession.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <sys/resource.h>

#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What goes wrong around a run: servers that die, disks that are full, permissions that are not
/// there. History and schema agree afterwards, each time.
class TestObstacles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backendDiesInATransaction();
    void backendDiesOutsideATransaction();
    void permissionIsMissing();
    void databaseIsReadOnly_data() { addEngines(); }
    void databaseIsReadOnly();
    void diskIsFull();
    void statementTakesTooLong_data() { addEngines(); }
    void statementTakesTooLong();
    void timeOutHalfWay_data() { addEngines(); }
    void timeOutHalfWay();
};

namespace {

const QByteArray weird = weirdTable;

/// Runs for minutes when nobody stops it.
QByteArray endless(const World &world)
{
    return world.isPostgres() ? "SELECT pg_sleep(300);"
                              : "INSERT INTO sink WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                                "SELECT i + 1 FROM n) SELECT count(*) FROM n;";
}

/// Kills the server process of the world's session as soon as it sleeps.
std::jthread killWhileSleeping(World &world)
{
    const int pid = static_cast<PostgresSession &>(world.session()).backendPid();
    return std::jthread([&world, pid] {
        const auto other = world.open();
        const QByteArray number = QByteArray::number(pid);
        for (int tries = 0; tries < 3000; ++tries) {
            const auto found = other->query("SELECT 1 FROM pg_stat_activity WHERE wait_event = "
                                            "'PgSleep' AND pid = " +
                                            number);
            if (found && !found->rows.empty())
                break;
            QTest::qSleep(20);
        }
        (void)other->query("SELECT pg_terminate_backend(" + number + ")");
    });
}

} // namespace

void TestObstacles::backendDiesInATransaction()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "");
    world.write(u"2_b"_s, "CREATE TABLE b (id int); SELECT pg_sleep(30);", "");
    const auto plan = planUp(world.planRequest(), {});
    RunReport report;
    {
        const std::jthread killer = killWhileSleeping(world);
        report = world.execute(*plan);
    }
    QCOMPARE(outcomesOf(report), u"done failed"_s);
    QCOMPARE(errorOf(report).kind, ErrorKind::Connection);
    QCOMPARE(std::get<StepFailed>(report.steps[1].outcome).aftermath, Aftermath::RolledBack);
    world.closeSession();
    QCOMPARE(world.versions(), u"1"_s);
    QCOMPARE(world.tables(), QStringList{weirdName});
}

void TestObstacles::backendDiesOutsideATransaction()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s,
                "CREATE TABLE " + weird +
                    " (id int);\nSELECT pg_sleep(CASE WHEN now() < "
                    "(SELECT until FROM patience) THEN 30 ELSE 0 END);\nCREATE TABLE b (id int);",
                "", "transaction:false");
    world.execute("CREATE TABLE patience (until timestamptz); "
                  "INSERT INTO patience VALUES ('infinity')");
    const auto plan = planUp(world.planRequest(), {});
    RunReport report;
    {
        const std::jthread killer = killWhileSleeping(world);
        report = world.execute(*plan);
    }
    QCOMPARE(outcomesOf(report), u"failed"_s);
    QCOMPARE(errorOf(report).kind, ErrorKind::Connection);
    QCOMPARE(std::get<StepFailed>(report.steps[0].outcome).aftermath, Aftermath::HalfDone);
    world.closeSession();
    const PlanRequest request = world.planRequest();
    QVERIFY(request.journal);
    QCOMPARE(request.journal->done, 1);
    QVERIFY(!request.journal->uncertain);
    world.execute("UPDATE patience SET until = '-infinity'");
    const RunReport again = world.up();
    QVERIFY2(again.ok(), qPrintable(errorOf(again).toString()));
    QCOMPARE(world.tables(), (QStringList{weirdName, u"b"_s, u"patience"_s}));
    QCOMPARE(world.versions(), u"1"_s);
}

void TestObstacles::permissionIsMissing()
{
    World world(Engine::PostgreSql);
    world.execute("DROP ROLE IF EXISTS run_guest; CREATE ROLE run_guest LOGIN; "
                  "REVOKE ALL ON SCHEMA public FROM PUBLIC");
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "");
    const auto plan = planUp(world.planRequest(), {});
    QString url = world.url();
    url.replace(u"//postgres@"_s, u"//run_guest@"_s);
    const auto guest = openSession(*ConnectionSpec::parse(url));
    QVERIFY(guest);
    RunObserver nobody;
    const RunReport report = Runner::run(**guest, *world.store(), *plan, {}, nobody, {});
    QVERIFY(!report.ok());
    QCOMPARE(outcomesOf(report), u"not-started"_s);
    QVERIFY2(errorOf(report).kind == ErrorKind::Permission || errorOf(report).sqlState == u"3F000",
             qPrintable(errorOf(report).toString()));
    QCOMPARE(world.tables(), QStringList());
}

void TestObstacles::databaseIsReadOnly()
{
    QFETCH(Engine, engine);
    World world(engine);
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "");
    world.write(u"2_b"_s, "CREATE TABLE b (id int);", "");
    PlanLimits one;
    one.count = 1;
    QVERIFY(world.up(one).ok());
    const auto plan = planUp(world.planRequest(), {});
    ConnectionSpec spec = *ConnectionSpec::parse(world.url());
    spec.readOnly = true;
    const auto reader = openSession(spec);
    QVERIFY(reader);
    RunObserver nobody;
    const RunReport report = Runner::run(**reader, *world.store(), *plan, {}, nobody, {});
    QVERIFY(!report.ok());
    QVERIFY2(errorOf(report).kind == ErrorKind::Permission || errorOf(report).sqlState == u"25006",
             qPrintable(errorOf(report).toString()));
    QCOMPARE(world.versions(), u"1"_s);
    QCOMPARE(world.tables(), QStringList{weirdName});
}

void TestObstacles::diskIsFull()
{
    World world(Engine::Sqlite);
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "");
    world.write(
        u"2_big"_s,
        "CREATE TABLE big AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
        "WHERE i < 20000) SELECT i, hex(randomblob(100)) AS filler FROM n;",
        "");
    PlanLimits one;
    one.count = 1;
    QVERIFY(world.up(one).ok());
    const auto plan = planUp(world.planRequest(), {});
    // As a full disk looks to SQLite: the file cannot grow.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit tight{512LL * 1024, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
    const RunReport report = world.execute(*plan);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QCOMPARE(outcomesOf(report), u"failed"_s);
    QCOMPARE(world.versions(), u"1"_s);
    QCOMPARE(world.tables(), QStringList{weirdName});
    QCOMPARE(world.value("PRAGMA integrity_check"), u"ok"_s);
    const RunReport again = world.up();
    QVERIFY2(again.ok(), qPrintable(errorOf(again).toString()));
    QCOMPARE(world.value("SELECT count(*) FROM big"), u"20000"_s);
}

void TestObstacles::statementTakesTooLong()
{
    QFETCH(Engine, engine);
    World world(engine);
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "");
    world.write(u"2_b"_s, "CREATE TABLE sink (n int);\n" + endless(world), "");
    RunOptions options;
    options.statementTimeout = std::chrono::milliseconds(2000);
    options.retries = 3; // for locks only
    const auto plan = planUp(world.planRequest(), {});
    const RunReport report = world.execute(*plan, options);
    QCOMPARE(outcomesOf(report), u"done failed"_s);
    const Error error = errorOf(report);
    QCOMPARE(error.kind, ErrorKind::Sql);
    QVERIFY2(error.summary.contains(world.isPostgres() ? u"statement timeout"_s : u"2000 ms"_s),
             qPrintable(error.summary));
    QCOMPARE(error.where.line, 3);
    QCOMPARE(std::get<StepFailed>(report.steps[1].outcome).aftermath, Aftermath::RolledBack);
    QCOMPARE(report.steps[1].attempts, 1);
    QCOMPARE(world.versions(), u"1"_s);
    QCOMPARE(world.tables(), QStringList{weirdName});
    // The next run of the same session has no limit, and many short statements are not one long
    // one.
    QByteArray many = "CREATE TABLE sink (n int);\n";
    for (int i = 0; i < 200; ++i)
        many += world.isPostgres() ? "SELECT pg_sleep(0.02);\n"
                                   : "INSERT INTO sink WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                                     "SELECT i + 1 FROM n LIMIT 60000) SELECT count(*) FROM n;\n";
    world.write(u"2_b"_s, many, "");
    const RunReport again = world.up({}, options);
    QVERIFY2(again.ok(), qPrintable(errorOf(again).toString()));
}

void TestObstacles::timeOutHalfWay()
{
    QFETCH(Engine, engine);
    World world(engine);
    world.write(u"1_a"_s,
                "CREATE TABLE sink (n int);\n" + endless(world) + "\nCREATE TABLE " + weird +
                    " (id int);",
                "", "transaction:false");
    RunOptions options;
    options.statementTimeout = std::chrono::milliseconds(2000);
    const RunReport report = world.up({}, options);
    QCOMPARE(outcomesOf(report), u"failed"_s);
    QCOMPARE(std::get<StepFailed>(report.steps[0].outcome).aftermath, Aftermath::HalfDone);
    QCOMPARE(errorOf(report).where.line, 3);
    QVERIFY(report.steps[0].journal);
    QCOMPARE(report.steps[0].journal->done, 1);
    QCOMPARE(world.tables(), QStringList{u"sink"_s});
}

QTEST_GUILESS_MAIN(TestObstacles)
#include "tst_obstacles.moc"
