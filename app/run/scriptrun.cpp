// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/scriptrun.h"

#include "run/settings.h"
#include "sql/splitter.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QByteArrayList wordsOf(const Statement &statement)
{
    return statement.text.simplified().toUpper().split(' ');
}

/// BEGIN or COMMIT without an option that would be lost by unwrapping (ISOLATION LEVEL, AND CHAIN,
/// ...).
bool isPlain(const Statement &statement, std::initializer_list<const char *> verbs)
{
    const QByteArrayList words = wordsOf(statement);
    if (std::none_of(verbs.begin(), verbs.end(), [&](const char *v) { return words.first() == v; }))
        return false;
    if (words.first() == "START")
        return words.size() == 2 && words.last() == "TRANSACTION";
    // SQLite's BEGIN IMMEDIATE is what we begin with ourselves.
    return std::all_of(words.begin() + 1, words.end(), [](const QByteArray &word) {
        return word == "WORK" || word == "TRANSACTION" || word == "IMMEDIATE" || word == "DEFERRED";
    });
}

bool isWrapped(std::span<const Statement> statements, Engine engine)
{
    if (statements.size() < 2 || !isPlain(statements.front(), {"BEGIN", "START"}) ||
        !isPlain(statements.back(), {"COMMIT", "END"}))
        return false;
    const auto inner = statements.subspan(1, statements.size() - 2);
    return std::none_of(inner.begin(), inner.end(),
                        [engine](const Statement &s) { return controlsTransaction(s, engine); });
}

/// On SQLite a PRAGMA inside a transaction is not refused, it has no effect: then the tool that
/// wraps the script gets no effect either, and so do we.
bool refusedInTransaction(const Statement &statement, Engine engine)
{
    return needsNoTransaction(statement, engine) &&
           !(engine == Engine::Sqlite &&
             statement.text.left(6).compare("PRAGMA", Qt::CaseInsensitive) == 0);
}

bool beginsTransaction(const Statement &statement)
{
    const QByteArray verb = wordsOf(statement).front();
    return verb == "BEGIN" || verb == "START";
}

bool endsTransaction(const Statement &statement)
{
    const QByteArrayList words = wordsOf(statement);
    if (words.contains("CHAIN") && !words.contains("NO"))
        return false;
    const QByteArray &verb = words.front();
    return verb == "COMMIT" || verb == "END" || verb == "ABORT" || verb == "PREPARE" ||
           (verb == "ROLLBACK" && !words.contains("TO"));
}

/// The tool has begun a transaction when the script comes to its own COMMIT or SAVEPOINT, and
/// commits what the script has left open: "COMMIT; BEGIN;" in the middle parts it in two.
void addTransactionOfTool(std::vector<Statement> &statements, Engine engine)
{
    const auto controls = [engine](const Statement &each) {
        return controlsTransaction(each, engine);
    };
    const auto first = std::ranges::find_if(statements, controls);
    if (first == statements.end())
        return;
    bool open = !beginsTransaction(*first);
    if (open)
        statements.insert(statements.begin(), {"BEGIN", statements.front().where, std::nullopt});
    for (const Statement &statement : statements) {
        if (controls(statement))
            open = beginsTransaction(statement) || (open && !endsTransaction(statement));
    }
    if (open)
        statements.push_back({"COMMIT", statements.back().where, std::nullopt});
}

ScriptUnit makeUnit(std::vector<Statement> statements, TransactionMode mode, Engine engine)
{
    ScriptUnit unit;
    if (isWrapped(statements, engine)) {
        statements.erase(statements.begin());
        statements.pop_back();
        mode = TransactionMode::Transaction;
    }
    unit.controlsTransaction =
        std::any_of(statements.begin(), statements.end(),
                    [&](const auto &s) { return controlsTransaction(s, engine); });
    unit.inTransaction = mode == TransactionMode::Transaction && !unit.controlsTransaction;
    if (mode == TransactionMode::Transaction)
        addTransactionOfTool(statements, engine);
    const auto refused = std::find_if(statements.begin(), statements.end(), [&](const auto &s) {
        return refusedInTransaction(s, engine);
    });
    if (refused != statements.end()) {
        if (unit.inTransaction)
            unit.forcedOutside = *refused;
        unit.inTransaction = false;
    }
    unit.statements = std::move(statements);
    return unit;
}

} // namespace

Result<std::vector<ScriptUnit>> scriptUnits(const std::vector<Script> &scripts, Engine engine)
{
    std::vector<ScriptUnit> units;
    for (auto script = scripts.begin(); script != scripts.end();) {
        const TransactionMode mode = script->transaction;
        const auto end = std::find_if(script, scripts.end(),
                                      [mode](const Script &s) { return s.transaction != mode; });
        TM_TRY_ASSIGN(std::vector<Statement> statements, splitScripts({script, end}, engine));
        if (!statements.empty())
            units.push_back(makeUnit(std::move(statements), mode, engine));
        script = end;
    }
    return units;
}

Error locateError(Error error, const Statement &statement)
{
    error.where = statement.where;
    if (error.statementOffset < 0)
        return error;
    const QString text = QString::fromUtf8(statement.text);
    int left = error.statementOffset;
    for (qsizetype at = 0; at < text.size() && left > 0; ++at) {
        if (text[at].isLowSurrogate())
            continue; // the server counts characters, QString counts UTF-16 units
        --left;
        if (text[at] == u'\n') {
            ++error.where.line;
            error.where.column = 1;
        } else {
            ++error.where.column;
        }
    }
    return error;
}

Result<void> runStatements(Session &session, std::span<const Statement> statements,
                           StatementObserver *observer)
{
    QElapsedTimer timer;
    for (const Statement &statement : statements) {
        if (observer)
            observer->statementStarted(statement);
        timer.start();
        const Result<Outcome> outcome = session.run(statement);
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        if (!outcome) {
            const Error error = locateError(outcome.error(), statement);
            if (observer)
                observer->statementFailed(statement, error, ms);
            return tl::unexpected(error);
        }
        if (observer)
            TM_TRY(observer->statementFinished(statement, *outcome, ms));
    }
    return {};
}

Result<void> runScripts(Session &session, const std::vector<Script> &scripts)
{
    TM_TRY_ASSIGN(const auto units, scriptUnits(scripts, session.engine()));
    TM_TRY_ASSIGN(const SessionSettings settings, SessionSettings::of(session));
    const auto runAll = [&]() -> Result<void> {
        for (const ScriptUnit &unit : units) {
            if (!unit.inTransaction) {
                TM_TRY(runStatements(session, unit.statements));
                continue;
            }
            TM_TRY_ASSIGN(Transaction transaction, Transaction::begin(session));
            TM_TRY(runStatements(session, unit.statements));
            TM_TRY(transaction.commit());
        }
        return {};
    };
    if (auto done = runAll(); !done) {
        // What went wrong first is what is told.
        if (session.transactionState() != TransactionState::Idle)
            (void)session.execute("ROLLBACK");
        (void)settings.restore();
        return done;
    }
    return settings.restore();
}

} // namespace tidemark
