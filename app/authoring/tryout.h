// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "compare/loadsource.h"
#include "rehearsal/rehearsal.h"

#include <QByteArray>
#include <QDir>
#include <QString>

#include <memory>
#include <stop_token>
#include <vector>

namespace tidemark {

/// Where migrations lie that are tried, and what it needs to try them.
struct TryPlace
{
    QDir folder;
    QString convention; ///< its id; empty: told from the folder
    Engine engine = Engine::PostgreSql;
    VariableLookup variables; ///< of the process environment
    QString stateFolder;      ///< for scratch servers and files, SandboxFactory
};

/// A file whose text is another one than on disk, or that is not there yet.
struct EditedFile
{
    QString path; ///< absolute, or relative to the folder of migrations; inside of it
    QByteArray text;

    bool operator==(const EditedFile &) const = default;
};

/// What is to be tried.
struct TryRequest
{
    QString migration;             ///< a version, an id, the beginning of one, or one of its files
    std::vector<EditedFile> files; ///< as they stand in an editor; all others are read from disk
    int fill = 0;                  ///< rows that every table has at least before the up
    QString trafficFile;           ///< a script that runs between up and down; empty: none
    int samples = 5;               ///< rows shown of each table that lost some
    Timeouts timeouts;             ///< of the migration's scripts
};

/// What came of it.
struct TryReport
{
    /// Of this one migration: verdict, differences, rows, locks, rewrites and times are in
    /// `rehearsal.migrations`, which is empty when it was stopped before it began.
    RehearsalReport rehearsal;
    double seconds = 0;         ///< all of it, from call to answer
    double preparedSeconds = 0; ///< of them until the copy was there
    bool fromTemplate = false;  ///< earlier migrations did not have to run for this

    const MigrationReport *migration() const
    {
        return rehearsal.migrations.empty() ? nullptr : &rehearsal.migrations.front();
    }
};

/// Told what happens, in the thread of the call; beside what a rehearsal tells.
class TryObserver : public RehearsalObserver
{
public:
    /// Before the rehearsal begins: a server is started, earlier migrations run.
    virtual void preparing(const LoadProgress &) {}
};

/// Rehearses one migration as its text stands, saved or not, on a throw-away database in which all
/// migrations before it have run: what Rehearsal does, and nothing else.
///
/// Keeps what takes long for the next time: the scratch server, a database as it is before the
/// migration (the template), and one copy of that, made ahead. The template is thrown away when
/// the earlier migrations say something else than they did, when another migration is tried or
/// other rows are wanted, and made anew when the server or the template has gone.
///
/// Belongs to one thread, in which it is made, used and destroyed; TryDesk gives it one. Nothing
/// of the user is touched but to be read.
class TryOut
{
public:
    explicit TryOut(TryPlace place);
    ~TryOut();
    TryOut(const TryOut &) = delete;
    TryOut &operator=(const TryOut &) = delete;

    /// Does ahead what run() would have to do before it can begin: for the moment when an editor
    /// opens a migration, and for the one after a run. Errors as run().
    Result<void> prepare(const TryRequest &request, TryObserver &observer, std::stop_token stop);

    /// The schema as it is before the migration, from the same database: for completion. Does what
    /// prepare() does without the copy. Errors as run().
    Result<SchemaPtr> schemaBefore(const TryRequest &request, TryObserver &observer,
                                   std::stop_token stop);

    /// What scripts do wrong is in the report, with file, line and column; so is what was learnt
    /// until a stop (`rehearsal.cancelled`). Errors: Input when the folder or the migration cannot
    /// be read, Io when the traffic cannot, or an earlier migration does not run; Usage when there
    /// is no such migration or a file lies elsewhere; Unsupported where there is no server to be
    /// had; Connection when the server ends meanwhile, after which the next call starts another;
    /// Cancelled by a stop before the rehearsal began.
    Result<TryReport> run(const TryRequest &request, TryObserver &observer, std::stop_token stop);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tidemark
