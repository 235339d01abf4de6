// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &charPaddedRule()
{
    static const LintRule rule{
        .id = u"char-padded"_s,
        .family = LintFamily::Style,
        .level = LintLevel::Note,
        .what = u"A column of type char(n)."_s,
        .why = u"Values are filled up with spaces, which come and go in comparisons."_s,
        .better = u"text, with a CHECK on its length"_s,
        .bad = {.up = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, country char(2));)"},
        .good =
            {.up =
                 R"(CREATE TABLE accounts (id bigint PRIMARY KEY, country text CHECK (length(country) = 2));)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachNewColumn(
                    [&](const LintStatement &statement, const Effect &effect, const QString &type) {
                        if (type.startsWith(u"character("))
                            report.add(statement, effect.offset,
                                       u"%1.%2 is filled up with spaces"_s.arg(effect.key.owner,
                                                                               effect.key.name));
                    });
            },
    };
    return rule;
}

} // namespace tidemark
