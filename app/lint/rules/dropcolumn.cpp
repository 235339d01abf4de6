// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &dropColumnRule()
{
    static const LintRule rule{
        .id = u"drop-column"_s,
        .family = LintFamily::Loss,
        .level = LintLevel::Warning,
        .what = u"A column is dropped."_s,
        .why =
            u"Its values are gone, and no down brings them back. The old version of the application still reads and writes it."_s,
        .better =
            u"let no version of the application use it any more, then drop it in a later release"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts DROP COLUMN age;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(ALTER TABLE accounts ADD COLUMN nickname text;)",
                 .down = R"(ALTER TABLE accounts DROP COLUMN nickname;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (effect.change != Effect::Change::Removed || effect.implied ||
                        effect.key.kind != CatalogKind::Column ||
                        (statement.side == LintSide::Down && migration.upMakes(effect.key)) ||
                        migration.isNew(statement, effect.key.owner))
                        return;
                    report.add(statement, statement.placeOf(effect),
                               u"the values of %1.%2 are gone for good"_s.arg(effect.key.owner,
                                                                              effect.key.name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
