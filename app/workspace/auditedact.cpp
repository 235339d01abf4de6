// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/auditedact.h"

#include "rehearsal/rehearsal.h"
#include "rehearsal/reports/wording.h"
#include "run/plan.h"
#include "run/runner.h"
#include "workspace/auditlog.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString outcomeWord(const StepOutcome &outcome)
{
    struct Words
    {
        QString operator()(const StepNotStarted &) const { return u"not started"_s; }
        QString operator()(const StepDone &) const { return u"done"_s; }
        QString operator()(const StepDoneByOther &) const { return u"done by another"_s; }
        QString operator()(const StepFailed &) const { return u"failed"_s; }
        QString operator()(const StepCancelled &) const { return u"cancelled"_s; }
    };
    return std::visit(Words{}, outcome);
}

QString detailsText(const QJsonArray &details)
{
    return details.isEmpty()
               ? QString()
               : QString::fromUtf8(QJsonDocument(details).toJson(QJsonDocument::Compact));
}

/// "3 applied", "2 of 3 rolled back".
QString countText(const RunReport &report, bool up)
{
    int all = 0;
    int done = 0;
    for (const StepReport &step : report.steps) {
        if (step.step.up != up)
            continue;
        ++all;
        done += std::holds_alternative<StepDone>(step.outcome) ? 1 : 0;
    }
    if (all == 0)
        return {};
    const QString word = up ? u"applied"_s : u"rolled back"_s;
    return all == done ? u"%1 %2"_s.arg(done).arg(word)
                       : u"%1 of %2 %3"_s.arg(done).arg(all).arg(word);
}

std::optional<Error> firstError(const RunReport &report)
{
    if (report.error)
        return report.error;
    for (const StepReport &step : report.steps) {
        if (const auto *failed = std::get_if<StepFailed>(&step.outcome))
            return failed->error;
    }
    return std::nullopt;
}

QJsonArray detailsOf(const RunReport &report)
{
    QJsonArray details;
    for (const StepReport &step : report.steps) {
        details.append(QJsonObject{{u"id"_s, step.step.migration.id},
                                   {u"direction"_s, step.step.up ? u"up"_s : u"down"_s},
                                   {u"outcome"_s, outcomeWord(step.outcome)},
                                   {u"ms"_s, qRound64(step.ms)}});
    }
    return details;
}

QJsonArray detailsOf(const RehearsalReport &report)
{
    QJsonArray details;
    for (const MigrationReport &migration : report.migrations) {
        if (migration.verdict == Verdict::NotRun)
            continue;
        details.append(QJsonObject{{u"id"_s, migration.id},
                                   {u"verdict"_s, verdictName(migration.verdict)},
                                   {u"ms"_s, qRound64(totalMs(migration))}});
    }
    return details;
}

} // namespace

AuditedAct::AuditedAct(QString stateFolder, const QString &act, const AuditPlace &place)
    : m_stateFolder(std::move(stateFolder))
{
    const Actor actor = thisActor();
    m_entry.startedAt = QDateTime::currentDateTimeUtc();
    m_entry.act = act;
    m_entry.user = actor.user;
    m_entry.host = actor.host;
    if (place.workspace)
        m_entry.workspace = place.workspace->file;
    if (place.environment)
        m_entry.environment = place.environment->name;
    if (place.database)
        m_entry.database = place.database->displayName();
}

void AuditedAct::setSubject(const QStringList &migrationIds)
{
    QStringList ids = migrationIds;
    ids.removeDuplicates();
    if (ids.size() <= 1)
        m_entry.subject = ids.value(0);
    else
        m_entry.subject =
            u"%1 to %2 (%3)"_s.arg(ids.first(), ids.last(), QString::number(ids.size()));
}

void AuditedAct::setSubject(const Plan &plan)
{
    QStringList ids;
    for (const PlanStep &step : plan.steps)
        ids += step.migration.id;
    setSubject(ids);
}

Result<void> AuditedAct::ended(const RunReport &report)
{
    const std::optional<Error> error = firstError(report);
    const bool stopped = report.cancelled() || (error && error->kind == ErrorKind::Cancelled);
    m_entry.result = stopped       ? AuditResult::Cancelled
                     : report.ok() ? AuditResult::Done
                                   : AuditResult::Failed;
    QStringList counts{countText(report, false), countText(report, true)};
    counts.removeAll(QString());
    m_entry.summary = counts.join(u", "_s);
    m_entry.error = error ? error->toString() : QString();
    m_entry.details = detailsText(detailsOf(report));
    return write();
}

Result<void> AuditedAct::ended(const RehearsalReport &report)
{
    QStringList ids;
    bool good = true;
    for (const MigrationReport &migration : report.migrations) {
        if (migration.verdict == Verdict::NotRun)
            continue;
        ids += migration.id;
        good = good && isGood(migration);
    }
    setSubject(ids);
    m_entry.result = report.cancelled ? AuditResult::Cancelled
                     : good           ? AuditResult::Done
                                      : AuditResult::Findings;
    m_entry.summary = verdictSummary(report);
    m_entry.details = detailsText(detailsOf(report));
    return write();
}

Result<void> AuditedAct::ended(AuditResult result, const QString &summary)
{
    m_entry.result = result;
    m_entry.summary = summary;
    return write();
}

Result<void> AuditedAct::failed(const Error &error)
{
    m_entry.result =
        error.kind == ErrorKind::Cancelled ? AuditResult::Cancelled : AuditResult::Failed;
    m_entry.error = error.toString();
    return write();
}

Result<void> AuditedAct::write()
{
    m_entry.durationMs = std::chrono::duration_cast<std::chrono::milliseconds>(
                             std::chrono::steady_clock::now() - m_begin)
                             .count();
    const auto id = recordAct(m_stateFolder, m_entry);
    if (id)
        return {};
    Error error = id.error();
    error.detail = error.detail.isEmpty() ? error.summary : error.summary + u": "_s + error.detail;
    error.summary = u"this could not be written to the log"_s;
    return fail(std::move(error));
}

} // namespace tidemark
