// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &syntaxRule()
{
    static const LintRule rule{
        .id = u"syntax"_s,
        .family = LintFamily::Files,
        .level = LintLevel::Error,
        .what = u"The server's own parser does not read the script."_s,
        .why =
            u"The migration stops there. Nothing else is known of a statement that cannot be read."_s,
        .better =
            u"the place is where the parser gave up; what is wrong often stands just before it"_s,
        .bad = {.up = R"(CREATE TABEL accounts (id bigint);)"},
        .good = {.up = R"(CREATE TABLE accounts (id bigint PRIMARY KEY);)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                // What PostgreSQL's parser and the cutting of scripts say is found where they run.
                for (const LintStatement &statement : migration.statements) {
                    if (statement.refused && statement.refused->kind == ErrorKind::Input)
                        report.add(statement, statement.refused->statementOffset,
                                   statement.refused->summary);
                }
            },
    };
    return rule;
}

} // namespace tidemark
