// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &emptyDownRule()
{
    static const LintRule rule{
        .id = u"empty-down"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Warning,
        .what = u"The down is empty, though the up changes the schema."_s,
        .why = u"The tool takes it for a rollback that worked, and the schema stays as it is."_s,
        .better =
            u"tidemark draft-down writes one; where there can be none, let the down fail with a message"_s,
        .bad = {.up = R"(CREATE TABLE notes (id integer);)", .down = R"(-- nothing to do
)"},
        .good = {.up = R"(ANALYZE;)", .down = R"(-- nothing to do
)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                if (!migration.migration->down || migration.hasStatements(LintSide::Down))
                    return;
                QStringList changes;
                for (const PairDifference &difference : migration.pair) {
                    if (!difference.implied)
                        changes += difference.key.toString();
                }
                if (!changes.isEmpty())
                    report.addForScript(
                        LintSide::Down,
                        u"the rollback does nothing, and %1 stays as the up leaves it"_s.arg(
                            changes.join(u", ")));
            },
    };
    return rule;
}

} // namespace tidemark
