// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archiveload.h"
#include "backup/backupstore.h"
#include "backup/progress.h"
#include "sandbox/sandbox.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>
#include <vector>

namespace tidemark {

/// A backup that is to become a database again.
struct RestoreRequest
{
    Backup backup;
    /// PostgreSQL: the server, by any of its databases; SQLite: the file to be made or replaced.
    ConnectionSpec target;
    QString name{}; ///< PostgreSQL: of the database to be made or replaced
    /// The database is there and steps aside. Only after somebody has typed its name: the caller
    /// sees to that.
    bool replace = false;
    bool endConnections = false; ///< PostgreSQL, replacing: those that others have to the old one
    bool noOwner = false;        ///< PostgreSQL: without owners and privileges
    bool noTablespaces = false;  ///< PostgreSQL: all where the new database is
    std::vector<TableName> tables{}; ///< only these; empty: all
    int jobs = 1;                    ///< processes of pg_restore
    /// Compares the archive with the manifest before anything of it runs, and the rows before it
    /// gets its name.
    bool check = true;
    QList<PostgresInstallation> installations{};
    SandboxFactory *sandboxes = nullptr; ///< PostgreSQL; of the calling thread
};

/// What was done.
struct RestoreReport
{
    QString database; ///< its name, or the file
    QString kept;     ///< what the old one is called now; empty: there was none
    QStringList notes;
    bool checked = false; ///< the rows are those of the manifest
    qint64 durationMs = 0;

    bool operator==(const RestoreReport &) const = default;
};

/// What the backup's objects name and the server does not have.
struct MissingNames
{
    QStringList roles;       ///< empty with RestoreRequest::noOwner
    QStringList tablespaces; ///< empty with RestoreRequest::noTablespaces

    bool operator==(const MissingNames &) const = default;
};

/// Both are empty on SQLite. Reads the backup's SQL (see readArchiveFacts()).
Result<MissingNames> missingNames(const RestoreRequest &request, std::stop_token stop = {});

/// Restores it under a name of its own beside the old one, checks it, and only then gives it its
/// name: PostgreSQL as a sandbox that is kept (Sandbox::keepAs(): both renames are one
/// transaction), SQLite by a file beside the old one and one rename(). Whatever happens before, a
/// kill of the process included, the old one stands there untouched; what a killed restore left is
/// removed at a next start (PostgreSQL) or named in the notes (SQLite). The old one is kept under a
/// stated name. A packed archive is unpacked for it (unpackArchive()) in a folder of `sandboxes`.
///
/// Errors: Usage (the name is taken; with `replace`: there is none; roles or tablespaces are
/// missing, by name),
/// Busy (the old one is in use: by whom), Input (the archive or the rows are not those of the
/// manifest; nothing was replaced), Permission, Unsupported, Io, Cancelled. Blocks.
Result<RestoreReport> restoreBackup(const RestoreRequest &request,
                                    const BackupObserver &observer = {}, std::stop_token stop = {});

// ---- The engines' parts.
Result<RestoreReport> restorePostgres(const RestoreRequest &request, const BackupObserver &observer,
                                      std::stop_token stop);
Result<RestoreReport> restoreSqlite(const RestoreRequest &request, const BackupObserver &observer,
                                    std::stop_token stop);

/// "shop_before_20260301080000": what the old one is called; at most 63 bytes. Pure.
QString keptDatabaseName(const QString &database, const QDateTime &now);

/// Error{Input} with the differences where a restored database is not what its manifest says; false
/// where there is nothing to compare. Tells in `notes` what could not be compared.
Result<bool> checkRestored(const RestoreRequest &request, Session &session, bool sameServer,
                           const BackupObserver &observer, QStringList &notes);

} // namespace tidemark
