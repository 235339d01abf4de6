// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/pairwords.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &downStopsRule()
{
    static const LintRule rule{
        .id = u"down-stops"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Error,
        .what = u"A statement of the down cannot work."_s,
        .why = u"The rollback stops there, in the night when it is needed."_s,
        .better =
            u"name what is there at that point; tidemark draft-down writes a down that was tried"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(CREATE UNIQUE INDEX accounts_email_once ON accounts (email);)",
                .down = R"(ALTER TABLE accounts DROP COLUMN mail;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(CREATE UNIQUE INDEX accounts_email_once ON accounts (email);)",
                 .down = R"(DROP INDEX accounts_email_once;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                const LintStatement *statement = migration.downStopsAt;
                if (!statement)
                    return;
                if (statement->refused) {
                    report.add(*statement, statement->refused->statementOffset,
                               u"the rollback stops here: %1"_s.arg(statement->refused->summary));
                    return;
                }
                for (const Effect &effect : statement->effects) {
                    if (effect.missing && !effect.guarded && !effect.implied &&
                        !isConstraintWithoutIndex(migration, *statement, effect)) {
                        report.add(*statement, statement->placeOf(effect),
                                   u"the rollback stops here: there is no %1"_s.arg(
                                       effect.key.toString()));
                        return;
                    }
                }
            },
    };
    return rule;
}

} // namespace tidemark
