// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &renameColumnRule()
{
    static const LintRule rule{
        .id = u"rename-column"_s,
        .family = LintFamily::Compatibility,
        .level = LintLevel::Warning,
        .what = u"A column is renamed while the application may be running."_s,
        .why =
            u"From that moment on until it is replaced, every query of the old version that names it fails."_s,
        .better =
            u"expand and contract: add the new column, write both, move the readers over, drop the old one"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts RENAME COLUMN email TO mail;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(ALTER TABLE accounts ADD COLUMN mail text;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (statement.side == LintSide::Up &&
                        effect.change == Effect::Change::Renamed &&
                        effect.key.kind == CatalogKind::Column &&
                        !migration.isNew(statement, effect.key.owner))
                        report.add(statement, statement.placeOf(effect),
                                   u"queries of the running version still say %1.%2"_s.arg(
                                       effect.key.owner, effect.key.name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
