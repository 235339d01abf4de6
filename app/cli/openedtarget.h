// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/target.h"
#include "run/journal.h"
#include "run/plan.h"

#include <chrono>
#include <memory>
#include <optional>

namespace tidemark {

/// A target with its database open and both sides read: what the files say and what the database
/// says.
struct OpenedTarget
{
    Target target;
    ConnectionSpec spec;            ///< as it is connected to, through the tunnel
    std::unique_ptr<Tunnel> tunnel; ///< outlives the session
    std::unique_ptr<Session> session;
    const Convention *convention = nullptr;
    std::unique_ptr<HistoryStore> store;
    std::shared_ptr<const MigrationSet> set;
    History history;
    std::optional<JournalEntry> journal;

    PlanRequest planRequest() const { return {set, convention, history, journal}; }

    /// Reads history and journal again.
    Result<void> reread();

    /// A journal is there while a run is under way, and after one that did not end. Waits for the
    /// lock until it is known that nobody is at work, and reads again; Error{Busy} names who runs.
    Result<void> awaitOthers(bool wait, std::stop_token stop);
};

struct OpenOptions
{
    bool readOnly = false; ///< nothing is to be written: a missing SQLite file is not made
    std::optional<std::chrono::milliseconds> busyWait; ///< SQLite
};

/// Error{Usage} when the target names no database.
Result<OpenedTarget> openTarget(Target target, const OpenOptions &openOptions,
                                const CommandContext &context);

} // namespace tidemark
