// SPDX-License-Identifier: GPL-3.0-or-later
#include "editorworld.h"
#include "support/testserver.h"
#include "workbench/timelinelint.h"

#include <QSaveFile>
#include <QTextBlock>
#include <QTreeView>

#include <algorithm>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// Findings while their text, their settings and the migrations before them change.
class TestEditorLint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void movesWithTheText();
    void heedsTheSettings();
    void heedsWhatComesBefore_data();
    void heedsWhatComesBefore();
};

namespace {

const QByteArray weirdTable = "\"Weird \"\"Name\"\"; --\"";

void addPair(const EditorWorld &world, const QString &id, const QByteArray &up,
             const QByteArray &down)
{
    world.write(id + u".up.sql"_s, up);
    world.write(id + u".down.sql"_s, down);
}

void beginWithDrop(EditorWorld &world, const QString &url)
{
    addPair(world, u"0001_a"_s, "CREATE TABLE " + weirdTable + " (id bigint);\n",
            "DROP TABLE " + weirdTable + ";\n");
    addPair(world, u"0002_b"_s, "SELECT 1;\nDROP TABLE " + weirdTable + ";\n",
            "CREATE TABLE " + weirdTable + " (id bigint);\n");
    world.setUp(u"golang-migrate"_s, url);
    world.begin();
}

int lineOfDrop(EditorWorld &world)
{
    for (const EditedFinding &each : world.linter()->findings()) {
        if (each.finding.rule == u"drop-table" && each.side == ScriptSide::Up)
            return each.line;
    }
    return -1;
}

bool timelineWarns(EditorWorld &world)
{
    const auto snapshot = world.timeline().snapshot();
    if (!snapshot || !snapshot->lint)
        return false;
    return std::ranges::any_of(
        snapshot->lint->findings.value(u"0002_b"_s),
        [](const LintFinding &finding) { return finding.rule == u"drop-table"; });
}

} // namespace

void TestEditorLint::movesWithTheText()
{
    EditorWorld world;
    beginWithDrop(world, TestServer::createFreshDatabase());
    QVERIFY(world.open(u"0002_b"_s));
    QCOMPARE(lineOfDrop(world), 2);
    CodeEditor *editor = world.editor(ScriptSide::Up);
    editor->setFocus();
    editor->moveCursor(QTextCursor::Start);
    QTest::keyClick(editor, Qt::Key_Return);
    QTest::keyClick(editor, Qt::Key_Return);
    // At once: nobody has looked at this text yet.
    QCOMPARE(lineOfDrop(world), 4);
    auto *list = world.find<QTreeView>(u"findings"_s);
    const auto &findings = world.linter()->findings();
    const auto drop = std::ranges::find_if(findings, [](const EditedFinding &each) {
        return each.finding.rule == u"drop-table" && each.side == ScriptSide::Up;
    });
    const int row = int(drop - findings.begin());
    QVERIFY(list->model()->index(row, 2).data().toString().contains(u"4:"_s));
    Q_EMIT list->clicked(list->model()->index(row, 0));
    QCOMPARE(editor->textCursor().block().text(),
             u"DROP TABLE "_s + QString::fromUtf8(weirdTable) + u';');
    QTRY_VERIFY(world.isLinted());
    QCOMPARE(lineOfDrop(world), 4);
    editor->undo();
    editor->undo();
    QCOMPARE(lineOfDrop(world), 2);
}

/// Whether the file is written or another one is put in its place.
void TestEditorLint::heedsTheSettings()
{
    EditorWorld world;
    beginWithDrop(world, TestServer::createFreshDatabase());
    QVERIFY(world.open(u"0002_b"_s));
    QVERIFY(world.rules().contains(u"drop-table"_s));
    QTRY_VERIFY(timelineWarns(world));
    const QString toml = world.fixture.read(u"tidemark.toml"_s);
    world.fixture.write(u"tidemark.toml"_s, toml + u"[lint]\ndrop-table = \"off\"\n"_s);
    QTRY_VERIFY(!world.rules().contains(u"drop-table"_s));
    QTRY_VERIFY(!timelineWarns(world));
    QSaveFile other(world.fixture.folder().filePath(u"tidemark.toml"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write(toml.toUtf8() + "[lint]\ndrop-table = \"error\"\n");
    QVERIFY(other.commit());
    QTRY_VERIFY(world.rules().contains(u"drop-table"_s));
    QTRY_VERIFY(timelineWarns(world));
}

void TestEditorLint::heedsWhatComesBefore_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("PostgreSQL") << true;
    QTest::newRow("SQLite") << false;
}

/// The migrations before are not read from memory when they say something else.
void TestEditorLint::heedsWhatComesBefore()
{
    QFETCH(bool, postgres);
    EditorWorld world;
    beginWithDrop(world, postgres ? TestServer::createFreshDatabase()
                                  : u"sqlite:"_s + world.fixture.folder().filePath(u"shop.db"_s));
    QVERIFY(world.open(u"0002_b"_s));
    const auto restoresAll = [&world] {
        return world.isLinted() && !world.rules().contains(u"down-does-not-restore"_s) &&
               !world.rules().contains(u"down-differs"_s);
    };
    QVERIFY(restoresAll());
    // The same once more, with what was kept.
    world.type(ScriptSide::Down, u"-- nothing"_s);
    QTRY_VERIFY(world.migration()->isDirty());
    QTRY_VERIFY(restoresAll());
    world.write(u"0001_a.up.sql"_s, "CREATE TABLE " + weirdTable + " (id bigint, mail text);\n");
    world.type(ScriptSide::Down, u" at all"_s);
    QTRY_VERIFY(world.isLinted() && !restoresAll());
}

QTEST_MAIN(TestEditorLint)

#include "tst_editorlint.moc"
