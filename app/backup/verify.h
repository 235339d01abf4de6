// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"
#include "backup/progress.h"
#include "sandbox/postgresinstallation.h"
#include "sandbox/sandbox.h"

#include <QList>
#include <QStringList>

#include <stop_token>

namespace tidemark {

/// What a backup is worth.
struct Verification
{
    QStringList differences; ///< what is not as it was, a sentence each; empty: it can be trusted
    QStringList notes;       ///< what could not be proven
    QString where;           ///< the throw-away database, Sandbox::description()
    int tables = 0;          ///< restored
    qint64 rows = 0;
    qint64 durationMs = 0;

    bool operator==(const Verification &) const = default;
    bool isGood() const { return differences.isEmpty(); }
};

/// The digest of the archive against its manifest, then a real restore into a throw-away database
/// (PostgreSQL: the scratch server, a packed archive unpacked beside it by unpackArchive(); SQLite:
/// a private copy, with PRAGMA integrity_check), then the rows and digests of every table against
/// the manifest. Without a manifest the restore itself is the proof. A restore that fails because
/// of the backup is an answer, not an Error. `sandboxes`: of this thread. Errors: what this machine
/// lacks, which says nothing of the backup: Cancelled, Unsupported (no program or server for it),
/// Io (no room for the copy, no throw-away database), Connection, Busy, Permission.
Result<Verification> verifyBackup(const Backup &backup,
                                  const QList<PostgresInstallation> &installations,
                                  SandboxFactory &sandboxes, const BackupObserver &observer = {},
                                  std::stop_token stop = {});

/// The contents of an open database in a transaction of its own.
Result<BackupContents> contentsOf(Session &session, const BackupObserver &observer);

} // namespace tidemark
