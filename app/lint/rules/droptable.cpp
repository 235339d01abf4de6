// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &dropTableRule()
{
    static const LintRule rule{
        .id = u"drop-table"_s,
        .family = LintFamily::Loss,
        .level = LintLevel::Warning,
        .what = u"A table is dropped."_s,
        .why =
            u"Its rows are gone, and no down brings them back. The old version of the application still reads it."_s,
        .better = u"stop using it first; rename it, and drop it some releases later"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(DROP TABLE accounts;)"},
        .good = {.up = R"(CREATE TABLE drafts (id integer);)", .down = R"(DROP TABLE drafts;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (effect.change != Effect::Change::Removed || effect.implied ||
                        effect.key.kind != CatalogKind::Table ||
                        (statement.side == LintSide::Down && migration.upMakes(effect.key)) ||
                        migration.isNew(statement, effect.key.name) ||
                        migration.isRebuilt(statement, effect.key.name))
                        return;
                    report.add(statement, statement.placeOf(effect),
                               u"all rows of %1 are gone for good"_s.arg(effect.key.name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
