// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/proof.h"

#include "backup/archiveroles.h"
#include "compare/draftrun.h"
#include "compare/readstate.h"
#include "compare/replay.h"
#include "compare/tablespaces.h"
#include "sql/identifier.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

Result<void> makeRoles(Session &session, const Schema &schema)
{
    if (session.engine() != Engine::PostgreSql)
        return {};
    for (const QString &name : rolesIn(schema)) {
        const QByteArray quoted = quoteIdentifier(name).toUtf8();
        const std::array<Cell, 1> parameters{name.toUtf8()};
        TM_TRY_ASSIGN(
            const Rows rows,
            session.query("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1", parameters));
        if (rows.rows.empty())
            TM_TRY(session.execute("CREATE ROLE " + quoted));
    }
    return {};
}

bool endsProof(const Error &error)
{
    return error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Connection;
}

Result<ProofStep> tryScripts(Session &session, const Draft &draft, const LoadedSchema &target,
                             const Comparison &comparison, const QString &name)
{
    ProofStep step;
    step.ran = true;
    if (auto done = runDrafted(session, scriptsOf(draft), name, &step.failedScript); !done) {
        if (endsProof(done.error()))
            return fail(std::move(done).error());
        step.error = done.error();
        if (session.transactionState() != TransactionState::Idle)
            TM_TRY(session.execute("ROLLBACK"));
    }
    TM_TRY_ASSIGN(const SchemaState reached, readState(session, target.leaveOut));
    step.left = diffSchemas(*reached.schema, *target.state.schema, comparison.options.noise);
    return step;
}

Result<std::unique_ptr<Sandbox>> fromNothing(const LoadedSchema &loaded, const LoadContext &context,
                                             const std::stop_token &stop)
{
    SandboxRequest request;
    request.engine = loaded.state.schema->engine;
    request.empty = true;
    request.stop = stop;
    TM_TRY_ASSIGN(auto sandbox, context.sandboxes->make(request));
    Session &session = sandbox->session();
    TM_TRY(makeRoles(session, *loaded.state.schema));
    TM_TRY(makeTablespaces(session, tablespacesOf(*loaded.state.schema)));
    TM_TRY_ASSIGN(const SchemaState empty, readState(session, {}));
    TM_TRY(runDrafted(session, scriptsOf(draftMigration(empty, loaded.state)),
                      loaded.source.displayName()));
    return sandbox;
}

/// A copy on another server is without tablespaces; those that A uses are put back.
Result<void> bringTablespaces(Session &session, const LoadedSchema &before,
                              const LoadedSchema &after)
{
    const std::set<QString> used = tablespacesOf(*before.state.schema);
    std::set<QString> all = tablespacesOf(*after.state.schema);
    all.insert(used.begin(), used.end());
    TM_TRY_ASSIGN(const bool made, makeTablespaces(session, all));
    if (!made || used.empty())
        return {};
    TM_TRY_ASSIGN(const SchemaState copy, readState(session, before.leaveOut));
    if (tablespacesOf(*copy.schema) == used)
        return {};
    return runDrafted(session, scriptsOf(draftMigration(copy, before.state)),
                      u"tablespaces of "_s + before.source.displayName());
}

} // namespace

Result<std::unique_ptr<Sandbox>> copyOf(const LoadedSchema &loaded, const LoadContext &context,
                                        const LoadObserver &observer, std::stop_token stop)
{
    const SchemaSource &source = loaded.source;
    const Engine engine = loaded.state.schema->engine;
    if (source.kind == SchemaSource::Kind::Snapshot)
        return fromNothing(loaded, context, stop);
    if (source.kind == SchemaSource::Kind::Migrations)
        return sandboxOfMigrations(source, engine, context, observer, stop);
    if (source.kind == SchemaSource::Kind::Dump)
        return sandboxOfDump(source, engine, context, observer, stop);
    if (source.kind == SchemaSource::Kind::Backup)
        return sandboxOfBackup(source, context, observer, std::move(stop));
    TM_TRY_ASSIGN(const Connection connection, reachSource(source, context, stop));
    if (observer)
        observer({LoadProgress::Step::StartingScratch, source.displayName()});
    SandboxRequest request;
    request.source = connection.spec;
    request.method = CopyMethod::DumpRestoreToScratch;
    request.stop = stop;
    return context.sandboxes->make(request);
}

Result<Proof> prove(const Comparison &comparison, const Draft &up, const Draft &down,
                    const LoadContext &context, const LoadObserver &observer, std::stop_token stop)
{
    TM_TRY_ASSIGN(const auto sandbox, copyOf(comparison.before, context, observer, stop));
    Session &session = sandbox->session();
    session.setStopToken(stop);
    TM_TRY(makeRoles(session, *comparison.after.state.schema));
    TM_TRY(bringTablespaces(session, comparison.before, comparison.after));
    Proof proof;
    proof.on = sandbox->description();
    TM_TRY_ASSIGN(proof.up, tryScripts(session, up, comparison.after, comparison, u"up"_s));
    if (proof.up.error)
        return proof;
    TM_TRY_ASSIGN(proof.down, tryScripts(session, down, comparison.before, comparison, u"down"_s));
    return proof;
}

} // namespace tidemark
