// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/steprunner.h"

#include <QElapsedTimer>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr std::chrono::milliseconds longestDelay{30'000};

QByteArray beginText(const StepContext &context)
{
    if (context.session.engine() == Engine::Sqlite)
        return "BEGIN IMMEDIATE";
    return "BEGIN; " + context.settings.statements().toByteArray() + timeoutSettings(context, true);
}

/// One transaction for the whole migration, its history row included.
class TransactionalStep
{
public:
    TransactionalStep(const StepContext &context, int index, const ScriptUnit &unit,
                      StepReport &report)
        : m_context(context)
        , m_index(index)
        , m_unit(unit)
        , m_report(report)
    {
    }

    void run();

private:
    Result<void> attempt();
    Result<void> body();
    Result<void> commit();

    const StepContext &m_context;
    int m_index;
    const ScriptUnit &m_unit;
    StepReport &m_report;
    bool m_committing = false;
    QElapsedTimer m_timer;
    QDateTime m_startedAt;
};

void TransactionalStep::run()
{
    for (;; ++m_report.attempts) {
        m_report.statements = 0;
        m_committing = false;
        const Result<void> result = attempt();
        if (result) {
            m_report.outcome = StepDone{};
            return;
        }
        if (waitToRetry(m_context, m_index, result.error(), m_report.attempts))
            continue;
        const bool lost = m_context.session.transactionState() == TransactionState::Lost;
        m_report.outcome = outcomeOf(result.error(), lost && m_committing ? Aftermath::Unknown
                                                                          : Aftermath::RolledBack);
        return;
    }
}

Result<void> TransactionalStep::attempt()
{
    m_startedAt = QDateTime::currentDateTimeUtc();
    m_timer.start();
    Result<void> result = beginStep(m_context);
    if (result)
        result = body();
    if (result)
        result = commit();
    if (!result) {
        const Uninterrupted cleaning(m_context);
        const TransactionState state = m_context.session.transactionState();
        if (state == TransactionState::Active || state == TransactionState::Failed)
            (void)m_context.session.execute("ROLLBACK"); // the first error is the one to tell
    }
    return result;
}

Result<void> TransactionalStep::body()
{
    Session &session = m_context.session;
    StatementForwarder forwarder(m_context.observer, m_index, m_report);
    TM_TRY(runStatements(session, m_unit.statements, &forwarder));
    if (session.transactionState() != TransactionState::Active)
        return fail(ErrorKind::Sql, u"the script ended the transaction that it ran in"_s);

    const bool mayHaveSet = std::ranges::any_of(m_unit.statements, [&](const Statement &statement) {
        return maySet(statement.text, session.engine());
    });
    if (mayHaveSet)
        TM_TRY(m_context.settings.restore());
    const RunFacts facts =
        factsOf(m_context, m_startedAt, static_cast<double>(m_timer.nsecsElapsed()) / 1e6);
    const PlanStep &step = m_report.step;
    return step.up ? m_context.store.recordUp(session, step.migration, facts)
                   : m_context.store.recordDown(session, step.migration, facts);
}

Result<void> TransactionalStep::commit()
{
    if (m_context.stop.stop_requested())
        return fail(ErrorKind::Cancelled, u"cancelled"_s);
    const Uninterrupted committing(m_context);
    m_committing = true;
    // The next step's BEGIN shares the round trip: they are what small migrations spend their time
    // on.
    const bool chained = m_context.chain.beginNext;
    Result<void> result =
        m_context.session.execute("COMMIT; " + (chained ? beginText(m_context) : QByteArray()));
    m_context.chain.begun = result && chained;
    if (!result && !result.error().where.isValid())
        result.error().where.file = m_report.step.migration.file;
    return result;
}

} // namespace

void StatementForwarder::statementStarted(const Statement &statement)
{
    m_observer.statementStarted(m_index, statement);
}

Result<void> StatementForwarder::statementFinished(const Statement &, const Outcome &, double)
{
    ++m_report.statements;
    return {};
}

Uninterrupted::Uninterrupted(const StepContext &context)
    : m_context(context)
{
    m_context.session.setStopToken({});
}

Uninterrupted::~Uninterrupted()
{
    m_context.session.setStopToken(m_context.stop);
}

QByteArray timeoutSettings(const StepContext &context, bool local)
{
    return Timeouts{context.options.lockTimeout, context.options.statementTimeout}.statements(
        context.session.engine(), local);
}

Result<void> beginStep(const StepContext &context)
{
    if (std::exchange(context.chain.begun, false))
        return {};
    return context.session.execute(beginText(context));
}

bool waitToRetry(const StepContext &context, int index, const Error &error, int attemptsMade)
{
    if (error.kind != ErrorKind::Busy || attemptsMade > context.options.retries ||
        context.stop.stop_requested())
        return false;
    const int doublings = std::min(attemptsMade - 1, 10);
    const auto delay = std::min(context.options.retryDelay * (1 << doublings), longestDelay);
    context.observer.retrying(index, error, delay);
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any stopped;
    stopped.wait_for(lock, context.stop, delay, [] { return false; });
    return !context.stop.stop_requested();
}

RunFacts factsOf(const StepContext &context, const QDateTime &startedAt, double ms)
{
    RunFacts facts = context.options.who;
    facts.startedAt = startedAt;
    facts.durationMs = ms;
    return facts;
}

StepOutcome outcomeOf(const Error &error, Aftermath aftermath)
{
    if (error.kind == ErrorKind::Cancelled)
        return StepCancelled{aftermath};
    return StepFailed{error, aftermath};
}

namespace {

/// For a tool that logs failures although nothing is left of them. The error that ended the step is
/// the one to report.
void noteFailure(const StepContext &context, const StepReport &report, const QDateTime &startedAt,
                 double ms)
{
    const auto *failed = std::get_if<StepFailed>(&report.outcome);
    if (!failed || failed->aftermath != Aftermath::RolledBack ||
        context.session.transactionState() != TransactionState::Idle)
        return;
    const Uninterrupted noting(context);
    (void)context.store.noteRolledBack(context.session, report.step.migration, report.step.up,
                                       factsOf(context, startedAt, ms));
}

} // namespace

PreparedStep prepareStep(const PlanStep &step, Engine engine)
{
    static const std::vector<Script> nothing;
    const Migration &migration = step.migration;
    PreparedStep prepared{
        scriptUnits(step.up ? migration.up : migration.down.value_or(nothing), engine), false};
    prepared.transactional = prepared.units && !step.resume && prepared.units->size() <= 1 &&
                             std::ranges::all_of(*prepared.units, &ScriptUnit::inTransaction);
    return prepared;
}

StepReport runStep(const StepContext &context, int index, const PlanStep &step,
                   const PreparedStep &prepared)
{
    StepReport report;
    report.step = step;
    context.observer.stepStarted(index, step);
    QElapsedTimer timer;
    timer.start();

    const QDateTime startedAt = QDateTime::currentDateTimeUtc();
    const Result<void> ready = context.store.prepare(context.session, step.migration, step.up);
    if (!prepared.units) {
        report.outcome = StepFailed{prepared.units.error(), Aftermath::RolledBack};
    } else if (!ready) {
        report.outcome = StepFailed{ready.error(), Aftermath::RolledBack};
    } else if (prepared.transactional) {
        const ScriptUnit empty;
        const ScriptUnit &unit = prepared.units->empty() ? empty : prepared.units->front();
        TransactionalStep(context, index, unit, report).run();
    } else {
        runJournalled(context, index, *prepared.units, report);
    }
    report.notices = context.session.takeNotices();
    report.ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (ready)
        noteFailure(context, report, startedAt, report.ms);
    context.observer.stepFinished(index, report);
    return report;
}

} // namespace tidemark
