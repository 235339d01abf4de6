// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &dropSchemaRule()
{
    static const LintRule rule{
        .id = u"drop-schema"_s,
        .family = LintFamily::Loss,
        .level = LintLevel::Warning,
        .what = u"A schema is dropped that the same migration has not made."_s,
        .why = u"Whatever is in it goes along or stands in the way."_s,
        .better = u"drop what is in it one by one, so that the script says what is lost"_s,
        .bad = {.before = R"(CREATE SCHEMA shop;)", .up = R"(DROP SCHEMA shop;)"},
        .good = {.up = R"(CREATE SCHEMA shop;)", .down = R"(DROP SCHEMA shop;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (effect.change != Effect::Change::Removed || effect.implied ||
                        effect.key.kind != CatalogKind::Schema ||
                        (statement.side == LintSide::Down && migration.upMakes(effect.key)))
                        return;
                    report.add(statement, statement.placeOf(effect),
                               u"schema %1 goes, with whatever is in it"_s.arg(effect.key.name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
