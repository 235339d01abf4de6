// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &timestampWithoutZoneRule()
{
    static const LintRule rule{
        .id = u"timestamp-without-zone"_s,
        .family = LintFamily::Style,
        .level = LintLevel::Note,
        .what = u"A column of type timestamp without time zone."_s,
        .why =
            u"Which moment it means depends on who reads it; in the hour when clocks go back it means two."_s,
        .better = u"timestamptz, which needs the same space"_s,
        .bad = {.up = R"(CREATE TABLE events (id bigint PRIMARY KEY, at timestamp);)"},
        .good = {.up = R"(CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz);)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachNewColumn(
                    [&](const LintStatement &statement, const Effect &effect, const QString &type) {
                        if (type.startsWith(u"timestamp") && type.contains(u"without"))
                            report.add(statement, effect.offset,
                                       u"%1.%2 does not say which moment it means"_s.arg(
                                           effect.key.owner, effect.key.name));
                    });
            },
    };
    return rule;
}

} // namespace tidemark
