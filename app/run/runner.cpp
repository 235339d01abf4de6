// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runner.h"

#include "run/reconcile.h"
#include "run/statementlimit.h"
#include "run/steprunner.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool isDone(const StepReport &report)
{
    return std::holds_alternative<StepDone>(report.outcome) ||
           std::holds_alternative<StepDoneByOther>(report.outcome);
}

/// Without waiting first, so that an observer can say that it waits.
Result<std::unique_ptr<HistoryLock>> takeLock(Session &session, const HistoryStore &store,
                                              const RunOptions &options, RunObserver &observer,
                                              std::stop_token stop)
{
    auto lock = store.lock(session, false, stop);
    if (lock || !options.wait || lock.error().kind != ErrorKind::Busy)
        return lock;
    observer.waitingForLock(lock.error());
    return store.lock(session, true, stop);
}

/// The journal that is there now must be the one that the plan knows of.
Result<void> checkJournal(Session &session, const Plan &plan)
{
    TM_TRY_ASSIGN(const auto found, Journal::find(session));
    const std::optional<JournalEntry> known =
        plan.steps.empty() ? std::nullopt : plan.steps.front().resume;
    if (found == known)
        return {};
    if (!found)
        return fail(ErrorKind::Busy, u"somebody else has finished the interrupted migration"_s, {},
                    u"look at \"tidemark status\" and run again"_s);
    return fail(ErrorKind::Busy, found->summary(), found->detail(),
                u"look at \"tidemark status\" and run again"_s);
}

Result<std::vector<bool>> prepare(Session &session, const HistoryStore &store, const Plan &plan)
{
    TM_TRY(store.ensure(session));
    TM_TRY_ASSIGN(const History now, store.read(session));
    TM_TRY_ASSIGN(std::vector<bool> done, stepsDoneByOthers(plan, now));
    if (std::ranges::find(done, true) == done.end())
        TM_TRY(checkJournal(session, plan));
    return done;
}

/// An empty transaction that a step began for one that does not come.
void endChain(const StepContext &context)
{
    if (!std::exchange(context.chain.begun, false))
        return;
    const Uninterrupted ending(context);
    (void)context.session.execute("ROLLBACK");
}

void runSteps(const StepContext &context, const std::vector<bool> &doneByOthers, RunReport &report)
{
    const Engine engine = context.session.engine();
    std::optional<PreparedStep> prepared;
    for (size_t index = 0; index < report.steps.size(); ++index) {
        StepReport &step = report.steps[index];
        if (doneByOthers[index]) {
            step.outcome = StepDoneByOther{};
            continue;
        }
        if (context.stop.stop_requested()) {
            step.outcome = StepCancelled{};
            break;
        }
        if (!prepared)
            prepared = prepareStep(step.step, engine);
        const bool another = index + 1 < report.steps.size() && !doneByOthers[index + 1];
        std::optional<PreparedStep> next;
        if (another)
            next = prepareStep(report.steps[index + 1].step, engine);
        // In SQLite a round trip costs nothing, and a busy file must not look like a failed COMMIT.
        context.chain.beginNext = engine == Engine::PostgreSql && next && next->transactional;
        step = runStep(context, static_cast<int>(index), step.step, *prepared);
        if (!isDone(step))
            break;
        prepared = std::move(next);
    }
    endChain(context);
}

Result<void> runAll(Session &session, const HistoryStore &store, const Plan &plan,
                    const RunOptions &options, RunObserver &observer, std::stop_token stop,
                    RunReport &report)
{
    session.setStopToken(stop);
    TM_TRY_ASSIGN(const SessionSettings settings, SessionSettings::of(session));
    TM_TRY_ASSIGN(const auto lock, takeLock(session, store, options, observer, stop));
    TM_TRY_ASSIGN(const std::vector<bool> done, prepare(session, store, plan));
    StepChain chain;
    const StatementLimit limit(session, options.statementTimeout);
    runSteps({session, store, settings, options, observer, chain, stop}, done, report);
    return {};
}

} // namespace

bool RunReport::ok() const
{
    return !error && std::ranges::all_of(steps, isDone);
}

bool RunReport::cancelled() const
{
    return (error && error->kind == ErrorKind::Cancelled) ||
           std::ranges::any_of(steps, [](const StepReport &step) {
               return std::holds_alternative<StepCancelled>(step.outcome);
           });
}

RunReport Runner::run(Session &session, const HistoryStore &store, const Plan &plan,
                      const RunOptions &options, RunObserver &observer, std::stop_token stop)
{
    RunReport report;
    report.startedAt = QDateTime::currentDateTimeUtc();
    QElapsedTimer timer;
    timer.start();
    for (const PlanStep &step : plan.steps) {
        report.steps.emplace_back();
        report.steps.back().step = step;
    }
    if (!plan.steps.empty()) {
        if (const auto result = runAll(session, store, plan, options, observer, stop, report);
            !result)
            report.error = result.error();
        session.setStopToken({});
    }
    report.ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    return report;
}

} // namespace tidemark
