// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/connectionspec.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <stop_token>

namespace tidemark {

/// How one of PostgreSQL's programs is told where to connect.
struct ProgramConnection
{
    QString conninfo;                   ///< without the password: `ps` shows it
    QMap<QString, QString> environment; ///< the password (PGPASSWORD) and our name
};

/// Error{Unsupported} where the connection needs the password of a TLS key, for which libpq knows
/// no variable.
Result<ProgramConnection> programConnection(const ConnectionSpec &spec);

/// A run of pg_dump, pg_dumpall, pg_restore or psql.
struct PostgresProgramJob
{
    QString program; ///< its path
    QStringList arguments;
    QMap<QString, QString> environment{};
    QString inputFile{};
    QString outputFile{};
    std::stop_token stop{};
    /// What it says of its progress (--verbose), without the program's name in front: "dumping
    /// contents of table ...".
    std::function<void(const QByteArray &)> onProgress{};
};

/// How it ended. The program's errors and warnings, whatever else it said between them left out. Of
/// a command that failed there is but its beginning, and of a row nothing: errors are logged.
struct PostgresProgramEnd
{
    int exitCode = 0;
    QStringList errors; ///< each with its details, a line each; at most 200
    QByteArray output;

    bool operator==(const PostgresProgramEnd &) const = default;
};

/// Runs it to its end, for up to a day: a stop ends it earlier. Errors as of runProcess().
Result<PostgresProgramEnd> runPostgresProgram(const PostgresProgramJob &job);

/// The same, where only exit code 0 is good. Else an Error whose kind its words tell: Connection,
/// Permission, Busy (a lock time-out), Io.
Result<PostgresProgramEnd> runPostgresProgramChecked(const PostgresProgramJob &job);

/// Of a pg_restore that goes on after an error: fine too where all that went wrong is a SET of a
/// setting of a newer version that this server does not know. Else, and where there were more
/// errors than are kept, an Error as above: what lacks something is no copy.
Result<void> judgePostgresRestore(const PostgresProgramEnd &end);

} // namespace tidemark
