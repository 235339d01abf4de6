// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/expressions.h"
#include "lint/rules/rules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &foreignKeyScansRule()
{
    static const LintRule rule{
        .id = u"foreign-key-scans"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Warning,
        .what = u"A foreign key is added to a table that is in use, and checked at once."_s,
        .why = u"Both tables are locked against writers while every row is looked up."_s,
        .better = u"ADD CONSTRAINT ... NOT VALID, and VALIDATE CONSTRAINT in a later transaction"_s,
        .bad =
            {.before = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
CREATE TABLE orders (id bigint PRIMARY KEY, account bigint);)",
             .up =
                 R"(ALTER TABLE orders ADD CONSTRAINT orders_account_fkey FOREIGN KEY (account) REFERENCES accounts;)"},
        .good =
            {.before = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
CREATE TABLE orders (id bigint PRIMARY KEY, account bigint);)",
             .up =
                 R"(ALTER TABLE orders ADD CONSTRAINT orders_account_fkey FOREIGN KEY (account) REFERENCES accounts NOT VALID;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachAlter([&](const LintStatement &statement, const QString &table,
                                           const PgQuery__AlterTableCmd &command) {
                    if (command.subtype != PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint ||
                        migration.isNew(statement, table))
                        return;
                    const PgQuery__Constraint &constraint = *command.def->constraint;
                    if (constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN &&
                        !constraint.skip_validation)
                        report.addForRows(
                            statement, constraint.location,
                            u"nobody can write to %1 or %2 while all rows are checked"_s.arg(
                                table, relationName(*constraint.pktable)),
                            table);
                });
                // A column without a default is NULL everywhere: the server has nothing to look up.
                migration.forEachAlter([&](const LintStatement &statement, const QString &table,
                                           const PgQuery__AlterTableCmd &command) {
                    const PgQuery__ColumnDef *column = columnOf(command);
                    if (!column || migration.isNew(statement, table))
                        return;
                    const auto all = nodes(column->n_constraints, column->constraints);
                    const auto is = [](PgQuery__ConstrType type) {
                        return [type](const PgNode *node) {
                            return node->constraint->contype == type;
                        };
                    };
                    const auto foreign =
                        std::ranges::find_if(all, is(PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN));
                    if (foreign != all.end() &&
                        std::ranges::any_of(all, is(PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT)))
                        report.addForRows(
                            statement, (*foreign)->constraint->location,
                            u"nobody can write to %1 or %2 while all rows are checked"_s.arg(
                                table, relationName(*(*foreign)->constraint->pktable)),
                            table);
                });
            },
    };
    return rule;
}

} // namespace tidemark
