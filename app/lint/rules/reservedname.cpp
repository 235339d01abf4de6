// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"
#include "sql/identifier.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &reservedNameRule()
{
    static const LintRule rule{
        .id = u"reserved-name"_s,
        .family = LintFamily::Style,
        .level = LintLevel::Note,
        .what = u"A table or a column has the name of a reserved key word."_s,
        .why = u"It works only in double quotes, for ever and in every query."_s,
        .better = u"another name"_s,
        .bad = {.up = R"(CREATE TABLE "order" (id bigint PRIMARY KEY);)"},
        .good = {.up = R"(CREATE TABLE orders (id bigint PRIMARY KEY);)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
                    const bool named = effect.key.kind == CatalogKind::Table ||
                                       effect.key.kind == CatalogKind::Column;
                    if (statement.side != LintSide::Up || effect.change != Effect::Change::Added ||
                        !named)
                        return;
                    const QString name = effect.key.name.section(u'.', -1);
                    static const QRegularExpression plain(u"^[a-z_]+$"_s);
                    if (plain.match(name).hasMatch() && displayIdentifier(name) != name)
                        report.add(
                            statement, statement.placeOf(effect),
                            u"%1 is a key word: it needs double quotes in every query"_s.arg(name));
                });
            },
    };
    return rule;
}

} // namespace tidemark
