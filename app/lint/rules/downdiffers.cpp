// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/pairwords.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &downDiffersRule()
{
    static const LintRule rule{
        .id = u"down-differs"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Warning,
        .what = u"After up and down something is there in another way than before."_s,
        .why =
            u"A type, a default, NOT NULL or a definition is not as the old version of the application knows it."_s,
        .better = u"restore it as it was; tidemark draft-down writes how that is"_s,
        .bad = {.before = R"(CREATE TABLE accounts (age bigint NOT NULL);)",
                .up = R"(ALTER TABLE accounts ALTER COLUMN age TYPE text;)",
                .down =
                    R"(ALTER TABLE accounts ALTER COLUMN age TYPE integer USING age::integer;)"},
        .good = {.before = R"(CREATE TABLE accounts (age bigint NOT NULL);)",
                 .up = R"(ALTER TABLE accounts ALTER COLUMN age TYPE text;)",
                 .down = R"(ALTER TABLE accounts ALTER COLUMN age TYPE bigint USING age::bigint;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                if (!migration.hasStatements(LintSide::Down))
                    return;
                for (const PairDifference &difference : migration.pair) {
                    if (difference.kind == PairDifference::Kind::Differs &&
                        difference.key.kind != CatalogKind::Function)
                        report.add(*difference.statement, difference.offset,
                                   howItDiffers(difference));
                }
            },
    };
    return rule;
}

} // namespace tidemark
