// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/cli/program.h"
#include "support/testserver.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// `tidemark backup compare` as people run it.
class TestBackupCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesAll_data() { addEngines(); }
    void comparesAll();
    void comparesRows_data() { addEngines(); }
    void comparesRows();
    void saysWhichColumnsDiffer_data() { addEngines(); }
    void saysWhichColumnsDiffer();
    void comparesWithMigrations_data() { addEngines(); }
    void comparesWithMigrations();
    void saysWhatIsWrong();
};

namespace {

const QByteArray odd = "\"Weird \"\"Name\"\"; --\"";

void writeWorkspace(World &world)
{
    world.write(u"1_a"_s, "CREATE TABLE " + odd + " (id int PRIMARY KEY, v text);",
                "DROP TABLE " + odd + ";");
    world.write(u"2_b"_s, "CREATE TABLE b (id int);", "DROP TABLE b;");
    QFile file(world.filePath(u"tidemark.toml"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write the workspace");
    file.write("migrations = 'migrations'\nconvention = 'dbmate'\n[environments.dev]\nrole = "
               "'local'\nurl = '" +
               world.url().toUtf8() + "'\n");
}

ProcessResult runIn(const World &world, const QStringList &arguments)
{
    return runTidemark(QStringList{u"backup"_s} + arguments, world.filePath({}));
}

void make(const World &world, const QString &name)
{
    const ProcessResult made = runIn(world, {u"create"_s, u"--name"_s, name});
    if (made.exitCode != 0)
        qFatal("%s", made.errors.constData());
}

} // namespace

void TestBackupCompare::comparesAll()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeWorkspace(world);
    world.execute(
        "CREATE TABLE " + odd + " (id int PRIMARY KEY, v text); INSERT INTO " + odd +
        " VALUES (1, 'a'), (2, 'b'); CREATE TABLE same (x int); INSERT INTO same VALUES (1)");
    make(world, u"first"_s);
    ProcessResult result = runIn(world, {u"compare"_s, u"first"_s, u"dev"_s});
    QVERIFY2(result.exitCode == 0, (result.output + result.errors).constData());
    QVERIFY2(result.output.contains("schema: the same\nrows: 0 of 2 tables differ"),
             result.output.constData());
    world.execute("UPDATE " + odd + " SET v = 'c' WHERE id = 2; CREATE TABLE later (x int)");
    make(world, u"second"_s);
    for (const QString &other : {u"dev"_s, u"second"_s, u"latest"_s, u"backup:second"_s}) {
        result = runIn(world, {u"compare"_s, u"first"_s, other});
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.output.contains("schema: 1 added, 0 removed, 0 changed"),
                 result.output.constData());
        QVERIFY2(result.output.contains("rows: 2 of 3 tables differ (A: from its manifest"),
                 result.output.constData());
        QVERIFY(result.output.contains("other values"));
        QVERIFY(result.output.contains("only in B"));
    }
    const QJsonObject answer =
        jsonIn(runIn(world, {u"compare"_s, u"first"_s, u"dev"_s, u"--json"_s}).output);
    QCOMPARE(answer[u"schema"_s][u"added"_s].toInt(), 1);
    QCOMPARE(answer[u"data"_s][u"tables"_s].toArray().size(), 3);
    QCOMPARE(answer[u"data"_s][u"equal"_s].toBool(true), false);
    QCOMPARE(answer[u"data"_s][u"beforeFrom"_s].toString(), u"manifest"_s);
    QVERIFY(
        !jsonIn(runIn(world, {u"compare"_s, u"first"_s, u"dev"_s, u"--json"_s, u"--no-schema"_s})
                    .output)
             .contains(u"schema"_s));
    // The newest one is broken: another is taken, and it is said.
    QFile broken(world.filePath(u"backups/db_backup_4000000000.sql"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    QVERIFY(broken.write("--\n-- PostgreSQL database dump\n--\n") > 0);
    broken.close();
    for (const QStringList &arguments : {QStringList{u"compare"_s, u"first"_s, u"latest"_s},
                                         QStringList{u"show"_s, u"latest"_s}}) {
        result = runIn(world, arguments);
        QCOMPARE(result.exitCode, arguments.size() == 3 ? 1 : 0);
        QVERIFY2(result.errors.contains(
                     "warning: db_backup_4000000000.sql is newer, but incomplete: second."),
                 result.errors.constData());
    }
}

void TestBackupCompare::comparesRows()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeWorkspace(world);
    world.execute("CREATE TABLE " + odd + " (id int PRIMARY KEY, v text); INSERT INTO " + odd +
                  " VALUES (1, 'a'), (2, 'b'), (3, NULL), (10, 'line\nbreak')");
    make(world, u"first"_s);
    const QStringList asked{u"compare"_s, u"first"_s, u"dev"_s, u"--table"_s,
                            u"Weird \"Name\"; --"_s};
    QCOMPARE(runIn(world, asked).exitCode, 0);
    world.execute("UPDATE " + odd + " SET v = '' WHERE id = 3; DELETE FROM " + odd +
                  " WHERE id = 1; INSERT INTO " + odd + " VALUES (4, 'new'); UPDATE " + odd +
                  " SET v = 'x' WHERE id = 10");
    ProcessResult result = runIn(world, asked);
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.output.contains("4 rows in A, 4 in B: 1 gone, 1 added, 2 changed"),
             result.output.constData());
    QVERIFY2(result.output.contains("line\\nbreak"), result.output.constData());
    const QJsonObject answer = jsonIn(runIn(world, asked + QStringList{u"--json"_s}).output);
    const QJsonArray rows = answer[u"rows"_s].toArray();
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows[0][u"change"_s].toString(), u"gone"_s);
    QCOMPARE(rows[1][u"before"_s].toArray(), (QJsonArray{u"3"_s, QJsonValue()}));
    QCOMPARE(rows[1][u"after"_s].toArray(), (QJsonArray{u"3"_s, QString()}));
    QCOMPARE(rows[3][u"before"_s][0].toString(), u"10"_s); // as people count
    QCOMPARE(answer[u"changedColumns"_s].toArray(), QJsonArray{u"v"_s});
    const QJsonObject page = jsonIn(
        runIn(world, asked + QStringList{u"--json"_s, u"--offset"_s, u"1"_s, u"--limit"_s, u"2"_s})
            .output);
    QCOMPARE(page[u"rows"_s].toArray().size(), 2);
    QCOMPARE(page[u"next"_s].toInt(), 3);
    QCOMPARE(page[u"changed"_s].toInt(), 2);
}

void TestBackupCompare::saysWhichColumnsDiffer()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeWorkspace(world);
    world.execute("CREATE TABLE " + odd + " (id int PRIMARY KEY, v text); INSERT INTO " + odd +
                  " VALUES (1, 'a')");
    make(world, u"first"_s);
    world.execute("ALTER TABLE " + odd + " ADD COLUMN more text");
    const QStringList asked{u"compare"_s, u"first"_s, u"dev"_s, u"--table"_s,
                            u"Weird \"Name\"; --"_s};
    const ProcessResult result = runIn(world, asked);
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.output.contains("0 gone, 0 added, 0 changed\ncolumns only in B: more"),
             result.output.constData());
    const QJsonObject answer = jsonIn(runIn(world, asked + QStringList{u"--json"_s}).output);
    QCOMPARE(answer[u"equal"_s].toBool(true), false);
}

void TestBackupCompare::comparesWithMigrations()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeWorkspace(world);
    const ProcessResult up = runTidemark({u"up"_s, u"--env"_s, u"dev"_s}, world.filePath({}));
    QVERIFY2(up.exitCode == 0, up.errors.constData());
    world.execute("INSERT INTO b VALUES (1)");
    make(world, u"first"_s);
    const ProcessResult result = runIn(world, {u"compare"_s, u"@1"_s, u"first"_s});
    QVERIFY2(result.exitCode == 1, result.errors.constData());
    QVERIFY2(result.output.contains("schema: 1 added, 0 removed, 0 changed"),
             result.output.constData());
    const ProcessResult all =
        runIn(world, {u"compare"_s, u"@"_s, u"first"_s, u"--table"_s, u"b"_s});
    QVERIFY2(all.output.contains("0 rows in A, 1 in B: 0 gone, 1 added"),
             (all.output + all.errors).constData());
}

void TestBackupCompare::saysWhatIsWrong()
{
    World world(Engine::Sqlite);
    writeWorkspace(world);
    world.execute("CREATE TABLE " + odd + " (id int PRIMARY KEY, v text)");
    make(world, u"first"_s);
    QCOMPARE(runIn(world, {u"compare"_s, u"first"_s, u"nosuch"_s}).exitCode, 2);
    ProcessResult result =
        runIn(world, {u"compare"_s, u"first"_s, u"dev"_s, u"--table"_s, u"nosuch"_s});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains("Weird"), result.errors.constData());
    result = runIn(world, {u"compare"_s, u"first"_s,
                           TestServer::createFreshDatabase(u"compare_other_engine"_s)});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains("same engine"), result.errors.constData());
    // What was written to it since is found before anything is compared.
    QFile file(world.filePath(u"backups/first.db"_s));
    QVERIFY(file.open(QIODevice::Append));
    file.write("x");
    file.close();
    result = runIn(world, {u"compare"_s, u"first"_s, u"dev"_s});
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(result.errors.contains("is not what was written"), result.errors.constData());
}

QTEST_GUILESS_MAIN(TestBackupCompare)
#include "tst_backupcompare.moc"
