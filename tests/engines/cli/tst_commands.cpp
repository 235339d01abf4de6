// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/cli/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What the commands print, and what they exit with.
class TestCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpsAndVersion();
    void refusesNonsense_data();
    void refusesNonsense();
    void goesThroughAWorkspace();
    void showsStatus_data() { addEngines(); }
    void showsStatus();
    void statusMakesNoFile();
    void runsAndReportsInJson_data() { addEngines(); }
    void runsAndReportsInJson();
    void dryRunChangesNothing_data() { addEngines(); }
    void dryRunChangesNothing();
    void pointsAtTheError();
    void reportsErrorsInJson();
    void resolvesByHand();
    void makesNewMigrations();
    void cannotConnect();
    void keepsPasswordsToItself();
    void opensOnlyWhereThereIsADisplay();
};

namespace {

const QByteArray weird = weirdTable;

void writeTwo(World &world)
{
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "DROP TABLE " + weird + ";");
    world.write(u"2_b"_s, "CREATE TABLE b (id int);\nINSERT INTO b VALUES (1);", "DROP TABLE b;");
}

} // namespace

void TestCommands::helpsAndVersion()
{
    const ProcessResult version = runTidemark({u"--version"_s});
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.output.startsWith("tidemark "));
    const ProcessResult help = runTidemark({u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    for (const char *command : {"init", "new", "status", "up", "down", "redo", "resolve"})
        QVERIFY2(help.output.contains(command), command);
    const ProcessResult up = runTidemark({u"up"_s, u"--help"_s});
    QCOMPARE(up.exitCode, 0);
    for (const char *option : {"--env", "--url", "--migrations", "--convention", "--to", "--count",
                               "--dry-run", "--json", "--no-wait", "--lock-timeout", "--retries"})
        QVERIFY2(up.output.contains(option), option);
}

void TestCommands::refusesNonsense_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("unknown command") << QStringList{u"upp"_s};
    QTest::newRow("unknown option") << QStringList{u"up"_s, u"--nope"_s};
    QTest::newRow("count of nothing") << QStringList{u"down"_s, u"--count"_s, u"0"_s};
    QTest::newRow("count and to") << QStringList{u"down"_s, u"--count"_s, u"1"_s, u"--to"_s,
                                                 u"1"_s};
    QTest::newRow("no workspace") << QStringList{u"status"_s};
    QTest::newRow("no duration") << QStringList{u"up"_s,    u"--lock-timeout"_s, u"soon"_s,
                                                u"--url"_s, u"sqlite:x.db"_s,    u"--migrations"_s,
                                                u"."_s};
    QTest::newRow("unknown engine")
        << QStringList{u"up"_s, u"--url"_s, u"oracle://x"_s, u"--migrations"_s, u"."_s};
    QTest::newRow("unknown convention")
        << QStringList{u"status"_s, u"--url"_s,        u"sqlite:"_s, u"--migrations"_s,
                       u"."_s,      u"--convention"_s, u"nope"_s};
    QTest::newRow("resolve what") << QStringList{u"resolve"_s, u"maybe"_s};
}

void TestCommands::refusesNonsense()
{
    QFETCH(QStringList, arguments);
    QTemporaryDir folder;
    const ProcessResult result = runTidemark(arguments, folder.path());
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.startsWith("error: "), result.errors.constData());
    QVERIFY(result.output.isEmpty());
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestCommands::goesThroughAWorkspace()
{
    World world(Engine::Sqlite);
    writeTwo(world);
    const QString folder = world.filePath({});
    const ProcessResult init = runTidemark({u"init"_s}, folder);
    QVERIFY2(init.exitCode == 0, init.errors.constData());
    QVERIFY(init.output.contains("migrations (dbmate)"));
    QCOMPARE(runTidemark({u"init"_s}, folder).exitCode, 2);
    // From a folder below it, too.
    const ProcessResult up = runTidemark({u"up"_s}, world.migrations());
    QVERIFY2(up.exitCode == 0, up.errors.constData());
    QVERIFY(up.output.contains("2 of 2 done"));
    QVERIFY(up.errors.isEmpty()); // no progress where there is no terminal
    QVERIFY(!up.output.contains('\033'));
    const ProcessResult again = runTidemark({u"up"_s, u"--env"_s, u"local"_s}, folder);
    QCOMPARE(again.output, QByteArray("nothing is pending\n"));
    QCOMPARE(runTidemark({u"redo"_s}, folder).exitCode, 0);
    const ProcessResult unknown = runTidemark({u"up"_s, u"--env"_s, u"moon"_s}, folder);
    QCOMPARE(unknown.exitCode, 2);
    QVERIFY(unknown.errors.contains("known here: local"));
}

void TestCommands::showsStatus()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeTwo(world);
    QCOMPARE(runTidemark(on(world, {u"up"_s, u"--count"_s, u"1"_s})).exitCode, 0);
    const ProcessResult text = runTidemark(on(world, {u"status"_s}));
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.output.contains("1 applied, 1 pending"), text.output.constData());
    QCOMPARE(runTidemark(on(world, {u"status"_s, u"--check"_s})).exitCode, 1);

    const ProcessResult json = runTidemark(on(world, {u"status"_s, u"--json"_s}));
    const QJsonObject object = jsonIn(json.output);
    QCOMPARE(object[u"engine"_s].toString(), world.isPostgres() ? u"postgresql"_s : u"sqlite"_s);
    QCOMPARE(object[u"convention"_s].toString(), u"dbmate"_s);
    const QJsonArray rows = object[u"migrations"_s].toArray();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].toObject()[u"state"_s].toString(), u"applied"_s);
    QCOMPARE(rows[1].toObject()[u"state"_s].toString(), u"pending"_s);
    QCOMPARE(rows[1].toObject()[u"id"_s].toString(), u"2_b"_s);
    QCOMPARE(object[u"summary"_s].toObject()[u"pending"_s].toInt(), 1);
    QVERIFY(object[u"interrupted"_s].isNull());
}

void TestCommands::statusMakesNoFile()
{
    World world(Engine::Sqlite);
    writeTwo(world);
    const ProcessResult result = runTidemark(on(world, {u"status"_s}));
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QVERIFY(result.output.contains("2 pending"));
    QVERIFY(!QFile::exists(world.filePath(u"data.db"_s)));
}

void TestCommands::runsAndReportsInJson()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeTwo(world);
    const ProcessResult up = runTidemark(on(world, {u"up"_s, u"--json"_s}));
    QCOMPARE(up.exitCode, 0);
    QJsonArray steps = jsonIn(up.output)[u"steps"_s].toArray();
    QCOMPARE(steps.size(), 2);
    QCOMPARE(steps[1].toObject()[u"outcome"_s].toString(), u"done"_s);
    QCOMPARE(steps[1].toObject()[u"statements"_s].toInt(), 2);
    QVERIFY(jsonIn(up.output)[u"ok"_s].toBool());

    const ProcessResult down = runTidemark(on(world, {u"down"_s, u"--to"_s, u"1"_s, u"--json"_s}));
    steps = jsonIn(down.output)[u"steps"_s].toArray();
    QCOMPARE(steps.size(), 1);
    QCOMPARE(steps[0].toObject()[u"direction"_s].toString(), u"down"_s);
    QCOMPARE(steps[0].toObject()[u"version"_s].toString(), u"2"_s);
    QCOMPARE(world.tables(), QStringList{weirdName});
}

void TestCommands::dryRunChangesNothing()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeTwo(world);
    const ProcessResult text = runTidemark(on(world, {u"up"_s, u"--dry-run"_s}));
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.output.contains("up   2_b") && text.output.contains("INSERT INTO b"),
             text.output.constData());
    const ProcessResult json = runTidemark(on(world, {u"up"_s, u"--dry-run"_s, u"--json"_s}));
    QCOMPARE(jsonIn(json.output)[u"plan"_s].toArray().size(), 2);
    if (world.isPostgres())
        QCOMPARE(world.value("SELECT count(*) FROM pg_class WHERE relnamespace = "
                             "'public'::regnamespace"),
                 u"0"_s);
    else
        QVERIFY(!QFile::exists(world.filePath(u"data.db"_s)));
}

void TestCommands::pointsAtTheError()
{
    World world(Engine::PostgreSql);
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (\n\tid int,\n\tb nosuch\n);", "");
    const ProcessResult result = runTidemark(on(world, {u"up"_s}));
    QCOMPARE(result.exitCode, 1);
    const QByteArray expected = "1_a.sql:4:4: error: type \"nosuch\" does not exist (42704)\n"
                                "  4 | \tb nosuch\n"
                                "    | \t  ^\n";
    QVERIFY2(result.errors.contains(expected), result.errors.constData());
    QVERIFY(result.errors.contains("nothing of it is left in the database"));
}

void TestCommands::reportsErrorsInJson()
{
    World world(Engine::Sqlite);
    world.write(u"1_a"_s, "SELECT nosuch;", "");
    const ProcessResult result = runTidemark(on(world, {u"up"_s, u"--json"_s}));
    QCOMPARE(result.exitCode, 1);
    const QJsonObject step = jsonIn(result.output)[u"steps"_s].toArray()[0].toObject();
    QCOMPARE(step[u"outcome"_s].toString(), u"failed"_s);
    QCOMPARE(step[u"aftermath"_s].toString(), u"rolled-back"_s);
    const QJsonObject error = step[u"error"_s].toObject();
    QCOMPARE(error[u"file"_s].toString(), u"1_a.sql"_s);
    QCOMPARE(error[u"line"_s].toInt(), 2);
    QCOMPARE(error[u"column"_s].toInt(), 8);

    const ProcessResult usage = runTidemark(on(world, {u"up"_s, u"--to"_s, u"9"_s, u"--json"_s}));
    QCOMPARE(usage.exitCode, 2);
    QCOMPARE(jsonIn(usage.output)[u"error"_s].toObject()[u"kind"_s].toString(), u"usage"_s);
}

void TestCommands::resolvesByHand()
{
    World world(Engine::Sqlite);
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);\nSELECT nosuch;", "SELECT 1;",
                "transaction:false");
    QCOMPARE(runTidemark(on(world, {u"resolve"_s, u"done"_s})).exitCode, 2);
    const ProcessResult up = runTidemark(on(world, {u"up"_s}));
    QCOMPARE(up.exitCode, 1);
    QVERIFY2(up.errors.contains("it is half done"), up.errors.constData());
    const ProcessResult status = runTidemark(on(world, {u"status"_s}));
    QCOMPARE(status.exitCode, 1);
    QVERIFY(status.errors.contains("tidemark resolve"));
    const ProcessResult done = runTidemark(on(world, {u"resolve"_s, u"done"_s}));
    QVERIFY2(done.exitCode == 0, done.errors.constData());
    QCOMPARE(done.output, QByteArray("1_a is recorded as applied\n"));
    QCOMPARE(runTidemark(on(world, {u"status"_s})).exitCode, 0);
    QCOMPARE(world.versions(), u"1"_s);
}

void TestCommands::makesNewMigrations()
{
    World world(Engine::Sqlite);
    writeTwo(world);
    const ProcessResult made = runTidemark(on(world, {u"new"_s, u"add  users!"_s, u"--json"_s}));
    QVERIFY2(made.exitCode == 0, made.errors.constData());
    const QString path = jsonIn(made.output)[u"files"_s].toArray()[0].toString();
    QCOMPARE(path, world.migrations() + u"/3_add_users.sql"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("-- migrate:up\n") && text.contains("-- migrate:down\n"));
    QCOMPARE(runTidemark(on(world, {u"up"_s})).exitCode, 0);
    QCOMPARE(world.versions(), u"1 2 3"_s);
    QCOMPARE(runTidemark(on(world, {u"new"_s, u"!!"_s})).exitCode, 2);
}

void TestCommands::cannotConnect()
{
    QTemporaryDir folder;
    const ProcessResult result =
        runTidemark({u"status"_s, u"--url"_s, u"postgresql:///x?host=/nonexistent"_s,
                     u"--migrations"_s, folder.path(), u"--convention"_s, u"plain"_s});
    QCOMPARE(result.exitCode, 3);
    QVERIFY(result.errors.contains("/nonexistent"));
}

void TestCommands::keepsPasswordsToItself()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"tidemark.toml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("migrations = '.'\nconvention = 'plain'\n[environments.local]\nurl_env = 'DB'\n");
    file.close();
    const ProcessResult result =
        runTidemark({u"status"_s}, folder.path(),
                    {{u"DB"_s, u"postgresql://user:geheim@localhost:1/x?connect_timeout=2"_s}});
    QCOMPARE(result.exitCode, 3);
    QVERIFY(!result.errors.contains("geheim"));
    QVERIFY(!result.output.contains("geheim"));
}

void TestCommands::opensOnlyWhereThereIsADisplay()
{
    const QMap<QString, QString> bare{
        {u"DISPLAY"_s, {}}, {u"WAYLAND_DISPLAY"_s, {}}, {u"QT_QPA_PLATFORM"_s, {}}};
    QTemporaryDir folder;
    const ProcessResult noDisplay = runTidemark({u"open"_s, folder.path()}, {}, bare);
    QCOMPARE(noDisplay.exitCode, 3);
    QVERIFY2(noDisplay.errors.contains("display"), noDisplay.errors.constData());
    const ProcessResult noFolder = runTidemark({u"open"_s, folder.filePath(u"gone"_s)}, {}, bare);
    QCOMPARE(noFolder.exitCode, 3);
    QVERIFY2(noFolder.errors.contains("there is no folder"), noFolder.errors.constData());
}

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
