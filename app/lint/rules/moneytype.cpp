// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &moneyTypeRule()
{
    static const LintRule rule{
        .id = u"money-type"_s,
        .family = LintFamily::Style,
        .level = LintLevel::Note,
        .what = u"A column of type money."_s,
        .why =
            u"What a value means depends on a setting of the server, and there is no currency in it."_s,
        .better = u"numeric, with the currency beside it"_s,
        .bad = {.up = R"(CREATE TABLE orders (id bigint PRIMARY KEY, total money);)"},
        .good = {.up = R"(CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(12, 2));)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachNewColumn(
                    [&](const LintStatement &statement, const Effect &effect, const QString &type) {
                        if (type == u"money")
                            report.add(statement, effect.offset,
                                       u"what %1.%2 means depends on a setting of the server"_s.arg(
                                           effect.key.owner, effect.key.name));
                    });
            },
    };
    return rule;
}

} // namespace tidemark
