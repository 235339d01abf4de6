// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/pass.h"

#include "database/postgres/postgressession.h"
#include "rehearsal/verdict.h"
#include "run/statementlimit.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// What the folder's findings say about its file.
QString whyNotRunnable(const MigrationSet &set, const Migration &migration)
{
    for (const Finding &finding : set.findings) {
        if (finding.severity != Finding::Severity::Note && finding.where.file == migration.file)
            return finding.message;
    }
    return u"It is not SQL and cannot be run here."_s;
}

void noteHistoryFailure(const HistoryWatch &history, MigrationReport &report)
{
    const auto failure = history.failureOf(report.id);
    if (!failure)
        return;
    if (!report.history)
        report.history.emplace();
    report.history->differences += *failure;
}

bool failed(const StepEvidence &step)
{
    return step.state == StepEvidence::State::Failed;
}

/// What a down brings back has to be what was there to pg_dump, too; a restore cannot be.
SchemaReadOptions readOptionsFor(const RehearsalOptions &options)
{
    return {options.leaveOut, options.mode != RehearsalOptions::Mode::Restore};
}

} // namespace

Pass::Pass(Sandbox &sandbox, const MigrationSet &set, const RehearsalOptions &options,
           const std::vector<Statement> &traffic, RehearsalObserver &observer, std::stop_token stop)
    : m_sandbox(sandbox)
    , m_set(set)
    , m_options(options)
    , m_traffic(traffic)
    , m_observer(observer)
    , m_stop(std::move(stop))
    , m_history(options.history)
    , m_spare(sandbox, m_history, readOptionsFor(options), m_stop)
    , m_next(options.applied)
{
}

Result<void> Pass::prepare(RehearsalReport &report)
{
    m_sandbox.session().setStopToken(m_stop);
    TM_TRY(beginHistory(report));
    m_stage = std::make_unique<Stage>(m_sandbox, readOptionsFor(m_options));
    TM_TRY_ASSIGN(m_schema, m_stage->reader->read());
    TM_TRY_ASSIGN(m_since, clockOf(m_stage->session));
    TM_TRY(rollBackApplied());
    return applyUpTo(m_options.range.front());
}

/// The scripts can be rehearsed without it, so what is wrong with it is only said.
Result<void> Pass::beginHistory(RehearsalReport &report)
{
    const auto begun = m_history.begin(m_sandbox.session());
    if (begun || endsRehearsal(begun.error()))
        return begun;
    m_history.giveUp({}, {}, begun.error());
    Finding finding;
    finding.code = u"no-history"_s;
    finding.message = u"the history table is not kept: "_s + begun.error().summary;
    finding.hint = begun.error().hint;
    report.findings.push_back(finding);
    return {};
}

/// A copy of a real database that has migrations of the range: their downs bring it to where the
/// range begins.
Result<void> Pass::rollBackApplied()
{
    const int first = m_options.range.front();
    for (int index = m_next - 1; index >= first; --index) {
        const Migration &migration = m_set.migrations[static_cast<size_t>(index)];
        TM_TRY_ASSIGN(const PreparedMigration prepared,
                      prepareMigration(migration, m_schema->engine));
        if (!prepared.down) {
            return fail(
                ErrorKind::Input,
                u"%1 is applied in the copied database and has no down, so the rehearsal cannot "
                "start before it"_s.arg(migration.id),
                {}, u"choose a later range, or rehearse from nothing"_s);
        }
        TM_TRY(apply(prepared, false));
        m_next = index;
    }
    return {};
}

Result<void> Pass::applyUpTo(int index)
{
    while (m_next < index) {
        const Migration &migration = m_set.migrations[static_cast<size_t>(m_next)];
        if (migration.runnable) {
            TM_TRY_ASSIGN(const PreparedMigration prepared,
                          prepareMigration(migration, m_schema->engine));
            TM_TRY(apply(prepared, true));
            m_spare.follow(prepared);
        }
        ++m_next;
    }
    return {};
}

/// Runs the ups or downs for good, without a judgement; `step` takes what was measured.
Result<void> Pass::apply(const PreparedMigration &migration, bool up, StepEvidence *step)
{
    std::optional<EvidenceCollector> collector;
    if (step) {
        m_stage->probe->restart(true);
        collector.emplace(m_stage->session, &*m_stage->probe, *step);
    }
    StatementObserver *observer = collector ? &*collector : nullptr;
    Session &session = m_stage->session;
    const StatementLimit limit(session, m_options.timeouts.statement);
    for (const ScriptUnit &unit : up ? migration.up : *migration.down) {
        const QByteArray limits =
            m_options.timeouts.statements(session.engine(), unit.inTransaction);
        if (unit.inTransaction) {
            TM_TRY_ASSIGN(Transaction transaction, Transaction::begin(session));
            if (!limits.isEmpty())
                TM_TRY(session.execute(limits));
            m_stage->probe->transactionBegan();
            TM_TRY(runStatements(session, unit.statements, observer));
            if (m_schema->engine == Engine::PostgreSql)
                TM_TRY(static_cast<PostgresSession &>(session).resetSettings());
            TM_TRY_ASSIGN(m_schema, m_stage->reader->refresh(m_schema));
            TM_TRY(transaction.commit());
            continue;
        }
        if (!limits.isEmpty())
            TM_TRY(session.execute(limits));
        TM_TRY(runStatements(session, unit.statements, observer));
        if (session.transactionState() != TransactionState::Idle)
            TM_TRY(session.execute("ROLLBACK"));
        if (m_schema->engine == Engine::PostgreSql)
            TM_TRY(static_cast<PostgresSession &>(session).resetSettings());
        TM_TRY_ASSIGN(m_schema, m_stage->reader->read());
    }
    if (!m_history.works())
        return {};
    auto recorded = m_history.record(session, migration.migrations(), up);
    if (recorded)
        m_history.setCurrent(std::move(*recorded));
    else if (endsRehearsal(recorded.error()))
        return tl::unexpected(recorded.error());
    else
        m_history.giveUp(migration.migration.id, up ? u"up"_s : u"down"_s, recorded.error());
    return {};
}

TrialOptions Pass::trialOptions(int index)
{
    TrialOptions options;
    options.fill = m_options.fill;
    options.traffic = m_traffic.empty() ? nullptr : &m_traffic;
    options.filler = &m_filler;
    options.since = m_since;
    options.leaveOut = m_options.leaveOut;
    options.samples = m_options.samples;
    options.timeouts = m_options.timeouts;
    options.history = &m_history;
    options.stepStarted = [this, index](RehearsalStep step) {
        m_observer.stepStarted(index, step);
    };
    options.statementStarted = [this, index](const Statement &statement) {
        m_observer.statementStarted(index, statement);
    };
    return options;
}

Result<void> Pass::stepwise(RehearsalReport &report)
{
    TM_TRY(prepare(report));
    report.notCompared = m_schema->notCompared;
    if (m_options.asOneUnit) {
        TM_TRY_ASSIGN(const std::vector<PreparedMigration> parts, units(report));
        const PreparedMigration whole = asOne(parts);
        m_observer.planned({whole.migration});
        m_observer.started(1);
        m_observer.migrationStarted(0, whole.migration);
        TM_TRY_ASSIGN(MigrationReport judged, rehearseOne(whole, 0));
        m_observer.migrationFinished(0, judged);
        report.migrations.push_back(std::move(judged));
        return {};
    }
    std::vector<Migration> plan;
    for (const int index : m_options.range)
        plan.push_back(m_set.migrations[static_cast<size_t>(index)]);
    m_observer.planned(plan);
    m_observer.started(static_cast<int>(plan.size()));
    for (int place = 0; place < static_cast<int>(m_options.range.size()); ++place) {
        TM_TRY(applyUpTo(m_options.range[static_cast<size_t>(place)]));
        TM_TRY(rehearseGroup(static_cast<size_t>(place), report));
        const Migration &migration = m_set.migrations[static_cast<size_t>(m_next)];
        m_observer.migrationStarted(place, migration);
        MigrationReport judged;
        const auto prepared = prepareMigration(migration, m_schema->engine);
        if (!migration.runnable) {
            judged = notRun(migration, whyNotRunnable(m_set, migration));
        } else if (!prepared) {
            judged = unreadable(migration, prepared.error());
        } else {
            TM_TRY_ASSIGN(judged, rehearseOne(*prepared, place));
        }
        ++m_next;
        m_observer.migrationFinished(place, judged);
        report.migrations.push_back(std::move(judged));
    }
    report.notCompared = m_schema->notCompared;
    return {};
}

/// The members of a group that stand in a row from its first one in the range; empty elsewhere, and
/// where one of them cannot be run.
std::vector<PreparedMigration> Pass::groupAt(size_t place) const
{
    const auto migrationAt = [this](size_t at) -> const Migration & {
        return m_set.migrations[static_cast<size_t>(m_options.range[at])];
    };
    const QString group = migrationAt(place).group;
    std::vector<PreparedMigration> members;
    if (group.isEmpty() || (place > 0 && migrationAt(place - 1).group == group))
        return members;
    for (size_t at = place; at < m_options.range.size() && migrationAt(at).group == group; ++at) {
        if (at > place && m_options.range[at] != m_options.range[at - 1] + 1)
            break;
        auto prepared = prepareMigration(migrationAt(at), m_schema->engine);
        if (!migrationAt(at).runnable || !prepared)
            return {};
        members.push_back(std::move(*prepared));
    }
    return members;
}

/// The members of a group as one unit, before each of them by itself. Leaves no trace.
Result<void> Pass::rehearseGroup(size_t place, RehearsalReport &report)
{
    const std::vector<PreparedMigration> members = groupAt(place);
    if (members.size() < 2)
        return {};
    PreparedMigration whole = asOne(members);
    whole.migration.version = members.front().migration.group;
    whole.migration.name =
        u"%1 (%2 steps as one)"_s.arg(members.front().migration.name).arg(members.size());
    TrialOptions options = trialOptions(static_cast<int>(place));
    options.stepStarted = {}; // of no migration that an observer knows
    options.statementStarted = {};
    HistoryWatch history = m_history; // what fails here is not yet held against the members
    options.history = &history;
    MigrationReport judged;
    bool committed = !whole.upInTransaction() || !whole.downInTransaction();
    if (!committed) {
        options.shape = TrialShape::OneTransaction;
        Trial trial(*m_stage, whole, m_schema, options);
        TM_TRY_ASSIGN(judged, trial.run());
        committed = failed(judged.up) || (failed(judged.down) && !whole.downError) ||
                    (failed(judged.redo) && !whole.downIsEmpty());
        if (!committed && judged.redoSchema == SchemaOutcome::Different) {
            Trial second(*m_stage, whole, m_schema, options);
            TM_TRY(second.run());
            if (trial.afterUp() && second.afterUp() &&
                !diffSchemas(*trial.afterUp(), *second.afterUp()).isEmpty())
                judged.redoSchema = SchemaOutcome::Volatile;
        }
    }
    if (committed) {
        options.shape = TrialShape::Committed;
        TM_TRY_ASSIGN(Stage *const second, m_spare.stage(m_schema));
        TM_TRY_ASSIGN(judged, Trial(*second, whole, m_schema, options).run());
        m_spare.discard();
    }
    noteHistoryFailure(history, judged);
    judge(judged);
    for (const PreparedMigration &member : members)
        judged.members += member.migration.id;
    report.groups.push_back(std::move(judged));
    return {};
}

Result<std::vector<PreparedMigration>> Pass::units(RehearsalReport &report)
{
    std::vector<PreparedMigration> prepared;
    for (const int index : m_options.range) {
        const Migration &migration = m_set.migrations[static_cast<size_t>(index)];
        if (!migration.runnable) {
            report.findings.push_back(
                {Finding::Severity::Warning,
                 u"not-sql"_s,
                 u"%1 is not SQL and is left out of the unit"_s.arg(migration.id),
                 {},
                 {migration.file, 0, 0}});
            continue;
        }
        TM_TRY_ASSIGN(PreparedMigration one, prepareMigration(migration, m_schema->engine));
        prepared.push_back(std::move(one));
    }
    if (prepared.empty())
        return fail(ErrorKind::Input, u"nothing in this range can be run here"_s);
    return prepared;
}

Result<MigrationReport> Pass::rehearseOne(const PreparedMigration &migration, int index)
{
    TrialOptions options = trialOptions(index);
    Result<MigrationReport> report;
    if (!migration.upInTransaction() || !migration.downInTransaction()) {
        options.shape = TrialShape::Committed;
        report = committedOnCopy(migration, options);
    } else if (options.fill > 0 || options.traffic) {
        options.shape = TrialShape::OneTransaction;
        options.measuredLater = true;
        report = inOneTransaction(migration, options);
    } else {
        options.shape = TrialShape::Stepwise;
        report = stepByStep(migration, options);
    }
    if (!report)
        return report;
    noteHistoryFailure(m_history, *report);
    judge(*report);
    return report;
}

Result<MigrationReport> Pass::stepByStep(const PreparedMigration &migration, TrialOptions options)
{
    Trial trial(*m_stage, migration, m_schema, std::move(options));
    TM_TRY_ASSIGN(MigrationReport report, trial.run());
    if (!trial.afterUp())
        return report;
    m_schema = trial.afterUp();
    if (trial.historyAfterUp())
        m_history.setCurrent(*trial.historyAfterUp());
    m_spare.follow(migration);
    const bool redoFailed = failed(report.redo) && !migration.downIsEmpty();
    // A down of one script that failed had its transaction for itself, as its tool would run it.
    const bool downShared =
        failed(report.down) && !migration.downError && migration.down->size() > 1;
    if (downShared || redoFailed) {
        // What shares a transaction can fail because of that.
        TM_TRY_ASSIGN(Stage *const second, m_spare.stage(m_schema));
        TM_TRY_ASSIGN(report, trial.runDownOnCopy(*second));
        if (!leftOnlyTheUp(report))
            TM_TRY(m_spare.restore(m_schema, true));
    }
    if (report.schema != SchemaOutcome::Different &&
        report.redoSchema == SchemaOutcome::Different && !migration.downIsEmpty()) {
        TM_TRY_ASSIGN(Stage *const second, m_spare.stage(m_schema));
        TM_TRY_ASSIGN(const bool isVolatile, trial.isVolatile(*second));
        m_spare.discard();
        if (isVolatile)
            report.redoSchema = SchemaOutcome::Volatile;
    }
    return report;
}

Result<MigrationReport> Pass::inOneTransaction(const PreparedMigration &migration,
                                               TrialOptions options)
{
    const SchemaPtr before = m_schema;
    auto trial = std::make_unique<Trial>(*m_stage, migration, before, options);
    TM_TRY_ASSIGN(MigrationReport report, trial->run());
    const bool redoFailed = failed(report.redo) && !migration.downIsEmpty();
    if (failed(report.up) || (failed(report.down) && !migration.downError) || redoFailed)
        return committedOnCopy(migration, std::move(options));
    TM_TRY(applyAfter(migration, *trial, report));
    if (!failed(report.up))
        m_spare.follow(migration);
    return report;
}

Result<MigrationReport> Pass::committedOnCopy(const PreparedMigration &migration,
                                              TrialOptions options)
{
    options.shape = TrialShape::Committed;
    options.measuredLater = false;
    TM_TRY_ASSIGN(Stage *const second, m_spare.stage(m_schema));
    const bool leavesRows = options.fill > 0 || options.traffic;
    Trial trial(*second, migration, m_schema, options);
    TM_TRY_ASSIGN(MigrationReport report, trial.run());
    if (failed(report.up) && options.fill > 0)
        return withoutFilledRows(migration, std::move(report), std::move(options));
    const bool asIs = !leavesRows && leftOnlyTheUp(report);
    TM_TRY(applyAfter(migration, trial, report));
    if (!asIs)
        TM_TRY(m_spare.restore(m_schema, true));
    return report;
}

/// The up fails on rows that nobody but the fill wrote: how the migration does without them is said
/// beside it, for its down would not be judged at all.
Result<MigrationReport> Pass::withoutFilledRows(const PreparedMigration &migration,
                                                MigrationReport report, TrialOptions options)
{
    TM_TRY(m_spare.restore(m_schema, true));
    options.fill = 0;
    options.traffic = nullptr;
    const bool inTransaction = migration.upInTransaction() && migration.downInTransaction();
    options.shape = inTransaction ? TrialShape::Stepwise : TrialShape::Committed;
    TM_TRY_ASSIGN(MigrationReport bare, inTransaction
                                            ? stepByStep(migration, std::move(options))
                                            : committedOnCopy(migration, std::move(options)));
    if (failed(bare.up))
        return bare;
    judge(bare);
    Finding finding;
    finding.code = u"filled-rows-refused"_s;
    finding.message =
        u"the up fails on the rows that were filled in; without them it runs: %1"_s.arg(
            verdictName(bare.verdict).replace(u'-', u' '));
    if (bare.down.error)
        finding.message += u", "_s + bare.down.error->summary;
    finding.where = report.up.error ? report.up.error->where : SourceLocation();
    report.findings.push_back(std::move(finding));
    return report;
}

/// The up for good, after a trial that left no trace. Two runs from the same state that give
/// different schemas show that the up embeds the time or something random.
Result<void> Pass::applyAfter(const PreparedMigration &migration, Trial &trial,
                              MigrationReport &report)
{
    if (failed(report.up) && m_options.fill == 0 && m_traffic.empty())
        return {};
    StepEvidence alone;
    const bool shared = trial.shape() == TrialShape::OneTransaction; // with the fill
    if (const auto applied = apply(migration, true, shared ? &alone : nullptr); !applied) {
        const Error &error = applied.error();
        if (endsRehearsal(error))
            return tl::unexpected(error);
        if (!failed(report.up)) { // it worked on rows that were filled in, and not without them
            report.up.state = StepEvidence::State::Failed;
            report.up.error = error;
        }
        m_spare.discard();
        TM_TRY_ASSIGN(m_schema, m_stage->reader->read());
        return {};
    }
    if (trial.afterUp() && report.redoSchema && !trial.fillChangedSchema() &&
        !diffSchemas(*trial.afterUp(), *m_schema).isEmpty())
        report.redoSchema = SchemaOutcome::Volatile;
    if (!shared)
        return {};
    (void)addFootprint(report.up, alone);
    return trial.measureDown(report);
}

MigrationReport Pass::notRun(const Migration &migration, const QString &why) const
{
    MigrationReport report;
    report.version = migration.version;
    report.name = migration.name;
    report.id = migration.id;
    report.file = migration.file;
    report.reason = why;
    return report;
}

MigrationReport Pass::unreadable(const Migration &migration, const Error &error) const
{
    MigrationReport report = notRun(migration, {});
    report.up.state = StepEvidence::State::Failed;
    report.up.error = error;
    judge(report);
    return report;
}

Result<void> Pass::chain(RehearsalReport &report)
{
    TM_TRY(prepare(report));
    report.notCompared = m_schema->notCompared;
    TM_TRY_ASSIGN(const std::vector<PreparedMigration> prepared, units(report));
    std::vector<Migration> plan;
    plan.reserve(prepared.size());
    for (const PreparedMigration &one : prepared)
        plan.push_back(one.migration);
    m_observer.planned(plan);
    m_observer.started(static_cast<int>(prepared.size()));
    std::vector<std::unique_ptr<Trial>> trials;
    if (const auto up = chainUps(trials, prepared, report); !up) {
        keepUps(trials, static_cast<int>(trials.size()), report);
        return up;
    }
    return chainDowns(trials, prepared, report);
}

/// Until one fails, or the rehearsal ends early: then `trials` has those that were applied.
Result<void> Pass::chainUps(std::vector<std::unique_ptr<Trial>> &trials,
                            const std::vector<PreparedMigration> &prepared, RehearsalReport &report)
{
    for (const PreparedMigration &migration : prepared) {
        const auto index = static_cast<int>(trials.size());
        m_observer.migrationStarted(index, migration.migration);
        TrialOptions options = trialOptions(index);
        options.shape = TrialShape::Committed;
        options.fillShift = index * 10 * m_options.fill;
        trials.push_back(std::make_unique<Trial>(*m_stage, migration, m_schema, options));
        const Result<bool> up = trials.back()->runUpOnly();
        if (!up) {
            trials.pop_back();
            return tl::unexpected(up.error());
        }
        if (!*up) {
            MigrationReport failedUp = trials.back()->report();
            judge(failedUp);
            m_observer.migrationFinished(index, failedUp);
            report.migrations.push_back(std::move(failedUp));
            trials.pop_back();
            break;
        }
        m_schema = trials.back()->afterUp();
        if (trials.back()->historyAfterUp())
            m_history.setCurrent(*trials.back()->historyAfterUp());
    }
    return {};
}

/// What is known of the first `count`, which were applied and not rolled back when it ended.
void Pass::keepUps(const std::vector<std::unique_ptr<Trial>> &trials, int count,
                   RehearsalReport &report)
{
    std::vector<MigrationReport> kept;
    for (int index = 0; index < count; ++index) {
        MigrationReport one = trials[static_cast<size_t>(index)]->report();
        one.verdict = Verdict::NotRun;
        one.down = {};
        one.reason = u"Applied; the rehearsal ended before it was rolled back."_s;
        m_observer.migrationFinished(index, one);
        kept.push_back(std::move(one));
    }
    report.migrations.insert(report.migrations.begin(), kept.begin(), kept.end());
}

/// Newest first, until one fails; the reports come in the set's order.
Result<void> Pass::chainDowns(std::vector<std::unique_ptr<Trial>> &trials,
                              const std::vector<PreparedMigration> &prepared,
                              RehearsalReport &report)
{
    QString stopped;
    std::vector<MigrationReport> reports;
    for (auto index = static_cast<int>(trials.size()) - 1; index >= 0; --index) {
        const auto place = static_cast<size_t>(index);
        if (!stopped.isEmpty()) {
            reports.push_back(notRun(prepared[place].migration,
                                     u"Not reached: the rollback stopped at %1."_s.arg(stopped)));
            m_observer.migrationFinished(index, reports.back());
            continue;
        }
        auto done = trials[place]->runDownOnly();
        if (!done) {
            std::reverse(reports.begin(), reports.end());
            report.migrations.insert(report.migrations.begin(), reports.begin(), reports.end());
            keepUps(trials, index + 1, report);
            return tl::unexpected(done.error());
        }
        judge(*done);
        if (done->down.state == StepEvidence::State::Failed ||
            done->down.state == StepEvidence::State::None)
            stopped = done->id;
        reports.push_back(std::move(*done));
        m_observer.migrationFinished(index, reports.back());
    }
    std::reverse(reports.begin(), reports.end());
    report.migrations.insert(report.migrations.begin(), reports.begin(), reports.end());
    return {};
}

} // namespace tidemark
