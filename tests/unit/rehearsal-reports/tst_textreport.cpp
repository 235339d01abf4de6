// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/textreport.h"
#include "reportsamples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

QStringList linesOf(const RehearsalReport &report, const TextOptions &options = {})
{
    return QString::fromUtf8(writeText(report, options)).split(u'\n');
}

QString lineWith(const QStringList &lines, const QString &text)
{
    for (const QString &line : lines) {
        if (line.contains(text))
            return line;
    }
    return {};
}

} // namespace

class TestTextReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alignsTheList();
    void givesEvidence_data();
    void givesEvidence();
    void endsWithASummary();
    void saysNothingMoreOfReversibleOnes();
    void leavesDetailsOut();
    void coloursOnlyWhenAsked();
    void fitsTheTerminal();
    void letsNoControlCharacterThrough();
    void cutsHugeValues();
    void listsGroupsBelow();
};

void TestTextReport::alignsTheList()
{
    const QStringList lines = linesOf(sampleReport());
    const qsizetype column = lines.at(2).indexOf(u"reversible"_s);
    QVERIFY(column > 0);
    QCOMPARE(lines.at(3).indexOf(u"loses data"_s), column);
    QCOMPARE(lines.at(11).indexOf(u"redo differs"_s), column);
    QCOMPARE(lines.at(2).size(), lines.at(3).size());
    QVERIFY(lines.at(2).startsWith(u"  ✓ 0001  customers"_s));
    QVERIFY(lines.at(6).startsWith(u"  ✗ 0005  coupons"_s));
    QVERIFY(lines.at(2).endsWith(u" 2.8 ms"_s));
}

void TestTextReport::givesEvidence_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("head") << u"PostgreSQL 15.20 · plain · one by one · scratch server, empty · "
                             "2 rows in each table"_s;
    QTest::newRow("reason")
        << u"    Everything comes back; only the order of columns is another."_s;
    QTest::newRow("error") << u"down      0005_coupons.down.sql:2:12: cannot drop index"_s;
    QTest::newRow("detail") << u"constraint orders_coupon_once on table orders requires it"_s;
    QTest::newRow("hint") << u"hint: You can drop constraint"_s;
    QTest::newRow("schema left") << u"index public.Weird \"Name\"; --_idx is left behind"_s;
    QTest::newRow("schema missing") << u"trigger public.orders.touch is missing"_s;
    QTest::newRow("schema again") << u"up again  sequence public.order_numbers"_s;
    QTest::newRow("rows") << u"data      public.customers: 1 row lost, 1 row changed (phone)"_s;
    QTest::newRow("lost row") << u"lost: id 5, name Ada <b>Brandt</b>, phone NULL"_s;
    QTest::newRow("changed row") << u"id=6: phone +49 30 12 → +493012"_s;
    QTest::newRow("traffic") << u"2 rows too many, written by the traffic"_s;
    QTest::newRow("finding") << u"note      0003.sql:1:1: lines end in CR LF"_s;
    QTest::newRow("folder's finding") << u"0011_go_backfill.go: a file is not SQL: <go>"_s;
    QTest::newRow("not compared") << u"not compared: operator family (2)"_s;
}

void TestTextReport::givesEvidence()
{
    QFETCH(QString, text);
    const QByteArray report = writeText(sampleReport());
    QVERIFY2(QString::fromUtf8(report).contains(text), report.constData());
}

void TestTextReport::endsWithASummary()
{
    const QStringList lines = linesOf(sampleReport());
    QCOMPARE(lines.at(lines.size() - 3),
             u"  1 reversible, 1 loses data, 1 differs, 1 reorders, 1 down fails, 1 no down, "
             "2 empty down, 1 redo fails, 1 redo differs, 1 not run"_s);
    QCOMPARE(lines.at(lines.size() - 2),
             u"  3 of 11 rollbacks bring everything back  310 ms, 120 ms of it SQL"_s);
    QCOMPARE(lines.last(), QString());
}

void TestTextReport::saysNothingMoreOfReversibleOnes()
{
    QCOMPARE(lineWith(linesOf(sampleReport()), u"0001 customers"_s), QString());
    QVERIFY(!lineWith(linesOf(sampleReport()), u"0004 suppliers: reorders"_s).isEmpty());
}

void TestTextReport::leavesDetailsOut()
{
    TextOptions options;
    options.details = false;
    const QStringList lines = linesOf(sampleReport(), options);
    QVERIFY(lineWith(lines, u"cannot drop"_s).isEmpty());
    QVERIFY(!lineWith(lines, u"0005  coupons"_s).isEmpty());
}

void TestTextReport::coloursOnlyWhenAsked()
{
    QVERIFY(!writeText(sampleReport()).contains('\x1b'));
    TextOptions options;
    options.colour = true;
    const QByteArray coloured = writeText(sampleReport(), options);
    QVERIFY(coloured.contains("\x1b[31m"));
    QCOMPARE(coloured.count("\x1b[") % 2, 0);
}

void TestTextReport::fitsTheTerminal()
{
    RehearsalReport report = sampleReport();
    report.migrations[0].name = QString(300, u'n');
    report.migrations[3].reason = QString(u"word "_s).repeated(100);
    TextOptions options;
    options.width = 80;
    const QStringList lines = linesOf(report, options);
    for (int i = 2; i < 13; ++i)
        QVERIFY2(lines.at(i).size() <= 80, qPrintable(lines.at(i)));
    for (const QString &line : lines) {
        if (line.contains(u"word word"_s))
            QVERIFY2(line.size() <= 80, qPrintable(line));
    }
}

void TestTextReport::letsNoControlCharacterThrough()
{
    RehearsalReport report = sampleReport();
    report.migrations[4].name = u"\x1b[2J\x07name"_s;
    report.migrations[4].reason = u"\x1b]0;title\x07"_s;
    report.migrations[4].down.error->hint = u"\x1b[31m"_s;
    report.migrations[1].lost[0].samples[0].before[1] = u"\x1b[2J"_s;
    QVERIFY(!writeText(report).contains('\x1b'));
    QVERIFY(!writeText(report).contains('\x07'));
}

void TestTextReport::cutsHugeValues()
{
    RehearsalReport report = sampleReport();
    report.migrations[1].lost[0].samples[0].before[1] = QString(5'000'000, u'x');
    report.migrations[2].schemaDiff.differences[1].after = QString(5'000'000, u'y');
    for (const QString &line : linesOf(report))
        QVERIFY(line.size() < 500);
}

void TestTextReport::listsGroupsBelow()
{
    RehearsalReport report = sampleReport();
    report.groups.push_back(report.migrations.front());
    report.groups.front().version = u"20200202000000"_s;
    report.groups.front().name = u"split (3 steps as one)"_s;
    const QString text = QString::fromUtf8(writeText(report, {}));
    const qsizetype head = text.indexOf(u"Steps of one change, rolled back as one:"_s);
    QVERIFY(head > 0);
    QVERIFY(text.indexOf(u"split (3 steps as one)"_s) > head);
    QVERIFY(!QString::fromUtf8(writeText(sampleReport(), {})).contains(u"Steps of one"_s));
}

QTEST_GUILESS_MAIN(TestTextReport)
#include "tst_textreport.moc"
