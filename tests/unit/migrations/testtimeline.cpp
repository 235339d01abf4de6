// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/timeline.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// The timeline as text: one "version state" per row, '*' for what going up would run.
class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyHistory();
    void partlyApplied();
    void outOfOrder();
    void changed();
    void missingStandsWhereTheHistoryNamesIt();
    void failed();
    void watermark();
    void watermarkDirty();
    void watermarkThatHasNoFile();
    void watermarkBeforeTheFirst();
    void duplicatesShareTheirState();
    void repeatables();
    void baselineOnAnEmptyDatabase();
    void baselineBehindAHistory();
    void baselineInTheHistory();
    void irreversible();
    void fileHistoryTellsOfChanges();
    void nothingAtAll();
};

namespace {

Migration migration(const QString &version, const QString &checksum = {})
{
    Migration result;
    result.version = version;
    result.id = version;
    result.file = version + u".sql"_s;
    result.checksum = checksum;
    result.down.emplace();
    return result;
}

MigrationSet setOf(const QStringList &versions)
{
    MigrationSet set;
    set.convention = u"plain"_s;
    for (const QString &version : versions)
        set.migrations.push_back(migration(version));
    return set;
}

AppliedMigration applied(const QString &version, const QString &checksum = {},
                         bool hasFailed = false)
{
    AppliedMigration row;
    row.version = version;
    row.checksum = checksum;
    row.failed = hasFailed;
    return row;
}

History historyOf(const QStringList &versions)
{
    History history;
    history.exists = true;
    for (const QString &version : versions)
        history.applied.push_back(applied(version));
    return history;
}

History watermarkOf(const QString &version, bool dirty = false)
{
    History history;
    history.exists = true;
    history.watermarkOnly = true;
    history.applied.push_back(applied(version, {}, dirty));
    return history;
}

QStringList textOf(const Timeline &timeline)
{
    QStringList lines;
    for (const TimelineRow &row : timeline.rows)
        lines.append((row.version.isEmpty() ? row.name : row.version) + u' ' + describe(row.state) +
                     (row.runsNext ? u"*"_s : QString()));
    return lines;
}

} // namespace

void TestTimeline::emptyHistory()
{
    const Timeline timeline = makeTimeline(setOf({u"1"_s, u"2"_s}), {}, true);
    QVERIFY(!timeline.historyExists);
    QCOMPARE(textOf(timeline), (QStringList{u"1 pending*"_s, u"2 pending*"_s}));
    QCOMPARE(timeline.newestApplied(), nullptr);
    QCOMPARE(timeline.count(MigrationState::Pending), 2);
}

void TestTimeline::partlyApplied()
{
    const Timeline timeline =
        makeTimeline(setOf({u"1"_s, u"2"_s, u"3"_s}), historyOf({u"1"_s, u"2"_s}), false);
    QCOMPARE(textOf(timeline), (QStringList{u"1 applied"_s, u"2 applied"_s, u"3 pending*"_s}));
    QCOMPARE(timeline.newestApplied()->version, u"2"_s);
    QCOMPARE(timeline.rows.at(1).applied->version, u"2"_s);
}

void TestTimeline::outOfOrder()
{
    const MigrationSet set = setOf({u"1"_s, u"2"_s, u"3"_s, u"4"_s});
    const History history = historyOf({u"1"_s, u"3"_s});
    QCOMPARE(textOf(makeTimeline(set, history, true)),
             (QStringList{u"1 applied"_s, u"2 out of order*"_s, u"3 applied"_s, u"4 pending*"_s}));
    QCOMPARE(textOf(makeTimeline(set, history, false)),
             (QStringList{u"1 applied"_s, u"2 out of order"_s, u"3 applied"_s, u"4 pending*"_s}));
}

void TestTimeline::changed()
{
    MigrationSet set;
    set.migrations = {migration(u"1"_s, u"aa"_s), migration(u"2"_s, u"bb"_s),
                      migration(u"3"_s, u"cc"_s), migration(u"4"_s, u"dd"_s)};
    set.migrations[2].acceptedChecksums = {u"c2"_s};
    History history;
    history.applied = {applied(u"1"_s, u"aa"_s), applied(u"2"_s, u"b0"_s), applied(u"3"_s, u"c2"_s),
                       applied(u"4"_s)};
    QCOMPARE(textOf(makeTimeline(set, history, false)),
             (QStringList{u"1 applied"_s, u"2 changed since applied"_s, u"3 applied"_s,
                          u"4 applied"_s}));
}

void TestTimeline::missingStandsWhereTheHistoryNamesIt()
{
    const Timeline timeline = makeTimeline(
        setOf({u"1"_s, u"3"_s, u"5"_s}), historyOf({u"0"_s, u"1"_s, u"2"_s, u"3"_s, u"4"_s}), true);
    QCOMPARE(textOf(timeline),
             (QStringList{u"0 missing on disk"_s, u"1 applied"_s, u"2 missing on disk"_s,
                          u"3 applied"_s, u"4 missing on disk"_s, u"5 pending*"_s}));
    QCOMPARE(timeline.rows.at(2).index, -1);
    QCOMPARE(timeline.rows.at(3).index, 1);
}

void TestTimeline::failed()
{
    History history = historyOf({u"1"_s});
    history.applied.push_back(applied(u"2"_s, {}, true));
    history.applied.push_back(applied(u"9"_s, {}, true));
    QCOMPARE(textOf(makeTimeline(setOf({u"1"_s, u"2"_s, u"3"_s}), history, false)),
             (QStringList{u"1 applied"_s, u"2 failed"_s, u"9 failed"_s, u"3 pending*"_s}));
}

void TestTimeline::watermark()
{
    QCOMPARE(textOf(makeTimeline(setOf({u"9"_s, u"10"_s, u"11"_s}), watermarkOf(u"10"_s), false)),
             (QStringList{u"9 applied"_s, u"10 applied"_s, u"11 pending*"_s}));
    History empty;
    empty.exists = true;
    empty.watermarkOnly = true;
    QCOMPARE(textOf(makeTimeline(setOf({u"9"_s}), empty, false)), QStringList{u"9 pending*"_s});
}

void TestTimeline::watermarkDirty()
{
    QCOMPARE(
        textOf(makeTimeline(setOf({u"1"_s, u"2"_s, u"3"_s}), watermarkOf(u"2"_s, true), false)),
        (QStringList{u"1 applied"_s, u"2 failed"_s, u"3 pending*"_s}));
}

void TestTimeline::watermarkThatHasNoFile()
{
    QCOMPARE(
        textOf(makeTimeline(setOf({u"9"_s, u"10"_s, u"100"_s}), watermarkOf(u"11"_s), false)),
        (QStringList{u"9 applied"_s, u"10 applied"_s, u"11 missing on disk"_s, u"100 pending*"_s}));
}

void TestTimeline::watermarkBeforeTheFirst()
{
    const Timeline timeline =
        makeTimeline(setOf({u"1"_s, u"2"_s}), watermarkOf(u"-1"_s, true), false);
    QCOMPARE(textOf(timeline), (QStringList{u"1 failed"_s, u"2 pending*"_s}));
}

void TestTimeline::duplicatesShareTheirState()
{
    QCOMPARE(textOf(makeTimeline(setOf({u"1"_s, u"2"_s, u"2"_s, u"3"_s}),
                                 historyOf({u"1"_s, u"2"_s}), true)),
             (QStringList{u"1 applied"_s, u"2 applied"_s, u"2 applied"_s, u"3 pending*"_s}));
    QCOMPARE(
        textOf(makeTimeline(setOf({u"1"_s, u"2"_s, u"2"_s, u"3"_s}), watermarkOf(u"2"_s), false)),
        (QStringList{u"1 applied"_s, u"2 applied"_s, u"2 applied"_s, u"3 pending*"_s}));
}

void TestTimeline::repeatables()
{
    MigrationSet set = setOf({u"1"_s, u"2"_s});
    for (const char *name : {"same", "edited", "new"}) {
        Migration repeatable = migration({}, u"now"_s);
        repeatable.name = QString::fromLatin1(name);
        repeatable.kind = MigrationKind::Repeatable;
        set.migrations.push_back(repeatable);
    }
    History history = historyOf({u"1"_s});
    const auto ran = [&](const QString &name, const QString &checksum) {
        AppliedMigration row = applied({}, checksum);
        row.name = name;
        row.kind = MigrationKind::Repeatable;
        history.applied.push_back(row);
    };
    ran(u"same"_s, u"before"_s);
    ran(u"edited"_s, u"now"_s);
    ran(u"same"_s, u"now"_s); // the newest row counts
    ran(u"edited"_s, u"before"_s);
    const Timeline timeline = makeTimeline(set, history, false);
    QCOMPARE(textOf(timeline),
             (QStringList{u"1 applied"_s, u"2 pending*"_s, u"same applied"_s,
                          u"edited changed since applied*"_s, u"new pending*"_s}));
    QCOMPARE(timeline.newestApplied()->version, u"1"_s);
}

namespace {

MigrationSet withBaseline()
{
    MigrationSet set = setOf({u"1"_s, u"2"_s, u"2"_s, u"3"_s});
    set.migrations[2].kind = MigrationKind::Baseline;
    set.migrations[2].id = u"B2"_s;
    return set;
}

} // namespace

void TestTimeline::baselineOnAnEmptyDatabase()
{
    QCOMPARE(textOf(makeTimeline(withBaseline(), {}, false)),
             (QStringList{u"1 covered by a baseline"_s, u"2 covered by a baseline"_s,
                          u"2 pending*"_s, u"3 pending*"_s}));
}

void TestTimeline::baselineBehindAHistory()
{
    QCOMPARE(textOf(makeTimeline(withBaseline(), historyOf({u"1"_s}), false)),
             (QStringList{u"1 applied"_s, u"2 pending*"_s, u"2 skipped"_s, u"3 pending*"_s}));
}

void TestTimeline::baselineInTheHistory()
{
    History history;
    history.exists = true;
    AppliedMigration row = applied(u"2"_s);
    row.kind = MigrationKind::Baseline;
    history.applied.push_back(row);
    QCOMPARE(
        textOf(makeTimeline(setOf({u"1"_s, u"2"_s, u"3"_s}), history, false)),
        (QStringList{u"1 covered by a baseline"_s, u"2 covered by a baseline"_s, u"3 pending*"_s}));
    QCOMPARE(textOf(makeTimeline(withBaseline(), history, false)),
             (QStringList{u"1 covered by a baseline"_s, u"2 covered by a baseline"_s,
                          u"2 applied"_s, u"3 pending*"_s}));
}

void TestTimeline::irreversible()
{
    MigrationSet set = setOf({u"1"_s, u"2"_s});
    set.migrations[0].down.reset();
    set.migrations[1].runnable = false;
    const Timeline timeline = makeTimeline(set, {}, false);
    QVERIFY(timeline.rows.at(0).irreversible);
    QVERIFY(!timeline.rows.at(1).irreversible);
    QVERIFY(timeline.rows.at(0).runnable);
    QVERIFY(!timeline.rows.at(1).runnable);
}

void TestTimeline::fileHistoryTellsOfChanges()
{
    MigrationSet set = setOf({u"1"_s, u"2"_s, u"3"_s});
    for (Migration &item : set.migrations)
        item.up = {Script{item.file, {}, {}, 1, TransactionMode::Transaction}};
    const QDateTime noon(QDate(2024, 5, 1), QTime(12, 0), Qt::UTC);
    History history = historyOf({u"1"_s, u"2"_s, u"3"_s});
    history.applied[0].appliedAt = noon;
    history.applied[1].appliedAt = noon;
    FileHistories files;
    files[u"1.sql"_s].changes = {
        {u"c1"_s, u"Ann"_s, u"ann@example.org"_s, noon.addSecs(60), u"fix"_s}};
    files[u"2.sql"_s].changes = {
        {u"c2"_s, u"Ann"_s, u"ann@example.org"_s, noon.addSecs(-60), u"x"_s}};
    files[u"3.sql"_s].changes = {
        {u"c3"_s, u"Ann"_s, u"ann@example.org"_s, noon.addSecs(60), u"x"_s}};
    Timeline timeline = makeTimeline(set, history, false);
    noteFileChanges(timeline, set, files);
    QCOMPARE(textOf(timeline),
             (QStringList{u"1 changed since applied"_s, u"2 applied"_s, u"3 applied"_s}));
    QCOMPARE(timeline.rows.at(0).changedBy->author, u"Ann"_s);
}

void TestTimeline::nothingAtAll()
{
    QVERIFY(makeTimeline({}, {}, true).rows.empty());
    QCOMPARE(textOf(makeTimeline({}, historyOf({u"1"_s}), true)),
             QStringList{u"1 missing on disk"_s});
    QCOMPARE(textOf(makeTimeline({}, watermarkOf(u"-1"_s, true), true)),
             QStringList{u"-1 failed"_s});
}

QTEST_GUILESS_MAIN(TestTimeline)
#include "testtimeline.moc"
