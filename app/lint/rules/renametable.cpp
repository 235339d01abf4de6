// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &renameTableRule()
{
    static const LintRule rule{
        .id = u"rename-table"_s,
        .family = LintFamily::Compatibility,
        .level = LintLevel::Warning,
        .what = u"A table is renamed while the application may be running."_s,
        .why = u"From that moment on until it is replaced, every query of the old version fails."_s,
        .better =
            u"expand and contract: a view under the old name, or a new table that both versions write; rename when nobody uses the old name"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts RENAME TO members;)"},
        .good = {.up = R"(CREATE TABLE accounts_new (id bigint);
ALTER TABLE accounts_new RENAME TO accounts;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (statement.side == LintSide::Up &&
                        effect.change == Effect::Change::Renamed &&
                        effect.key.kind == CatalogKind::Table &&
                        !migration.isNew(statement, effect.key.name) &&
                        !(migration.engine == Engine::Sqlite &&
                          migration.isRebuilt(statement, effect.key.name)))
                        report.add(
                            statement, statement.placeOf(effect),
                            u"queries of the running version still say %1"_s.arg(effect.key.name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
