// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &updateWholeTableRule()
{
    static const LintRule rule{
        .id = u"update-whole-table"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Warning,
        .what = u"UPDATE without WHERE on a table that is in use."_s,
        .why =
            u"Every row is locked until the transaction ends, written twice, and the table swells to twice its size."_s,
        .better = u"fill in batches of some thousand rows, each in a transaction of its own"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(UPDATE accounts SET age = 0;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(UPDATE accounts SET age = 0 WHERE id BETWEEN 1 AND 5000;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (node.node_case != PG_QUERY__NODE__NODE_UPDATE_STMT ||
                        node.update_stmt->where_clause || node.update_stmt->n_from_clause > 0)
                        return;
                    const QString table = relationName(*node.update_stmt->relation);
                    if (!migration.isNew(statement, table))
                        report.addForRows(
                            statement, node.update_stmt->relation->location,
                            u"every row of %1 is locked and written in one transaction"_s.arg(
                                table),
                            table);
                });
            },
    };
    return rule;
}

} // namespace tidemark
