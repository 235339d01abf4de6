// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/probe.h"

#include "database/postgres/postgressession.h"
#include "database/session.h"
#include "database/sqlite/sqlitesession.h"
#include "rehearsal/locksampler.h"
#include "rehearsal/postgresprobe.h"
#include "rehearsal/sqliteprobe.h"
#include "sandbox/sandbox.h"
#include "sql/splitter.h"

#include <algorithm>
#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

std::unique_ptr<Probe> makeProbe(Sandbox &sandbox)
{
    Session &session = sandbox.session();
    if (session.engine() == Engine::PostgreSql) {
        return std::make_unique<PostgresProbe>(static_cast<PostgresSession &>(session),
                                               sandbox.spec());
    }
    return std::make_unique<SqliteProbe>(static_cast<SqliteSession &>(session));
}

bool addFootprint(StepEvidence &step, const StepEvidence &other)
{
    if (step.statements.size() != other.statements.size())
        return false;
    std::map<QString, int> known;
    for (size_t i = 0; i < step.statements.size(); ++i) {
        StatementEvidence &statement = step.statements[i];
        statement.walBytes = std::max(statement.walBytes, other.statements[i].walBytes);
        for (const QString &table : other.statements[i].rewrites) {
            if (!statement.rewrites.contains(table))
                statement.rewrites += table;
        }
        std::vector<LockEvidence> &locks = statement.locks;
        const std::vector<LockEvidence> &more = other.statements[i].locks;
        locks.insert(locks.end(), more.begin(), more.end());
        // The strongest of each relation first, so that the rest is nothing new.
        std::stable_sort(locks.begin(), locks.end(), [](const auto &a, const auto &b) {
            return std::pair(a.relation, -lockStrength(a.mode.toLatin1())) <
                   std::pair(b.relation, -lockStrength(b.mode.toLatin1()));
        });
        std::erase_if(locks, [&known](const LockEvidence &lock) {
            int &strongest = known[lock.relation];
            const int strength = lockStrength(lock.mode.toLatin1());
            return strength <= std::exchange(strongest, std::max(strongest, strength));
        });
    }
    return true;
}

EvidenceCollector::EvidenceCollector(Session &session, Probe *probe, StepEvidence &step,
                                     std::function<void(const Statement &)> started)
    : m_session(session)
    , m_probe(probe)
    , m_step(step)
    , m_started(std::move(started))
{
    (void)m_session.takeNotices(); // those of earlier work are not this script's
}

bool EvidenceCollector::inTransaction() const
{
    return m_session.transactionState() == TransactionState::Active;
}

void EvidenceCollector::statementStarted(const Statement &statement)
{
    if (m_started)
        m_started(statement);
    if (m_probe)
        m_probe->statementStarts(inTransaction());
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
    if (m_probe)
        m_probe->statementEnds();
    StatementEvidence evidence = describe(statement, ms);
    evidence.rows = outcome.affectedRows;
    if (m_probe)
        TM_TRY(m_probe->measure(evidence, inTransaction()));
    const auto number = static_cast<int>(m_step.statements.size()) + 1;
    for (LockEvidence &lock : evidence.locks)
        lock.statement = number;
    m_step.statements.push_back(std::move(evidence));
    return {};
}

void EvidenceCollector::statementFailed(const Statement &statement, const Error &error, double ms)
{
    if (m_probe)
        m_probe->statementEnds();
    m_step.statements.push_back(describe(statement, ms));
    m_step.error = error;
    m_step.state = StepEvidence::State::Failed;
}

} // namespace tidemark
