// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "timeline/runplanmodel.h"
#include "timeline/stateshapes.h"
#include "timeline/timelinemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

QString versionOf(int number)
{
    return u"%1"_s.arg(number, 4, 10, QLatin1Char('0'));
}

std::shared_ptr<const MigrationFiles> filesWith(const QList<int> &numbers)
{
    auto files = std::make_shared<MigrationFiles>();
    files->convention = findConvention(u"dbmate"_s);
    for (const int number : numbers) {
        Migration migration;
        migration.version = versionOf(number);
        migration.name = u"m%1"_s.arg(number);
        migration.id = migration.version + u"_m"_s;
        migration.down = std::vector<Script>();
        files->set.migrations.push_back(migration);
        files->facts.push_back({true, 0, Finding::Severity::Note, "create table weird"});
    }
    return files;
}

TimelineColumn columnWith(const QString &name, const QList<int> &applied)
{
    TimelineColumn column;
    column.environment.name = name;
    column.state = TimelineColumn::State::Ready;
    EnvironmentReading reading;
    reading.history.exists = true;
    for (const int number : applied) {
        AppliedMigration row;
        row.version = versionOf(number);
        reading.history.applied.push_back(row);
    }
    column.reading = std::make_shared<const EnvironmentReading>(reading);
    return column;
}

struct Shown
{
    std::shared_ptr<const TimelineSnapshot> snapshot;
    std::shared_ptr<const std::vector<int>> rows;
    TimelineView view;
};

Shown shown(const QList<int> &numbers, std::vector<TimelineColumn> columns,
            const TimelineView &view = {}, const LastVerdicts &verdicts = {})
{
    Shown made;
    made.snapshot =
        joinTimeline(nullptr, filesWith(numbers), nullptr, verdicts, std::move(columns));
    made.rows = std::make_shared<const std::vector<int>>(shownRows(*made.snapshot, view));
    made.view = view;
    return made;
}

void give(TimelineModel &model, const Shown &shown)
{
    model.set(shown.snapshot, shown.rows, shown.view);
}

/// What a person sees, as text: id, chips and states of each row.
QStringList linesOf(const TimelineModel &model)
{
    static const char letters[] = "APOCMFBS";
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QString line = model.index(row, TimelineModel::VersionColumn).data().toString();
        for (int column = TimelineModel::FirstEnvironment; column < model.columnCount(); ++column) {
            const int state = model.index(row, column).data(TimelineModel::StateRole).toInt();
            line += u' ';
            line += state < 0 ? u'?' : QChar(QLatin1Char(letters[state]));
        }
        lines += line;
    }
    return lines;
}

int tideOf(const TimelineModel &model, int environment)
{
    return model
        .headerData(TimelineModel::FirstEnvironment + environment, Qt::Horizontal,
                    TimelineModel::TideRole)
        .toInt();
}

} // namespace

class TimelineModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void emptyAndReset();
    void statesAndTide();
    void missingRowsOfSeveralEnvironments();
    void keepsWhatIsSelected();
    void filterAndOrders();
    void chips();
    void heads();
    void tidePaths();
    void planModel();
};

void TimelineModelTest::emptyAndReset()
{
    TimelineModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    give(model, shown({1, 2}, {columnWith(u"a"_s, {1})}));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.columnCount(), 4);
    give(model, shown({1, 2}, {columnWith(u"a"_s, {1}), columnWith(u"b"_s, {})}));
    QCOMPARE(model.columnCount(), 5);
    model.set(nullptr, nullptr, {});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 3);
    give(model, shown({}, {}));
    QCOMPARE(model.rowCount(), 0);
}

void TimelineModelTest::statesAndTide()
{
    TimelineModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    TimelineColumn unknown;
    unknown.environment.name = u"dark"_s;
    give(model,
         shown({1, 2, 3, 4}, {columnWith(u"full"_s, {1, 2, 3, 4}), columnWith(u"gap"_s, {1, 3}),
                              columnWith(u"none"_s, {}), unknown}));
    QCOMPARE(linesOf(model), (QStringList{u"0004 A P P ?"_s, u"0003 A A P ?"_s, u"0002 A O P ?"_s,
                                          u"0001 A A P ?"_s}));
    QCOMPARE(tideOf(model, 0), 0);
    QCOMPARE(tideOf(model, 1), 1); // the newest applied decides, whatever lacks below
    QCOMPARE(tideOf(model, 2), 4);
    QCOMPARE(tideOf(model, 3), -1);
    const auto line = [&](int row, int column, int role) {
        return model.index(row, TimelineModel::FirstEnvironment + column).data(role).toBool();
    };
    QVERIFY(!line(0, 0, TimelineModel::LineAboveRole));
    QVERIFY(line(0, 0, TimelineModel::LineBelowRole));
    QVERIFY(!line(1, 1, TimelineModel::LineBelowRole));

    TimelineView oldestFirst;
    oldestFirst.reversed = true;
    give(model,
         shown({1, 2, 3, 4}, {columnWith(u"full"_s, {1, 2, 3, 4}), columnWith(u"gap"_s, {1, 3})},
               oldestFirst));
    QCOMPARE(tideOf(model, 0), 4);
    QCOMPARE(tideOf(model, 1), 3);
}

void TimelineModelTest::missingRowsOfSeveralEnvironments()
{
    TimelineModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    give(model, shown({1, 3}, {columnWith(u"a"_s, {1, 2, 3}), columnWith(u"b"_s, {1, 2}),
                               columnWith(u"c"_s, {1, 3, 9})}));
    // One row for version 2, whoever has it.
    QCOMPARE(linesOf(model),
             (QStringList{u"0009 ? ? M"_s, u"0003 A P A"_s, u"0002 M M ?"_s, u"0001 A A A"_s}));
    QVERIFY(model.index(2, 0).data(TimelineModel::PlaceholderRole).toBool());
}

void TimelineModelTest::keepsWhatIsSelected()
{
    TimelineModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    give(model, shown({1, 2, 3}, {columnWith(u"a"_s, {1})}));
    const QPersistentModelIndex two = model.index(1, 0);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    give(model, shown({1, 2, 3}, {columnWith(u"a"_s, {1, 2})}));
    give(model, shown({1, 2, 3, 4, 5}, {columnWith(u"a"_s, {1, 2})}));
    QCOMPARE(two.row(), 3);
    give(model, shown({2, 3, 4, 5}, {columnWith(u"a"_s, {})}));
    QCOMPARE(two.row(), 3);
    QCOMPARE(two.data().toString(), u"0002"_s);
    QCOMPARE(reset.count(), 0);
    give(model, shown({1, 3, 5}, {columnWith(u"a"_s, {})}));
    QCOMPARE(reset.count(), 1);
}

void TimelineModelTest::filterAndOrders()
{
    TimelineModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    const auto with = [](const QString &filter, TimelineView::Order order,
                         const QString &environment = {}) {
        TimelineView view;
        view.filter = filter;
        view.order = order;
        view.environment = environment;
        return shown({1, 2, 3, 10}, {columnWith(u"a"_s, {1, 3}), columnWith(u"b"_s, {1})}, view);
    };
    using Order = TimelineView::Order;
    give(model, with(u"out of order"_s, Order::Version));
    QCOMPARE(linesOf(model), QStringList{u"0002 O P"_s});
    give(model, with(u"a:pending"_s, Order::Version));
    QCOMPARE(linesOf(model), QStringList{u"0010 P P"_s});
    give(model, with(u"TEXT:Weird name:m3"_s, Order::Version));
    QCOMPARE(linesOf(model), QStringList{u"0003 A P"_s});
    give(model, with(u"x:y"_s, Order::Version));
    QCOMPARE(model.rowCount(), 0);
    give(model, with({}, Order::Name));
    QCOMPARE(linesOf(model).constLast(), u"0010 P P"_s); // m10 comes after m3
    QCOMPARE(tideOf(model, 0), -1);
    give(model, with({}, Order::State, u"a"_s));
    QCOMPARE(linesOf(model),
             (QStringList{u"0002 O P"_s, u"0010 P P"_s, u"0003 A P"_s, u"0001 A A"_s}));
}

void TimelineModelTest::chips()
{
    TimelineEntry entry;
    entry.index = 0;
    entry.noDown = true;
    entry.findings = 2;
    entry.worst = Finding::Severity::Note;
    LastVerdict verdict;
    verdict.verdict = Verdict::UpFails;
    verdict.label = u"up fails"_s;
    verdict.tone = Tone::Bad;
    entry.verdict = verdict;
    const auto words = [&] {
        QStringList texts;
        for (const Chip &chip : chipsOf(entry))
            texts += chip.text;
        return texts;
    };
    QCOMPARE(words(), (QStringList{u"up fails"_s, u"no down"_s, u"2 findings"_s}));
    entry.verdict->verdict = Verdict::NoDown;
    entry.verdict->label = u"no down"_s;
    QCOMPARE(words(), (QStringList{u"no down"_s, u"2 findings"_s}));
    entry = {};
    QCOMPARE(words(), QStringList{u"no file"_s});
}

void TimelineModelTest::heads()
{
    TimelineModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    TimelineColumn lost = columnWith(u"lost"_s, {1});
    lost.state = TimelineColumn::State::Unreachable;
    Error error;
    error.summary = u"connection refused"_s;
    error.detail = u"is the server running?"_s;
    lost.error = error;
    TimelineColumn reading;
    reading.environment.name = u"new"_s;
    give(model,
         shown({1, 2}, {columnWith(u"a"_s, {1, 2}), columnWith(u"b"_s, {1}), lost, reading}));
    const auto head = [&](int environment, int role) {
        return model.headerData(TimelineModel::FirstEnvironment + environment, Qt::Horizontal, role)
            .toString();
    };
    QCOMPARE(head(0, TimelineModel::SubtitleRole), u"up to date"_s);
    QCOMPARE(head(1, TimelineModel::SubtitleRole), u"1 behind"_s);
    QCOMPARE(head(2, TimelineModel::SubtitleRole), u"cannot be reached"_s);
    QCOMPARE(head(3, TimelineModel::SubtitleRole), u"reading…"_s);
    QVERIFY(head(2, Qt::ToolTipRole).contains(u"connection refused\nis the server running?"_s));
    QCOMPARE(tideOf(model, 2), 1); // what was known is still drawn
}

void TimelineModelTest::tidePaths()
{
    QVERIFY(tidePath({}, 6).isEmpty());
    QVERIFY(tidePath({{0, 10, {}}}, 6).isEmpty());
    const QPainterPath stairs = tidePath({{0, 100, 0}, {100, 200, 80}, {200, 300, 80}}, 6);
    QCOMPARE(stairs.elementAt(0).x, 0.0);
    QCOMPARE(stairs.currentPosition(), QPointF(300, 80));
    QCOMPARE(stairs.boundingRect(), QRectF(0, 0, 300, 80));
    // The curve stays inside of its corner, and a step lower than two radii does not cross itself.
    QVERIFY(!stairs.contains(QPointF(99.9, 0.1)));
    QCOMPARE(tidePath({{0, 100, 0}, {100, 200, 4}}, 6).boundingRect(), QRectF(0, 0, 200, 4));
    // A gap begins a new line.
    const QPainterPath gap = tidePath({{0, 10, 5}, {10, 20, {}}, {20, 30, 7}}, 6);
    int begins = 0;
    for (int i = 0; i < gap.elementCount(); ++i)
        begins += gap.elementAt(i).type == QPainterPath::MoveToElement;
    QCOMPARE(begins, 2);
}

void TimelineModelTest::planModel()
{
    RunPlanModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    auto plan = std::make_shared<RunPlan>();
    RunPlanStep step;
    step.id = step.name = u"0001_m"_s;
    step.statements = QStringList{u"CREATE TABLE a"_s, u"CREATE TABLE b"_s};
    plan->steps.push_back(step);
    step.hazards = QStringList{u"never rehearsed"_s};
    plan->steps.push_back(step);
    model.setPlan(plan);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0).data(RunPlanModel::NoteRole).toString(),
             u"CREATE TABLE a and 1 more"_s);
    QCOMPARE(model.index(1).data(RunPlanModel::NoteRole).toString(), u"never rehearsed"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    std::vector<RunController::StepProgress> progress(2);
    progress[1] = {RunController::StepProgress::State::Done, 2, 38};
    model.setProgress(progress);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 1);
    QCOMPARE(model.index(1).data(RunPlanModel::TimeRole).toString(), u"38 ms"_s);
    model.setPlan(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TimelineModelTest)
#include "tst_timelinemodel.moc"
