// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/manifest.h"
#include "backup/progress.h"
#include "base/result.h"

#include <QString>

#include <stop_token>

namespace tidemark {

/// Reads an archive to its end, as it lies there: what cannot be read, and what has not the rows
/// that its manifest counted, is no backup. The cheap half of verifyBackup(), without a restore:
/// costs one pass of unpacking, and no server. SQLite: PRAGMA quick_check. Error{Input} with what
/// is wrong; Io, Cancelled.
Result<void> readBack(const QString &archive, const BackupManifest &manifest,
                      const BackupObserver &observer = {}, const std::stop_token &stop = {});

} // namespace tidemark
