// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/reportwriters.h"
#include "rehearsal/reports/wording.h"
#include "reportsamples.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class TestReportWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEveryVerdict();
    void judgesEmptyDowns();
    void givesEveryVerdictATone();
    void countsInWords();
    void writesDurations_data();
    void writesDurations();
    void summarizesRows_data();
    void summarizesRows();
    void makesTextPrintable();
    void cutsLines();
    void findsWriters_data();
    void findsWriters();
};

void TestReportWording::namesEveryVerdict()
{
    QSet<QString> names;
    for (int i = 0; i <= static_cast<int>(Verdict::NotRun); ++i) {
        const auto verdict = static_cast<Verdict>(i);
        names.insert(verdictName(verdict));
        QVERIFY(!verdictName(verdict).isEmpty());
        QVERIFY(!verdictLabel(verdict).contains(u'-'));
        QVERIFY(verdictMeaning(verdict).endsWith(u'.'));
    }
    QCOMPARE(names.size(), static_cast<int>(Verdict::NotRun) + 1);
    QVERIFY(names.contains(u"loses-data"_s));
}

void TestReportWording::judgesEmptyDowns()
{
    MigrationReport migration;
    migration.verdict = Verdict::EmptyDown;
    QVERIFY(!isGood(migration));
    migration.schema = SchemaOutcome::Equal;
    QVERIFY(isGood(migration));
    migration.dataEqual = false;
    QVERIFY(!isGood(migration));
    migration.dataEqual = true;
    migration.schema = SchemaOutcome::Different;
    QVERIFY(!isGood(migration));
}

void TestReportWording::givesEveryVerdictATone()
{
    const RehearsalReport report = sampleReport();
    const Tone expected[] = {Tone::Good, Tone::Caution, Tone::Caution, Tone::Neutral,
                             Tone::Bad,  Tone::Caution, Tone::Caution, Tone::Neutral,
                             Tone::Bad,  Tone::Caution, Tone::Neutral};
    for (size_t i = 0; i < std::size(expected); ++i)
        QCOMPARE(toneOf(report.migrations[i]), expected[i]);
}

void TestReportWording::countsInWords()
{
    QCOMPARE(countOf(0, u"row"_s, u"rows"_s), u"0 rows"_s);
    QCOMPARE(countOf(1, u"row"_s, u"rows"_s), u"1 row"_s);
    QCOMPARE(countOf(1204, u"row"_s, u"rows"_s), u"1,204 rows"_s);
    RehearsalReport report;
    report.migrations.resize(3);
    report.migrations[0].verdict = Verdict::LosesData;
    report.migrations[1].verdict = Verdict::Reversible;
    report.migrations[2].verdict = Verdict::Reversible;
    QCOMPARE(verdictSummary(report), u"2 reversible, 1 loses data"_s);
}

void TestReportWording::writesDurations_data()
{
    QTest::addColumn<double>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << 0.0 << u"0.0 ms"_s;
    QTest::newRow("small") << 0.44 << u"0.4 ms"_s;
    QTest::newRow("middle") << 38.2 << u"38 ms"_s;
    QTest::newRow("seconds") << 2140.0 << u"2.1 s"_s;
    QTest::newRow("minutes") << 185'900.0 << u"3 min 5 s"_s;
}

void TestReportWording::writesDurations()
{
    QFETCH(double, ms);
    QTEST(durationText(ms), "text");
}

void TestReportWording::summarizesRows_data()
{
    QTest::addColumn<TableDataDifference>("difference");
    QTest::addColumn<QString>("lost");
    QTest::addColumn<QString>("moved");
    TableDataDifference all;
    all.rowsLost = 3;
    all.rowsChanged = 1;
    all.rowsExtra = 2000;
    all.changedColumns = {u"a"_s, u"b"_s};
    QTest::newRow("all") << all << u"3 rows lost, 1 row changed (a, b), 2,000 rows too many"_s
                         << u"3 rows removed, 1 row changed (a, b), 2,000 rows added"_s;
    TableDataDifference unknown;
    unknown.rowsLost = unknown.rowsExtra = unknown.rowsChanged = -1;
    QTest::newRow("unknown") << unknown << u"contents differ"_s << u"contents differ"_s;
    unknown.rowsBefore = 10;
    unknown.rowsAfter = 7;
    QTest::newRow("only counts") << unknown << u"10 rows before, 7 rows after"_s
                                 << u"10 rows before, 7 rows after"_s;
}

void TestReportWording::summarizesRows()
{
    QFETCH(TableDataDifference, difference);
    QTEST(dataSummary(difference), "lost");
    QTEST(movementSummary(difference), "moved");
}

void TestReportWording::makesTextPrintable()
{
    const QString pair = u"\U0001F34E"_s;
    QCOMPARE(printable(u"tab\tline\n "_s + pair), u"tab\tline\n "_s + pair);
    QCOMPARE(printable(u"a\x1b[2J\x7f"_s), u"a\uFFFD[2J\uFFFD"_s);
    QCOMPARE(printable(QString(QChar(0xd83c)) + u'x'), u"\uFFFDx"_s);
    QCOMPARE(printable(QString(QChar(0))), u"\uFFFD"_s);
}

void TestReportWording::cutsLines()
{
    QCOMPARE(oneLine(u"  two\n  words "_s), u"two words"_s);
    QCOMPARE(oneLine(u"0123456789"_s, 10), u"0123456789"_s);
    QCOMPARE(oneLine(u"0123456789a"_s, 10), u"012345678…"_s);
    QCOMPARE(oneLine(u"12345678\U0001F34E\U0001F34E"_s, 10), u"12345678…"_s);
    QCOMPARE(oneLine(QString(10'000'000, u'x'), 5), u"xxxx…"_s);
}

void TestReportWording::findsWriters_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("suffix");
    QTest::newRow("html") << u"out/report.html"_s << u"html"_s;
    QTest::newRow("htm") << u"REPORT.HTM"_s << u"html"_s;
    QTest::newRow("json") << u"a.b.json"_s << u"json"_s;
    QTest::newRow("xml") << u"junit.xml"_s << u"xml"_s;
    QTest::newRow("txt") << u"r.txt"_s << u"txt"_s;
    QTest::newRow("pdf") << u"r.pdf"_s << QString();
    QTest::newRow("none") << u"report"_s << QString();
}

void TestReportWording::findsWriters()
{
    QFETCH(QString, file);
    const ReportWriter *writer = reportWriterFor(file);
    QTEST(writer ? writer->suffix : QString(), "suffix");
    if (writer)
        QVERIFY(!writer->write(sampleReport()).isEmpty());
}

QTEST_GUILESS_MAIN(TestReportWording)
#include "tst_reportwording.moc"
