// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"
#include "backup/progress.h"
#include "database/connectionspec.h"
#include "sandbox/postgresinstallation.h"

#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace tidemark {

class Session;

/// A backup to be made.
struct BackupRequest
{
    ConnectionSpec source;
    QString folder; ///< absolute; made for its owner only where it is missing
    BackupKind kind = BackupKind::Manual;
    QString name{}; ///< of a named one, which is called so
    QString label{};
    QString environment{};
    QString release{};

    // ---- PostgreSQL
    BackupFormat format = BackupFormat::Custom;
    std::optional<Compression> compression{}; ///< none: what pg_dump itself does
    std::optional<int> level{};
    int jobs = 1;         ///< processes of pg_dump; more than one needs BackupFormat::Directory
    bool globals = false; ///< also roles and tablespaces, by pg_dumpall; needs a superuser
    /// That is waited for a table; SQLite: for the database.
    std::chrono::milliseconds lockTimeout{60'000};
    QList<PostgresInstallation> installations{}; ///< where pg_dump may be taken from

    bool contents = true; ///< BackupManifest::contents; costs one more read of each table
    /// Reads the history of migrations, in the backup's own snapshot.
    std::function<Result<std::optional<BackedUpMigrations>>(Session &)> migrations{};
};

/// Makes it, and gives it as scanBackups() will find it. The database is only read, in one snapshot
/// (PostgreSQL: exported by pg_export_snapshot() and handed to pg_dump; SQLite: the online backup
/// API), while others write. An automatic one, which nobody looks at, is read back (readBack())
/// before it gets its name. Until the last moment all lies in a .partial folder, which goes when
/// this fails or is stopped; nothing half gets a final name. Passwords go by the environment.
///
/// Blocks; any thread. Errors: Usage (the name is taken, options that do not fit), Unsupported (no
/// pg_dump that fits the server; what was found is in the detail), Permission, Connection, Busy (a
/// lock; a table was emptied between the snapshot and its lock), Input (it cannot be read back), Io
/// (the disk is full), Cancelled.
Result<Backup> createBackup(const BackupRequest &request, const BackupObserver &observer = {},
                            std::stop_token stop = {});

/// "shop-20260301-080000.dump": the environment, or the database's own name, and the time; of a
/// named one its name. Characters that a file name should not have become "_". Pure.
QString backupFileName(const BackupRequest &request, const QString &database,
                       const QDateTime &madeAt);

} // namespace tidemark
