// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rehearsal/report.h"
#include "run/scriptrun.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace tidemark {

class Sandbox;
class Session;

/// Measures what statements do, on the session that runs them. The session's thread.
class Probe
{
public:
    virtual ~Probe() = default;

    /// From here on touchedTables() counts. Inside a transaction: the counts are the transaction's
    /// own.
    virtual Result<void> start() = 0;

    /// As start(), when the transaction in which touchedTables() was asked last was committed
    /// since, and nothing else was done: a query less.
    virtual Result<void> startAfterCommit() { return start(); }

    /// As start(), for locks alone and without a query: before a script that changes only what was
    /// measured. `rolledBack`: nothing of what was done since start() is left; else all of it is.
    virtual void restart(bool /*rolledBack*/) {}

    /// A transaction has begun after start(): locks of earlier ones are gone.
    virtual void transactionBegan() {}

    /// A statement is about to run. Outside a transaction its locks are gone when it ends, so a
    /// second session looks at them meanwhile.
    virtual void statementStarts(bool /*inTransaction*/) {}
    virtual void statementEnds() {}

    /// What the statement that has just run did: locks newly taken (outside a transaction those
    /// that were seen while it ran), tables rewritten, WAL. One query.
    virtual Result<void> measure(StatementEvidence &evidence, bool inTransaction) = 0;

    /// Tables, qualified as Relation::identity() spells them, whose rows were changed, whose file
    /// was replaced, that came or went since start(). Only inside the transaction in which start()
    /// was called; outside of one it cannot be told, and the answer is empty.
    virtual Result<QStringList> touchedTables() = 0;
};

/// For the sandbox's session.
std::unique_ptr<Probe> makeProbe(Sandbox &sandbox);

/// Adds to the statements of a step the locks, rewrites and WAL that another run of the same script
/// has shown. False when it had other statements.
bool addFootprint(StepEvidence &step, const StepEvidence &other);

/// Collects StatementEvidence of a script that runs.
class EvidenceCollector final : public StatementObserver
{
public:
    /// `probe` may be null: then durations, rows and notices are all there is, for a script whose
    /// locks another run shows. `started` is told of each statement before it is sent; may be
    /// empty.
    EvidenceCollector(Session &session, Probe *probe, StepEvidence &step,
                      std::function<void(const Statement &)> started = {});

    void statementStarted(const Statement &statement) override;
    Result<void> statementFinished(const Statement &statement, const Outcome &outcome,
                                   double ms) override;
    void statementFailed(const Statement &statement, const Error &error, double ms) override;

private:
    bool inTransaction() const;
    StatementEvidence describe(const Statement &statement, double ms);

    Session &m_session;
    Probe *m_probe;
    StepEvidence &m_step;
    std::function<void(const Statement &)> m_started;
};

} // namespace tidemark
