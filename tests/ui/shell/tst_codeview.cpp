// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/codeview.h"

#include <QApplication>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

using namespace tidemark;
using namespace Qt::StringLiterals;

class TestCodeView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void coloursFollowTheTheme();
    void knowsLanguages_data();
    void knowsLanguages();
    void marksALine();
    void marksBeyondTheEnd();
    void growsWithItsText();
    void takesOneTextAfterTheOther();

private:
    static QColor colourAt(const CodeView &view, int line, int column);

    Theme m_theme;
    SyntaxRepository m_syntax;
};

QColor TestCodeView::colourAt(const CodeView &view, int line, int column)
{
    const QTextBlock block = view.document()->findBlockByNumber(line - 1);
    for (const QTextLayout::FormatRange &range : block.layout()->formats()) {
        if (range.start < column && column <= range.start + range.length)
            return range.format.foreground().color();
    }
    return {};
}

void TestCodeView::coloursFollowTheTheme()
{
    m_theme.setScheme(Theme::Scheme::Light);
    CodeView view(m_theme, m_syntax);
    view.setScript(u"-- a comment\nSELECT 1;"_s, u"SQL (PostgreSQL)"_s);
    QTRY_VERIFY(colourAt(view, 2, 1).isValid());
    const QColor keyword = colourAt(view, 2, 1);
    QVERIFY(keyword != colourAt(view, 1, 4));
    QCOMPARE(keyword, m_theme.colour(Colour::AccentText));
    m_theme.setScheme(Theme::Scheme::Dark);
    QTRY_COMPARE(colourAt(view, 2, 1), m_theme.colour(Colour::AccentText));
    QVERIFY(colourAt(view, 2, 1) != keyword);
    m_theme.setScheme(Theme::Scheme::Light);
}

void TestCodeView::knowsLanguages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("language");
    QTest::newRow("by file") << u"CREATE TABLE a (id integer);"_s << u"0001_a.up.sql"_s;
    QTest::newRow("by name") << u"def up(): pass"_s << u"Python"_s;
    QTest::newRow("toml") << u"[run]\nwait = true"_s << u"tidemark.toml"_s;
    QTest::newRow("javascript") << u"function up() {}"_s << u"20260101-a.js"_s;
}

void TestCodeView::knowsLanguages()
{
    QFETCH(QString, text);
    QFETCH(QString, language);
    CodeView view(m_theme, m_syntax);
    view.setScript(text, language);
    QTRY_VERIFY(colourAt(view, 1, 1).isValid());
    QCOMPARE(view.toPlainText(), text);
}

void TestCodeView::marksALine()
{
    CodeView view(m_theme, m_syntax);
    view.resize(400, 100);
    view.show();
    QString text;
    for (int i = 1; i <= 200; ++i)
        text += u"SELECT %1;\n"_s.arg(i);
    view.setScript(text, u"a.sql"_s);
    view.setMarks({{150, 8, u"no such column"_s, Colour::Bad}});
    QCOMPARE(view.extraSelections().size(), 2);
    QCOMPARE(view.extraSelections()[0].cursor.blockNumber(), 149);
    QCOMPARE(view.extraSelections()[1].cursor.selectedText(), u"150"_s);
    QVERIFY(view.verticalScrollBar()->value() > 100);
    view.setMarks({});
    QVERIFY(view.extraSelections().isEmpty());
}

void TestCodeView::marksBeyondTheEnd()
{
    CodeView view(m_theme, m_syntax);
    view.setScript(u"SELECT 1;"_s, u"a.sql"_s);
    view.setMarks({{7, 1, u"?"_s, Colour::Bad}, {1, 99, u"?"_s, Colour::Bad}});
    view.grab();
    QCOMPARE(view.extraSelections().size(), 1);
}

void TestCodeView::growsWithItsText()
{
    CodeView view(m_theme, m_syntax);
    view.setFitsContents(true, 10);
    view.setScript(u"SELECT 1;"_s, u"a.sql"_s);
    const int one = view.sizeHint().height();
    view.setScript(u"SELECT 1;\nSELECT 2;\nSELECT 3;"_s, u"a.sql"_s);
    const int three = view.sizeHint().height();
    view.setScript(u"SELECT 1;\n"_s.repeated(500), u"a.sql"_s);
    QVERIFY(one < three);
    QVERIFY(view.sizeHint().height() > three);
    QVERIFY(view.sizeHint().height() < 12 * one);
}

/// The highlighter is still at work on the first text when the second one comes.
void TestCodeView::takesOneTextAfterTheOther()
{
    CodeView view(m_theme, m_syntax);
    for (int i = 0; i < 50; ++i) {
        view.setScript(u"/* not closed\nSELECT 1;\n"_s.repeated(20 + i), u"x.sql"_s);
        view.setScript(u"SELECT 'open\n"_s.repeated(i), u"SQL (PostgreSQL)"_s);
        QCoreApplication::processEvents();
    }
    view.setScript(u"SELECT 1; -- last\n"_s, u"x.sql"_s);
    QCoreApplication::processEvents();
    QCOMPARE(view.toPlainText(), u"SELECT 1; -- last\n"_s);
    QVERIFY(colourAt(view, 1, 1).isValid());
}

QTEST_MAIN(TestCodeView)
#include "tst_codeview.moc"
