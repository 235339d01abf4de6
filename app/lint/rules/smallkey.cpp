// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &smallKeyRule()
{
    static const LintRule rule{
        .id = u"small-key"_s,
        .family = LintFamily::Style,
        .level = LintLevel::Note,
        .what = u"A primary key of type integer or smallint."_s,
        .why =
            u"It ends at 2147483647, on a day when nobody has time, and to widen it writes the table and all that refer to it anew."_s,
        .better = u"bigint"_s,
        .bad = {.up = R"(CREATE TABLE events (id integer PRIMARY KEY);)"},
        .good = {.up = R"(CREATE TABLE events (id bigint PRIMARY KEY);)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    if (statement.side != LintSide::Up || effect.change != Effect::Change::Added ||
                        effect.key.kind != CatalogKind::Constraint ||
                        effect.after.fact(Fact::Role) != u"primary key")
                        return;
                    const QStringList columns = effect.after.columns();
                    const CatalogObject *column =
                        columns.size() == 1
                            ? migration.catalog->find(
                                  {CatalogKind::Column, effect.key.owner, columns.first()})
                            : nullptr;
                    const QString type = column ? column->fact(Fact::Type) : QString();
                    if (type == u"integer" || type == u"smallint")
                        report.add(statement, effect.offset,
                                   u"the key of %1 ends at %2"_s.arg(
                                       effect.key.owner,
                                       type == u"integer" ? u"2147483647"_s : u"32767"_s));
                });
            },
    };
    return rule;
}

} // namespace tidemark
