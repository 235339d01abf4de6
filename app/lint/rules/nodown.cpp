// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &noDownRule()
{
    static const LintRule rule{
        .id = u"no-down"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Note,
        .what = u"There is no down."_s,
        .why = u"In the night when it is needed somebody will write it in a hurry."_s,
        .better = u"tidemark draft-down writes one; say in a comment where there can be none"_s,
        .bad = {.up = R"(CREATE TABLE notes (id integer);)"},
        .good = {.up = R"(CREATE TABLE notes (id integer);)", .down = R"(DROP TABLE notes;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                if (!migration.migration->down && migration.hasStatements(LintSide::Up))
                    report.addForScript(LintSide::Up,
                                        u"there is no way back from this migration"_s);
            },
    };
    return rule;
}

} // namespace tidemark
