// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &notNullOldVersionRule()
{
    static const LintRule rule{
        .id = u"not-null-old-version"_s,
        .family = LintFamily::Compatibility,
        .level = LintLevel::Note,
        .what =
            u"A column that has no default becomes NOT NULL while the old version may still write."_s,
        .why =
            u"An INSERT of the old version that leaves the column out, or writes NULL, fails from that moment on."_s,
        .better = u"release a version that always writes the column first, or give it a default"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts ALTER COLUMN email SET NOT NULL;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(ALTER TABLE accounts ALTER COLUMN email SET DEFAULT '';
ALTER TABLE accounts ALTER COLUMN email SET NOT NULL;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (statement.side != LintSide::Up ||
                        effect.change != Effect::Change::Changed ||
                        effect.key.kind != CatalogKind::Column || effect.implied ||
                        migration.isNew(statement, effect.key.owner))
                        return;
                    const bool becomes = effect.before.fact(Fact::Nullable) != u"no" &&
                                         effect.after.fact(Fact::Nullable) == u"no";
                    const bool hasDefault = !effect.after.knows(Fact::Default) ||
                                            !effect.after.fact(Fact::Default).isEmpty();
                    if (becomes && !hasDefault)
                        report.add(
                            statement, statement.placeOf(effect),
                            u"an INSERT of the running version that leaves %1.%2 out fails from now on"_s
                                .arg(effect.key.owner, effect.key.name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
