// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &validateTogetherRule()
{
    static const LintRule rule{
        .id = u"validate-together"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Warning,
        .what = u"A constraint is made NOT VALID and validated in the same transaction."_s,
        .why =
            u"The lock of ADD CONSTRAINT is held until the transaction ends, so the long check runs under it: NOT VALID has won nothing."_s,
        .better = u"VALIDATE CONSTRAINT in a migration of its own"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts ADD CONSTRAINT age_sane CHECK (age < 150) NOT VALID;
ALTER TABLE accounts VALIDATE CONSTRAINT age_sane;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
ALTER TABLE accounts ADD CONSTRAINT age_sane CHECK (age < 150) NOT VALID;)",
                 .up = R"(ALTER TABLE accounts VALIDATE CONSTRAINT age_sane;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                std::set<std::pair<QString, LintSide>> made;
                migration.forEachAlter([&](const LintStatement &statement, const QString &table,
                                           const PgQuery__AlterTableCmd &command) {
                    if (!statement.inTransaction || migration.isNew(statement, table))
                        return;
                    if (command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint &&
                        command.def->constraint->skip_validation)
                        made.emplace(table + u' ' + textOf(command.def->constraint->conname),
                                     statement.side);
                    const QString name = textOf(command.name);
                    if (command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint &&
                        made.contains({table + u' ' + name, statement.side}))
                        report.addForRows(statement, statement.find(name),
                                          u"%1 is checked under the lock that added it"_s.arg(name),
                                          table);
                });
            },
    };
    return rule;
}

} // namespace tidemark
