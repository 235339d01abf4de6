// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/expressions.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &typeNarrowsRule()
{
    static const LintRule rule{
        .id = u"type-narrows"_s,
        .family = LintFamily::Loss,
        .level = LintLevel::Warning,
        .what = u"A column gets a type into which not all of its values fit."_s,
        .why =
            u"The statement fails on the first value that does not fit, or rounds it; what is lost no down brings back."_s,
        .better =
            u"look for such values first; add a column of the new type and move the values over"_s,
        .bad = {.before = R"(CREATE TABLE accounts (age bigint);)",
                .up = R"(ALTER TABLE accounts ALTER COLUMN age TYPE integer;)"},
        .good = {.before = R"(CREATE TABLE accounts (age integer);)",
                 .up = R"(ALTER TABLE accounts ALTER COLUMN age TYPE bigint;)",
                 .down = R"(ALTER TABLE accounts ALTER COLUMN age TYPE bigint;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (effect.change != Effect::Change::Changed ||
                        effect.key.kind != CatalogKind::Column ||
                        migration.isNew(statement, effect.key.owner))
                        return;
                    const QString from = effect.before.fact(Fact::Type);
                    const QString to = effect.after.fact(Fact::Type);
                    if (changeNarrows(from, to))
                        report.addForRows(statement, statement.placeOf(effect),
                                          u"not every %1 in %2.%3 fits into %4"_s.arg(
                                              from, effect.key.owner, effect.key.name, to),
                                          effect.key.owner);
                });
            },
    };
    return rule;
}

} // namespace tidemark
