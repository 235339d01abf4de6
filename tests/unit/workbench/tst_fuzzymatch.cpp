// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/fuzzymatch.h"

#include <QTest>

using namespace tidemark;
using namespace Qt::StringLiterals;

class TestFuzzyMatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matches_data();
    void matches();
    void prefers_data();
    void prefers();
    void longTexts();
};

void TestFuzzyMatch::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("candidate");
    QTest::addColumn<QList<int>>("positions");
    QTest::newRow("nothing typed") << u""_s << u"orders"_s << QList<int>{};
    QTest::newRow("whole") << u"log"_s << u"Log"_s << QList<int>{0, 1, 2};
    QTest::newRow("beginnings of words")
        << u"cpc"_s << u"customer_phone_contacts"_s << QList<int>{0, 9, 15};
    QTest::newRow("not the first place") << u"on"_s << u"orders_nothing_on"_s << QList<int>{15, 16};
    QTest::newRow("blanks aside") << u"roll back"_s << u"Roll back to here"_s
                                  << QList<int>{0, 1, 2, 3, 5, 6, 7, 8};
    QTest::newRow("camel case") << u"aC"_s << u"addColumnColour"_s << QList<int>{0, 3};
    QTest::newRow("other letters") << u"éç"_s << u"Évolution_Ça"_s << QList<int>{0, 10};
}

void TestFuzzyMatch::matches()
{
    QFETCH(QString, pattern);
    QFETCH(QString, candidate);
    QFETCH(QList<int>, positions);
    const auto match = fuzzyMatch(pattern, candidate);
    QVERIFY(match);
    QCOMPARE(match->positions, positions);
    QVERIFY(!fuzzyMatch(pattern + u"☃"_s, candidate));
}

void TestFuzzyMatch::prefers_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("together") << u"ord"_s << u"20261105_orders"_s << u"20261105_owner_read"_s;
    QTest::newRow("shorter") << u"log"_s << u"Log"_s << u"Login of customers is kept in a table"_s;
    QTest::newRow("beginning of the text") << u"re"_s << u"Rehearse"_s << u"0012_more"_s;
    QTest::newRow("beginning of a word") << u"p"_s << u"order_price"_s << u"order_type"_s;
}

void TestFuzzyMatch::prefers()
{
    QFETCH(QString, pattern);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const auto a = fuzzyMatch(pattern, better);
    const auto b = fuzzyMatch(pattern, worse);
    QVERIFY(a && b);
    QVERIFY2(a->score > b->score,
             qPrintable(u"%1 is not more than %2"_s.arg(a->score).arg(b->score)));
}

void TestFuzzyMatch::longTexts()
{
    const QString text(5000, u'a');
    QVERIFY(fuzzyMatch(u"aaa"_s, text));
    QVERIFY(!fuzzyMatch(u"ab"_s, text));
    QVERIFY(!fuzzyMatch(text, u"a"_s));
}

QTEST_GUILESS_MAIN(TestFuzzyMatch)
#include "tst_fuzzymatch.moc"
