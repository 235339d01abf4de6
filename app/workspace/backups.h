// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"
#include "backup/create.h"
#include "backup/restore.h"
#include "backup/retention.h"
#include "base/result.h"
#include "workspace/auditedact.h"
#include "workspace/workspace.h"

#include <QString>

#include <functional>
#include <optional>

namespace tidemark {

class Convention;

// ---- What the command line and the workbench do alike with the backups of a workspace.

/// Makes the folder where it is missing, with a .gitignore in it: what customers wrote belongs into
/// no repository. Any thread. Error{Io}.
Result<void> prepareBackupFolder(const QString &folder);

using BackedUpMigrationsReader =
    std::function<Result<std::optional<BackedUpMigrations>>(Session &)>;

/// What a backup needs to say which migrations it had; empty without a folder of migrations.
/// `convention` is asked with the backup's own session, in its thread.
BackedUpMigrationsReader
backedUpMigrationsReader(const QString &migrations,
                         std::function<Result<const Convention *>(Session &)> convention);

/// For BackupRequest::migrations: reads the history table of the workspace's convention, or of the
/// one that the folder and the database tell.
BackedUpMigrationsReader backedUpMigrationsOf(const Workspace &workspace);

/// What the workspace says about pruning.
RetentionPolicy retentionOf(const Workspace &workspace);

/// The database's own name; SQLite: of the file. Error{Usage}: libpq cannot read the spec.
Result<QString> databaseNameOf(const ConnectionSpec &spec);

/// "shop_restored_20260301080000": a name for the new database; `own` is taken where the backup
/// does not know its own. Pure.
QString restoredDatabaseName(const Backup &backup, const QString &own, const QDateTime &now);

// ---- Each writes the act's row in the log, whether it was done or failed. The Error is that of
// ---- the log.

Result<void> recordBackup(AuditedAct &act, const Result<Backup> &backup);
Result<void> recordRestore(AuditedAct &act, const Result<RestoreReport> &report);
/// Also what was deleted before it failed or was stopped.
Result<void> recordPrune(AuditedAct &act, const PruneReport &report, const QString &folder);

} // namespace tidemark
