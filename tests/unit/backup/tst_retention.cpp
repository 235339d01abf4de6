// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/partialbackup.h"
#include "backup/retention.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <stop_token>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

constexpr qint64 start = 1'700'000'000;

QDateTime at(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(start + seconds, Qt::UTC);
}

/// Number `age` of a database, the older the larger.
Backup backupOf(BackupKind kind, int age, const QString &environment = u"production"_s)
{
    Backup backup;
    backup.path = u"/b/%1-%2-%3.dump"_s.arg(environment, toText(kind)).arg(age);
    backup.kind = kind;
    backup.madeAt = at(-age);
    backup.bytes = 10;
    BackupManifest manifest;
    manifest.environment = environment;
    backup.manifest = manifest;
    backup.known = backup.whole = true;
    return backup;
}

QStringList going(const RetentionPlan &plan)
{
    QStringList names;
    for (const RetentionStep &step : plan.steps)
        if (step.goes())
            names << step.backup.fileName();
    return names;
}

/// A head and an empty table of contents, as pg_dump writes them (WriteHead()).
QByteArray emptyArchive(char format)
{
    const auto number = [](char value) { return QByteArray(1, 0) + value + QByteArray(3, 0); };
    const auto text = [&](const QByteArray &one) { return number(char(one.size())) + one; };
    return QByteArray("PGDMP\x01\x0e") + QByteArray(1, 0) + '\x04' + '\x08' + format + number(0) +
           number(0) + number(0) + number(8) + number(1) + number(1) + number(124) + number(0) +
           text("shop") + text("15.1") + text("15.1") + number(0);
}
const QByteArray custom = emptyArchive('\x01');
const QByteArray directory = emptyArchive('\x05');

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestRetention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNewestOfEachDatabase();
    void keepsWhatIsNamedOrManual();
    void keepsWhatTheCurrentReleaseNeeds();
    void countsNothingFromTheFuture();
    void keepsWhatIsNoBackupForCertain();
    void countsNothingBroken();
    void tellsServersApart();
    void deletesWhatThePlanSays();
    void finishesAPruneThatWasKilled();
    void deletesNothingForeign();
    void followsNoLinks();
    void saysWhatWasDeletedUntilItEnded();
};

void TestRetention::keepsTheNewestOfEachDatabase()
{
    BackupFolder folder;
    for (int age = 7; age >= 1; --age)
        folder.backups.push_back(backupOf(BackupKind::Automatic, age));
    for (int age = 1; age <= 3; ++age)
        folder.backups.push_back(backupOf(BackupKind::Automatic, age, u"staging"_s));
    const RetentionPlan plan = planRetention(folder, {}, at(0));
    QCOMPARE(going(plan),
             (QStringList{u"production-automatic-6.dump"_s, u"production-automatic-7.dump"_s}));
    QCOMPARE(plan.bytes(), qint64(20));
    QCOMPARE(planRetention(folder, {2, {}}, at(0)).bytes(), qint64(60));
    QVERIFY(planRetention(folder, {7, {}}, at(0)).isEmpty());
}

void TestRetention::keepsWhatIsNamedOrManual()
{
    BackupFolder folder;
    for (int age = 1; age <= 8; ++age) {
        folder.backups.push_back(backupOf(BackupKind::Named, age));
        folder.backups.push_back(backupOf(BackupKind::Manual, age));
    }
    QVERIFY(planRetention(folder, {0, {}}, at(0)).isEmpty());
    QCOMPARE(going(planRetention(folder, {0, 6}, at(0))),
             (QStringList{u"production-manual-7.dump"_s, u"production-manual-8.dump"_s}));
}

void TestRetention::keepsWhatTheCurrentReleaseNeeds()
{
    BackupFolder folder;
    for (int age = 1; age <= 3; ++age)
        folder.backups.push_back(backupOf(BackupKind::Automatic, age));
    folder.releases = {{u"2"_s, at(0), false, u"production-automatic-1.dump"_s},
                       {u"1"_s, at(-2), true, u"production-automatic-3.dump"_s}};
    const RetentionPlan plan = planRetention(folder, {1, {}}, at(0));
    QCOMPARE(going(plan), QStringList{u"production-automatic-2.dump"_s});
}

/// A clock that was wrong once must not make room for nothing.
void TestRetention::countsNothingFromTheFuture()
{
    BackupFolder folder;
    for (int age = -2; age <= 2; ++age)
        if (age != 0)
            folder.backups.push_back(backupOf(BackupKind::Automatic, age));
    QCOMPARE(going(planRetention(folder, {1, {}}, at(0))),
             QStringList{u"production-automatic-2.dump"_s});
}

void TestRetention::keepsWhatIsNoBackupForCertain()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"seed.sql"_s), "INSERT INTO t VALUES (1);");
    write(folder.filePath(u"shop.dump"_s), custom);
    write(folder.filePath(u"db_backup_1700000000.dump"_s), custom);
    write(manifestPathOf(folder.filePath(u"db_backup_1700000000.dump"_s)), "{");
    write(folder.filePath(u"db_backup_1700000001.dump"_s), custom);
    const auto scanned = scanBackups(folder.path());
    QCOMPARE(scanned->backups.size(), size_t(4));
    const RetentionPlan plan =
        planRetention(*scanned, {0, 0}, QDateTime::currentDateTimeUtc().addDays(1));
    QCOMPARE(going(plan), QStringList{u"db_backup_1700000001.dump"_s});
    for (const RetentionStep &step : plan.steps)
        if (!step.goes())
            QCOMPARE(step.reason, RetentionStep::Reason::Unknown);
}

void TestRetention::countsNothingBroken()
{
    const QTemporaryDir folder;
    const QByteArray text = "--\n-- PostgreSQL database dump\n--\n";
    const QByteArray end = "--\n-- PostgreSQL database dump complete\n--\n";
    write(folder.filePath(u"db_backup_1700000000.sql"_s), text + end);
    write(folder.filePath(u"db_backup_1700000001.sql"_s), text + end);
    write(folder.filePath(u"db_backup_1700000002.sql"_s), text);
    write(folder.filePath(u"db_backup_1700000003.sql"_s), "");
    const QString shorter = folder.filePath(u"db_backup_1700000004.dump"_s);
    write(shorter, custom);
    BackupManifest manifest;
    manifest.kind = BackupKind::Automatic;
    manifest.madeAt = at(4);
    manifest.bytes = 6;
    write(manifestPathOf(shorter), writeManifest(manifest));
    const RetentionPlan plan = planRetention(*scanBackups(folder.path()), {1, {}}, at(100));
    QCOMPARE(going(plan), QStringList{u"db_backup_1700000000.sql"_s});
    QStringList broken;
    for (const RetentionStep &step : plan.steps)
        if (step.reason == RetentionStep::Reason::Broken)
            broken << step.backup.fileName();
    QCOMPARE(broken, (QStringList{u"db_backup_1700000004.dump"_s, u"db_backup_1700000003.sql"_s,
                                  u"db_backup_1700000002.sql"_s}));
}

void TestRetention::tellsServersApart()
{
    BackupFolder folder;
    for (int age = 1; age <= 4; ++age) {
        folder.backups.push_back(backupOf(BackupKind::Automatic, age, {}));
        folder.backups.back().manifest->database = u"shop"_s;
        folder.backups.back().manifest->server = age % 2 == 0 ? u"a:5432"_s : u"b:5432"_s;
    }
    QVERIFY(planRetention(folder, {2, {}}, at(0)).isEmpty());
    QCOMPARE(going(planRetention(folder, {1, {}}, at(0))).size(), 2);
}

/// What a killed one leaves has no name of a backup, and the next one removes it.
void TestRetention::finishesAPruneThatWasKilled()
{
    const QTemporaryDir folder;
    const QString archive = folder.filePath(u"db_backup_1700000001.dir"_s);
    const QString moved = partialPathOf(archive) + u"/db_backup_1700000001.dir"_s;
    write(partialPathOf(archive) + u"/lock"_s, "");
    write(moved + u"/toc.dat"_s, directory);
    write(moved + u"/3001.dat.gz"_s, "x");
    write(manifestPathOf(moved), "{}");
    const auto scanned = scanBackups(folder.path());
    QVERIFY(scanned->backups.empty());
    const RetentionPlan plan = planRetention(*scanned, {0, {}}, at(100));
    QCOMPARE(plan.leftovers.size(), size_t(1));
    QVERIFY(!prune(plan, {}).error);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestRetention::deletesWhatThePlanSays()
{
    const QTemporaryDir folder;
    const QString kept = folder.filePath(u"db_backup_1700000002.dump"_s);
    const QString gone = folder.filePath(u"db_backup_1700000001.dump"_s);
    write(kept, custom);
    write(gone + u"/toc.dat"_s, directory);
    write(globalsPathOf(gone), "CREATE ROLE x;");
    write(folder.filePath(u"dead.dump.partial/lock"_s), "");
    const auto alive = PartialBackup::begin(folder.filePath(u"alive.dump"_s));
    QVERIFY(alive);
    const auto scanned = scanBackups(folder.path());
    const RetentionPlan plan = planRetention(*scanned, {1, {}}, at(100));
    QCOMPARE(going(plan), QStringList{QFileInfo(gone).fileName()});
    QCOMPARE(plan.leftovers.size(), size_t(1));
    QVERIFY(!prune(plan, {}).error);
    QVERIFY(QFileInfo::exists(kept));
    QVERIFY(!QFileInfo::exists(gone));
    QVERIFY(!QFileInfo::exists(globalsPathOf(gone)));
    QVERIFY(!QFileInfo::exists(folder.filePath(u"dead.dump.partial"_s)));
    QVERIFY(QFileInfo::exists(folder.filePath(u"alive.dump.partial"_s)));
}

void TestRetention::deletesNothingForeign()
{
    const QTemporaryDir folder;
    const QString archive = folder.filePath(u"db_backup_1700000001.dump"_s);
    for (const QString &name : {u"toc.dat"_s, u"3001.dat.gz"_s, u"blobs_3.toc"_s, u".notes"_s})
        write(archive + u'/' + name, directory);
    const QString partial = folder.filePath(u"mine.partial"_s);
    write(partial + u"/thesis.txt"_s, "years of work");
    const QString locked = folder.filePath(u"locked.partial"_s);
    write(locked + u"/lock"_s, "");
    write(locked + u"/thesis.txt"_s, "years of work");
    const auto scanned = scanBackups(folder.path());
    QVERIFY(scanned->partial.empty());
    QCOMPARE(scanned->findings.size(), 2);
    const PruneReport pruned = prune(planRetention(*scanned, {0, {}}, at(100)), {});
    QVERIFY(pruned.error && pruned.deleted.isEmpty());
    QVERIFY(pruned.error->summary.contains(u".notes"_s));
    QVERIFY(QFileInfo::exists(archive + u"/3001.dat.gz"_s));
    QCOMPARE(PartialBackup::begin(folder.filePath(u"mine"_s)).error().kind, ErrorKind::Usage);
    QCOMPARE(PartialBackup::begin(folder.filePath(u"locked"_s)).error().kind, ErrorKind::Usage);
    QVERIFY(QFileInfo::exists(partial + u"/thesis.txt"_s));
    QVERIFY(QFileInfo::exists(locked + u"/thesis.txt"_s));
    QVERIFY(QFile::remove(archive + u"/.notes"_s));
    QVERIFY(!prune(planRetention(*scanned, {0, {}}, at(100)), {}).error);
    QVERIFY(!QFileInfo::exists(archive));
}

void TestRetention::followsNoLinks()
{
    const QTemporaryDir elsewhere;
    write(elsewhere.filePath(u"lock"_s), "");
    write(elsewhere.filePath(u"toc.dat"_s), "PGDMP");
    const QTemporaryDir folder;
    const QString archive = folder.filePath(u"db_backup_1700000001.dump"_s);
    QVERIFY(QFile::link(elsewhere.path(), archive));
    QVERIFY(QFile::link(elsewhere.path(), folder.filePath(u"x.partial"_s)));
    const auto scanned = scanBackups(folder.path());
    QVERIFY(scanned->partial.empty());
    QVERIFY(planRetention(*scanned, {0, 0}, at(100)).isEmpty());
    RetentionPlan stale;
    stale.steps.push_back({scanned->backups.at(0), RetentionStep::Reason::TooOld});
    QCOMPARE(prune(stale, {}).error->kind, ErrorKind::Usage);
    QCOMPARE(PartialBackup::begin(folder.filePath(u"x"_s)).error().kind, ErrorKind::Usage);
    QVERIFY(QFileInfo::exists(elsewhere.filePath(u"toc.dat"_s)));
    QVERIFY(QFileInfo::exists(elsewhere.filePath(u"lock"_s)));
    QVERIFY(QFileInfo(archive).isSymLink());
}

void TestRetention::saysWhatWasDeletedUntilItEnded()
{
    const QTemporaryDir folder;
    QStringList paths;
    for (int i = 3; i > 0; --i) // as a plan goes: the newest first
        paths << folder.filePath(u"db_backup_170000000%1.dump"_s.arg(i));
    for (const QString &path : paths)
        write(path + u"/toc.dat"_s, directory);
    const auto scanned = scanBackups(folder.path());
    const RetentionPlan plan = planRetention(*scanned, {0, {}}, at(100));
    QCOMPARE(going(plan).size(), 3);
    // Stopped before it began: nothing is deleted.
    std::stop_source stop;
    stop.request_stop();
    const PruneReport stopped = prune(plan, stop.get_token());
    QCOMPARE(stopped.error->kind, ErrorKind::Cancelled);
    QCOMPARE(stopped.deleted, QStringList());
    QCOMPARE(stopped.bytes, 0);
    for (const QString &path : paths)
        QVERIFY(QFileInfo::exists(path));
    // What was deleted before one that cannot be is told.
    write(paths[1] + u"/.notes"_s, "mine");
    const PruneReport half = prune(plan, {});
    QCOMPARE(half.error->kind, ErrorKind::Usage);
    QCOMPARE(half.deleted, QStringList{QFileInfo(paths[0]).fileName()});
    QCOMPARE(half.bytes, plan.steps.front().backup.bytes);
    QVERIFY(!QFileInfo::exists(paths[0]) && QFileInfo::exists(paths[2]));
}

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
