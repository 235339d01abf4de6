// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/jsonreport.h"

#include "rehearsal/reports/jsonnames.h"
#include "rehearsal/reports/wording.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Microseconds are what a clock can tell here; more digits are noise in a file that is compared.
double rounded(double value)
{
    return std::round(value * 1000) / 1000;
}

template <typename Container, typename ToValue>
QJsonArray arrayOf(const Container &container, ToValue toValue)
{
    QJsonArray array;
    for (const auto &item : container)
        array.append(toValue(item));
    return array;
}

void addPlace(QJsonObject &object, const SourceLocation &where)
{
    if (!where.file.isEmpty())
        object[u"file"_s] = where.file;
    if (where.line > 0)
        object[u"line"_s] = where.line;
    if (where.column > 0)
        object[u"column"_s] = where.column;
}

void addText(QJsonObject &object, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        object[key] = text;
}

QJsonObject toJson(const Error &error)
{
    QJsonObject object{{u"message"_s, error.summary}, {u"kind"_s, errorKindName(error.kind)}};
    addText(object, u"detail"_s, error.detail);
    addText(object, u"hint"_s, error.hint);
    addText(object, u"sqlstate"_s, error.sqlState);
    addPlace(object, error.where);
    if (error.statementOffset >= 0)
        object[u"statementOffset"_s] = error.statementOffset;
    return object;
}

QJsonObject toJson(const Finding &finding)
{
    QJsonObject object{{u"severity"_s, severityName(finding.severity)},
                       {u"code"_s, finding.code},
                       {u"message"_s, finding.message}};
    addText(object, u"hint"_s, finding.hint);
    addPlace(object, finding.where);
    return object;
}

QJsonObject toJson(const Difference &difference)
{
    QJsonObject object{{u"kind"_s, difference.kind},
                       {u"object"_s, difference.object},
                       {u"change"_s, changeName(difference.change)},
                       {u"detail"_s, difference.detail()}};
    addText(object, u"property"_s, difference.property);
    addText(object, u"before"_s, difference.before);
    addText(object, u"after"_s, difference.after);
    if (difference.orderOnly)
        object[u"orderOnly"_s] = true;
    return object;
}

QJsonObject toJson(const LockEvidence &lock)
{
    QJsonObject object{
        {u"relation"_s, lock.relation}, {u"mode"_s, lock.mode}, {u"statement"_s, lock.statement}};
    if (lock.sampled)
        object[u"sampled"_s] = true;
    return object;
}

QJsonObject toJson(const LockEvidence &lock, const QString &step)
{
    QJsonObject object = toJson(lock);
    object[u"step"_s] = step;
    return object;
}

QJsonObject toJson(const StatementEvidence &statement)
{
    QJsonObject object{{u"summary"_s, statement.summary},
                       {u"ms"_s, rounded(statement.ms)},
                       {u"rows"_s, statement.rows}};
    addPlace(object, statement.where);
    if (statement.walBytes > 0)
        object[u"walBytes"_s] = statement.walBytes;
    if (!statement.rewrites.isEmpty())
        object[u"rewrites"_s] = QJsonArray::fromStringList(statement.rewrites);
    if (!statement.locks.empty())
        object[u"locks"_s] =
            arrayOf(statement.locks, [](const LockEvidence &lock) { return toJson(lock); });
    if (!statement.notices.isEmpty())
        object[u"notices"_s] = QJsonArray::fromStringList(statement.notices);
    return object;
}

QJsonObject toJson(const StepEvidence &step)
{
    QJsonObject object{{u"ok"_s, step.state == StepEvidence::State::Ok ||
                                     step.state == StepEvidence::State::Empty},
                       {u"state"_s, stepStateName(step.state)},
                       {u"ms"_s, rounded(step.ms)}};
    if (step.error)
        object[u"error"_s] = toJson(*step.error);
    if (step.outsideTransaction)
        object[u"outsideTransaction"_s] = true;
    if (step.forcedOutside)
        object[u"forcedOutside"_s] = true;
    if (step.locksHidden)
        object[u"locksHidden"_s] = true;
    if (!step.statements.empty()) {
        object[u"statements"_s] =
            arrayOf(step.statements, [](const StatementEvidence &s) { return toJson(s); });
    }
    return object;
}

/// No row at all, and a NULL in a row, are both JSON's null, on different levels.
QJsonValue cellsOf(const QStringList &cells)
{
    if (cells.isEmpty())
        return {};
    return arrayOf(
        cells, [](const QString &cell) { return cell.isNull() ? QJsonValue() : QJsonValue(cell); });
}

QJsonObject toJson(const TableDataDifference &difference)
{
    QJsonObject object{{u"table"_s, difference.table},
                       {u"rowsBefore"_s, difference.rowsBefore},
                       {u"rowsAfter"_s, difference.rowsAfter},
                       {u"rowsLost"_s, difference.rowsLost},
                       {u"rowsExtra"_s, difference.rowsExtra},
                       {u"rowsChanged"_s, difference.rowsChanged},
                       {u"changedColumns"_s, QJsonArray::fromStringList(difference.changedColumns)},
                       {u"columns"_s, QJsonArray::fromStringList(difference.columns)},
                       {u"fromTraffic"_s, difference.fromTraffic}};
    object[u"samples"_s] = arrayOf(difference.samples, [](const RowSample &sample) {
        return QJsonObject{{u"key"_s, QJsonArray::fromStringList(sample.key)},
                           {u"before"_s, cellsOf(sample.before)},
                           {u"after"_s, cellsOf(sample.after)}};
    });
    return object;
}

void addData(QJsonObject &object, const QString &key,
             const std::vector<TableDataDifference> &differences)
{
    if (!differences.empty())
        object[key] = arrayOf(differences, [](const TableDataDifference &d) { return toJson(d); });
}

void addLeftOut(QJsonObject &object, const SchemaDiff &diff)
{
    if (!diff.leftOut.empty())
        object[u"leftOut"_s] = arrayOf(diff.leftOut, [](const LeftOut &out) {
            return QJsonObject{{u"what"_s, out.what}, {u"count"_s, out.count}};
        });
}

/// What was locked and rewritten by the up and by the down: both happen on the night of a rollback.
void addFootprint(QJsonObject &object, const MigrationReport &migration)
{
    QJsonArray locks;
    QStringList rewrites;
    const auto collect = [&](const StepEvidence &step, const QString &name) {
        for (const StatementEvidence &statement : step.statements) {
            for (const LockEvidence &lock : statement.locks)
                locks.append(toJson(lock, name));
            rewrites += statement.rewrites;
        }
    };
    collect(migration.up, u"up"_s);
    collect(migration.down, u"down"_s);
    rewrites.removeDuplicates();
    object[u"locks"_s] = locks;
    object[u"rewrites"_s] = QJsonArray::fromStringList(rewrites);
}

void addRedo(QJsonObject &object, const MigrationReport &migration)
{
    if (migration.redo.state == StepEvidence::State::None)
        return;
    QJsonObject redo = toJson(migration.redo);
    if (migration.redoSchema)
        redo[u"schema"_s] = schemaOutcomeName(*migration.redoSchema);
    if (!migration.redoDiff.isEmpty()) {
        redo[u"differences"_s] =
            arrayOf(migration.redoDiff.differences, [](const Difference &d) { return toJson(d); });
    }
    addLeftOut(redo, migration.redoDiff);
    object[u"redo"_s] = redo;
}

QJsonObject toJson(const HistoryEvidence &history)
{
    QJsonObject object{{u"asExpected"_s, history.differences.isEmpty()}};
    if (history.row) {
        QJsonObject row{{u"version"_s, history.row->version}};
        addText(row, u"name"_s, history.row->name);
        addText(row, u"checksum"_s, history.row->checksum);
        object[u"row"_s] = row;
    }
    if (history.restored)
        object[u"restoredByDown"_s] = *history.restored;
    if (!history.differences.isEmpty())
        object[u"differences"_s] = QJsonArray::fromStringList(history.differences);
    return object;
}

QJsonObject toJson(const MigrationReport &migration)
{
    QJsonObject object{{u"version"_s, migration.version},
                       {u"name"_s, migration.name},
                       {u"id"_s, migration.id},
                       {u"file"_s, migration.file},
                       {u"verdict"_s, verdictName(migration.verdict)},
                       {u"good"_s, isGood(migration)},
                       {u"reason"_s, migration.reason},
                       {u"up"_s, toJson(migration.up)},
                       {u"down"_s, toJson(migration.down)}};
    if (migration.schema)
        object[u"schema"_s] = schemaOutcomeName(*migration.schema);
    if (migration.dataEqual)
        object[u"data"_s] = *migration.dataEqual ? u"equal"_s : u"different"_s;
    addRedo(object, migration);
    object[u"differences"_s] =
        arrayOf(migration.schemaDiff.differences, [](const Difference &d) { return toJson(d); });
    addLeftOut(object, migration.schemaDiff);
    addData(object, u"lost"_s, migration.lost);
    addData(object, u"moved"_s, migration.moved);
    addData(object, u"explained"_s, migration.explained);
    if (!migration.sequenceChanges.isEmpty())
        object[u"sequences"_s] = QJsonArray::fromStringList(migration.sequenceChanges);
    if (migration.verifyPassed)
        object[u"verify"_s] =
            QJsonObject{{u"afterUp"_s, *migration.verifyPassed},
                        {u"afterDown"_s, migration.verifyPassedAfterDown
                                             ? QJsonValue(*migration.verifyPassedAfterDown)
                                             : QJsonValue()}};
    if (migration.history)
        object[u"history"_s] = toJson(*migration.history);
    addFootprint(object, migration);
    if (!migration.members.isEmpty())
        object[u"members"_s] = QJsonArray::fromStringList(migration.members);
    if (!migration.findings.empty())
        object[u"findings"_s] =
            arrayOf(migration.findings, [](const Finding &f) { return toJson(f); });
    return object;
}

/// Every verdict is named, also those that no migration has: a reader need not know the list.
QJsonObject summaryOf(const RehearsalReport &report)
{
    const std::map<Verdict, int> counts = countVerdicts(report);
    QJsonObject summary;
    for (int i = 0; i <= static_cast<int>(Verdict::NotRun); ++i) {
        const auto verdict = static_cast<Verdict>(i);
        const auto found = counts.find(verdict);
        summary[verdictName(verdict)] = found == counts.end() ? 0 : found->second;
    }
    return summary;
}

} // namespace

QByteArray writeJson(const RehearsalReport &report)
{
    QJsonObject object{
        {u"tidemark"_s, report.tidemarkVersion},
        {u"engine"_s, report.engine == Engine::PostgreSql ? u"postgresql"_s : u"sqlite"_s},
        {u"server"_s, report.serverVersion},
        {u"convention"_s, report.convention},
        {u"mode"_s, report.mode},
        {u"sandbox"_s, report.sandbox},
        {u"folder"_s, report.folder},
        {u"startedAt"_s, report.startedAt.toOffsetFromUtc(report.startedAt.offsetFromUtc())
                             .toString(Qt::ISODateWithMs)},
        {u"seconds"_s, rounded(report.seconds)},
        {u"sqlSeconds"_s, rounded(report.sqlSeconds)},
        {u"fill"_s, report.fill},
        {u"traffic"_s, report.traffic},
        {u"cancelled"_s, report.cancelled},
        {u"summary"_s, summaryOf(report)}};
    object[u"migrations"_s] =
        arrayOf(report.migrations, [](const MigrationReport &m) { return toJson(m); });
    if (!report.groups.empty())
        object[u"groups"_s] =
            arrayOf(report.groups, [](const MigrationReport &m) { return toJson(m); });
    object[u"findings"_s] = arrayOf(report.findings, [](const Finding &f) { return toJson(f); });
    object[u"notCompared"_s] = arrayOf(report.notCompared, [](const NotCompared &n) {
        return QJsonObject{{u"kind"_s, n.kind}, {u"count"_s, n.count}};
    });
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace tidemark
