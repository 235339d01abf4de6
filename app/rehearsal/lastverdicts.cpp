// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/lastverdicts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

void addLocks(std::vector<LockLine> &lines, const StepEvidence &step, bool down)
{
    for (const StatementEvidence &statement : step.statements) {
        for (const LockEvidence &lock : statement.locks) {
            QString mode = lock.mode;
            if (mode.endsWith(u"Lock"))
                mode.chop(4);
            lines.push_back({statement.summary, lock.relation, mode, statement.ms, down});
        }
    }
}

LastVerdict verdictOf(const MigrationReport &migration, const RehearsalReport &report,
                      const QString &on)
{
    LastVerdict last;
    last.verdict = migration.verdict;
    last.label = verdictLabel(migration.verdict);
    last.tone = toneOf(migration);
    last.reason = migration.reason;
    last.when = report.startedAt.toUTC();
    last.on = on;
    last.ms = totalMs(migration);
    for (const StepEvidence *step : {&migration.up, &migration.down, &migration.redo}) {
        if (!step->error || last.error)
            continue;
        last.error = step->error;
        last.errorInDown = step == &migration.down;
    }
    for (const StatementEvidence &statement : migration.up.statements)
        last.rewrites += statement.rewrites;
    last.rewrites.removeDuplicates();
    addLocks(last.locks, migration.up, false);
    addLocks(last.locks, migration.down, true);
    return last;
}

QJsonObject toJson(const Error &error)
{
    return {{u"kind"_s, static_cast<int>(error.kind)},
            {u"summary"_s, error.summary},
            {u"detail"_s, error.detail},
            {u"hint"_s, error.hint},
            {u"sqlstate"_s, error.sqlState},
            {u"file"_s, error.where.file},
            {u"line"_s, error.where.line},
            {u"column"_s, error.where.column},
            {u"offset"_s, error.statementOffset}};
}

Error errorOf(const QJsonObject &object)
{
    Error error;
    const int kind = object[u"kind"].toInt(-1);
    if (kind >= 0 && kind <= static_cast<int>(ErrorKind::Internal))
        error.kind = static_cast<ErrorKind>(kind);
    error.summary = object[u"summary"].toString();
    error.detail = object[u"detail"].toString();
    error.hint = object[u"hint"].toString();
    error.sqlState = object[u"sqlstate"].toString();
    error.where = {object[u"file"].toString(), object[u"line"].toInt(), object[u"column"].toInt()};
    error.statementOffset = object[u"offset"].toInt(-1);
    return error;
}

QJsonObject toJson(const LockLine &lock)
{
    return {{u"statement"_s, lock.statement},
            {u"relation"_s, lock.relation},
            {u"mode"_s, lock.mode},
            {u"ms"_s, lock.ms},
            {u"down"_s, lock.down}};
}

LockLine lockOf(const QJsonObject &object)
{
    return {object[u"statement"].toString(), object[u"relation"].toString(),
            object[u"mode"].toString(), object[u"ms"].toDouble(), object[u"down"].toBool()};
}

} // namespace

void noteVerdicts(LastVerdicts &verdicts, const RehearsalReport &report, const QString &on)
{
    for (const MigrationReport &migration : report.migrations) {
        if (migration.verdict != Verdict::NotRun)
            verdicts[migration.id] = verdictOf(migration, report, on);
    }
}

QByteArray writeLastVerdict(const LastVerdict &verdict)
{
    QJsonObject object{{u"verdict"_s, verdictName(verdict.verdict)},
                       {u"tone"_s, static_cast<int>(verdict.tone)},
                       {u"reason"_s, verdict.reason},
                       {u"when"_s, verdict.when.toUTC().toString(Qt::ISODateWithMs)},
                       {u"on"_s, verdict.on},
                       {u"ms"_s, verdict.ms},
                       {u"rehearsal"_s, verdict.rehearsal}};
    if (verdict.error) {
        object[u"error"_s] = toJson(*verdict.error);
        object[u"errorInDown"_s] = verdict.errorInDown;
    }
    object[u"rewrites"_s] = QJsonArray::fromStringList(verdict.rewrites);
    QJsonArray locks;
    for (const LockLine &lock : verdict.locks)
        locks.append(toJson(lock));
    object[u"locks"_s] = locks;
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<LastVerdict> readLastVerdict(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const std::optional<Verdict> named = verdictNamed(object[u"verdict"].toString());
    const int tone = object[u"tone"].toInt(-1);
    if (!named || tone < 0 || tone > static_cast<int>(Tone::Bad))
        return std::nullopt;
    LastVerdict verdict;
    verdict.verdict = *named;
    verdict.label = verdictLabel(*named);
    verdict.tone = static_cast<Tone>(tone);
    verdict.reason = object[u"reason"].toString();
    verdict.when = QDateTime::fromString(object[u"when"].toString(), Qt::ISODateWithMs);
    verdict.on = object[u"on"].toString();
    verdict.ms = object[u"ms"].toDouble();
    verdict.rehearsal = object[u"rehearsal"].toInteger();
    if (object.contains(u"error"))
        verdict.error = errorOf(object[u"error"].toObject());
    verdict.errorInDown = object[u"errorInDown"].toBool();
    const QJsonArray rewrites = object[u"rewrites"].toArray();
    for (const QJsonValue table : rewrites)
        verdict.rewrites += table.toString();
    const QJsonArray locks = object[u"locks"].toArray();
    for (const QJsonValue lock : locks)
        verdict.locks.push_back(lockOf(lock.toObject()));
    return verdict;
}

} // namespace tidemark
