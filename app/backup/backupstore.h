// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archivefile.h"
#include "backup/manifest.h"
#include "base/result.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace tidemark {

/// A backup as it lies in a folder, with or without a manifest.
struct Backup
{
    QString path; ///< of the archive, absolute
    ArchiveKind archive;
    BackupKind kind = BackupKind::Manual; ///< without a manifest: what the file's name says
    QString name;                         ///< of a named one
    QDateTime madeAt; ///< without a manifest: what the name says, else when the file was written
    qint64 bytes = 0;
    QString release; ///< the one it was taken for
    std::optional<BackupManifest> manifest;
    /// There is one that cannot be used, and why; empty: it is well, or there is none. Nothing is
    /// known of such a backup, so nobody may take it for one without a manifest.
    QString manifestError;

    /// Its manifest, or where there is none its name, says that it is one. Only what is known is
    /// ever deleted.
    bool known = false;
    /// It is as long as its manifest says; without one it looksWhole().
    bool whole = false;
    bool link = false; ///< a symbolic link to it, whatever else it is

    bool operator==(const Backup &) const = default;

    QString fileName() const;
};

/// An application version that was deployed: releases/<epoch>.
struct DeployedRelease
{
    QString name; ///< of its folder
    QDateTime madeAt;
    bool current = false; ///< the link `current` leads to it
    QString backup;       ///< file name of the one it is tied to; empty: none

    bool operator==(const DeployedRelease &) const = default;
};

/// One that did not come to its end.
struct UnfinishedBackup
{
    QString path;       ///< of its .partial folder
    bool alive = false; ///< it is being made right now
    qint64 bytes = 0;

    bool operator==(const UnfinishedBackup &) const = default;
};

/// Instead of a name: the newest backup that is whole.
inline constexpr QLatin1StringView latestBackup("latest");

/// What a folder of backups holds.
struct BackupFolder
{
    QString path;
    std::vector<Backup> backups;           ///< newest first
    std::vector<UnfinishedBackup> partial; ///< by name
    std::vector<DeployedRelease> releases; ///< newest first
    QStringList findings;                  ///< what cannot be used, in sentences

    bool operator==(const BackupFolder &) const = default;

    /// By file name, by the name of a named one, or by a path; nullptr when there is none. "latest"
    /// is the newest one that is whole.
    const Backup *find(const QString &name) const;
    /// What find() has passed over for that name, or found no backup for: newer ones that are not
    /// whole. A sentence; mostly empty.
    QString noteOn(const QString &name) const;
};

/// Looks at every file and folder in `folder` (not deeper), and at releases/ and `current` in it or
/// beside it. Reads first and last bytes and manifests only. A folder that is not there is empty.
/// Error{Permission, Io} when it cannot be read.
Result<BackupFolder> scanBackups(const QString &folder);

/// One archive anywhere, with or without a manifest; see Backup::manifestError. Error{Input} when
/// it is none, Usage when nothing is there.
Result<Backup> readBackup(const QString &path);

/// What the name of a file says that other tools made: db_backup_<epoch>.sql is automatic,
/// db_backup_manual_<epoch>.sql manual, db_backup_<name>.sql named; also .gz, .zst and .lz4 after
/// it, and .dump. Nothing for another name. Pure.
struct NamedByOthers
{
    BackupKind kind = BackupKind::Manual;
    QString name;
    QDateTime madeAt; ///< invalid: the name does not say

    bool operator==(const NamedByOthers &) const = default;
};
std::optional<NamedByOthers> readForeignName(const QString &fileName);

/// Which backup goes with which release: the one that says so, or is as old to the second, else the
/// newest one that was made after the release before and not after this one. Pure.
void tieReleases(std::vector<DeployedRelease> &releases, std::vector<Backup> &backups);

} // namespace tidemark
