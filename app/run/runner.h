// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"
#include "migrations/convention.h"
#include "run/plan.h"

#include <chrono>
#include <optional>
#include <stop_token>
#include <variant>
#include <vector>

namespace tidemark {

struct RunOptions
{
    bool wait = true; ///< for another run to end; false: Error{Busy} at once
    std::optional<std::chrono::milliseconds>
        lockTimeout; ///< PostgreSQL: lock_timeout; SQLite: the busy wait
    std::optional<std::chrono::milliseconds>
        statementTimeout; ///< PostgreSQL: statement_timeout; SQLite: for statements of the scripts
    int retries = 0;      ///< how often a step that ran into a lock time-out is tried again
    std::chrono::milliseconds retryDelay{
        500};     ///< before the first retry, doubled for each next one
    RunFacts who; ///< user, full name, e-mail; the runner fills in the times
};

struct StepDone
{
    bool operator==(const StepDone &) const = default;
};
/// Somebody else did it while we waited for the lock.
struct StepDoneByOther
{
    bool operator==(const StepDoneByOther &) const = default;
};
/// What is left in the database after a step that did not come to its end.
enum class Aftermath {
    RolledBack, ///< nothing of it
    HalfDone,   ///< the journal says how much
    Unknown,    ///< the connection went away while it committed
};
struct StepFailed
{
    Error error;
    Aftermath aftermath = Aftermath::RolledBack;
    bool operator==(const StepFailed &) const = default;
};
struct StepCancelled
{
    Aftermath aftermath = Aftermath::RolledBack;
    bool operator==(const StepCancelled &) const = default;
};
struct StepNotStarted
{
    bool operator==(const StepNotStarted &) const = default;
};

using StepOutcome =
    std::variant<StepNotStarted, StepDone, StepDoneByOther, StepFailed, StepCancelled>;

struct StepReport
{
    PlanStep step;
    StepOutcome outcome;
    double ms = 0;
    int statements = 0; ///< that were run now
    int attempts = 1;
    bool journalled = false;             ///< it did not run in one transaction
    std::optional<JournalEntry> journal; ///< what is left of one that is half done
    std::vector<Notice> notices;

    bool operator==(const StepReport &) const = default;
};

struct RunReport
{
    std::vector<StepReport> steps; ///< one for each of the plan
    std::optional<Error> error;    ///< what kept the run from its first step: lock, history
    QDateTime startedAt;
    double ms = 0;

    bool operator==(const RunReport &) const = default;

    bool ok() const; ///< every step is done
    bool cancelled() const;
};

/// Told what happens while it happens, in the session's thread. Facts, not sentences.
class RunObserver
{
public:
    virtual ~RunObserver() = default;
    virtual void waitingForLock(const Error &) {} ///< names the holder
    virtual void stepStarted(int /*index*/, const PlanStep &) {}
    virtual void statementStarted(int /*index*/, const Statement &) {}
    virtual void retrying(int /*index*/, const Error &, std::chrono::milliseconds /*delay*/) {}
    virtual void stepFinished(int /*index*/, const StepReport &) {}
};

/// Executes plans on one session, in its thread.
///
/// It takes the convention's lock, reads the history again, and runs each step. A step that can is
/// one transaction together with its history row; any other is journalled statement by statement
/// (see Journal), so that what a killed process left is known. It stops at the first step that is
/// not done. A stop request cancels the statement that runs; what was committed stays and is
/// reported.
class Runner
{
public:
    static RunReport run(Session &session, const HistoryStore &store, const Plan &plan,
                         const RunOptions &options, RunObserver &observer, std::stop_token stop);
};

} // namespace tidemark
