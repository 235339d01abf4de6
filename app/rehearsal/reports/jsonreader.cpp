// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/jsonnames.h"
#include "rehearsal/reports/jsonreport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Reads one report. The first word without a meaning is kept and makes the whole an error.
class Reader
{
public:
    RehearsalReport report(const QJsonObject &object);
    const QString &problem() const { return m_problem; }

private:
    template <typename Enum, typename Namer>
    Enum named(const QJsonValue &value, Namer nameOf, Enum last);
    template <typename Item, typename Read>
    static std::vector<Item> listOf(const QJsonValue &value, Read read);

    Error error(const QJsonObject &object);
    Finding finding(const QJsonObject &object);
    SchemaDiff differences(const QJsonObject &object);
    Difference difference(const QJsonObject &object);
    StatementEvidence statement(const QJsonObject &object);
    StepEvidence step(const QJsonObject &object);
    MigrationReport migration(const QJsonObject &object);
    std::optional<SchemaOutcome> schemaState(const QJsonValue &value);
    Verdict verdict(const QJsonValue &value);

    QString m_problem;
};

template <typename Enum, typename Namer>
Enum Reader::named(const QJsonValue &value, Namer nameOf, Enum last)
{
    const QString name = value.toString();
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (nameOf(static_cast<Enum>(i)) == name)
            return static_cast<Enum>(i);
    }
    if (m_problem.isEmpty())
        m_problem = u"the word \"%1\" has no meaning here"_s.arg(name);
    return Enum{};
}

template <typename Item, typename Read>
std::vector<Item> Reader::listOf(const QJsonValue &value, Read read)
{
    const QJsonArray array = value.toArray();
    std::vector<Item> items;
    items.reserve(static_cast<size_t>(array.size()));
    for (const QJsonValue item : array)
        items.push_back(read(item));
    return items;
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue item : array)
        texts += item.isNull() ? QString() : item.toString(u""_s);
    return texts;
}

SourceLocation placeOf(const QJsonObject &object)
{
    return {object[u"file"].toString(), object[u"line"].toInt(), object[u"column"].toInt()};
}

LockEvidence lockOf(const QJsonValue &value)
{
    return {value[u"relation"].toString(), value[u"mode"].toString(), value[u"statement"].toInt(),
            value[u"sampled"].toBool()};
}

HistoryEvidence historyOf(const QJsonValue &value)
{
    HistoryEvidence history;
    history.differences = textsOf(value[u"differences"]);
    if (const QJsonValue restored = value[u"restoredByDown"]; restored.isBool())
        history.restored = restored.toBool();
    if (const QJsonValue row = value[u"row"]; row.isObject()) {
        history.row.emplace();
        history.row->version = row[u"version"].toString();
        history.row->name = row[u"name"].toString();
        history.row->checksum = row[u"checksum"].toString();
    }
    return history;
}

RowSample sampleOf(const QJsonValue &value)
{
    return {textsOf(value[u"key"]), textsOf(value[u"before"]), textsOf(value[u"after"])};
}

TableDataDifference dataOf(const QJsonValue &value)
{
    TableDataDifference difference;
    difference.table = value[u"table"].toString();
    difference.rowsBefore = value[u"rowsBefore"].toInteger();
    difference.rowsAfter = value[u"rowsAfter"].toInteger();
    difference.rowsLost = value[u"rowsLost"].toInteger();
    difference.rowsExtra = value[u"rowsExtra"].toInteger();
    difference.rowsChanged = value[u"rowsChanged"].toInteger();
    difference.changedColumns = textsOf(value[u"changedColumns"]);
    difference.columns = textsOf(value[u"columns"]);
    difference.fromTraffic = value[u"fromTraffic"].toBool();
    const QJsonArray samples = value[u"samples"].toArray();
    for (const QJsonValue sample : samples)
        difference.samples.push_back(sampleOf(sample));
    return difference;
}

Error Reader::error(const QJsonObject &object)
{
    Error error;
    error.kind = named(object[u"kind"], errorKindName, ErrorKind::Internal);
    error.summary = object[u"message"].toString();
    error.detail = object[u"detail"].toString();
    error.hint = object[u"hint"].toString();
    error.sqlState = object[u"sqlstate"].toString();
    error.where = placeOf(object);
    error.statementOffset = object[u"statementOffset"].toInt(-1);
    return error;
}

Finding Reader::finding(const QJsonObject &object)
{
    Finding finding;
    finding.severity = named(object[u"severity"], severityName, Finding::Severity::Error);
    finding.code = object[u"code"].toString();
    finding.message = object[u"message"].toString();
    finding.hint = object[u"hint"].toString();
    finding.where = placeOf(object);
    return finding;
}

Difference Reader::difference(const QJsonObject &object)
{
    Difference difference;
    difference.kind = object[u"kind"].toString();
    difference.object = object[u"object"].toString();
    difference.change = named(object[u"change"], changeName, Difference::Change::Changed);
    difference.property = object[u"property"].toString();
    difference.before = object[u"before"].toString();
    difference.after = object[u"after"].toString();
    difference.orderOnly = object[u"orderOnly"].toBool();
    return difference;
}

SchemaDiff Reader::differences(const QJsonObject &object)
{
    SchemaDiff diff;
    diff.differences = listOf<Difference>(
        object[u"differences"], [this](const QJsonValue &v) { return difference(v.toObject()); });
    diff.leftOut = listOf<LeftOut>(object[u"leftOut"], [](const QJsonValue &v) {
        return LeftOut{v[u"what"].toString(), v[u"count"].toInt()};
    });
    return diff;
}

StatementEvidence Reader::statement(const QJsonObject &object)
{
    StatementEvidence statement;
    statement.summary = object[u"summary"].toString();
    statement.where = placeOf(object);
    statement.ms = object[u"ms"].toDouble();
    statement.rows = object[u"rows"].toInteger();
    statement.walBytes = object[u"walBytes"].toInteger();
    statement.locks = listOf<LockEvidence>(object[u"locks"], lockOf);
    statement.rewrites = textsOf(object[u"rewrites"]);
    statement.notices = textsOf(object[u"notices"]);
    return statement;
}

StepEvidence Reader::step(const QJsonObject &object)
{
    StepEvidence step;
    if (object.isEmpty())
        return step;
    step.state = named(object[u"state"], stepStateName, StepEvidence::State::None);
    step.ms = object[u"ms"].toDouble();
    if (object.contains(u"error"))
        step.error = error(object[u"error"].toObject());
    step.outsideTransaction = object[u"outsideTransaction"].toBool();
    step.forcedOutside = object[u"forcedOutside"].toBool();
    step.locksHidden = object[u"locksHidden"].toBool();
    step.statements = listOf<StatementEvidence>(
        object[u"statements"], [this](const QJsonValue &v) { return statement(v.toObject()); });
    return step;
}

std::optional<SchemaOutcome> Reader::schemaState(const QJsonValue &value)
{
    if (!value.isString())
        return std::nullopt;
    return named(value, schemaOutcomeName, SchemaOutcome::Volatile);
}

Verdict Reader::verdict(const QJsonValue &value)
{
    return named(value, verdictName, Verdict::NotRun);
}

MigrationReport Reader::migration(const QJsonObject &object)
{
    MigrationReport migration;
    migration.version = object[u"version"].toString();
    migration.name = object[u"name"].toString();
    migration.id = object[u"id"].toString();
    migration.file = object[u"file"].toString();
    migration.verdict = verdict(object[u"verdict"]);
    migration.reason = object[u"reason"].toString();
    migration.up = step(object[u"up"].toObject());
    migration.down = step(object[u"down"].toObject());
    const QJsonObject redo = object[u"redo"].toObject();
    migration.redo = step(redo);
    migration.schema = schemaState(object[u"schema"]);
    migration.redoSchema = schemaState(redo[u"schema"]);
    if (object.contains(u"data"))
        migration.dataEqual = object[u"data"].toString() == u"equal";
    migration.schemaDiff = differences(object);
    migration.redoDiff = differences(redo);
    migration.lost = listOf<TableDataDifference>(object[u"lost"], dataOf);
    migration.moved = listOf<TableDataDifference>(object[u"moved"], dataOf);
    migration.explained = listOf<TableDataDifference>(object[u"explained"], dataOf);
    migration.sequenceChanges = textsOf(object[u"sequences"]);
    migration.members = textsOf(object[u"members"]);
    const QJsonObject verify = object[u"verify"].toObject();
    if (verify[u"afterUp"].isBool())
        migration.verifyPassed = verify[u"afterUp"].toBool();
    if (verify[u"afterDown"].isBool())
        migration.verifyPassedAfterDown = verify[u"afterDown"].toBool();
    if (object.contains(u"history"))
        migration.history = historyOf(object[u"history"]);
    migration.findings = listOf<Finding>(
        object[u"findings"], [this](const QJsonValue &v) { return finding(v.toObject()); });
    return migration;
}

RehearsalReport Reader::report(const QJsonObject &object)
{
    RehearsalReport report;
    report.tidemarkVersion = object[u"tidemark"].toString();
    report.engine = object[u"engine"].toString() == u"sqlite" ? Engine::Sqlite : Engine::PostgreSql;
    report.serverVersion = object[u"server"].toString();
    report.convention = object[u"convention"].toString();
    report.mode = object[u"mode"].toString();
    report.sandbox = object[u"sandbox"].toString();
    report.folder = object[u"folder"].toString();
    report.startedAt = QDateTime::fromString(object[u"startedAt"].toString(), Qt::ISODateWithMs);
    report.seconds = object[u"seconds"].toDouble();
    report.sqlSeconds = object[u"sqlSeconds"].toDouble();
    report.fill = object[u"fill"].toInt();
    report.traffic = object[u"traffic"].toString();
    report.cancelled = object[u"cancelled"].toBool();
    report.migrations = listOf<MigrationReport>(
        object[u"migrations"], [this](const QJsonValue &v) { return migration(v.toObject()); });
    report.groups = listOf<MigrationReport>(
        object[u"groups"], [this](const QJsonValue &v) { return migration(v.toObject()); });
    report.findings = listOf<Finding>(
        object[u"findings"], [this](const QJsonValue &v) { return finding(v.toObject()); });
    report.notCompared = listOf<NotCompared>(object[u"notCompared"], [](const QJsonValue &v) {
        return NotCompared{v[u"kind"].toString(), v[u"count"].toInt()};
    });
    return report;
}

} // namespace

Result<RehearsalReport> readJson(const QByteArray &json)
{
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parsed);
    const QString summary = u"this is not a rehearsal report"_s;
    if (parsed.error != QJsonParseError::NoError)
        return fail(ErrorKind::Input, summary, parsed.errorString());
    const QJsonObject object = document.object();
    if (!object[u"migrations"].isArray() || !object.contains(u"tidemark"))
        return fail(ErrorKind::Input, summary, u"it has no list of migrations"_s);
    Reader reader;
    RehearsalReport report = reader.report(object);
    if (!reader.problem().isEmpty())
        return fail(ErrorKind::Input, summary, reader.problem());
    return report;
}

} // namespace tidemark
