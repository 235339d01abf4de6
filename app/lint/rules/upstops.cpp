// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &upStopsRule()
{
    static const LintRule rule{
        .id = u"up-stops"_s,
        .family = LintFamily::Files,
        .level = LintLevel::Error,
        .what = u"A statement of the up names something that no earlier migration makes."_s,
        .why =
            u"On a database that is built from nothing, as in tests, the migration stops there."_s,
        .better = u"look for the right name, or for the migration that is missing"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts DROP COLUMN mail;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(ALTER TABLE accounts DROP COLUMN email;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                for (const LintStatement &statement : migration.statements) {
                    if (statement.side != LintSide::Up)
                        continue;
                    if (statement.refused && statement.refused->kind != ErrorKind::Input)
                        report.add(statement, statement.refused->statementOffset,
                                   statement.refused->summary);
                    for (const Effect &effect : statement.effects) {
                        if (effect.missing && !effect.guarded && !effect.implied)
                            report.add(statement, statement.placeOf(effect),
                                       u"there is no %1"_s.arg(effect.key.toString()));
                    }
                }
            },
    };
    return rule;
}

} // namespace tidemark
