// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/expressions.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &uniqueBuildsIndexRule()
{
    static const LintRule rule{
        .id = u"unique-builds-index"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Warning,
        .what = u"A unique constraint or a primary key is added to a table that is in use."_s,
        .why = u"The server builds its index while nobody can read or write the table."_s,
        .better =
            u"CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT ... UNIQUE USING INDEX"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts ADD CONSTRAINT accounts_email_key UNIQUE (email);)"},
        .good =
            {.before = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
CREATE UNIQUE INDEX accounts_email_key ON accounts (email);)",
             .up =
                 R"(ALTER TABLE accounts ADD CONSTRAINT accounts_email_key UNIQUE USING INDEX accounts_email_key;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachAlter([&](const LintStatement &statement, const QString &table,
                                           const PgQuery__AlterTableCmd &command) {
                    if (migration.isNew(statement, table))
                        return;
                    const auto look = [&](const PgQuery__Constraint &constraint) {
                        const bool builds =
                            constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE ||
                            constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY ||
                            constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION;
                        if (builds && !hasText(constraint.indexname))
                            report.addForRows(
                                statement, constraint.location,
                                u"nobody can use %1 while the index of this constraint is built"_s
                                    .arg(table),
                                table);
                    };
                    if (command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint)
                        look(*command.def->constraint);
                    if (const PgQuery__ColumnDef *column = columnOf(command)) {
                        for (const PgNode *node : nodes(column->n_constraints, column->constraints))
                            look(*node->constraint);
                    }
                });
            },
    };
    return rule;
}

} // namespace tidemark
