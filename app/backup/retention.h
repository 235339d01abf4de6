// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>
#include <vector>

namespace tidemark {

/// How many are kept. Named ones always are.
struct RetentionPolicy
{
    int keepAutomatic = 5;           ///< the newest so many of each database
    std::optional<int> keepManual{}; ///< none: all

    bool operator==(const RetentionPolicy &) const = default;
};

/// What happens to one backup, and why.
struct RetentionStep
{
    enum class Reason {
        Named,      ///< is kept
        Newest,     ///< is among the newest of its kind
        AllManual,  ///< manual ones are kept
        TooOld,     ///< goes: there are enough newer ones
        OfCurrent,  ///< belongs to the release that runs now
        FromFuture, ///< is kept: its time is yet to come, so some clock is wrong
        Unknown,    ///< is kept: it may be anything
        Broken,     ///< is kept, and does not count: somebody has to look at it
        Link,       ///< is kept, and does not count: what it leads to may be anywhere
    };
    Backup backup;
    Reason reason = Reason::Newest;

    bool operator==(const RetentionStep &) const = default;
    bool goes() const { return reason == Reason::TooOld; }
};

/// What pruning would do, newest first, and which leftovers of killed processes go with it.
struct RetentionPlan
{
    std::vector<RetentionStep> steps;
    std::vector<UnfinishedBackup> leftovers;

    bool operator==(const RetentionPlan &) const = default;
    qint64 bytes() const; ///< that would be free again
    bool isEmpty() const; ///< nothing goes
};

/// Counts those of each database of each server (else of the whole folder) and kind
/// apart, and only what is known and whole. What cannot be told to be too old is kept. Pure.
RetentionPlan planRetention(const BackupFolder &folder, const RetentionPolicy &policy,
                            const QDateTime &now);

/// "it is named", "there are 5 newer ones".
QString reasonText(RetentionStep::Reason reason);

/// What pruning came to, also where it ended early.
struct PruneReport
{
    QStringList deleted; ///< names of backups, and of leftovers
    qint64 bytes = 0;    ///< that are free again
    /// Why not all of the plan was done: Error{Io, Permission} at the first that cannot be deleted;
    /// Usage where something foreign lies in what was to be deleted; Cancelled.
    std::optional<Error> error{};
};

/// Deletes what the plan says (PartialBackup::discard()): what a killed process leaves is named by
/// the next plan. A stop takes effect between two of them.
PruneReport prune(const RetentionPlan &plan, const std::stop_token &stop);

} // namespace tidemark
