// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &dropCascadeRule()
{
    static const LintRule rule{
        .id = u"drop-cascade"_s,
        .family = LintFamily::Loss,
        .level = LintLevel::Warning,
        .what = u"DROP ... CASCADE."_s,
        .why =
            u"It takes along whatever depends on the object: views, foreign keys, triggers, columns. The script does not say which, and the down does not bring them back."_s,
        .better = u"drop the dependants by name, without CASCADE"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(DROP TABLE accounts CASCADE;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(DROP TABLE accounts;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                const auto tell = [&report](const LintStatement &statement, const QString &name) {
                    report.add(statement, statement.find(u"cascade"_s),
                               u"CASCADE drops whatever depends on %1, without a word"_s.arg(name));
                };
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (node.node_case == PG_QUERY__NODE__NODE_DROP_STMT &&
                        node.drop_stmt->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE &&
                        node.drop_stmt->n_objects > 0)
                        tell(statement, objectName(*node.drop_stmt->objects[0]));
                });
                migration.forEachAlter([&](const LintStatement &statement, const QString &,
                                           const PgQuery__AlterTableCmd &command) {
                    if (command.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE)
                        tell(statement, textOf(command.name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
