// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/findbar.h"
#include "editorworld.h"
#include "support/testserver.h"
#include "widgets/chip.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTabBar>
#include <QTreeView>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// Writing a migration: typing, lint, searching, drafting; on real databases.
class TestEditorPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void saysWhatToDoWhenEmpty();
    void lintsWhileOneTypes();
    void lintsDownsWithTheirOwnLines();
    void completes_data();
    void completes();
    void jumpsAndExplains();
    void doesNotLookAtOtherLanguages();
    void findsAndReplaces();
    void draftsOnPostgres();
    void draftsIntoASection();
    void leavesADraft();
    void tellsWhyThereIsNoDraft();
    void triesWhatIsTyped_data();
    void triesWhatIsTyped();
    void showsWhereATryFails();
    void opensAppliedOnesReadOnly();
    void makesANewOne();
    void keepsSeveralOpen();
    void asksBeforeClosing();
};

namespace {

const QString weirdTable = u"\"Weird \"\"Name\"\"; --\""_s;

void pair(const EditorWorld &world, const QString &id, const QByteArray &up, const QByteArray &down)
{
    world.write(id + u".up.sql"_s, up);
    world.write(id + u".down.sql"_s, down);
}

QString sqliteUrl(const EditorWorld &world)
{
    return u"sqlite:"_s + world.fixture.folder().filePath(u"shop.db"_s);
}

} // namespace

void TestEditorPage::saysWhatToDoWhenEmpty()
{
    EditorWorld world;
    pair(world, u"0001_a"_s, "CREATE TABLE a (id bigint);\n", "DROP TABLE a;\n");
    world.setUp(u"golang-migrate"_s, sqliteUrl(world));
    world.begin();
    QVERIFY(!world.migration());
    QTRY_VERIFY(world.timeline().snapshot());
    world.click(u"emptyNewest"_s);
    QTRY_VERIFY(world.migration());
    QCOMPARE(world.migration()->id(), u"0001_a"_s);
}

void TestEditorPage::lintsWhileOneTypes()
{
    EditorWorld world;
    pair(world, u"0001_a"_s, "CREATE TABLE " + weirdTable.toUtf8() + " (id bigint);\n",
         "DROP TABLE " + weirdTable.toUtf8() + ";\n");
    pair(world, u"0002_b"_s, "SELECT 1;\n", "SELECT 1;\n");
    world.setUp(u"golang-migrate"_s, TestServer::createFreshDatabase());
    world.begin();
    QVERIFY(world.open(u"0002_b"_s));
    QVERIFY(!world.rules().contains(u"drop-table"_s));
    world.type(ScriptSide::Up, u"DROP TABLE %1;"_s.arg(weirdTable));
    QVERIFY(world.migration()->isDirty());
    QTRY_VERIFY(world.isLinted() && world.rules().contains(u"drop-table"_s));
    for (const EditedFinding &each : world.linter()->findings()) {
        if (each.finding.rule != u"drop-table"_s)
            continue;
        QCOMPARE(each.side, ScriptSide::Up);
        QCOMPARE(each.line, 2);
    }
    QCOMPARE(world.find<QTreeView>(u"findings"_s)->model()->rowCount(),
             int(world.linter()->findings().size()));
    // What was never saved is nowhere on disk.
    QCOMPARE(world.read(u"0002_b.up.sql"_s), QByteArray("SELECT 1;\n"));
    // Half a statement is an error of its own, and nothing breaks.
    world.type(ScriptSide::Up, u"\nALTER TABLE ("_s);
    QTRY_VERIFY(world.isLinted() && world.rules().contains(u"syntax"_s));
}

void TestEditorPage::lintsDownsWithTheirOwnLines()
{
    EditorWorld world;
    world.write(u"20240101000000_a.sql"_s,
                "-- migrate:up\nCREATE TABLE a (id bigint);\n\n-- migrate:down\n\nDROP TABLE b;\n");
    world.setUp(u"dbmate"_s, sqliteUrl(world));
    world.begin();
    QVERIFY(world.open(u"20240101000000_a"_s));
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(),
             u"-- migrate:up\nCREATE TABLE a (id bigint);\n\n"_s);
    QCOMPARE(world.editor(ScriptSide::Down)->fullText(), u"-- migrate:down\n\nDROP TABLE b;\n"_s);
    QCOMPARE(world.editor(ScriptSide::Down)->firstLine(), 4);
    const auto &findings = world.linter()->findings();
    const auto down = std::ranges::find(findings, ScriptSide::Down, &EditedFinding::side);
    QVERIFY(down != findings.end());
    QCOMPARE(down->line, 3);
}

void TestEditorPage::completes_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("PostgreSQL") << true;
    QTest::newRow("SQLite") << false;
}

void TestEditorPage::completes()
{
    QFETCH(bool, postgres);
    EditorWorld world;
    pair(world, u"0001_a"_s,
         "CREATE TABLE " + weirdTable.toUtf8() + " (id bigint PRIMARY KEY, phone_number text);\n",
         "DROP TABLE " + weirdTable.toUtf8() + ";\n");
    pair(world, u"0002_b"_s, "", "");
    world.setUp(u"golang-migrate"_s,
                postgres ? TestServer::createFreshDatabase() : sqliteUrl(world));
    world.begin();
    QVERIFY(world.open(u"0002_b"_s));
    MigrationCompleter *completer = world.controller().completerOf(world.migration());
    completer->prepare();
    QTRY_VERIFY_WITH_TIMEOUT(completer->isReady(), 60'000);
    world.type(ScriptSide::Up, u"ALTER TABLE Wei"_s);
    auto *popup = world.find<QWidget>(u"completion"_s);
    QTRY_VERIFY(popup->isVisible());
    auto *list = world.find<QListView>(u"completionList"_s);
    QCOMPARE(list->currentIndex().data().toString(), u"Weird \"Name\"; --"_s);
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_Return);
    QVERIFY(!popup->isVisible());
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), u"ALTER TABLE "_s + weirdTable);
    world.type(ScriptSide::Up, u" DROP COLUMN "_s);
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY(popup->isVisible());
    QTest::keyClicks(world.editor(ScriptSide::Up), u"pho"_s);
    QTRY_COMPARE(list->currentIndex().data().toString(), u"phone_number"_s);
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_Tab);
    QVERIFY(world.editor(ScriptSide::Up)->fullText().endsWith(u"DROP COLUMN phone_number"_s));
    // Escape leaves what was typed, and nothing comes where nothing is begun.
    world.type(ScriptSide::Up, u"; SEL"_s);
    QTRY_VERIFY(popup->isVisible());
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_Escape);
    QVERIFY(!popup->isVisible());
    QVERIFY(world.editor(ScriptSide::Up)->fullText().endsWith(u"; SEL"_s));
    world.editor(ScriptSide::Up)->undo();
}

void TestEditorPage::jumpsAndExplains()
{
    EditorWorld world;
    pair(world, u"0001_a"_s, "SELECT 1;\n\nDROP TABLE IF EXISTS a;\n", "SELECT 1;\n");
    world.setUp(u"golang-migrate"_s, TestServer::createFreshDatabase());
    world.begin();
    QVERIFY(world.open(u"0001_a"_s));
    const auto &findings = world.linter()->findings();
    const auto drop = std::ranges::find_if(findings, [](const EditedFinding &each) {
        return each.line == 3 && each.side == ScriptSide::Up;
    });
    QVERIFY(drop != findings.end());
    auto *list = world.find<QTreeView>(u"findings"_s);
    const int row = int(drop - findings.begin());
    Q_EMIT list->clicked(list->model()->index(row, 0));
    QCOMPARE(world.editor(ScriptSide::Up)->textCursor().blockNumber(), 2);
    Q_EMIT list->clicked(list->model()->index(row, 1));
    auto *card = world.find<QWidget>(u"ruleCard"_s);
    QVERIFY(card->isVisible());
    QVERIFY(std::ranges::any_of(card->findChildren<QLabel *>(), [&](const QLabel *label) {
        return label->text() == drop->finding.rule;
    }));
}

void TestEditorPage::doesNotLookAtOtherLanguages()
{
    EditorWorld world;
    world.write(u"1700000000000_a.js"_s, "exports.up = (pgm) => { pgm.dropTable('a') }\n");
    world.setUp(u"node-pg-migrate"_s, TestServer::createFreshDatabase());
    world.begin();
    QVERIFY(world.open(u"1700000000000_a"_s));
    QVERIFY(world.linter()->isOff());
    QVERIFY(!world.editor(ScriptSide::Up)->isReadOnly());
    QVERIFY(!world.find<QAbstractButton>(u"draftDown"_s)->isEnabled());
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_Slash, Qt::ControlModifier);
    QVERIFY(world.editor(ScriptSide::Up)->fullText().startsWith(u"// exports"_s));
}

void TestEditorPage::findsAndReplaces()
{
    EditorWorld world;
    pair(world, u"0001_a"_s, "CREATE TABLE a (a1 int, A2 int, b\\ int);\n", "DROP TABLE a;\n");
    world.setUp(u"golang-migrate"_s, sqliteUrl(world));
    world.begin();
    QVERIFY(world.open(u"0001_a"_s));
    world.editor(ScriptSide::Up)->setFocus();
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_F, Qt::ControlModifier);
    FindBar &bar = world.page().findBar();
    QTRY_VERIFY(bar.isVisible());
    bar.searchField()->setText(u"a"_s);
    QCOMPARE(bar.summary(), u"1 of 5"_s);
    QTest::keyClick(bar.searchField(), Qt::Key_Return);
    QCOMPARE(bar.summary(), u"2 of 5"_s);
    QTest::keyClick(bar.searchField(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(bar.summary(), u"1 of 5"_s);
    world.click(u"findWords"_s);
    QCOMPARE(bar.summary(), u"1 of 1"_s);
    bar.replaceField()->setText(u"t\\1"_s);
    world.click(u"replaceAll"_s);
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(),
             u"CREATE TABLE t\\1 (a1 int, A2 int, b\\ int);\n"_s);
    world.click(u"findWords"_s);
    world.click(u"findRegex"_s);
    bar.searchField()->setText(u"("_s);
    QCOMPARE(bar.summary(), QString());
    bar.searchField()->setText(u"(a)(\\d)"_s);
    bar.replaceField()->setText(u"\\2\\1"_s);
    world.click(u"replaceAll"_s);
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(),
             u"CREATE TABLE t\\1 (1a int, 2A int, b\\ int);\n"_s);
    // One undo for all of them.
    world.editor(ScriptSide::Up)->undo();
    QVERIFY(world.editor(ScriptSide::Up)->fullText().contains(u"(a1 int, A2 int"_s));
    QTest::keyClick(bar.searchField(), Qt::Key_Escape);
    QVERIFY(!bar.isVisible());
    QVERIFY(world.editor(ScriptSide::Up)->hasFocus());
}

void TestEditorPage::draftsOnPostgres()
{
    EditorWorld world;
    pair(world, u"0001_a"_s,
         "CREATE TABLE " + weirdTable.toUtf8() + " (id bigint PRIMARY KEY, phone text);\n",
         "DROP TABLE " + weirdTable.toUtf8() + ";\n");
    world.write(u"0002_b.up.sql"_s, "SELECT 1;\n");
    world.setUp(u"golang-migrate"_s, TestServer::createFreshDatabase());
    world.begin();
    QVERIFY(world.open(u"0002_b"_s));
    // From what is typed, not from what is saved.
    world.type(ScriptSide::Up,
               u"ALTER TABLE %1 DROP COLUMN phone, ADD COLUMN mail text;"_s.arg(weirdTable));
    world.click(u"draftDown"_s);
    DownDrafting *drafting = world.controller().draftingOf(world.migration());
    QVERIFY(drafting->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!drafting->isRunning(), 60'000);
    QVERIFY2(drafting->proposal(),
             qPrintable(drafting->error() ? drafting->error()->toString() : QString()));
    QVERIFY(drafting->proposal()->isGood);
    QVERIFY(!drafting->proposal()->cannotReturn.isEmpty());
    QVERIFY(!drafting->proposal()->replaces);
    // Nothing is written before it is taken.
    QCOMPARE(world.editor(ScriptSide::Down)->fullText(), QString());
    QCOMPARE(world.find<ChipLabel>(u"draftChip"_s)->chip().tone, Tone::Good);
    world.click(u"takeDraft"_s);
    const QString down = world.editor(ScriptSide::Down)->fullText();
    QVERIFY2(down.contains(u"ADD COLUMN phone text"_s), qPrintable(down));
    QVERIFY2(down.contains(u"DROP COLUMN mail"_s), qPrintable(down));
    QVERIFY(!drafting->proposal());
    world.click(u"saveMigration"_s);
    QTRY_COMPARE(world.read(u"0002_b.down.sql"_s), down.toUtf8());
    world.editor(ScriptSide::Down)->undo();
    QCOMPARE(world.editor(ScriptSide::Down)->fullText(), QString());
}

void TestEditorPage::draftsIntoASection()
{
    EditorWorld world;
    const QByteArray before = "-- +goose Up\nCREATE TABLE a (id integer PRIMARY KEY);\n\n"
                              "-- +goose Down\nSELECT 'one''s own';\n";
    world.write(u"00001_a.sql"_s, before);
    world.setUp(u"goose"_s, sqliteUrl(world));
    world.begin();
    QVERIFY(world.open(u"00001_a"_s));
    world.click(u"draftDown"_s);
    DownDrafting *drafting = world.controller().draftingOf(world.migration());
    QTRY_VERIFY_WITH_TIMEOUT(!drafting->isRunning(), 60'000);
    QVERIFY(drafting->proposal());
    QVERIFY(drafting->proposal()->replaces);
    world.click(u"takeDraft"_s);
    world.click(u"saveMigration"_s);
    QTRY_VERIFY(world.read(u"00001_a.sql"_s) != before);
    const QByteArray after = world.read(u"00001_a.sql"_s);
    QVERIFY2(after.startsWith("-- +goose Up\nCREATE TABLE a (id integer PRIMARY KEY);\n\n"
                              "-- +goose Down\n"),
             after.constData());
    QVERIFY2(after.contains("DROP TABLE"), after.constData());
    QVERIFY(!after.contains("one''s own"));
}

void TestEditorPage::leavesADraft()
{
    EditorWorld world;
    pair(world, u"0001_a"_s, "CREATE TABLE a (id integer);\n", "-- mine\n");
    world.setUp(u"golang-migrate"_s, sqliteUrl(world));
    world.begin();
    QVERIFY(world.open(u"0001_a"_s));
    world.click(u"draftDown"_s);
    DownDrafting *drafting = world.controller().draftingOf(world.migration());
    QTRY_VERIFY_WITH_TIMEOUT(!drafting->isRunning(), 60'000);
    QVERIFY(drafting->proposal() && drafting->proposal()->replaces);
    world.click(u"refuseDraft"_s);
    QVERIFY(!drafting->proposal());
    QCOMPARE(world.editor(ScriptSide::Down)->fullText(), u"-- mine\n"_s);
    QVERIFY(!world.migration()->isDirty());
    // Stopping leaves everything as it is.
    drafting->start();
    QVERIFY(drafting->isRunning());
    drafting->cancel();
    QVERIFY(!drafting->isRunning() && !drafting->proposal() && !drafting->error());
}

void TestEditorPage::tellsWhyThereIsNoDraft()
{
    EditorWorld world;
    pair(world, u"0001_a"_s, "CREATE TABLE a (id integer);\nDROP TABLE nowhere;\n", "");
    world.setUp(u"golang-migrate"_s, sqliteUrl(world));
    world.begin();
    QVERIFY(world.open(u"0001_a"_s));
    world.click(u"draftDown"_s);
    DownDrafting *drafting = world.controller().draftingOf(world.migration());
    QTRY_VERIFY_WITH_TIMEOUT(!drafting->isRunning(), 60'000);
    QVERIFY(drafting->error());
    QVERIFY(world.find<QWidget>(u"draftError"_s)->isVisible());
}

void TestEditorPage::triesWhatIsTyped_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("PostgreSQL") << true;
    QTest::newRow("SQLite") << false;
}

void TestEditorPage::triesWhatIsTyped()
{
    QFETCH(bool, postgres);
    EditorWorld world;
    pair(world, u"0001_a"_s,
         "CREATE TABLE " + weirdTable.toUtf8() + " (id bigint PRIMARY KEY, phone text);\n",
         "DROP TABLE " + weirdTable.toUtf8() + ";\n");
    pair(world, u"0002_b"_s, "SELECT 1;\n", "SELECT 1;\n");
    world.setUp(u"golang-migrate"_s,
                postgres ? TestServer::createFreshDatabase() : sqliteUrl(world));
    world.begin();
    QVERIFY(world.open(u"0002_b"_s));
    world.type(ScriptSide::Up, u"ALTER TABLE %1 ADD COLUMN mail text;"_s.arg(weirdTable));
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_Return, Qt::ControlModifier);
    MigrationTry *trying = world.controller().tryOf(world.migration());
    QVERIFY(trying->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!trying->isRunning(), 60'000);
    QVERIFY2(trying->report(), qPrintable(trying->error() ? trying->error()->toString() : u""_s));
    QVERIFY(trying->report()->migration());
    QCOMPARE(trying->report()->migration()->verdict, Verdict::Differs);
    auto *chip = world.find<ChipLabel>(u"tryChip"_s);
    QVERIFY(chip->isVisible());
    QCOMPARE(chip->chip().text, verdictLabel(Verdict::Differs));
    QTRY_VERIFY(world.find<QWidget>(u"tryDifferences"_s)->isVisible());
    QVERIFY(!world.find<QLabel>(u"tryTime"_s)->text().isEmpty());
    QCOMPARE(world.read(u"0002_b.down.sql"_s), QByteArray("SELECT 1;\n"));
    // The second time with a way back, on the database that was kept.
    world.type(ScriptSide::Down, u"ALTER TABLE %1 DROP COLUMN mail;"_s.arg(weirdTable));
    QTRY_VERIFY(trying->isOutdated());
    world.click(u"tryIt"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!trying->isRunning(), 60'000);
    QVERIFY(trying->report() && trying->report()->migration());
    QCOMPARE(trying->report()->migration()->verdict, Verdict::Reversible);
    QVERIFY(trying->report()->fromTemplate);
    QVERIFY(!trying->isOutdated());
}

void TestEditorPage::showsWhereATryFails()
{
    EditorWorld world;
    pair(world, u"0001_a"_s, "SELECT 1;\n", "SELECT 1;\nDROP TABLE nowhere;\n");
    world.setUp(u"golang-migrate"_s, sqliteUrl(world));
    world.begin();
    QVERIFY(world.open(u"0001_a"_s));
    world.click(u"tryIt"_s);
    MigrationTry *trying = world.controller().tryOf(world.migration());
    QTRY_VERIFY_WITH_TIMEOUT(!trying->isRunning(), 60'000);
    QVERIFY(trying->report() && trying->report()->migration());
    QCOMPARE(trying->report()->migration()->verdict, Verdict::DownFails);
    world.click(u"tryShowPlace"_s);
    QCOMPARE(world.page().panes()->currentSide(), ScriptSide::Down);
    QCOMPARE(world.editor(ScriptSide::Down)->textCursor().blockNumber(), 1);
}

void TestEditorPage::opensAppliedOnesReadOnly()
{
    EditorWorld world;
    const QString url = TestServer::createFreshDatabase();
    pair(world, u"0001_a"_s, "CREATE TABLE a (id bigint);\n", "DROP TABLE a;\n");
    pair(world, u"0002_b"_s, "SELECT 1;\n", "SELECT 1;\n");
    const auto spec = ConnectionSpec::parse(url);
    QVERIFY(spec);
    {
        const auto session = openSession(*spec);
        QVERIFY(session);
        QVERIFY((*session)->execute(
            "CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL);"
            "INSERT INTO schema_migrations VALUES (1, false)"));
    }
    world.setUp(u"golang-migrate"_s, url);
    world.begin();
    QVERIFY(world.open(u"0001_a"_s));
    QTRY_VERIFY(world.migration()->isReadOnly());
    QTRY_VERIFY(world.editor(ScriptSide::Up)->isReadOnly());
    QTest::keyClicks(world.editor(ScriptSide::Up), u"x"_s);
    QVERIFY(!world.migration()->isDirty());
    QVERIFY(!world.find<QAbstractButton>(u"saveMigration"_s)->isEnabled());
    QVERIFY(world.migration()->readOnlyReason().contains(u"local"_s));
    QVERIFY(world.find<QWidget>(u"readOnlyNotice"_s)->isVisible());
    world.click(u"changeByNew"_s);
    QVERIFY(world.find<QWidget>(u"newMigration"_s)->isVisible());
    QCOMPARE(world.find<QLineEdit>(u"newMigrationName"_s)->text(), u"change_a"_s);
    QVERIFY(world.open(u"0002_b"_s));
    QVERIFY(!world.migration()->isReadOnly());
}

void TestEditorPage::makesANewOne()
{
    EditorWorld world;
    pair(world, u"0001_a"_s, "SELECT 1;\n", "SELECT 1;\n");
    world.setUp(u"golang-migrate"_s, sqliteUrl(world));
    world.begin();
    QTRY_VERIFY(world.timeline().snapshot());
    world.page().take({{u"new"_s, QString()}});
    auto *name = world.find<QLineEdit>(u"newMigrationName"_s);
    QVERIFY(!world.find<QAbstractButton>(u"makeMigration"_s)->isEnabled());
    QTest::keyClicks(name, u"///"_s);
    world.click(u"makeMigration"_s);
    QTRY_VERIFY(world.find<QLabel>(u"newMigrationError"_s)->isVisible());
    name->selectAll();
    QTest::keyClicks(name, u"add_users"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(world.migration() && world.migration()->id().contains(u"add_users"_s));
    QTRY_VERIFY(world.page().panes()->editor(ScriptSide::Down));
    QVERIFY(!world.find<QWidget>(u"newMigration"_s)->isVisible());
}

void TestEditorPage::keepsSeveralOpen()
{
    EditorWorld world;
    pair(world, u"0001_a"_s, "SELECT 1;\n", "SELECT 1;\n");
    pair(world, u"0002_b"_s, "SELECT 2;\n", "SELECT 2;\n");
    world.setUp(u"golang-migrate"_s, sqliteUrl(world));
    world.begin();
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, u"-- one"_s);
    QVERIFY(world.open(u"0002_b"_s));
    auto *tabs = world.find<QTabBar>(u"editorTabs"_s);
    QCOMPARE(tabs->count(), 2);
    QVERIFY(tabs->isVisible());
    QVERIFY(tabs->tabText(0).contains(u"•"_s));
    tabs->setCurrentIndex(0);
    QCOMPARE(world.migration()->id(), u"0001_a"_s);
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), u"SELECT 1;\n-- one"_s);
    world.editor(ScriptSide::Up)->undo();
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), u"SELECT 1;\n"_s);
    QTRY_VERIFY(!world.migration()->isDirty());
}

void TestEditorPage::asksBeforeClosing()
{
    EditorWorld world;
    pair(world, u"0001_a"_s, "SELECT 1;\n", "SELECT 1;\n");
    world.setUp(u"golang-migrate"_s, sqliteUrl(world));
    world.begin();
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, u"-- one"_s);
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(world.find<QWidget>(u"closeNotice"_s)->isVisible());
    world.click(u"closeCancel"_s);
    QVERIFY(!world.find<QWidget>(u"closeNotice"_s)->isVisible());
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(world.find<QWidget>(u"closeNotice"_s)->isVisible());
    world.click(u"closeSave"_s);
    QTRY_VERIFY(!world.migration());
    QCOMPARE(world.read(u"0001_a.up.sql"_s), QByteArray("SELECT 1;\n-- one"));
    QVERIFY(world.open(u"0001_a"_s));
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!world.migration());
}

QTEST_MAIN(TestEditorPage)

#include "tst_editorpage.moc"
