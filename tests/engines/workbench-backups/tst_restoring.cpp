// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/workbench-backups/backupworld.h"
#include "support/testserver.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Backups go back where people say, and nowhere else.
class TestRestoring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void restoresIntoANewFile();
    void restoresIntoANewDatabase();
    void replacesOnlyWhatWasTyped();
    void replacesNothingByItselfLater();
    void asksTheGuardAgainBeforeItWrites();
    void restoresProductionIntoANewFile();
    void asksTheGuardBeforeRestoring();
    void namesMissingRoles();
};

void TestRestoring::restoresIntoANewFile()
{
    BackupWorld world;
    const QString path = world.make();
    const QString target = world.fixture.folder().filePath(weird + u".db"_s);
    QVERIFY(world.backups.restore({.backup = path, .environment = {}, .name = target}));
    QVERIFY(world.isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome(), patience);
    QVERIFY2(!world.backups.outcome()->error, qPrintable(world.backups.outcome()->sentence));
    QCOMPARE(count(u"sqlite:"_s + target, "SELECT count(*) FROM orders"), 2);
    QCOMPARE(world.log().front().act, u"restore"_s);
    QCOMPARE(world.log().front().result, AuditResult::Done);
    // It is there now.
    QVERIFY(world.backups.restore({.backup = path, .environment = {}, .name = target}));
    QVERIFY(world.isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome() && world.backups.outcome()->error, patience);
    QCOMPARE(world.backups.outcome()->error->kind, ErrorKind::Usage);
}

void TestRestoring::restoresIntoANewDatabase()
{
    const QString url = TestServer::createDatabase(u"restored source"_s);
    execute(url, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id integer)\n"
                 "INSERT INTO \"Weird \"\"Name\"\"; --\" SELECT generate_series(1, 50)\n"
                 "CREATE TABLE other (id integer)\n");
    BackupWorld world(url);
    const QString path = world.make();
    QSignalSpy looked(&world.backups, &BackupsController::outlookRead);
    RestoreOrder order{.backup = path, .environment = u"local"_s, .name = {}};
    world.backups.lookAhead(order);
    QVERIFY(looked.wait(patience));
    const auto outlook = looked.front()[1].value<RestoreOutlook>();
    QVERIFY(!outlook.error);
    QCOMPARE(outlook.database, u"restored source"_s);
    QVERIFY(outlook.proposed.startsWith(u"restored source_restored_"_s));
    order.name = u"Weird \"copy\"; --"_s;
    order.tables = {{u"public"_s, weird}};
    TestServer::dropDatabase(order.name);
    QVERIFY(world.backups.restore(order));
    QVERIFY(world.isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome(), patience);
    QVERIFY2(!world.backups.outcome()->error,
             qPrintable(world.backups.outcome()->error ? world.backups.outcome()->error->toString()
                                                       : QString()));
    const ConnectionSpec copy = ConnectionSpec::parse(url)->withDatabase(order.name);
    const auto session = openSession(copy);
    QVERIFY(session);
    QCOMPARE((*session)->query("SELECT count(*) FROM \"Weird \"\"Name\"\"; --\"")->rows[0][0],
             Cell("50"));
    QCOMPARE((*session)->query("SELECT to_regclass('other')")->rows[0][0], Cell());
}

void TestRestoring::replacesOnlyWhatWasTyped()
{
    BackupWorld world;
    const QString path = world.make();
    execute(world.database, "INSERT INTO orders VALUES (3, 30)\n");
    RestoreOrder order{.backup = path,
                       .environment = u"local"_s,
                       .name = {},
                       .replace = true,
                       .typedName = u"shop"_s};
    QVERIFY(world.backups.restore(order));
    QVERIFY(world.isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome() && world.backups.outcome()->error, patience);
    QCOMPARE(world.backups.outcome()->error->kind, ErrorKind::Usage);
    QCOMPARE(count(world.database, "SELECT count(*) FROM orders"), 3);
    QCOMPARE(world.log().front().result, AuditResult::Failed);
    order.typedName = u"shop.db"_s;
    QVERIFY(world.backups.restore(order));
    QVERIFY(world.isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome(), patience);
    QVERIFY2(!world.backups.outcome()->error, qPrintable(world.backups.outcome()->sentence));
    QCOMPARE(count(world.database, "SELECT count(*) FROM orders"), 2);
    QVERIFY(!world.backups.outcome()->notes.isEmpty()); // what the old one is called now
}

void TestRestoring::replacesNothingByItselfLater()
{
    BackupWorld world;
    const QString path = world.make();
    execute(world.database, "INSERT INTO orders VALUES (3, 30)\n");
    LateAccess late;
    world.backups.setAccess(late.access());
    // What only adds something is done as soon as the password is there.
    QVERIFY(world.backups.make({.environment = u"local"_s, .words = {u"later"_s, {}}}));
    late.answer(noPassword());
    QVERIFY(wantsPassword(*world.backups.outcome()->error));
    world.backups.databaseReachable(u"local"_s);
    QCOMPARE(world.backups.job(), BackupsController::Job::Making);
    late.answer(*ConnectionSpec::parse(world.database));
    QVERIFY(world.isIdle());
    QVERIFY(QFile::exists(world.folder() + u"/later.db"_s));
    // What replaces a database is not.
    QVERIFY(world.backups.restore({.backup = path,
                                   .environment = u"local"_s,
                                   .name = {},
                                   .replace = true,
                                   .typedName = u"shop.db"_s}));
    late.answer(noPassword());
    QVERIFY(wantsPassword(*world.backups.outcome()->error));
    world.backups.databaseReachable(u"local"_s);
    QCOMPARE(world.backups.job(), BackupsController::Job::None);
    QVERIFY(late.handlers.empty());
    QCOMPARE(count(world.database, "SELECT count(*) FROM orders"), 3);
}

void TestRestoring::asksTheGuardAgainBeforeItWrites()
{
    BackupWorld world({}, u"production"_s);
    const QString path = world.make();
    LateAccess late;
    world.backups.setAccess(late.access());
    QVERIFY(world.backups.restore({.backup = path,
                                   .environment = u"local"_s,
                                   .name = {},
                                   .replace = true,
                                   .typedName = u"shop.db"_s}));
    world.guard = fail(ErrorKind::Permission, u"local is read-only"_s);
    late.answer(*ConnectionSpec::parse(world.database));
    QCOMPARE(world.backups.job(), BackupsController::Job::None);
    QCOMPARE(world.backups.outcome()->error->kind, ErrorKind::Permission);
    QCOMPARE(world.log().size(), size_t(1)); // of the backup
}

void TestRestoring::restoresProductionIntoANewFile()
{
    BackupWorld world({}, u"production"_s);
    const QString path = world.make();
    world.guard = fail(ErrorKind::Permission, u"local is read-only"_s);
    const QString target = world.fixture.folder().filePath(u"copy.db"_s);
    QVERIFY(world.backups.restore({.backup = path, .environment = u"local"_s, .name = target}));
    QVERIFY(world.isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.outcome(), patience);
    QVERIFY2(!world.backups.outcome()->error, qPrintable(world.backups.outcome()->sentence));
    QCOMPARE(count(u"sqlite:"_s + target, "SELECT count(*) FROM orders"), 2);
}

void TestRestoring::asksTheGuardBeforeRestoring()
{
    BackupWorld world({}, u"production"_s);
    const QString path = world.make(); // reading needs no arming
    world.guard = fail(ErrorKind::Permission, u"local is read-only"_s);
    const RestoreOrder order{.backup = path,
                             .environment = u"local"_s,
                             .name = {},
                             .replace = true,
                             .typedName = u"shop.db"_s};
    QVERIFY(!world.backups.restore(order));
    QCOMPARE(world.backups.outcome()->error->kind, ErrorKind::Permission);
    QCOMPARE(world.backups.job(), BackupsController::Job::None);
    // Without a guard nothing of production is written either.
    BackupsController unguarded(world.fixture.services, world.fixture.workspaces, {});
    QTRY_VERIFY_WITH_TIMEOUT(unguarded.shelf(), patience);
    QVERIFY(!unguarded.restore(order));
}

void TestRestoring::namesMissingRoles()
{
    const QString url = TestServer::createDatabase(u"owned"_s);
    execute(url, "DROP ROLE IF EXISTS \"gone; role\"\nCREATE ROLE \"gone; role\"\n"
                 "CREATE TABLE a (id integer)\nALTER TABLE a OWNER TO \"gone; role\"\n");
    BackupWorld world(url);
    const QString path = world.make();
    execute(url, "DROP TABLE a\nDROP ROLE \"gone; role\"\n");
    QSignalSpy looked(&world.backups, &BackupsController::outlookRead);
    RestoreOrder order{.backup = path, .environment = u"local"_s, .name = {}};
    world.backups.lookAhead(order);
    QVERIFY(looked.wait(patience));
    QCOMPARE(looked.front()[1].value<RestoreOutlook>().missing.roles, QStringList{u"gone; role"_s});
    looked.clear();
    order.noOwner = true;
    world.backups.lookAhead(order);
    QVERIFY(looked.wait(patience));
    QVERIFY(looked.front()[1].value<RestoreOutlook>().missing.roles.isEmpty());
}

QTEST_GUILESS_MAIN(TestRestoring)
#include "tst_restoring.moc"
