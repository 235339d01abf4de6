// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/implicittransaction.h"

#include "migrations/migrationfiles.h"
#include "sql/splitter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// The statement that the server would refuse, if these are sent as one command.
std::optional<Statement> refusedStatement(const std::vector<Statement> &statements, Engine engine)
{
    if (statements.size() < 2)
        return std::nullopt;
    const auto ownTransaction = [&](const Statement &statement) {
        return controlsTransaction(statement, engine);
    };
    if (std::any_of(statements.begin(), statements.end(), ownTransaction))
        return std::nullopt;
    const auto found =
        std::find_if(statements.begin(), statements.end(), [&](const Statement &statement) {
            return needsNoTransaction(statement, engine);
        });
    return found == statements.end() ? std::nullopt : std::optional(*found);
}

} // namespace

void reportImplicitTransactions(MigrationSet &set, Engine engine, const QString &tool,
                                SentWhole scripts)
{
    if (engine != Engine::PostgreSql)
        return;
    const auto check = [&](std::vector<Script> &half) {
        for (Script &script : half) {
            if (scripts == SentWhole::OutsideTransactions &&
                script.transaction != TransactionMode::None)
                continue;
            const Result<std::vector<Statement>> statements = splitScript(script, engine);
            if (!statements)
                continue; // it says so when it is run
            if (scripts == SentWhole::Always && statements->size() == 1 &&
                needsNoTransaction(statements->front(), engine))
                script.transaction = TransactionMode::None;
            const std::optional<Statement> refused = refusedStatement(*statements, engine);
            if (!refused)
                continue;
            set.findings.push_back(makeFinding(
                Finding::Severity::Warning, u"implicit-transaction"_s,
                u"%1 sends %2 as one command, which PostgreSQL runs as one transaction: there it "
                "refuses %3"_s.arg(tool, script.file, summaryOf(*refused)),
                refused->where, u"give this statement a migration of its own"_s));
        }
    };
    for (Migration &migration : set.migrations) {
        check(migration.up);
        if (migration.down)
            check(*migration.down);
    }
}

} // namespace tidemark
