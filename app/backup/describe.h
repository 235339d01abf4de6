// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"

namespace tidemark {

/// What people write on a backup that is there.
struct BackupWords
{
    QString name; ///< makes it a named one, which is never pruned; empty: it is manual
    QString label;

    bool operator==(const BackupWords &) const = default;
};

/// What is written on it now.
BackupWords wordsOn(const Backup &backup);

/// Writes it into the manifest, in one step: a process that dies leaves the old one. The archive
/// and its file name stay; an automatic one stays automatic unless it gets a name. All else in the
/// manifest stays as it is, also what this version does not know. Gives the backup as it is now.
/// Error{Unsupported}: it has no manifest; Input: that is broken; Io.
Result<Backup> describeBackup(const Backup &backup, const BackupWords &words);

} // namespace tidemark
