// SPDX-License-Identifier: GPL-3.0-or-later
// How a trial runs a script: transactions, limits, what is settled between two of them, and when a
// new session is needed.
#include "rehearsal/trial.h"

#include "database/postgres/postgressession.h"
#include "run/statementlimit.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

// PostgreSQL documentation, "PostgreSQL Error Codes".
constexpr QLatin1StringView mismatch("42804"); // datatype_mismatch

/// Up and down are two runs of the tool: what is temporary does not live from one to the other.
Result<void> dropTemporary(Session &session)
{
    if (session.engine() == Engine::PostgreSql)
        return session.execute("DISCARD TEMP");
    TM_TRY_ASSIGN(const Rows rows, session.query("SELECT type, name FROM sqlite_temp_schema WHERE "
                                                 "type IN ('table', 'view') AND substr(name, 1, 7) "
                                                 "<> 'sqlite_'"));
    for (const auto &row : rows.rows) {
        const QString name = QString::fromUtf8(row[1].value_or(QByteArray()));
        TM_TRY(session.execute("DROP " + row[0].value_or(QByteArray()) + " temp." +
                               quoteIdentifier(name).toUtf8()));
    }
    return {};
}

/// Whether a table that runs functions for its rows has a column of another type.
bool typesChanged(const Schema &before, const Schema &after)
{
    for (const Shared<Relation> &was : before.relations) {
        if (was->triggers.empty())
            continue;
        const Relation *is = after.relation(was->schema, was->name);
        if (!is || is == &*was)
            continue;
        for (const Column &column : was->columns) {
            const Column *now = is->column(column.name);
            if (now && now->type != column.type)
                return true;
        }
    }
    return false;
}

} // namespace

/// Whether a trigger's function refused rows because this session compiled it when a column had
/// another type: its tool begins a new session for each run.
bool Trial::sawOldTypes(const FillReport &filled)
{
    bool any = false;
    for (const TableNotFilled &table : filled.notFilled) {
        if (table.sqlState != mismatch || m_stage->mistyped.contains(table.table))
            continue;
        if (m_renewed)
            m_stage->mistyped.insert(table.table);
        else
            any = m_stage->session.engine() == Engine::PostgreSql;
    }
    return any;
}

/// A trigger's function remembers the types that it has seen in this session, and fails on others.
/// The tools begin a session for each run, and do not meet that.
Result<void> Trial::forgetTypes()
{
    const bool idle = m_stage->session.transactionState() == TransactionState::Idle;
    if (m_stage->session.engine() != Engine::PostgreSql || !idle || !m_afterUp ||
        !typesChanged(*m_before, *m_afterUp))
        return {};
    return renewSession();
}

Result<void> Trial::renewSession()
{
    m_renewNext = false;
    m_renewed = true;
    return static_cast<PostgresSession &>(m_stage->session).reconnect();
}

Result<void> Trial::begin()
{
    if (committed())
        return {};
    if (m_renewNext)
        TM_TRY(renewSession());
    TM_TRY(m_marks.note(m_stage->session));
    return m_stage->session.execute("BEGIN");
}

Result<void> Trial::rollback()
{
    if (m_stage->session.transactionState() == TransactionState::Idle)
        return {};
    TM_TRY(m_stage->session.execute("ROLLBACK"));
    return m_marks.restore(m_stage->session);
}

Result<Trial::Progress> Trial::runScript(const std::vector<ScriptUnit> &units, StepEvidence &step)
{
    // A second up in the first one's transaction would show nothing new.
    const bool measured = committed() || (!m_options.measuredLater && &step != &m_report.redo);
    TM_TRY_ASSIGN(const Progress progress, runUnits(units, step, measured));
    if (progress == Progress::Failed)
        return progress;
    TM_TRY(settle(step));
    return step.state == StepEvidence::State::Failed ? Progress::Failed : Progress::Done;
}

/// The statements alone: nothing is settled.
Result<Trial::Progress> Trial::runUnits(const std::vector<ScriptUnit> &units, StepEvidence &step,
                                        bool measured)
{
    step = {};
    step.state = StepEvidence::State::Ok;
    EvidenceCollector collector(m_stage->session, measured ? &*m_stage->probe : nullptr, step,
                                m_options.statementStarted);
    for (const ScriptUnit &unit : units) {
        TM_TRY_ASSIGN(const Progress progress, runUnit(unit, collector, step));
        if (progress == Progress::Failed)
            return progress;
    }
    return Progress::Done;
}

Result<Trial::Progress> Trial::runUnit(const ScriptUnit &unit, EvidenceCollector &collector,
                                       StepEvidence &step)
{
    const bool ownTransaction = committed() && unit.inTransaction;
    step.outsideTransaction |= !unit.inTransaction;
    step.forcedOutside |= unit.forcedOutside.has_value();
    if (ownTransaction) {
        TM_TRY(m_stage->session.execute("BEGIN"));
        m_stage->probe->transactionBegan();
    }
    const bool inside = m_stage->session.transactionState() != TransactionState::Idle;
    const QByteArray limits =
        m_options.timeouts.statements(m_stage->session.engine(), inside); // settle() resets them
    if (!limits.isEmpty())
        TM_TRY(m_stage->session.execute(limits));
    Result<void> ran;
    {
        const StatementLimit limit(m_stage->session, m_options.timeouts.statement);
        ran = runStatements(m_stage->session, unit.statements, &collector);
    }
    if (!ran)
        return scriptFailed(ran.error(), step);
    if (ownTransaction) {
        if (const auto kept = m_stage->session.execute("COMMIT"); !kept)
            return scriptFailed(kept.error(), step);
    } else if (committed()) {
        TM_TRY(rollback()); // a script that left its own transaction open: psql would end here, too
    }
    return Progress::Done;
}

Result<Trial::Progress> Trial::scriptFailed(const Error &error, StepEvidence &step)
{
    if (endsRehearsal(error) || error.kind == ErrorKind::Internal)
        return tl::unexpected(error);
    step.state = StepEvidence::State::Failed;
    step.error = error;
    TM_TRY(rollback());
    if (m_stage->session.engine() == Engine::PostgreSql && committed())
        TM_TRY(static_cast<PostgresSession &>(m_stage->session).resetSettings());
    return Progress::Failed;
}

/// Between two scripts that share a transaction: what a COMMIT would check is checked, and settings
/// that the script left behind are put back as a new session would have them.
Result<void> Trial::settle(StepEvidence &step)
{
    if (m_stage->session.engine() != Engine::PostgreSql)
        return dropTemporary(m_stage->session);
    auto &session = static_cast<PostgresSession &>(m_stage->session);
    if (!committed()) {
        if (const auto checked = session.execute("SET CONSTRAINTS ALL IMMEDIATE"); !checked) {
            TM_TRY(scriptFailed(checked.error(), step));
            return {};
        }
    }
    TM_TRY(session.resetSettings());
    return dropTemporary(session);
}

} // namespace tidemark
