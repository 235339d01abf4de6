// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &checkScansRule()
{
    static const LintRule rule{
        .id = u"check-scans"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Warning,
        .what = u"A CHECK constraint is added to a table that is in use, and checked at once."_s,
        .why = u"Nobody can read or write the table while every row is checked."_s,
        .better = u"ADD CONSTRAINT ... NOT VALID, and VALIDATE CONSTRAINT in a later transaction"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts ADD CONSTRAINT age_sane CHECK (age < 150);)"},
        .good =
            {.before = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
             .up = R"(ALTER TABLE accounts ADD CONSTRAINT age_sane CHECK (age < 150) NOT VALID;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachAlter([&](const LintStatement &statement, const QString &table,
                                           const PgQuery__AlterTableCmd &command) {
                    if (command.subtype != PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint ||
                        migration.isNew(statement, table))
                        return;
                    const PgQuery__Constraint &constraint = *command.def->constraint;
                    if (constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_CHECK &&
                        !constraint.skip_validation)
                        report.addForRows(
                            statement, constraint.location,
                            u"nobody can use %1 while all rows are checked"_s.arg(table), table);
                });
            },
    };
    return rule;
}

} // namespace tidemark
