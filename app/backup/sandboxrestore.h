// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archiveload.h"
#include "backup/backupstore.h"
#include "backup/progress.h"
#include "sandbox/postgresinstallation.h"
#include "sandbox/sandbox.h"

#include <QList>

#include <memory>
#include <stop_token>
#include <vector>

namespace tidemark {

/// Error{Input} when the archive is not what its manifest says was written; nothing is known of one
/// without a manifest. Reads all of it. Io, Cancelled.
Result<void> checkArchiveDigest(const Backup &backup, const BackupObserver &observer,
                                const std::stop_token &stop);

/// A throw-away database that a PostgreSQL backup fits into.
struct SandboxPlace
{
    std::unique_ptr<Sandbox> sandbox; ///< empty: encoding, locale and roles as the backup needs
    PostgresInstallation client;      ///< that reads the archive and knows the server
    int jobs = 1;                     ///< processes that are worth it for its size
    bool sameMajor = false;           ///< as the server that was backed up: its own texts compare
};

/// On the scratch server. Errors: those of SandboxFactory::make() and chooseClient().
Result<SandboxPlace> placeFor(const Backup &backup, const ArchiveFacts &facts,
                              const QList<PostgresInstallation> &installations,
                              SandboxFactory &sandboxes, const std::stop_token &stop);

/// A backup, wanted as a throw-away database.
struct SandboxRestore
{
    const Backup &backup;
    const QList<PostgresInstallation> &installations;
    SandboxFactory &sandboxes; ///< of the calling thread
    bool schemaOnly = false;   ///< without rows (PostgreSQL)
    /// With schemaOnly: but those of these, and of their partitions (not of plain dumps).
    std::vector<TableName> tables{};
};

struct RestoredSandbox
{
    std::unique_ptr<Sandbox> sandbox;
    bool sameMajor = false; ///< SandboxPlace::sameMajor; SQLite: true
};

/// Restores it on the scratch server (SQLite: a private copy of the file), after the same checks as
/// restoreBackup(): the archive's digest where a manifest says it, and what a plain dump would run.
/// The rows are not checked. Errors: Input, Unsupported, Io, Cancelled, those of the sandbox.
Result<RestoredSandbox> restoreIntoSandbox(const SandboxRestore &wanted,
                                           const BackupObserver &observer = {},
                                           const std::stop_token &stop = {});

} // namespace tidemark
