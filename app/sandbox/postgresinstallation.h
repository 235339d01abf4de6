// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace tidemark {

/// A folder with PostgreSQL's programs. Several major versions can be installed beside each other.
struct PostgresInstallation
{
    QString binFolder;
    int major = 0;          ///< 15, 17, ...
    bool hasServer = false; ///< initdb and postgres are there
    bool hasClient = false; ///< pg_dump and pg_restore are there

    bool operator==(const PostgresInstallation &) const = default;

    /// The full path of one of its programs.
    QString program(const QString &name) const;
};

/// The bin folders where this machine may have it: /usr/lib/postgresql/*/bin (Debian),
/// /usr/pgsql-*/bin (the PostgreSQL project's RPMs), what `pg_config --bindir` says, and PATH.
/// Debian's pg_wrapper links in /usr/bin are left out: they choose a version by themselves.
QStringList postgresBinFolders();

/// What is installed in these folders, newest first. Runs `postgres --version` or `pg_dump
/// --version` only where the folder's name does not tell the version.
QList<PostgresInstallation>
findPostgresInstallations(const QStringList &binFolders = postgresBinFolders());

/// The newest one with a server, or the newest of the wanted major version. Unsupported, with a
/// hint on what to install, when there is none.
Result<PostgresInstallation> chooseServer(const QList<PostgresInstallation> &installations,
                                          std::optional<int> wantedMajor = {});

/// The pg_dump for a server: of the same major version where it is installed, else the next newer
/// one, since pg_dump refuses servers newer than itself. Unsupported when there is none.
Result<PostgresInstallation> chooseClient(const QList<PostgresInstallation> &installations,
                                          int serverMajor);

} // namespace tidemark
