// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "compare/schemasource.h"
#include "ddl/draft.h"
#include "sandbox/sandbox.h"
#include "workspace/connection.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <stop_token>

namespace tidemark {

/// What is being done to get at a schema, for a progress line. Facts, not sentences.
struct LoadProgress
{
    enum class Step {
        Connecting,
        StartingScratch, ///< making the throw-away database
        Replaying,       ///< migration number `done` + 1 of `total`; `what` is its id
        LoadingBackup,   ///< restoring it without its rows
        LoadingDump,     ///< statement number `done` + 1 of `total`
        ReadingFile,
        ReadingSchema,
    };
    Step step = Step::Connecting;
    QString what;
    int done = 0;
    int total = 0;

    bool operator==(const LoadProgress &) const = default;
};
using LoadObserver = std::function<void(const LoadProgress &)>;

/// What a source may use. Nothing in here is kept beyond the call.
struct LoadContext
{
    const Workspace *workspace = nullptr; ///< of SchemaSource::environment
    VariableLookup variables;             ///< of the process environment
    SandboxFactory *sandboxes = nullptr;  ///< for migrations, dumps, backups; of the calling thread
    QString cacheFolder; ///< for the states of migrations; empty: none is kept. StateCache
    /// For migrations and dumps that could be of either engine; none: what the source itself or the
    /// workspace says, PostgreSQL at last.
    std::optional<Engine> engine;
    QStringList leaveOut; ///< of databases, as in SchemaReadOptions: a migration tool's own tables
    /// Who needs whom in B is wanted as well: for the way back. Of A it is always read, since a
    /// comparison names the dependants of what would go.
    bool wantsWayBack = true;
    /// Opens a database in another way than connectTo() and openSession(), where the caller has
    /// passwords of its own (the workbench's key ring). Called in any thread, and for both sides of
    /// a comparison at once.
    std::function<Result<Connection>(const Workspace &, const Environment &, std::stop_token)>
        connect;
};

/// A schema that was loaded, and what a reader should know about it.
struct LoadedSchema
{
    SchemaSource source;
    SchemaState state;
    QString serverVersion; ///< "PostgreSQL 15.8", "SQLite 3.40.1": who said so
    bool fromCache = false;
    QStringList leaveOut; ///< of a database: what was not looked at, SchemaReadOptions
    QStringList notes;    ///< what could not be read or is not part of a schema, in sentences
};

/// Reads the schema of a source with who needs whom in it. A database is only read, in one
/// snapshot; migrations and dumps are replayed in a throw-away database, those of a migration
/// tool's own tables are left out.
///
/// Errors: Connection, Permission, Input (with file, line and column where a script or a snapshot
/// is wrong), Usage (a version that is not there), Sql (a statement that fails, with its place),
/// Cancelled. Blocks; any thread, but the sandboxes' one.
Result<LoadedSchema> loadSource(const SchemaSource &source, const LoadContext &context,
                                const LoadObserver &observer = {}, std::stop_token stop = {});

/// Both sides of a comparison: what one of them says of the engine holds for the other one, too.
/// B is read by a thread of its own where it is a PostgreSQL database; `observer` hears of A alone
/// meanwhile. The first error, or `stop`, ends both. Error{Usage} where the engines differ.
struct LoadedPair
{
    LoadedSchema before;
    LoadedSchema after;
};
Result<LoadedPair> loadSources(const SchemaSource &before, const SchemaSource &after,
                               LoadContext context, const LoadObserver &observer = {},
                               std::stop_token stop = {});

} // namespace tidemark
