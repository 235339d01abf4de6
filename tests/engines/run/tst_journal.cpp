// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/run/world.h"

#include "run/resolve.h"
#include "support/testserver.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Migrations that cannot be one transaction.
class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsWithoutATransaction_data() { addEngines(); }
    void runsWithoutATransaction();
    void forgetsWhatDidNothing_data() { addEngines(); }
    void forgetsWhatDidNothing();
    void goesOnWhereItFailed_data() { addEngines(); }
    void goesOnWhereItFailed();
    void refusesWhatWasEditedAbove_data() { addEngines(); }
    void refusesWhatWasEditedAbove();
    void keepsOwnTransactionsWhole_data() { addEngines(); }
    void keepsOwnTransactionsWhole();
    void refusesAnOpenTransaction_data() { addEngines(); }
    void refusesAnOpenTransaction();
    void repeatsSettings();
    void cleansUpInvalidIndexes();
    void asksAboutProcedures();
    void runsForcedOnesOutside();
    void survivesSettingsOfTheScript();
    void goesDownToo();
    void resolves_data();
    void resolves();
    void refusesToResolveNothing();

private:
    static std::optional<JournalEntry> journalOf(World &world)
    {
        const auto found = Journal::find(world.session());
        return found ? *found : std::nullopt;
    }
};

namespace {

const QByteArray weird = weirdTable;
const QByteArray outside = "transaction:false";

} // namespace

void TestJournal::runsWithoutATransaction()
{
    QFETCH(Engine, engine);
    World world(engine);
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);\nVACUUM;\nCREATE TABLE b (id int);",
                "DROP TABLE b; DROP TABLE " + weird + ";", outside);
    const RunReport report = world.up();
    QVERIFY2(report.ok(), qPrintable(errorOf(report).toString()));
    QVERIFY(report.steps[0].journalled);
    QCOMPARE(report.steps[0].statements, 3);
    QCOMPARE(world.versions(), u"1"_s);
    QVERIFY(!journalOf(world));
    QVERIFY(world.down().ok());
    QCOMPARE(world.tables(), QStringList());
    QVERIFY(!journalOf(world));
}

void TestJournal::forgetsWhatDidNothing()
{
    QFETCH(Engine, engine);
    World world(engine);
    world.write(u"1_a"_s, "SELECT nosuch;\nCREATE TABLE b (id int);", "", outside);
    const RunReport report = world.up();
    QCOMPARE(outcomesOf(report), u"failed"_s);
    QCOMPARE(std::get<StepFailed>(report.steps[0].outcome).aftermath, Aftermath::RolledBack);
    QVERIFY(!journalOf(world));
}

void TestJournal::goesOnWhereItFailed()
{
    QFETCH(Engine, engine);
    World world(engine);
    const QByteArray head = "CREATE TABLE " + weird + " (id int);\n";
    world.write(u"1_a"_s, head + "INSERT INTO nosuch VALUES (1);\nCREATE TABLE c (id int);", "",
                outside);
    const RunReport failed = world.up();
    QCOMPARE(outcomesOf(failed), u"failed"_s);
    QCOMPARE(std::get<StepFailed>(failed.steps[0].outcome).aftermath, Aftermath::HalfDone);
    QCOMPARE(errorOf(failed).where.line, 3);
    QCOMPARE(world.versions(), QString());
    const auto journal = journalOf(world);
    QVERIFY(journal);
    QCOMPARE(journal->done, 1);
    QCOMPARE(journal->total, 3);
    QVERIFY(!journal->uncertain);
    QCOMPARE(journal->line, 3);
    QCOMPARE(journal, failed.steps[0].journal);
    QVERIFY(journal->error.contains(u"nosuch"_s));

    // The statement at which it stopped is mended; what stands above it is not run again.
    world.write(u"1_a"_s, head + "INSERT INTO " + weird + " VALUES (1);\nCREATE TABLE c (id int);",
                "", outside);
    const RunReport report = world.up();
    QVERIFY2(report.ok(), qPrintable(errorOf(report).toString()));
    QCOMPARE(report.steps[0].statements, 2);
    QCOMPARE(world.versions(), u"1"_s);
    QCOMPARE(world.tables(), (QStringList{weirdName, u"c"_s}));
    QVERIFY(!journalOf(world));
}

void TestJournal::refusesWhatWasEditedAbove()
{
    QFETCH(Engine, engine);
    World world(engine);
    world.write(u"1_a"_s, "CREATE TABLE a (id int);\nSELECT nosuch;", "", outside);
    QVERIFY(!world.up().ok());
    const auto before = journalOf(world);
    QVERIFY(before);
    world.write(u"1_a"_s, "CREATE TABLE a (id int, more int);\nSELECT 1;", "", outside);
    const RunReport report = world.up();
    QCOMPARE(outcomesOf(report), u"failed"_s);
    QCOMPARE(errorOf(report).kind, ErrorKind::Input);
    QVERIFY(errorOf(report).hint.contains(u"tidemark resolve"_s));
    QCOMPARE(journalOf(world), before);
}

void TestJournal::keepsOwnTransactionsWhole()
{
    QFETCH(Engine, engine);
    World world(engine);
    world.write(u"1_a"_s,
                "BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\n"
                "BEGIN;\nCREATE TABLE b (id int);\nSELECT nosuch;\nCOMMIT;",
                "");
    QVERIFY(!world.up().ok());
    QCOMPARE(world.tables(), QStringList{u"a"_s});
    const auto journal = journalOf(world);
    QVERIFY(journal);
    QCOMPARE(journal->done, 3);
    QVERIFY(!journal->uncertain);
    world.write(u"1_a"_s,
                "BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\n"
                "BEGIN;\nCREATE TABLE b (id int);\nCOMMIT;\n"
                "BEGIN; CREATE TABLE c (id int); ROLLBACK; CREATE TABLE d (id int);",
                "");
    const RunReport report = world.up();
    QVERIFY2(report.ok(), qPrintable(errorOf(report).toString()));
    QCOMPARE(world.tables(), (QStringList{u"a"_s, u"b"_s, u"d"_s}));
    QCOMPARE(world.versions(), u"1"_s);
}

void TestJournal::refusesAnOpenTransaction()
{
    QFETCH(Engine, engine);
    World world(engine);
    world.write(u"1_a"_s, "CREATE TABLE a (id int);\nBEGIN;\nCREATE TABLE b (id int);", "",
                outside);
    const RunReport report = world.up();
    QCOMPARE(outcomesOf(report), u"failed"_s);
    QCOMPARE(errorOf(report).where.line, 3);
    QCOMPARE(world.tables(), QStringList{u"a"_s});
    QCOMPARE(world.session().transactionState(), TransactionState::Idle);
}

void TestJournal::repeatsSettings()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s,
                "CREATE SCHEMA other;\nSET search_path = other;\nCREATE TABLE a (id int);\n"
                "SELECT nosuch;",
                "", outside);
    QVERIFY(!world.up().ok());
    QCOMPARE(world.value("SHOW search_path"), u"\"$user\", public"_s);
    world.write(u"1_a"_s,
                "CREATE SCHEMA other;\nSET search_path = other;\nCREATE TABLE a (id int);\n"
                "CREATE TABLE b (id int);",
                "", outside);
    QVERIFY(world.up().ok());
    QCOMPARE(world.value("SELECT to_regclass('other.b') IS NOT NULL"), u"t"_s);
    QCOMPARE(world.value("SELECT count(*) FROM public.schema_migrations"), u"1"_s);
}

void TestJournal::cleansUpInvalidIndexes()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s,
                "CREATE TABLE " + weird + " (id int);\nINSERT INTO " + weird +
                    " VALUES (1), (1);\nCREATE UNIQUE INDEX CONCURRENTLY u ON " + weird + " (id);",
                "", outside);
    const RunReport failed = world.up();
    QCOMPARE(errorOf(failed).sqlState, u"23505"_s);
    const auto journal = journalOf(world);
    QVERIFY(journal);
    QVERIFY(journal->uncertain);
    QVERIFY2(journal->error.contains(u"index public.u is there and invalid"_s),
             qPrintable(journal->error));
    world.execute("DELETE FROM " + weird + " WHERE ctid = '(0,2)'");
    const RunReport report = world.up();
    QVERIFY2(report.ok(), qPrintable(errorOf(report).toString()));
    QCOMPARE(world.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'u'::regclass"),
             u"t"_s);
}

void TestJournal::asksAboutProcedures()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s,
                "CREATE TABLE " + weird +
                    " (id int);\n"
                    "CREATE PROCEDURE work() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO " +
                    weird +
                    " VALUES (1); COMMIT; RAISE 'half way'; END $$;\nCALL work();\n"
                    "CREATE TABLE b (id int);",
                "", outside);
    QVERIFY(!world.up().ok());
    QCOMPARE(world.value("SELECT count(*) FROM " + weird), u"1"_s);
    const auto journal = journalOf(world);
    QVERIFY(journal && journal->uncertain);
    const RunReport again = world.up();
    QCOMPARE(outcomesOf(again), u"failed"_s);
    QCOMPARE(errorOf(again).kind, ErrorKind::Input);
    QVERIFY(errorOf(again).summary.contains(u"statement 3 of 4"_s));
    QCOMPARE(world.value("SELECT count(*) FROM " + weird), u"1"_s);
    QCOMPARE(journalOf(world), journal);
}

void TestJournal::runsForcedOnesOutside()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s,
                "CREATE TABLE " + weird + " (id int); CREATE INDEX CONCURRENTLY i ON " + weird +
                    " (id);",
                "");
    const RunReport report = world.up();
    QVERIFY2(report.ok(), qPrintable(errorOf(report).toString()));
    QVERIFY(report.steps[0].journalled);
}

void TestJournal::survivesSettingsOfTheScript()
{
    World world(Engine::PostgreSql);
    world.execute("DROP ROLE IF EXISTS run_nobody; CREATE ROLE run_nobody");
    world.write(u"1_a"_s,
                "SET ROLE run_nobody;\nSET search_path = '';\nSELECT 1;\nVACUUM "
                "(SKIP_LOCKED) pg_catalog.pg_class;\nSELECT current_user::text::int;",
                "", outside);
    const RunReport report = world.up();
    // The role is still the script's own when its last statement runs.
    QVERIFY2(errorOf(report).summary.contains(u"\"run_nobody\""_s),
             qPrintable(errorOf(report).toString()));
    const auto journal = journalOf(world);
    QVERIFY(journal);
    QCOMPARE(journal->done, 4);
    QCOMPARE(world.value("SELECT current_user"), u"postgres"_s);
}

void TestJournal::goesDownToo()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s, "CREATE TABLE a (id int); CREATE TABLE b (id int);",
                "DROP TABLE b;\nDROP TABLE nosuch;\nDROP TABLE a;", outside);
    QVERIFY(world.up().ok());
    QVERIFY(!world.down().ok());
    QCOMPARE(world.versions(), u"1"_s);
    QVERIFY(!planUp(world.planRequest(), {}));
    world.write(u"1_a"_s, "CREATE TABLE a (id int); CREATE TABLE b (id int);",
                "DROP TABLE b;\nDROP TABLE a;", outside);
    const RunReport report = world.down();
    QVERIFY2(report.ok(), qPrintable(errorOf(report).toString()));
    QCOMPARE(world.versions(), QString());
    QCOMPARE(world.tables(), QStringList());
}

void TestJournal::resolves_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<bool>("done");
    QTest::newRow("sqlite, done") << Engine::Sqlite << true;
    QTest::newRow("sqlite, undone") << Engine::Sqlite << false;
    QTest::newRow("postgresql, done") << Engine::PostgreSql << true;
    QTest::newRow("postgresql, undone") << Engine::PostgreSql << false;
}

void TestJournal::resolves()
{
    QFETCH(Engine, engine);
    QFETCH(bool, done);
    World world(engine);
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);\nSELECT nosuch;", "", outside);
    QVERIFY(!world.up().ok());
    const Migration migration = world.planRequest().set->migrations[0];
    const auto result = resolveInterrupted(world.session(), *world.store(), migration, true,
                                           done ? Resolution::Done : Resolution::Undone, {}, {});
    QVERIFY2(result, result ? "" : qPrintable(result.error().toString()));
    QVERIFY(!journalOf(world));
    QCOMPARE(world.versions(), done ? u"1"_s : QString());
}

void TestJournal::refusesToResolveNothing()
{
    World world(Engine::Sqlite);
    world.write(u"1_a"_s, "CREATE TABLE a (id int);", "");
    const auto result =
        resolveInterrupted(world.session(), *world.store(), world.planRequest().set->migrations[0],
                           true, Resolution::Done, {}, {});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Usage);
    QCOMPARE(world.versions(), QString());
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
