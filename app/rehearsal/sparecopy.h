// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rehearsal/historywatch.h"
#include "rehearsal/trial.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace tidemark {

/// A second sandbox for trials that cannot be taken back: scripts that run outside a transaction,
/// second opinions. Made at the first need. One that a trial left as if only the up had run is kept
/// and brought up to date by the ups alone, which costs less than a copy; whether it is what the
/// first sandbox is, is read from it each time. The first sandbox's thread.
class SpareCopy
{
public:
    /// `sandbox` and `history`, which says what the first one holds, must outlive it.
    SpareCopy(Sandbox &sandbox, const HistoryWatch &history, SchemaReadOptions options,
              std::stop_token stop);

    /// The first sandbox went forward by this one's up, for good.
    void follow(const PreparedMigration &migration);

    /// The spare one is no use any more: a trial left it in another state, or the first sandbox
    /// changed in a way that cannot be followed.
    void discard();

    /// After a trial on it: makes it what the first sandbox is, whose schema is `state`, or
    /// discards it where that is not possible. Rows that were filled in go, if there can be any.
    Result<void> restore(const SchemaPtr &state, bool mayHaveRows);

    /// A sandbox in the state of the first one, whose schema is `state`. Valid until discard().
    Result<Stage *> stage(const SchemaPtr &state);

private:
    /// What the first sandbox has and this one has not.
    struct Step
    {
        std::vector<ScriptUnit> up;
        std::vector<Migration> migrations;
    };

    Result<bool> restored(const SchemaPtr &state, bool mayHaveRows);
    Result<void> take(const Step &step);
    Result<bool> catchUp(const SchemaPtr &state);

    Sandbox &m_first;
    const HistoryWatch &m_history;
    SchemaReadOptions m_options;
    std::stop_token m_stop;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Stage> m_stage;
    std::vector<Step> m_behind;
};

/// Whether a trial whose every step was committed left nothing but what its up makes: the down
/// brought everything back, and the second up gave what the first one did.
bool leftOnlyTheUp(const MigrationReport &report);

} // namespace tidemark
