// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "workbench/runwords.h"
#include "workbench/timelinewords.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

const QDateTime now(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);

std::shared_ptr<const TimelineSnapshot> snapshotWith(std::vector<TimelineColumn> columns)
{
    auto files = std::make_shared<MigrationFiles>();
    files->convention = findConvention(u"goose"_s);
    Migration migration;
    migration.version = u"7"_s;
    migration.name = migration.id = u"Weird \"Name\"; --"_s;
    files->set.migrations.push_back(migration);
    files->facts.emplace_back();
    return joinTimeline(nullptr, files, nullptr, {}, std::move(columns));
}

TimelineColumn column(const QString &name, bool applied)
{
    TimelineColumn made;
    made.environment.name = name;
    made.state = TimelineColumn::State::Ready;
    EnvironmentReading reading;
    if (applied) {
        AppliedMigration row;
        row.version = u"7"_s;
        row.appliedAt = now.addDays(-2);
        row.durationMs = 38;
        reading.history.applied.push_back(row);
    }
    made.reading = std::make_shared<const EnvironmentReading>(reading);
    return made;
}

StepReport step(const QString &id, StepOutcome outcome)
{
    StepReport report;
    report.step.migration.id = id;
    report.outcome = std::move(outcome);
    return report;
}

} // namespace

class TimelineWordsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ago_data();
    void ago();
    void place();
    void runs();
};

void TimelineWordsTest::ago_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("future") << qint64(-5) << u"just now"_s;
    QTest::newRow("now") << qint64(59) << u"just now"_s;
    QTest::newRow("minute") << qint64(61) << u"a minute ago"_s;
    QTest::newRow("minutes") << qint64(3599) << u"59 minutes ago"_s;
    QTest::newRow("two days") << qint64(2 * 86400) << u"2 days ago"_s;
    QTest::newRow("long") << qint64(100 * 86400) << u"on 14 Aug 2026"_s;
}

void TimelineWordsTest::ago()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, text);
    QCOMPARE(agoText(now.addSecs(-seconds), now), text);
}

void TimelineWordsTest::place()
{
    const auto snapshot = snapshotWith(
        {column(u"local"_s, true), column(u"staging"_s, false), column(u"live"_s, false)});
    QCOMPARE(placeSentence(*snapshot, 0, u"local"_s, now),
             u"7 · applied on local 2 days ago in 38 ms · pending on staging and live"_s);
    QCOMPARE(placeSentence(*snapshot, 0, u"staging"_s, now), u"7 · pending on staging and live"_s);
    std::vector<TimelineColumn> many;
    for (int i = 0; i < 8; ++i)
        many.push_back(column(u"e%1"_s.arg(i), false));
    QCOMPARE(placeSentence(*snapshotWith(many), 0, u"e0"_s, now),
             u"7 · pending on e0, e1, e2 and 5 more"_s);
}

void TimelineWordsTest::runs()
{
    RunReport report;
    report.ms = 1200;
    report.steps = {step(u"a"_s, StepDone{}), step(u"b"_s, StepDoneByOther{})};
    RunWords words = wordsOf(report, true, u"local"_s);
    QCOMPARE(words.headline, u"1 migration applied to local in 1.2 s"_s);
    QCOMPARE(words.sentences, QStringList{u"Somebody else did 1 of them meanwhile."_s});
    QCOMPARE(words.tone, Tone::Good);

    Error error;
    error.summary = u"gone"_s;
    report.steps = {step(u"a"_s, StepDone{}), step(u"b"_s, StepFailed{error, Aftermath::Unknown}),
                    step(u"c"_s, StepNotStarted{}), step(u"d"_s, StepNotStarted{})};
    words = wordsOf(report, false, u"local"_s);
    QCOMPARE(words.headline, u"b could not be rolled back"_s);
    QCOMPARE(words.sentences.at(1), u"1 migration before it was rolled back and stays so."_s);
    QCOMPARE(words.sentences.at(2), u"2 migrations did not begin."_s);
    QVERIFY(words.sentences.at(0).startsWith(u"The connection went away while b was committed"));

    report.error = error;
    words = wordsOf(report, true, u"local"_s);
    QCOMPARE(words.headline, u"The run could not begin"_s);
    QCOMPARE(words.sentences, QStringList{u"Nothing was changed in local."_s});
    report.error->kind = ErrorKind::Cancelled;
    QCOMPARE(wordsOf(report, true, u"local"_s).tone, Tone::Caution);
}

QTEST_GUILESS_MAIN(TimelineWordsTest)
#include "tst_timelinewords.moc"
