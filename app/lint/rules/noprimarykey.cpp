// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &noPrimaryKeyRule()
{
    static const LintRule rule{
        .id = u"no-primary-key"_s,
        .family = LintFamily::Style,
        .level = LintLevel::Note,
        .what = u"A table without a primary key."_s,
        .why =
            u"Rows cannot be told apart, so logical replication refuses updates, and tools show nothing that could be edited."_s,
        .better = u"a primary key, if only an identity column"_s,
        .bad = {.up = R"(CREATE TABLE visits (at timestamptz, page text);)"},
        .good = {.up =
                     R"(CREATE TABLE visits (id bigint PRIMARY KEY, at timestamptz, page text);)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (statement.side != LintSide::Up || effect.change != Effect::Change::Added ||
                        effect.key.kind != CatalogKind::Table)
                        return;
                    const CatalogObject *table = migration.catalog->find(effect.key);
                    if (!table || table->knows(Fact::Opaque))
                        return;
                    const auto constraints =
                        migration.catalog->childrenOf(effect.key.name, CatalogKind::Constraint);
                    const bool has =
                        std::ranges::any_of(constraints, [&migration](const CatalogKey &key) {
                            return migration.catalog->find(key)->fact(Fact::Role) == u"primary key";
                        });
                    if (!has)
                        report.add(
                            statement, effect.offset,
                            u"the rows of %1 cannot be told apart: it has no primary key"_s.arg(
                                effect.key.name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
