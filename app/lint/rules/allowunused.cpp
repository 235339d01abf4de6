// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &allowUnusedRule()
{
    static const LintRule rule{
        .id = u"allow-unused"_s,
        .family = LintFamily::Files,
        .level = LintLevel::Note,
        .what = u"A comment allows a rule that has nothing to say there."_s,
        .why = u"It will allow what somebody writes there one day."_s,
        .better = u"take the comment away, or put it just above the statement that it is about"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(-- tidemark: allow drop-table because nobody has used it since 2019
ALTER TABLE accounts ADD COLUMN note text;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(-- tidemark: allow drop-table because nobody has used it since 2019
DROP TABLE accounts;)"},
        .engine = std::nullopt,
    };
    return rule;
}

} // namespace tidemark
