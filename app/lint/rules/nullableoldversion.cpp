// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &nullableOldVersionRule()
{
    static const LintRule rule{
        .id = u"nullable-old-version"_s,
        .family = LintFamily::Compatibility,
        .level = LintLevel::Note,
        .what =
            u"A column loses its NOT NULL while the old version of the application may still read it."_s,
        .why =
            u"The new version may write a NULL that the old one does not expect, and the down fails as soon as there is one."_s,
        .better =
            u"let a release read NULL first; look for NULLs in the down before it sets NOT NULL again"_s,
        .bad = {.before = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text NOT NULL);)",
                .up = R"(ALTER TABLE accounts ALTER COLUMN email DROP NOT NULL;)"},
        .good = {.before = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text);)",
                 .up = R"(ALTER TABLE accounts ALTER COLUMN email DROP NOT NULL;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (statement.side != LintSide::Up ||
                        effect.change != Effect::Change::Changed ||
                        effect.key.kind != CatalogKind::Column ||
                        migration.isNew(statement, effect.key.owner))
                        return;
                    if (effect.before.fact(Fact::Nullable) != u"yes" &&
                        effect.after.fact(Fact::Nullable) == u"yes" &&
                        effect.before != effect.after)
                        report.add(statement, statement.placeOf(effect),
                                   u"the running version may not expect a NULL in %1.%2"_s.arg(
                                       effect.key.owner, effect.key.name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
