// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &allowWithoutReasonRule()
{
    static const LintRule rule{
        .id = u"allow-without-reason"_s,
        .family = LintFamily::Files,
        .level = LintLevel::Error,
        .what = u"A comment allows a rule and does not say why."_s,
        .why = u"In a year nobody knows whether it still holds."_s,
        .better = u"-- tidemark: allow RULE because REASON"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(-- tidemark: allow drop-table
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
