// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &truncateRule()
{
    static const LintRule rule{
        .id = u"truncate"_s,
        .family = LintFamily::Loss,
        .level = LintLevel::Warning,
        .what = u"TRUNCATE of a table that is in use."_s,
        .why = u"All rows are gone for good, and with CASCADE those of other tables, too."_s,
        .better = u"delete what must go by a condition, in batches"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(TRUNCATE accounts;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(DELETE FROM accounts WHERE age IS NULL;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (node.node_case != PG_QUERY__NODE__NODE_TRUNCATE_STMT)
                        return;
                    for (const PgNode *relation :
                         nodes(node.truncate_stmt->n_relations, node.truncate_stmt->relations)) {
                        const QString table = relationName(*relation->range_var);
                        if (!migration.isNew(statement, table))
                            report.addForRows(statement, relation->range_var->location,
                                              u"all rows of %1 are gone for good"_s.arg(table),
                                              table);
                    }
                });
            },
    };
    return rule;
}

} // namespace tidemark
