// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/replay.h"

#include "base/digest.h"
#include "base/process.h"
#include "compare/readstate.h"
#include "compare/statecache.h"
#include "migrations/convention.h"
#include "run/plan.h"
#include "run/runner.h"
#include "sandbox/postgresinstallation.h"
#include "sql/splitter.h"

#include <sqlite3.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// The migrations that are to be replayed, and how.
struct Replay
{
    const Convention *convention = nullptr;
    std::unique_ptr<HistoryStore> store;
    Plan plan;
    QStringList notes;
};

class ReplayObserver final : public RunObserver
{
public:
    ReplayObserver(const LoadObserver &observer, int total)
        : m_observer(observer)
        , m_total(total)
    {
    }
    void stepStarted(int index, const PlanStep &step) override
    {
        if (m_observer)
            m_observer({LoadProgress::Step::Replaying, step.migration.id, index, m_total});
    }

private:
    const LoadObserver &m_observer;
    int m_total;
};

Result<const Convention *> conventionOf(const SchemaSource &source)
{
    if (source.convention.isEmpty())
        return detectConvention(QDir(source.folder));
    if (const Convention *found = findConvention(source.convention))
        return found;
    return fail(ErrorKind::Usage, u"there is no convention %1"_s.arg(source.convention));
}

/// What cannot be run here is left out, and that is said: a state that rests on it is not the real
/// one.
void leaveOutUnrunnable(MigrationSet &set, const QString &last, QStringList &notes)
{
    std::vector<Migration> kept;
    bool reached = false;
    for (Migration &migration : set.migrations) {
        if (migration.runnable)
            kept.push_back(std::move(migration));
        else if (!reached)
            notes += u"%1 is no SQL and is left out: what it does is not in this schema"_s.arg(
                migration.id);
        reached = reached || (!last.isEmpty() && !kept.empty() && kept.back().id == last);
    }
    set.migrations = std::move(kept);
}

Result<Replay> planSet(const ReadMigrations &migrations, Engine engine)
{
    Replay replay;
    replay.convention = migrations.convention;
    MigrationSet set = migrations.set;
    if (set.migrations.empty()) {
        return fail(ErrorKind::Input, u"there is no migration in %1"_s.arg(set.folder), {},
                    u"it was read as %1"_s.arg(replay.convention->id()));
    }
    replay.store = replay.convention->history(engine, QDir(set.folder));
    if (!replay.store) {
        return fail(ErrorKind::Unsupported,
                    u"%1 knows no %2"_s.arg(replay.convention->displayName(), toText(engine)));
    }
    QString last;
    if (!migrations.version.isEmpty() && migrations.version != u"0") {
        TM_TRY_ASSIGN(const Migration found, findMigration(set, migrations.version));
        last = found.id;
    }
    leaveOutUnrunnable(set, last, replay.notes);
    PlanRequest request;
    request.set = std::make_shared<const MigrationSet>(std::move(set));
    request.convention = replay.convention;
    if (migrations.version == u"0") {
        replay.plan.set = request.set;
        replay.plan.convention = replay.convention;
        return replay;
    }
    PlanLimits limits;
    limits.to = last;
    TM_TRY_ASSIGN(replay.plan, planUp(request, limits));
    return replay;
}

Result<Replay> planReplay(const SchemaSource &source, Engine engine, const LoadContext &context)
{
    ReadMigrations migrations;
    TM_TRY_ASSIGN(migrations.convention, conventionOf(source));
    TM_TRY_ASSIGN(migrations.set,
                  migrations.convention->read({QDir(source.folder), engine, context.variables}));
    migrations.version = source.version;
    return planSet(migrations, engine);
}

/// What a throw-away database of the engine will be run by; empty when that is not known.
QByteArray engineVersion(Engine engine)
{
    if (engine == Engine::Sqlite)
        return sqlite3_libversion();
    const auto chosen = chooseServer(findPostgresInstallations());
    if (!chosen)
        return {};
    ProcessRequest request;
    request.program = chosen->program(u"postgres"_s);
    request.arguments = {u"--version"_s};
    const auto answer = runProcessChecked(request);
    return answer ? answer->output.trimmed() : QByteArray();
}

void append(QByteArray &bytes, const QByteArray &part)
{
    bytes += QByteArray::number(part.size()) + ':' + part;
}

/// The statements as they are sent, included files in them.
Result<void> appendSteps(QByteArray &bytes, const Replay &replay, Engine engine)
{
    append(bytes, replay.convention->id().toUtf8());
    append(bytes, replay.notes.join(u'\n').toUtf8());
    for (const PlanStep &step : replay.plan.steps) {
        append(bytes, step.migration.version.toUtf8());
        for (const Script &script : step.migration.up) {
            TM_TRY_ASSIGN(const auto statements, splitScript(script, engine));
            append(bytes, script.transaction == TransactionMode::None ? "none" : "transaction");
            for (const Statement &statement : statements) {
                append(bytes, statement.text);
                append(bytes, statement.copyData.value_or(QByteArray()));
            }
        }
    }
    return {};
}

/// Of all that the schema follows from.
Result<QByteArray> digestOfReplay(const Replay &replay, Engine engine)
{
    const QByteArray version = engineVersion(engine);
    if (version.isEmpty())
        return QByteArray();
    QByteArray bytes;
    append(bytes, QByteArray::number(snapshotFormat));
    append(bytes, TIDEMARK_VERSION);
    append(bytes, version);
    TM_TRY(appendSteps(bytes, replay, engine));
    return digestOf(bytes);
}

Result<void> firstFailure(const RunReport &report)
{
    if (report.error)
        return fail(*report.error);
    for (const StepReport &step : report.steps) {
        if (const auto *failed = std::get_if<StepFailed>(&step.outcome)) {
            Error error = failed->error;
            if (error.hint.isEmpty())
                error.hint = u"the schema is made by replaying the migrations from nothing, and %1 "
                             "does not run there"_s.arg(step.step.migration.id);
            return fail(std::move(error));
        }
    }
    if (!report.ok())
        return fail(ErrorKind::Cancelled, u"the replay was stopped"_s);
    return {};
}

Result<std::unique_ptr<Sandbox>> replayed(Replay &replay, Engine engine, const LoadContext &context,
                                          const LoadObserver &observer, const std::stop_token &stop)
{
    if (observer)
        observer({LoadProgress::Step::StartingScratch, replay.plan.set->folder});
    SandboxRequest request;
    request.engine = engine;
    request.empty = true;
    request.stop = stop;
    TM_TRY_ASSIGN(auto sandbox, context.sandboxes->make(request));
    Session &session = sandbox->session();
    session.setStopToken(stop);
    TM_TRY(keepHistoryInside(*replay.store, *sandbox));
    ReplayObserver events(observer, static_cast<int>(replay.plan.steps.size()));
    TM_TRY(firstFailure(Runner::run(session, *replay.store, replay.plan, {}, events, stop)));
    session.setStopToken(stop);
    return sandbox;
}

LoadedSchema loadedFrom(const SchemaSource &source, const Replay &replay, Snapshot snapshot,
                        bool fromCache)
{
    LoadedSchema loaded;
    loaded.source = source;
    loaded.state = std::move(snapshot.state);
    loaded.serverVersion = snapshot.serverVersion;
    loaded.fromCache = fromCache;
    loaded.leaveOut = replay.store->ownRelations();
    loaded.notes = snapshot.notes;
    return loaded;
}

} // namespace

Result<void> keepHistoryInside(HistoryStore &store, Sandbox &sandbox)
{
    if (sandbox.spec().engine != Engine::Sqlite)
        return {};
    const QString file = store.historyFile(sandbox.spec().conninfo);
    if (file.isEmpty())
        return {};
    TM_TRY_ASSIGN(const QString place, sandbox.placeFor(file));
    store.useHistoryFile(place);
    return {};
}

Result<LoadedSchema> replayMigrations(const SchemaSource &source, Engine engine,
                                      const LoadContext &context, const LoadObserver &observer,
                                      std::stop_token stop)
{
    TM_TRY_ASSIGN(Replay replay, planReplay(source, engine, context));
    const StateCache cache(context.cacheFolder);
    TM_TRY_ASSIGN(const QByteArray digest, digestOfReplay(replay, engine));
    if (!digest.isEmpty()) {
        if (auto found = cache.find(digest))
            return loadedFrom(source, replay, std::move(*found), true);
    }
    TM_TRY_ASSIGN(const auto sandbox, replayed(replay, engine, context, observer, stop));
    if (observer)
        observer({LoadProgress::Step::ReadingSchema, source.displayName()});
    Session &session = sandbox->session();
    Snapshot snapshot;
    TM_TRY_ASSIGN(snapshot.state, readState(session, replay.store->ownRelations()));
    snapshot.serverVersion = session.serverVersion();
    snapshot.notes = replay.notes + notesOn(*snapshot.state.schema);
    if (!digest.isEmpty())
        cache.store(digest, snapshot);
    return loadedFrom(source, replay, std::move(snapshot), false);
}

Result<std::unique_ptr<Sandbox>> sandboxOfMigrations(const SchemaSource &source, Engine engine,
                                                     const LoadContext &context,
                                                     const LoadObserver &observer,
                                                     std::stop_token stop)
{
    TM_TRY_ASSIGN(Replay replay, planReplay(source, engine, context));
    return replayed(replay, engine, context, observer, stop);
}

Result<std::unique_ptr<Sandbox>> sandboxOfSet(const ReadMigrations &migrations, Engine engine,
                                              const LoadContext &context,
                                              const LoadObserver &observer, std::stop_token stop)
{
    TM_TRY_ASSIGN(Replay replay, planSet(migrations, engine));
    return replayed(replay, engine, context, observer, stop);
}

Result<QByteArray> digestOfSet(const ReadMigrations &migrations, Engine engine)
{
    TM_TRY_ASSIGN(const Replay replay, planSet(migrations, engine));
    QByteArray bytes;
    TM_TRY(appendSteps(bytes, replay, engine));
    return digestOf(bytes);
}

QStringList ownRelationsOf(const SchemaSource &source, Engine engine, const LoadContext &context)
{
    QString folder = source.folder;
    QString id = source.convention;
    if (source.kind != SchemaSource::Kind::Migrations) {
        if (!context.workspace)
            return {};
        folder = context.workspace->migrations;
        id = context.workspace->convention;
    }
    const Convention *convention = findConvention(id);
    if (!convention) {
        const auto found = detectConvention(QDir(folder));
        convention = found ? *found : nullptr;
    }
    const auto store = convention ? convention->history(engine, QDir(folder)) : nullptr;
    return store ? store->ownRelations() : QStringList();
}

} // namespace tidemark
