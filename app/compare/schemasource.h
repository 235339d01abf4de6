// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/connectionspec.h"
#include "workspace/workspace.h"

#include <QDir>
#include <QString>

#include <optional>

namespace tidemark {

/// One side of a comparison, as a person names it.
struct SchemaSource
{
    enum class Kind {
        Database,   ///< an environment of the workspace, a URL, an SQLite file
        Migrations, ///< the schema that a folder of migrations makes, replayed from nothing
        Dump,       ///< an .sql file, loaded into a throw-away database
        Backup,     ///< an archive, restored without its rows into a throw-away database
        Snapshot,   ///< a .json file that Tidemark wrote
    };
    Kind kind = Kind::Database;
    QString text; ///< as it was written

    std::optional<Environment> environment; ///< Database: reached as connectTo() does
    std::optional<ConnectionSpec> spec;     ///< Database without an environment
    QString folder;                         ///< Migrations: absolute
    QString convention;                     ///< Migrations: an id, or empty: told from the folder
    QString version; ///< Migrations: the last one that is applied; empty: all; "0": none
    QString file;    ///< Dump, Backup and Snapshot: absolute
    QString note;    ///< Backup: BackupFolder::noteOn() its name

    bool operator==(const SchemaSource &) const = default;

    /// For people; never with a password: "staging", "sqlite:/srv/shop.db", "migrations at 0012",
    /// "dump.sql", "backup shop-20260301-080000.dump".
    QString displayName() const;
};

/// What the text of a source is read against.
struct SourceNames
{
    const Workspace *workspace = nullptr; ///< none: no environments, and no folder of migrations
    QDir currentFolder;                   ///< where relative paths start
    QString backups{}; ///< where they are, absolute; empty: as the workspace says, or `backups`
                       ///< here
    bool backupsNamed = false; ///< by a person, see BackupPlaces::folderNamed
};

/// Reads what a person writes, the first that fits:
///   NAME                an environment of the workspace
///   postgresql://..., sqlite:PATH, "host=... dbname=..."
///   FOLDER, FOLDER@V    the migrations in that folder, all or up to and with V (a version, an id,
///                       or an unambiguous beginning; 0 is before the first)
///   @V, @               the same with the workspace's migrations
///   backup:NAME         a backup, see chooseBackup()
///   FILE, FOLDER        the same where it is an archive of pg_dump, or has a manifest beside it
///   FILE.sql            a dump of the schema
///   FILE.json           a snapshot
///   FILE                an SQLite database
/// Looks at the file system, connects to nothing. Error{Usage} says what was looked for;
/// Error{Input} for a file or folder of that name that is not there.
Result<SchemaSource> parseSource(const QString &text, const SourceNames &names);

} // namespace tidemark
