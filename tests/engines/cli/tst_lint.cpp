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

/// `tidemark lint` as people run it.
class TestLint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFolder();
    void someOfIt();
    void aFileByItself();
    void levelsOfTheWorkspace();
    void lockTimeoutOfTheWorkspace();
    void wrongLevels();
    void noDatabaseIsNeeded();
    void sarif();
    void sizes();
    void explanations();

private:
    ProcessResult run(const QStringList &arguments) const
    {
        return runTidemark(QStringList{u"lint"_s} + arguments, m_folder->path());
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

void TestLint::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(u"m/0001_a.up.sql"_s,
          R"(CREATE TABLE "Weird ""Name""; --" (id bigint PRIMARY KEY, age bigint);)");
    write(u"m/0001_a.down.sql"_s, R"(DROP TABLE "Weird ""Name""; --";)");
    write(u"m/0002_b.up.sql"_s, "SELECT 1;\n"
                                R"(CREATE UNIQUE INDEX once ON "Weird ""Name""; --" (age);)");
    write(u"m/0002_b.down.sql"_s, R"(ALTER TABLE "Weird ""Name""; --" DROP CONSTRAINT once;)");
}

void TestLint::aFolder()
{
    const ProcessResult result = run({u"--migrations"_s, u"m"_s});
    QCOMPARE(result.exitCode, 1);
    const QString text = QString::fromUtf8(result.output);
    QVERIFY2(text.contains(u"0002_b.down.sql:1:50: error: once is an index and no constraint "
                           "[constraint-against-index]\n"
                           "  1 | ALTER TABLE \"Weird \"\"Name\"\"; --\" DROP CONSTRAINT once;\n"
                           "    |                                                  ^\n"),
             qPrintable(text));
    QVERIFY(text.contains(u"0002_b.up.sql:2:1: warning: nobody can write to"));
    QVERIFY(!text.contains(u"note:"));
    QVERIFY(run({u"--migrations"_s, u"m"_s, u"--level"_s, u"note"_s}).output.contains("note:"));
}

void TestLint::someOfIt()
{
    const ProcessResult first = run({u"--migrations"_s, u"m"_s, u"1"_s, u"--json"_s});
    QCOMPARE(first.exitCode, 0);
    QCOMPARE(jsonIn(first.output)[u"migrations"_s].toInt(), 1);
    // By its file, and what came before it is known all the same.
    const ProcessResult second = run({u"m/0002_b.down.sql"_s, u"--json"_s});
    QCOMPARE(second.exitCode, 1);
    QCOMPARE(jsonIn(second.output)[u"errors"_s].toInt(), 1);
    QCOMPARE(run({u"--migrations"_s, u"m"_s, u"nosuch"_s}).exitCode, 2);
    QCOMPARE(run({u"nosuch.sql"_s}).exitCode, 2);
}

void TestLint::aFileByItself()
{
    write(u"x/change.sql"_s, "ALTER TABLE far DROP COLUMN b;\nCREATE TABEL c;\n");
    const QJsonObject json = jsonIn(run({u"x/change.sql"_s, u"--json"_s}).output);
    QCOMPARE(json[u"errors"_s].toInt(), 1);
    QCOMPARE(json[u"warnings"_s].toInt(), 1);
    write(u"x/bytes.sql"_s, "SELECT 1;\nSELECT '\xff';");
    const ProcessResult bytes = run({u"x/bytes.sql"_s});
    QCOMPARE(bytes.exitCode, 1);
    QVERIFY2(bytes.output.contains("bytes.sql:2:9: error:"), bytes.output.constData());
}

void TestLint::levelsOfTheWorkspace()
{
    write(u"tidemark.toml"_s, "migrations = \"m\"\n[lint]\nconstraint-against-index = \"off\"\n"
                              "index-blocks-writes = \"error\"\n");
    const ProcessResult result = run({});
    QCOMPARE(result.exitCode, 1);
    QVERIFY(!result.output.contains("constraint-against-index"));
    QVERIFY(result.output.contains("error: nobody can write to"));
}

void TestLint::lockTimeoutOfTheWorkspace()
{
    const auto warned = [this] {
        return run({u"--level"_s, u"note"_s}).output.contains("[no-lock-timeout]");
    };
    write(u"m/0003_c.up.sql"_s, R"(ALTER TABLE "Weird ""Name""; --" ADD COLUMN c int;)");
    write(u"m/0003_c.down.sql"_s, R"(ALTER TABLE "Weird ""Name""; --" DROP COLUMN c;)");
    write(u"tidemark.toml"_s, "migrations = \"m\"\n");
    QVERIFY(warned());
    // Every run sets it then, so no script has to.
    write(u"tidemark.toml"_s, "migrations = \"m\"\n[run]\nlock_timeout = \"2s\"\n");
    QVERIFY(!warned());
    write(u"tidemark.toml"_s, "migrations = \"m\"\n[run]\nstatement_timeout = \"2s\"\n");
    QVERIFY(warned());
}

void TestLint::wrongLevels()
{
    write(u"tidemark.toml"_s, "migrations = \"m\"\n[lint]\ndrop-tables = \"off\"\n");
    const ProcessResult rule = run({});
    QCOMPARE(rule.exitCode, 3);
    QVERIFY2(rule.errors.contains("tidemark.toml:3:1: error: there is no rule \"drop-tables\""),
             rule.errors.constData());
    write(u"tidemark.toml"_s, "migrations = \"m\"\n[lint]\ndrop-table = \"loud\"\n");
    QVERIFY(run({}).errors.contains("tidemark.toml:3:14: error: this is no level of a rule"));
}

void TestLint::noDatabaseIsNeeded()
{
    write(u"tidemark.toml"_s, "migrations = \"m\"\n[environments.local]\n"
                              "url_env = \"TIDEMARK_NO_SUCH_VARIABLE\"\n");
    const ProcessResult result = run({u"--json"_s});
    QVERIFY2(result.exitCode == 1, result.errors);
    QCOMPARE(jsonIn(result.output)[u"migrations"_s].toInt(), 2);
    QCOMPARE(run({u"--env"_s, u"local"_s}).exitCode, 3);
}

void TestLint::sarif()
{
    const ProcessResult result = run({u"--migrations"_s, u"m"_s, u"--sarif"_s});
    const QJsonObject sarif = jsonIn(result.output);
    QCOMPARE(sarif[u"version"_s].toString(), u"2.1.0"_s);
    QVERIFY(!sarif[u"runs"_s][0][u"results"_s].toArray().isEmpty());
}

void TestLint::sizes()
{
    write(u"s/0001_a.up.sql"_s, "CREATE TABLE a (id INTEGER PRIMARY KEY);");
    write(u"s/0002_b.up.sql"_s, "DELETE FROM a;");
    const ProcessResult made =
        runTidemark({u"up"_s, u"--url"_s, u"sqlite:shop.db"_s, u"--migrations"_s, u"s"_s,
                     u"--convention"_s, u"plain"_s},
                    m_folder->path());
    QVERIFY2(made.exitCode == 0, made.errors.constData());
    const ProcessResult result =
        run({u"--migrations"_s, u"s"_s, u"--url"_s, u"sqlite:shop.db"_s, u"--json"_s});
    bool found = false;
    for (const QJsonValue &finding : jsonIn(result.output)[u"findings"_s].toArray()) {
        if (finding[u"rule"_s].toString() != u"delete-all-rows")
            continue;
        found = true;
        QCOMPARE(finding[u"level"_s].toString(), u"note"_s);
        QVERIFY(finding[u"message"_s].toString().endsWith(u"(about 0 rows)"));
    }
    QVERIFY(found);
}

void TestLint::explanations()
{
    const ProcessResult one = run({u"--explain"_s, u"drop-table"_s});
    QCOMPARE(one.exitCode, 0);
    QVERIFY(one.output.contains("-- tidemark: allow drop-table because"));
    QCOMPARE(run({u"--explain"_s, u"nosuch"_s}).exitCode, 2);
    QVERIFY(run({u"--rules"_s}).output.count('\n') > 35);
}

QTEST_GUILESS_MAIN(TestLint)
#include "tst_lint.moc"
