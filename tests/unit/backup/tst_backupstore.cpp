// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backupstore.h"
#include "backup/create.h"
#include "backup/partialbackup.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <barrier>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

constexpr auto dumpText = "--\n-- PostgreSQL database dump\n--\n";

QDateTime at(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestBackupStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsForeignNames_data();
    void readsForeignNames();
    void tellsArchives_data();
    void tellsArchives();
    void tiesReleasesToBackups();
    void takesTheNewestThatIsWhole();
    void publishesOnlyWhatIsWhole();
    void onlyOneMakesABackup();
    void findsWhatAKilledProcessLeft();
    void hashesAsSha256sum();
    void namesFiles();
};

void TestBackupStore::readsForeignNames_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("known");
    QTest::addColumn<BackupKind>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<qint64>("time");
    QTest::newRow("automatic") << u"db_backup_1700000000.sql"_s << true << BackupKind::Automatic
                               << QString() << qint64(1'700'000'000);
    QTest::newRow("manual") << u"db_backup_manual_1700000001.sql"_s << true << BackupKind::Manual
                            << QString() << qint64(1'700'000'001);
    QTest::newRow("named") << u"db_backup_before_move.sql"_s << true << BackupKind::Named
                           << u"before_move"_s << qint64(0);
    QTest::newRow("compressed") << u"db_backup_1700000000.sql.gz"_s << true << BackupKind::Automatic
                                << QString() << qint64(1'700'000'000);
    QTest::newRow("named like manual")
        << u"db_backup_manual_x.sql"_s << true << BackupKind::Named << u"manual_x"_s << qint64(0);
    QTest::newRow("another") << u"shop.sql"_s << false << BackupKind::Manual << QString()
                             << qint64(0);
}

void TestBackupStore::readsForeignNames()
{
    QFETCH(QString, file);
    QFETCH(bool, known);
    QFETCH(BackupKind, kind);
    QFETCH(QString, name);
    QFETCH(qint64, time);
    const auto read = readForeignName(file);
    QCOMPARE(read.has_value(), known);
    if (!known)
        return;
    QCOMPARE(read->kind, kind);
    QCOMPARE(read->name, name);
    QCOMPARE(read->madeAt, time == 0 ? QDateTime() : at(time));
}

void TestBackupStore::tellsArchives_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("format"); // -1: none
    QTest::addColumn<int>("compression");
    const auto row = [](const char *name, const QString &file, const QByteArray &bytes,
                        BackupFormat format, Compression compression = Compression::None) {
        QTest::newRow(name) << file << bytes << int(format) << int(compression);
    };
    row("custom", u"a"_s, "PGDMP\1\16", BackupFormat::Custom);
    row("directory", u"d/toc.dat"_s, "PGDMP\1\16", BackupFormat::Directory);
    row("sqlite", u"a"_s, QByteArray("SQLite format 3\0...", 19), BackupFormat::SqliteFile);
    row("plain", u"a"_s, dumpText, BackupFormat::Plain);
    row("empty, but .sql", u"a.sql"_s, "", BackupFormat::Plain);
    row("gzip", u"a"_s, "\x1f\x8b\x08", BackupFormat::Plain, Compression::Gzip);
    row("zstd", u"a"_s, "\x28\xb5\x2f\xfd", BackupFormat::Plain, Compression::Zstd);
    row("lz4", u"a"_s, "\x04\x22\x4d\x18", BackupFormat::Plain, Compression::Lz4);
    QByteArray tar(512, '\0');
    tar.replace(0, 7, "toc.dat");
    tar.replace(257, 5, "ustar");
    row("tar", u"a"_s, tar, BackupFormat::Tar);
    row("archive in gzip", u"a"_s,
        QByteArray::fromHex("1f8b08000000000002030b7077f10d60e46360e16004001763d7b10b000000"),
        BackupFormat::Custom, Compression::Gzip);
    QTest::newRow("text") << u"a.txt"_s << QByteArray("hello") << -1 << 0;
    QTest::newRow("empty") << u"a"_s << QByteArray() << -1 << 0;
    row("directory without an end", u"d/3210.dat.gz"_s, "\x1f\x8b\x08", BackupFormat::Directory);
    row("directory on a full disk", u"d/toc.dat"_s, "", BackupFormat::Directory);
    QTest::newRow("empty folder") << u"d/e/f"_s << QByteArray() << -1 << 0;
    QTest::newRow("another folder") << u"d/file"_s << QByteArray("PGDMP") << -1 << 0;
}

void TestBackupStore::tellsArchives()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, bytes);
    QFETCH(int, format);
    QFETCH(int, compression);
    const QTemporaryDir folder;
    write(folder.filePath(file), bytes);
    const auto kind = archiveKindOf(folder.filePath(file.section(u'/', 0, 0)));
    QCOMPARE(kind.has_value(), format >= 0);
    if (kind) {
        QCOMPARE(int(kind->format), format);
        QCOMPARE(int(kind->compression), compression);
    }
}

void TestBackupStore::tiesReleasesToBackups()
{
    const QTemporaryDir folder;
    const QString backups = folder.filePath(u"backups"_s);
    for (const QString &name : {u"db_backup_1700000000.sql"_s, u"db_backup_1700001990.sql"_s,
                                u"db_backup_manual_1700005000.sql"_s, u"db_backup_before.sql"_s})
        write(backups + u'/' + name, dumpText);
    write(backups + u"/notes.txt"_s, "not a backup");
    for (const QString &release : {u"1700000000"_s, u"1700002000"_s, u"1700003000"_s})
        QVERIFY(QDir().mkpath(folder.filePath(u"releases/"_s + release)));
    QVERIFY(QDir().mkpath(folder.filePath(u"releases/shared"_s)));
    QVERIFY(QFile::link(folder.filePath(u"releases/1700002000"_s), folder.filePath(u"current"_s)));

    const auto found = scanBackups(backups);
    QVERIFY(found);
    QCOMPARE(found->backups.size(), size_t(4));
    QCOMPARE(found->findings, QStringList());
    const std::vector<DeployedRelease> expected{
        {u"1700003000"_s, at(1'700'003'000), false, {}},
        {u"1700002000"_s, at(1'700'002'000), true, u"db_backup_1700001990.sql"_s},
        {u"1700000000"_s, at(1'700'000'000), false, u"db_backup_1700000000.sql"_s}};
    QVERIFY(found->releases == expected);
    QCOMPARE(found->find(u"db_backup_1700001990.sql"_s)->release, u"1700002000"_s);
    QCOMPARE(found->find(u"before"_s)->kind, BackupKind::Named);
    QCOMPARE(found->find(u"nothing"_s), nullptr);
}

void TestBackupStore::takesTheNewestThatIsWhole()
{
    const QTemporaryDir folder;
    const auto scanned = [&] { return scanBackups(folder.path()); };
    const auto cut = [&](const QString &name) {
        write(folder.filePath(name), dumpText); // without the last line
    };
    const QByteArray end = "-- PostgreSQL database dump complete\n";
    QVERIFY(scanned()->noteOn(u"latest"_s).isEmpty());
    cut(u"db_backup_1700000000.sql"_s);
    QCOMPARE(scanned()->find(u"latest"_s), nullptr);
    QVERIFY(scanned()->noteOn(u"latest"_s).contains(u"db_backup_1700000000.sql"_s));
    write(folder.filePath(u"db_backup_1700000001.sql"_s), dumpText + end);
    QCOMPARE(scanned()->find(u"latest"_s)->fileName(), u"db_backup_1700000001.sql"_s);
    QVERIFY(scanned()->noteOn(u"latest"_s).isEmpty());
    cut(u"db_backup_1700000002.sql"_s);
    auto found = scanned();
    QCOMPARE(found->find(u"latest"_s)->fileName(), u"db_backup_1700000001.sql"_s);
    QCOMPARE(
        found->noteOn(u"latest"_s),
        u"db_backup_1700000002.sql is newer, but incomplete: db_backup_1700000001.sql is taken"_s);
    // By its own name somebody wants it as it is.
    QVERIFY(found->find(u"db_backup_1700000002.sql"_s));
    QVERIFY(found->noteOn(u"db_backup_1700000002.sql"_s).isEmpty());
    // What a killed pg_dump -Fd leaves: its table of contents comes last.
    write(folder.filePath(u"db_backup_1700000003/3210.dat.gz"_s), "\x1f\x8b\x08");
    found = scanned();
    QCOMPARE(found->backups.size(), size_t(4));
    const Backup &left = found->backups.front();
    QCOMPARE(left.fileName(), u"db_backup_1700000003"_s);
    QCOMPARE(left.archive.format, BackupFormat::Directory);
    QVERIFY(left.madeAt.isValid() && !left.whole);
    QVERIFY(
        found->noteOn(u"latest"_s).startsWith(u"2 newer ones, db_backup_1700000003 the newest"_s));
}

void TestBackupStore::publishesOnlyWhatIsWhole()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"new/shop.dump"_s);
    {
        auto place = PartialBackup::begin(path);
        QVERIFY(place);
        write(place->archive(), "PGDMP");
        QCOMPARE(PartialBackup::begin(path).error().kind, ErrorKind::Busy);
        const auto meanwhile = scanBackups(folder.filePath(u"new"_s));
        QVERIFY(meanwhile->backups.empty());
        QCOMPARE(meanwhile->partial.size(), size_t(1));
        QVERIFY(meanwhile->partial[0].alive);
    }
    QVERIFY(QDir(folder.filePath(u"new"_s)).isEmpty());

    auto place = PartialBackup::begin(path);
    QVERIFY(place);
    write(place->archive(), "PGDMP");
    write(place->globals(), "CREATE ROLE app;");
    BackupManifest manifest;
    manifest.madeAt = at(1'700'000'000);
    QVERIFY(writeForGood(place->manifest(), writeManifest(manifest)));
    QVERIFY(place->publish());
    QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    const auto found = scanBackups(folder.filePath(u"new"_s));
    QCOMPARE(found->backups.size(), size_t(1));
    QVERIFY(found->backups[0].manifest == manifest);
    QCOMPARE(PartialBackup::begin(path).error().kind, ErrorKind::Usage);
}

/// Many at once, half of the times after one that was killed: one of them gets the name.
void TestBackupStore::onlyOneMakesABackup()
{
    constexpr int rounds = 60;
    constexpr int makers = 4;
    for (int round = 0; round < rounds; ++round) {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"shop.dump"_s);
        if (round % 2 == 1)
            write(partialPathOf(path) + u"/lock"_s, "");
        std::atomic<int> made = 0;
        std::atomic<int> odd = 0;
        std::barrier gate(makers);
        std::vector<std::jthread> threads;
        for (int i = 0; i < makers; ++i)
            threads.emplace_back([&] {
                gate.arrive_and_wait();
                const auto place = PartialBackup::begin(path);
                made += place ? 1 : 0;
                odd += !place && place.error().kind != ErrorKind::Busy ? 1 : 0;
                gate.arrive_and_wait(); // nobody lets go before all have tried
            });
        threads.clear();
        QCOMPARE(odd.load(), 0);
        QVERIFY(made.load() <= 1);
        QVERIFY(round % 2 == 1 || made.load() == 1);
        if (made.load() == 1)
            QVERIFY(QDir(folder.path()).isEmpty());
    }
}

void TestBackupStore::findsWhatAKilledProcessLeft()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"shop.dump.partial/shop.dump"_s), "PGDMP...");
    write(folder.filePath(u"shop.dump.partial/lock"_s), "");
    // Died between the last two renames: the archive is whole.
    BackupManifest manifest;
    manifest.madeAt = at(1'700'000'000);
    write(folder.filePath(u"late.dump"_s), "PGDMP");
    write(folder.filePath(u"late.dump.partial/late.dump.manifest.json"_s), writeManifest(manifest));
    write(folder.filePath(u"gone.dump.manifest.json"_s), writeManifest(manifest));
    const auto found = scanBackups(folder.path());
    QVERIFY(found);
    QCOMPARE(found->partial.size(), size_t(1));
    QVERIFY(found->partial[0].path.endsWith(u"shop.dump.partial"_s));
    QVERIFY(!found->partial[0].alive);
    QCOMPARE(found->backups.size(), size_t(1));
    QVERIFY(found->backups[0].manifest == manifest);
    QCOMPARE(found->findings.size(), 1);
    QVERIFY(PartialBackup::begin(folder.filePath(u"shop.dump"_s)));
}

void TestBackupStore::hashesAsSha256sum()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"file"_s), "abc");
    QCOMPARE(*archiveSha256(folder.filePath(u"file"_s)),
             QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    write(folder.filePath(u"d/b"_s), "abc");
    write(folder.filePath(u"d/a"_s), "");
    // printf '' >a; printf abc >b; sha256sum * | sha256sum
    QCOMPARE(*archiveSha256(folder.filePath(u"d"_s)),
             QByteArray("bf6e2103d6cbead28abb7d3fec372bc25d03a35b1647e83e090248eb08d0adae"));
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(archiveSha256(folder.filePath(u"file"_s), {}, stop.get_token()).error().kind,
             ErrorKind::Cancelled);
}

void TestBackupStore::namesFiles()
{
    BackupRequest request;
    const QDateTime time(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    QCOMPARE(backupFileName(request, u"Weird \"Name\"; --/x"_s, time),
             u"Weird_Name_--_x-20260301-080000.dump"_s);
    QCOMPARE(backupFileName(request, u"../x"_s, time), u"db.._x-20260301-080000.dump"_s);
    request.environment = u"production"_s;
    request.format = BackupFormat::Plain;
    request.compression = Compression::Gzip;
    QCOMPARE(backupFileName(request, u"shop"_s, time), u"production-20260301-080000.sql.gz"_s);
    request.kind = BackupKind::Named;
    request.name = u"größer"_s;
    QCOMPARE(backupFileName(request, u"shop"_s, time), u"größer.sql.gz"_s);
}

QTEST_GUILESS_MAIN(TestBackupStore)
#include "tst_backupstore.moc"
