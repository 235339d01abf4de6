// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsaltest.h"

#include <map>

using namespace tidemark;
using namespace tidemark::test;

/// Whole rehearsals, on both engines.
class TestRehearsal : public RehearsalTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }

    void samples_data();
    void samples();
    void verdicts_data();
    void verdicts();
    void laterVerdictsDoNotDependOnEarlierOnes_data() { engines(); }
    void laterVerdictsDoNotDependOnEarlierOnes();
    void fillFindsWhatEmptyTablesHide_data() { engines(); }
    void fillFindsWhatEmptyTablesHide();
    void fillDoesNotHideTheDown_data() { engines(); }
    void fillDoesNotHideTheDown();
    void fillFindsWhatDefaultsHide_data() { engines(); }
    void fillFindsWhatDefaultsHide();
    void trafficIsLost_data() { engines(); }
    void trafficIsLost();
    void movedDataIsNotLost_data() { engines(); }
    void movedDataIsNotLost();
    void overwrittenKeysAreLost_data() { engines(); }
    void overwrittenKeysAreLost();
    void temporaryTablesDoNotLiveOn_data() { engines(); }
    void temporaryTablesDoNotLiveOn();
    void lastTransactionOfAScriptIsKept_data() { engines(); }
    void lastTransactionOfAScriptIsKept();
    void timesAreExplained_data() { engines(); }
    void timesAreExplained();
    void chain_data() { engines(); }
    void chain();
    void chainWithFill_data() { engines(); }
    void chainWithFill();
    void rangeAsOne_data() { engines(); }
    void rangeAsOne();
    void stepsOfOneChange_data() { engines(); }
    void stepsOfOneChange();
    void errorsHaveTheirPlace_data() { engines(); }
    void errorsHaveTheirPlace();
    void cancelKeepsWhatWasLearnt_data() { engines(); }
    void cancelKeepsWhatWasLearnt();
    void timeoutsEndStatements_data() { engines(); }
    void timeoutsEndStatements();
    void unknownMigrationIsUsage();
};

void TestRehearsal::samples_data()
{
    engines();
}

/// The sample shops have one migration for each verdict; this is what their README promises.
void TestRehearsal::samples()
{
    QFETCH(Engine, engine);
    const QString shop = engine == Engine::Sqlite ? u"shop-sqlite"_s : u"shop-postgres"_s;
    const QString root = QStringLiteral(TIDEMARK_SOURCE_DIR "/migrations-samples/");
    const RehearsalReport report = rehearsed(requestFor(root + shop + u"/migrations"_s));
    const std::map<QString, Verdict> expected{
        {u"0001"_s, Verdict::Reversible},  {u"0002"_s, Verdict::Reversible},
        {u"0003"_s, Verdict::Reversible},  {u"0004"_s, Verdict::Reversible},
        {u"0005"_s, Verdict::Reversible},  {u"0006"_s, Verdict::LosesData},
        {u"0007"_s, Verdict::LosesData},   {u"0008"_s, Verdict::Differs},
        {u"0009"_s, Verdict::Reversible},  {u"0010"_s, Verdict::DownFails},
        {u"0011"_s, Verdict::RedoFails},   {u"0012"_s, Verdict::Reorders},
        {u"0013"_s, Verdict::RedoDiffers}, {u"0014"_s, Verdict::EmptyDown},
        {u"0015"_s, Verdict::EmptyDown},   {u"0016"_s, Verdict::NoDown}};
    QCOMPARE(report.migrations.size(), expected.size());
    for (const MigrationReport &migration : report.migrations) {
        QVERIFY2(migration.verdict == expected.at(migration.version),
                 qPrintable(migration.id + u": "_s + verdictName(migration.verdict) + u": "_s +
                            migration.reason));
        QVERIFY(!migration.reason.isEmpty());
    }
}

void TestRehearsal::verdicts_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QByteArray>("up");
    QTest::addColumn<QByteArray>("down");
    QTest::addColumn<Verdict>("verdict");
    const struct
    {
        const char *name;
        QByteArray up;
        QByteArray down;
        Verdict verdict;
    } cases[] = {
        {"table", "CREATE TABLE n (id int PRIMARY KEY);", "DROP TABLE n;", Verdict::Reversible},
        {"loses rows", "DELETE FROM t WHERE id = 1;", "SELECT 1;", Verdict::LosesData},
        {"loses values", "UPDATE t SET name = 'x' WHERE id = 2;", "SELECT 1;", Verdict::LosesData},
        {"leaves rows", "INSERT INTO t VALUES (3, 'c');", "SELECT 1;", Verdict::LosesData},
        {"leaves an index", "CREATE INDEX i ON t (name); CREATE TABLE n (id int);", "DROP TABLE n;",
         Verdict::Differs},
        {"loses an index", "DROP INDEX by_id;", "SELECT 1;", Verdict::Differs},
        {"down fails", "CREATE TABLE n (id int);", "DROP TABLE nosuch;", Verdict::DownFails},
        {"down fails half-way", "CREATE TABLE n (id int);", "DROP TABLE n; DROP TABLE nosuch;",
         Verdict::DownFails},
        {"no down", "CREATE TABLE n (id int);", QByteArray(), Verdict::NoDown},
        {"empty down, nothing done", "SELECT 1;", "", Verdict::EmptyDown},
        {"empty down, comments only", "CREATE TABLE n (id int);", "-- nothing\n/* at all */",
         Verdict::EmptyDown},
        {"up fails", "CREATE TABLE n (id int); SELECT nosuch;", "DROP TABLE n;", Verdict::UpFails},
        {"up does not parse", "CREATE TABL n (id int);", "DROP TABLE n;", Verdict::UpFails},
        {"redo fails", "CREATE TABLE n AS SELECT 1 / (SELECT count(*) FROM t WHERE id = 1) AS x;",
         "DROP TABLE n; DELETE FROM t WHERE id = 99;", Verdict::Reversible},
    };
    for (const auto &one : cases) {
        for (const Engine engine : {Engine::PostgreSql, Engine::Sqlite}) {
            const char *name = engine == Engine::Sqlite ? "SQLite" : "PostgreSQL";
            QTest::addRow("%s, %s", one.name, name) << engine << one.up << one.down << one.verdict;
        }
    }
    QTest::newRow("reorders, PostgreSQL")
        << Engine::PostgreSql << QByteArray("ALTER TABLE t DROP COLUMN id;")
        << QByteArray("ALTER TABLE t ADD COLUMN id int; CREATE INDEX by_id ON t (id);")
        << Verdict::LosesData;
    QTest::newRow("reorders without rows, PostgreSQL")
        << Engine::PostgreSql
        << QByteArray("CREATE TABLE n (a int, b int); ALTER TABLE e DROP COLUMN a;")
        << QByteArray("DROP TABLE n; ALTER TABLE e ADD COLUMN a int;") << Verdict::Reorders;
    QTest::newRow("enum label stays, PostgreSQL")
        << Engine::PostgreSql << QByteArray("ALTER TYPE mood ADD VALUE 'angry';")
        << QByteArray("SELECT 1;") << Verdict::Differs;
}

void TestRehearsal::verdicts()
{
    QFETCH(Engine, engine);
    QFETCH(QByteArray, up);
    QFETCH(QByteArray, down);
    QFETCH(Verdict, verdict);
    Folder folder;
    QByteArray base = QByteArray("CREATE TABLE t (id int, name text); CREATE INDEX by_id ON t (id);"
                                 "INSERT INTO t VALUES (1, 'a'), (2, 'b');"
                                 "CREATE TABLE e (a int, b int); CREATE TABLE ") +
                      weirdTable + " (id int);";
    if (engine == Engine::PostgreSql)
        base += "CREATE TYPE mood AS ENUM ('sad', 'glad');";
    folder.add(u"0001_base"_s, base, QByteArray());
    folder.add(u"0002_case"_s, up, down);
    const RehearsalReport report = rehearsed(folder);
    QCOMPARE(report.migrations.size(), size_t(2));
    const MigrationReport &judged = report.migrations[1];
    QVERIFY2(judged.verdict == verdict,
             qPrintable(verdictName(judged.verdict) + u": "_s + judged.reason));
}

void TestRehearsal::laterVerdictsDoNotDependOnEarlierOnes()
{
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TABLE a (id int);", "DROP TABLE nosuch;");
    folder.add(u"0002_b"_s, "CREATE TABLE b (id int);", "SELECT 1;");
    folder.add(u"0003_c"_s, "SELECT nosuch FROM a;", "SELECT 1;");
    folder.add(u"0004_d"_s, "ALTER TABLE b ADD COLUMN n int;", "ALTER TABLE b DROP COLUMN n;");
    const RehearsalReport report = rehearsed(folder);
    QCOMPARE(report.migrations.size(), size_t(4));
    QCOMPARE(report.migrations[0].verdict, Verdict::DownFails);
    QCOMPARE(report.migrations[1].verdict, Verdict::Differs);
    QCOMPARE(report.migrations[2].verdict, Verdict::UpFails);
    QCOMPARE(report.migrations[3].verdict, Verdict::Reversible);
}

void TestRehearsal::fillFindsWhatEmptyTablesHide()
{
    QFETCH(Engine, engine);
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TABLE a (id int PRIMARY KEY, name text NOT NULL);",
               "DROP TABLE a;");
    folder.add(u"0002_drop"_s, "ALTER TABLE a DROP COLUMN name;",
               "ALTER TABLE a ADD COLUMN name text NOT NULL;");
    folder.add(u"0003_more"_s, "CREATE TABLE c (id int);", "DROP TABLE c;");
    RehearsalRequest request = requestFor(folder.path());
    // SQLite refuses such a column even on an empty table.
    if (engine == Engine::PostgreSql)
        QCOMPARE(rehearsed(request).migrations.at(1).verdict, Verdict::Reversible);
    request.fill = 2;
    const RehearsalReport full = rehearsed(request);
    QCOMPARE(full.migrations.at(0).verdict, Verdict::Reversible);
    QCOMPARE(full.migrations.at(1).verdict, Verdict::DownFails);
    QCOMPARE(full.migrations.at(2).verdict, Verdict::Reversible);
}

/// An up that fails on rows which nobody but the fill wrote has a down all the same.
void TestRehearsal::fillDoesNotHideTheDown()
{
    Folder folder;
    folder.add(u"0001_a"_s,
               "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY);",
               "DROP TABLE a; DROP TABLE b;");
    folder.add(u"0002_index"_s, "CREATE UNIQUE INDEX i ON a ((id * 0));",
               "DROP INDEX i; DROP TABLE nosuch;");
    folder.add(u"0003_outside"_s, "CREATE UNIQUE INDEX j ON b ((id * 0)); VACUUM;",
               "DROP INDEX j; VACUUM;");
    folder.add(u"0004_more"_s, "CREATE TABLE c (id int);", "DROP TABLE c;");
    folder.add(u"0005_always"_s, "SELECT nosuch;", "SELECT 1;");
    RehearsalRequest request = requestFor(folder.path());
    request.fill = 2;
    const RehearsalReport report = rehearsed(request);
    const auto said = [&](size_t index) {
        QString words;
        for (const Finding &finding : report.migrations.at(index).findings) {
            if (finding.code == u"filled-rows-refused"_s)
                words += finding.message;
        }
        return words;
    };
    QCOMPARE(report.migrations.at(1).verdict, Verdict::UpFails);
    QVERIFY2(said(1).contains(u"without them it runs: down fails"_s) &&
                 said(1).contains(u"nosuch"_s),
             qPrintable(said(1)));
    QCOMPARE(report.migrations.at(2).verdict, Verdict::UpFails);
    QVERIFY2(said(2).endsWith(u"without them it runs: reversible"_s), qPrintable(said(2)));
    // It goes on from what the ups made, and what fails anyway is not the fill's fault.
    QCOMPARE(report.migrations.at(3).verdict, Verdict::Reversible);
    QCOMPARE(report.migrations.at(4).verdict, Verdict::UpFails);
    QCOMPARE(said(4), QString());
}

/// A column that is dropped and added again with its default looks unchanged in rows that hold
/// nothing else.
void TestRehearsal::fillFindsWhatDefaultsHide()
{
    Folder folder;
    const QByteArrayList columns{"a boolean NOT NULL DEFAULT true",
                                 "b boolean NOT NULL DEFAULT 0",
                                 "c int NOT NULL DEFAULT 1",
                                 "d int NOT NULL DEFAULT (2)",
                                 "e text DEFAULT ''",
                                 "f numeric DEFAULT 1.0"};
    QFETCH(Engine, engine);
    QByteArray table = "CREATE TABLE t (id int PRIMARY KEY, " + columns.join(", ") + ");";
    if (engine == Engine::PostgreSql)
        table.replace("boolean NOT NULL DEFAULT 0", "boolean NOT NULL DEFAULT false");
    folder.add(u"0001_t"_s, table, "DROP TABLE t;");
    for (int i = 0; i < columns.size(); ++i) {
        const QByteArray name = columns[i].left(1);
        QByteArray back = "ALTER TABLE t ADD COLUMN " + columns[i] + ";";
        if (engine == Engine::PostgreSql)
            back.replace("boolean NOT NULL DEFAULT 0", "boolean NOT NULL DEFAULT false");
        folder.add(u"000%1_t"_s.arg(i + 2), "ALTER TABLE t DROP COLUMN " + name + ";", back);
    }
    RehearsalRequest request = requestFor(folder.path());
    for (const int fill : {1, 2}) {
        request.fill = fill;
        const RehearsalReport report = rehearsed(request);
        QCOMPARE(report.migrations.at(0).verdict, Verdict::Reversible);
        for (size_t i = 1; i < report.migrations.size(); ++i)
            QVERIFY2(report.migrations[i].verdict == Verdict::LosesData,
                     qPrintable(report.migrations[i].id + report.migrations[i].reason));
    }
}

void TestRehearsal::trafficIsLost()
{
    Folder folder;
    folder.add(u"0001_a"_s,
               "CREATE TABLE a (id int PRIMARY KEY, name text);"
               "INSERT INTO a VALUES (1, 'one');",
               "DROP TABLE a;");
    folder.add(u"0002_phone"_s, "ALTER TABLE a ADD COLUMN phone text;",
               "ALTER TABLE a DROP COLUMN phone;");
    folder.write(u"traffic.txt"_s, "INSERT INTO a (id, name, phone) VALUES (2, 'two', '+49');");
    RehearsalRequest request = requestFor(folder.path());
    request.only = {u"0002"_s};
    QCOMPARE(rehearsed(request).migrations.at(0).verdict, Verdict::Reversible);
    request.trafficFile = folder.path(u"traffic.txt"_s);
    const RehearsalReport report = rehearsed(request);
    const MigrationReport &judged = report.migrations.at(0);
    QCOMPARE(judged.verdict, Verdict::LosesData);
    QCOMPARE(judged.lost.size(), size_t(1));
    QVERIFY(judged.lost[0].fromTraffic);
    QCOMPARE(judged.lost[0].changedColumns, QStringList{u"phone"_s});
    QCOMPARE(judged.lost[0].rowsLost, 0); // the row itself survives
}

void TestRehearsal::movedDataIsNotLost()
{
    Folder folder;
    folder.add(u"0001_a"_s,
               "CREATE TABLE a (id int PRIMARY KEY, phone text);"
               "INSERT INTO a VALUES (1, '+49');",
               "DROP TABLE a;");
    folder.add(u"0002_move"_s,
               "CREATE TABLE c (a_id int PRIMARY KEY, phone text);"
               "INSERT INTO c SELECT id, phone FROM a; UPDATE a SET phone = NULL;",
               "UPDATE a SET phone = (SELECT c.phone FROM c WHERE c.a_id = a.id); DROP TABLE c;");
    const RehearsalReport report = rehearsed(folder);
    const MigrationReport &judged = report.migrations.at(1);
    QVERIFY2(judged.verdict == Verdict::Reversible, qPrintable(judged.reason));
    QVERIFY(!judged.moved.empty());
    QVERIFY(judged.lost.empty());
}

/// Generated and random values of rows that were there before are data as any other.
void TestRehearsal::overwrittenKeysAreLost()
{
    QFETCH(Engine, engine);
    const bool postgres = engine == Engine::PostgreSql;
    Folder folder;
    folder.add(u"0001_a"_s,
               QByteArray("CREATE TABLE a (id ") + (postgres ? "serial" : "integer") +
                   " PRIMARY KEY, token text DEFAULT " +
                   (postgres ? "md5(random()::text)" : "(hex(randomblob(8)))") +
                   ", name text);"
                   "INSERT INTO a (token, name) VALUES ('secret', 'x');",
               "DROP TABLE a;");
    folder.add(u"0002_key"_s, "UPDATE a SET id = 5;", "SELECT 1;");
    folder.add(u"0003_token"_s, "UPDATE a SET token = 'y';", "SELECT 1;");
    folder.add(u"0004_again"_s, "DELETE FROM a;", "INSERT INTO a (name) VALUES ('x');");
    const RehearsalReport report = rehearsed(folder);
    QCOMPARE(report.migrations.at(1).verdict, Verdict::LosesData);
    QCOMPARE(report.migrations.at(2).verdict, Verdict::LosesData);
    // Removed and made again by the scripts: told, and nobody's loss.
    QVERIFY2(report.migrations.at(3).verdict == Verdict::Reversible,
             qPrintable(report.migrations.at(3).reason));
    QCOMPARE(report.migrations.at(3).explained.size(), size_t(1));
}

/// Up, down and up again are three runs of a tool, and three sessions.
void TestRehearsal::temporaryTablesDoNotLiveOn()
{
    QFETCH(Engine, engine);
    const QByteArray scripts = "CREATE TEMP TABLE \"tmp \"\"x\" AS SELECT 1 AS a;"
                               "CREATE TABLE t AS SELECT * FROM \"tmp \"\"x\";";
    Folder folder;
    folder.add(u"0001_inside"_s, scripts, "DROP TABLE t;");
    folder.add(u"0002_outside"_s, "CREATE TABLE o (id int); VACUUM; " + QByteArray(scripts),
               "DROP TABLE t; DROP TABLE o;");
    const auto only = [&](const QString &id) {
        RehearsalRequest request = requestFor(folder.path(), engine);
        request.only = {id};
        return rehearsed(request).migrations.at(0);
    };
    const MigrationReport inside = only(u"0001"_s);
    QVERIFY2(inside.verdict == Verdict::Reversible, qPrintable(inside.reason));
    QVERIFY(QFile::remove(folder.path(u"0001_inside.up.sql"_s)));
    QVERIFY(QFile::remove(folder.path(u"0001_inside.down.sql"_s)));
    const MigrationReport outside = only(u"0002"_s);
    QVERIFY2(outside.verdict == Verdict::Reversible, qPrintable(outside.reason));
}

/// The tool that begins before the script commits behind it, whatever the script did between.
void TestRehearsal::lastTransactionOfAScriptIsKept()
{
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TABLE t (a int);\nCOMMIT;\nBEGIN;\nCREATE TABLE u (a int);\n",
               "DROP TABLE u;\nCOMMIT;\nBEGIN;\nDROP TABLE t;\n");
    folder.add(u"0002_b"_s, "ALTER TABLE u ADD COLUMN b int;", "ALTER TABLE u DROP COLUMN b;");
    for (const MigrationReport &judged : rehearsed(folder).migrations)
        QVERIFY2(judged.verdict == Verdict::Reversible, qPrintable(judged.reason));
}

void TestRehearsal::timesAreExplained()
{
    Folder folder;
    folder.add(u"0001_a"_s,
               "CREATE TABLE a (name text, made timestamp DEFAULT CURRENT_TIMESTAMP);"
               "INSERT INTO a (name) VALUES ('x');",
               "DROP TABLE a;");
    // SQLite's clock has whole seconds.
    folder.add(u"0002_b"_s, "DELETE FROM a;", "INSERT INTO a VALUES ('x', '2101-01-01 00:00:00');");
    folder.add(u"0003_c"_s, "INSERT INTO a VALUES ('y', '2001-01-01 00:00:00');",
               "DELETE FROM a WHERE name = 'y';");
    folder.add(u"0004_d"_s, "DELETE FROM a;", "INSERT INTO a (name) VALUES ('x'), ('y');");
    const RehearsalReport report = rehearsed(folder);
    const MigrationReport &judged = report.migrations.at(1);
    QVERIFY2(judged.verdict == Verdict::Reversible, qPrintable(judged.reason));
    QCOMPARE(judged.explained.size(), size_t(1));
    // A time from before the rehearsal is somebody's.
    QCOMPARE(report.migrations.at(3).verdict, Verdict::LosesData);
}

void TestRehearsal::chain()
{
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TABLE a (id int);", "DROP TABLE a;");
    folder.add(u"0002_b"_s, "CREATE TABLE b (id int);", "DROP TABLE nosuch;");
    folder.add(u"0003_c"_s, "CREATE TABLE c (id int);", "DROP TABLE c;");
    RehearsalRequest request = requestFor(folder.path());
    request.mode = RehearsalOptions::Mode::Chain;
    const RehearsalReport report = rehearsed(request);
    QCOMPARE(report.migrations.size(), size_t(3));
    QCOMPARE(report.migrations[0].verdict, Verdict::NotRun); // never reached
    QCOMPARE(report.migrations[1].verdict, Verdict::DownFails);
    QCOMPARE(report.migrations[2].verdict, Verdict::Reversible);
    QCOMPARE(report.mode, u"chain"_s);
}

void TestRehearsal::chainWithFill()
{
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TABLE a (id int PRIMARY KEY, name text);", "DROP TABLE a;");
    folder.add(u"0002_b"_s,
               "CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a, note text);",
               "DROP TABLE b;");
    // What is filled into a after it was emptied is not what the down brings back.
    folder.add(u"0003_move"_s, "CREATE TABLE c AS SELECT * FROM a; DELETE FROM b; DELETE FROM a;",
               "INSERT INTO a SELECT * FROM c; DROP TABLE c;");
    folder.add(u"0004_c"_s, "CREATE TABLE d (id int);", "DROP TABLE d;");
    folder.add(u"0005_note"_s, "ALTER TABLE b DROP COLUMN note;",
               "ALTER TABLE b ADD COLUMN note text;");
    RehearsalRequest request = requestFor(folder.path());
    request.mode = RehearsalOptions::Mode::Chain;
    request.fill = 2;
    const auto migrations = rehearsed(request).migrations;
    QCOMPARE(migrations.size(), size_t(5));
    QCOMPARE(migrations[4].verdict, Verdict::LosesData);
    QCOMPARE(migrations[4].lost.at(0).changedColumns, QStringList{u"note"_s});
    QCOMPARE(migrations[3].verdict, Verdict::LosesData); // still
    QCOMPARE(migrations[2].verdict, Verdict::LosesData);
    QCOMPARE(migrations[2].lost.size(), size_t(1)); // b, and not a
    QCOMPARE(migrations[2].lost[0].rowsLost, 2);
    QCOMPARE(migrations[1].verdict, Verdict::Reversible);
    QCOMPARE(migrations[0].verdict, Verdict::Reversible);

    folder.write(u"0005_note.down.sql"_s, "ALTER TABLE b ADD COLUMN note text NOT NULL;");
    const auto stopped = rehearsed(request).migrations;
    QCOMPARE(stopped[4].verdict, Verdict::DownFails);
    QCOMPARE(stopped[3].verdict, Verdict::NotRun);
}

void TestRehearsal::rangeAsOne()
{
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TABLE a (id int);", "DROP TABLE a;");
    // By themselves both are wrong: one logical change over two files.
    folder.add(u"0002_b"_s, "CREATE TABLE b (id int);", "");
    folder.add(u"0003_b"_s, "CREATE INDEX bi ON b (id);", "DROP TABLE b;");
    RehearsalRequest request = requestFor(folder.path());
    request.from = u"0002"_s;
    request.to = u"0003"_s;
    const RehearsalReport apart = rehearsed(request);
    QCOMPARE(apart.migrations.at(0).verdict, Verdict::EmptyDown);
    QCOMPARE(apart.migrations.at(1).verdict, Verdict::Differs);
    request.asOneUnit = true;
    const RehearsalReport whole = rehearsed(request);
    QCOMPARE(whole.migrations.size(), size_t(1));
    QCOMPARE(whole.migrations[0].verdict, Verdict::Reversible);
}

/// Alone the second step leaves its column behind and the first one takes a table away that the
/// second has filled; together they bring everything back.
void TestRehearsal::stepsOfOneChange()
{
    Folder folder;
    const auto add = [&folder](const QString &id, const QByteArray &up, const QByteArray &down) {
        folder.add(id, up, down);
    };
    const QByteArray table(weirdTable);
    add(u"20200101000000000000_base"_s, "CREATE TABLE " + table + " (id int);",
        "DROP TABLE " + table + ";");
    add(u"20200202000000000000_split"_s, "CREATE TABLE parts (id int);", "DROP TABLE parts;");
    add(u"20200202000000000001_split"_s, "ALTER TABLE parts ADD COLUMN name text;",
        "-- goes with its table\n");
    add(u"20200202000000000002_split"_s, "INSERT INTO parts (id) SELECT 7;", "DELETE FROM parts;");
    add(u"20200303000000000000_last"_s, "CREATE TABLE last (id int);", "DROP TABLE last;");
    RehearsalRequest request = requestFor(folder.path());
    request.convention = u"popx"_s;
    for (const int fill : {0, 2}) {
        request.fill = fill;
        const RehearsalReport report = rehearsed(request);
        QCOMPARE(report.migrations.size(), size_t(5));
        QCOMPARE(report.migrations[2].verdict, Verdict::EmptyDown);
        QVERIFY(!isGood(report.migrations[2]));
        QVERIFY(report.migrations[2].members.isEmpty());
        QCOMPARE(report.groups.size(), size_t(1));
        const MigrationReport &group = report.groups[0];
        QVERIFY2(group.verdict == Verdict::Reversible, qPrintable(group.reason));
        QCOMPARE(group.version, u"20200202000000"_s);
        QCOMPARE(group.members,
                 (QStringList{u"20200202000000000000_split"_s, u"20200202000000000001_split"_s,
                              u"20200202000000000002_split"_s}));
        // The trial of the group has left nothing to those of its members.
        QCOMPARE(report.migrations[1].verdict, Verdict::Reversible);
        QCOMPARE(report.migrations[4].verdict, Verdict::Reversible);
    }
    request.fill = 0;
    request.from = u"20200202000000000001"_s;
    const RehearsalReport part = rehearsed(request);
    QCOMPARE(part.groups.size(), size_t(1));
    QCOMPARE(part.groups[0].members.size(), 2);
    QCOMPARE(part.groups[0].verdict, Verdict::Differs);
    request.only = {u"20200202000000000002"_s};
    request.from.clear();
    QVERIFY(rehearsed(request).groups.empty());
}

void TestRehearsal::errorsHaveTheirPlace()
{
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TABLE a (id int);", "-- undo\n\nDROP TABLE\n  nosuch;\n");
    const RehearsalReport report = rehearsed(folder);
    const auto &error = report.migrations.at(0).down.error;
    QVERIFY(error);
    QCOMPARE(error->where.file, u"0001_a.down.sql"_s);
    QVERIFY(error->where.line == 3 || error->where.line == 4);
    QVERIFY(error->where.column >= 1);
}

void TestRehearsal::cancelKeepsWhatWasLearnt()
{
    Folder folder;
    for (int i = 1; i <= 5; ++i) {
        const QByteArray n = QByteArray::number(i);
        folder.add(u"000%1_a"_s.arg(i), "CREATE TABLE a" + n + " (id int);",
                   "DROP TABLE a" + n + ";");
    }
    for (const RehearsalStep step : {RehearsalStep::Up, RehearsalStep::Down, RehearsalStep::Redo}) {
        StopAt observer(2, step);
        SandboxFactory sandboxes(m_state.path());
        const auto report =
            rehearse(requestFor(folder.path()), sandboxes, observer, observer.token());
        QVERIFY(report);
        QVERIFY(report->cancelled);
        QCOMPARE(report->migrations.size(), size_t(2));
        QCOMPARE(report->migrations[1].verdict, Verdict::Reversible);
    }
}

void TestRehearsal::timeoutsEndStatements()
{
    QFETCH(Engine, engine);
    const bool postgres = engine == Engine::PostgreSql;
    const QByteArray endless = postgres ? "SELECT pg_sleep(60);"
                                        : "CREATE TABLE sink AS WITH RECURSIVE n(i) AS (SELECT 1 "
                                          "UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;";
    const QString code = postgres ? u"57014"_s : u"9"_s; // SQLITE_INTERRUPT
    Folder folder;
    folder.add(u"0001_up"_s, endless, "SELECT 1;");
    folder.add(u"0002_down"_s, "CREATE TABLE a (id int);", "DROP TABLE a; " + endless);
    folder.add(u"0003_outside"_s, "VACUUM; SELECT 1;", "VACUUM; " + endless);
    folder.add(u"0004_fine"_s, "SELECT 1;", "SELECT 1;");
    RehearsalRequest request = requestFor(folder.path(), engine);
    request.timeouts.statement = std::chrono::milliseconds(200);
    for (const int fill : {0, 1}) {
        request.fill = fill;
        const RehearsalReport report = rehearsed(request);
        QCOMPARE(report.migrations.at(0).verdict, Verdict::UpFails);
        QCOMPARE(report.migrations.at(0).up.error->sqlState, code);
        QCOMPARE(report.migrations.at(1).verdict, Verdict::DownFails);
        QCOMPARE(report.migrations.at(1).down.error->sqlState, code);
        QCOMPARE(report.migrations.at(2).verdict, Verdict::DownFails);
        QCOMPARE(report.migrations.at(3).verdict, Verdict::Reversible);
    }
}

void TestRehearsal::unknownMigrationIsUsage()
{
    Folder folder;
    folder.add(u"0001_a"_s, "SELECT 1;", "SELECT 1;");
    RehearsalRequest request = requestFor(folder.path(), Engine::Sqlite);
    request.only = {u"0007"_s};
    SandboxFactory sandboxes(m_state.path());
    RehearsalObserver nobody;
    const auto report = rehearse(request, sandboxes, nobody, {});
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Usage);
    request.only.clear();
    request.convention = u"nosuch"_s;
    QCOMPARE(rehearse(request, sandboxes, nobody, {}).error().kind, ErrorKind::Usage);
}

QTEST_GUILESS_MAIN(TestRehearsal)
#include "testrehearsal.moc"
