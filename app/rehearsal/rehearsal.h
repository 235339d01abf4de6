// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/convention.h"
#include "rehearsal/report.h"
#include "run/settings.h"
#include "sandbox/sandbox.h"

#include <QString>

#include <memory>
#include <stop_token>

namespace tidemark {

/// Which acts a migration goes through, in this order.
enum class RehearsalStep { Fill, Up, CheckUp, Traffic, Down, CheckDown, Redo, CheckRedo };
QString rehearsalStepName(RehearsalStep step);

/// Told what happens while it happens, on the rehearsal's own thread. Facts, not sentences.
class RehearsalObserver
{
public:
    virtual ~RehearsalObserver() = default;
    /// What is known about the run before the first migration: a report without migrations.
    virtual void described(const RehearsalReport & /*head*/) {}
    /// What will be rehearsed, in this order; an index below is a place in it.
    virtual void planned(const std::vector<Migration> &) {}
    virtual void started(int /*migrations*/) {}
    virtual void migrationStarted(int /*index*/, const Migration &) {}
    virtual void stepStarted(int /*index*/, RehearsalStep) {}
    /// Of the scripts of the step that was started last. Comes for each statement, so it has to be
    /// quick.
    virtual void statementStarted(int /*index*/, const Statement &) {}
    virtual void migrationFinished(int /*index*/, const MigrationReport &) {}
};

struct RehearsalOptions
{
    enum class Mode { Step, Chain, Restore };
    Mode mode = Mode::Step;
    /// Rows that every table has at least before each up. In a chain what was filled in on the way
    /// up stays, and is not held against the downs of the migrations before it.
    int fill = 0;
    std::optional<Script> traffic; ///< runs between up and down; not in a chain
    /// Places in the set that are rehearsed, ascending; empty: all.
    std::vector<int> range;
    bool asOneUnit = false; ///< all ups of the range, then all downs in reverse, judged as one
    /// How many of the set, from its start, the sandbox has already (a copy of a real database).
    /// Those of the range among them are rolled back first.
    int applied = 0;
    QStringList leaveOut; ///< the relations of the migration tool itself
    /// The tool's history, which is kept beside; null: it is not.
    const HistoryStore *history = nullptr;
    SandboxFactory *sandboxes = nullptr; ///< Mode::Restore: where the backup is restored
    int samples = 5;                     ///< rows shown per table
    Timeouts timeouts;                   ///< of the migrations' scripts
};

/// "step", "chain", "restore": RehearsalReport::mode.
QString rehearsalModeName(RehearsalOptions::Mode mode);

/// Rehearses migrations on a sandbox that it may change as it likes.
///
/// Step mode takes each migration through up, down and up again and leaves the sandbox with the
/// first up applied before it goes on, whatever the down did: no verdict depends on the one before.
/// Chain mode runs all ups and then all downs in reverse until one fails, which is what a real
/// rollback is.
/// Restore mode takes the range as one release: backup, all ups, traffic, and the backup restored
/// into a database beside it, which is compared with what was before. Its report has two entries
/// instead of migrations: "code and database", with the time that the restore took and what
/// customers wrote since and lose by it, and "code only", where the schema stays: what the version
/// before does not find there, and what the ups took from the rows for good.
///
/// The thread of the sandbox. A stop ends it soon, with what was learnt until then and `cancelled`
/// set.
class Rehearsal
{
public:
    Rehearsal(Sandbox &sandbox, const MigrationSet &set, RehearsalOptions options,
              RehearsalObserver &observer);
    ~Rehearsal();

    /// Error only for what makes a rehearsal impossible: the connection is lost, migrations below
    /// the range do not apply. What scripts do wrong is in the report.
    Result<RehearsalReport> run(std::stop_token stop);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tidemark
