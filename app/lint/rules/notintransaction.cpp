// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"
#include "sql/splitter.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &notInTransactionRule()
{
    static const LintRule rule{
        .id = u"not-in-transaction"_s,
        .family = LintFamily::Transactions,
        .level = LintLevel::Error,
        .what = u"A statement that cannot run in a transaction, in a script that runs in one."_s,
        .why =
            u"PostgreSQL refuses CREATE INDEX CONCURRENTLY, VACUUM and the like there; SQLite passes over PRAGMA foreign_keys without a word."_s,
        .better =
            u"a migration of its own, marked to run without a transaction where its tool has a mark for that"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(CREATE INDEX CONCURRENTLY accounts_email_idx ON accounts (email);)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(CREATE INDEX CONCURRENTLY accounts_email_idx ON accounts (email);)",
                 .transaction = false},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                for (const LintStatement &statement : migration.statements) {
                    if (!statement.inTransaction ||
                        !needsNoTransaction(statement.source, migration.engine))
                        continue;
                    const bool passedOver = migration.engine == Engine::Sqlite &&
                                            statement.source.text.toUpper().startsWith("PRAGMA");
                    report.add(statement, 0,
                               passedOver ? u"%1 has no effect in a transaction"_s.arg(
                                                summaryOf(statement.source))
                                          : u"%1 cannot run in a transaction"_s.arg(
                                                summaryOf(statement.source)));
                }
            },
    };
    return rule;
}

} // namespace tidemark
