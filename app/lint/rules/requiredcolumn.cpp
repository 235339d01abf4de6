// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &requiredColumnRule()
{
    static const LintRule rule{
        .id = u"required-column"_s,
        .family = LintFamily::Compatibility,
        .level = LintLevel::Error,
        .what =
            u"A column that is NOT NULL and has no default is added to a table that is in use."_s,
        .why =
            u"The statement fails as soon as the table has a row, and every INSERT of the old version fails after it."_s,
        .better =
            u"add it with a default, or without NOT NULL; make it NOT NULL once every row and every version has a value"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts ADD COLUMN nickname text NOT NULL;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(ALTER TABLE accounts ADD COLUMN nickname text NOT NULL DEFAULT '';)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (effect.change != Effect::Change::Added ||
                        effect.key.kind != CatalogKind::Column || effect.implied ||
                        migration.isNew(statement, effect.key.owner))
                        return;
                    const bool required = effect.after.fact(Fact::Nullable) == u"no" &&
                                          effect.after.knows(Fact::Default) &&
                                          effect.after.fact(Fact::Default).isEmpty();
                    if (required)
                        report.addForRows(
                            statement, statement.placeOf(effect),
                            u"%1.%2 is NOT NULL and has no default: this fails as soon as the table has a row"_s
                                .arg(effect.key.owner, effect.key.name),
                            effect.key.owner);
                });
            },
    };
    return rule;
}

} // namespace tidemark
