// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/expressions.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &defaultRewritesRule()
{
    static const LintRule rule{
        .id = u"default-rewrites"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Warning,
        .what = u"A column is added whose value must be computed for each row at once."_s,
        .why =
            u"A volatile default, serial, an identity or a stored generated column makes the server write all rows anew while nobody can use the table."_s,
        .better =
            u"add the column without a default, set the default in a second statement, fill the old rows in batches"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts ADD COLUMN token uuid DEFAULT gen_random_uuid();)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(ALTER TABLE accounts ADD COLUMN token uuid;
ALTER TABLE accounts ALTER COLUMN token SET DEFAULT gen_random_uuid();)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachAlter([&](const LintStatement &statement, const QString &table,
                                           const PgQuery__AlterTableCmd &command) {
                    const PgQuery__ColumnDef *column = columnOf(command);
                    if (!column || migration.isNew(statement, table))
                        return;
                    QString reason;
                    if (column->type_name && typeText(*column->type_name).contains(u"serial"))
                        reason = u"a serial"_s;
                    for (const PgNode *node : nodes(column->n_constraints, column->constraints)) {
                        const PgQuery__Constraint &constraint = *node->constraint;
                        const QString function =
                            constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT
                                ? volatileFunctionIn(constraint.raw_expr, *migration.catalog)
                                : QString();
                        if (!function.isEmpty())
                            reason = u"the default %1()"_s.arg(function);
                        else if (constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY)
                            reason = u"an identity"_s;
                        else if (constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED)
                            reason = u"a stored generated column"_s;
                    }
                    if (!reason.isEmpty())
                        report.addForRows(
                            statement, column->location,
                            u"%1 makes the server write all of %2 anew"_s.arg(reason, table),
                            table);
                });
            },
    };
    return rule;
}

} // namespace tidemark
