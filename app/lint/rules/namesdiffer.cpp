// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/pairwords.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &namesDifferRule()
{
    static const LintRule rule{
        .id = u"names-differ"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Warning,
        .what = u"Something comes back from the down under another name."_s,
        .why =
            u"The next migration that names it fails, and only on databases that were rolled back."_s,
        .better = u"give it its old name in the down"_s,
        .bad = {.before = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
CREATE INDEX accounts_age_idx ON accounts (age);)",
                .up = R"(DROP INDEX accounts_age_idx;)",
                .down = R"(CREATE INDEX accounts_by_age ON accounts (age);)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
CREATE INDEX accounts_age_idx ON accounts (age);)",
                 .up = R"(DROP INDEX accounts_age_idx;)",
                 .down = R"(CREATE INDEX accounts_age_idx ON accounts (age);)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                for (const PairDifference &difference : migration.pair) {
                    const PairDifference *other = difference.kind == PairDifference::Kind::Lost
                                                      ? otherNameOf(migration, difference)
                                                      : nullptr;
                    if (other)
                        report.add(*other->statement, other->offset,
                                   u"%1 comes back as %2"_s.arg(difference.key.toString(),
                                                                other->key.name));
                }
            },
    };
    return rule;
}

} // namespace tidemark
