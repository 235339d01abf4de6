// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventmeter.h"
#include "widgets/codeeditor.h"

#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
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
    // A place that is not there any more is none.
    editor.setRemarks({{99, 4, u"nowhere"_s, Colour::Bad}});
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
