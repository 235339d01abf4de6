// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/cli/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// `tidemark draft-down` as people run it.
class TestDraftDown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theDraftDoesIt_data() { engines(); }
    void theDraftDoesIt();
    void whatIsGoneIsSaid_data() { engines(); }
    void whatIsGoneIsSaid();
    void valuesThatDoNotFit();
    void aTableMadeAnew_data() { engines(); }
    void aTableMadeAnew();
    void thePairOnDisk();
    void aPairThatIsNoGood();
    void written();
    void nothingIsOverwritten();
    void sections();
    void theOldBodyComesBack();
    void anUpThatFails();
    void theWrongNames();

private:
    static void engines()
    {
        QTest::addColumn<QString>("engine");
        QTest::newRow("PostgreSQL") << u"postgresql"_s;
        QTest::newRow("SQLite") << u"sqlite"_s;
    }
    ProcessResult run(const QStringList &arguments) const
    {
        return runTidemark(QStringList{u"draft-down"_s, u"--migrations"_s, u"m"_s} + arguments,
                           m_folder->path());
    }
    void write(const QString &name, const QByteArray &text) const
    {
        QDir(m_folder->path()).mkpath(QFileInfo(name).path());
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(name));
    }
    QByteArray read(const QString &name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDraftDown::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(
        u"m/0001_a.up.sql"_s,
        R"(CREATE TABLE "Weird ""Name""; --" (id integer PRIMARY KEY, age integer DEFAULT 7, note text);
CREATE INDEX age_idx ON "Weird ""Name""; --" (age);)");
    write(u"m/0001_a.down.sql"_s, R"(DROP TABLE "Weird ""Name""; --";)");
    write(u"m/0002_b.up.sql"_s,
          R"(CREATE TABLE other (id integer PRIMARY KEY);
CREATE UNIQUE INDEX once ON "Weird ""Name""; --" (note);)");
    write(u"m/0002_b.down.sql"_s, "");
    write(u"m/0003_c.up.sql"_s, R"(UPDATE "Weird ""Name""; --" SET note = NULL;
DROP TABLE other;
DROP INDEX age_idx;
ALTER TABLE "Weird ""Name""; --" DROP COLUMN age;)");
}

void TestDraftDown::theDraftDoesIt()
{
    QFETCH(QString, engine);
    const ProcessResult result = run({u"2"_s, u"--engine"_s, engine, u"--json"_s});
    QVERIFY2(result.exitCode == 0, result.output + result.errors);
    const QJsonObject json = jsonIn(result.output);
    QVERIFY(json[u"good"_s].toBool());
    QCOMPARE(json[u"scripts"_s].toArray().size(), 1);
    const QString text = json[u"scripts"_s][0][u"text"_s].toString();
    QVERIFY2(text.contains(u"DROP INDEX") && text.contains(u"DROP TABLE"), qPrintable(text));
    QVERIFY(json[u"losses"_s].toArray().isEmpty());
}

void TestDraftDown::whatIsGoneIsSaid()
{
    QFETCH(QString, engine);
    const ProcessResult result = run({u"m/0003_c.up.sql"_s, u"--engine"_s, engine});
    QVERIFY2(result.exitCode == 0, result.output + result.errors);
    const QByteArray &text = result.output;
    QVERIFY2(text.contains("line 1 of the up changes rows"), text);
    QVERIFY2(text.contains("other do not come back\n"), text);
    QVERIFY2(text.contains("age do not come back\n"), text);
    QVERIFY2(text.contains("backup table") && text.contains("CREATE TABLE ... AS"), text);
    QVERIFY(text.contains("age_idx"));
}

void TestDraftDown::valuesThatDoNotFit()
{
    write(u"m/0004_n.up.sql"_s, "CREATE TABLE sums (id integer PRIMARY KEY, sum numeric(12, 4),"
                                " \"a b\" text, gone integer);");
    write(u"m/0005_n.up.sql"_s,
          "ALTER TABLE sums ALTER COLUMN sum TYPE numeric(12, 2);\n"
          "ALTER TABLE sums DROP COLUMN \"a b\";\nALTER TABLE sums ADD COLUMN \"a b\" text;\n"
          "ALTER TABLE sums ADD COLUMN more text;\n");
    const ProcessResult result = run({u"5"_s, u"--engine"_s, u"postgresql"_s, u"--json"_s});
    QVERIFY2(result.exitCode == 0, result.output + result.errors);
    const QJsonObject json = jsonIn(result.output);
    const QJsonArray losses = json[u"losses"_s].toArray();
    QCOMPARE(losses.size(), 2);
    QVERIFY2(losses[0][u"what"_s].toString().contains(u"public.sums.sum holds"_s), result.output);
    QVERIFY(losses[0][u"advice"_s].toString().contains(u"expand and contract"_s));
    QVERIFY(losses[1][u"what"_s].toString().startsWith(
        u"line 2 of the up drops public.sums.a b and makes it anew"_s));
    QVERIFY(losses[1][u"advice"_s].toString().contains(u"backup table"_s));
    // In its place: above the statement that changes the type back.
    const QString text = json[u"scripts"_s][0][u"text"_s].toString();
    QVERIFY2(text.indexOf(u"-- the up changes what public.sums.sum holds"_s) <
                     text.indexOf(u"numeric(12,4)"_s) &&
                 text.contains(u"-- the up changes what public.sums.sum holds"_s),
             qPrintable(text));
    // Widening loses nothing.
    write(u"m/0006_n.up.sql"_s, "ALTER TABLE sums ALTER COLUMN gone TYPE bigint;");
    const ProcessResult wide = run({u"6"_s, u"--engine"_s, u"postgresql"_s, u"--json"_s});
    QVERIFY2(wide.exitCode == 0, wide.output + wide.errors);
    const QJsonArray none = jsonIn(wide.output)[u"losses"_s].toArray();
    QVERIFY2(none.isEmpty(), wide.output);
}

void TestDraftDown::aTableMadeAnew()
{
    QFETCH(QString, engine);
    write(u"m/0004_n.up.sql"_s,
          "CREATE TABLE \"we;ird\" (id integer PRIMARY KEY);\nCREATE TABLE kept (id integer);");
    write(u"m/0005_n.up.sql"_s,
          "DROP TABLE IF EXISTS \"we;ird\";\nCREATE TABLE \"we;ird\" (id integer PRIMARY KEY);");
    const ProcessResult result = run({u"5"_s, u"--engine"_s, engine, u"--json"_s});
    QVERIFY2(result.exitCode == 0, result.output + result.errors);
    const QJsonArray losses = jsonIn(result.output)[u"losses"_s].toArray();
    QCOMPARE(losses.size(), 1);
    QVERIFY(losses[0][u"what"_s].toString().startsWith(u"line 1 of the up drops "_s));
    // What is renamed into its place took the rows along.
    write(u"m/0006_n.up.sql"_s, "CREATE TABLE other (id integer);\nDROP TABLE kept;\n"
                                "ALTER TABLE other RENAME TO kept;");
    const ProcessResult moved = run({u"6"_s, u"--engine"_s, engine, u"--json"_s});
    QVERIFY2(moved.exitCode == 0, moved.output + moved.errors);
    QVERIFY(jsonIn(moved.output)[u"losses"_s].toArray().isEmpty());
}

void TestDraftDown::thePairOnDisk()
{
    // The files are read again, and rehearsed as the tool runs them.
    write(u"m/0004_p.up.sql"_s, "-- no-transaction\nCREATE INDEX CONCURRENTLY q"
                                " ON \"Weird \"\"Name\"\"; --\" (id);");
    const ProcessResult fine = run({u"4"_s, u"--engine"_s, u"postgresql"_s, u"--write"_s});
    QVERIFY2(fine.exitCode == 0, fine.output + fine.errors);
    QVERIFY2(fine.errors.contains("tried as it would be on disk"), fine.errors);
}

/// The schema is as it was, and what the up did to the rows stays: such a draft is not put in the
/// place of anything.
void TestDraftDown::aPairThatIsNoGood()
{
    write(u"m/0004_t.up.sql"_s, "CREATE TABLE \"Weird \"\"Rows\"\"; --\" (id integer);");
    write(u"m/0005_r.up.sql"_s, "INSERT INTO \"Weird \"\"Rows\"\"; --\" VALUES (1);");
    write(u"m/0005_r.down.sql"_s, "-- somebody's own\n");
    const ProcessResult bad =
        run({u"5"_s, u"--engine"_s, u"postgresql"_s, u"--write"_s, u"--force"_s});
    QVERIFY2(bad.exitCode == 1, bad.output + bad.errors);
    QVERIFY2(bad.errors.contains("nothing was written"), bad.errors);
    QCOMPARE(read(u"m/0005_r.down.sql"_s), QByteArray("-- somebody's own\n"));
}

void TestDraftDown::written()
{
    const ProcessResult result = run({u"0002_b"_s, u"--engine"_s, u"postgresql"_s, u"--write"_s});
    QVERIFY2(result.exitCode == 0, result.output + result.errors);
    QVERIFY(read(u"m/0002_b.down.sql"_s).contains("DROP TABLE"));
    // A file that is not there yet.
    QVERIFY(run({u"0003_c"_s, u"--engine"_s, u"postgresql"_s, u"--write"_s}).exitCode == 0);
    QVERIFY(read(u"m/0003_c.down.sql"_s).contains("CREATE TABLE"));
}

void TestDraftDown::nothingIsOverwritten()
{
    const QByteArray before = read(u"m/0001_a.down.sql"_s);
    const ProcessResult refused = run({u"1"_s, u"--engine"_s, u"sqlite"_s, u"--write"_s});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.errors.contains("--force"), refused.errors);
    QCOMPARE(read(u"m/0001_a.down.sql"_s), before);
    QCOMPARE(run({u"1"_s, u"--engine"_s, u"sqlite"_s, u"--write"_s, u"--force"_s}).exitCode, 0);
    QVERIFY(read(u"m/0001_a.down.sql"_s) != before);
    // What somebody only said there is as dear.
    write(u"m/0001_a.down.sql"_s, "-- never: the customers would be gone\n");
    QCOMPARE(run({u"1"_s, u"--engine"_s, u"sqlite"_s, u"--write"_s}).exitCode, 2);
    QVERIFY(read(u"m/0001_a.down.sql"_s).startsWith("-- never"));
}

void TestDraftDown::sections()
{
    write(u"d/20260101000000_a.sql"_s, "-- migrate:up\nCREATE TABLE a (id integer PRIMARY KEY);\n\n"
                                       "-- migrate:down\n");
    const ProcessResult result =
        runTidemark({u"draft-down"_s, u"--migrations"_s, u"d"_s, u"--convention"_s, u"dbmate"_s,
                     u"--engine"_s, u"sqlite"_s, u"20260101000000"_s, u"--write"_s},
                    m_folder->path());
    QVERIFY2(result.exitCode == 0, result.output + result.errors);
    const QByteArray text = read(u"d/20260101000000_a.sql"_s);
    QVERIFY2(text.startsWith("-- migrate:up\nCREATE TABLE a (id integer PRIMARY KEY);\n\n"
                             "-- migrate:down\n"),
             text);
    QVERIFY2(text.contains("DROP TABLE"), text);
}

void TestDraftDown::theOldBodyComesBack()
{
    write(u"m/0004_f.up.sql"_s,
          "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1 -- old';"
          "COMMENT ON FUNCTION f() IS 'one';");
    write(u"m/0005_f.up.sql"_s,
          "CREATE OR REPLACE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 2';"
          "COMMENT ON FUNCTION f() IS 'two';");
    const ProcessResult result = run({u"5"_s, u"--engine"_s, u"postgresql"_s});
    QVERIFY2(result.exitCode == 0, result.output + result.errors);
    QVERIFY2(result.output.contains("SELECT 1 -- old") && result.output.contains("'one'"),
             result.output);
}

void TestDraftDown::anUpThatFails()
{
    write(u"m/0004_x.up.sql"_s, "SELECT 1;\nCREATE TABLE x (i nosuchtype);");
    const ProcessResult result = run({u"4"_s, u"--engine"_s, u"postgresql"_s});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains("0004_x.up.sql:2:19"), result.errors);
}

void TestDraftDown::theWrongNames()
{
    QCOMPARE(run({u"77"_s}).exitCode, 2);
    write(u"far.sql"_s, "SELECT 1;");
    QCOMPARE(run({u"far.sql"_s}).exitCode, 2);
}

QTEST_GUILESS_MAIN(TestDraftDown)
#include "tst_draftdown.moc"
