// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/connectionspec.h"
#include "migrations/githistory.h"
#include "migrations/timeline.h"
#include "rehearsal/lastverdicts.h"
#include "run/journal.h"
#include "workspace/workspace.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

class Convention;
struct TimelineLint;

/// The migrations folder as it was read: everything about it that needs no database. A plain value,
/// shared among threads.
struct MigrationFiles
{
    MigrationSet set;
    const Convention *convention = nullptr;
    Engine engine = Engine::PostgreSql;
    /// Per migration of the set, in its order.
    struct Facts
    {
        bool emptyDown = false; ///< there is a down and no statement in it
        int findings = 0;
        Finding::Severity worst = Finding::Severity::Note; ///< of its findings
        QByteArray text; ///< all that a filter looks at, UTF-8, case folded
    };
    std::vector<Facts> facts;
};

/// What a database said when it was asked last.
struct EnvironmentReading
{
    QString database; ///< "shop_local"
    QString server;   ///< "PostgreSQL 15.8"
    Engine engine = Engine::PostgreSql;
    History history;
    std::optional<JournalEntry> journal;
    QString convention; ///< id of the one whose history table it was

    bool operator==(const EnvironmentReading &) const = default;
};

/// One migration in one environment.
struct TimelineCell
{
    /// None: nothing is known, since the database was not read yet or cannot be reached.
    std::optional<MigrationState> state;
    std::optional<AppliedMigration> applied;
    std::optional<FileCommit> changedBy;
    bool runsNext = false;
    bool interrupted = false; ///< the journal is about this one
};

/// A column: one environment.
struct TimelineColumn
{
    enum class State { Reading, Ready, Unreachable };

    Environment environment;
    State state = State::Reading;
    std::optional<Error> error;                        ///< for Unreachable
    std::shared_ptr<const EnvironmentReading> reading; ///< also what an unreachable one said before
    QDateTime readAt;
    std::vector<TimelineCell> cells; ///< one per row
    int behind = 0;                  ///< rows that going up would run
    int needsLook = 0;               ///< rows that failed, changed, are missing or out of order
    /// The row of the newest applied migration: the tide mark is above it. -1: nothing is applied.
    int tideRow = -1;

    /// Whether the cells say anything.
    bool isKnown() const { return reading != nullptr; }
};

/// One migration, in the order of application.
struct TimelineEntry
{
    QString version;
    QString name;
    QString id;
    MigrationKind kind = MigrationKind::Versioned;
    int index = -1; ///< in the set; -1: known only to databases
    bool noDown = false;
    bool emptyDown = false;
    bool runnable = true;
    bool changed = false; ///< in some environment: changed since it was applied
    int findings = 0;
    Finding::Severity worst = Finding::Severity::Note;
    std::optional<FileCommit> author;
    std::optional<LastVerdict> verdict;
    int lintErrors = 0;
    int lintWarnings = 0;
};

/// Everything that the timeline shows; never changed after it was made.
struct TimelineSnapshot
{
    std::shared_ptr<const Workspace> workspace;
    std::shared_ptr<const MigrationFiles> files;
    std::shared_ptr<const FileHistories> git; ///< nullptr: not read yet
    std::shared_ptr<const TimelineLint> lint; ///< nullptr: not looked at yet
    std::vector<TimelineEntry> entries;       ///< oldest first
    std::vector<TimelineColumn> columns;      ///< in the order of the workspace

    /// nullptr for one that has no files.
    const Migration *migrationOf(int row) const;
    /// -1 when there is none.
    int rowOf(const QString &id) const;
    int columnOf(const QString &environment) const;
};

/// Joins what was read. `columns` come with their environment, state, error and reading; the rest
/// of them is made here. Where environments name migrations that no file has, each becomes one row,
/// whoever has it. Pure; 10,000 migrations in 5 environments take some 50 ms.
std::shared_ptr<const TimelineSnapshot> joinTimeline(std::shared_ptr<const Workspace> workspace,
                                                     std::shared_ptr<const MigrationFiles> files,
                                                     std::shared_ptr<const FileHistories> git,
                                                     const LastVerdicts &verdicts,
                                                     std::vector<TimelineColumn> columns,
                                                     std::shared_ptr<const TimelineLint> lint = {});

/// "up to date", "3 behind", "cannot be reached", "reading…": below the name of an environment.
QString columnSummary(const TimelineColumn &column);

} // namespace tidemark
