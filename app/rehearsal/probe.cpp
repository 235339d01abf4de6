// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/probe.h"

#include "database/postgres/postgressession.h"
#include "database/session.h"
#include "database/sqlite/sqlitesession.h"
#include "rehearsal/postgresprobe.h"
#include "rehearsal/sqliteprobe.h"
#include "sql/splitter.h"

using namespace Qt::StringLiterals;

namespace tidemark {

std::unique_ptr<Probe> makeProbe(Session &session)
{
    if (session.engine() == Engine::PostgreSql)
        return std::make_unique<PostgresProbe>(static_cast<PostgresSession &>(session));
    return std::make_unique<SqliteProbe>(static_cast<SqliteSession &>(session));
}

EvidenceCollector::EvidenceCollector(Session &session, Probe &probe, StepEvidence &step,
                                     std::function<void(const Statement &)> started)
    : m_session(session)
    , m_probe(probe)
    , m_step(step)
    , m_started(std::move(started))
{
    (void)m_session.takeNotices(); // those of earlier work are not this script's
}

void EvidenceCollector::statementStarted(const Statement &statement)
{
    if (m_started)
        m_started(statement);
}

StatementEvidence EvidenceCollector::describe(const Statement &statement, double ms)
{
    StatementEvidence evidence;
    evidence.summary = summaryOf(statement);
    evidence.where = statement.where;
    evidence.ms = ms;
    m_step.ms += ms;
    for (const Notice &notice : m_session.takeNotices())
        evidence.notices += notice.severity + u": "_s + notice.message;
    return evidence;
}

Result<void> EvidenceCollector::statementFinished(const Statement &statement,
                                                  const Outcome &outcome, double ms)
{
    StatementEvidence evidence = describe(statement, ms);
    evidence.rows = outcome.affectedRows;
    const bool inside = m_session.transactionState() == TransactionState::Active;
    TM_TRY(m_probe.measure(evidence, inside));
    const auto number = static_cast<int>(m_step.statements.size()) + 1;
    for (LockEvidence &lock : evidence.locks)
        lock.statement = number;
    m_step.statements.push_back(std::move(evidence));
    return {};
}

void EvidenceCollector::statementFailed(const Statement &statement, const Error &error, double ms)
{
    m_step.statements.push_back(describe(statement, ms));
    m_step.error = error;
    m_step.state = StepEvidence::State::Failed;
}

} // namespace tidemark
