// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/verdict.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

using State = StepEvidence::State;

MigrationReport goodReport()
{
    MigrationReport report;
    report.id = u"0001_a"_s;
    report.up.state = State::Ok;
    report.down.state = State::Ok;
    report.redo.state = State::Ok;
    report.schema = SchemaOutcome::Equal;
    report.dataEqual = true;
    report.redoSchema = SchemaOutcome::Equal;
    return report;
}

void failStep(StepEvidence &step)
{
    step.state = State::Failed;
    step.error = Error{ErrorKind::Sql, u"it broke"_s, {}, {}, u"42P01"_s, {u"a.sql"_s, 3, 7}, -1};
}

Difference missingIndex()
{
    Difference difference;
    difference.kind = u"index"_s;
    difference.object = u"public.i"_s;
    difference.change = Difference::Change::Missing;
    return difference;
}

TableDataDifference twoLost()
{
    TableDataDifference difference;
    difference.table = u"public.t"_s;
    difference.rowsBefore = 3;
    difference.rowsAfter = 1;
    difference.rowsLost = 2;
    return difference;
}

} // namespace

/// From evidence to verdict; where several fit, which one wins.
class TestVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void namesThePlaceOfAnError();
    void listsAtMostThree();
};

void TestVerdict::judges_data()
{
    QTest::addColumn<MigrationReport>("report");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QString>("inReason");

    MigrationReport report = goodReport();
    QTest::newRow("reversible") << report << Verdict::Reversible << u"come back"_s;

    report.redoSchema = SchemaOutcome::Volatile;
    QTest::newRow("volatile") << report << Verdict::Reversible << u"embeds the time"_s;

    report = goodReport();
    report.up.state = State::None;
    QTest::newRow("not run") << report << Verdict::NotRun << QString();

    failStep(report.up);
    QTest::newRow("up fails, whatever else") << report << Verdict::UpFails << u"it broke"_s;

    report = goodReport();
    report.down.state = State::None;
    QTest::newRow("no down") << report << Verdict::NoDown << u"no down script"_s;

    report = goodReport();
    report.down.state = State::Empty;
    QTest::newRow("empty down, nothing to undo")
        << report << Verdict::EmptyDown << u"nothing to undo"_s;

    report.schema = SchemaOutcome::Different;
    report.schemaDiff.differences.push_back(missingIndex());
    failStep(report.redo);
    QTest::newRow("empty down that leaves schema")
        << report << Verdict::EmptyDown << u"leaves behind"_s;

    report = goodReport();
    failStep(report.down);
    QTest::newRow("down fails") << report << Verdict::DownFails << u"a.sql:3:7"_s;

    report = goodReport();
    report.schema = SchemaOutcome::Different;
    report.schemaDiff.differences.push_back(missingIndex());
    QTest::newRow("differs") << report << Verdict::Differs << u"index public.i is missing"_s;

    report.dataEqual = false;
    report.lost.push_back(twoLost());
    failStep(report.redo);
    QTest::newRow("differs before data and redo") << report << Verdict::Differs << u"2 rows lost"_s;

    report = goodReport();
    report.dataEqual = false;
    report.lost.push_back(twoLost());
    QTest::newRow("loses data") << report << Verdict::LosesData << u"public.t: 2 rows lost"_s;

    failStep(report.redo);
    QTest::newRow("loses data before redo") << report << Verdict::LosesData << u"2 rows lost"_s;

    report = goodReport();
    failStep(report.redo);
    QTest::newRow("redo fails") << report << Verdict::RedoFails << u"it broke"_s;

    report = goodReport();
    report.redoSchema = SchemaOutcome::Different;
    report.redoDiff.differences.push_back(missingIndex());
    QTest::newRow("redo differs") << report << Verdict::RedoDiffers
                                  << u"another schema than the first"_s;

    report = goodReport();
    report.schema = SchemaOutcome::Reordered;
    QTest::newRow("reorders") << report << Verdict::Reorders << u"order of columns"_s;

    report = goodReport();
    report.redoSchema = SchemaOutcome::Reordered;
    QTest::newRow("redo reorders") << report << Verdict::Reorders << u"order of columns"_s;
}

void TestVerdict::judges()
{
    QFETCH(MigrationReport, report);
    QFETCH(Verdict, verdict);
    QFETCH(QString, inReason);
    judge(report);
    QCOMPARE(verdictName(report.verdict), verdictName(verdict));
    QVERIFY2(report.reason.contains(inReason), qPrintable(report.reason));
}

void TestVerdict::namesThePlaceOfAnError()
{
    MigrationReport report = goodReport();
    failStep(report.redo);
    judge(report);
    QVERIFY(report.reason.contains(u"a.sql:3:7: it broke"_s));
}

void TestVerdict::listsAtMostThree()
{
    MigrationReport report = goodReport();
    report.schema = SchemaOutcome::Different;
    report.schemaDiff.differences.assign(7, missingIndex());
    judge(report);
    QVERIFY2(report.reason.contains(u"and 4 more"_s), qPrintable(report.reason));
}

QTEST_GUILESS_MAIN(TestVerdict)
#include "testverdict.moc"
