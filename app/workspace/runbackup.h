// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/create.h"
#include "workspace/auditedact.h"

#include <optional>
#include <stop_token>

namespace tidemark {

/// Whether a run on it begins with a backup: where the role is not local, the database is not a
/// file that was made just now, and the workspace (if there is one) does not say otherwise.
bool wantsBackupBeforeRun(const Environment &environment, const ConnectionSpec &spec,
                          const Workspace *workspace);

struct BackupBeforeRun
{
    Result<Backup> backup;
    std::optional<Error> unlogged; ///< why there is no row in the log; a warning
};

/// The automatic backup before `run` ("up", "down"): as `request`, with its kind and label set, and
/// with a row in the log. When it fails the run must not begin, and the error says so. Blocks; any
/// thread. Errors: those of createBackup().
BackupBeforeRun backUpBeforeRun(const QString &run, BackupRequest request, AuditedAct act,
                                const BackupObserver &observer = {}, std::stop_token stop = {});

} // namespace tidemark
