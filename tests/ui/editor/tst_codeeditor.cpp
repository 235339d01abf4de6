// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventmeter.h"
#include "widgets/codeeditor.h"
#include "widgets/sqllanguage.h"

#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QTimer>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// The editor of scripts by itself: keys, marks, searching, long texts.
class TestCodeEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryCharacter();
    void togglesComments();
    void indentsAndOutdents();
    void keepsTheIndentation();
    void changesOnlyWhatIsDifferent();
    void marksMatchingBrackets();
    void coloursEachLanguage_data();
    void coloursEachLanguage();
    void remarksMoveWithTheText();
    void findsAndGoesRound();
    void loadsLongTextsWithoutStopping();

private:
    Theme m_theme;
    SyntaxRepository m_syntax;
};

void TestCodeEditor::keepsEveryCharacter()
{
    CodeEditor editor(m_theme, m_syntax);
    const QString text = u"a\u00a0b\u2028c\ttab\n\n  x"_s;
    editor.loadText(text, u"SQL (PostgreSQL)"_s);
    QCOMPARE(editor.fullText(), text);
    QVERIFY(!editor.document()->isUndoAvailable());
}

void TestCodeEditor::togglesComments()
{
    CodeEditor editor(m_theme, m_syntax);
    editor.loadText(u"SELECT 1;\n\n  SELECT 2;\n"_s, u"SQL"_s);
    editor.selectAll();
    QTest::keyClick(&editor, Qt::Key_Slash, Qt::ControlModifier);
    QCOMPARE(editor.fullText(), u"-- SELECT 1;\n\n  -- SELECT 2;\n"_s);
    editor.selectAll();
    QTest::keyClick(&editor, Qt::Key_Slash, Qt::ControlModifier);
    QCOMPARE(editor.fullText(), u"SELECT 1;\n\n  SELECT 2;\n"_s);
    // All lines at once, for undo as well.
    editor.undo();
    QCOMPARE(editor.fullText(), u"-- SELECT 1;\n\n  -- SELECT 2;\n"_s);
}

void TestCodeEditor::indentsAndOutdents()
{
    CodeEditor editor(m_theme, m_syntax);
    editor.loadText(u"a\nb\nc"_s, u"SQL"_s);
    QTextCursor cursor = editor.textCursor();
    cursor.setPosition(0);
    cursor.setPosition(4, QTextCursor::KeepAnchor); // up to the beginning of c
    editor.setTextCursor(cursor);
    QTest::keyClick(&editor, Qt::Key_Tab);
    QCOMPARE(editor.fullText(), u"    a\n    b\nc"_s);
    QTest::keyClick(&editor, Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(editor.fullText(), u"a\nb\nc"_s);
    editor.moveCursor(QTextCursor::End);
    QTest::keyClick(&editor, Qt::Key_Tab);
    QCOMPARE(editor.fullText(), u"a\nb\nc   "_s);
}

void TestCodeEditor::keepsTheIndentation()
{
    CodeEditor editor(m_theme, m_syntax);
    editor.loadText(u"  CREATE TABLE a ("_s, u"SQL"_s);
    editor.moveCursor(QTextCursor::End);
    QTest::keyClick(&editor, Qt::Key_Return);
    QCOMPARE(editor.fullText(), u"  CREATE TABLE a (\n      "_s);
}

void TestCodeEditor::changesOnlyWhatIsDifferent()
{
    CodeEditor editor(m_theme, m_syntax);
    editor.loadText(u"one\ntwo\nthree\n"_s, u"SQL"_s);
    QSignalSpy changes(editor.document(), &QTextDocument::contentsChange);
    editor.changeTextTo(u"one\n2\nthree\n"_s);
    QCOMPARE(editor.fullText(), u"one\n2\nthree\n"_s);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0][0].toInt(), 4);
    editor.undo();
    QCOMPARE(editor.fullText(), u"one\ntwo\nthree\n"_s);
}

void TestCodeEditor::marksMatchingBrackets()
{
    CodeEditor editor(m_theme, m_syntax);
    editor.loadText(u"f('(', (1)) -- )"_s, u"SQL"_s);
    QTextCursor cursor = editor.textCursor();
    cursor.setPosition(1);
    editor.setTextCursor(cursor);
    QList<int> marked;
    for (const QTextEdit::ExtraSelection &each : editor.extraSelections())
        if (each.cursor.selectedText() == u"(" || each.cursor.selectedText() == u")")
            marked += each.cursor.selectionStart();
    std::sort(marked.begin(), marked.end());
    QCOMPARE(marked, QList<int>({1, 10}));
}

void TestCodeEditor::coloursEachLanguage_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("coloured"); ///< otherwise than plain text
    QTest::addColumn<QString>("plain");
    const QString postgres = sqlLanguageOf(Engine::PostgreSql);
    const QString sqlite = sqlLanguageOf(Engine::Sqlite);
    QTest::newRow("PostgreSQL") << postgres << u"select x returning y"_s << u"returning"_s
                                << u"x"_s;
    QTest::newRow("SQLite") << sqlite << u"pragma user_version"_s << u"pragma"_s
                            << u"user_version"_s;
    QTest::newRow("SQLite, a key")
        << sqlite << u"x integer primary key autoincrement"_s << u"autoincrement"_s << u"x"_s;
    QTest::newRow("SQLite, a string") << sqlite << u"x 'it''s [y' z"_s << u"[y"_s << u"z"_s;
    QTest::newRow("SQLite, a name") << sqlite << u"[select 'x] 'y'"_s << u"y"_s << u"select"_s;
    QTest::newRow("SQLite, a comment") << sqlite << u"x /* y\n z */ w"_s << u"z"_s << u"w"_s;
    QTest::newRow("JavaScript") << u"1_a.js"_s << u"x = async () => y"_s << u"async"_s << u"y"_s;
    QTest::newRow("Python") << u"a.py"_s << u"def x(): y"_s << u"def"_s << u"y"_s;
    QTest::newRow("Ruby") << u"a.rb"_s << u"class X; y; end"_s << u"class"_s << u"y"_s;
    QTest::newRow("YAML") << u"a.yaml"_s << u"x: yes # z"_s << u"# z"_s << u"yesno"_s;
}

void TestCodeEditor::coloursEachLanguage()
{
    QFETCH(QString, language);
    QFETCH(QString, text);
    QFETCH(QString, coloured);
    QFETCH(QString, plain);
    CodeEditor editor(m_theme, m_syntax);
    editor.loadText(text, language);
    const auto colourAt = [&](qsizetype at) {
        const QTextBlock block = editor.document()->findBlock(int(at));
        for (const QTextLayout::FormatRange &range : block.layout()->formats()) {
            const int from = block.position() + range.start;
            if (at >= from && at < from + range.length)
                return range.format.foreground().color();
        }
        return m_theme.colour(Colour::Text);
    };
    QVERIFY(text.contains(coloured));
    QTRY_VERIFY(colourAt(text.indexOf(coloured)) != m_theme.colour(Colour::Text));
    if (text.contains(plain))
        QCOMPARE(colourAt(text.lastIndexOf(plain)), m_theme.colour(Colour::Text));
}

void TestCodeEditor::remarksMoveWithTheText()
{
    CodeEditor editor(m_theme, m_syntax);
    editor.loadText(u"SELECT 1;\nDROP TABLE a;\n"_s, u"SQL"_s);
    editor.setRemarks({{2, 1, u"it is gone"_s, Colour::Bad}});
    editor.moveCursor(QTextCursor::Start);
    QTest::keyClicks(&editor, u"xx "_s);
    QTest::keyClick(&editor, Qt::Key_Return);
    const auto marked = editor.extraSelections();
    const auto wave = std::ranges::find_if(marked, [](const QTextEdit::ExtraSelection &each) {
        return each.format.underlineStyle() == QTextCharFormat::WaveUnderline;
    });
    QVERIFY(wave != marked.end());
    QCOMPARE(wave->cursor.selectedText(), u"DROP"_s);
    QCOMPARE(wave->cursor.block().blockNumber(), 2);
    QCOMPARE(wave->format.underlineColor(), m_theme.colour(Colour::Bad));
    QCOMPARE(editor.remarkPlaces(), (std::vector<std::pair<int, int>>{{3, 1}}));
    editor.undo();
    QCOMPARE(editor.remarkPlaces(), (std::vector<std::pair<int, int>>{{2, 1}}));
    // A place that is not there any more is the end; none is left out.
    editor.setRemarks({{99, 4, u"nowhere"_s, Colour::Bad}, {1, 8, u"here"_s, Colour::Bad}});
    QCOMPARE(editor.remarkPlaces(), (std::vector<std::pair<int, int>>{{3, 1}, {1, 8}}));
}

void TestCodeEditor::findsAndGoesRound()
{
    CodeEditor editor(m_theme, m_syntax);
    editor.loadText(u"a b\nA\na"_s, u"SQL"_s);
    const QRegularExpression pattern(u"a"_s, QRegularExpression::CaseInsensitiveOption);
    QList<int> found;
    for (int i = 0; i < 4; ++i) {
        QVERIFY(editor.findNext(pattern, false));
        found += editor.textCursor().selectionStart();
    }
    QCOMPARE(found, QList<int>({0, 4, 6, 0}));
    QVERIFY(editor.findNext(pattern, true));
    QCOMPARE(editor.textCursor().selectionStart(), 6);
    QVERIFY(!editor.findNext(QRegularExpression(u"nothing"_s), false));
    QVERIFY(!editor.findNext(QRegularExpression(u"("_s), false));
}

void TestCodeEditor::loadsLongTextsWithoutStopping()
{
    QString text;
    for (int i = 0; text.size() < 10'000'000; ++i)
        text += u"INSERT INTO words VALUES (%1, 'a word that is not short');\n"_s.arg(i);
    CodeEditor editor(m_theme, m_syntax);
    editor.resize(700, 500);
    editor.show();
    QVERIFY(QTest::qWaitForWindowExposed(&editor));
    QSignalSpy loaded(&editor, &CodeEditor::loaded);
    meter()->startMeter();
    QTimer::singleShot(0, &editor, [&] { editor.loadText(text, u"SQL (PostgreSQL)"_s); });
    QVERIFY(loaded.wait(120'000));
    meter()->stopMeter();
    QVERIFY2(meter()->longestMs() < longestEventMs,
             qPrintable(u"%1 ms in %2"_s.arg(meter()->longestMs()).arg(meter()->longestWhat())));
    QVERIFY(editor.fullText() == text);
    QVERIFY(!editor.isReadOnly());
    QVERIFY(!editor.document()->isUndoAvailable());
    meter()->startMeter();
    QTest::keyClicks(&editor, u"-- x"_s);
    QCoreApplication::processEvents();
    meter()->stopMeter();
    QVERIFY2(meter()->longestMs() < longestEventMs, qPrintable(meter()->longestWhat()));
    QVERIFY(editor.fullText().startsWith(u"-- xINSERT"_s));
}

int main(int argc, char **argv)
{
    MeteredApplication application(argc, argv);
    TestCodeEditor test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_codeeditor.moc"
