// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqitchworld.h"

#include "migrations/conventions/conventions.h"
#include "support/testserver.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// One database, migrated in turn by the real sqitch and by us.
class SqitchTogetherTest : public QObject
{
    Q_OBJECT

private:
    static void engines()
    {
        QTest::addColumn<Engine>("engine");
        QTest::newRow("PostgreSQL") << Engine::PostgreSql;
        QTest::newRow("SQLite") << Engine::Sqlite;
    }

    /// sqitch itself finds nothing to object to: state, log, scripts' hashes and verify scripts.
    static void sqitchAgrees(const SqitchWorld &world, const Database &database)
    {
        const auto status = world.sqitch({u"status"_s}, database);
        QVERIFY2(status.output.contains(u"Nothing to deploy (up-to-date)"_s),
                 qPrintable(status.output));
        const auto verify = world.sqitch({u"verify"_s}, database);
        QVERIFY2(verify.exitCode == 0, qPrintable(verify.output));
        QVERIFY2(verify.output.contains(u"Verify successful"_s), qPrintable(verify.output));
        const auto check = world.sqitch({u"check"_s}, database);
        QVERIFY2(check.exitCode == 0, qPrintable(check.output));
        const auto log =
            world.sqitch({u"log"_s, u"--oneline"_s, u"--event"_s, u"deploy"_s}, database);
        QVERIFY2(log.exitCode == 0, qPrintable(log.output));
        QCOMPARE(log.output.count(u"deploy flipr:"_s), SqitchWorld::allIds().size());
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SQITCH_SYSTEM_CONFIG", "/nonexistent");
        qputenv("SQITCH_USER_CONFIG", "/nonexistent");
        TestServer::start();
    }

    void registriesAreEqual_data() { engines(); }
    void registriesAreEqual()
    {
        QFETCH(Engine, engine);
        const SqitchWorld world(engine);
        const Database theirs = world.makeDatabase(u"theirs"_s);
        const Database ours = world.makeDatabase(u"ours"_s);
        const auto deployed = world.sqitch({u"deploy"_s}, theirs);
        QVERIFY2(deployed.exitCode == 0, qPrintable(deployed.output));
        QCOMPARE(goUp(sqitchConvention(), world.project(), ours), QString());
        QCOMPARE(world.registryTables(ours), world.registryTables(theirs));
        QVERIFY(world.registryTables(ours).size() > 60);
        QCOMPARE(world.registryRows(ours), world.registryRows(theirs));
        QCOMPARE(world.registryRows(ours).size(), 1 + 1 + 5 + 3 + 7 + 5);
        sqitchAgrees(world, ours);

        const auto reverted = world.sqitch({u"revert"_s, u"-y"_s, u"--to"_s, u"@v1.0"_s}, theirs);
        QVERIFY2(reverted.exitCode == 0, qPrintable(reverted.output));
        PlanLimits three;
        three.count = 3;
        QCOMPARE(goDown(sqitchConvention(), world.project(), ours, three), QString());
        QCOMPARE(world.registryRows(ours), world.registryRows(theirs));
        QCOMPARE(world.registryRows(ours).size(), 1 + 1 + 2 + 2 + 1 + 8);
    }

    void sqitchFirst_data() { engines(); }
    void sqitchFirst()
    {
        QFETCH(Engine, engine);
        const SqitchWorld world(engine);
        const Database database = world.makeDatabase(u"first"_s);
        const auto deployed = world.sqitch({u"deploy"_s, u"--to"_s, u"@v2"_s}, database);
        QVERIFY2(deployed.exitCode == 0, qPrintable(deployed.output));
        QCOMPARE(appliedIds(sqitchConvention(), world.project(), database),
                 SqitchWorld::allIds().mid(0, 3));
        QCOMPARE(goUp(sqitchConvention(), world.project(), database), QString());
        QCOMPARE(appliedIds(sqitchConvention(), world.project(), database), SqitchWorld::allIds());
        sqitchAgrees(world, database);

        // We take back what is ours and one of sqitch's; sqitch the rest.
        PlanLimits three;
        three.count = 3;
        QCOMPARE(goDown(sqitchConvention(), world.project(), database, three), QString());
        const auto status = world.sqitch({u"status"_s}, database);
        QVERIFY2(status.output.contains(u"admin/seed"_s), qPrintable(status.output));
        QVERIFY2(status.output.contains(u"@v1.0"_s), qPrintable(status.output));
        const auto reverted = world.sqitch({u"revert"_s, u"-y"_s}, database);
        QVERIFY2(reverted.exitCode == 0, qPrintable(reverted.output));
        QCOMPARE(appliedIds(sqitchConvention(), world.project(), database), QStringList());
    }

    void weFirst_data() { engines(); }
    void weFirst()
    {
        QFETCH(Engine, engine);
        const SqitchWorld world(engine);
        const Database database = world.makeDatabase(u"second"_s);
        PlanLimits three;
        three.count = 3;
        QCOMPARE(goUp(sqitchConvention(), world.project(), database, three), QString());
        const auto status = world.sqitch({u"status"_s}, database);
        QVERIFY2(status.output.contains(u"Undeployed changes:"_s), qPrintable(status.output));
        const auto deployed = world.sqitch({u"deploy"_s, u"--verify"_s}, database);
        QVERIFY2(deployed.exitCode == 0, qPrintable(deployed.output));
        QCOMPARE(appliedIds(sqitchConvention(), world.project(), database), SqitchWorld::allIds());
        sqitchAgrees(world, database);

        // sqitch takes back its own and one of ours; we the rest.
        const auto reverted = world.sqitch({u"revert"_s, u"-y"_s, u"--to"_s, u"@v1.0"_s}, database);
        QVERIFY2(reverted.exitCode == 0, qPrintable(reverted.output));
        QCOMPARE(appliedIds(sqitchConvention(), world.project(), database),
                 SqitchWorld::allIds().mid(0, 2));
        PlanLimits all;
        all.all = true;
        QCOMPARE(goDown(sqitchConvention(), world.project(), database, all), QString());
        const auto nothing = world.sqitch({u"status"_s}, database);
        QVERIFY2(nothing.output.contains(u"No changes deployed"_s), qPrintable(nothing.output));
        const auto log = world.sqitch({u"log"_s, u"--oneline"_s}, database);
        QCOMPARE(log.output.count(u" deploy "_s), 5);
        QCOMPARE(log.output.count(u" revert "_s), 5);
    }

    void tagsThatCameLater_data() { engines(); }
    void tagsThatCameLater()
    {
        QFETCH(Engine, engine);
        const SqitchWorld world(engine);
        const Database theirs = world.makeDatabase(u"theirs"_s);
        const Database ours = world.makeDatabase(u"ours"_s);
        QCOMPARE(world.sqitch({u"deploy"_s}, theirs).exitCode, 0);
        QCOMPARE(goUp(sqitchConvention(), world.project(), ours), QString());
        world.addToPlan("@v3 2013-02-01T00:00:00Z Ann Ätna <ann@example.org> # later");
        QCOMPARE(world.sqitch({u"deploy"_s}, theirs).exitCode, 0);
        const auto session = ours.connect();
        const auto ensured = sqitchConvention().history(engine, world.project())->ensure(*session);
        QVERIFY2(ensured, ensured ? "" : qPrintable(ensured.error().toString()));
        QCOMPARE(world.registryRows(ours), world.registryRows(theirs));
        QVERIFY(world.registryRows(ours).join(u'\n').contains(u"|@v3|"_s));
    }

    /// sqitch's lock keeps us out and ours keeps sqitch out.
    void oneWriter()
    {
        const SqitchWorld world(Engine::PostgreSql);
        const Database database = world.makeDatabase(u"locked"_s);
        const auto store = sqitchConvention().history(Engine::PostgreSql, world.project());
        const auto session = database.connect();
        {
            const auto lock = store->lock(*session, false, {});
            QVERIFY2(lock, lock ? "" : qPrintable(lock.error().toString()));
            const auto kept = world.sqitch({u"deploy"_s, u"--lock-timeout"_s, u"1"_s}, database);
            QVERIFY(kept.exitCode != 0);
            QVERIFY2(kept.output.contains(u"Timed out"_s), qPrintable(kept.output));
        }
        QCOMPARE(world.sqitch({u"deploy"_s}, database).exitCode, 0);
        const auto other = database.connect();
        QVERIFY(other->query("SELECT pg_advisory_lock(75474063)"));
        const auto kept = store->lock(*session, false, {});
        QVERIFY(!kept);
        QCOMPARE(kept.error().kind, ErrorKind::Busy);
    }

    /// A failed revert is not logged, and nor is what is refused before it begins.
    void failedReverts_data() { engines(); }
    void failedReverts()
    {
        QFETCH(Engine, engine);
        const SqitchWorld world(engine);
        world.write(u"revert/counts.sql"_s, "DROP TABLE nothing_of_this_name;\n");
        const Database theirs = world.makeDatabase(u"theirs"_s);
        const Database ours = world.makeDatabase(u"ours"_s);
        QCOMPARE(world.sqitch({u"deploy"_s}, theirs).exitCode, 0);
        QCOMPARE(goUp(sqitchConvention(), world.project(), ours), QString());
        const auto reverted = world.sqitch({u"revert"_s, u"-y"_s, u"--to"_s, u"@HEAD^"_s}, theirs);
        QVERIFY(reverted.exitCode != 0);
        QVERIFY2(reverted.output.contains(u"nothing_of_this_name"_s), qPrintable(reverted.output));
        QVERIFY(
            goDown(sqitchConvention(), world.project(), ours).contains(u"nothing_of_this_name"_s));
        QCOMPARE(world.registryRows(ours), world.registryRows(theirs));
        QCOMPARE(appliedIds(sqitchConvention(), world.project(), ours), SqitchWorld::allIds());
    }

    /// A failed deploy is logged by sqitch's own kind of event.
    void failures_data() { engines(); }
    void failures()
    {
        QFETCH(Engine, engine);
        const SqitchWorld world(engine);
        world.addToPlan("broken 2014-01-01T00:00:00Z Ann Ätna <ann@example.org>");
        world.write(u"deploy/broken.sql"_s, "SELECT * FROM nothing_of_this_name;\n");
        world.write(u"revert/broken.sql"_s, "SELECT 1;\n");
        world.write(u"verify/broken.sql"_s, "SELECT 1;\n");
        const Database theirs = world.makeDatabase(u"theirs"_s);
        const Database ours = world.makeDatabase(u"ours"_s);
        QVERIFY(world.sqitch({u"deploy"_s, u"--mode"_s, u"change"_s}, theirs).exitCode != 0);
        QVERIFY(
            goUp(sqitchConvention(), world.project(), ours).contains(u"nothing_of_this_name"_s));
        QCOMPARE(world.registryRows(ours).filter(u"events: fail"_s).size(), 1);
        QCOMPARE(world.registryRows(ours), world.registryRows(theirs));
        QCOMPARE(appliedIds(sqitchConvention(), world.project(), ours), SqitchWorld::allIds());
    }
};

QTEST_GUILESS_MAIN(SqitchTogetherTest)
#include "tst_sqitchtogether.moc"
