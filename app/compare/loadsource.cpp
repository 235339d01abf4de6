// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/loadsource.h"

#include "backup/archivefile.h"
#include "compare/readstate.h"
#include "compare/replay.h"
#include "compare/snapshot.h"
#include "tasks/taskpool.h"
#include "workspace/connection.h"
#include "workspace/discovery.h"

#include <QFile>

#include <mutex>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

Result<LoadedSchema> readDatabase(const SchemaSource &source, const LoadContext &context,
                                  ReadState what, const LoadObserver &observer,
                                  const std::stop_token &stop)
{
    if (observer)
        observer({LoadProgress::Step::Connecting, source.displayName()});
    TM_TRY_ASSIGN(Connection connection, reachSource(source, context, stop));
    if (connection.spec.engine == Engine::Sqlite)
        connection.spec.readOnly = !connection.spec.conninfo.isEmpty();
    TM_TRY_ASSIGN(const auto session, openSession(connection.spec, stop));
    session->setStopToken(stop);
    if (observer)
        observer({LoadProgress::Step::ReadingSchema, source.displayName()});
    LoadedSchema loaded;
    loaded.source = source;
    loaded.leaveOut = context.leaveOut;
    TM_TRY_ASSIGN(loaded.state, readState(*session, context.leaveOut, what));
    loaded.serverVersion = session->serverVersion();
    loaded.notes = notesOn(*loaded.state.schema);
    return loaded;
}

Result<QByteArray> contentsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, u"cannot read %1"_s.arg(path), file.errorString());
    return file.readAll();
}

std::optional<Engine> engineOfWorkspace(const LoadContext &context)
{
    if (!context.workspace)
        return std::nullopt;
    const auto environment = chooseEnvironment(*context.workspace, {});
    if (!environment)
        return std::nullopt;
    const auto spec = connectionOf(*context.workspace, *environment, context.variables);
    return spec ? std::optional(spec->engine) : std::nullopt;
}

/// How pg_dump's and sqlite3's own dumps begin.
std::optional<Engine> engineOfDump(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray head = file.read(4096);
    if (head.contains("PostgreSQL database dump") || head.contains("pg_catalog") ||
        head.contains("\\restrict") || head.contains("\\connect"))
        return Engine::PostgreSql;
    if (head.trimmed().startsWith("PRAGMA ") || head.contains("sqlite_sequence") ||
        head.toUpper().contains("AUTOINCREMENT"))
        return Engine::Sqlite;
    return std::nullopt;
}

} // namespace

Result<Connection> reachSource(const SchemaSource &source, const LoadContext &context,
                               const std::stop_token &stop)
{
    if (!source.environment)
        return Connection{*source.spec, nullptr};
    if (context.connect)
        return context.connect(*context.workspace, *source.environment, stop);
    return connectTo(*context.workspace, *source.environment, context.variables, stop);
}

std::optional<Engine> engineOf(const SchemaSource &source, const LoadContext &context)
{
    switch (source.kind) {
    case SchemaSource::Kind::Database: {
        if (source.spec)
            return source.spec->engine;
        const auto spec = connectionOf(*context.workspace, *source.environment, context.variables);
        return spec ? std::optional(spec->engine) : std::nullopt;
    }
    case SchemaSource::Kind::Migrations:
        if (context.workspace && QDir(source.folder) == QDir(context.workspace->migrations)) {
            if (const auto engine = engineOfWorkspace(context))
                return engine;
        }
        return discoverIn(QDir(source.folder),
                          [](const QString &) { return std::optional<QString>(); })
            .engine;
    case SchemaSource::Kind::Dump:
        return engineOfDump(source.file);
    case SchemaSource::Kind::Backup: {
        const auto kind = archiveKindOf(source.file);
        if (!kind)
            return std::nullopt;
        return kind->format == BackupFormat::SqliteFile ? Engine::Sqlite : Engine::PostgreSql;
    }
    case SchemaSource::Kind::Snapshot:
        break;
    }
    QFile file(source.file);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.read(1024).contains("\"engine\": \"sqlite\"") ? Engine::Sqlite : Engine::PostgreSql;
}

Result<LoadedSchema> loadSnapshotFile(const SchemaSource &source, const LoadObserver &observer)
{
    if (observer)
        observer({LoadProgress::Step::ReadingFile, source.displayName()});
    TM_TRY_ASSIGN(const QByteArray json, contentsOf(source.file));
    TM_TRY_ASSIGN(Snapshot snapshot, readSnapshot(json, source.file));
    LoadedSchema loaded;
    loaded.source = source;
    loaded.state = std::move(snapshot.state);
    loaded.serverVersion = snapshot.serverVersion;
    loaded.notes = snapshot.notes;
    return loaded;
}

Result<LoadedSchema> loadSource(const SchemaSource &source, const LoadContext &context,
                                const LoadObserver &observer, std::stop_token stop)
{
    if (source.kind == SchemaSource::Kind::Snapshot)
        return loadSnapshotFile(source, observer);
    if (source.kind == SchemaSource::Kind::Database)
        return readDatabase(source, context, ReadState::Whole, observer, stop);
    if (source.kind == SchemaSource::Kind::Backup)
        return loadBackup(source, context, observer, std::move(stop));
    std::optional<Engine> engine = engineOf(source, context);
    if (!engine || (source.kind == SchemaSource::Kind::Migrations && context.engine))
        engine = context.engine ? context.engine : engine;
    if (!engine)
        engine = engineOfWorkspace(context).value_or(Engine::PostgreSql);
    if (source.kind == SchemaSource::Kind::Dump)
        return loadDump(source, *engine, context, observer, std::move(stop));
    return replayMigrations(source, *engine, context, observer, std::move(stop));
}

namespace {

/// Of two databases it is said which one cannot be read.
Result<LoadedSchema> named(Result<LoadedSchema> loaded, const SchemaSource &source)
{
    if (loaded || source.kind != SchemaSource::Kind::Database ||
        loaded.error().kind == ErrorKind::Cancelled)
        return loaded;
    Error error = loaded.error();
    error.summary = source.displayName() + u": "_s + error.summary;
    return fail(std::move(error));
}

/// A of a comparison.
Result<LoadedSchema> loadBefore(const SchemaSource &source, const LoadContext &context,
                                const LoadObserver &observer, std::stop_token stop)
{
    return named(loadSource(source, context, observer, std::move(stop)), source);
}

/// B of a comparison.
Result<LoadedSchema> loadAfter(const SchemaSource &source, const LoadContext &context,
                               const LoadObserver &observer, std::stop_token stop)
{
    if (source.kind == SchemaSource::Kind::Database && !context.wantsWayBack)
        return named(readDatabase(source, context, ReadState::Objects, observer, stop), source);
    return named(loadSource(source, context, observer, std::move(stop)), source);
}

/// Both at once, each with a connection of its own. The first error ends the other's work.
Result<LoadedPair> loadTogether(const SchemaSource &before, const SchemaSource &after,
                                const LoadContext &context, const LoadObserver &observer,
                                const std::stop_token &stop)
{
    std::stop_source together;
    const std::stop_callback forward(stop, [&together] { together.request_stop(); });
    std::optional<Error> failed; // the second's, where it came first
    std::mutex mutex;
    TaskPool threads(1);
    const auto aside = threads.start([&](const std::stop_token &) {
        auto loaded = loadAfter(after, context, {}, together.get_token());
        if (!loaded) {
            const std::lock_guard lock(mutex);
            if (!together.stop_requested())
                failed = loaded.error();
            together.request_stop();
        }
        return loaded;
    });
    auto first = loadBefore(before, context, observer, together.get_token());
    if (!first) {
        const std::lock_guard lock(mutex);
        together.request_stop();
    }
    auto second = QFuture(aside.future()).takeResult();
    if (failed)
        return fail(std::move(*failed));
    LoadedPair pair;
    TM_TRY_ASSIGN(pair.before, std::move(first));
    TM_TRY_ASSIGN(pair.after, std::move(second));
    return pair;
}

} // namespace

Result<LoadedPair> loadSources(const SchemaSource &before, const SchemaSource &after,
                               LoadContext context, const LoadObserver &observer,
                               std::stop_token stop)
{
    // A database or a snapshot is of one engine; the scripts of migrations may be of either.
    const auto certain = [&](const SchemaSource &source) {
        return source.kind == SchemaSource::Kind::Migrations ? std::nullopt
                                                             : engineOf(source, context);
    };
    if (!context.engine)
        context.engine = certain(before);
    if (!context.engine)
        context.engine = certain(after);
    if (!context.engine)
        context.engine = engineOf(before, context);
    const Engine engine = context.engine.value_or(Engine::PostgreSql);
    // The history table of a tool is in a database and not in its migrations.
    for (const SchemaSource *source : {&before, &after}) {
        if (source->kind == SchemaSource::Kind::Migrations || source->environment)
            context.leaveOut += ownRelationsOf(*source, engine, context);
    }
    context.leaveOut.removeDuplicates();
    LoadedPair pair;
    if (after.kind == SchemaSource::Kind::Database &&
        engineOf(after, context) == Engine::PostgreSql) {
        TM_TRY_ASSIGN(pair, loadTogether(before, after, context, observer, stop));
    } else {
        TM_TRY_ASSIGN(pair.before, loadBefore(before, context, observer, stop));
        TM_TRY_ASSIGN(pair.after, loadAfter(after, context, observer, stop));
    }
    const Engine first = pair.before.state.schema->engine;
    const Engine second = pair.after.state.schema->engine;
    if (first != second) {
        return fail(ErrorKind::Usage,
                    u"%1 is %2 and %3 is %4: only schemas of the same engine can be compared"_s.arg(
                        before.displayName(), toText(first), after.displayName(), toText(second)));
    }
    return pair;
}

} // namespace tidemark
