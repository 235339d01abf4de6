// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &ifExistsHidesRule()
{
    static const LintRule rule{
        .id = u"if-exists-hides"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Warning,
        .what =
            u"IF EXISTS in the down names something that is not there, while something of the up stays."_s,
        .why =
            u"A wrong name goes unnoticed: the rollback says that it worked and has dropped nothing."_s,
        .better = u"name what the up makes; without IF EXISTS a wrong name is an error"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(CREATE INDEX accounts_age_idx ON accounts (age);)",
                .down = R"(DROP INDEX IF EXISTS accounts_by_age;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(CREATE INDEX accounts_age_idx ON accounts (age);)",
                 .down = R"(DROP INDEX IF EXISTS accounts_age_idx;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (statement.side != LintSide::Down || !effect.missing || !effect.guarded)
                        return;
                    const auto left = std::ranges::find_if(
                        migration.pair, [&effect](const PairDifference &difference) {
                            return difference.kind == PairDifference::Kind::Left &&
                                   difference.key.kind == effect.key.kind;
                        });
                    if (left != migration.pair.end())
                        report.add(statement, statement.placeOf(effect),
                                   u"there is no %1; the up makes %2"_s.arg(effect.key.toString(),
                                                                            left->key.name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
