// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/create.h"
#include "backup/partialbackup.h"

namespace tidemark {

// ---- What createBackup() does on each engine: write archive (and globals) into the partial
// ---- folder, and say in the manifest what there is to say but bytes, digest and duration.

Result<void> savePostgres(const BackupRequest &request, const PartialBackup &place,
                          BackupManifest &manifest, const BackupObserver &observer,
                          std::stop_token stop);
Result<void> saveSqlite(const BackupRequest &request, const PartialBackup &place,
                        BackupManifest &manifest, const BackupObserver &observer,
                        std::stop_token stop);

/// BackupRequest::migrations in the open transaction of a session; what cannot be read is a note.
Result<void> noteMigrations(const BackupRequest &request, Session &session,
                            BackupManifest &manifest);

inline void tell(const BackupObserver &observer, const BackupProgress &progress)
{
    if (observer)
        observer(progress);
}

} // namespace tidemark
