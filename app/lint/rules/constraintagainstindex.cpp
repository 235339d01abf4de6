// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/pairwords.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &constraintAgainstIndexRule()
{
    static const LintRule rule{
        .id = u"constraint-against-index"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Error,
        .what =
            u"The down drops a constraint where the up made an index, or the other way round."_s,
        .why =
            u"A unique index is no constraint: DROP CONSTRAINT does not find it. And the index of a constraint cannot be dropped by itself."_s,
        .better =
            u"DROP INDEX for what CREATE INDEX made, DROP CONSTRAINT for what ADD CONSTRAINT made"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(CREATE UNIQUE INDEX accounts_email_once ON accounts (email);)",
                .down = R"(ALTER TABLE accounts DROP CONSTRAINT accounts_email_once;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(CREATE UNIQUE INDEX accounts_email_once ON accounts (email);)",
                 .down = R"(DROP INDEX accounts_email_once;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (statement.side == LintSide::Down &&
                        isConstraintWithoutIndex(migration, statement, effect))
                        report.add(
                            statement, statement.placeOf(effect),
                            effect.key.kind == CatalogKind::Constraint
                                ? u"%1 is an index and no constraint"_s.arg(effect.key.name)
                                : u"%1 is the index of a constraint and goes only with it"_s.arg(
                                      effect.key.name));
                });
                for (const PairDifference &difference : migration.pair) {
                    if (difference.kind == PairDifference::Kind::Lost &&
                        isConstraintForIndex(migration, difference))
                        report.add(
                            *difference.statement, difference.offset,
                            u"%1 does not come back as what it was: an index is no constraint"_s
                                .arg(difference.key.toString()));
                }
            },
    };
    return rule;
}

} // namespace tidemark
