// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/lostrowsmodel.h"
#include "rehearsal/rehearsalfilter.h"
#include "rehearsal/rehearsalmodel.h"
#include "rehearsal/statementsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

RehearsalRow row(const QString &id, std::optional<Verdict> verdict)
{
    RehearsalRow row;
    row.id = id;
    row.version = id.section(u'_', 0, 0);
    row.name = id.section(u'_', 1);
    row.file = id + u".up.sql"_s;
    if (verdict) {
        auto report = std::make_shared<MigrationReport>();
        report->id = id;
        report->verdict = *verdict;
        report->reason = u"Because of the moon."_s;
        report->up.state = StepEvidence::State::Ok;
        report->up.ms = 12;
        row.report = report;
    }
    return row;
}

std::vector<RehearsalRow> rows()
{
    return {row(u"1_customers"_s, Verdict::Reversible), row(u"2_orders"_s, Verdict::LosesData),
            row(u"3_Weird \"Name\"; --"_s, Verdict::LosesData), row(u"4_later"_s, std::nullopt)};
}

/// Every row as one line.
QStringList printed(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int i = 0; i < model.rowCount(); ++i) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            const QString text = model.index(i, column).data().toString();
            if (!text.isEmpty())
                cells += text;
        }
        lines += cells.join(u" | "_s);
    }
    return lines;
}

} // namespace

class TestRehearsalModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rehearsal();
    void keepsRowsOfTheSameMigrations();
    void filters();
    void lostRows();
    void statements();
};

void TestRehearsalModels::rehearsal()
{
    RehearsalModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    QCOMPARE(model.rowCount(), 0);
    model.setRows(rows());
    QCOMPARE(
        printed(model),
        (QStringList{u"1 | customers | reversible | 12 ms"_s, u"2 | orders | loses data | 12 ms"_s,
                     u"3 | Weird \"Name\"; -- | loses data | 12 ms"_s, u"4 | later"_s}));
    QCOMPARE(model.find(u"2_orders"_s), 1);
    QCOMPARE(model.find(u"nowhere"_s), -1);
    QCOMPARE(model.index(1, 0).data(Qt::AccessibleTextRole).toString(), u"2, orders, loses data"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    auto later = rows();
    later[3] = row(u"4_later"_s, Verdict::NoDown);
    model.updateRows(3, 3, later);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.index(3, VerdictColumn).data().toString(), u"no down"_s);
    model.updateRows(2, 99, later);
    model.updateRows(7, 9, later);
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
}

void TestRehearsalModels::keepsRowsOfTheSameMigrations()
{
    RehearsalModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.setRows(rows());
    const QPersistentModelIndex second = model.index(1, 0);
    model.setRows(rows());
    QVERIFY(second.isValid());
    auto fewer = rows();
    fewer.pop_back();
    model.setRows(fewer);
    QVERIFY(!second.isValid());
}

void TestRehearsalModels::filters()
{
    RehearsalModel model;
    RehearsalFilter filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter, fatal);
    auto some = rows();
    LastVerdict before;
    before.verdict = Verdict::DownFails;
    before.tone = Tone::Bad;
    some[0].before = before;
    model.setRows(some);
    QCOMPARE(filter.rowCount(), 4);
    QVERIFY(!filter.isFiltering());
    filter.setText(u"WEIRD"_s);
    QCOMPARE(filter.rowCount(), 1);
    filter.setText(u"loses"_s);
    QCOMPARE(filter.rowCount(), 2);
    filter.setText(u"moon"_s);
    QCOMPARE(filter.rowCount(), 3);
    filter.setVerdicts({static_cast<int>(Verdict::Reversible)});
    QCOMPARE(filter.rowCount(), 1);
    filter.setText({});
    filter.setVerdicts({static_cast<int>(Verdict::Reversible), -1});
    QCOMPARE(filter.rowCount(), 2);
    filter.setVerdicts({});
    filter.setTrends({static_cast<int>(Trend::Better)});
    QCOMPARE(filter.rowCount(), 1);
    QVERIFY(filter.isFiltering());
    filter.setTrends({});
    model.setRows({});
    QCOMPARE(filter.rowCount(), 0);
}

void TestRehearsalModels::lostRows()
{
    TableDataDifference lost;
    lost.columns = {u"id"_s, u"name"_s, u"phone"_s};
    lost.changedColumns = {u"phone"_s};
    lost.samples = {{{u"id=1"_s}, {u"1"_s, u"Ada"_s, u"+49"_s}, {u"1"_s, u"Ada"_s, QString()}},
                    {{u"id=2"_s}, {u"2"_s, u"Bo"_s, QString()}, {}},
                    {{u"id=3"_s}, {}, {u"3"_s, u"Cy"_s, u""_s}}};
    const LostRowsModel model(lost);
    LostRowsModel *checked = const_cast<LostRowsModel *>(&model);
    const QAbstractItemModelTester tester(checked, fatal);
    QCOMPARE(printed(model),
             (QStringList{u"id=1 | +49 | NULL"_s, u"id=2 | id=2, name=Bo, phone=NULL | gone"_s,
                          u"id=3 | not there | id=3, name=Cy, phone="_s}));
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"phone before"_s);
    lost.changedColumns = {u"name"_s, u"phone"_s};
    lost.samples = {{{u"id=1"_s}, {u"1"_s, u"Ada"_s, u"+49"_s}, {u"1"_s, u""_s, QString()}}};
    LostRowsModel two(lost);
    const QAbstractItemModelTester again(&two, fatal);
    QCOMPARE(printed(two), (QStringList{u"id=1 · name | Ada"_s, u"id=1 · phone | +49 | NULL"_s}));
}

void TestRehearsalModels::statements()
{
    MigrationReport migration;
    migration.up.state = StepEvidence::State::Ok;
    migration.up.ms = 40;
    migration.up.statements = {
        {u"CREATE TABLE contacts"_s, {u"a.sql"_s, 1, 1}, 10, 0, 0, {}, {}, {}},
        {u"ALTER TABLE orders"_s,
         {u"a.sql"_s, 5, 1},
         30,
         0,
         0,
         {{u"public.orders"_s, u"ShareLock"_s, 2},
          {u"public.orders"_s, u"AccessExclusiveLock"_s, 2}},
         {u"public.orders"_s},
         {u"NOTICE: hello"_s}}};
    migration.down.state = StepEvidence::State::Failed;
    migration.down.ms = 1;
    migration.down.statements = {{u"DROP TABLE nothing"_s, {}, 1, 0, 0, {}, {}, {}}};
    StatementsModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.setMigration(migration);
    QCOMPARE(printed(model),
             (QStringList{u"up"_s, u"CREATE TABLE contacts"_s, u"ALTER TABLE orders"_s, u"down"_s,
                          u"DROP TABLE nothing"_s}));
    const auto lineAt = [&model](int place) {
        return *model.index(place).data(StatementsModel::LineRole).value<const StatementLine *>();
    };
    QCOMPARE(lineAt(0).facts, u"2 statements · 40 ms"_s);
    QCOMPARE(lineAt(2).facts, u"AccessExclusive · rewrites public.orders"_s);
    QVERIFY(lineAt(2).isStrong);
    QCOMPARE(lineAt(2).share, 1.0);
    QVERIFY(lineAt(2).details.contains(u"a.sql:5:1"));
    QVERIFY(!lineAt(1).isStrong);
    QVERIFY(lineAt(4).isFailed);
    // A lock on what the script itself made holds up nobody.
    migration.up.statements[0].locks = {{u"public.contacts"_s, u"AccessExclusiveLock"_s, 1}};
    migration.up.statements[1].locks = {{u"public.contacts"_s, u"AccessExclusiveLock"_s, 2}};
    migration.up.statements[1].rewrites.clear();
    model.setMigration(migration);
    QVERIFY(!lineAt(1).isStrong);
    QVERIFY(lineAt(1).facts.isEmpty());
    QVERIFY(lineAt(1).details.contains(u"AccessExclusive public.contacts"));
    QVERIFY(!lineAt(2).isStrong);
    model.setMigration({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestRehearsalModels)
#include "tst_rehearsalmodels.moc"
