// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &deleteAllRowsRule()
{
    static const LintRule rule{
        .id = u"delete-all-rows"_s,
        .family = LintFamily::Loss,
        .level = LintLevel::Warning,
        .what = u"DELETE without WHERE on a table that is in use."_s,
        .why = u"All rows are gone for good."_s,
        .better = u"say by a condition which rows must go"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(DELETE FROM accounts;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(DELETE FROM accounts WHERE age IS NULL;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (node.node_case != PG_QUERY__NODE__NODE_DELETE_STMT ||
                        node.delete_stmt->where_clause || node.delete_stmt->n_using_clause > 0)
                        return;
                    const QString table = relationName(*node.delete_stmt->relation);
                    if (!migration.isNew(statement, table))
                        report.addForRows(statement, node.delete_stmt->relation->location,
                                          u"all rows of %1 are gone for good"_s.arg(table), table);
                });
                for (const LintStatement &statement : migration.statements) {
                    for (const QString &table : statement.sqlite.cleared) {
                        if (!migration.isNew(statement, table))
                            report.addForRows(statement, statement.find(table),
                                              u"all rows of %1 are gone for good"_s.arg(table),
                                              table);
                    }
                }
            },
    };
    return rule;
}

} // namespace tidemark
