// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportsamples.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

const QString weird = QString::fromUtf16(weirdTable);

StepEvidence ran(double ms, std::vector<StatementEvidence> statements = {})
{
    StepEvidence step;
    step.state = StepEvidence::State::Ok;
    step.ms = ms;
    step.statements = std::move(statements);
    return step;
}

StepEvidence failed(double ms, Error error)
{
    StepEvidence step;
    step.state = StepEvidence::State::Failed;
    step.ms = ms;
    step.error = std::move(error);
    return step;
}

StatementEvidence statement(const QString &summary, double ms, std::vector<LockEvidence> locks = {})
{
    StatementEvidence evidence;
    evidence.summary = summary;
    evidence.ms = ms;
    evidence.locks = std::move(locks);
    return evidence;
}

MigrationReport migration(const QString &version, const QString &name, Verdict verdict,
                          const QString &reason)
{
    MigrationReport report;
    report.version = version;
    report.name = name;
    report.id = version + u'_' + name;
    report.file = report.id + u".up.sql"_s;
    report.verdict = verdict;
    report.reason = reason;
    report.up = ran(1.25, {statement(u"CREATE TABLE "_s + name, 1.2)});
    report.down = ran(0.5, {statement(u"DROP TABLE "_s + name, 0.4)});
    report.redo = ran(1.0);
    report.schema = SchemaOutcome::Equal;
    report.dataEqual = true;
    report.redoSchema = SchemaOutcome::Equal;
    return report;
}

MigrationReport losesData()
{
    MigrationReport report =
        migration(u"0002"_s, u"customer_contacts"_s, Verdict::LosesData,
                  u"The schema is back exactly. Of customers one row is gone and one differs."_s);
    report.dataEqual = false;
    TableDataDifference lost;
    lost.table = u"public.customers"_s;
    lost.rowsBefore = 1042;
    lost.rowsAfter = 1041;
    lost.rowsLost = 1;
    lost.rowsChanged = 1;
    lost.changedColumns = {u"phone"_s};
    lost.columns = {u"id"_s, u"name"_s, u"phone"_s};
    lost.samples = {
        {{u"id=5"_s}, {u"5"_s, u"Ada <b>Brandt</b>"_s, QString()}, {}},
        {{u"id=6"_s}, {u"6"_s, u"Bo"_s, u"+49 30 12"_s}, {u"6"_s, u"Bo"_s, u"+493012"_s}}};
    report.lost = {lost};
    TableDataDifference traffic;
    traffic.table = weird;
    traffic.rowsBefore = 2;
    traffic.rowsExtra = 2;
    traffic.rowsAfter = 4;
    traffic.fromTraffic = true;
    traffic.columns = {u"</script><script>alert(1)</script>"_s};
    traffic.samples = {{{}, {}, {u"<img src=x onerror=alert(2)>"_s}}};
    report.lost.push_back(traffic);
    TableDataDifference moved;
    moved.table = u"public.contacts"_s;
    moved.rowsAfter = 1040;
    moved.rowsExtra = 1040;
    report.moved = {moved};
    TableDataDifference clock;
    clock.table = u"public.audit"_s;
    clock.rowsChanged = 3;
    clock.changedColumns = {u"changed_at"_s};
    report.explained = {clock};
    report.sequenceChanges = {u"public.customers_id_seq: 3 -> 5"_s};
    report.history.emplace();
    report.history->row.emplace();
    report.history->row->version = u"0002"_s;
    report.history->row->name = u"customer_contacts"_s;
    report.history->row->checksum = u"c0ffee"_s;
    report.history->restored = false;
    report.history->differences = {u"after the down the row of <0001> is missing"_s};
    report.down.locksHidden = true;
    return report;
}

MigrationReport differs()
{
    MigrationReport report = migration(u"0003"_s, u"</script><b>\"';--"_s, Verdict::Differs,
                                       u"The down leaves the index x & y behind."_s);
    report.schema = SchemaOutcome::Different;
    Difference left;
    left.kind = u"index"_s;
    left.object = weird + u"_idx"_s;
    left.change = Difference::Change::Extra;
    left.after = u"CREATE INDEX x ON t (a) WHERE a < 3 AND b > 4"_s;
    Difference changed;
    changed.kind = u"column"_s;
    changed.object = u"public.orders.status"_s;
    changed.property = u"default"_s;
    changed.before = u"'new'"_s;
    Difference missing;
    missing.kind = u"trigger"_s;
    missing.object = u"public.orders.touch"_s;
    missing.change = Difference::Change::Missing;
    missing.before = u"CREATE TRIGGER touch BEFORE UPDATE ON orders\nFOR EACH ROW EXECUTE "
                     "FUNCTION touch()"_s;
    report.schemaDiff.differences = {changed, left, missing};
    report.findings = {{Finding::Severity::Warning,
                        u"crlf"_s,
                        u"lines end in CR LF"_s,
                        u"convert it"_s,
                        {u"0003.sql"_s, 1, 1}}};
    return report;
}

MigrationReport downFails()
{
    MigrationReport report =
        migration(u"0005"_s, u"coupons"_s, Verdict::DownFails,
                  u"The down stops at its second statement: the constraint needs the index."_s);
    Error error;
    error.kind = ErrorKind::Sql;
    error.summary = u"cannot drop index orders_coupon_once"_s;
    error.detail = u"constraint orders_coupon_once on table orders requires it\nsecond \x01 line"_s;
    error.hint = u"You can drop constraint orders_coupon_once on table orders instead."_s;
    error.sqlState = u"2BP01"_s;
    error.where = {u"0005_coupons.down.sql"_s, 2, 12};
    report.down = failed(0.7, error);
    report.redo = {};
    report.schema.reset();
    report.dataEqual.reset();
    report.redoSchema.reset();
    report.up.statements = {statement(u"ALTER TABLE orders ADD COLUMN coupon"_s, 3.5,
                                      {{u"public.orders"_s, u"AccessExclusiveLock"_s, 1},
                                       {u"public.coupons"_s, u"ShareRowExclusiveLock"_s, 1}}),
                            statement(u"UPDATE orders SET coupon = 'A'"_s, 12,
                                      {{u"public.orders"_s, u"RowExclusiveLock"_s, 2}})};
    report.up.statements[0].rewrites = {u"public.orders"_s};
    report.up.statements[1].rows = 1042;
    report.up.statements[0].where = {u"0005_coupons.up.sql"_s, 3, 1};
    return report;
}

MigrationReport redoFails()
{
    MigrationReport report = migration(u"0009"_s, u"ship_to_switzerland"_s, Verdict::RedoFails,
                                       u"The second up stops: zone 7 is not there."_s);
    Error error;
    error.kind = ErrorKind::Sql;
    error.summary = u"violates foreign key constraint"_s;
    error.sqlState = u"23503"_s;
    report.redo = failed(0.3, error);
    report.redoSchema.reset();
    return report;
}

MigrationReport emptyDown(const QString &version, const QString &name, bool leavesSchema)
{
    MigrationReport report =
        migration(version, name, Verdict::EmptyDown,
                  leavesSchema ? u"The down has no statement and the table newsletter stays."_s
                               : u"The down has no statement, and there is nothing to undo."_s);
    report.down = {};
    report.down.state = StepEvidence::State::Empty;
    if (leavesSchema)
        report.schema = SchemaOutcome::Different;
    return report;
}

} // namespace

RehearsalReport sampleReport()
{
    RehearsalReport report;
    report.tidemarkVersion = u"0.1.0"_s;
    report.engine = Engine::PostgreSql;
    report.serverVersion = u"PostgreSQL 15.20"_s;
    report.convention = u"plain"_s;
    report.mode = u"step"_s;
    report.sandbox = u"scratch server, empty"_s;
    report.folder = u"/home/ada/shop/migrations"_s;
    report.startedAt = QDateTime(QDate(2026, 3, 1), QTime(9, 30), QTimeZone::utc());
    report.seconds = 0.31;
    report.sqlSeconds = 0.12;
    report.fill = 2;
    report.migrations = {
        migration(u"0001"_s, u"customers"_s, Verdict::Reversible, u"Schema and data came back."_s),
        losesData(),
        differs(),
        migration(u"0004"_s, u"suppliers"_s, Verdict::Reorders,
                  u"The column supplier is last now."_s),
        downFails(),
        migration(u"0006"_s, u"invoices"_s, Verdict::NoDown, u"There is no down script."_s),
        emptyDown(u"0007"_s, u"newsletter"_s, true),
        emptyDown(u"0008"_s, u"analyze_orders"_s, false),
        redoFails(),
        migration(u"0010"_s, u"order_numbers"_s, Verdict::RedoDiffers,
                  u"The sequence starts elsewhere the second time."_s),
        migration(u"0011"_s, u"go_backfill"_s, Verdict::NotRun, u"It is written in Go."_s),
    };
    report.migrations[3].schema = SchemaOutcome::Reordered;
    MigrationReport &noDown = report.migrations[5];
    noDown.down = {};
    noDown.redo = {};
    noDown.schema.reset();
    noDown.dataEqual.reset();
    noDown.redoSchema.reset();
    MigrationReport &redoDiffers = report.migrations[9];
    redoDiffers.redoSchema = SchemaOutcome::Different;
    Difference start;
    start.kind = u"sequence"_s;
    start.object = u"public.order_numbers"_s;
    start.property = u"start"_s;
    start.before = u"10004"_s;
    start.after = u"10005"_s;
    redoDiffers.redoDiff.differences = {start};
    MigrationReport &notRun = report.migrations[10];
    notRun = {};
    notRun.version = u"0011"_s;
    notRun.name = u"go_backfill"_s;
    notRun.reason = u"It is written in Go."_s;
    report.findings = {{Finding::Severity::Warning,
                        u"not-sql"_s,
                        u"a file is not SQL: <go>"_s,
                        {},
                        {u"0011_go_backfill.go"_s, 0, 0}}};
    report.notCompared = {{u"operator family"_s, 2}};
    return report;
}

RehearsalReport hugeReport(int migrations)
{
    const RehearsalReport sample = sampleReport();
    RehearsalReport report = sample;
    report.migrations.clear();
    for (int i = 0; i < migrations; ++i) {
        report.migrations.push_back(sample.migrations[i % 10 == 9 ? 4 : 0]);
        report.migrations.back().version = QString::number(20260000000000 + i);
        report.migrations.back().name += u"_and_what_came_after_it"_s;
    }
    return report;
}
