// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"
#include "sql/tokenizer.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &nameTooLongRule()
{
    static const LintRule rule{
        .id = u"name-too-long"_s,
        .family = LintFamily::Style,
        .level = LintLevel::Warning,
        .what = u"A name of more than 63 bytes."_s,
        .why =
            u"PostgreSQL cuts it with no more than a notice, so the next statement that says the whole name means the cut one, or another one that begins alike."_s,
        .better = u"a shorter name"_s,
        .bad =
            {.up =
                 R"(CREATE TABLE accounts (id bigint PRIMARY KEY, an_unbelievably_long_name_for_a_column_that_nobody_would_want_to_type text);)"},
        .good = {.up = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, short_enough text);)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                // The parser cuts them as the server does, so they are only to be seen in the text.
                constexpr qsizetype longest = 63;
                for (const LintStatement &statement : migration.statements) {
                    SqlTokenizer tokens(statement.source.text, Engine::PostgreSql);
                    for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::End;
                         token = tokens.next()) {
                        const bool named = token.kind == SqlToken::Kind::Word ||
                                           token.kind == SqlToken::Kind::QuotedName;
                        if (!named || token.end - token.start <= longest ||
                            tokens.nameOf(token).toUtf8().size() <= longest)
                            continue;
                        report.add(statement, token.start,
                                   u"the server cuts this name to %1"_s.arg(QString::fromUtf8(
                                       tokens.nameOf(token).toUtf8().left(longest))));
                        break;
                    }
                }
            },
    };
    return rule;
}

} // namespace tidemark
