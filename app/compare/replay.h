// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/loadsource.h"
#include "migrations/convention.h"

namespace tidemark {

/// loadSource() of those that need no database of the user. `engine` is decided.
Result<LoadedSchema> replayMigrations(const SchemaSource &source, Engine engine,
                                      const LoadContext &context, const LoadObserver &observer,
                                      std::stop_token stop);
Result<LoadedSchema> loadDump(const SchemaSource &source, Engine engine, const LoadContext &context,
                              const LoadObserver &observer, std::stop_token stop);
Result<LoadedSchema> loadBackup(const SchemaSource &source, const LoadContext &context,
                                const LoadObserver &observer, std::stop_token stop);
Result<LoadedSchema> loadSnapshotFile(const SchemaSource &source, const LoadObserver &observer);

/// The throw-away database that these were run in.
Result<std::unique_ptr<Sandbox>> sandboxOfMigrations(const SchemaSource &source, Engine engine,
                                                     const LoadContext &context,
                                                     const LoadObserver &observer,
                                                     std::stop_token stop);
Result<std::unique_ptr<Sandbox>> sandboxOfDump(const SchemaSource &source, Engine engine,
                                               const LoadContext &context,
                                               const LoadObserver &observer, std::stop_token stop);

/// On SQLite a tool's history can be a file of its own: one beside the sandbox is used for it.
Result<void> keepHistoryInside(HistoryStore &store, Sandbox &sandbox);

/// Migrations that have been read already, in their order.
struct ReadMigrations
{
    MigrationSet set;
    const Convention *convention = nullptr;
    QString version; ///< SchemaSource::version
};

/// sandboxOfMigrations() of these, whatever is on disk by now. `observer` is told as there.
Result<std::unique_ptr<Sandbox>> sandboxOfSet(const ReadMigrations &migrations, Engine engine,
                                              const LoadContext &context,
                                              const LoadObserver &observer, std::stop_token stop);

/// Of all that these migrations bring into a database: their statements as they are sent, included
/// files in them, their versions. Errors: those of splitScript(). Cost: one scan of the scripts.
Result<QByteArray> digestOfSet(const ReadMigrations &migrations, Engine engine);

/// With its rows.
Result<std::unique_ptr<Sandbox>> sandboxOfBackup(const SchemaSource &source,
                                                 const LoadContext &context,
                                                 const LoadObserver &observer,
                                                 std::stop_token stop);

/// The way to a Database's database.
Result<Connection> reachSource(const SchemaSource &source, const LoadContext &context,
                               const std::stop_token &stop);

/// Of which engine the source is, where that shows without loading it: its database, its snapshot's
/// first lines, its dump's; of migrations what their scripts look like.
std::optional<Engine> engineOf(const SchemaSource &source, const LoadContext &context);

/// The relations of the migration tool itself, of the source's folder or of the workspace.
QStringList ownRelationsOf(const SchemaSource &source, Engine engine, const LoadContext &context);

} // namespace tidemark
