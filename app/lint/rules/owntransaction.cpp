// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"
#include "sql/splitter.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &ownTransactionRule()
{
    static const LintRule rule{
        .id = u"own-transaction"_s,
        .family = LintFamily::Transactions,
        .level = LintLevel::Warning,
        .what = u"BEGIN, COMMIT or ROLLBACK in a script that its tool runs in a transaction."_s,
        .why =
            u"The COMMIT ends the transaction of the tool: what comes after it, and the row of the history, are not undone by an error."_s,
        .better =
            u"leave it to the tool; or mark the script to run without a transaction, as its tool wants it"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(BEGIN;
ALTER TABLE accounts ADD COLUMN a text;
COMMIT;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(ALTER TABLE accounts ADD COLUMN a text;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                const auto modeOf = [&migration](LintSide side) {
                    const auto *scripts = side == LintSide::Up ? &migration.migration->up
                                                               : &*migration.migration->down;
                    return scripts->empty() ? TransactionMode::None : scripts->front().transaction;
                };
                bool told[2] = {false, false};
                for (const LintStatement &statement : migration.statements) {
                    bool &once = told[statement.side == LintSide::Up ? 0 : 1];
                    const QByteArray word = statement.source.text.left(9).toUpper();
                    if (once || word.startsWith("SAVEPOINT") || word.startsWith("RELEASE") ||
                        !controlsTransaction(statement.source, migration.engine) ||
                        modeOf(statement.side) == TransactionMode::None)
                        continue;
                    once = true;
                    report.add(statement, 0,
                               u"the script conducts the transaction that its tool has begun"_s);
                }
            },
    };
    return rule;
}

} // namespace tidemark
