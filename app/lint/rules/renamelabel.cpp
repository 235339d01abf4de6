// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &renameLabelRule()
{
    static const LintRule rule{
        .id = u"rename-label"_s,
        .family = LintFamily::Compatibility,
        .level = LintLevel::Warning,
        .what = u"A label of an enum type is renamed while the application may be running."_s,
        .why =
            u"The old version still writes and compares the old label, which is an error from that moment on."_s,
        .better = u"add the new label, move the rows over, and let the old label be"_s,
        .bad = {.before = R"(CREATE TYPE mood AS ENUM ('good', 'bad');)",
                .up = R"(ALTER TYPE mood RENAME VALUE 'bad' TO 'gloomy';)"},
        .good = {.before = R"(CREATE TYPE mood AS ENUM ('good', 'bad');)",
                 .up = R"(ALTER TYPE mood ADD VALUE IF NOT EXISTS 'gloomy';)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (statement.side == LintSide::Up &&
                        effect.change == Effect::Change::Renamed &&
                        effect.key.kind == CatalogKind::EnumLabel)
                        report.add(statement, statement.placeOf(effect),
                                   u"the running version still says %1"_s.arg(effect.key.name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
