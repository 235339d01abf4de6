// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/pairwords.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &functionNotRestoredRule()
{
    static const LintRule rule{
        .id = u"function-not-restored"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Warning,
        .what =
            u"A function had another body before the up, and the down does not bring it back."_s,
        .why = u"After the rollback triggers and queries run the new body, or none."_s,
        .better =
            u"CREATE OR REPLACE FUNCTION with the old body in the down; tidemark draft-down writes it"_s,
        .bad =
            {.before = R"(CREATE FUNCTION tax() RETURNS integer LANGUAGE sql AS 'SELECT 16';)",
             .up =
                 R"(CREATE OR REPLACE FUNCTION tax() RETURNS integer LANGUAGE sql AS 'SELECT 19';)",
             .down = R"(DROP FUNCTION tax();)"},
        .good =
            {.before = R"(CREATE FUNCTION tax() RETURNS integer LANGUAGE sql AS 'SELECT 16';)",
             .up =
                 R"(CREATE OR REPLACE FUNCTION tax() RETURNS integer LANGUAGE sql AS 'SELECT 19';)",
             .down =
                 R"(CREATE OR REPLACE FUNCTION tax() RETURNS integer LANGUAGE sql AS 'SELECT 16';)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                if (!migration.hasStatements(LintSide::Down))
                    return;
                for (const PairDifference &difference : migration.pair) {
                    if (difference.key.kind != CatalogKind::Function || difference.byDown)
                        continue;
                    if (difference.kind == PairDifference::Kind::Lost)
                        report.add(*difference.statement, difference.offset,
                                   u"%1 was there before the up and is gone after the down"_s.arg(
                                       difference.key.toString()));
                    else if (difference.kind == PairDifference::Kind::Differs &&
                             !isOnlySpacing(difference))
                        report.add(*difference.statement, difference.offset,
                                   u"the down does not bring the old body of %1 back"_s.arg(
                                       difference.key.name));
                    else if (difference.kind == PairDifference::Kind::Differs)
                        report.add(
                            *difference.statement, difference.offset,
                            u"%1 comes back with other white space or comments in its body"_s.arg(
                                difference.key.toString()));
                }
            },
    };
    return rule;
}

} // namespace tidemark
