// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/utf8text.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class ScriptTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFirstBadByte_data();
    void findsTheFirstBadByte();
    void countsInAnyOrder();
};

void ScriptTextTest::findsTheFirstBadByte_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("expected"); // -1: good
    QTest::newRow("empty") << QByteArray() << -1;
    QTest::newRow("two, three and four bytes") << QByteArray("é€😀") << -1;
    QTest::newRow("limits of the ranges")
        << QByteArray("\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F"
                      "\xBF\xBF")
        << -1;
    QTest::newRow("lone continuation") << QByteArray("12345678\x80") << 8;
    QTest::newRow("overlong two") << QByteArray("a\xC1\xBF") << 1;
    QTest::newRow("overlong three") << QByteArray("a\xE0\x9F\xBF") << 1;
    QTest::newRow("overlong four") << QByteArray("a\xF0\x8F\xBF\xBF") << 1;
    QTest::newRow("surrogate") << QByteArray("a\xED\xA0\x80") << 1;
    QTest::newRow("too high") << QByteArray("a\xF4\x90\x80\x80") << 1;
    QTest::newRow("no lead at all") << QByteArray("\xFE") << 0;
    QTest::newRow("cut short") << QByteArray("abc\xF0\x9F\x98") << 3;
    QTest::newRow("third byte bad") << QByteArray("\xE2\x82 x") << 0;
    QTest::newRow("NUL inside a block") << QByteArray("12345678abc\0efgh", 16) << 11;
}

void ScriptTextTest::findsTheFirstBadByte()
{
    QFETCH(QByteArray, text);
    QFETCH(int, expected);
    QCOMPARE(int(firstBadUtf8(text).value_or(-1)), expected);
}

void ScriptTextTest::countsInAnyOrder()
{
    const QByteArray text = "\xEF\xBB\xBF"
                            "é\r\nab\n";
    PositionCounter places(text, u"f"_s, 5);
    QCOMPARE(places.at(8), (SourceLocation{u"f"_s, 6, 2}));
    QCOMPARE(places.at(3), (SourceLocation{u"f"_s, 5, 1}));
    QCOMPARE(places.at(5), (SourceLocation{u"f"_s, 5, 2}));
    QCOMPARE(places.at(100), (SourceLocation{u"f"_s, 7, 1}));
}

QTEST_GUILESS_MAIN(ScriptTextTest)
#include "tst_scripttext.moc"
