// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/create.h"
#include "compare/snapshot.h"
#include "comparepagetest.h"
#include "support/clicking.h"
#include "support/testserver.h"
#include "widgets/migrationsmenu.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Where the two schemas come from, beside a database: files, dumps, migrations; and what a person
/// answers while they are read and when a name is another.
class TestCompareSources : public ComparePageTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }

    void readsASnapshot();
    void loadsADump();
    void offersBackups();
    void replaysMigrations();
    void stopsInTheMiddle();
    void acceptsARename();
    void refusesARename();
    void asksOfLongNames();

private:
    void openRenamed();
};

void TestCompareSources::readsASnapshot()
{
    const QString before = makeFile(u"a.db"_s, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (x text);");
    const QString after = makeFile(u"b.db"_s, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (x text);"
                                              "CREATE TABLE orders (id integer PRIMARY KEY);");
    open(before, after);
    compare();
    QCOMPARE(listed(), QStringList{u"+orders"_s});
    const LoadedSchema &loaded = m_controller->comparison()->before;
    m_fixture->write(u"shop.json"_s,
                     QString::fromUtf8(writeSnapshot({loaded.state, loaded.serverVersion, {}})));
    // The same as the database that it is of, and without it.
    m_controller->chooseSources(u"shop.json"_s, u"production"_s);
    waitUntilShown();
    QTRY_VERIFY(find<QWidget>(u"compareEqual"_s)->isVisible());
    m_controller->chooseSources(u"shop.json"_s, u"local"_s);
    waitUntilShown();
    QCOMPARE(m_controller->nameOf(CompareController::Before), u"shop.json"_s);
    QTRY_COMPARE(listed(), QStringList{u"+orders"_s});
    // A file that is none says where it goes wrong.
    m_fixture->write(u"broken.json"_s, u"{\n  \"tidemark\": what\n}\n"_s);
    m_controller->chooseSource(CompareController::Before, u"broken.json"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), CompareController::State::Failed, kPatience);
    QVERIFY(find<QWidget>(u"compareError"_s)->isVisible());
    QCOMPARE(m_controller->error()->where.line, 2);
}

void TestCompareSources::loadsADump()
{
    const QString url = TestServer::createFreshDatabase(u"compare_dump"_s);
    execute(url, "CREATE TABLE orders (id bigint PRIMARY KEY, note text);"
                 "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int)");
    open(url, url);
    m_fixture->write(u"dump.sql"_s, u"CREATE TABLE public.orders (id bigint PRIMARY KEY);\n"
                                    "CREATE TABLE public.\"Weird \"\"Name\"\"; --\" (id int);\n"
                                    "CREATE VIEW public.ids AS SELECT id FROM public.orders;\n"_s);
    m_controller->chooseSources(u"dump.sql"_s, u"local"_s);
    waitUntilShown();
    QCOMPARE(listed(), (QStringList{u"~orders"_s, u"-ids"_s}));
    m_fixture->write(u"dump.sql"_s, u"CREATE TABLE public.orders (\n    id nosuchtype\n);\n"_s);
    QVERIFY(m_controller->start());
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), CompareController::State::Failed, kPatience);
    QCOMPARE(m_controller->error()->where.line, 2);
}

void TestCompareSources::offersBackups()
{
    const QString url = TestServer::createFreshDatabase(u"compare_backup"_s);
    execute(url, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int); CREATE TABLE orders (id int)");
    BackupRequest request;
    request.source = *ConnectionSpec::parse(url);
    request.folder = m_fixture->folder().filePath(u"backups"_s);
    request.kind = BackupKind::Named;
    request.name = u"before it"_s;
    request.installations = findPostgresInstallations();
    const auto made = createBackup(request);
    QVERIFY2(made, qPrintable(made ? QString() : made.error().toString()));
    open(url, url);
    execute(url, "CREATE TABLE later (id int); DROP TABLE orders");
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->backups().size(), size_t(1), kPatience);
    auto *menu = find<QMenu>(u"compareBeforeMenu"_s);
    Q_EMIT menu->aboutToShow();
    auto *offered = find<QMenu>(u"compareBeforeBackups"_s);
    QCOMPARE(offered->actions().size(), 1);
    QVERIFY(offered->actions().first()->text().startsWith(u"before it, "_s));
    m_controller->chooseSource(CompareController::After, u"local"_s);
    offered->actions().first()->trigger();
    waitUntilShown();
    QCOMPARE(m_controller->nameOf(CompareController::Before), u"backup "_s + made->fileName());
    QTRY_COMPARE(listed(), (QStringList{u"+later"_s, u"-orders"_s}));
}

void TestCompareSources::replaysMigrations()
{
    m_fixture->write(u"migrations/0001_orders.up.sql"_s, u"CREATE TABLE orders (id integer);\n"_s);
    m_fixture->write(u"migrations/0001_orders.down.sql"_s, u"DROP TABLE orders;\n"_s);
    m_fixture->write(u"migrations/0002_notes.up.sql"_s, u"CREATE TABLE notes (id integer);\n"_s);
    m_fixture->write(u"migrations/0002_notes.down.sql"_s, u"DROP TABLE notes;\n"_s);
    const QString local = makeFile(u"b.db"_s, "CREATE TABLE orders (id integer);"
                                              "CREATE TABLE by_hand (id integer);");
    open(makeFile(u"a.db"_s, "CREATE TABLE x (y integer);"), local);
    // As the timeline asks for it: what one migration does, ...
    m_page->activateWindow();
    m_page->activated();
    QTRY_VERIFY(find<QPushButton>(u"compareNow"_s)->hasFocus());
    m_page->take({{u"before"_s, u"@0001_orders"_s}, {u"after"_s, u"@0002_notes"_s}});
    waitUntilShown();
    QTRY_VERIFY(tree()->hasFocus());
    QCOMPARE(listed(), QStringList{u"+notes"_s});
    QVERIFY(m_controller->nameOf(CompareController::Before).contains(u"0001"_s));
    m_page->take({{u"before"_s, u"@0"_s}, {u"after"_s, u"@0001_orders"_s}});
    QTRY_COMPARE_WITH_TIMEOUT(listed(), QStringList{u"+orders"_s}, kPatience);
    m_controller->setMigrations({u"0002_notes"_s, u"0001_orders"_s});
    Q_EMIT find<QMenu>(u"compareAfterMenu"_s)->aboutToShow();
    Q_EMIT find<MigrationsMenu>(u"compareAfterStates"_s)->chosen(u"@0002_notes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(listed().size(), 2, kPatience);
    // ... and what nobody's migration did.
    m_page->take({{u"before"_s, u"local"_s}, {u"after"_s, u"@0001_orders"_s}});
    QTRY_COMPARE_WITH_TIMEOUT(listed(), QStringList{u"-by_hand"_s}, kPatience);
    m_controller->chooseSource(CompareController::After, u"@0099"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), CompareController::State::Failed, kPatience);
}

void TestCompareSources::stopsInTheMiddle()
{
    const QString url = TestServer::createFreshDatabase(u"compare_stop"_s);
    execute(url, "CREATE TABLE orders (id bigint PRIMARY KEY)");
    open(url, url);
    m_fixture->write(u"slow.sql"_s, u"CREATE TABLE orders (id int);\nSELECT pg_sleep(3600);\n"_s);
    m_controller->chooseSources(u"slow.sql"_s, u"local"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->progress().step, LoadProgress::Step::LoadingDump,
                              kPatience);
    QVERIFY(find<QWidget>(u"compareReading"_s)->isVisible());
    clickWhenPossible(find<QPushButton>(u"compareStop"_s));
    QCOMPARE(m_controller->state(), CompareController::State::Nothing);
    QVERIFY(find<QWidget>(u"compareEmpty"_s)->isVisible());
    QVERIFY(m_fixture->tasks.entries().empty());
    // It goes on from there.
    m_fixture->write(u"slow.sql"_s, u"CREATE TABLE orders (id int);\n"_s);
    clickWhenPossible(find<QPushButton>(u"compareNow"_s));
    waitUntilShown();
    QCOMPARE(listed(), QStringList{u"~orders"_s});
    // What is shown stays when the next reading is stopped.
    m_fixture->write(u"slow.sql"_s, u"SELECT pg_sleep(3600);\n"_s);
    QVERIFY(m_controller->start());
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->progress().step, LoadProgress::Step::LoadingDump,
                              kPatience);
    clickWhenPossible(find<QPushButton>(u"compareStop"_s));
    QCOMPARE(m_controller->state(), CompareController::State::Shown);
    QVERIFY(tree()->isVisible());
    QCOMPARE(listed(), QStringList{u"~orders"_s});
    // But not below the name of another source.
    m_fixture->write(u"other.sql"_s, u"SELECT pg_sleep(3600);\n"_s);
    m_controller->chooseSource(CompareController::Before, u"other.sql"_s);
    QVERIFY(find<QWidget>(u"compareReading"_s)->isVisible());
    QTRY_COMPARE(m_controller->nameOf(CompareController::Before), u"other.sql"_s);
    m_controller->cancel();
    QCOMPARE(m_controller->state(), CompareController::State::Nothing);
    QVERIFY(find<QWidget>(u"compareEmpty"_s)->isVisible());
}

void TestCompareSources::openRenamed()
{
    const QByteArray columns = " (id integer PRIMARY KEY, customer text NOT NULL, total numeric,"
                               " made_at text, note text);";
    open(makeFile(u"a.db"_s, "CREATE TABLE orders" + columns),
         makeFile(u"b.db"_s, "CREATE TABLE purchases" + columns));
    compare();
    QCOMPARE(listed(), (QStringList{u"-orders"_s, u"+purchases"_s}));
    // A guess is never taken for the truth.
    QVERIFY(textOf(u"compareScriptText"_s).contains(u"DROP TABLE"_s));
    QVERIFY2(find<QLabel>(u"compareRename"_s)->isVisible(), "nobody asks");
    QVERIFY(find<QLabel>(u"compareRename"_s)->text().contains(u"orders renamed to purchases"_s));
}

void TestCompareSources::acceptsARename()
{
    openRenamed();
    clickWhenPossible(find<QPushButton>(u"compareRenameYes"_s));
    QTRY_COMPARE(listed(), QStringList{u"~purchases"_s});
    QVERIFY(!find<QLabel>(u"compareRename"_s)->isVisible());
    QTRY_VERIFY(textOf(u"compareScriptText"_s).contains(u"RENAME TO"_s));
    QVERIFY(!textOf(u"compareScriptText"_s).contains(u"DROP TABLE"_s));
    // The other way around it is the same one.
    m_controller->swap();
    QTRY_COMPARE(listed(), QStringList{u"~orders"_s});
    m_controller->swap();
    QTRY_COMPARE(listed(), QStringList{u"~purchases"_s});
    clickWhenPossible(find<QPushButton>(u"compareTakeBack"_s));
    QTRY_COMPARE(listed(), (QStringList{u"-orders"_s, u"+purchases"_s}));
    QVERIFY(find<QLabel>(u"compareRename"_s)->isVisible());
}

void TestCompareSources::refusesARename()
{
    openRenamed();
    clickWhenPossible(find<QPushButton>(u"compareRenameNo"_s));
    QTRY_VERIFY(!find<QLabel>(u"compareRename"_s)->isVisible());
    QCOMPARE(listed(), (QStringList{u"-orders"_s, u"+purchases"_s}));
    // It is not asked again after a look at the databases.
    compare();
    QVERIFY(!find<QLabel>(u"compareRename"_s)->isVisible());
}

/// The window stays as narrow as it was, and no name is a key's mark.
void TestCompareSources::asksOfLongNames()
{
    const QString from = u"orders & "_s + u"of_the_year_"_s.repeated(30);
    const QString to = u"purchases & "_s + u"of_the_year_"_s.repeated(30);
    const QByteArray columns = " (id integer PRIMARY KEY, customer text NOT NULL, total numeric,"
                               " made_at text, note text);";
    open(makeFile(u"a.db"_s, "CREATE TABLE \"" + from.toUtf8() + '"' + columns),
         makeFile(u"b.db"_s, "CREATE TABLE \"" + to.toUtf8() + '"' + columns));
    compare();
    QTRY_VERIFY(find<QLabel>(u"compareRename"_s)->isVisible());
    QVERIFY2(m_page->minimumSizeHint().width() <= 1'100,
             qPrintable(QString::number(m_page->minimumSizeHint().width())));
    QVERIFY(find<QPushButton>(u"compareRenameNo"_s)->geometry().right() <= m_page->width());
    clickWhenPossible(find<QPushButton>(u"compareRenameYes"_s));
    auto *back = find<QPushButton>(u"compareTakeBack"_s);
    QTRY_VERIFY(back->isVisible());
    QVERIFY2(m_page->minimumSizeHint().width() <= 1'100,
             qPrintable(QString::number(m_page->minimumSizeHint().width())));
    QVERIFY2(back->text().contains(u"&&"_s), qPrintable(back->text()));
    QVERIFY(back->accessibleName().contains(from) && back->accessibleName().contains(to));
}

int main(int argc, char **argv)
{
    MeteredApplication application(argc, argv);
    TestCompareSources test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_comparesources.moc"
