// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &indexBlocksWritesRule()
{
    static const LintRule rule{
        .id = u"index-blocks-writes"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Warning,
        .what = u"An index is built on a table that is in use, without CONCURRENTLY."_s,
        .why =
            u"CREATE INDEX keeps everybody from writing to the table until the index is built."_s,
        .better =
            u"CREATE INDEX CONCURRENTLY, in a migration of its own that runs outside of a transaction"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(CREATE INDEX accounts_email_idx ON accounts (email);)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(CREATE INDEX CONCURRENTLY accounts_email_idx ON accounts (email);)",
                 .transaction = false},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (node.node_case != PG_QUERY__NODE__NODE_INDEX_STMT ||
                        node.index_stmt->concurrent)
                        return;
                    const QString table = relationName(*node.index_stmt->relation);
                    if (!migration.isNew(statement, table))
                        report.addForRows(
                            statement, 0,
                            u"nobody can write to %1 while this index is built"_s.arg(table),
                            table);
                });
            },
    };
    return rule;
}

} // namespace tidemark
