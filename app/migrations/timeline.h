// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/githistory.h"
#include "migrations/migration.h"

#include <QString>

#include <optional>
#include <vector>

namespace tidemark {

enum class MigrationState {
    Applied,
    Pending,
    OutOfOrder, ///< pending, and older than the newest applied one
    Changed,    ///< applied, and its file says something else now; a repeatable one will run again
    Missing,    ///< applied, and no file has this version
    Failed,     ///< started and not finished, or recorded as failed
    Covered,    ///< never applied here because a baseline stands for it
    Skipped,    ///< a baseline that is no longer wanted: the database has a history already
};

/// "applied", "pending", "out of order", "changed since applied", "missing on disk", "failed",
/// "covered by a baseline", "skipped".
QString describe(MigrationState state);

/// One migration, on disk or in the history or both.
struct TimelineRow
{
    MigrationState state = MigrationState::Pending;
    QString version;
    QString name;
    QString id;
    QString file; ///< empty when it is missing on disk
    MigrationKind kind = MigrationKind::Versioned;
    int index = -1; ///< in MigrationSet::migrations; -1 when it is missing on disk
    std::optional<AppliedMigration> applied; ///< its row, where the history has one
    bool irreversible = false;               ///< on disk, and without a down
    bool runnable = true;                    ///< see Migration
    bool runsNext = false;                   ///< going up as the convention does it would run it
    std::optional<FileCommit> changedBy;     ///< for Changed, where the file's git history told so

    bool operator==(const TimelineRow &) const = default;
};

/// Disk joined with history: in the order of the set, what is missing on disk behind what the
/// history names before it.
struct Timeline
{
    QString convention;
    bool historyExists = false;
    std::vector<TimelineRow> rows;

    bool operator==(const Timeline &) const = default;

    int count(MigrationState state) const;
    /// The newest row that is in effect (applied or changed, not repeatable); nullptr for none.
    const TimelineRow *newestApplied() const;
};

/// Pure. `appliesOutOfOrder` is the convention's own: it decides `runsNext` of rows out of order.
/// A watermark history (golang-migrate) counts everything up to its version as applied, by place
/// in the set, or by number when no file has that version.
Timeline makeTimeline(const MigrationSet &set, const History &history, bool appliesOutOfOrder);

/// For histories without checksums: an applied row whose files were committed with other contents
/// after it was applied becomes Changed. Rows without a time of application stay as they are. Pure.
void noteFileChanges(Timeline &timeline, const MigrationSet &set, const FileHistories &histories);

} // namespace tidemark
