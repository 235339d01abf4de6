// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/migration.h"
#include "run/journal.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

class Convention;

/// One migration, up or down.
struct PlanStep
{
    bool up = true;
    Migration migration;
    QString reason; ///< "pending", "out of order", "repeatable, changed", "interrupted: goes on at
                    ///< statement 2"
    /// Where an interrupted run of this step is to go on.
    std::optional<JournalEntry> resume;

    bool operator==(const PlanStep &) const = default;
};

/// What a run will do, in order; made without a database, shown before it is executed.
struct Plan
{
    std::shared_ptr<const MigrationSet> set;
    const Convention *convention = nullptr;
    History basis; ///< the history it was made for
    std::vector<PlanStep> steps;
    std::vector<Finding> warnings;
};

/// What the plan is made from.
struct PlanRequest
{
    std::shared_ptr<const MigrationSet> set;
    const Convention *convention = nullptr;
    History history;
    std::optional<JournalEntry> journal;
};

struct PlanLimits
{
    QString to; ///< a version, an id, or an unambiguous beginning of either; empty: no limit
    std::optional<int> count;     ///< at most so many steps
    bool all = false;             ///< down, redo: everything
    bool allowOutOfOrder = false; ///< up: also what is older than the newest applied one
};

/// Pending ones, oldest first: all of them, up to and with `to`, or `count`. An interrupted one
/// that can go on comes first. Errors say what to do: Error{Input} for a failed or interrupted one
/// that a person must look at, for one that is not SQL, and for one out of order where the
/// convention does not apply those; Error{Usage} for a version that is unknown, ambiguous, or
/// applied already.
Result<Plan> planUp(const PlanRequest &request, const PlanLimits &limits);

/// Applied ones, newest first: the newest one, `count`, everything newer than `to` (which stays),
/// or all. Error{Input}: it is not on disk, has no down, is not SQL, or failed.
Result<Plan> planDown(const PlanRequest &request, const PlanLimits &limits);

/// The downs of planDown() and the same migrations up again.
Result<Plan> planRedo(const PlanRequest &request, const PlanLimits &limits);

/// The one migration that a version, an id or an unambiguous beginning names. Error{Usage}.
Result<Migration> findMigration(const MigrationSet &set, const QString &text);

} // namespace tidemark
