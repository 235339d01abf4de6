// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/runplan.h"

#include "database/session.h"
#include "migrations/convention.h"
#include "run/scriptrun.h"
#include "sql/splitter.h"
#include "workbench/translate.h"
#include "workspace/runbackup.h"

#include <QFileInfo>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

const std::vector<Script> &scriptsOf(const PlanStep &step)
{
    static const std::vector<Script> nothing;
    if (step.up)
        return step.migration.up;
    return step.migration.down ? *step.migration.down : nothing;
}

/// The longest lock per mode that keeps others out, for the direction that runs.
QStringList lockSentences(const LastVerdict &verdict, bool up)
{
    QStringList sentences;
    for (const LockLine &lock : verdict.locks) {
        if (lock.down == up || lock.mode != u"AccessExclusive")
            continue;
        sentences += tr("%1 is locked against everybody for at least %2")
                         .arg(lock.relation, durationText(lock.ms));
    }
    sentences.removeDuplicates();
    if (sentences.size() > 3)
        sentences = sentences.first(3) << tr("and %1 more locks").arg(sentences.size() - 3);
    return sentences;
}

Result<RunPlanStep> shownStep(const PlanStep &step, Engine engine, const LastVerdicts &verdicts)
{
    RunPlanStep shown;
    shown.id = step.migration.id;
    shown.version = step.migration.version;
    shown.name = step.migration.name.isEmpty() ? step.migration.id : step.migration.name;
    shown.file = step.migration.file;
    shown.reason = step.reason;
    TM_TRY_ASSIGN(const auto units, scriptUnits(scriptsOf(step), engine));
    shown.oneTransaction =
        units.size() <= 1 && std::ranges::all_of(units, &ScriptUnit::inTransaction);
    for (const ScriptUnit &unit : units) {
        for (const Statement &statement : unit.statements)
            shown.statements += summaryOf(statement, 90);
    }
    if (const auto verdict = verdicts.find(shown.id); verdict != verdicts.end())
        shown.verdict = verdict->second;
    shown.hazards = hazardsOf(step, shown.verdict, shown.hazardTone);
    return shown;
}

/// A journal is there while a run is under way, and after one that did not end.
Result<void> refuseWhileOthersRun(Session &session, const HistoryStore &store, std::stop_token stop)
{
    TM_TRY_ASSIGN(const auto lock, store.lock(session, false, stop));
    return {};
}

Result<PlanRequest> readAll(Session &session, const Workspace &workspace,
                            const VariableLookup &variables, std::stop_token stop)
{
    const QDir folder(workspace.migrations);
    PlanRequest read;
    if (workspace.convention.isEmpty()) {
        TM_TRY_ASSIGN(read.convention, detectConvention(folder, &session));
    } else {
        read.convention = findConvention(workspace.convention);
    }
    const auto store =
        read.convention ? read.convention->history(session.engine(), folder) : nullptr;
    if (!store)
        return fail(ErrorKind::Unsupported,
                    tr("\"%1\" does not know this kind of database").arg(workspace.convention));
    TM_TRY_ASSIGN(MigrationSet set, read.convention->read({folder, session.engine(), variables}));
    read.set = std::make_shared<const MigrationSet>(std::move(set));
    TM_TRY_ASSIGN(read.journal, Journal::find(session));
    if (read.journal) {
        TM_TRY(refuseWhileOthersRun(session, *store, stop));
        session.setStopToken(stop);
        TM_TRY_ASSIGN(read.journal, Journal::find(session));
    }
    TM_TRY_ASSIGN(read.history, store->read(session));
    return read;
}

} // namespace

QStringList hazardsOf(const PlanStep &step, const std::optional<LastVerdict> &verdict, Tone &tone)
{
    QStringList hazards;
    tone = Tone::Neutral;
    const auto note = [&](const QString &sentence, Tone how) {
        hazards += sentence;
        tone = std::max(tone, how);
    };
    if (!step.migration.down && step.up)
        note(tr("there is no way back: it has no down script"), Tone::Caution);
    if (!verdict) {
        note(tr("never rehearsed"), Tone::Caution);
        return hazards;
    }
    const bool upFailed = verdict->verdict == Verdict::UpFails;
    if (upFailed && step.up)
        note(tr("its up failed in the last rehearsal: %1").arg(verdict->reason), Tone::Bad);
    else if (!step.up && verdict->tone != Tone::Good)
        note(verdict->reason, verdict->tone);
    else if (step.up && verdict->tone == Tone::Bad)
        note(tr("the way back failed in the last rehearsal: %1").arg(verdict->reason),
             Tone::Caution);
    if (step.up && !verdict->rewrites.isEmpty())
        note(tr("rewrites %1").arg(verdict->rewrites.join(u", "_s)), Tone::Caution);
    for (const QString &sentence : lockSentences(*verdict, step.up))
        note(sentence, Tone::Neutral);
    return hazards;
}

Result<std::shared_ptr<const RunPlan>>
makeRunPlan(const RunRequest &request, const Workspace &workspace, const Environment &environment,
            const ConnectionSpec &spec, const LastVerdicts &verdicts,
            const VariableLookup &variables, std::stop_token stop)
{
    ConnectionSpec looked = spec;
    if (spec.engine == Engine::Sqlite) {
        if (QFileInfo::exists(spec.conninfo))
            looked.readOnly = true;
        else
            looked.conninfo.clear();
    }
    TM_TRY_ASSIGN(const auto session, openSession(looked, stop));
    TM_TRY_ASSIGN(const PlanRequest read, readAll(*session, workspace, variables, stop));
    PlanLimits limits;
    limits.to = request.to;
    limits.all = request.all;
    limits.allowOutOfOrder = request.allowOutOfOrder;
    auto made = std::make_shared<RunPlan>();
    TM_TRY_ASSIGN(made->plan, request.up ? planUp(read, limits) : planDown(read, limits));
    made->request = request;
    made->environment = environment;
    made->spec = spec;
    const QString database = spec.engine == Engine::Sqlite ? QFileInfo(spec.conninfo).fileName()
                                                           : session->databaseName();
    made->place = tr("%1 on %2").arg(database, session->serverVersion());
    for (const PlanStep &step : made->plan.steps) {
        TM_TRY_ASSIGN(RunPlanStep shown, shownStep(step, spec.engine, verdicts));
        made->steps.push_back(std::move(shown));
    }
    made->wantsBackup = !made->steps.empty() && wantsBackupBeforeRun(environment, spec, &workspace);
    for (const Finding &warning : made->plan.warnings)
        made->warnings += warning.message;
    return made;
}

} // namespace tidemark
