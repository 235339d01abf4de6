// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/session.h"
#include "editor/findbar.h"
#include "editorworld.h"
#include "widgets/chip.h"

#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// Nothing that was typed is lost, and nothing of others is written over without a word: through
/// crashes, other workspaces, files that change or go, and questions that nobody answered.
class TestEditorKeeping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closesAfterSearching_data();
    void closesAfterSearching();
    void outlivesACrash();
    void staysWithItsWorkspace();
    void bringsBackADownOfADeletedFile();
    void showsOtherParts();
    void keepsTheirOtherParts();
    void keepsTextsWhoseFilesAreGone();
    void takesOnlyWhatIsThere();
    void putsBackWhatWasApplied();
    void asksWhenTheFileIsNewer();
    void replacesNoOtherWork();
    void offersAgainWhatWasNotShown();
    void keepsWhatIsTypedWhileSaving();
    void forgetsAQuestionNobodyAnswered();
    void editsWhatFailed();
    void asksBeforeSavingWhatIsApplied();
    void tellsWhoCouldNotBeAsked();
    void writesNothingItCannotCompare();
    void savesOtherMarkers();
    void tellsOfOutdatedDrafts();
    void tellsOfOutdatedTries();
    void changesTextsThatAreLoading();
    void showsNothingItCannotEdit();
    void leavesWorkOfOtherWorkspaces();
    void readsOnlyItsOwnFiles();
    void tellsWhatIsNotKept();
};

namespace {

const QByteArray keptUp = "CREATE TABLE a (id bigint);\n";
const QByteArray keptDown = "DROP TABLE a;\n";
const QByteArray sections = "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n";

QString databaseUrl(const EditorWorld &world)
{
    return u"sqlite:"_s + world.fixture.folder().filePath(u"shop.db"_s);
}

void openPair(EditorWorld &world)
{
    world.write(u"0001_a.up.sql"_s, keptUp);
    world.write(u"0001_a.down.sql"_s, keptDown);
    world.write(u"0002_b.up.sql"_s, "SELECT 1;\n");
    world.write(u"0002_b.down.sql"_s, "SELECT 2;\n");
    world.setUp(u"golang-migrate"_s, databaseUrl(world));
    world.begin();
    QVERIFY(world.open(u"0001_a"_s));
}

void openSections(EditorWorld &world)
{
    world.write(u"20240101000000_a.sql"_s, sections);
    world.write(u"20240102000000_b.sql"_s, sections);
    world.setUp(u"dbmate"_s, databaseUrl(world));
    world.begin();
    QVERIFY(world.open(u"20240101000000_a"_s));
}

bool shows(EditorWorld &world, const QString &name, bool visible = true)
{
    return QTest::qWaitFor([&] { return world.find<QWidget>(name)->isVisible() == visible; },
                           60'000);
}

bool saved(EditorWorld &world)
{
    world.migration()->save();
    return QTest::qWaitFor(
        [&] { return !world.migration()->isSaving() && !world.migration()->isDirty(); });
}

QString pathOf(const EditorWorld &world, const QString &name)
{
    return world.fixture.migrations().filePath(name);
}

/// The files by which unsaved work is kept, with what is in them.
std::map<QString, QByteArray> keptFiles(const EditorWorld &world)
{
    std::map<QString, QByteArray> files;
    const QDir folder(world.fixture.services.stateFolder + u"/editor"_s);
    for (const QString &path : {folder.path(), folder.filePath(u"live"_s)}) {
        for (const QFileInfo &info : QDir(path).entryInfoList({u"work-*.json"_s}, QDir::Files)) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly))
                files[info.filePath()] = file.readAll();
        }
    }
    return files;
}

void putFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

} // namespace

void TestEditorKeeping::closesAfterSearching_data()
{
    QTest::addColumn<bool>("two");
    QTest::newRow("one") << false;
    QTest::newRow("two") << true;
}

void TestEditorKeeping::closesAfterSearching()
{
    QFETCH(bool, two);
    EditorWorld world;
    openPair(world);
    if (two)
        QVERIFY(world.open(u"0002_b"_s));
    CodeEditor *editor = world.editor(ScriptSide::Up);
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_F, Qt::ControlModifier);
    FindBar &bar = world.page().findBar();
    QTRY_VERIFY(bar.isVisible());
    bar.searchField()->setText(u"1"_s);
    QTest::keyClick(bar.searchField(), Qt::Key_Escape);
    QTRY_VERIFY(!bar.isVisible());
    QTest::keyClick(editor, Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(world.controller().documents().size(), two ? 1u : 0u);
    QTest::keyClick(&world.page(), Qt::Key_F3);
    bar.close();
    QVERIFY(world.open(u"0001_a"_s));
}

void TestEditorKeeping::outlivesACrash()
{
    EditorWorld world;
    openPair(world);
    world.type(ScriptSide::Up, u"-- not saved"_s);
    QTRY_COMPARE(keptFiles(world).size(), 2u);
    const auto files = keptFiles(world);
    // An end in order takes them away, or writes them anew; a crash does neither.
    world.migration()->revert();
    QTRY_VERIFY(keptFiles(world).empty());
    world.end();
    for (const auto &[path, bytes] : files)
        putFile(path, bytes);
    world.begin();
    QVERIFY(shows(world, u"recoveredNotice"_s));
    world.click(u"recover"_s);
    QTRY_VERIFY(world.migration() && world.migration()->isDirty());
    QCOMPARE(world.migration()->text(ScriptSide::Up),
             QString::fromUtf8(keptUp) + u"-- not saved"_s);
    QCOMPARE(world.read(u"0001_a.up.sql"_s), keptUp);
}

void TestEditorKeeping::staysWithItsWorkspace()
{
    const QTemporaryDir other;
    QVERIFY(QDir(other.path()).mkpath(u"migrations"_s));
    putFile(other.filePath(u"tidemark.toml"_s),
            "name = \"other\"\nmigrations = \"migrations\"\nconvention = \"golang-migrate\"\n");
    putFile(other.filePath(u"migrations/0001_a.up.sql"_s), "SELECT 'other';\n");
    EditorWorld world;
    openPair(world);
    world.type(ScriptSide::Up, u"-- mine"_s);
    QVERIFY(world.fixture.workspaces.open(other.path()));
    QTRY_VERIFY(!world.migration());
    QTest::qWait(300);
    QVERIFY(world.controller().recoverable().empty());
    QVERIFY(world.fixture.workspaces.open(world.fixture.folder().path()));
    QTRY_COMPARE(world.controller().recoverable().size(), 1u);
    world.click(u"recover"_s);
    QTRY_VERIFY(world.migration() && world.migration()->isDirty());
    QCOMPARE(world.migration()->text(ScriptSide::Up), QString::fromUtf8(keptUp) + u"-- mine"_s);
}

void TestEditorKeeping::bringsBackADownOfADeletedFile()
{
    EditorWorld world;
    openSections(world);
    world.type(ScriptSide::Down, u"SELECT 3;"_s);
    world.end();
    QVERIFY(QFile::remove(pathOf(world, u"20240101000000_a.sql"_s)));
    world.begin();
    QVERIFY(shows(world, u"recoveredNotice"_s));
    QTRY_VERIFY(world.timeline().snapshot());
    world.click(u"recover"_s);
    QTRY_VERIFY(world.migration() && world.migration()->isDirty());
    QVERIFY(world.migration()->has(ScriptSide::Down));
    QVERIFY(saved(world));
    QCOMPARE(world.read(u"20240101000000_a.sql"_s), sections + "SELECT 3;");
}

void TestEditorKeeping::showsOtherParts()
{
    EditorWorld world;
    openSections(world);
    world.write(u"20240101000000_a.sql"_s, "SELECT 'one part';\n");
    QTRY_VERIFY(world.migration()->state() == EditedMigration::State::Ready &&
                world.editor(ScriptSide::Up) &&
                world.editor(ScriptSide::Up)->fullText() == u"SELECT 'one part';\n");
    QVERIFY(!world.editor(ScriptSide::Down));
    world.type(ScriptSide::Up, u"-- x"_s);
    QVERIFY(saved(world));
    QCOMPARE(world.read(u"20240101000000_a.sql"_s), QByteArray("SELECT 'one part';\n-- x"));
}

void TestEditorKeeping::keepsTheirOtherParts()
{
    EditorWorld world;
    openSections(world);
    world.type(ScriptSide::Down, u"-- mine"_s);
    world.write(u"20240101000000_a.sql"_s, "SELECT 'one part';\n");
    QVERIFY(shows(world, u"outsideNotice"_s));
    world.click(u"takeTheirs"_s);
    QTRY_VERIFY(world.editor(ScriptSide::Up) &&
                world.editor(ScriptSide::Up)->fullText() == u"SELECT 'one part';\n");
    QVERIFY(!world.migration()->isDirty());
    // No undo goes back over that: what was typed is set aside.
    const QDir kept(world.migration()->keptFolder());
    QTRY_COMPARE(kept.entryList({u"*_a.sql"_s}, QDir::Files).size(), 1);
    QFile mine(kept.filePath(kept.entryList({u"*_a.sql"_s}, QDir::Files).front()));
    QVERIFY(mine.open(QIODevice::ReadOnly));
    QCOMPARE(mine.readAll(), sections + "-- mine");
}

void TestEditorKeeping::keepsTextsWhoseFilesAreGone()
{
    EditorWorld world;
    openPair(world);
    QVERIFY(QFile::rename(pathOf(world, u"0001_a.up.sql"_s), pathOf(world, u"up.aside"_s)));
    QVERIFY(QFile::rename(pathOf(world, u"0001_a.down.sql"_s), pathOf(world, u"down.aside"_s)));
    QVERIFY(shows(world, u"outsideNotice"_s));
    QTRY_COMPARE(world.migration()->outside(), EditedMigration::Outside::Gone);
    QTest::qWait(400);
    QCOMPARE(world.migration()->outside(), EditedMigration::Outside::Gone);
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(keptUp));
    QCOMPARE(world.editor(ScriptSide::Down)->fullText(), QString::fromUtf8(keptDown));
    // The only copy is not dropped.
    QVERIFY(world.migration()->isDirty());
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_W, Qt::ControlModifier);
    QVERIFY(shows(world, u"closeNotice"_s));
    world.begin();
    QVERIFY(shows(world, u"recoveredNotice"_s));
    world.click(u"recover"_s);
    QTRY_VERIFY(world.migration() && world.migration()->isDirty());
    QTRY_VERIFY(world.migration()->outside() == EditedMigration::Outside::Gone);
    world.click(u"saveAgain"_s);
    QTRY_COMPARE(world.read(u"0001_a.up.sql"_s), keptUp);
    QTRY_COMPARE(world.read(u"0001_a.down.sql"_s), keptDown);
    QTRY_VERIFY(!world.migration()->isDirty());
}

void TestEditorKeeping::takesOnlyWhatIsThere()
{
    EditorWorld world;
    openPair(world);
    QVERIFY(QFile::remove(pathOf(world, u"0001_a.down.sql"_s)));
    world.write(u"0001_a.up.sql"_s, "SELECT 'theirs';\n");
    QTRY_COMPARE(world.editor(ScriptSide::Up)->fullText(), u"SELECT 'theirs';\n"_s);
    QTRY_COMPARE(world.migration()->outside(), EditedMigration::Outside::Gone);
    QCOMPARE(world.editor(ScriptSide::Down)->fullText(), QString::fromUtf8(keptDown));
}

void TestEditorKeeping::putsBackWhatWasApplied()
{
    EditorWorld world;
    openPair(world);
    world.migration()->setAppliedOn({u"local"_s});
    QVERIFY(QFile::remove(pathOf(world, u"0001_a.up.sql"_s)));
    QVERIFY(shows(world, u"outsideNotice"_s));
    world.migration()->setAppliedOn({u"local"_s});
    world.click(u"saveAgain"_s);
    QTRY_COMPARE(world.read(u"0001_a.up.sql"_s), keptUp);
}

void TestEditorKeeping::asksWhenTheFileIsNewer()
{
    EditorWorld world;
    openPair(world);
    world.type(ScriptSide::Up, u"-- mine"_s);
    world.end();
    world.write(u"0001_a.up.sql"_s, "SELECT 'theirs';\n");
    world.begin();
    QVERIFY(shows(world, u"recoveredNotice"_s));
    world.click(u"recover"_s);
    QVERIFY(shows(world, u"outsideNotice"_s));
    QCOMPARE(world.migration()->outside(), EditedMigration::Outside::Changed);
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(keptUp) + u"-- mine"_s);
    world.migration()->save();
    QTest::qWait(200);
    QCOMPARE(world.read(u"0001_a.up.sql"_s), QByteArray("SELECT 'theirs';\n"));
    world.click(u"keepMine"_s);
    QVERIFY(saved(world));
    QCOMPARE(world.read(u"0001_a.up.sql"_s), keptUp + "-- mine");
    QCOMPARE(QDir(world.migration()->keptFolder()).entryList({u"*.sql"_s}, QDir::Files).size(), 1);
}

void TestEditorKeeping::replacesNoOtherWork()
{
    EditorWorld world;
    openPair(world);
    world.type(ScriptSide::Up, u"-- one"_s);
    world.begin();
    QVERIFY(shows(world, u"recoveredNotice"_s));
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, u"-- two"_s);
    world.click(u"recover"_s);
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(keptUp) + u"-- two"_s);
    QCOMPARE(world.controller().recoverable().size(), 1u);
    world.migration()->revert();
    world.click(u"recover"_s);
    QTRY_COMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(keptUp) + u"-- one"_s);
    QVERIFY(world.controller().recoverable().empty());
}

void TestEditorKeeping::offersAgainWhatWasNotShown()
{
    EditorWorld world;
    openPair(world);
    world.type(ScriptSide::Up, u"-- one"_s);
    world.begin();
    QVERIFY(shows(world, u"recoveredNotice"_s));
    QTRY_VERIFY(world.timeline().snapshot());
    const UnsavedWork work = world.controller().recoverable().front();
    world.controller().recover(work);
    QVERIFY(world.migration());
    QCOMPARE(world.migration()->state(), EditedMigration::State::Loading);
    world.controller().close(world.migration());
    QCOMPARE(world.controller().recoverable().size(), 1u);
    QVERIFY(!keptFiles(world).empty());
    world.controller().recover(work);
    QTRY_VERIFY(world.migration() && world.migration()->isDirty());
}

void TestEditorKeeping::keepsWhatIsTypedWhileSaving()
{
    EditorWorld world;
    openPair(world);
    world.type(ScriptSide::Up, u"-- one"_s);
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_W, Qt::ControlModifier);
    QVERIFY(shows(world, u"closeNotice"_s));
    world.click(u"closeSave"_s);
    QVERIFY(world.migration()->isSaving());
    world.editor(ScriptSide::Up)->moveCursor(QTextCursor::End);
    world.editor(ScriptSide::Up)->insertPlainText(u" two"_s);
    QTRY_COMPARE(world.read(u"0001_a.up.sql"_s), keptUp + "-- one");
    QTest::qWait(400);
    QVERIFY(world.migration());
    QVERIFY(world.migration()->isDirty());
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(keptUp) + u"-- one two"_s);
}

void TestEditorKeeping::forgetsAQuestionNobodyAnswered()
{
    EditorWorld world;
    openPair(world);
    world.type(ScriptSide::Up, u"-- one"_s);
    QTest::keyClick(world.editor(ScriptSide::Up), Qt::Key_W, Qt::ControlModifier);
    QVERIFY(shows(world, u"closeNotice"_s));
    world.type(ScriptSide::Up, u" two"_s);
    QVERIFY(shows(world, u"closeNotice"_s, false));
    world.migration()->save();
    QTRY_COMPARE(world.read(u"0001_a.up.sql"_s), keptUp + "-- one two");
    QTest::qWait(100);
    QVERIFY(world.migration());
}

void TestEditorKeeping::editsWhatFailed()
{
    EditorWorld world;
    const auto spec = ConnectionSpec::parse(databaseUrl(world));
    QVERIFY(spec);
    {
        const auto session = openSession(*spec);
        QVERIFY(session);
        QVERIFY((*session)->execute(
            "CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL);"
            "INSERT INTO schema_migrations VALUES (2, true)"));
    }
    openPair(world);
    QTRY_VERIFY(world.migration()->isReadOnly());
    QVERIFY(world.open(u"0002_b"_s));
    QVERIFY(world.migration()->appliedOn().isEmpty());
    QVERIFY(!world.migration()->isReadOnly());
}

void TestEditorKeeping::asksBeforeSavingWhatIsApplied()
{
    EditorWorld world;
    openPair(world);
    QTRY_VERIFY(world.timeline().snapshot());
    world.type(ScriptSide::Up, u"-- mine"_s);
    world.migration()->setAppliedOn({u"local"_s});
    QVERIFY(shows(world, u"readOnlyNotice"_s));
    world.migration()->save();
    QTest::qWait(200);
    QCOMPARE(world.read(u"0001_a.up.sql"_s), keptUp);
    QVERIFY(world.migration()->isDirty());
    world.migration()->setAppliedOn({u"local"_s});
    world.click(u"saveAnyway"_s);
    QTRY_COMPARE(world.read(u"0001_a.up.sql"_s), keptUp + "-- mine");
}

void TestEditorKeeping::tellsWhoCouldNotBeAsked()
{
    EditorWorld world;
    world.write(u"0001_a.up.sql"_s, keptUp);
    world.setUp(u"golang-migrate"_s, u"postgresql://nobody@127.0.0.1:1/none"_s);
    world.begin();
    QVERIFY(world.open(u"0001_a"_s));
    QTRY_COMPARE_WITH_TIMEOUT(world.migration()->notAskedOn(), QStringList{u"local"_s}, 20'000);
    QVERIFY(shows(world, u"readOnlyNotice"_s));
    QVERIFY(!world.migration()->isReadOnly());
}

void TestEditorKeeping::writesNothingItCannotCompare()
{
    EditorWorld world;
    openPair(world);
    world.type(ScriptSide::Up, u"-- mine"_s);
    QVERIFY(QFile::remove(pathOf(world, u"0001_a.down.sql"_s)));
    QVERIFY(QDir().mkpath(pathOf(world, u"0001_a.down.sql"_s)));
    world.migration()->save();
    QTRY_VERIFY(world.migration()->error());
    QCOMPARE(world.read(u"0001_a.up.sql"_s), keptUp);
    QVERIFY(world.migration()->isDirty());
}

void TestEditorKeeping::savesOtherMarkers()
{
    EditorWorld world;
    openSections(world);
    world.editor(ScriptSide::Up)->changeTextTo(u"SELECT 1;\n"_s);
    world.editor(ScriptSide::Down)->changeTextTo({});
    QTRY_VERIFY(world.migration()->isDirty());
    QVERIFY(saved(world));
    QCOMPARE(world.read(u"20240101000000_a.sql"_s), QByteArray("SELECT 1;\n"));
    QTest::qWait(300);
    QVERIFY(!world.migration()->isDirty());
}

void TestEditorKeeping::tellsOfOutdatedDrafts()
{
    EditorWorld world;
    openPair(world);
    DownDrafting *drafting = world.controller().draftingOf(world.migration());
    world.click(u"draftDown"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!drafting->isRunning(), 60'000);
    QVERIFY(drafting->proposal() && !drafting->isOutdated());
    world.type(ScriptSide::Up, u"CREATE TABLE b (id int);"_s);
    QTRY_VERIFY(drafting->isOutdated());
    QCOMPARE(world.find<ChipLabel>(u"draftChip"_s)->chip().tone, Tone::Caution);
}

void TestEditorKeeping::tellsOfOutdatedTries()
{
    EditorWorld world;
    openPair(world);
    MigrationTry *trying = world.controller().tryOf(world.migration());
    world.click(u"tryIt"_s);
    QVERIFY(trying->isRunning());
    world.migration()->setText(ScriptSide::Up, u"SELECT 1;\n"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!trying->isRunning(), 60'000);
    QVERIFY(trying->report());
    QVERIFY(trying->isOutdated());
}

void TestEditorKeeping::changesTextsThatAreLoading()
{
    EditorWorld world;
    CodeEditor editor(world.theme, world.syntax);
    const QString large = u"SELECT 1;\n"_s.repeated(100'000);
    editor.setReadOnly(false);
    editor.loadText(large, {});
    QVERIFY(editor.isLoading());
    editor.changeTextTo(u"SELECT 2;\n"_s);
    QTRY_COMPARE(editor.fullText(), u"SELECT 2;\n"_s);
    // Much at once would stop the window.
    editor.changeTextTo(large);
    QVERIFY(editor.isLoading());
    QTRY_COMPARE(editor.fullText(), large);
    QTRY_VERIFY(!editor.isLoading() && !editor.isReadOnly());
}

void TestEditorKeeping::showsNothingItCannotEdit()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"0001_a.up.sql"_s);
    QFile large(path);
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(65LL * 1024 * 1024));
    large.close();
    Migration migration;
    migration.id = u"0001_a"_s;
    migration.file = u"0001_a.up.sql"_s;
    const auto opened = openMigrationFiles(migration, u"golang-migrate"_s, folder.path());
    QVERIFY(opened);
    QVERIFY(!opened->cannotEdit.isEmpty());
    QVERIFY(opened->files.front().exists);
    QVERIFY(opened->files.front().bytes.isEmpty());
    // Nor anything of one that is read and no text.
    putFile(path, QByteArray("a\0b", 3));
    const auto binary = openMigrationFiles(migration, u"golang-migrate"_s, folder.path());
    QVERIFY(binary && !binary->cannotEdit.isEmpty());
    QVERIFY(binary->sides.front().text.isEmpty());
}

void TestEditorKeeping::leavesWorkOfOtherWorkspaces()
{
    EditorWorld world;
    openPair(world);
    world.type(ScriptSide::Up, u"-- mine"_s);
    world.end();
    const QString state = world.fixture.services.stateFolder;
    const QString mine = world.fixture.folder().filePath(u"tidemark.toml"_s);
    const auto others = WorkKeeper::takeAbandoned(state, u"/nowhere/tidemark.toml"_s);
    QVERIFY(others.empty());
    QCOMPARE(WorkKeeper::takeAbandoned(state, mine).size(), 1u);
}

void TestEditorKeeping::readsOnlyItsOwnFiles()
{
    EditorWorld world;
    openPair(world);
    world.type(ScriptSide::Up, u"-- mine"_s);
    world.end();
    const QString victim = world.fixture.folder().filePath(u"victim.json"_s);
    putFile(victim, "{}");
    for (const auto &[path, bytes] : keptFiles(world)) {
        if (path.contains(u"/live/"_s))
            putFile(path, "{\"file\": \"" + victim.toUtf8() + "\"}");
    }
    const auto found = WorkKeeper::takeAbandoned(
        world.fixture.services.stateFolder, world.fixture.folder().filePath(u"tidemark.toml"_s));
    QCOMPARE(found.size(), 1u);
    found.front().first.remove();
    QVERIFY(QFile::exists(victim));
    QVERIFY(keptFiles(world).empty());
}

void TestEditorKeeping::tellsWhatIsNotKept()
{
    EditorWorld world;
    openPair(world);
    const QString folder = world.fixture.services.stateFolder + u"/editor"_s;
    QVERIFY(!QFile::exists(folder) || QDir(folder).removeRecursively());
    putFile(folder, "a file where a folder belongs");
    world.type(ScriptSide::Up, u"-- mine"_s);
    QVERIFY(shows(world, u"notKeptNotice"_s));
    QVERIFY(QFile::remove(folder));
    world.type(ScriptSide::Up, u"-- more"_s);
    QVERIFY(shows(world, u"notKeptNotice"_s, false));
}

QTEST_MAIN(TestEditorKeeping)

#include "tst_editorkeeping.moc"
