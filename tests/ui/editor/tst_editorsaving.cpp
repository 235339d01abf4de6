// SPDX-License-Identifier: GPL-3.0-or-later
#include "editorworld.h"
#include "support/eventmeter.h"

#include <QLabel>

#include <sys/mount.h>
#include <unistd.h>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// What happens to files: written as they came, changed and deleted by others, not writable, on a
/// full disk; and to work that was never saved.
class TestEditorSaving : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAsItCame_data();
    void writesAsItCame();
    void keepsMixedLineEnds();
    void savesOnlyOneSection();
    void addsTheMarkerOfANewDown();
    void doesNotWriteWhatTheEncodingHasNot();
    void undoesAcrossSaving();
    void takesChangesFromOutside();
    void asksWhenBothChanged();
    void keepsMineAndTheirs();
    void noticesDeletedFiles();
    void keepsWhatItCannotWrite();
    void keepsWorkOnAFullDisk();
    void bringsWorkBackAfterACrash();
    void bringsBackWhatWasDeleted();
    void forgetsSavedWork();
    void opensWeirdNames();
    void opensHugeScripts();
    void refusesWhatIsNoText();
};

namespace {

const QByteArray upText = "CREATE TABLE a (id bigint);\n";

QString url(const EditorWorld &world)
{
    return u"sqlite:"_s + world.fixture.folder().filePath(u"shop.db"_s);
}

/// One migration of two files.
void oneMigration(EditorWorld &world, const QByteArray &up = upText,
                  const QByteArray &down = "DROP TABLE a;\n")
{
    world.write(u"0001_a.up.sql"_s, up);
    world.write(u"0001_a.down.sql"_s, down);
    world.setUp(u"golang-migrate"_s, url(world));
    world.begin();
}

bool save(EditorWorld &world)
{
    world.migration()->save();
    return QTest::qWaitFor(
        [&] { return !world.migration()->isSaving() && !world.migration()->isDirty(); }, 60'000);
}

bool waitForNotice(EditorWorld &world, const QString &name, bool visible = true)
{
    return QTest::qWaitFor([&] { return world.find<QWidget>(name)->isVisible() == visible; },
                           60'000);
}

} // namespace

void TestEditorSaving::writesAsItCame_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("saved"); ///< after "x" was typed at the end
    QTest::newRow("plain") << QByteArray("SELECT 1;\n") << QByteArray("SELECT 1;\nx");
    QTest::newRow("CRLF") << QByteArray("SELECT 1;\r\nSELECT 2;\r\n")
                          << QByteArray("SELECT 1;\r\nSELECT 2;\r\nx");
    QTest::newRow("CR") << QByteArray("SELECT 1;\rSELECT 2;\r")
                        << QByteArray("SELECT 1;\rSELECT 2;\rx");
    QTest::newRow("mark") << QByteArray("\xef\xbb\xbfSELECT 'ä';\n").replace("ä", "\xc3\xa4")
                          << QByteArray("\xef\xbb\xbfSELECT 'ä';\nx").replace("ä", "\xc3\xa4");
    QTest::newRow("Latin-1") << QByteArray("SELECT '\xe4\xff';\n")
                             << QByteArray("SELECT '\xe4\xff';\nx");
    QTest::newRow("UTF-16 LE") << QByteArray("\xff\xfe"
                                             "a\0\xe4\0\r\0\n\0",
                                             10)
                               << QByteArray("\xff\xfe"
                                             "a\0\xe4\0\r\0\n\0x\0",
                                             12);
    QTest::newRow("UTF-16 BE") << QByteArray("\xfe\xff\0a\0\n", 6)
                               << QByteArray("\xfe\xff\0a\0\n\0x", 8);
    QTest::newRow("odd UTF-16") << QByteArray("\xff\xfe"
                                              "a\0b",
                                              5)
                                << QByteArray();
    QTest::newRow("spaces") << QByteArray("a\xc2\xa0\xe2\x80\xa8\xe2\x80\xa9z\t \n")
                            << QByteArray("a\xc2\xa0\xe2\x80\xa8\xe2\x80\xa9z\t \nx");
    QTest::newRow("empty") << QByteArray() << QByteArray("x");
}

void TestEditorSaving::writesAsItCame()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, saved);
    EditorWorld world;
    oneMigration(world, upText, bytes);
    QVERIFY(world.open(u"0001_a"_s));
    if (saved.isNull()) {
        QVERIFY(world.migration()->isReadOnly());
        return;
    }
    world.type(ScriptSide::Down, u"x"_s);
    QVERIFY(save(world));
    QCOMPARE(world.read(u"0001_a.down.sql"_s), saved);
    QCOMPARE(world.read(u"0001_a.up.sql"_s), upText);
    // And back to the first byte.
    QTest::keyClick(world.editor(ScriptSide::Down), Qt::Key_Backspace);
    QVERIFY(QTest::qWaitFor([&] { return world.migration()->isDirty(); }));
    QVERIFY(save(world));
    QCOMPARE(world.read(u"0001_a.down.sql"_s), bytes);
}

void TestEditorSaving::keepsMixedLineEnds()
{
    EditorWorld world;
    oneMigration(world, upText, "one\r\ntwo\nthree\r\nfour\nfive\r\n");
    QVERIFY(world.open(u"0001_a"_s));
    CodeEditor *down = world.editor(ScriptSide::Down);
    down->setFocus();
    down->goTo(3, 6);
    QTest::keyClick(down, Qt::Key_Return);
    QTest::keyClicks(down, u"new"_s);
    QVERIFY(save(world));
    QCOMPARE(world.read(u"0001_a.down.sql"_s),
             QByteArray("one\r\ntwo\nthree\r\nnew\r\nfour\nfive\r\n"));
}

void TestEditorSaving::savesOnlyOneSection()
{
    EditorWorld world;
    const QByteArray head = "-- by hand\r\n-- migrate:up transaction:false\r\nSELECT  1 ;\r\n";
    world.write(u"20240101000000_a.sql"_s, head + "-- migrate:down\r\nSELECT 2;\r\n");
    world.setUp(u"dbmate"_s, url(world));
    world.begin();
    QVERIFY(world.open(u"20240101000000_a"_s));
    world.type(ScriptSide::Down, u"SELECT 3;"_s);
    QVERIFY(save(world));
    QCOMPARE(world.read(u"20240101000000_a.sql"_s),
             head + "-- migrate:down\r\nSELECT 2;\r\nSELECT 3;");
}

void TestEditorSaving::addsTheMarkerOfANewDown()
{
    EditorWorld world;
    world.write(u"00001_a.sql"_s, "-- +goose Up\nSELECT 1;");
    world.setUp(u"goose"_s, url(world));
    world.begin();
    QVERIFY(world.open(u"00001_a"_s));
    world.type(ScriptSide::Down, u"SELECT 2;"_s);
    QVERIFY(save(world));
    QCOMPARE(world.read(u"00001_a.sql"_s),
             QByteArray("-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;"));
    QCOMPARE(world.editor(ScriptSide::Down)->fullText(), u"-- +goose Down\nSELECT 2;"_s);
    QVERIFY(!world.migration()->isDirty());
}

void TestEditorSaving::doesNotWriteWhatTheEncodingHasNot()
{
    EditorWorld world;
    oneMigration(world, upText, "SELECT '\xe4';\n");
    QVERIFY(world.open(u"0001_a"_s));
    CodeEditor *down = world.editor(ScriptSide::Down);
    down->moveCursor(QTextCursor::End);
    down->insertPlainText(u"-- €"_s);
    world.migration()->save();
    QVERIFY(world.migration()->error());
    QCOMPARE(world.migration()->error()->where.line, 2);
    QCOMPARE(world.migration()->error()->where.column, 4);
    QCOMPARE(world.read(u"0001_a.down.sql"_s), QByteArray("SELECT '\xe4';\n"));
    world.click(u"useUtf8"_s);
    QTRY_COMPARE(world.read(u"0001_a.down.sql"_s),
                 QByteArray("SELECT '\xc3\xa4';\n-- \xe2\x82\xac"));
    QTRY_VERIFY(!world.migration()->isDirty());
}

void TestEditorSaving::undoesAcrossSaving()
{
    EditorWorld world;
    oneMigration(world);
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, u"-- x"_s);
    QVERIFY(save(world));
    QCOMPARE(world.read(u"0001_a.up.sql"_s), upText + "-- x");
    world.editor(ScriptSide::Up)->undo();
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(upText));
    QTRY_VERIFY(world.migration()->isDirty());
    QVERIFY(save(world));
    QCOMPARE(world.read(u"0001_a.up.sql"_s), upText);
}

void TestEditorSaving::takesChangesFromOutside()
{
    EditorWorld world;
    oneMigration(world);
    QVERIFY(world.open(u"0001_a"_s));
    world.write(u"0001_a.up.sql"_s, "SELECT 'theirs';\n");
    QTRY_COMPARE(world.editor(ScriptSide::Up)->fullText(), u"SELECT 'theirs';\n"_s);
    QVERIFY(!world.migration()->isDirty());
    QVERIFY(!world.find<QWidget>(u"outsideNotice"_s)->isVisible());
    // Even that can be undone.
    world.editor(ScriptSide::Up)->undo();
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(upText));
}

void TestEditorSaving::asksWhenBothChanged()
{
    EditorWorld world;
    oneMigration(world);
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, u"-- mine"_s);
    world.write(u"0001_a.up.sql"_s, "SELECT 'theirs';\n");
    QVERIFY(waitForNotice(world, u"outsideNotice"_s));
    QVERIFY(!world.find<QAbstractButton>(u"saveMigration"_s)->isEnabled());
    world.migration()->save();
    QTest::qWait(100);
    QCOMPARE(world.read(u"0001_a.up.sql"_s), QByteArray("SELECT 'theirs';\n"));
    world.click(u"takeTheirs"_s);
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), u"SELECT 'theirs';\n"_s);
    QVERIFY(!world.migration()->isDirty());
    world.editor(ScriptSide::Up)->undo();
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(upText) + u"-- mine"_s);
}

void TestEditorSaving::keepsMineAndTheirs()
{
    EditorWorld world;
    oneMigration(world);
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, u"-- mine"_s);
    world.write(u"0001_a.up.sql"_s, "SELECT 'theirs';\n");
    QVERIFY(waitForNotice(world, u"outsideNotice"_s));
    world.click(u"keepMine"_s);
    QVERIFY(!world.find<QWidget>(u"outsideNotice"_s)->isVisible());
    QVERIFY(save(world));
    QCOMPARE(world.read(u"0001_a.up.sql"_s), upText + "-- mine");
    const QDir kept(world.migration()->keptFolder());
    const QStringList names = kept.entryList({u"*0001_a.up.sql"_s}, QDir::Files);
    QCOMPARE(names.size(), 1);
    QFile theirs(kept.filePath(names.front()));
    QVERIFY(theirs.open(QIODevice::ReadOnly));
    QCOMPARE(theirs.readAll(), QByteArray("SELECT 'theirs';\n"));
}

void TestEditorSaving::noticesDeletedFiles()
{
    EditorWorld world;
    oneMigration(world);
    QVERIFY(world.open(u"0001_a"_s));
    QVERIFY(QFile::remove(world.fixture.migrations().filePath(u"0001_a.down.sql"_s)));
    QVERIFY(waitForNotice(world, u"outsideNotice"_s));
    QCOMPARE(world.editor(ScriptSide::Down)->fullText(), u"DROP TABLE a;\n"_s);
    world.click(u"saveAgain"_s);
    QTRY_COMPARE(world.read(u"0001_a.down.sql"_s), QByteArray("DROP TABLE a;\n"));
    QVERIFY(waitForNotice(world, u"outsideNotice"_s, false));
}

void TestEditorSaving::keepsWhatItCannotWrite()
{
    EditorWorld world;
    oneMigration(world);
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, u"-- mine"_s);
    // A folder in the file's place cannot be written over, whoever one is.
    const QString path = world.fixture.migrations().filePath(u"0001_a.up.sql"_s);
    QVERIFY(QFile::rename(path, path + u".aside"_s));
    QVERIFY(QDir().mkpath(path + u"/inside"_s));
    world.migration()->save();
    QTRY_VERIFY(world.migration()->error());
    QVERIFY(world.migration()->isDirty());
    QVERIFY(world.find<QWidget>(u"editorError"_s)->isVisible());
    QCOMPARE(world.editor(ScriptSide::Up)->fullText(), QString::fromUtf8(upText) + u"-- mine"_s);
    QVERIFY(QDir(path).removeRecursively());
    QVERIFY(QFile::rename(path + u".aside"_s, path));
    QVERIFY(save(world));
    QCOMPARE(world.read(u"0001_a.up.sql"_s), upText + "-- mine");
    QVERIFY(!world.migration()->error());
}

/// Only root may mount what is full; others have the test before this one.
void TestEditorSaving::keepsWorkOnAFullDisk()
{
    EditorWorld world;
    const QString folder = world.fixture.migrations().path();
    const bool small = ::geteuid() == 0 && ::mount("tmpfs", QFile::encodeName(folder).constData(),
                                                   "tmpfs", 0, "size=64k") == 0;
    oneMigration(world);
    QVERIFY(world.open(u"0001_a"_s));
    if (small) {
        const QString large(100'000, u'x');
        world.editor(ScriptSide::Up)->insertPlainText(u"-- "_s + large + u'\n');
        world.migration()->save();
        QTRY_VERIFY(world.migration()->error());
        QCOMPARE(world.migration()->error()->kind, ErrorKind::Io);
        QVERIFY(world.migration()->isDirty());
        QCOMPARE(world.read(u"0001_a.up.sql"_s), upText);
        QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 2);
    }
    world.end();
    if (small)
        ::umount2(QFile::encodeName(folder).constData(), MNT_DETACH);
}

void TestEditorSaving::bringsWorkBackAfterACrash()
{
    EditorWorld world;
    oneMigration(world);
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, u"-- not saved ü"_s);
    // The editor goes with the process; nobody saves.
    world.begin();
    QVERIFY(waitForNotice(world, u"recoveredNotice"_s));
    QVERIFY(!world.migration());
    world.click(u"recover"_s);
    QTRY_VERIFY(world.migration() && world.migration()->isDirty());
    QTRY_COMPARE(world.editor(ScriptSide::Up)->fullText(),
                 QString::fromUtf8(upText) + u"-- not saved ü"_s);
    QVERIFY(!world.find<QWidget>(u"recoveredNotice"_s)->isVisible());
    QCOMPARE(world.read(u"0001_a.up.sql"_s), upText);
    // Once more, without a word.
    world.begin();
    QVERIFY(waitForNotice(world, u"recoveredNotice"_s));
    world.click(u"forget"_s);
    QVERIFY(waitForNotice(world, u"recoveredNotice"_s, false));
    world.begin();
    QTest::qWait(300);
    QVERIFY(!world.find<QWidget>(u"recoveredNotice"_s)->isVisible());
}

void TestEditorSaving::bringsBackWhatWasDeleted()
{
    EditorWorld world;
    oneMigration(world);
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, u"-- not saved"_s);
    world.end();
    for (const QString &name : {u"0001_a.up.sql"_s, u"0001_a.down.sql"_s})
        QVERIFY(QFile::remove(world.fixture.migrations().filePath(name)));
    world.write(u"0002_b.up.sql"_s, "SELECT 1;\n");
    world.begin();
    QVERIFY(waitForNotice(world, u"recoveredNotice"_s));
    QTRY_VERIFY(world.timeline().snapshot());
    world.click(u"recover"_s);
    QTRY_VERIFY(world.migration() && world.migration()->isDirty());
    QVERIFY(save(world));
    QCOMPARE(world.read(u"0001_a.up.sql"_s), upText + "-- not saved");
    QCOMPARE(world.read(u"0001_a.down.sql"_s), QByteArray("DROP TABLE a;\n"));
}

void TestEditorSaving::forgetsSavedWork()
{
    EditorWorld world;
    oneMigration(world);
    QVERIFY(world.open(u"0001_a"_s));
    world.type(ScriptSide::Up, u"-- x"_s);
    const QDir kept(world.fixture.services.stateFolder + u"/editor"_s);
    QTRY_COMPARE(kept.entryList({u"work-*.json"_s}, QDir::Files).size(), 1);
    QVERIFY(save(world));
    QTRY_COMPARE(kept.entryList({u"work-*.json"_s}, QDir::Files).size(), 0);
    world.begin();
    QTest::qWait(300);
    QVERIFY(!world.find<QWidget>(u"recoveredNotice"_s)->isVisible());
}

void TestEditorSaving::opensWeirdNames()
{
    EditorWorld world;
    const QString id = u"0001_Weird \"Name\"; -- & ü%20"_s;
    world.write(id + u".up.sql"_s, upText);
    world.write(id + u".down.sql"_s, "");
    world.setUp(u"golang-migrate"_s, url(world));
    world.begin();
    QTRY_VERIFY(world.timeline().snapshot());
    const QString real = world.timeline().snapshot()->files->set.migrations.front().id;
    QVERIFY(world.open(real));
    world.type(ScriptSide::Down, u"DROP TABLE a;"_s);
    QVERIFY(save(world));
    QCOMPARE(world.read(id + u".down.sql"_s), QByteArray("DROP TABLE a;"));
}

void TestEditorSaving::opensHugeScripts()
{
    EditorWorld world;
    QByteArray up;
    while (up.size() < 10'000'000)
        up += "INSERT INTO words VALUES (1, 'a word that is not short');\n";
    oneMigration(world, up);
    QTRY_VERIFY_WITH_TIMEOUT(world.timeline().snapshot(), 60'000);
    meter()->startMeter();
    QVERIFY(world.open(u"0001_a"_s));
    meter()->stopMeter();
    QVERIFY2(meter()->longestMs() < longestEventMs,
             qPrintable(u"%1 ms in %2"_s.arg(meter()->longestMs()).arg(meter()->longestWhat())));
    QVERIFY(world.linter()->isOff());
    world.type(ScriptSide::Up, u"-- x"_s);
    QVERIFY(save(world));
    QCOMPARE(world.read(u"0001_a.up.sql"_s).size(), up.size() + 4);
}

void TestEditorSaving::refusesWhatIsNoText()
{
    EditorWorld world;
    oneMigration(world, upText, QByteArray("a\0b\n", 4));
    QVERIFY(world.open(u"0001_a"_s));
    QVERIFY(world.migration()->isReadOnly());
    QVERIFY(waitForNotice(world, u"readOnlyNotice"_s));
    QVERIFY(!world.find<QAbstractButton>(u"saveMigration"_s)->isEnabled());
}

int main(int argc, char **argv)
{
    MeteredApplication application(argc, argv);
    TestEditorSaving test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_editorsaving.moc"
