// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/pairwords.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &downDropsOthersRule()
{
    static const LintRule rule{
        .id = u"down-drops-others"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Warning,
        .what = u"The down takes away what the up has not made."_s,
        .why = u"A rollback loses more than the migration brought."_s,
        .better = u"let the down drop only what the up makes"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts ADD COLUMN nickname text;)",
                .down = R"(ALTER TABLE accounts DROP COLUMN nickname;
ALTER TABLE accounts DROP COLUMN age;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(ALTER TABLE accounts ADD COLUMN nickname text;)",
                 .down = R"(ALTER TABLE accounts DROP COLUMN nickname;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                for (const PairDifference &difference : migration.pair) {
                    if (difference.kind == PairDifference::Kind::Lost && difference.byDown &&
                        !difference.implied && !isOtherName(migration, difference))
                        report.add(*difference.statement, difference.offset,
                                   u"the up has not made %1, and the down drops it"_s.arg(
                                       difference.key.toString()));
                }
            },
    };
    return rule;
}

} // namespace tidemark
