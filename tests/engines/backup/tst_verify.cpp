// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/create.h"
#include "backup/partialbackup.h"
#include "backup/verify.h"
#include "base/process.h"
#include "engines/backup/everything.h"
#include "engines/backup/smalldisk.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// A verification says yes to what is whole, and names what is not.
class TestVerify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void provesWhatIsWhole_data();
    void provesWhatIsWhole();
    void namesWhatDiffers_data();
    void namesWhatDiffers();
    void provesForeignFiles_data();
    void provesForeignFiles();
    void provesPackedArchives_data();
    void provesPackedArchives();
    void leavesRoomOnTheDisk_data();
    void leavesRoomOnTheDisk();
    void refusesDumpsOfSeveralDatabases();
    void stops();
    void blamesNoBackupForAServerThatDied();
    void comparesNoSchemaOfAnotherTidemark();

private:
    Verification verify(const Backup &backup);

    QTemporaryDir m_state;
    std::unique_ptr<SandboxFactory> m_sandboxes;
};

namespace {

Backup make(const Everything &database, BackupFormat format, std::optional<Compression> compression)
{
    BackupRequest request;
    request.source = database.spec();
    request.folder = database.backups();
    request.installations = installed();
    request.format = format;
    request.compression = compression;
    request.globals = database.spec().engine == Engine::PostgreSql;
    return need(createBackup(request));
}

/// Says something else in the manifest.
Backup withManifest(const Backup &backup, const std::function<void(BackupManifest &)> &change)
{
    BackupManifest manifest = *backup.manifest;
    change(manifest);
    QFile::remove(manifestPathOf(backup.path));
    need(writeForGood(manifestPathOf(backup.path), writeManifest(manifest)));
    return need(readBackup(backup.path));
}

} // namespace

void TestVerify::initTestCase()
{
    TestServer::start();
    m_sandboxes = std::make_unique<SandboxFactory>(m_state.path());
}

Verification TestVerify::verify(const Backup &backup)
{
    return need(verifyBackup(backup, installed(), *m_sandboxes));
}

void TestVerify::provesWhatIsWhole_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<BackupFormat>("format");
    QTest::addColumn<int>("compression"); // -1: pg_dump's own
    QTest::newRow("custom") << Engine::PostgreSql << BackupFormat::Custom << -1;
    QTest::newRow("directory") << Engine::PostgreSql << BackupFormat::Directory << 0;
    QTest::newRow("plain") << Engine::PostgreSql << BackupFormat::Plain << -1;
    QTest::newRow("plain, gzip") << Engine::PostgreSql << BackupFormat::Plain
                                 << int(Compression::Gzip);
    QTest::newRow("sqlite") << Engine::Sqlite << BackupFormat::Custom << -1;
}

void TestVerify::provesWhatIsWhole()
{
    QFETCH(Engine, engine);
    QFETCH(BackupFormat, format);
    QFETCH(int, compression);
    const Everything database(engine);
    const Backup backup = make(
        database, format, compression < 0 ? std::nullopt : std::optional(Compression(compression)));
    const Verification found = verify(backup);
    QCOMPARE(found.differences, QStringList());
    QCOMPARE(found.notes, QStringList());
    QCOMPARE(size_t(found.tables), backup.manifest->contents->tables.size());
    QVERIFY(found.rows > 0);
}

void TestVerify::namesWhatDiffers_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::newRow("postgresql") << Engine::PostgreSql;
    QTest::newRow("sqlite") << Engine::Sqlite;
}

void TestVerify::namesWhatDiffers()
{
    QFETCH(Engine, engine);
    const Everything database(engine);
    const Backup good = make(database, BackupFormat::Custom, {});
    const Backup other = withManifest(good, [](BackupManifest &manifest) {
        for (TableContents &table : manifest.contents->tables)
            if (table.name == u"Weird \"Name\"; --")
                table.rows += 1;
            else if (table.name == u"values")
                table.digest = "12";
        manifest.contents->fingerprint = "another";
    });
    const Verification found = verify(other);
    QCOMPARE(found.differences.size(), 3);
    const QString all = found.differences.join(u'\n');
    QVERIFY2(all.contains(u"\"Weird \"\"Name\"\"; --\": "_s) && all.contains(u"rows instead of"_s),
             qPrintable(all));
    QVERIFY2(all.contains(u"other values"_s) && all.contains(u"the schema"_s), qPrintable(all));

    // A byte in the middle is another one: the digest says so, whatever the restore says.
    QFile file(good.path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2));
    const QByteArray was = file.read(1);
    QVERIFY(file.seek(file.size() / 2));
    file.write(QByteArray(1, char(was[0] ^ 0x55)));
    file.close();
    const Verification flipped = verify(need(readBackup(good.path)));
    QCOMPARE(flipped.differences.size(), 1);
    QVERIFY(flipped.where.isEmpty());
    QVERIFY(flipped.notes.contains(u"it was not restored"_s));
    QVERIFY2(flipped.differences.value(0).contains(u"SHA-256"_s),
             qPrintable(flipped.differences.join(u'\n')));

    // Cut off: an answer, with the reason.
    QVERIFY(QFile::resize(good.path, QFile(good.path).size() * 2 / 3));
    const Verification cut = verify(need(readBackup(good.path)));
    QCOMPARE(cut.differences.size(), 1);
    QVERIFY(QFile::remove(manifestPathOf(good.path)));
    QVERIFY(!verify(need(readBackup(good.path))).differences.isEmpty());
}

void TestVerify::provesForeignFiles_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("name");
    QTest::newRow("tar") << QStringList{u"-Ft"_s} << u"shop.tar"_s;
    QTest::newRow("custom") << QStringList{u"-Fc"_s} << u"db_backup_1700000000.dump"_s;
    QTest::newRow("plain, by inserts")
        << QStringList{u"-Fp"_s, u"--inserts"_s} << u"db_backup_manual_1700000000.sql"_s;
    QTest::newRow("plain, clean") << QStringList{u"-Fp"_s, u"--clean"_s, u"--if-exists"_s}
                                  << u"db_backup_before.sql"_s;
}

void TestVerify::provesForeignFiles()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, name);
    const Everything database(Engine::PostgreSql);
    const QString path = database.path(name);
    need(runProcessChecked(
        {.program = TestServer::program(u"pg_dump"_s),
         .arguments = arguments + QStringList{u"-f"_s, path, database.spec().conninfo}}));
    const Verification found = verify(need(readBackup(path)));
    QCOMPARE(found.differences, QStringList());
    QCOMPARE(found.notes.size(), 1); // no manifest
    QVERIFY(found.rows > 60);
}

void TestVerify::provesPackedArchives_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("packer");
    QTest::addColumn<QString>("name");
    QTest::newRow("custom, gzip") << u"-Fc"_s << u"gzip %1"_s << u"shop.dump.gz"_s;
    QTest::newRow("custom, zstd") << u"-Fc"_s << u"zstd -q --rm %1"_s << u"shop.dump.zst"_s;
    QTest::newRow("custom, lz4") << u"-Fc"_s << u"lz4 -q %1 %1.lz4"_s << u"shop.dump.lz4"_s;
    QTest::newRow("tar, gzip") << u"-Ft"_s << u"gzip %1"_s << u"shop.dump.gz"_s;
    QTest::newRow("folder in a tar file")
        << u"-Fd"_s << u"tar -C $(dirname %1) -cf %1.tar shop.dump"_s << u"shop.dump.tar"_s;
    QTest::newRow("folder in a packed tar file")
        << u"-Fd"_s << u"tar --format=pax -C %1 -czf %1.tgz ."_s << u"shop.dump.tgz"_s;
}

void TestVerify::provesPackedArchives()
{
    QFETCH(QString, format);
    QFETCH(QString, packer);
    QFETCH(QString, name);
    const Everything database(Engine::PostgreSql);
    const QString dump = database.path(u"shop.dump"_s);
    need(runProcessChecked({.program = TestServer::program(u"pg_dump"_s),
                            .arguments = {format, u"-f"_s, dump, database.spec().conninfo}}));
    need(runProcessChecked({.program = u"sh"_s, .arguments = {u"-c"_s, packer.arg(dump)}}));
    const QString path = database.path(name);
    const Backup backup = need(readBackup(path));
    QVERIFY(backup.whole);
    bool unpacked = false;
    const Verification found =
        need(verifyBackup(backup, installed(), *m_sandboxes, [&](const BackupProgress &progress) {
            if (progress.step == BackupProgress::Step::Unpacking)
                unpacked = progress.done == progress.total && progress.total == backup.bytes;
        }));
    QCOMPARE(found.differences, QStringList());
    QVERIFY(found.rows > 60);
    QVERIFY(unpacked);
    // Nothing of it stays, also where somebody stops it.
    std::stop_source stop;
    const auto stopped = verifyBackup(
        backup, installed(), *m_sandboxes,
        [&](const BackupProgress &progress) {
            if (progress.step == BackupProgress::Step::Unpacking)
                stop.request_stop();
        },
        stop.get_token());
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    QCOMPARE(QDir(m_state.filePath(u"files"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList());
    // Cut off is an answer.
    QVERIFY(QFile::resize(path, backup.bytes * 2 / 3));
    QVERIFY(!verify(need(readBackup(path))).differences.isEmpty());
}

void TestVerify::leavesRoomOnTheDisk_data()
{
    QTest::addColumn<QString>("packer");
    QTest::addColumn<QString>("name");
    QTest::newRow("told by the file") << u"gzip %1"_s << u"big.dump.gz"_s;
    QTest::newRow("seen on the way") << u"zstd -q <%1 >%1.zst"_s << u"big.dump.zst"_s;
}

void TestVerify::leavesRoomOnTheDisk()
{
    QFETCH(QString, packer);
    QFETCH(QString, name);
    const SmallDisk disk("40m");
    QVERIFY2(disk.isMounted(), "the test needs the right to mount a file system (root)");
    const Everything database(Engine::PostgreSql);
    execute(database.spec(), "CREATE TABLE big AS SELECT repeat('x', 1000) AS t "
                             "FROM generate_series(1, 60000)");
    const QString dump = database.path(u"big.dump"_s);
    need(runProcessChecked(
        {.program = TestServer::program(u"pg_dump"_s),
         .arguments = {u"-Fc"_s, u"-Z0"_s, u"-f"_s, dump, database.spec().conninfo}}));
    need(runProcessChecked({.program = u"sh"_s, .arguments = {u"-c"_s, packer.arg(dump)}}));
    SandboxFactory sandboxes(disk.path(u"state"_s));
    const auto found = verifyBackup(need(readBackup(database.path(name))), installed(), sandboxes);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Io);
    QVERIFY2(found.error().summary.contains(u"has no room for "_s + name),
             qPrintable(found.error().toString()));
    QCOMPARE(QDir(disk.path(u"state/files"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList());
}

void TestVerify::refusesDumpsOfSeveralDatabases()
{
    const Everything database(Engine::PostgreSql);
    const QString path = database.path(u"all.sql"_s);
    need(
        runProcessChecked({.program = TestServer::program(u"pg_dump"_s),
                           .arguments = {u"--create"_s, u"-f"_s, path, database.spec().conninfo}}));
    const auto found = verifyBackup(need(readBackup(path)), installed(), *m_sandboxes);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Unsupported);
}

void TestVerify::stops()
{
    const Everything database(Engine::PostgreSql);
    const Backup backup = make(database, BackupFormat::Custom, {});
    std::stop_source stop;
    const auto found = verifyBackup(
        backup, installed(), *m_sandboxes,
        [&](const BackupProgress &progress) {
            if (progress.step == BackupProgress::Step::Restoring)
                stop.request_stop();
        },
        stop.get_token());
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Cancelled);
}

/// The machine's trouble is an error, and no verdict on the backup.
void TestVerify::blamesNoBackupForAServerThatDied()
{
    const Everything database(Engine::PostgreSql);
    const Backup backup = make(database, BackupFormat::Custom, {});
    int killed = 0;
    const auto kill = [&](const BackupProgress &progress) {
        if (progress.step != BackupProgress::Step::Digesting || killed++ > 0)
            return;
        const QDir live(m_state.filePath(u"live"_s));
        for (const QString &name : live.entryList({u"*.json"_s}, QDir::Files)) {
            QFile file(live.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString folder =
                QJsonDocument::fromJson(file.readAll()).object().value(u"folder"_s).toString();
            QFile pid(folder + u"/data/postmaster.pid"_s);
            if (!folder.isEmpty() && pid.open(QIODevice::ReadOnly))
                ::kill(pid.readLine().trimmed().toInt(), SIGQUIT);
        }
        QTest::qWait(500);
    };
    SandboxFactory sandboxes(m_state.path());
    const auto found = verifyBackup(backup, installed(), sandboxes, kill);
    QVERIFY(killed > 0);
    QVERIFY2(!found, qPrintable(found ? found->differences.join(u'\n') : QString()));
    QCOMPARE(found.error().kind, ErrorKind::Connection);
}

void TestVerify::comparesNoSchemaOfAnotherTidemark()
{
    const Everything database(Engine::Sqlite);
    const Backup backup = make(database, BackupFormat::Custom, {});
    QVERIFY(!backup.manifest->contents->layout.isEmpty());
    const Verification found = verify(withManifest(backup, [](BackupManifest &manifest) {
        manifest.contents->fingerprint = "of before";
        manifest.contents->layout = "of before";
    }));
    QCOMPARE(found.differences, QStringList());
    QCOMPARE(found.notes.size(), 1);
    QVERIFY2(found.notes[0].contains(u"another version of Tidemark"_s), qPrintable(found.notes[0]));
}

QTEST_GUILESS_MAIN(TestVerify)
#include "tst_verify.moc"
