// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/restorepass.h"

#include "backup/archiveload.h"
#include "backup/create.h"
#include "backup/sandboxrestore.h"
#include "backup/unpackarchive.h"
#include "base/bytestext.h"
#include "database/postgres/postgressession.h"
#include "rehearsal/reports/wording.h"
#include "rehearsal/verdict.h"
#include "sandbox/privatefolder.h"
#include "sql/splitter.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A database in the place of the first one's server, with what a backup of it holds.
Result<std::unique_ptr<Sandbox>> restoredBeside(const Backup &backup, const Sandbox &first,
                                                SandboxFactory &sandboxes,
                                                const QList<PostgresInstallation> &installations,
                                                const std::stop_token &stop)
{
    SandboxRequest request;
    request.stop = stop;
    if (backup.archive.format == BackupFormat::SqliteFile) {
        request.engine = Engine::Sqlite;
        request.source = ConnectionSpec{.engine = Engine::Sqlite, .conninfo = backup.path};
        return sandboxes.make(request);
    }
    request.source = first.spec();
    request.empty = true;
    if (backup.manifest && backup.manifest->facts)
        request.like = std::make_shared<const PostgresFacts>(*backup.manifest->facts);
    TM_TRY_ASSIGN(auto sandbox, sandboxes.make(request));
    const int major =
        sandbox->session().serverVersion().section(u' ', 1).section(u'.', 0, 0).toInt();
    TM_TRY_ASSIGN(const PostgresInstallation client, chooseClient(installations, major));
    TM_TRY_ASSIGN(const auto folder, sandboxes.makeFolder());
    TM_TRY_ASSIGN(const Backup readable,
                  unpackArchive(backup, folder->path(), UnpackedPart::Everything, {}, stop));
    TM_TRY(loadArchive({.backup = readable,
                        .target = sandbox->spec(),
                        .client = client,
                        .folder = folder->path(),
                        .stop = stop},
                       {}));
    TM_TRY(sandbox->session().execute("ANALYZE"));
    return sandbox;
}

/// The two ways back, as the migrations that a report is made of.
std::vector<Migration> waysOf(const PreparedMigration &whole)
{
    Migration restore = whole.migration;
    restore.id = u"code and database"_s;
    restore.name = u"code and database: the backup is restored"_s;
    Migration codeOnly = whole.migration;
    codeOnly.id = u"code only"_s;
    codeOnly.name = u"code only: the schema stays"_s;
    return {restore, codeOnly};
}

MigrationReport reportOf(const Migration &way, const PreparedMigration &whole)
{
    MigrationReport report;
    report.version = way.version;
    report.name = way.name;
    report.id = way.id;
    report.file = way.file;
    for (const Migration &part : whole.migrations())
        report.members += part.id;
    return report;
}

StatementEvidence timed(const QString &what, double ms)
{
    StatementEvidence evidence;
    evidence.summary = what;
    evidence.ms = ms;
    return evidence;
}

/// A server of our own waits for no disk, and so takes less time than production will.
QString whereMeasured(Session &session)
{
    if (session.engine() == Engine::PostgreSql)
        if (const auto fsync = session.query("SHOW fsync");
            fsync && fsync->rows.at(0).at(0) == "off")
            return u"on this machine, on a server that does not wait for its disk (fsync is off): "
                   "production takes longer"_s;
    return u"on this machine"_s;
}

double msOf(const QElapsedTimer &clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

} // namespace

Result<void> Pass::restore(RehearsalReport &report)
{
    TM_TRY(prepare(report));
    report.notCompared = m_schema->notCompared;
    TM_TRY_ASSIGN(const std::vector<PreparedMigration> parts, units(report));
    const PreparedMigration whole = asOne(parts);
    const std::vector<Migration> ways = waysOf(whole);
    m_observer.planned(ways);
    m_observer.started(int(ways.size()));
    MigrationReport restored = reportOf(ways[0], whole);
    MigrationReport codeOnly = reportOf(ways[1], whole);
    m_observer.migrationStarted(0, ways[0]);
    const Result<void> done = restoreActs(whole, restored, codeOnly);
    if (!done) {
        restored.reason = codeOnly.reason = u"The rehearsal ended before the restore."_s;
        if (done.error().kind != ErrorKind::Cancelled)
            return done;
        restored.verdict = codeOnly.verdict = Verdict::NotRun;
    }
    m_observer.migrationFinished(0, restored);
    m_observer.migrationStarted(1, ways[1]);
    m_observer.migrationFinished(1, codeOnly);
    report.migrations = {std::move(restored), std::move(codeOnly)};
    return done;
}

/// Fill, backup, up, traffic, restore, compare.
Result<void> Pass::restoreActs(const PreparedMigration &whole, MigrationReport &restored,
                               MigrationReport &codeOnly)
{
    Session &session = m_stage->session;
    RollbackMoments moments;
    moments.samples = m_options.samples;
    TM_TRY(fillForGood(restored));
    moments.before = m_schema;
    moments.volatility = {volatileColumns(*m_schema), m_since, nullptr, nullptr};
    TM_TRY(captureTables(session, *m_schema, allTables(*m_schema), moments.dataBefore));

    TM_TRY_ASSIGN(moments.trafficOfOldVersion, oldVersionWritesIt());

    // It may hold customers' rows: a killed rehearsal must not leave it where nobody looks.
    TM_TRY_ASSIGN(const auto folder, m_options.sandboxes->makeFolder());
    BackupRequest request;
    request.source = m_sandbox.spec();
    request.folder = folder->path();
    request.installations = findPostgresInstallations();
    QElapsedTimer clock;
    clock.start();
    TM_TRY_ASSIGN(const Backup backup, createBackup(request, {}, m_stop));
    const double backupMs = msOf(clock);

    m_observer.stepStarted(0, RehearsalStep::Up);
    StepEvidence up;
    if (const auto applied = apply(whole, true, &up); !applied) {
        if (endsRehearsal(applied.error()))
            return applied;
        up.state = StepEvidence::State::Failed;
        up.error = applied.error();
        if (session.transactionState() != TransactionState::Idle)
            TM_TRY(session.execute("ROLLBACK"));
        restored.up = codeOnly.up = up;
        judge(restored);
        judge(codeOnly);
        return {};
    }
    up.state = StepEvidence::State::Ok;
    restored.up = codeOnly.up = up;
    const QString size = bytesText(backup.bytes);
    restored.up.statements.insert(restored.up.statements.begin(),
                                  timed(u"the backup before it, "_s + size, backupMs));
    m_observer.stepStarted(0, RehearsalStep::CheckUp);
    moments.afterUp = m_schema;
    TM_TRY(captureTables(session, *m_schema, allTables(*m_schema), moments.dataAfterUp));
    TM_TRY(trafficForGood(moments, restored));

    m_observer.stepStarted(0, RehearsalStep::Down);
    clock.restart();
    const auto sandbox =
        restoredBeside(backup, m_sandbox, *m_options.sandboxes, request.installations, m_stop);
    restored.down.ms = msOf(clock);
    restored.down.state = sandbox ? StepEvidence::State::Ok : StepEvidence::State::Failed;
    if (!sandbox) {
        if (endsRehearsal(sandbox.error()))
            return tl::unexpected(sandbox.error());
        restored.down.error = sandbox.error();
    } else {
        restored.down.statements.push_back(timed(u"the restore of "_s + size, restored.down.ms));
        m_observer.stepStarted(0, RehearsalStep::CheckDown);
        Session &again = (*sandbox)->session();
        again.setStopToken(m_stop);
        TM_TRY_ASSIGN(moments.restored,
                      makeSchemaReader(again, SchemaReadOptions{m_options.leaveOut})->read());
        TM_TRY(captureTables(again, *moments.restored, allTables(*moments.restored),
                             moments.dataRestored));
        addRollbackNote(restored, u"restore-time"_s,
                        u"this rollback takes %1 for %2 of backup %3; the backup took %4"_s.arg(
                            durationText(restored.down.ms), size, whereMeasured(again),
                            durationText(backupMs)));
    }
    judgeRestore(moments, restored);
    codeOnly.down.state = StepEvidence::State::Ok; // nothing of the database is touched
    judgeCodeOnly(moments, codeOnly);
    return {};
}

Result<void> Pass::fillForGood(MigrationReport &report)
{
    m_observer.stepStarted(0, RehearsalStep::Fill);
    if (m_options.fill <= 0)
        return {};
    Session &session = m_stage->session;
    TM_TRY(session.execute("BEGIN"));
    TM_TRY_ASSIGN(const FillReport filled,
                  m_filler.fill(session, *m_schema, m_options.fill, m_options.leaveOut));
    TM_TRY(session.execute("COMMIT"));
    for (const TableNotFilled &table : filled.notFilled)
        addRollbackNote(report, u"not-filled"_s,
                        u"%1 was left without rows: %2"_s.arg(table.table, table.reason));
    TM_TRY_ASSIGN(m_schema, m_stage->reader->read()); // triggers may have made more of it
    return {};
}

/// Tried in a transaction that is rolled back: the backup is of what was there before.
Result<bool> Pass::oldVersionWritesIt()
{
    Session &session = m_stage->session;
    if (m_traffic.empty() || std::ranges::any_of(m_traffic, [&session](const Statement &statement) {
            return controlsTransaction(statement, session.engine());
        }))
        return false;
    TM_TRY(session.execute("BEGIN"));
    const auto ran = runStatements(session, m_traffic);
    if (!ran && endsRehearsal(ran.error()))
        return tl::unexpected(ran.error());
    TM_TRY(session.execute("ROLLBACK"));
    return ran.has_value();
}

Result<void> Pass::trafficForGood(RollbackMoments &moments, MigrationReport &report)
{
    if (m_traffic.empty())
        return {};
    m_observer.stepStarted(0, RehearsalStep::Traffic);
    Session &session = m_stage->session;
    const auto ran = runStatements(session, m_traffic);
    if (session.transactionState() != TransactionState::Idle)
        TM_TRY(session.execute(ran ? "COMMIT" : "ROLLBACK"));
    if (!ran) {
        if (endsRehearsal(ran.error()))
            return ran;
        Finding finding;
        finding.code = u"traffic-fails"_s;
        finding.message = u"the traffic fails on the new schema: "_s + ran.error().summary;
        finding.where = ran.error().where;
        report.findings.push_back(finding);
        moments.trafficFailed = true;
        moments.trafficError = ran.error().summary;
    }
    if (session.engine() == Engine::PostgreSql)
        TM_TRY(static_cast<PostgresSession &>(session).resetSettings());
    if (moments.trafficFailed)
        return {}; // what it wrote until then is not what customers write
    TM_TRY_ASSIGN(const SchemaPtr now, m_stage->reader->read());
    return captureTables(session, *now, allTables(*now), moments.dataAfterTraffic);
}

} // namespace tidemark
