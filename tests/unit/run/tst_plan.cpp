// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "run/plan.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

Migration migration(const QString &version, const QString &name)
{
    Migration made;
    made.version = version;
    made.name = name;
    made.id = version + u'_' + name;
    made.file = made.id + u".sql"_s;
    made.up = {Script{made.file, {}, "SELECT 1", 1, TransactionMode::Transaction}};
    made.down = std::vector{Script{made.file, {}, "SELECT 2", 1, TransactionMode::Transaction}};
    return made;
}

AppliedMigration applied(const QString &version, const QString &checksum = {})
{
    AppliedMigration row;
    row.version = version;
    row.checksum = checksum;
    return row;
}

/// Four migrations of which the first `count` are applied.
PlanRequest request(int count, const QString &convention = u"dbmate"_s)
{
    MigrationSet set;
    set.convention = convention;
    set.folder = u"/m"_s;
    set.migrations = {migration(u"0010"_s, u"users"_s), migration(u"0020"_s, u"orders"_s),
                      migration(u"0030"_s, u"order_lines"_s), migration(u"0101"_s, u"stock"_s)};
    History history;
    history.exists = true;
    for (int i = 0; i < count; ++i)
        history.applied.push_back(applied(set.migrations[static_cast<size_t>(i)].version));
    return {std::make_shared<const MigrationSet>(set), findConvention(convention), history, {}};
}

PlanRequest changed(PlanRequest request, size_t index, const std::function<void(Migration &)> &edit)
{
    MigrationSet set = *request.set;
    edit(set.migrations[index]);
    request.set = std::make_shared<const MigrationSet>(set);
    return request;
}

JournalEntry journalOf(const Migration &migration, bool up)
{
    JournalEntry entry;
    entry.up = up;
    entry.version = migration.version;
    entry.id = migration.id;
    entry.file = migration.file;
    entry.total = 3;
    entry.done = 1;
    entry.statement = u"CREATE INDEX"_s;
    return entry;
}

QString textOf(const Result<Plan> &plan)
{
    if (!plan)
        return u"error: "_s + plan.error().summary;
    QStringList steps;
    for (const PlanStep &step : plan->steps)
        steps += (step.up ? u"+"_s : u"-"_s) + step.migration.version;
    return steps.join(u' ');
}

} // namespace

class TestPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesUp_data();
    void goesUp();
    void goesDown_data();
    void goesDown();
    void redoes();
    void refusesOutOfOrder();
    void appliesOutOfOrderWhereTheToolDoes();
    void refusesFailedOnes();
    void goesOnWithInterruptedOnes();
    void refusesTheOtherDirectionOfInterruptedOnes();
    void refusesWhatCannotRun();
    void refusesDownsThatAreNotThere();
    void warnsOfChangedFiles();
    void findsMigrations_data();
    void findsMigrations();
    void namesAmbiguousOnes();
};

void TestPlan::goesUp_data()
{
    QTest::addColumn<int>("alreadyApplied");
    QTest::addColumn<QString>("to");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("expected");
    QTest::newRow("all") << 0 << QString() << 0 << u"+0010 +0020 +0030 +0101"_s;
    QTest::newRow("the rest") << 2 << QString() << 0 << u"+0030 +0101"_s;
    QTest::newRow("nothing") << 4 << QString() << 0 << QString();
    QTest::newRow("one") << 1 << QString() << 1 << u"+0020"_s;
    QTest::newRow("more than there are") << 3 << QString() << 9 << u"+0101"_s;
    QTest::newRow("to") << 1 << u"0030"_s << 0 << u"+0020 +0030"_s;
    QTest::newRow("to, by id") << 1 << u"0030_order_lines"_s << 0 << u"+0020 +0030"_s;
    QTest::newRow("to an applied one")
        << 2 << u"0010"_s << 0 << u"error: 0010_users is applied already"_s;
    QTest::newRow("to an unknown one")
        << 2 << u"7"_s << 0 << u"error: there is no migration \"7\""_s;
}

void TestPlan::goesUp()
{
    QFETCH(int, alreadyApplied);
    QFETCH(QString, to);
    QFETCH(int, count);
    PlanLimits limits;
    limits.to = to;
    if (count > 0)
        limits.count = count;
    QTEST(textOf(planUp(request(alreadyApplied), limits)), "expected");
}

void TestPlan::goesDown_data()
{
    QTest::addColumn<int>("alreadyApplied");
    QTest::addColumn<QString>("to");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("all");
    QTest::addColumn<QString>("expected");
    QTest::newRow("one") << 3 << QString() << 0 << false << u"-0030"_s;
    QTest::newRow("two") << 3 << QString() << 2 << false << u"-0030 -0020"_s;
    QTest::newRow("all") << 3 << QString() << 0 << true << u"-0030 -0020 -0010"_s;
    QTest::newRow("to") << 4 << u"0020"_s << 0 << false << u"-0101 -0030"_s;
    QTest::newRow("to the newest") << 2 << u"0020"_s << 0 << false << QString();
    QTest::newRow("to a pending one")
        << 2 << u"0030"_s << 0 << false << u"error: 0030_order_lines is not applied"_s;
    QTest::newRow("nothing") << 0 << QString() << 0 << true << QString();
}

void TestPlan::goesDown()
{
    QFETCH(int, alreadyApplied);
    QFETCH(QString, to);
    QFETCH(int, count);
    QFETCH(bool, all);
    PlanLimits limits;
    limits.to = to;
    limits.all = all;
    if (count > 0)
        limits.count = count;
    QTEST(textOf(planDown(request(alreadyApplied), limits)), "expected");
}

void TestPlan::redoes()
{
    PlanLimits limits;
    QCOMPARE(textOf(planRedo(request(3), limits)), u"-0030 +0030"_s);
    limits.count = 2;
    QCOMPARE(textOf(planRedo(request(3), limits)), u"-0030 -0020 +0020 +0030"_s);
}

void TestPlan::refusesOutOfOrder()
{
    PlanRequest late = request(0, u"goose"_s);
    late.history.applied = {applied(u"0010"_s), applied(u"0030"_s)};
    const auto plan = planUp(late, {});
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, ErrorKind::Input);
    QVERIFY(plan.error().summary.contains(u"0020_orders"_s));
    QVERIFY(plan.error().detail.contains(u"0030_order_lines"_s));
    QVERIFY(plan.error().hint.contains(u"--allow-out-of-order"_s));
    PlanLimits limits;
    limits.allowOutOfOrder = true;
    QCOMPARE(textOf(planUp(late, limits)), u"+0020 +0101"_s);
}

void TestPlan::appliesOutOfOrderWhereTheToolDoes()
{
    PlanRequest late = request(0);
    late.history.applied = {applied(u"0010"_s), applied(u"0030"_s)};
    const auto plan = planUp(late, {});
    QCOMPARE(textOf(plan), u"+0020 +0101"_s);
    QCOMPARE(plan->steps[0].reason, u"out of order"_s);
    QCOMPARE(plan->steps[1].reason, u"pending"_s);
}

void TestPlan::refusesFailedOnes()
{
    PlanRequest dirty = request(2);
    dirty.history.applied.back().failed = true;
    for (const auto &plan : {planUp(dirty, {}), planDown(dirty, {})}) {
        QVERIFY(!plan);
        QVERIFY(plan.error().summary.contains(u"0020_orders"_s));
        QVERIFY(plan.error().hint.contains(u"tidemark resolve"_s));
    }
}

void TestPlan::goesOnWithInterruptedOnes()
{
    PlanRequest interrupted = request(1);
    interrupted.journal = journalOf(interrupted.set->migrations[1], true);
    const auto plan = planUp(interrupted, {});
    QCOMPARE(textOf(plan), u"+0020 +0030 +0101"_s);
    QCOMPARE(plan->steps[0].resume, interrupted.journal);
    QCOMPARE(plan->steps[0].reason, u"interrupted: goes on at statement 2 of 3"_s);
    QVERIFY(!plan->steps[1].resume);

    // The same with a mark of the tool's own.
    interrupted.history.applied.push_back(applied(u"0020"_s));
    interrupted.history.applied.back().failed = true;
    QCOMPARE(textOf(planUp(interrupted, {})), u"+0020 +0030 +0101"_s);

    PlanRequest down = request(3);
    down.journal = journalOf(down.set->migrations[2], false);
    PlanLimits two;
    two.count = 2;
    QCOMPARE(textOf(planDown(down, {})), u"-0030"_s);
    QCOMPARE(textOf(planDown(down, two)), u"-0030 -0020"_s);
}

void TestPlan::refusesTheOtherDirectionOfInterruptedOnes()
{
    PlanRequest interrupted = request(2);
    interrupted.journal = journalOf(interrupted.set->migrations[1], false);
    const auto plan = planUp(interrupted, {});
    QVERIFY(!plan);
    QVERIFY(plan.error().summary.contains(u"0020_orders (down)"_s));
    QVERIFY(plan.error().hint.contains(u"tidemark down"_s));
}

void TestPlan::refusesWhatCannotRun()
{
    const PlanRequest broken = changed(request(1), 2, [](Migration &m) { m.runnable = false; });
    QCOMPARE(textOf(planUp(broken, {})), u"error: 0030_order_lines cannot be run here"_s);
    PlanLimits before;
    before.to = u"0020"_s;
    QCOMPARE(textOf(planUp(broken, before)), u"+0020"_s);
}

void TestPlan::refusesDownsThatAreNotThere()
{
    const PlanRequest none = changed(request(2), 1, [](Migration &m) { m.down.reset(); });
    QCOMPARE(textOf(planDown(none, {})), u"error: 0020_orders has no down script"_s);

    const PlanRequest empty = changed(request(2), 1, [](Migration &m) { m.down->clear(); });
    QCOMPARE(textOf(planDown(empty, {})), u"-0020"_s);

    PlanRequest missing = request(2);
    missing.history.applied.push_back(applied(u"0099"_s));
    QCOMPARE(textOf(planDown(missing, {})),
             u"error: 0099 is applied, and its files are not there"_s);
    QVERIFY(planUp(missing, {}));

    const PlanRequest refused = changed(request(2), 1, [](Migration &m) {
        m.downError = Error{ErrorKind::Input, u"no semicolon"_s, {}, {}, {}, {}, -1};
    });
    QCOMPARE(textOf(planDown(refused, {})), u"error: no semicolon"_s);
}

void TestPlan::warnsOfChangedFiles()
{
    PlanRequest edited =
        changed(request(0, u"sqlx"_s), 0, [](Migration &m) { m.checksum = u"new"_s; });
    edited.history.applied = {applied(u"0010"_s, u"old"_s)};
    const auto up = planUp(edited, {});
    QCOMPARE(textOf(up), u"+0020 +0030 +0101"_s);
    QCOMPARE(up->warnings.size(), size_t(1));
    QCOMPARE(up->warnings[0].code, u"changed"_s);
    QCOMPARE(planDown(edited, {})->warnings.size(), size_t(1));
}

void TestPlan::findsMigrations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("version") << u"0020"_s << u"0020"_s;
    QTest::newRow("without zeros") << u"20"_s << u"0020"_s;
    QTest::newRow("more zeros") << u"00020"_s << u"0020"_s;
    QTest::newRow("id") << u"0020_orders"_s << u"0020"_s;
    QTest::newRow("name") << u"stock"_s << u"0101"_s;
    QTest::newRow("beginning of the version") << u"01"_s << u"0101"_s;
    QTest::newRow("beginning of the id") << u"0030_or"_s << u"0030"_s;
    QTest::newRow("tag") << u"@v1"_s << u"0030"_s;
}

void TestPlan::findsMigrations()
{
    QFETCH(QString, text);
    const PlanRequest tagged =
        changed(request(0), 2, [](Migration &m) { m.tags = QStringList{u"@v1"_s}; });
    const auto found = findMigration(*tagged.set, text);
    QVERIFY2(found, found ? "" : qPrintable(found.error().summary));
    QTEST(found->version, "expected");
}

void TestPlan::namesAmbiguousOnes()
{
    const auto found = findMigration(*request(0).set, u"00"_s);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Usage);
    QCOMPARE(found.error().detail, u"0010_users, 0020_orders, 0030_order_lines"_s);
}

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
