// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/migration.h"

#include <QDateTime>
#include <QDir>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace tidemark {

/// A commit that touched a file.
struct FileCommit
{
    QString commit; ///< 40 hex digits; empty for changes that are not committed yet
    QString author;
    QString email;
    QDateTime when;  ///< of the commit, not of the authoring: when the branch got it
    QString summary; ///< first line of the message

    bool operator==(const FileCommit &) const = default;
};

/// What git knows about one file, renames followed.
struct FileHistory
{
    std::optional<FileCommit> created;
    std::vector<FileCommit> changes;   ///< of its contents after that, newest first
    bool uncommitted = false;          ///< the work tree has other contents than HEAD
    std::optional<QDateTime> editedAt; ///< for uncommitted: the file's time of modification

    bool operator==(const FileHistory &) const = default;
};

/// By path relative to the migrations folder, as in Script::file. Untracked files are absent.
using FileHistories = QHash<QString, FileHistory>;

/// Walks the commits that HEAD reaches, newest first, and looks only where the migrations folder
/// differs from its parents'. Empty when the folder is in no repository or HEAD has no commit yet.
/// Error{Io} when the repository cannot be read. Reads files only; any thread. Cost: one tree
/// look-up per commit (100,000 commits: about a second), one tree comparison per touching commit.
Result<FileHistories> fileHistories(const QDir &folder);

/// The newest change of a migration's scripts after `time`, committed or not; none when there is
/// none. Pure.
std::optional<FileCommit> changeAfter(const Migration &migration, const FileHistories &histories,
                                      const QDateTime &time);

/// Who wrote a migration: the commit that brought the first of its scripts. Pure.
std::optional<FileCommit> authorOf(const Migration &migration, const FileHistories &histories);

} // namespace tidemark
