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

/// `tidemark try`, and `tidemark new --template`, as people run them.
class TestTry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goodAndBad_data() { engines(); }
    void goodAndBad();
    void byItsFile();
    void severalTimes();
    void locksAndPlaces();
    void wrongNames();
    void templates();
    void wrongTemplates();

private:
    static void engines()
    {
        QTest::addColumn<QString>("engine");
        QTest::newRow("PostgreSQL") << u"postgresql"_s;
        QTest::newRow("SQLite") << u"sqlite"_s;
    }
    ProcessResult run(const QStringList &arguments) const
    {
        return runTidemark(arguments, m_folder->path());
    }
    void write(const QString &name, const QByteArray &text) const
    {
        QDir(m_folder->path()).mkpath(QFileInfo(name).path());
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(name));
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestTry::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(u"m/0001_a.up.sql"_s, R"(CREATE TABLE "Weird ""Name""; --" (id integer, note text);)");
    write(u"m/0001_a.down.sql"_s, R"(DROP TABLE "Weird ""Name""; --";)");
    write(u"m/0002_b.up.sql"_s, R"(ALTER TABLE "Weird ""Name""; --" DROP COLUMN note;)");
    write(u"m/0002_b.down.sql"_s, R"(ALTER TABLE "Weird ""Name""; --" ADD COLUMN note text;)");
}

void TestTry::goodAndBad()
{
    QFETCH(QString, engine);
    const QStringList command{u"try"_s,      u"2"_s, u"--migrations"_s, u"m"_s,
                              u"--engine"_s, engine, u"--json"_s};
    const ProcessResult empty = run(command);
    QVERIFY2(empty.exitCode == 0, empty.output + empty.errors);
    QCOMPARE(jsonIn(empty.output)[u"migrations"_s].toArray().size(), 1);
    const ProcessResult filled = run(command + QStringList{u"--fill"_s, u"3"_s});
    QCOMPARE(filled.exitCode, 1);
    const QJsonObject judged = jsonIn(filled.output)[u"migrations"_s][0].toObject();
    QCOMPARE(judged[u"verdict"_s].toString(), u"loses-data"_s);
}

void TestTry::byItsFile()
{
    QDir(m_folder->path()).mkpath(u"elsewhere"_s);
    const ProcessResult result =
        runTidemark({u"try"_s, u"../m/0002_b.down.sql"_s, u"--migrations"_s, u"../m"_s,
                     u"--engine"_s, u"sqlite"_s},
                    m_folder->filePath(u"elsewhere"_s));
    QVERIFY2(result.exitCode == 0, result.output + result.errors);
    QVERIFY2(result.output.contains("b "), result.output);
}

void TestTry::severalTimes()
{
    const ProcessResult result = run({u"try"_s, u"1"_s, u"--migrations"_s, u"m"_s, u"--engine"_s,
                                      u"postgresql"_s, u"--times"_s, u"3"_s, u"--json"_s});
    QVERIFY2(result.exitCode == 0, result.output + result.errors);
    const QJsonArray tries = jsonIn(result.output)[u"tries"_s].toArray();
    QCOMPARE(tries.size(), 3);
    QVERIFY(!tries[0][u"fromTemplate"_s].toBool());
    QVERIFY(tries[1][u"fromTemplate"_s].toBool());
    QVERIFY(tries[2][u"seconds"_s].toDouble() > 0);
}

void TestTry::locksAndPlaces()
{
    write(u"m/0003_c.up.sql"_s, "SELECT 1;\nALTER TABLE \"Weird \"\"Name\"\"; --\" ADD COLUMN a"
                                " timestamptz DEFAULT clock_timestamp();\n");
    write(u"m/0003_c.down.sql"_s, "SELECT 1;\n  SELECT nothing;");
    const ProcessResult result =
        run({u"try"_s, u"3"_s, u"--migrations"_s, u"m"_s, u"--engine"_s, u"postgresql"_s});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.output.contains("line 2, ") && result.output.contains("AccessExclusiveLock on"),
             result.output);
    QVERIFY2(result.output.contains("rewrites "), result.output);
    QVERIFY2(result.output.contains("0003_c.down.sql:2:10"), result.output);
}

void TestTry::wrongNames()
{
    QCOMPARE(run({u"try"_s, u"77"_s, u"--migrations"_s, u"m"_s}).exitCode, 2);
    QCOMPARE(run({u"try"_s, u"1"_s}).exitCode, 2);
    QVERIFY(run({u"try"_s}).exitCode != 0);
}

void TestTry::templates()
{
    const ProcessResult list = run({u"new"_s, u"--list-templates"_s, u"--json"_s});
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(jsonIn(list.output)[u"templates"_s].toArray().size(), 7);
    const ProcessResult made =
        run({u"new"_s, u"must be there"_s, u"--template"_s, u"not-null"_s, u"--set"_s,
             u"table=\"Weird \"\"Name\"\"; --\""_s, u"--set"_s, u"column=note"_s, u"--migrations"_s,
             u"m"_s, u"--engine"_s, u"postgresql"_s, u"--json"_s});
    QVERIFY2(made.exitCode == 0, made.output + made.errors);
    const QJsonObject json = jsonIn(made.output);
    QCOMPARE(json[u"migrations"_s].toArray().size(), 3);
    QCOMPARE(json[u"files"_s].toArray().size(), 6);
    for (const auto &file : json[u"files"_s].toArray())
        QVERIFY(QFile::exists(file.toString()));
}

void TestTry::wrongTemplates()
{
    const QStringList on{u"--migrations"_s, u"m"_s, u"--engine"_s, u"sqlite"_s};
    QCOMPARE(run(QStringList{u"new"_s, u"x"_s, u"--template"_s, u"nope"_s} + on).exitCode, 2);
    QCOMPARE(run(QStringList{u"new"_s, u"x"_s, u"--template"_s, u"not-null"_s} + on).exitCode, 2);
    QCOMPARE(run(QStringList{u"new"_s, u"x"_s, u"--set"_s, u"table"_s} + on).exitCode, 2);
    QCOMPARE(run(QStringList{u"new"_s, u"x"_s, u"--set"_s, u"table=t"_s} + on).exitCode, 2);
    QCOMPARE(run(QStringList{u"new"_s} + on).exitCode, 2);
    QCOMPARE(QDir(m_folder->filePath(u"m"_s)).entryList(QDir::Files).size(), 4);
}

QTEST_GUILESS_MAIN(TestTry)
#include "tst_try.moc"
