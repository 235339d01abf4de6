// SPDX-License-Identifier: GPL-3.0-or-later
#include "editorworld.h"
#include "support/testserver.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// With what a migration is tried, and what is made ready for it.
class TestEditorTry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void isReadyWhenOpened_data();
    void isReadyWhenOpened();
    void choosesRowsAndTraffic();
    void forgetsWhatIsGone();
};

namespace {

const QByteArray weirdTable = "\"Weird \"\"Name\"\"; --\"";

void beginTry(EditorWorld &world, bool postgres)
{
    world.write(u"0001_a.up.sql"_s,
                "CREATE TABLE " + weirdTable + " (id integer PRIMARY KEY, mail text);\n");
    world.write(u"0001_a.down.sql"_s, "DROP TABLE " + weirdTable + ";\n");
    world.write(u"0002_b.up.sql"_s, "CREATE TABLE b (id integer PRIMARY KEY);\n");
    world.write(u"0002_b.down.sql"_s, "DROP TABLE b;\n");
    world.setUp(u"golang-migrate"_s,
                postgres ? TestServer::createFreshDatabase()
                         : u"sqlite:"_s + world.fixture.folder().filePath(u"shop.db"_s));
    world.begin();
}

void chooseInMenu(EditorWorld &world, const QString &action)
{
    QMenu *menu = world.find<QPushButton>(u"tryChoice"_s)->menu();
    Q_EMIT menu->aboutToShow();
    auto *chosen = menu->findChild<QAction *>(action);
    if (!chosen)
        qFatal("no %s", qPrintable(action));
    chosen->trigger();
}

} // namespace

void TestEditorTry::isReadyWhenOpened_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("PostgreSQL") << true;
    QTest::newRow("SQLite") << false;
}

void TestEditorTry::isReadyWhenOpened()
{
    QFETCH(bool, postgres);
    EditorWorld world;
    beginTry(world, postgres);
    QVERIFY(world.open(u"0002_b"_s));
    MigrationTry *trying = world.controller().tryOf(world.migration());
    QTRY_VERIFY_WITH_TIMEOUT(trying->isPrepared(), 60'000);
    QVERIFY(!trying->isRunning());
    QVERIFY(!trying->error());
    world.click(u"tryIt"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!trying->isRunning(), 60'000);
    QVERIFY(trying->report() && trying->report()->migration());
    // Already the first time: nothing had to run before it.
    QVERIFY(trying->report()->fromTemplate);
    QCOMPARE(trying->report()->migration()->verdict, Verdict::Reversible);
    QCOMPARE(trying->report()->rehearsal.fill, 2);
}

void TestEditorTry::choosesRowsAndTraffic()
{
    EditorWorld world;
    world.fixture.write(u"customers.sql"_s, u"INSERT INTO b VALUES (7);\n"_s);
    beginTry(world, false);
    QVERIFY(world.open(u"0002_b"_s));
    QTRY_COMPARE(world.controller().trafficFiles().size(), 1);
    chooseInMenu(world, u"tryRows-10"_s);
    chooseInMenu(world, u"tryTraffic-customers.sql"_s);
    const QString said = world.find<QPushButton>(u"tryChoice"_s)->accessibleDescription();
    QVERIFY2(said.contains(u"10"_s) && said.contains(u"customers.sql"_s), qPrintable(said));
    MigrationTry *trying = world.controller().tryOf(world.migration());
    world.click(u"tryIt"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!trying->isRunning(), 60'000);
    QVERIFY2(trying->report(), qPrintable(trying->error() ? trying->error()->toString() : u""_s));
    QCOMPARE(trying->report()->rehearsal.fill, 10);
    QVERIFY(trying->report()->rehearsal.traffic.endsWith(u"customers.sql"_s));
    // What customers wrote into the new table is gone with it.
    QCOMPARE(trying->report()->migration()->verdict, Verdict::LosesData);
    // The next start asks nobody again.
    world.begin();
    QCOMPARE(world.controller().tryChoice().fill, 10);
    QVERIFY(world.controller().tryChoice().trafficFile.endsWith(u"/customers.sql"_s));
    QVERIFY(world.open(u"0001_a"_s));
    QCOMPARE(world.controller().tryOf(world.migration())->choice().fill, 10);
}

void TestEditorTry::forgetsWhatIsGone()
{
    EditorWorld world;
    beginTry(world, false);
    QTRY_VERIFY(world.timeline().snapshot());
    const QString file = world.fixture.folder().filePath(u"customers.sql"_s);
    world.controller().setTryChoice({0, file});
    // It was never there; who chooses it all the same is told.
    QVERIFY(world.open(u"0002_b"_s));
    world.click(u"tryIt"_s);
    MigrationTry *trying = world.controller().tryOf(world.migration());
    QTRY_VERIFY_WITH_TIMEOUT(!trying->isRunning(), 60'000);
    QVERIFY(trying->error());
    QVERIFY2(trying->error()->toString().contains(u"customers.sql"_s),
             qPrintable(trying->error()->toString()));
    world.begin();
    QCOMPARE(world.controller().tryChoice(), (TryChoice{0, {}}));
}

QTEST_MAIN(TestEditorTry)

#include "tst_editortry.moc"
