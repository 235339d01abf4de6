// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/run/world.h"

#include <QTest>

#include <atomic>
#include <future>
#include <thread>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

class TestRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesUpAndDown_data() { addEngines(); }
    void goesUpAndDown();
    void leavesNothingOfAFailedOne_data() { addEngines(); }
    void leavesNothingOfAFailedOne();
    void failsAtCommit();
    void keepsSettingsApart();
    void keepsRolesApart();
    void keepsPragmasApart();
    void unwrapsOwnTransactions_data() { addEngines(); }
    void unwrapsOwnTransactions();
    void doesNotRunTwice_data() { addEngines(); }
    void doesNotRunTwice();
    void refusesAChangedHistory_data() { addEngines(); }
    void refusesAChangedHistory();
    void namesTheHolderOfTheLock_data() { addEngines(); }
    void namesTheHolderOfTheLock();
    void waitsForTheLock_data() { addEngines(); }
    void waitsForTheLock();
    void cancels_data() { addEngines(); }
    void cancels();
    void retriesLockTimeouts();
    void stopsAfterTheLastRetry();
    void timesStatementsOut();
    void reportsNotices();
};

namespace {

const QByteArray weird = weirdTable;

void writeThree(World &world)
{
    world.write(u"1_weird"_s,
                "CREATE TABLE " + weird + " (id int);\nINSERT INTO " + weird + " VALUES (1);",
                "DROP TABLE " + weird + ";");
    world.write(u"2_b"_s, "CREATE TABLE b (id int);", "DROP TABLE b;");
    world.write(u"3_empty"_s, "", "");
}

/// Tells once when a statement with that part begins.
struct AtStatement : RunObserver
{
    QByteArray part;
    std::promise<void> begun;
    void statementStarted(int, const Statement &statement) override
    {
        if (part.isEmpty() || !statement.text.contains(part))
            return;
        part.clear();
        begun.set_value();
    }
};

/// Ends the other session's transaction at the second retry.
struct Releaser : RunObserver
{
    Session *other = nullptr;
    int retries = 0;
    void retrying(int, const Error &, std::chrono::milliseconds) override
    {
        if (++retries == 2)
            (void)other->execute("COMMIT");
    }
};

} // namespace

void TestRunner::goesUpAndDown()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeThree(world);
    const RunReport up = world.up();
    QVERIFY2(up.ok(), qPrintable(errorOf(up).toString()));
    QCOMPARE(outcomesOf(up), u"done done done"_s);
    QCOMPARE(up.steps[0].statements, 2);
    QVERIFY(!up.steps[0].journalled);
    QCOMPARE(world.versions(), u"1 2 3"_s);
    QCOMPARE(world.tables(), (QStringList{weirdName, u"b"_s}));
    QVERIFY(world.up().steps.empty());

    PlanLimits two;
    two.count = 2;
    QCOMPARE(outcomesOf(world.down(two)), u"done done"_s);
    QCOMPARE(world.versions(), u"1"_s);
    QCOMPARE(world.tables(), QStringList{weirdName});
    PlanLimits all;
    all.all = true;
    QCOMPARE(outcomesOf(world.down(all)), u"done"_s);
    QCOMPARE(world.tables(), QStringList());
}

void TestRunner::leavesNothingOfAFailedOne()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeThree(world);
    world.write(u"2_b"_s, "CREATE TABLE b (id int);\nINSERT INTO b\n  VALUES (nosuch);", "");
    const RunReport report = world.up();
    QVERIFY(!report.ok());
    QCOMPARE(outcomesOf(report), u"done failed not-started"_s);
    const Error error = errorOf(report);
    QCOMPARE(error.kind, ErrorKind::Sql);
    QCOMPARE(error.where, (SourceLocation{u"2_b.sql"_s, 4, 11}));
    QCOMPARE(std::get<StepFailed>(report.steps[1].outcome).aftermath, Aftermath::RolledBack);
    QCOMPARE(world.versions(), u"1"_s);
    QCOMPARE(world.tables(), QStringList{weirdName});
    QCOMPARE(world.session().transactionState(), TransactionState::Idle);
    world.write(u"2_b"_s, "CREATE TABLE b (id int);", "");
    QCOMPARE(outcomesOf(world.up()), u"done done"_s);
}

void TestRunner::failsAtCommit()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s,
                "CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES a DEFERRABLE INITIALLY "
                "DEFERRED); INSERT INTO a VALUES (1, 2);",
                "");
    const RunReport report = world.up();
    QCOMPARE(outcomesOf(report), u"failed"_s);
    QCOMPARE(errorOf(report).sqlState, u"23503"_s);
    QCOMPARE(errorOf(report).where.file, u"1_a.sql"_s);
    QCOMPARE(world.tables(), QStringList());
    QCOMPARE(world.versions(), QString());
}

void TestRunner::keepsSettingsApart()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s, "CREATE SCHEMA other; SET search_path = other; CREATE TABLE a (id int);",
                "");
    world.write(u"2_b"_s, "SELECT set_config('search_path', '', false);", "");
    world.write(u"3_c"_s, "CREATE TABLE " + weird + " (id int);", "");
    world.write(u"4_d"_s, "SET search_path = other; SELECT 1 FROM nosuch;", "");
    QCOMPARE(outcomesOf(world.up()), u"done done done failed"_s);
    QCOMPARE(world.tables(), QStringList{weirdName});
    QCOMPARE(world.value("SELECT count(*) FROM public.schema_migrations"), u"3"_s);
    QCOMPARE(world.value("SHOW search_path"), u"\"$user\", public"_s);
}

void TestRunner::keepsRolesApart()
{
    World world(Engine::PostgreSql);
    world.execute("DROP ROLE IF EXISTS run_owner; CREATE ROLE run_owner; "
                  "GRANT CREATE ON SCHEMA public TO run_owner");
    world.write(u"1_a"_s, "SET ROLE run_owner; CREATE TABLE a (id int);", "");
    world.write(u"2_b"_s, "CREATE TABLE b (id int);", "");
    const RunReport report = world.up();
    QVERIFY2(report.ok(), qPrintable(errorOf(report).toString()));
    QCOMPARE(world.value("SELECT tableowner FROM pg_tables WHERE tablename = 'a'"), u"run_owner"_s);
    QCOMPARE(world.value("SELECT tableowner FROM pg_tables WHERE tablename = 'b'"), u"postgres"_s);
}

void TestRunner::keepsPragmasApart()
{
    World world(Engine::Sqlite);
    world.write(u"1_a"_s,
                "PRAGMA foreign_keys = ON;\nPRAGMA legacy_alter_table = ON;\n"
                "CREATE TABLE a (id int);",
                "", "transaction:false");
    world.write(u"2_b"_s, "PRAGMA recursive_triggers = ON; CREATE TABLE b (id int);", "");
    QCOMPARE(outcomesOf(world.up()), u"done done"_s);
    QCOMPARE(world.value("PRAGMA foreign_keys"), u"0"_s);
    QCOMPARE(world.value("PRAGMA legacy_alter_table"), u"0"_s);
    QCOMPARE(world.value("PRAGMA recursive_triggers"), u"0"_s);
}

void TestRunner::unwrapsOwnTransactions()
{
    QFETCH(Engine, engine);
    World world(engine);
    world.write(u"1_a"_s, "BEGIN;\nCREATE TABLE a (id int);\nSELECT nosuch;\nCOMMIT;", "");
    const RunReport failed = world.up();
    QCOMPARE(outcomesOf(failed), u"failed"_s);
    QCOMPARE(errorOf(failed).where.line, 4);
    QCOMPARE(world.tables(), QStringList());
    world.write(u"1_a"_s, "BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;", "");
    const RunReport report = world.up();
    QVERIFY(report.ok());
    QVERIFY(!report.steps[0].journalled);
    QCOMPARE(world.versions(), u"1"_s);
}

void TestRunner::doesNotRunTwice()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeThree(world);
    const auto plan = planUp(world.planRequest(), {});
    QVERIFY(plan);
    PlanLimits one;
    one.count = 1;
    QVERIFY(world.up(one).ok());
    const RunReport report = world.execute(*plan);
    QCOMPARE(outcomesOf(report), u"done-by-other done done"_s);
    QVERIFY(report.ok());
    QCOMPARE(world.value("SELECT count(*) FROM " + weird), u"1"_s);
}

void TestRunner::refusesAChangedHistory()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeThree(world);
    PlanLimits one;
    one.count = 1;
    const auto plan = planUp(world.planRequest(), one);
    QVERIFY(world.up().ok());
    QVERIFY(plan);
    const RunReport report = world.execute(*plan);
    QVERIFY(report.error);
    QCOMPARE(report.error->kind, ErrorKind::Busy);
    QCOMPARE(outcomesOf(report), u"not-started"_s);
}

void TestRunner::namesTheHolderOfTheLock()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeThree(world);
    const auto other = world.open();
    const auto lock = world.store()->lock(*other, false, {});
    QVERIFY(lock);
    RunOptions options;
    options.wait = false;
    const RunReport report = world.up({}, options);
    QVERIFY(report.error);
    QCOMPARE(report.error->kind, ErrorKind::Busy);
    const QString said = report.error->toString();
    QVERIFY2(said.contains(QString::number(QCoreApplication::applicationPid())) ||
                 said.contains(u"tidemark"_s),
             qPrintable(said));
    QCOMPARE(outcomesOf(report), u"not-started not-started not-started"_s);
    QCOMPARE(world.tables(), QStringList());
}

void TestRunner::waitsForTheLock()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeThree(world);
    (void)world.session();
    std::promise<void> held;
    std::atomic<bool> released = false;
    std::jthread holder([&] {
        const auto other = world.open();
        const auto lock = world.store()->lock(*other, false, {});
        held.set_value();
        QTest::qSleep(700);
        released = true; // before the lock goes
    });
    held.get_future().wait();
    QVERIFY(world.up().ok());
    QVERIFY2(released, "it did not wait");
}

void TestRunner::cancels()
{
    QFETCH(Engine, engine);
    World world(engine);
    const QByteArray slow = engine == Engine::PostgreSql
                                ? QByteArray("SELECT pg_sleep(300);")
                                : "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                  "SELECT count(*) FROM n;";
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "");
    world.write(u"2_b"_s, "CREATE TABLE b (id int);\n" + slow, "");
    world.write(u"3_c"_s, "CREATE TABLE c (id int);", "");
    (void)world.session();
    std::stop_source source;
    AtStatement observer;
    observer.part = engine == Engine::PostgreSql ? "pg_sleep" : "RECURSIVE";
    std::jthread stopper([&source, begun = observer.begun.get_future()] {
        begun.wait_for(std::chrono::minutes(2));
        QTest::qSleep(200);
        source.request_stop();
    });
    const auto plan = planUp(world.planRequest(), {});
    const RunReport report =
        Runner::run(world.session(), *world.store(), *plan, {}, observer, source.get_token());
    QCOMPARE(outcomesOf(report), u"done cancelled not-started"_s);
    QVERIFY(report.cancelled());
    QCOMPARE(std::get<StepCancelled>(report.steps[1].outcome).aftermath, Aftermath::RolledBack);
    QCOMPARE(world.versions(), u"1"_s);
    QCOMPARE(world.tables(), QStringList{weirdName});
}

void TestRunner::retriesLockTimeouts()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "");
    world.write(u"2_b"_s, "CREATE TABLE b (id int); ALTER TABLE " + weird + " ADD COLUMN more int;",
                "");
    PlanLimits one;
    one.count = 1;
    QVERIFY(world.up(one).ok());
    const auto other = world.open();
    QVERIFY(other->execute("BEGIN; LOCK TABLE " + weird + " IN ACCESS SHARE MODE"));
    Releaser releaser;
    releaser.other = other.get();
    RunOptions options;
    options.lockTimeout = std::chrono::milliseconds(100);
    options.retries = 10;
    options.retryDelay = std::chrono::milliseconds(100);
    const auto plan = planUp(world.planRequest(), {});
    const RunReport report =
        Runner::run(world.session(), *world.store(), *plan, options, releaser, {});
    QVERIFY2(report.ok(), qPrintable(errorOf(report).toString()));
    QVERIFY(report.steps[0].attempts > 1);
    QCOMPARE(report.steps[0].statements, 2);
    QCOMPARE(world.versions(), u"1 2"_s);
    QCOMPARE(world.value("SHOW lock_timeout"), u"0"_s);
}

void TestRunner::stopsAfterTheLastRetry()
{
    World world(Engine::PostgreSql);
    world.execute("CREATE TABLE " + weird + " (id int)");
    world.write(u"1_a"_s, "ALTER TABLE " + weird + " ADD COLUMN more int;", "");
    const auto other = world.open();
    QVERIFY(other->execute("BEGIN; LOCK TABLE " + weird + " IN ACCESS SHARE MODE"));
    RunOptions options;
    options.lockTimeout = std::chrono::milliseconds(50);
    options.retries = 2;
    options.retryDelay = std::chrono::milliseconds(20);
    const RunReport report = world.up({}, options);
    QCOMPARE(outcomesOf(report), u"failed"_s);
    QCOMPARE(report.steps[0].attempts, 3);
    QCOMPARE(errorOf(report).kind, ErrorKind::Busy);
    QCOMPARE(errorOf(report).where.line, 2);
}

void TestRunner::timesStatementsOut()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int); SELECT pg_sleep(20);", "");
    RunOptions options;
    options.statementTimeout = std::chrono::milliseconds(200);
    const RunReport report = world.up({}, options);
    QCOMPARE(outcomesOf(report), u"failed"_s);
    QCOMPARE(errorOf(report).sqlState, u"57014"_s);
    QCOMPARE(world.tables(), QStringList());
}

void TestRunner::reportsNotices()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s, "DO $$ BEGIN RAISE WARNING 'look out'; END $$;", "");
    const RunReport report = world.up();
    QVERIFY(report.ok());
    QCOMPARE(report.steps[0].notices.size(), size_t(1));
    QCOMPARE(report.steps[0].notices[0].message, u"look out"_s);
}

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
