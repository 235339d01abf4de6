// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &varcharLimitRule()
{
    static const LintRule rule{
        .id = u"varchar-limit"_s,
        .family = LintFamily::Style,
        .level = LintLevel::Note,
        .what = u"A column of type varchar(n)."_s,
        .why = u"The limit wins no space and no time, and to change it is a migration."_s,
        .better = u"text, with a CHECK on its length where there is a reason for one"_s,
        .bad = {.up = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, name varchar(50));)"},
        .good =
            {.up =
                 R"(CREATE TABLE accounts (id bigint PRIMARY KEY, name text CHECK (length(name) <= 50));)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachNewColumn(
                    [&](const LintStatement &statement, const Effect &effect, const QString &type) {
                        if (type.startsWith(u"character varying("))
                            report.add(statement, effect.offset,
                                       u"%1.%2 has a limit that will be too short one day"_s.arg(
                                           effect.key.owner, effect.key.name));
                    });
            },
    };
    return rule;
}

} // namespace tidemark
