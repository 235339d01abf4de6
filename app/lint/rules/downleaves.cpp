// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/pairwords.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &downLeavesRule()
{
    static const LintRule rule{
        .id = u"down-leaves"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Warning,
        .what = u"The up makes something that the down does not take away."_s,
        .why = u"After the rollback the schema is another one, and the up cannot run again."_s,
        .better = u"drop it in the down"_s,
        .bad = {.up = R"(CREATE TABLE notes (id integer);
CREATE TABLE tags (id integer);)",
                .down = R"(DROP TABLE notes;)"},
        .good = {.up = R"(CREATE TABLE notes (id integer);
CREATE TABLE tags (id integer);)",
                 .down = R"(DROP TABLE tags;
DROP TABLE notes;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                if (!migration.hasStatements(LintSide::Down))
                    return;
                for (const PairDifference &difference : migration.pair) {
                    const bool other = difference.key.kind == CatalogKind::EnumLabel ||
                                       difference.key.kind == CatalogKind::Extension;
                    if (difference.kind != PairDifference::Kind::Left || difference.byDown ||
                        other || isOtherName(migration, difference) ||
                        isConstraintForIndex(migration, difference))
                        continue;
                    report.add(*difference.statement, difference.offset,
                               u"the down does not take %1 away"_s.arg(difference.key.toString()));
                }
            },
    };
    return rule;
}

} // namespace tidemark
