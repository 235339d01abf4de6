// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/cli/program.h"

#include "support/testserver.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Several processes, and signals.
class TestInterrupts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoAtOnce_data() { addEngines(); }
    void twoAtOnce();
    void namesWhoRuns_data() { addEngines(); }
    void namesWhoRuns();
    void ctrlCInATransaction();
    void ctrlCOutsideATransaction();
    void secondCtrlCEndsAtOnce();

private:
    /// Started, and at work on a statement that takes long.
    static std::unique_ptr<QProcess> startSlowUp(World &world);
};

namespace {

const QByteArray weird = weirdTable;

void writeSlow(World &world, const QByteArray &mode)
{
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "DROP TABLE " + weird + ";");
    world.write(u"2_b"_s,
                "CREATE TABLE b (id int);\nSELECT pg_sleep(300);\nCREATE TABLE c (id int);",
                "DROP TABLE b;", mode);
}

} // namespace

std::unique_ptr<QProcess> TestInterrupts::startSlowUp(World &world)
{
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral(TIDEMARK_PROGRAM), on(world, {u"up"_s}));
    for (int tries = 0; tries < 6000; ++tries) {
        if (world.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                        "AND wait_event = 'PgSleep'") == u"1")
            return process;
        QTest::qSleep(20);
    }
    qFatal("it does not get to its statement");
}

void TestInterrupts::twoAtOnce()
{
    QFETCH(Engine, engine);
    World world(engine);
    const QByteArray pause =
        world.isPostgres()
            ? "SELECT pg_sleep(0.02);"
            : "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i "
              "< 100000) SELECT count(*) FROM n;";
    world.execute("CREATE TABLE " + weird + " (id int)");
    for (int number = 1; number <= 20; ++number)
        world.write(u"%1_n"_s.arg(number, 2, 10, QChar(u'0')),
                    pause + "INSERT INTO " + weird + " VALUES (" + QByteArray::number(number) +
                        ");",
                    "SELECT 1;");
    QProcess first;
    QProcess second;
    first.start(QStringLiteral(TIDEMARK_PROGRAM), on(world, {u"up"_s}));
    second.start(QStringLiteral(TIDEMARK_PROGRAM), on(world, {u"up"_s}));
    QVERIFY(first.waitForFinished(120'000));
    QVERIFY(second.waitForFinished(120'000));
    // The slower one may find that a part of its plan is done and the rest is under way by another:
    // it waits. What it must not do is run anything twice.
    QVERIFY2(first.exitCode() == 0, first.readAllStandardError().constData());
    QVERIFY2(second.exitCode() == 0, second.readAllStandardError().constData());
    QCOMPARE(world.value("SELECT count(*) FROM " + weird), u"20"_s);
    QCOMPARE(world.value("SELECT count(DISTINCT id) FROM " + weird), u"20"_s);
    QCOMPARE(world.planRequest().history.applied.size(), size_t(20));
}

void TestInterrupts::namesWhoRuns()
{
    QFETCH(Engine, engine);
    World world(engine);
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "");
    const auto lock = world.store()->lock(world.session(), false, {});
    QVERIFY(lock);
    const ProcessResult result = runTidemark(on(world, {u"up"_s, u"--no-wait"_s}));
    QCOMPARE(result.exitCode, 3);
    const QByteArray holder = world.isPostgres()
                                  ? world.value("SELECT pg_backend_pid()").toUtf8()
                                  : QByteArray::number(QCoreApplication::applicationPid());
    QVERIFY2(result.errors.contains(holder), result.errors.constData());
    QCOMPARE(world.tables(), QStringList());
}

void TestInterrupts::ctrlCInATransaction()
{
    World world(Engine::PostgreSql);
    writeSlow(world, {});
    const auto process = startSlowUp(world);
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    QVERIFY(process->waitForFinished(120'000));
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), 3);
    const QByteArray said = process->readAllStandardError();
    QVERIFY2(said.contains("2_b was cancelled: nothing of it is left in the database"),
             said.constData());
    QCOMPARE(world.versions(), u"1"_s);
    QCOMPARE(world.tables(), QStringList{weirdName});
}

void TestInterrupts::ctrlCOutsideATransaction()
{
    World world(Engine::PostgreSql);
    writeSlow(world, "transaction:false");
    const auto process = startSlowUp(world);
    ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
    QVERIFY(process->waitForFinished(120'000));
    QCOMPARE(process->exitCode(), 3);
    const QByteArray said = process->readAllStandardError();
    QVERIFY2(said.contains("statement 2 of 3"), said.constData());
    QCOMPARE(world.versions(), u"1"_s);
    const ProcessResult status = runTidemark(on(world, {u"status"_s, u"--json"_s}));
    QCOMPARE(status.exitCode, 1);
    const QJsonObject interrupted = jsonIn(status.output)[u"interrupted"_s].toObject();
    QCOMPARE(interrupted[u"version"_s].toString(), u"2"_s);
    QCOMPARE(interrupted[u"done"_s].toInt(), 1);
    QCOMPARE(interrupted[u"line"_s].toInt(), 3);
}

void TestInterrupts::secondCtrlCEndsAtOnce()
{
    World world(Engine::PostgreSql);
    // A function that swallows the cancel: only a hard end helps.
    world.write(u"1_a"_s,
                "CREATE TABLE " + weird +
                    " (id int);\nDO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(300); EXCEPTION WHEN "
                    "query_canceled THEN NULL; END; END LOOP; END $$;",
                "");
    const auto process = startSlowUp(world);
    const auto pid = static_cast<pid_t>(process->processId());
    QVERIFY(process->waitForStarted());
    ::kill(pid, SIGINT);
    QVERIFY(!process->waitForFinished(300));
    QCOMPARE(process->state(), QProcess::Running);
    ::kill(pid, SIGINT);
    QVERIFY(process->waitForFinished(60'000));
    QCOMPARE(process->exitCode(), 128 + SIGINT);
    (void)world.session().query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                                "datname = current_database() AND pid <> pg_backend_pid()");
    QCOMPARE(world.versions(), QString());
}

QTEST_GUILESS_MAIN(TestInterrupts)
#include "tst_interrupts.moc"
