// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"
#include "backup/progress.h"

#include <stop_token>

namespace tidemark {

/// How much of an archive is wanted unpacked.
enum class UnpackedPart {
    Everything,
    Contents, ///< its table of contents: what makes the objects, and none of what is in them
};

/// Archives that pg_restore does not read as they are: one in the custom or tar format that
/// somebody compressed as a whole (shop.dump.zst, shop.tar.gz), and the folder of one that somebody
/// packed into a tar file. Writes it unpacked below `folder`, which must be a private one: a custom
/// archive as a file, a tar file as a folder, which is pg_dump's directory format, so several
/// processes may read it. Gives the backup as it is there; its manifest stays. Any other backup is
/// given back unchanged, at the cost of one look at its first bytes.
///
/// Tells Step::Unpacking, in bytes of the packed file. What was written stays in `folder` whatever
/// happens, and goes with it. Error{Io}: the disk has no room, told beforehand where the file says
/// how much it needs, and otherwise before the disk is full to the last byte; Input: it is damaged;
/// Cancelled.
Result<Backup> unpackArchive(const Backup &backup, const QString &folder, UnpackedPart part,
                             const BackupObserver &observer = {}, std::stop_token stop = {});

} // namespace tidemark
