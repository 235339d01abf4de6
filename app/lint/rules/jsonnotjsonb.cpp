// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &jsonNotJsonbRule()
{
    static const LintRule rule{
        .id = u"json-not-jsonb"_s,
        .family = LintFamily::Style,
        .level = LintLevel::Note,
        .what = u"A column of type json."_s,
        .why =
            u"It is text that is parsed at each use, has no equality (DISTINCT and UNION fail) and hardly any index."_s,
        .better = u"jsonb"_s,
        .bad = {.up = R"(CREATE TABLE events (id bigint PRIMARY KEY, payload json);)"},
        .good = {.up = R"(CREATE TABLE events (id bigint PRIMARY KEY, payload jsonb);)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachNewColumn(
                    [&](const LintStatement &statement, const Effect &effect, const QString &type) {
                        if (type == u"json")
                            report.add(
                                statement, effect.offset,
                                u"%1.%2 is json: no equality, no index, parsed at each use"_s.arg(
                                    effect.key.owner, effect.key.name));
                    });
            },
    };
    return rule;
}

} // namespace tidemark
