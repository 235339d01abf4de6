// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"

#include <QDir>

#include <functional>

namespace tidemark {

/// Where a backup that somebody names is looked for.
struct BackupPlaces
{
    QDir currentFolder;                      ///< where paths start
    std::function<Result<QString>()> folder; ///< where the backups are; not asked for a path
    bool folderNamed = false;                ///< by a person: a name means one in there
};

struct ChosenBackup
{
    QString path;                 ///< absolute
    std::optional<Backup> listed; ///< as scanBackups() has found it; none: it was given as a path
    QString note;                 ///< what to tell beside it, a sentence; mostly empty
};

/// The backup that somebody means, by one rule wherever a backup is named:
///   a/path, ./NAME   what lies there
///   latest           the newest whole one where the backups are, whatever lies here
///   NAME             as BackupFolder::find() knows it where the backups are, or an archive of that
///                    name here. Where there are both it is refused: nobody should get another
///                    backup than the one that he has in mind. With BackupPlaces::folderNamed the
///                    one here only counts where there is no other.
/// Error{Usage}: there is none, or there are two. An archive here is taken, with a note, where the
/// folder of backups cannot be read; otherwise the error is the folder's.
Result<ChosenBackup> chooseBackup(const QString &wanted, const BackupPlaces &places);

} // namespace tidemark
