// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/runner.h"
#include "run/scriptrun.h"
#include "run/settings.h"

#include <stop_token>

namespace tidemark {

/// A transaction that the step before has begun in the round trip of its own COMMIT.
struct StepChain
{
    bool begun = false;     ///< the session is in it
    bool beginNext = false; ///< the step at work is to begin it for the next one
};

/// What the steps of one run share.
struct StepContext
{
    Session &session;
    const HistoryStore &store;
    const SessionSettings &settings;
    const RunOptions &options;
    RunObserver &observer;
    StepChain &chain;
    std::stop_token stop;
};

/// A step whose scripts are cut into statements.
struct PreparedStep
{
    Result<std::vector<ScriptUnit>> units;
    /// It runs as one transaction with its history row; else it is journalled.
    bool transactional = false;
};
PreparedStep prepareStep(const PlanStep &step, Engine engine);

/// Runs one step of a plan to its end, in one of the two ways. The session is idle before and
/// after, unless its connection is gone or the chain says otherwise.
StepReport runStep(const StepContext &context, int index, const PlanStep &step,
                   const PreparedStep &prepared);

// ---- What both ways need.

/// Passes statements on to the run's observer, and counts.
class StatementForwarder final : public StatementObserver
{
public:
    StatementForwarder(RunObserver &observer, int index, StepReport &report)
        : m_observer(observer)
        , m_index(index)
        , m_report(report)
    {
    }
    void statementStarted(const Statement &statement) override;
    Result<void> statementFinished(const Statement &, const Outcome &, double) override;

private:
    RunObserver &m_observer;
    int m_index;
    StepReport &m_report;
};

/// While it lives a stop request does not reach the session: for COMMIT, whose answer must be
/// known, and for cleaning up after a cancel.
class Uninterrupted
{
public:
    explicit Uninterrupted(const StepContext &context);
    ~Uninterrupted();
    Uninterrupted(const Uninterrupted &) = delete;
    Uninterrupted &operator=(const Uninterrupted &) = delete;

private:
    const StepContext &m_context;
};

/// BEGIN with the run's time-outs and nobody else's settings; nothing when it is begun already.
Result<void> beginStep(const StepContext &context);

/// Waits before another attempt; false when there is to be none: no lock time-out, no retry left,
/// or a stop.
bool waitToRetry(const StepContext &context, int index, const Error &error, int attemptsMade);

/// `SET lock_timeout = ...; ` for the options that are given, with LOCAL or without; may be empty.
QByteArray timeoutSettings(const StepContext &context, bool local);

RunFacts factsOf(const StepContext &context, const QDateTime &startedAt, double ms);

/// The outcome of a step that ended with this error.
StepOutcome outcomeOf(const Error &error, Aftermath aftermath);

/// The journalled way; see Journal.
void runJournalled(const StepContext &context, int index, const std::vector<ScriptUnit> &units,
                   StepReport &report);

} // namespace tidemark
