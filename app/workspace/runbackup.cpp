// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/runbackup.h"

#include "workspace/backups.h"

#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

bool wantsBackupBeforeRun(const Environment &environment, const ConnectionSpec &spec,
                          const Workspace *workspace)
{
    if (environment.role == EnvironmentRole::Local || (workspace && !workspace->backup.beforeRuns))
        return false;
    return spec.engine != Engine::Sqlite || QFileInfo(spec.conninfo).size() > 0;
}

BackupBeforeRun backUpBeforeRun(const QString &run, BackupRequest request, AuditedAct act,
                                const BackupObserver &observer, std::stop_token stop)
{
    request.kind = BackupKind::Automatic;
    request.label = u"before "_s + run;
    Result<Backup> backup = [&]() -> Result<Backup> {
        TM_TRY(prepareBackupFolder(request.folder));
        return createBackup(request, observer, stop);
    }();
    const Result<void> logged = recordBackup(act, backup);
    if (!backup)
        backup.error().summary =
            u"the backup before it failed, and nothing was run: "_s + backup.error().summary;
    return {std::move(backup), logged ? std::nullopt : std::optional(logged.error())};
}

} // namespace tidemark
