// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"
#include "sql/statement.h"

#include <span>
#include <vector>

namespace tidemark {

/// Statements that run together: in one transaction, or one by one.
struct ScriptUnit
{
    std::vector<Statement> statements;
    /// BEGIN and COMMIT are ours, and the history row can go into the same transaction. A script
    /// that is wrapped in one BEGIN ... COMMIT of its own is unwrapped and counts here too.
    bool inTransaction = true;
    /// It has BEGIN, COMMIT, ... of its own that could not be unwrapped.
    bool controlsTransaction = false;
    /// The convention would run it in a transaction, where this statement is refused by the server.
    std::optional<Statement> forcedOutside;

    bool operator==(const ScriptUnit &) const = default;
};

/// Cuts a migration's scripts into units: neighbours that share a transaction are one unit. Scripts
/// without any statement give none. Errors: those of splitScript().
Result<std::vector<ScriptUnit>> scriptUnits(const std::vector<Script> &scripts, Engine engine);

/// Told of each statement, in the session's thread; may use the session between statements.
class StatementObserver
{
public:
    virtual ~StatementObserver() = default;
    virtual void statementStarted(const Statement &) {}
    virtual Result<void> statementFinished(const Statement &, const Outcome &, double /*ms*/)
    {
        return {};
    }
    virtual void statementFailed(const Statement &, const Error &, double /*ms*/) {}
};

/// Runs them in order until the first error, which carries file, line and column. Neither begins
/// nor ends a transaction.
Result<void> runStatements(Session &session, std::span<const Statement> statements,
                           StatementObserver *observer = nullptr);

/// Runs whole scripts where there is neither a history nor a journal to keep, as in a throw-away
/// database: each unit in a transaction where it wants one. Afterwards, an error included, no
/// transaction is open and the settings are what they were. Errors: those of scriptUnits() and
/// runStatements().
Result<void> runScripts(Session &session, const std::vector<Script> &scripts);

/// A server's error with its place in the file: the statement's own place moved on by
/// statementOffset characters.
Error locateError(Error error, const Statement &statement);

} // namespace tidemark
