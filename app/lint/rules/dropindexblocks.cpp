// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &dropIndexBlocksRule()
{
    static const LintRule rule{
        .id = u"drop-index-blocks"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Note,
        .what = u"An index of a table that is in use is dropped without CONCURRENTLY."_s,
        .why =
            u"DROP INDEX waits for everybody who uses the table, and all others queue behind it, readers too."_s,
        .better = u"DROP INDEX CONCURRENTLY, outside of a transaction"_s,
        .bad = {.before = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
CREATE INDEX accounts_email_idx ON accounts (email);)",
                .up = R"(DROP INDEX accounts_email_idx;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
CREATE INDEX accounts_email_idx ON accounts (email);)",
                 .up = R"(DROP INDEX CONCURRENTLY accounts_email_idx;)",
                 .transaction = false},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (node.node_case != PG_QUERY__NODE__NODE_DROP_STMT ||
                        node.drop_stmt->concurrent ||
                        node.drop_stmt->remove_type != PG_QUERY__OBJECT_TYPE__OBJECT_INDEX)
                        return;
                    for (const Effect &effect : statement.effects) {
                        const QString table = effect.before.fact(Fact::Table);
                        if (!effect.implied && !migration.isNew(statement, table))
                            report.addForRows(
                                statement, statement.placeOf(effect),
                                u"dropping index %1 locks its table against readers and writers"_s
                                    .arg(effect.key.name),
                                table);
                    }
                });
            },
    };
    return rule;
}

} // namespace tidemark
