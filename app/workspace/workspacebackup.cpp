// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspacebackup.h"

#include "backup/archivefile.h"
#include "base/bytestext.h"
#include "database/session.h"
#include "migrations/convention.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

Result<void> prepareBackupFolder(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return {};
    if (!QDir().mkpath(folder))
        return fail(ErrorKind::Io, u"%1 cannot be made"_s.arg(folder));
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return writeForGood(folder + u"/.gitignore"_s, "*\n");
}

BackedUpMigrationsReader
backedUpMigrationsReader(const QString &migrations,
                         std::function<Result<const Convention *>(Session &)> convention)
{
    if (migrations.isEmpty())
        return {};
    return [migrations, convention = std::move(convention)](
               Session &session) -> Result<std::optional<BackedUpMigrations>> {
        TM_TRY_ASSIGN(const Convention *found, convention(session));
        const auto store = found->history(session.engine(), QDir(migrations));
        if (!store)
            return std::nullopt;
        TM_TRY_ASSIGN(const History history, store->read(session));
        BackedUpMigrations read;
        read.convention = found->id();
        for (const AppliedMigration &applied : history.applied)
            read.applied.push_back({applied.version, applied.name});
        return read;
    };
}

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
    Result<void> logged;
    if (backup) {
        act.setSubject(QStringList{backup->fileName()});
        logged = act.ended(AuditResult::Done, bytesText(backup->bytes));
    } else {
        logged = act.failed(backup.error());
        backup.error().summary =
            u"the backup before it failed, and nothing was run: "_s + backup.error().summary;
    }
    return {std::move(backup), logged ? std::nullopt : std::optional(logged.error())};
}

} // namespace tidemark
