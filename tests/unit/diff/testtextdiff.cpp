// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/textdiff.h"
#include "support/growth.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

/// "the [quick] fox": changed pieces in brackets.
QString marked(const std::vector<TextPiece> &pieces)
{
    QString text;
    for (const TextPiece &piece : pieces)
        text += piece.changed ? u'[' + piece.text + u']' : piece.text;
    return text;
}

QString joined(const std::vector<TextPiece> &pieces)
{
    QString text;
    for (const TextPiece &piece : pieces)
        text += piece.text;
    return text;
}

} // namespace

class TestTextDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksWords_data();
    void marksWords();
    void staysQuick();
};

void TestTextDiff::marksWords_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("markedBefore");
    QTest::addColumn<QString>("markedAfter");
    const auto row = [](const char *name, const QString &before, const QString &after,
                        const QString &markedBefore, const QString &markedAfter) {
        QTest::newRow(name) << before << after << markedBefore << markedAfter;
    };
    row("both empty", u""_s, u""_s, u""_s, u""_s);
    row("equal", u"a b"_s, u"a b"_s, u"a b"_s, u"a b"_s);
    row("from nothing", u""_s, u"a b"_s, u""_s, u"[a b]"_s);
    row("a type", u"email text NOT NULL"_s, u"email varchar(80) NOT NULL"_s,
        u"email [text] NOT NULL"_s, u"email [varchar(80)] NOT NULL"_s);
    row("a word more", u"CREATE INDEX i ON t (a)"_s, u"CREATE UNIQUE INDEX i ON t (a, b)"_s,
        u"CREATE INDEX i ON t (a)"_s, u"CREATE [UNIQUE ]INDEX i ON t (a[, b])"_s);
    row("names hold together", u"orders_total"_s, u"orders_sum"_s, u"[orders_total]"_s,
        u"[orders_sum]"_s);
    row("a weird name", uR"("Weird ""Name""; --")"_s, uR"("Weird ""Game""; --")"_s,
        uR"("Weird ""[Name]""; --")"_s, uR"("Weird ""[Game]""; --")"_s);
    row("pairs of surrogates", u"a 😀 b"_s, u"a 😁 b"_s, u"a [😀] b"_s, u"a [😁] b"_s);
    row("two places", u"a x b y c"_s, u"a 1 b 2 c"_s, u"a [x] b [y] c"_s, u"a [1] b [2] c"_s);
}

void TestTextDiff::marksWords()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    const TextDiff diff = diffWords(before, after);
    QCOMPARE(joined(diff.before), before);
    QCOMPARE(joined(diff.after), after);
    QTEST(marked(diff.before), "markedBefore");
    QTEST(marked(diff.after), "markedAfter");
}

void TestTextDiff::staysQuick()
{
    const auto compare = [](int words) {
        QString before = u"head "_s;
        QString after = before;
        for (int i = 0; i < words; ++i) {
            before += QString::number(i) + u' ';
            after += QString::number(i * 3) + u' ';
        }
        before += u"tail"_s;
        after += u"tail"_s;
        const TextDiff diff = diffWords(before, after);
        QCOMPARE(joined(diff.before), before);
        QCOMPARE(joined(diff.after), after);
        QVERIFY(!diff.after.front().changed);
        QVERIFY(!diff.after.back().changed);
    };
    const double times = test::growth(compare, 12'500, 100'000);
    QVERIFY2(times < 30, qPrintable(QString::number(times)));
}

QTEST_GUILESS_MAIN(TestTextDiff)
#include "testtextdiff.moc"
