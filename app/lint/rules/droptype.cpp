// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &dropTypeRule()
{
    static const LintRule rule{
        .id = u"drop-type"_s,
        .family = LintFamily::Loss,
        .level = LintLevel::Warning,
        .what = u"A type or a domain is dropped that the same migration has not made."_s,
        .why =
            u"The old version of the application may still name it, and its labels or checks are gone."_s,
        .better = u"drop it a release after the last column of that type"_s,
        .bad = {.before = R"(CREATE TYPE mood AS ENUM ('good', 'bad');)",
                .up = R"(DROP TYPE mood;)"},
        .good = {.up = R"(CREATE TYPE mood AS ENUM ('good', 'bad');)",
                 .down = R"(DROP TYPE mood;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (effect.change != Effect::Change::Removed || effect.implied ||
                        effect.key.kind != CatalogKind::Type ||
                        (statement.side == LintSide::Down && migration.upMakes(effect.key)))
                        return;
                    report.add(statement, statement.placeOf(effect),
                               u"type %1 is gone while the old version may still name it"_s.arg(
                                   effect.key.name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
