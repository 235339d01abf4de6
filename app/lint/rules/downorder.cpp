// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &downOrderRule()
{
    static const LintRule rule{
        .id = u"down-order"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Error,
        .what = u"The down drops something while another object still needs it."_s,
        .why = u"The rollback stops there."_s,
        .better = u"drop in the reverse order of the up: what was made last goes first"_s,
        .bad = {.up = R"(CREATE TABLE shops (id integer PRIMARY KEY);
CREATE TABLE orders (shop integer REFERENCES shops);)",
                .down = R"(DROP TABLE shops;
DROP TABLE orders;)"},
        .good = {.up = R"(CREATE TABLE shops (id integer PRIMARY KEY);
CREATE TABLE orders (shop integer REFERENCES shops);)",
                 .down = R"(DROP TABLE orders;
DROP TABLE shops;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (statement.side == LintSide::Down && !effect.blockedBy.isEmpty())
                        report.add(statement, statement.placeOf(effect),
                                   u"the rollback stops here: %1 still needs %2"_s.arg(
                                       effect.blockedBy, effect.key.toString()));
                });
            },
    };
    return rule;
}

} // namespace tidemark
