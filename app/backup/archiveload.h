// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"
#include "backup/progress.h"
#include "backup/tablename.h"
#include "database/connectionspec.h"
#include "sandbox/postgresinstallation.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>
#include <vector>

namespace tidemark {

/// What a PostgreSQL archive says of itself, told from its SQL without its rows (custom, directory
/// and tar) or with them (plain: one read of all of it).
struct ArchiveFacts
{
    int serverMajor = 0; ///< "Dumped from database version 15.8"; 0: it does not say
    int dumpMajor = 0;   ///< of the pg_dump that wrote it
    QStringList roles;   ///< DumpRoles::roles()
    QStringList
        tablespaces; ///< but for the database's own; a function's body can name one too many
    QStringList partitioned; ///< tables, qualified as pg_dump writes them

    bool operator==(const ArchiveFacts &) const = default;
};

/// Error{Unsupported}: a plain dump that is not to be run (readPlainDump()); no pg_restore. Input,
/// Io: it is broken.
Result<ArchiveFacts> readArchiveFacts(const Backup &backup,
                                      const QList<PostgresInstallation> &installations,
                                      std::stop_token stop);

struct LoadJob
{
    const Backup &backup;  ///< unpackArchive()
    ConnectionSpec target; ///< an empty database
    PostgresInstallation client;
    int jobs = 1;
    bool noOwner = false;            ///< without owners and privileges
    bool noTablespaces = false;      ///< all in the database's own
    bool otherServer = false;        ///< which has not the tablespaces
    bool schemaOnly = false;         ///< without rows, sequences' values and large objects
    bool dataOnly = false;           ///< into the objects, which are there; no trigger fires
    std::vector<TableName> tables{}; ///< only these; empty: all
    QString folder;                  ///< a private one, for a script or a list
    int tablesTotal = 0;             ///< for the progress; 0: unknown
    std::stop_token stop{};
};

/// Puts an archive into an empty database: pg_restore, or psql for a plain one. Error with the
/// program's words at whatever went wrong: what lacks something is no restored backup.
Result<void> loadArchive(const LoadJob &job, const BackupObserver &observer);

} // namespace tidemark
