// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/expressions.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &setNotNullScansRule()
{
    static const LintRule rule{
        .id = u"set-not-null-scans"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Warning,
        .what = u"SET NOT NULL on a column without a validated check that says the same."_s,
        .why =
            u"The server reads the whole table under a lock that keeps readers and writers out."_s,
        .better =
            u"ADD CONSTRAINT ... CHECK (column IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT in a later transaction, then SET NOT NULL and drop the check"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts ALTER COLUMN email SET NOT NULL;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
ALTER TABLE accounts ADD CONSTRAINT email_there CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE accounts VALIDATE CONSTRAINT email_there;)",
                 .up = R"(ALTER TABLE accounts ALTER COLUMN email SET NOT NULL;
ALTER TABLE accounts DROP CONSTRAINT email_there;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachAlter([&](const LintStatement &statement, const QString &table,
                                           const PgQuery__AlterTableCmd &command) {
                    if (command.subtype != PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull ||
                        migration.isNew(statement, table))
                        return;
                    const QString column = textOf(command.name);
                    if (!hasNotNullCheck(migration, statement, table, column))
                        report.addForRows(
                            statement, statement.find(column),
                            u"SET NOT NULL reads all of %1 under an exclusive lock"_s.arg(table),
                            table);
                });
            },
    };
    return rule;
}

} // namespace tidemark
