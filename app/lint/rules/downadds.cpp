// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/pairwords.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &downAddsRule()
{
    static const LintRule rule{
        .id = u"down-adds"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Warning,
        .what = u"The down makes something that was not there before the up."_s,
        .why = u"After the rollback the schema is another one than before."_s,
        .better = u"let the down make only what the up has taken away"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts DROP COLUMN age;)",
                .down = R"(ALTER TABLE accounts ADD COLUMN age integer;
CREATE INDEX accounts_age_idx ON accounts (age);)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(ALTER TABLE accounts DROP COLUMN age;)",
                 .down = R"(ALTER TABLE accounts ADD COLUMN age integer;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                if (!migration.hasStatements(LintSide::Down))
                    return;
                for (const PairDifference &difference : migration.pair) {
                    if (difference.kind == PairDifference::Kind::Left && difference.byDown &&
                        !isOtherName(migration, difference) &&
                        !isConstraintForIndex(migration, difference))
                        report.add(
                            *difference.statement, difference.offset,
                            u"%1 was not there before the up"_s.arg(difference.key.toString()));
                }
            },
    };
    return rule;
}

} // namespace tidemark
