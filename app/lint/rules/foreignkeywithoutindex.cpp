// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &foreignKeyWithoutIndexRule()
{
    static const LintRule rule{
        .id = u"foreign-key-without-index"_s,
        .family = LintFamily::Style,
        .level = LintLevel::Note,
        .what = u"A foreign key whose columns no index begins with."_s,
        .why =
            u"Each delete or key change in the other table reads this one from end to end, under a lock."_s,
        .better = u"an index on the columns of the foreign key"_s,
        .bad = {.up = R"(CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, shop bigint REFERENCES shops);)"},
        .good = {.up = R"(CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, shop bigint REFERENCES shops);
CREATE INDEX orders_shop_idx ON orders (shop);)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (statement.side != LintSide::Up || effect.change != Effect::Change::Added ||
                        effect.key.kind != CatalogKind::Constraint ||
                        effect.after.fact(Fact::Role) != u"foreign key" ||
                        !migration.catalog->find(effect.key))
                        return;
                    const QString &table = effect.key.owner;
                    const QString first = effect.after.columns().value(0);
                    auto keys = migration.catalog->childrenOf(table, CatalogKind::Constraint);
                    const auto indexes = migration.catalog->ownedBy(table, CatalogKind::Index);
                    keys.insert(keys.end(), indexes.begin(), indexes.end());
                    const bool has = std::ranges::any_of(keys, [&](const CatalogKey &key) {
                        const CatalogObject &object = *migration.catalog->find(key);
                        const QString role = object.fact(Fact::Role);
                        return role != u"foreign key" && role != u"check" &&
                               object.columns().value(0) == first;
                    });
                    if (!has && !first.isEmpty())
                        report.addForRows(
                            statement, effect.offset,
                            u"no index of %1 begins with %2: each delete in %3 reads all of it"_s
                                .arg(table, first, effect.after.fact(Fact::Uses)),
                            table);
                });
            },
    };
    return rule;
}

} // namespace tidemark
