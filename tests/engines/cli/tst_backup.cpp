// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backupstore.h"
#include "backup/verify.h"
#include "engines/cli/program.h"
#include "support/testserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// `tidemark backup` as people start it, and as it is killed.
class TestBackup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBeforeARun_data() { addEngines(); }
    void comesBeforeARun();
    void failsBeforeTheRunDoes();
    void killedWhileMaking_data() { addEngines(); }
    void killedWhileMaking();
    void killedWhileRestoring_data() { addEngines(); }
    void killedWhileRestoring();
    void dropsWhatWasKept_data() { addEngines(); }
    void dropsWhatWasKept();
    void takesTheOneThatIsMeant();
    void takesNothingForAnEmptyValue();
    void saysWhatIsWrongWithAManifest();
};

namespace {

const QByteArray weird = weirdTable;

/// A handful here; TIDEMARK_KILLS=50 for a long look.
int kills()
{
    const int wanted = qEnvironmentVariableIntValue("TIDEMARK_KILLS");
    return wanted > 0 ? wanted : 5;
}

void writeWorkspace(World &world, const QByteArray &role, const QByteArray &more = {})
{
    world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "DROP TABLE " + weird + ";");
    world.write(u"2_b"_s, "CREATE TABLE b (id int);", "DROP TABLE b;");
    QFile file(world.filePath(u"tidemark.toml"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write the workspace");
    file.write("migrations = 'migrations'\nconvention = 'dbmate'\n[environments.live]\nrole = '" +
               role + "'\nurl = '" + world.url().toUtf8() + "'\n" + more);
}

ProcessResult runIn(const World &world, const QStringList &arguments)
{
    return runTidemark(arguments, world.filePath({}));
}

BackupFolder backupsOf(const World &world)
{
    const auto folder = scanBackups(world.filePath(u"backups"_s));
    return folder.value_or(BackupFolder());
}

void fill(World &world)
{
    world.execute("CREATE TABLE " + weird + " (id int, v text)");
    world.execute(world.isPostgres()
                      ? "INSERT INTO " + weird +
                            " SELECT i, md5(i::text) FROM generate_series(1, 60000) i"
                      : "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                        "60000) INSERT INTO " +
                            weird + " SELECT i, hex(randomblob(40)) FROM n");
}

/// Starts it, and kills it after so long. Whether it was still at work.
bool killAfter(const World &world, const QStringList &arguments, qint64 microseconds)
{
    QProcess process;
    process.setWorkingDirectory(world.filePath({}));
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TIDEMARK_STATE"_s, world.filePath(u"state"_s));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(TIDEMARK_PROGRAM), arguments);
    process.waitForStarted();
    ::usleep(useconds_t(microseconds));
    process.kill();
    process.waitForFinished();
    return process.exitStatus() == QProcess::CrashExit;
}

BackupContents contentsOfWorld(const World &world)
{
    const auto session = world.open();
    const auto contents = contentsOf(*session, {});
    if (!contents)
        qFatal("%s", qPrintable(contents.error().toString()));
    return *contents;
}

qint64 randomBelow(qint64 limit)
{
    return QRandomGenerator::global()->bounded(quint64(limit) + 1);
}

} // namespace

void TestBackup::comesBeforeARun()
{
    QFETCH(Engine, engine);
    World world(engine);
    world.execute("CREATE TABLE customers (id int)");
    writeWorkspace(world, "local");
    QCOMPARE(runIn(world, {u"up"_s, u"--count"_s, u"1"_s}).exitCode, 0);
    QVERIFY(backupsOf(world).backups.empty());
    writeWorkspace(world, "staging");
    QCOMPARE(runIn(world, {u"up"_s, u"--dry-run"_s}).exitCode, 0);
    QCOMPARE(runIn(world, {u"up"_s, u"--no-backup"_s}).exitCode, 0);
    QVERIFY(backupsOf(world).backups.empty());
    const ProcessResult down = runIn(world, {u"down"_s});
    QVERIFY2(down.exitCode == 0, down.errors.constData());
    QVERIFY2(down.errors.contains("backup: "), down.errors.constData());
    const BackupFolder folder = backupsOf(world);
    QCOMPARE(folder.backups.size(), size_t(1));
    const Backup &backup = folder.backups[0];
    QCOMPARE(backup.kind, BackupKind::Automatic);
    QCOMPARE(backup.manifest->environment, u"live"_s);
    QCOMPARE(backup.manifest->label, u"before down"_s);
    QCOMPARE(backup.manifest->migrations->applied.size(), size_t(2));
    writeWorkspace(world, "staging", "[backup]\nbefore_runs = false\n");
    QCOMPARE(runIn(world, {u"up"_s}).exitCode, 0);
    QCOMPARE(backupsOf(world).backups.size(), size_t(1));
}

void TestBackup::failsBeforeTheRunDoes()
{
    World world(Engine::Sqlite);
    world.execute("CREATE TABLE customers (id int)");
    writeWorkspace(world, "staging", "[backup]\nfolder = 'tidemark.toml/in-a-file'\n");
    const ProcessResult up = runIn(world, {u"up"_s});
    QCOMPARE(up.exitCode, 3);
    QVERIFY2(up.errors.contains("nothing was run") && up.errors.contains("--no-backup"),
             up.errors.constData());
    QCOMPARE(world.versions(), QString());
}

void TestBackup::killedWhileMaking()
{
    QFETCH(Engine, engine);
    World world(engine);
    fill(world);
    world.closeSession();
    const QStringList create{u"backup"_s, u"create"_s,   u"--url"_s,
                             world.url(), u"--folder"_s, world.filePath(u"backups"_s)};
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(runIn(world, create).exitCode, 0);
    const qint64 whole = clock.nsecsElapsed() / 1000;
    int late = 0;
    for (int done = 0; done < kills() && late < 200;) {
        if (!killAfter(world, create, randomBelow(whole))) {
            ++late;
            continue;
        }
        ++done;
        const BackupFolder folder = backupsOf(world);
        QCOMPARE(folder.findings, QStringList());
        for (const Backup &backup : folder.backups) {
            QVERIFY(backup.manifest.has_value());
            QCOMPARE(*archiveSha256(backup.path), backup.manifest->sha256);
        }
    }
    const ProcessResult next = runIn(world, create);
    QVERIFY2(next.exitCode == 0, next.errors.constData());
    const QStringList prune{u"backup"_s, u"prune"_s, u"--yes"_s, u"--folder"_s,
                            world.filePath(u"backups"_s)};
    QCOMPARE(runIn(world, prune).exitCode, 0);
    QVERIFY(backupsOf(world).partial.empty());
    const QStringList verify{u"backup"_s, u"verify"_s, u"latest"_s, u"--folder"_s,
                             world.filePath(u"backups"_s)};
    QCOMPARE(runIn(world, verify).exitCode, 0);
}

void TestBackup::killedWhileRestoring()
{
    QFETCH(Engine, engine);
    World world(engine);
    fill(world);
    world.closeSession();
    const QString backups = world.filePath(u"backups"_s);
    QCOMPARE(
        runIn(world, {u"backup"_s, u"create"_s, u"--url"_s, world.url(), u"--folder"_s, backups})
            .exitCode,
        0);
    const BackupContents before = contentsOfWorld(world);
    const QString name =
        world.isPostgres()
            ? QString::fromUtf8(*world.open()->query("SELECT current_database()")->rows[0][0])
            : u"data.db"_s;
    const QStringList restore{
        u"backup"_s, u"restore"_s, u"latest"_s,    u"--folder"_s, backups,
        u"--url"_s,  world.url(),  u"--replace"_s, name,          u"--end-connections"_s};
    QElapsedTimer clock;
    clock.start();
    const ProcessResult whole = runIn(world, restore);
    QVERIFY2(whole.exitCode == 0, whole.errors.constData());
    const qint64 took = clock.nsecsElapsed() / 1000;
    int late = 0;
    for (int done = 0; done < kills() && late < 200;) {
        world.execute("DELETE FROM " + weird + " WHERE id % 2 = 0");
        world.closeSession();
        const BackupContents changed = contentsOfWorld(world);
        const bool killed = killAfter(world, restore, randomBelow(took));
        const BackupContents now = contentsOfWorld(world);
        QVERIFY2(now == changed || now == before, "a half restored database");
        done += killed ? 1 : 0;
        late += killed ? 0 : 1;
    }
    const ProcessResult next = runTidemark(restore, world.filePath({}),
                                           {{u"TIDEMARK_STATE"_s, world.filePath(u"state"_s)}});
    QVERIFY2(next.exitCode == 0, next.errors.constData());
    QVERIFY(contentsOfWorld(world) == before);
    if (world.isPostgres())
        QCOMPARE(world.value("SELECT count(*) FROM pg_database WHERE datname LIKE "
                             "'tidemark_sandbox%'"),
                 u"0"_s);
}

void TestBackup::dropsWhatWasKept()
{
    QFETCH(Engine, engine);
    World world(engine);
    fill(world);
    world.closeSession();
    QCOMPARE(runIn(world, {u"backup"_s, u"create"_s, u"--url"_s, world.url()}).exitCode, 0);
    const QString own = world.isPostgres() ? world.value("SELECT current_database()")
                                           : QFileInfo(world.url().section(u':', 1)).fileName();
    world.closeSession();
    const ProcessResult restored = runIn(world, {u"backup"_s, u"restore"_s, u"latest"_s, u"--url"_s,
                                                 world.url(), u"--replace"_s, own, u"--json"_s});
    QVERIFY2(restored.exitCode == 0, restored.errors.constData());
    const QString kept = QFileInfo(jsonIn(restored.output)[u"kept"_s].toString()).fileName();
    QVERIFY(!kept.isEmpty());
    const auto drop = [&](const QString &name) {
        return runIn(world, {u"backup"_s, u"drop-old"_s, name, u"--url"_s, world.url()});
    };
    for (const QString &other :
         {own, kept.chopped(1), u"postgres"_s, own + u"_before_20000101000000"_s,
          own + u".before-20000101000000"_s, kept + u"\" WITH (FORCE); --"_s})
        QCOMPARE(drop(other).exitCode, 2);
    const ProcessResult done = drop(kept);
    QVERIFY2(done.exitCode == 0, done.errors.constData());
    QCOMPARE(drop(kept).exitCode, 2);
    QCOMPARE(world.value("SELECT count(*) FROM " + weird), u"60000"_s);
}

/// A file of the same name here is another backup.
void TestBackup::takesTheOneThatIsMeant()
{
    World world(Engine::Sqlite);
    fill(world);
    writeWorkspace(world, "local");
    const QStringList create{u"backup"_s, u"create"_s, u"--url"_s, world.url(), u"--name"_s};
    QCOMPARE(runIn(world, create + QStringList{u"one"_s}).exitCode, 0);
    QVERIFY(QFile::copy(backupsOf(world).backups.front().path, world.filePath(u"one"_s)));
    QVERIFY(QFile::copy(world.filePath(u"one"_s), world.filePath(u"latest"_s)));
    const auto verify = [&world](const QStringList &what) {
        return runIn(world, QStringList{u"backup"_s, u"verify"_s} + what);
    };
    const ProcessResult both = verify({u"one"_s});
    QCOMPARE(both.exitCode, 2);
    QVERIFY2(both.errors.contains("./one"), both.errors.constData());
    // By one rule wherever a backup is named.
    const QList<QStringList> others{{u"backup"_s, u"show"_s, u"one"_s},
                                    {u"backup"_s, u"rows"_s, u"one"_s, u"t"_s},
                                    {u"backup"_s, u"compare"_s, u"backup:one"_s, u"latest"_s},
                                    {u"diff"_s, u"backup:one"_s, u"backup:latest"_s}};
    for (const QStringList &other : others) {
        const ProcessResult refused = runIn(world, other);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.errors.contains("./one"), refused.errors.constData());
    }
    // The one here has no manifest.
    const ProcessResult here = verify({u"./one"_s});
    QCOMPARE(here.exitCode, 0);
    QVERIFY2((here.output + here.errors).contains("no manifest"), here.output.constData());
    for (const QStringList &what :
         {QStringList{u"one"_s, u"--folder"_s, u"backups"_s}, QStringList{u"latest"_s}}) {
        const ProcessResult kept = verify(what);
        QCOMPARE(kept.exitCode, 0);
        QVERIFY2(!(kept.output + kept.errors).contains("no manifest"), kept.output.constData());
    }
}

/// A variable of a script that is empty takes no option for a name.
void TestBackup::takesNothingForAnEmptyValue()
{
    World world(Engine::Sqlite);
    fill(world);
    writeWorkspace(world, "local");
    const ProcessResult made = runIn(world, {u"backup"_s, u"create"_s, u"--url"_s, world.url(),
                                             u"--name="_s, u"--label=before"_s});
    QCOMPARE(made.exitCode, 2);
    QVERIFY2(made.errors.contains("--name= has no value"), made.errors.constData());
    QVERIFY(backupsOf(world).backups.empty());
}

/// By its name and by a path it is the same answer, and the archive can still be had.
void TestBackup::saysWhatIsWrongWithAManifest()
{
    World world(Engine::Sqlite);
    fill(world);
    writeWorkspace(world, "local");
    QCOMPARE(runIn(world, {u"backup"_s, u"create"_s, u"--url"_s, world.url()}).exitCode, 0);
    const QString path = backupsOf(world).backups.front().path;
    QFile manifest(path + u".manifest.json"_s);
    QVERIFY(manifest.open(QIODevice::WriteOnly | QIODevice::Truncate));
    manifest.write("{\"tidemark\": ");
    manifest.close();
    for (const QString &name : {QFileInfo(path).fileName(), path}) {
        const ProcessResult verified = runIn(world, {u"backup"_s, u"verify"_s, name});
        QCOMPARE(verified.exitCode, 1);
        QVERIFY2(verified.output.contains("manifest"), verified.output.constData());
    }
    const ProcessResult shown = runIn(world, {u"backup"_s, u"list"_s});
    QVERIFY2(shown.output.contains("bad manifest"), shown.output.constData());
    const QJsonObject listed = jsonIn(runIn(world, {u"backup"_s, u"list"_s, u"--json"_s}).output);
    QVERIFY(!listed[u"backups"][0][u"manifestError"].toString().isEmpty());
    const QStringList restore{u"backup"_s, u"restore"_s, path, u"--to"_s, u"back.db"_s};
    QCOMPARE(runIn(world, restore).exitCode, 3);
    const ProcessResult back = runIn(world, restore + QStringList{u"--no-check"_s});
    QVERIFY2(back.exitCode == 0, back.errors.constData());
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
