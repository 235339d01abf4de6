// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/trial.h"

#include "rehearsal/trafficloss.h"
#include "sql/splitter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

void addMentioned(const Schema &schema, const std::vector<ScriptUnit> &units, QSet<QString> &tables)
{
    for (const ScriptUnit &unit : units) {
        for (const Statement &statement : unit.statements)
            tables += resolveTables(schema, mentionedRelations(statement, schema.engine));
    }
}

void addForcedFinding(const std::vector<ScriptUnit> &units, const QString &direction,
                      MigrationReport &report)
{
    for (const ScriptUnit &unit : units) {
        if (!unit.forcedOutside)
            continue;
        Finding finding;
        finding.code = u"not-in-transaction"_s;
        finding.message =
            u"%1 cannot run inside a transaction; the %2 was run outside of one"_s.arg(
                summaryOf(*unit.forcedOutside), direction);
        finding.hint = u"mark the script as not transactional, as the convention spells it"_s;
        finding.where = unit.forcedOutside->where;
        report.findings.push_back(finding);
    }
}

} // namespace

Stage::Stage(Sandbox &box, const SchemaReadOptions &options)
    : sandbox(box)
    , session(box.session())
    , reader(makeSchemaReader(session, options))
    , probe(makeProbe(box))
{
}

Trial::Trial(Stage &stage, const PreparedMigration &migration, SchemaPtr before,
             TrialOptions options)
    : m_stage(&stage)
    , m_migration(migration)
    , m_options(std::move(options))
    , m_start(std::move(before))
    , m_before(m_start)
{
    m_report.version = migration.migration.version;
    m_report.name = migration.migration.name;
    m_report.id = migration.migration.id;
    m_report.file = migration.migration.file;
    addForcedFinding(migration.up, u"up"_s, m_report);
    if (migration.down)
        addForcedFinding(*migration.down, u"down"_s, m_report);
    addMentioned(*m_before, m_migration.up, m_watched);
    if (m_migration.down)
        addMentioned(*m_before, *m_migration.down, m_watched);
    if (m_options.history)
        m_history.before = m_options.history->current();
    if (committed())
        m_watched += allTables(*m_before); // outside a transaction nobody counts touched rows
}

Result<MigrationReport> Trial::run()
{
    const std::vector<Finding> findings = m_report.findings;
    for (;;) {
        m_report.findings = findings;
        TM_TRY_ASSIGN(Progress progress, upPhase());
        if (progress == Progress::Done) {
            if (m_migration.downError) {
                refuseDown();
            } else if (m_migration.downIsEmpty()) {
                TM_TRY_ASSIGN(progress, emptyDownPhase());
            } else if (m_migration.down) {
                TM_TRY_ASSIGN(progress, downPhase());
            }
        }
        TM_TRY(rollback());
        if (progress != Progress::WatchMore) {
            TM_TRY(forgetTypes());
            return finishedReport();
        }
    }
}

MigrationReport Trial::finishedReport()
{
    if (m_history.afterUp)
        m_report.history = judgeHistory(m_history, m_migration.migrations());
    return m_report;
}

Result<bool> Trial::runUpOnly()
{
    TM_TRY_ASSIGN(const Progress progress, upPhase());
    TM_TRY(forgetTypes());
    return progress == Progress::Done;
}

Result<MigrationReport> Trial::runDownOnly()
{
    if (m_options.fill > 0)
        TM_TRY(captureTables(m_stage->session, *m_afterUp, m_watched, m_dataBeforeDown));
    TM_TRY(forgetTypes());
    if (m_migration.downError) {
        refuseDown();
    } else if (m_migration.downIsEmpty()) {
        m_report.down.state = StepEvidence::State::Empty;
        TM_TRY(captureTables(m_stage->session, *m_afterUp, m_watched, m_dataAfterDown));
        compareAfterDown(m_afterUp);
        TM_TRY(recordHistory(false, u"down"_s, m_history.afterDown));
    } else if (m_migration.down) {
        TM_TRY(m_stage->probe->start());
        TM_TRY(runDown());
    }
    return finishedReport();
}

void Trial::refuseDown()
{
    m_report.down.state = StepEvidence::State::Failed;
    m_report.down.error = m_migration.downError;
}

Result<MigrationReport> Trial::runDownOnCopy(Stage &copy)
{
    Trial again = *this;
    again.m_stage = &copy;
    again.m_options.shape = TrialShape::Committed;
    again.m_watched += allTables(*m_before);
    again.m_report.redo = {};
    again.m_report.findings = m_report.findings;
    // What the up did not touch is still as it was before the up.
    TM_TRY(captureTables(copy.session, *m_before, again.m_watched, again.m_dataBefore));
    TM_TRY_ASSIGN(again.m_afterUp, copy.reader->read());
    TM_TRY(copy.probe->start());
    TM_TRY(again.downPhase());
    return again.finishedReport();
}

Result<void> Trial::measureDown(MigrationReport &report)
{
    if (m_options.shape != TrialShape::OneTransaction ||
        report.down.state != StepEvidence::State::Ok)
        return {};
    TM_TRY(begin());
    m_stage->probe->restart(false);
    StepEvidence alone;
    TM_TRY_ASSIGN(const Progress progress, runUnits(*m_migration.down, alone, true));
    TM_TRY(rollback()); // which puts back the settings, too
    if (progress == Progress::Done)
        report.down.locksHidden = !addFootprint(report.down, alone);
    return {};
}

Result<bool> Trial::isVolatile(Stage &copy)
{
    Trial again = *this;
    again.m_stage = &copy;
    again.m_options.shape = TrialShape::Committed;
    StepEvidence ignored;
    TM_TRY_ASSIGN(Progress progress, again.runScript(*m_migration.down, ignored));
    if (progress == Progress::Failed || !m_migration.upInTransaction())
        return false;
    SchemaPtr schemas[2];
    for (SchemaPtr &schema : schemas) {
        TM_TRY(copy.session.execute("BEGIN"));
        again.m_options.shape = TrialShape::OneTransaction;
        TM_TRY_ASSIGN(progress, again.runScript(m_migration.up, ignored));
        if (progress == Progress::Failed)
            return false;
        TM_TRY_ASSIGN(schema, copy.reader->read());
        TM_TRY(again.rollback());
    }
    return !diffSchemas(*schemas[0], *schemas[1]).isEmpty();
}

Result<Trial::Progress> Trial::upPhase()
{
    m_base = m_start;
    for (;;) {
        TM_TRY(begin());
        TM_TRY_ASSIGN(Progress progress, runFill());
        if (progress == Progress::Done) {
            TM_TRY_ASSIGN(progress, runUp());
        }
        if (progress == Progress::WatchMore) {
            TM_TRY(rollback());
            continue;
        }
        if (progress == Progress::Failed || m_options.shape != TrialShape::Stepwise)
            return progress;
        if (const auto kept = m_stage->session.execute("COMMIT"); !kept) {
            m_afterUp.reset();
            return scriptFailed(kept.error(), m_report.up);
        }
        m_base = m_afterUp;
        return Progress::Done;
    }
}

Result<Trial::Progress> Trial::runFill()
{
    m_dataBefore.clear();
    if (m_options.fill > 0) {
        step(RehearsalStep::Fill);
        if (committed())
            TM_TRY(m_stage->session.execute("BEGIN"));
        TM_TRY_ASSIGN(FillReport filled, fillTables());
        if (sawOldTypes(filled)) {
            m_renewNext = true;
            if (!committed())
                return Progress::WatchMore;
            TM_TRY(m_stage->session.execute("COMMIT"));
            TM_TRY(renewSession());
            TM_TRY(m_stage->session.execute("BEGIN"));
            TM_TRY_ASSIGN(filled, fillTables());
            (void)sawOldTypes(filled);
        }
        if (committed())
            TM_TRY(m_stage->session.execute("COMMIT"));
        for (const auto &table : filled.notFilled) {
            Finding finding;
            finding.severity = Finding::Severity::Note;
            finding.code = u"not-filled"_s;
            finding.message = u"%1 was left without rows: %2"_s.arg(table.table, table.reason);
            m_report.findings.push_back(finding);
        }
        if (!committed()) {
            StepEvidence ignored;
            TM_TRY(settle(ignored));
        }
        TM_TRY_ASSIGN(m_before, readSchema()); // triggers may have made tables of the new rows
        if (committed())
            m_watched += allTables(*m_before);
    }
    TM_TRY(captureTables(m_stage->session, *m_before, m_watched, m_dataBefore));
    return Progress::Done;
}

Result<FillReport> Trial::fillTables()
{
    return m_options.filler->fill(m_stage->session, *m_start, m_options.fill, m_options.leaveOut,
                                  m_options.fillShift);
}

Result<Trial::Progress> Trial::runUp()
{
    step(RehearsalStep::Up);
    m_report.up = {};
    TM_TRY(m_stage->probe->start());
    TM_TRY_ASSIGN(Progress progress, runScript(m_migration.up, m_report.up));
    if (progress == Progress::Failed)
        return progress;
    TM_TRY_ASSIGN(progress, recordHistory(true, u"up"_s, m_history.afterUp));
    if (progress != Progress::Done)
        return progress;
    step(RehearsalStep::CheckUp);
    TM_TRY_ASSIGN(m_afterUp, readSchema());
    TM_TRY_ASSIGN(const bool all, watchTouched(*m_afterUp));
    if (!all)
        return Progress::WatchMore;
    m_dataAfterUp.clear();
    if (!m_touchedByUp.isEmpty()) {
        TM_TRY(captureTables(m_stage->session, *m_afterUp, m_touchedByUp, m_dataAfterUp));
        m_report.moved =
            compareData(m_dataBefore, m_dataAfterUp, {}, m_options.samples).differences;
        std::erase_if(m_report.moved, [this](const TableDataDifference &difference) {
            return !m_touchedByUp.contains(difference.table);
        });
    }
    TM_TRY(runVerify(m_report.verifyPassed));
    return Progress::Done;
}

/// Finds the tables that the transaction touched. False when one of those that were there before
/// the up was not captured in time.
Result<bool> Trial::watchTouched(const Schema &now)
{
    TM_TRY_ASSIGN(const QStringList names, m_stage->probe->touchedTables());
    QSet<QString> touched(names.begin(), names.end());
    if (committed())
        touched += allTables(now); // nobody counted, so all are compared
    // What filled rows made by triggers was there before the up.
    const bool oneTransaction = m_options.shape == TrialShape::OneTransaction;
    touched += changedRelations(oneTransaction ? *m_before : *m_base, now);
    const bool inUp = m_report.down.state == StepEvidence::State::None;
    if (inUp)
        m_touchedByUp = touched;
    const QSet<QString> known = allTables(*m_before);
    bool all = true;
    for (const QString &table : std::as_const(touched)) {
        if (known.contains(table) && !m_watched.contains(table)) {
            m_watched.insert(table);
            all = false;
        }
    }
    return all;
}

Result<Trial::Progress> Trial::downPhase()
{
    TM_TRY(forgetTypes());
    for (bool again = false;; again = true) {
        if (m_options.shape == TrialShape::Stepwise) {
            TM_TRY(begin());
            // What the up did not touch is still as it was before the up.
            TM_TRY(captureTables(m_stage->session, *m_before, m_watched, m_dataBefore));
            TM_TRY(startDown(again));
        }
        TM_TRY_ASSIGN(Progress progress, runTraffic());
        if (progress == Progress::Done) {
            TM_TRY_ASSIGN(progress, runDown());
        }
        if (progress == Progress::WatchMore && m_options.shape == TrialShape::Stepwise) {
            TM_TRY(rollback());
            continue;
        }
        if (progress == Progress::Done)
            TM_TRY(runRedo());
        return progress;
    }
}

Result<Trial::Progress> Trial::runTraffic()
{
    m_dataAfterTraffic.clear();
    if (!m_options.traffic || m_options.traffic->empty())
        return Progress::Done;
    step(RehearsalStep::Traffic);
    StepEvidence evidence;
    if (!committed())
        TM_TRY(m_stage->session.execute("SAVEPOINT tidemark_traffic"));
    const auto ran = runStatements(m_stage->session, *m_options.traffic);
    if (!ran) {
        if (endsRehearsal(ran.error()))
            return tl::unexpected(ran.error());
        if (!committed())
            TM_TRY(m_stage->session.execute("ROLLBACK TO SAVEPOINT tidemark_traffic"));
        Finding finding;
        finding.code = u"traffic-fails"_s;
        finding.message = u"the traffic fails on the new schema: "_s + ran.error().summary;
        finding.where = ran.error().where;
        m_report.findings.push_back(finding);
        return Progress::Done;
    }
    TM_TRY(settle(evidence));
    TM_TRY(captureTables(m_stage->session, *m_afterUp, allTables(*m_afterUp), m_dataAfterTraffic));
    return Progress::Done;
}

Result<Trial::Progress> Trial::runDown()
{
    step(RehearsalStep::Down);
    m_report.down = {};
    TM_TRY_ASSIGN(Progress progress, runScript(*m_migration.down, m_report.down));
    m_report.down.locksHidden = m_options.shape == TrialShape::OneTransaction;
    if (progress == Progress::Failed)
        return progress;
    step(RehearsalStep::CheckDown);
    TM_TRY_ASSIGN(const SchemaPtr afterDown, readSchema());
    TM_TRY_ASSIGN(const bool all, watchTouched(*afterDown));
    if (!all) {
        m_report.down = {};
        return Progress::WatchMore;
    }
    m_dataAfterDown.clear();
    TM_TRY(captureTables(m_stage->session, *afterDown, m_watched, m_dataAfterDown));
    compareAfterDown(afterDown);
    TM_TRY_ASSIGN(progress, recordHistory(false, u"down"_s, m_history.afterDown));
    if (progress != Progress::Done)
        return progress;
    TM_TRY(runVerify(m_report.verifyPassedAfterDown));
    return Progress::Done;
}

void Trial::compareAfterDown(const SchemaPtr &afterDown)
{
    m_report.schemaDiff = diffSchemas(*m_before, *afterDown);
    m_report.schema = m_report.schemaDiff.isEmpty()     ? SchemaOutcome::Equal
                      : m_report.schemaDiff.onlyOrder() ? SchemaOutcome::Reordered
                                                        : SchemaOutcome::Different;
    const Volatility volatiles{volatileColumns(*m_before), m_options.since, &m_dataAfterUp,
                               &m_touchedByUp};
    DataComparison compared;
    if (!m_dataBeforeDown.empty()) {
        compared = compareData(m_dataBefore,
                               withoutLaterRows(m_dataAfterDown, m_dataAfterUp, m_dataBeforeDown),
                               volatiles, m_options.samples);
    } else if (m_dataAfterTraffic.empty()) {
        compared = compareData(m_dataBefore, m_dataAfterDown, volatiles, m_options.samples);
    } else {
        compared =
            compareAfterTraffic({m_dataBefore, m_dataAfterUp, m_dataAfterTraffic, m_dataAfterDown},
                                volatiles, m_options.samples);
    }
    m_report.lost = std::move(compared.differences);
    m_report.explained = std::move(compared.explained);
    m_report.dataEqual = m_report.lost.empty();
}

/// What the up left is known, unless a down was run since.
Result<void> Trial::startDown(bool again)
{
    return again ? m_stage->probe->start() : m_stage->probe->startAfterCommit();
}

Result<Trial::Progress> Trial::emptyDownPhase()
{
    for (bool again = false;; again = true) {
        m_report.down.state = StepEvidence::State::Empty;
        if (m_options.shape == TrialShape::Stepwise) {
            TM_TRY(begin());
            TM_TRY(startDown(again));
        }
        step(RehearsalStep::CheckDown);
        m_dataAfterDown.clear();
        TM_TRY(captureTables(m_stage->session, *m_afterUp, m_watched, m_dataAfterDown));
        compareAfterDown(m_afterUp);
        TM_TRY_ASSIGN(const Progress progress,
                      recordHistory(false, u"down"_s, m_history.afterDown));
        if (progress == Progress::WatchMore && m_options.shape == TrialShape::Stepwise) {
            TM_TRY(rollback());
            continue;
        }
        if (progress == Progress::Done)
            TM_TRY(runRedo());
        return progress;
    }
}

Result<void> Trial::runRedo()
{
    TM_TRY(forgetTypes());
    step(RehearsalStep::Redo);
    TM_TRY_ASSIGN(const Progress progress, runScript(m_migration.up, m_report.redo));
    m_report.redo.locksHidden = !committed();
    if (progress == Progress::Failed)
        return {};
    step(RehearsalStep::CheckRedo);
    TM_TRY_ASSIGN(const SchemaPtr afterRedo, readSchema());
    m_report.redoDiff = diffSchemas(*m_afterUp, *afterRedo);
    m_report.redoSchema = m_report.redoDiff.isEmpty()     ? SchemaOutcome::Equal
                          : m_report.redoDiff.onlyOrder() ? SchemaOutcome::Reordered
                                                          : SchemaOutcome::Different;
    TM_TRY(recordHistory(true, u"second up"_s, m_history.afterRedo)); // the last act in any case
    return {};
}

/// As the tool itself would record it. What cannot be is tried no more, and in a transaction, which
/// is broken then, all begins again without.
Result<Trial::Progress> Trial::recordHistory(bool up, const QString &step,
                                             std::optional<History> &now)
{
    HistoryWatch *history = m_options.history;
    if (!history || !history->works())
        return Progress::Done;
    auto recorded = history->record(m_stage->session, m_migration.migrations(), up);
    if (recorded) {
        now = std::move(*recorded);
        return Progress::Done;
    }
    if (endsRehearsal(recorded.error()))
        return tl::unexpected(recorded.error());
    history->giveUp(m_report.id, step, recorded.error());
    m_history = {};
    return committed() ? Progress::Done : Progress::WatchMore;
}

/// A verify script succeeds when the change is there (sqitch-verify's documentation). It runs
/// inside a savepoint and without its own BEGIN and ROLLBACK, so that it cannot leave anything.
Result<void> Trial::runVerify(std::optional<bool> &passed)
{
    if (!m_migration.verify)
        return {};
    const Engine engine = m_stage->session.engine();
    std::vector<Statement> statements;
    for (const ScriptUnit &unit : *m_migration.verify) {
        std::copy_if(unit.statements.begin(), unit.statements.end(), std::back_inserter(statements),
                     [engine](const Statement &s) { return !controlsTransaction(s, engine); });
    }
    if (committed())
        TM_TRY(m_stage->session.execute("BEGIN"));
    TM_TRY(m_stage->session.execute("SAVEPOINT tidemark_verify"));
    const auto ran = runStatements(m_stage->session, statements);
    if (!ran && endsRehearsal(ran.error()))
        return tl::unexpected(ran.error());
    passed = ran.has_value();
    TM_TRY(m_stage->session.execute("ROLLBACK TO SAVEPOINT tidemark_verify"));
    return m_stage->session.execute(committed() ? "ROLLBACK" : "RELEASE SAVEPOINT tidemark_verify");
}

Result<SchemaPtr> Trial::readSchema()
{
    return committed() ? m_stage->reader->read() : m_stage->reader->refresh(m_base);
}

void Trial::step(RehearsalStep step) const
{
    if (m_options.stepStarted)
        m_options.stepStarted(step);
}

} // namespace tidemark
