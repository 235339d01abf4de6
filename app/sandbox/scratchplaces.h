// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

namespace tidemark {

/// Where throw-away things may lie.
struct ScratchPlaces
{
    QString stateDir; ///< registrations, and whatever is large
    QString memory;   ///< for what is small, see memoryFolder(); empty: not to be used

    /// `memory` where it has room for `bytes` and a good deal to spare, since what a rehearsal will
    /// write is not known before: at least 2 GiB are free there, in the machine and within the
    /// container's limit, and four times `bytes`. Else `stateDir`.
    QString placeFor(qint64 bytes) const;
};

/// A folder of ours in memory (/dev/shm/tidemark-UID), created when missing; empty where there is
/// none that nobody else can write to. Making a data folder's thousand files there takes a tenth of
/// the time that a disk's file system needs.
QString memoryFolder();

/// Makes the folder in a place where everybody may write, or takes the one that is there when it is
/// ours and nobody else can write to it. Others may pass through it and see no names.
/// Permission when it is another's.
Result<QString> ownFolder(const QString &path);

/// Names in `folder`, for a folder that belongs to a registration, the registration's file, so
/// that removeOrphans() can see whether that is still there.
bool writeOwner(const QString &folder, const QString &registrationFile);

/// Deletes the folders in `parent` whose registration's file is gone (its state folder was deleted
/// as a whole, by a test for instance), unless a server still works in there. Returns their paths.
QStringList removeOrphans(const QString &parent);

} // namespace tidemark
