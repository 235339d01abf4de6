// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &explicitLockRule()
{
    static const LintRule rule{
        .id = u"explicit-lock"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Warning,
        .what = u"LOCK TABLE on a table that is in use."_s,
        .why = u"The lock is held until the transaction ends, whatever else happens in it."_s,
        .better =
            u"let each statement take the lock that it needs, or keep the transaction as short as a breath"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(LOCK TABLE accounts;
UPDATE accounts SET age = 0 WHERE id = 1;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(UPDATE accounts SET age = 0 WHERE id = 1;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (node.node_case != PG_QUERY__NODE__NODE_LOCK_STMT)
                        return;
                    for (const PgNode *relation :
                         nodes(node.lock_stmt->n_relations, node.lock_stmt->relations)) {
                        const QString table = relationName(*relation->range_var);
                        if (!migration.isNew(statement, table))
                            report.add(statement, relation->range_var->location,
                                       u"%1 stays locked until the transaction ends"_s.arg(table));
                    }
                });
            },
    };
    return rule;
}

} // namespace tidemark
