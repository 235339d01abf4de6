// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/sparecopy.h"

#include "database/postgres/postgressession.h"
#include "rehearsal/samerows.h"

namespace tidemark {

namespace {

Result<void> runUnit(Session &session, const ScriptUnit &unit)
{
    if (unit.inTransaction)
        TM_TRY(session.execute("BEGIN"));
    TM_TRY(runStatements(session, unit.statements));
    if (unit.inTransaction)
        return session.execute("COMMIT");
    return session.transactionState() == TransactionState::Idle ? Result<void>()
                                                                : session.execute("ROLLBACK");
}

Result<void> runUnits(Session &session, const std::vector<ScriptUnit> &units)
{
    for (const ScriptUnit &unit : units) {
        TM_TRY(runUnit(session, unit));
        if (session.engine() == Engine::PostgreSql)
            TM_TRY(static_cast<PostgresSession &>(session).resetSettings());
    }
    return {};
}

} // namespace

SpareCopy::SpareCopy(Sandbox &sandbox, const HistoryWatch &history, SchemaReadOptions options,
                     std::stop_token stop)
    : m_first(sandbox)
    , m_history(history)
    , m_options(std::move(options))
    , m_stop(std::move(stop))
{
}

void SpareCopy::follow(const PreparedMigration &migration)
{
    const auto migrations = migration.migrations();
    if (m_sandbox)
        m_behind.push_back({migration.up, {migrations.begin(), migrations.end()}});
}

void SpareCopy::discard()
{
    m_stage.reset();
    m_sandbox.reset();
    m_behind.clear();
}

Result<void> SpareCopy::restore(const SchemaPtr &state, bool mayHaveRows)
{
    if (!m_sandbox)
        return {};
    TM_TRY_ASSIGN(const bool same, restored(state, mayHaveRows));
    if (!same)
        discard();
    return {};
}

Result<bool> SpareCopy::restored(const SchemaPtr &state, bool mayHaveRows)
{
    TM_TRY_ASSIGN(const SchemaPtr now, m_stage->reader->read());
    if (!(*now == *state))
        return false;
    TM_TRY_ASSIGN(const bool sameHistory, m_history.isCurrentIn(m_stage->session));
    if (!sameHistory || !mayHaveRows)
        return sameHistory;
    if (state->engine != Engine::PostgreSql) // a file is copied in no time
        return false;
    return makeRowsSame(static_cast<PostgresSession &>(m_stage->session),
                        static_cast<PostgresSession &>(m_first.session()), *state);
}

Result<Stage *> SpareCopy::stage(const SchemaPtr &state)
{
    if (m_sandbox) {
        TM_TRY_ASSIGN(const bool same, catchUp(state));
        if (same)
            return m_stage.get();
        discard();
    }
    TM_TRY_ASSIGN(m_sandbox, m_first.copy());
    m_sandbox->session().setStopToken(m_stop);
    m_stage = std::make_unique<Stage>(*m_sandbox, m_options);
    return m_stage.get();
}

Result<void> SpareCopy::take(const Step &step)
{
    TM_TRY(runUnits(m_stage->session, step.up));
    if (m_history.works())
        TM_TRY(m_history.record(m_stage->session, step.migrations, true));
    return {};
}

/// False when it went another way than the first sandbox did.
Result<bool> SpareCopy::catchUp(const SchemaPtr &state)
{
    for (const Step &step : std::exchange(m_behind, {})) {
        const auto taken = take(step);
        if (!taken && endsRehearsal(taken.error()))
            return tl::unexpected(taken.error());
        if (!taken)
            return false;
    }
    TM_TRY_ASSIGN(const SchemaPtr now, m_stage->reader->read());
    return *now == *state;
}

bool leftOnlyTheUp(const MigrationReport &report)
{
    using State = StepEvidence::State;
    if (report.up.state != State::Ok)
        return false;
    if (report.history && !report.history->differences.isEmpty())
        return false;
    if (report.down.state == State::None)
        return true;
    return report.down.state == State::Ok && report.schema == SchemaOutcome::Equal &&
           report.dataEqual && report.explained.empty() && report.redo.state == State::Ok &&
           report.redoSchema == SchemaOutcome::Equal;
}

} // namespace tidemark
