// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/partialbackup.h"
#include "engines/workbench-backups/backupworld.h"
#include "support/testserver.h"
#include "workspace/auditlog.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Backups are made, proven, restored and deleted as people order it, and each act is in the log.
class TestBackupsController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsWhatOthersMade();
    void saysWhyAFolderCannotBeRead();
    void seesNewFiles();
    void opensFilesFromElsewhere();
    void makes_data();
    void makes();
    void saysWhyItCouldNotMake();
    void stopsMaking();
    void verifiesAndRemembers();
    void findsWhatIsDamaged();
    void doesNothingForAnotherWorkspace();
    void prunesWhatWasShown();
    void prunesNothingWhenTheFolderHasChanged();
    void writesWordsOnABackup();
    void writesNothingWhileAJobRuns();
    void tellsTheTideMark();
};

void TestBackupsController::initTestCase()
{
    TestServer::start();
}

void TestBackupsController::readsWhatOthersMade()
{
    BackupWorld world;
    world.put(u"db_backup_1760000000.sql"_s, wholeDump);
    world.put(u"db_backup_manual_1761000000.sql"_s, wholeDump);
    world.put(u"db_backup_"_s + u"before the sale"_s + u".sql"_s, wholeDump);
    world.put(u"db_backup_1762000000.sql"_s, "--\n-- PostgreSQL database dump\n--\nCREATE");
    QVERIFY(QDir().mkpath(world.folder() + u"/releases/1760000000"_s));
    world.backups.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.shelf() && world.backups.shelf()->backups.size() == 4,
                             patience);
    const auto shelf = world.backups.shelf();
    const auto named = std::ranges::find(shelf->backups, BackupKind::Named,
                                         [](const ShelvedBackup &one) { return one.backup.kind; });
    QVERIFY(named != shelf->backups.end());
    QCOMPARE(kindText(named->backup), u"before the sale"_s);
    const ShelvedBackup &first = shelf->backups.front();
    QCOMPARE(first.backup.fileName(), u"db_backup_1760000000.sql"_s);
    QCOMPARE(first.backup.release, u"1760000000"_s);
    QVERIFY(std::ranges::any_of(shelf->backups,
                                [](const ShelvedBackup &one) { return !one.backup.whole; }));
}

void TestBackupsController::saysWhyAFolderCannotBeRead()
{
    BackupWorld world;
    QVERIFY(world.isRead());
    world.fixture.write(u"backups"_s, u"a file, and no folder"_s);
    world.backups.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.error(), patience);
    QVERIFY(!world.backups.error()->summary.isEmpty());
    QVERIFY(QFile::remove(world.folder()));
    world.backups.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!world.backups.error(), patience);
    // Those that are still listed do not hide that they cannot be read any more.
    world.put(u"db_backup_1760000000.sql"_s, wholeDump);
    world.backups.refresh();
    QTRY_COMPARE_WITH_TIMEOUT(world.backups.shelf()->backups.size(), size_t(1), patience);
    QVERIFY(!world.backups.outcome());
    QVERIFY(world.isRead());
    QVERIFY(QDir(world.folder()).removeRecursively());
    world.fixture.write(u"backups"_s, u"a file, and no folder"_s);
    world.backups.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome() && world.backups.outcome()->error, patience);
    QVERIFY(world.isRead());
}

void TestBackupsController::seesNewFiles()
{
    BackupWorld world;
    QVERIFY(world.isRead());
    QVERIFY(world.backups.shelf()->backups.empty());
    world.put(u"db_backup_1760000000.sql"_s, wholeDump);
    QTRY_COMPARE_WITH_TIMEOUT(world.backups.shelf()->backups.size(), size_t(1), patience);
    world.put(u"db_backup_1760000001.sql"_s, wholeDump);
    QTRY_COMPARE_WITH_TIMEOUT(world.backups.shelf()->backups.size(), size_t(2), patience);
}

void TestBackupsController::opensFilesFromElsewhere()
{
    BackupWorld world;
    QVERIFY(world.isRead());
    world.fixture.write(weird + u".sql"_s, QString::fromUtf8(wholeDump));
    const QString path = world.fixture.folder().filePath(weird + u".sql"_s);
    QSignalSpy added(&world.backups, &BackupsController::added);
    world.backups.addFile(path);
    QVERIFY(added.wait(patience));
    const ShelvedBackup *one = world.backups.shelf()->at(world.backups.shelf()->find(path));
    QVERIFY(one && one->elsewhere && !one->goes());
    QVERIFY(world.backups.shelf()->plan.steps.empty());
    world.backups.addFile(world.fixture.folder().filePath(u"tidemark.toml"_s));
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome() && world.backups.outcome()->error, patience);
    QCOMPARE(world.backups.outcome()->error->kind, ErrorKind::Input);
}

void TestBackupsController::makes_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::addColumn<BackupFormat>("format");
    QTest::newRow("sqlite") << false << BackupFormat::Custom;
    QTest::newRow("custom") << true << BackupFormat::Custom;
    QTest::newRow("directory") << true << BackupFormat::Directory;
    QTest::newRow("plain") << true << BackupFormat::Plain;
}

void TestBackupsController::makes()
{
    QFETCH(bool, postgres);
    QFETCH(BackupFormat, format);
    const QString url = postgres ? TestServer::createDatabase(weird) : QString();
    if (postgres)
        execute(url, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id integer)");
    BackupWorld world(url);
    QVERIFY(world.isRead());
    QSignalSpy made(&world.backups, &BackupsController::made);
    QVERIFY(world.backups.make(
        {.environment = u"local"_s, .words = {u"v1"_s, u"before the sale"_s}, .format = format}));
    QCOMPARE(world.backups.job(), BackupsController::Job::Making);
    QCOMPARE(world.fixture.tasks.entries().size(), size_t(1));
    QVERIFY(!world.backups.make({.environment = u"local"_s, .format = format})); // one at a time
    QVERIFY(world.isIdle());
    QVERIFY2(made.size() == 1, qPrintable(world.backups.outcome()->sentence));
    QCOMPARE(world.backups.outcome()->tone, Tone::Good);
    QVERIFY(world.fixture.tasks.entries().empty());
    const QString path = made.front().front().toString();
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.shelf()->find(path) >= 0, patience);
    const Backup &backup = world.at(path);
    QCOMPARE(backup.kind, BackupKind::Named);
    QCOMPARE(wordsOn(backup), (BackupWords{u"v1"_s, u"before the sale"_s}));
    QCOMPARE(backup.manifest->environment, u"local"_s);
    QCOMPARE(backup.archive.format, postgres ? format : BackupFormat::SqliteFile);
    const auto log = world.log();
    QCOMPARE(log.size(), size_t(1));
    QCOMPARE(log.front().act, u"backup"_s);
    QCOMPARE(log.front().result, AuditResult::Done);
    QCOMPARE(log.front().subject, backup.fileName());
    QCOMPARE(log.front().environment, u"local"_s);
    // The same name once more is refused, and nothing is replaced.
    QVERIFY(
        world.backups.make({.environment = u"local"_s, .words = {u"v1"_s, {}}, .format = format}));
    QVERIFY(world.isIdle());
    QVERIFY(world.backups.outcome()->error);
    QCOMPARE(world.backups.outcome()->error->kind, ErrorKind::Usage);
    QCOMPARE(world.log().front().result, AuditResult::Failed);
}

void TestBackupsController::saysWhyItCouldNotMake()
{
    BackupWorld world(u"postgresql://postgres@/nothing?host=/is/not/there"_s);
    QVERIFY(world.isRead());
    QVERIFY(!world.backups.make({.environment = u"nobody"_s}));
    QVERIFY(world.backups.make({.environment = u"local"_s}));
    QVERIFY(world.isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome() && world.backups.outcome()->error, patience);
    QCOMPARE(world.backups.outcome()->error->kind, ErrorKind::Connection);
    QCOMPARE(world.log().front().result, AuditResult::Failed);
    QVERIFY(world.backups.shelf()->backups.empty());
}

void TestBackupsController::stopsMaking()
{
    BackupWorld world(TestServer::createDatabase(u"stopped"_s));
    execute(world.database, "CREATE TABLE locked (id integer)");
    const auto holder = openSession(*ConnectionSpec::parse(world.database));
    QVERIFY(holder && (*holder)->execute("BEGIN") &&
            (*holder)->execute("LOCK TABLE locked IN ACCESS EXCLUSIVE MODE"));
    QVERIFY(world.isRead());
    QVERIFY(world.backups.make({.environment = u"local"_s}));
    QTest::qWait(500);
    world.backups.stop();
    QVERIFY(world.backups.isStopping());
    QVERIFY(world.isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome(), patience);
    QVERIFY(!world.backups.outcome()->error);
    QCOMPARE(world.log().front().result, AuditResult::Cancelled);
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.shelf()->backups.empty() &&
                                 world.backups.shelf()->folder.partial.empty(),
                             patience);
}

void TestBackupsController::verifiesAndRemembers()
{
    BackupWorld world;
    const QString path = world.make();
    QVERIFY(!world.backups.verified(world.at(path)));
    QVERIFY(world.backups.verify(path));
    QVERIFY(world.isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome(), patience);
    QCOMPARE(world.backups.outcome()->tone, Tone::Good);
    QVERIFY(world.backups.verified(world.at(path))->isGood());
    // Also in another process, and not for a file that is another one by then.
    BackupsController other(world.fixture.services, world.fixture.workspaces, {});
    QTRY_VERIFY_WITH_TIMEOUT(other.shelf(), patience);
    const auto kept = other.verified(world.at(path));
    QVERIFY(kept && kept->isGood());
    QCOMPARE(kept->found.tables, 2);
    Backup changed = world.at(path);
    changed.bytes += 1;
    QVERIFY(!other.verified(changed));
}

void TestBackupsController::findsWhatIsDamaged()
{
    BackupWorld world;
    const QString path = world.make();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() - 60) &&
            file.write("damage") == 6);
    file.close();
    QVERIFY(world.backups.verify(path));
    QVERIFY(world.isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome(), patience);
    QCOMPARE(world.backups.outcome()->tone, Tone::Bad);
    QVERIFY(!world.backups.outcome()->notes.isEmpty());
    QVERIFY(!world.backups.verified(world.at(path))->isGood());
}

void TestBackupsController::doesNothingForAnotherWorkspace()
{
    BackupWorld world;
    QVERIFY(world.isRead());
    LateAccess late;
    world.backups.setAccess(late.access());
    QVERIFY(world.backups.make({.environment = u"local"_s}));
    QCOMPARE(world.backups.job(), BackupsController::Job::Making);
    world.fixture.workspaces.close();
    late.answer(*ConnectionSpec::parse(world.database));
    QCOMPARE(world.backups.job(), BackupsController::Job::None);
    QVERIFY(world.log().empty());
    // Nor does what another one wanted begin anew in this one.
    world.fixture.open(world.database);
    QVERIFY(world.isRead());
    QVERIFY(world.backups.make({.environment = u"local"_s}));
    late.answer(noPassword());
    world.fixture.workspaces.close();
    world.fixture.open(world.database);
    world.backups.databaseReachable(u"local"_s);
    QCOMPARE(world.backups.job(), BackupsController::Job::None);
    QVERIFY(!QFile::exists(world.folder()));
}

void TestBackupsController::prunesWhatWasShown()
{
    BackupWorld world;
    for (int i = 0; i < 8; ++i)
        world.put(u"db_backup_176000000%1.sql"_s.arg(i), wholeDump);
    world.put(u"db_backup_kept.sql"_s, wholeDump);
    world.backups.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.shelf() && world.backups.shelf()->backups.size() == 9,
                             patience);
    QCOMPARE(world.backups.shelf()->goingCount(), 3);
    const RetentionPlan plan = world.backups.shelf()->plan;
    QVERIFY(world.backups.prune(plan));
    QVERIFY(world.isIdle());
    QTRY_COMPARE_WITH_TIMEOUT(world.backups.shelf()->backups.size(), size_t(6), patience);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!QFile::exists(world.folder() + u"/db_backup_176000000%1.sql"_s.arg(i)));
    QVERIFY(QFile::exists(world.folder() + u"/db_backup_kept.sql"_s));
    QCOMPARE(world.log().front().act, u"prune"_s);
    QVERIFY(world.log().front().subject.contains(u"(3)"_s));
    QVERIFY(!world.backups.prune(world.backups.shelf()->plan)); // nothing is left to do
}

void TestBackupsController::prunesNothingWhenTheFolderHasChanged()
{
    BackupWorld world;
    for (int i = 0; i < 7; ++i)
        world.put(u"db_backup_176000000%1.sql"_s.arg(i), wholeDump);
    world.backups.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.shelf() && world.backups.shelf()->backups.size() == 7,
                             patience);
    const RetentionPlan plan = world.backups.shelf()->plan;
    QVERIFY(QFile::remove(world.folder() + u"/db_backup_1760000006.sql"_s));
    QVERIFY(world.backups.prune(plan));
    QVERIFY(world.isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome() && world.backups.outcome()->error, patience);
    QCOMPARE(world.backups.outcome()->error->kind, ErrorKind::Busy);
    QVERIFY(QFile::exists(world.folder() + u"/db_backup_1760000000.sql"_s));
    QCOMPARE(world.log().front().result, AuditResult::Failed);
}

void TestBackupsController::writesWordsOnABackup()
{
    BackupWorld world;
    const QString path = world.make();
    QCOMPARE(world.at(path).kind, BackupKind::Manual);
    world.backups.describe(path, {weird, u"do not delete"_s});
    QTRY_COMPARE_WITH_TIMEOUT(world.at(path).kind, BackupKind::Named, patience);
    QCOMPARE(wordsOn(world.at(path)), (BackupWords{weird, u"do not delete"_s}));
    QCOMPARE(world.backups.shelf()->backups.front().reason, RetentionStep::Reason::Named);
    // The folder may be seen to have changed before the log has its line.
    QTRY_VERIFY_WITH_TIMEOUT(world.log().front().act == u"describe"_s, patience);
    QCOMPARE(world.log().front().act, u"describe"_s);
    QCOMPARE(world.log().front().subject, world.at(path).fileName());
    QCOMPARE(world.log().front().result, AuditResult::Done);
    world.backups.describe(path, {{}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(world.at(path).kind, BackupKind::Manual, patience);
    // It is still what its manifest says of it.
    QVERIFY(world.backups.verify(path));
    QVERIFY(world.isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome(), patience);
    QCOMPARE(world.backups.outcome()->tone, Tone::Good);
    world.put(u"db_backup_1760000000.sql"_s, wholeDump);
    const QString foreign = world.folder() + u"/db_backup_1760000000.sql"_s;
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.shelf()->find(foreign) >= 0, patience);
    world.backups.describe(foreign, {u"mine"_s, {}});
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome() && world.backups.outcome()->error, patience);
    QCOMPARE(world.backups.outcome()->error->kind, ErrorKind::Unsupported);
}

void TestBackupsController::writesNothingWhileAJobRuns()
{
    BackupWorld world;
    const QString path = world.make();
    LateAccess late;
    world.backups.setAccess(late.access());
    QVERIFY(world.backups.make({.environment = u"local"_s}));
    QVERIFY(!world.backups.describe(path, {weird, {}}));
    QCOMPARE(world.backups.outcome()->error->kind, ErrorKind::Busy);
    late.answer(noPassword());
    QVERIFY(world.backups.describe(path, {weird, {}}));
    QTRY_COMPARE_WITH_TIMEOUT(world.at(path).kind, BackupKind::Named, patience);
}

void TestBackupsController::tellsTheTideMark()
{
    Backup backup;
    QVERIFY(!tideOf(backup, {{u"1"_s, u"1_a"_s}}).applied);
    backup.manifest.emplace();
    backup.manifest->migrations = BackedUpMigrations{u"plain"_s, {{u"1"_s, {}}, {u"2"_s, u"b"_s}}};
    const QHash<QString, QString> versions{
        {u"1"_s, u"1_a"_s}, {u"2"_s, u"2_b"_s}, {u"3"_s, u"3_c"_s}, {u"4"_s, u"4_d"_s}};
    QCOMPARE(tideOf(backup, versions), (BackupTide{u"2_b"_s, 2, 2}));
    QCOMPARE(tideOf(backup, {}).mark, u"2_b"_s);
    backup.manifest->migrations->applied.clear();
    QCOMPARE(tideOf(backup, versions).behind, 4);
    QVERIFY(!tideText(tideOf(backup, versions)).isEmpty());
}

QTEST_GUILESS_MAIN(TestBackupsController)
#include "tst_backupscontroller.moc"
