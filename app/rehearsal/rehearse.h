// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/connectionspec.h"
#include "rehearsal/rehearsal.h"

#include <QDir>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace tidemark {

/// What a person asks for: which migrations, on a copy of what.
struct RehearsalRequest
{
    QDir folder;        ///< of the migrations
    QString convention; ///< its id; empty: found out
    /// The database that is copied, or with `fromEmpty` the server on which the sandbox is made.
    /// Without it everything runs from nothing on a scratch server or file of `engine`.
    std::optional<ConnectionSpec> database;
    std::optional<Engine>
        engine; ///< without a database; empty: what the convention's folder says, or PostgreSQL
    bool fromEmpty = false;
    /// The path of a backup: a restore of it is rehearsed on, and the database is not looked at.
    QString backup;
    CopyMethod copyMethod = CopyMethod::Automatic;
    /// Nothing may be created on the database's server (it is production): an automatic copy and an
    /// empty sandbox go to the scratch server; another copy method is Error{Usage}.
    bool leaveServerAlone = false;
    RehearsalOptions::Mode mode = RehearsalOptions::Mode::Step;
    QStringList only; ///< versions, ids or unambiguous beginnings of them
    QString from;     ///< first of a range
    QString to;       ///< last of a range
    int last = 0;     ///< the newest N
    bool asOneUnit = false;
    int fill = 0;
    QString trafficFile;
    int samples = 5;
    Timeouts timeouts; ///< of the migrations' scripts
};

/// The script that stands for customers; none for an empty path. Error{Io}. Blocks.
Result<std::optional<Script>> readTraffic(const QString &path);

/// On what it runs, for people: "copy of staging", "backup nightly.dump", "from nothing". `name` is
/// what people call the database.
QString sourceText(const RehearsalRequest &request, const QString &name);

/// An SQLite file that is not there yet, as before the very first `up`, or no file at all: there is
/// nothing to copy, and the rehearsal of it is one from nothing.
bool isNotThereYet(const ConnectionSpec &database);

/// The whole act: reads the folder, makes the sandbox, chooses the range (without a choice: what is
/// pending on a copy, everything from nothing), rehearses, drops the sandbox. The database itself
/// is only read. Scripts that change more of a PostgreSQL server than their own database (roles,
/// other databases, settings: changesServer()) are not run on somebody's server: with
/// CopyMethod::Automatic the sandbox is on a scratch server then, which a finding "own-server"
/// says; any other method is Error{Usage}.
///
/// Errors: Input and Usage for the folder or the choice, Connection, Permission, Io from making the
/// sandbox; of a backup those of restoreIntoSandbox().
Result<RehearsalReport> rehearse(const RehearsalRequest &request, SandboxFactory &sandboxes,
                                 RehearsalObserver &observer, std::stop_token stop);

} // namespace tidemark
