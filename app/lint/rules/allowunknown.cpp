// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &allowUnknownRule()
{
    static const LintRule rule{
        .id = u"allow-unknown"_s,
        .family = LintFamily::Files,
        .level = LintLevel::Warning,
        .what = u"A comment allows a rule that does not exist."_s,
        .why = u"What it was meant to allow is not allowed."_s,
        .better = u"tidemark lint --rules lists the rules"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(-- tidemark: allow drop-tables because nobody has used it since 2019
DROP TABLE accounts;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(-- tidemark: allow drop-table because nobody has used it since 2019
DROP TABLE accounts;)"},
        .engine = std::nullopt,
    };
    return rule;
}

} // namespace tidemark
