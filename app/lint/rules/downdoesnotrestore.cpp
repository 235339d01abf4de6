// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/pairwords.h"
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &downDoesNotRestoreRule()
{
    static const LintRule rule{
        .id = u"down-does-not-restore"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Warning,
        .what = u"The up takes something away that the down does not make again."_s,
        .why = u"After the rollback the old version of the application misses it."_s,
        .better = u"make it again in the down; tidemark draft-down writes how it was"_s,
        .bad = {.before = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
CREATE INDEX accounts_age_idx ON accounts (age);)",
                .up = R"(ALTER TABLE accounts DROP COLUMN age;)",
                .down = R"(ALTER TABLE accounts ADD COLUMN age integer;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
CREATE INDEX accounts_age_idx ON accounts (age);)",
                 .up = R"(ALTER TABLE accounts DROP COLUMN age;)",
                 .down = R"(ALTER TABLE accounts ADD COLUMN age integer;
CREATE INDEX accounts_age_idx ON accounts (age);)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                if (!migration.hasStatements(LintSide::Down))
                    return;
                for (const PairDifference &difference : migration.pair) {
                    if (difference.kind != PairDifference::Kind::Lost || difference.byDown ||
                        difference.key.kind == CatalogKind::Function ||
                        isOtherName(migration, difference) ||
                        isConstraintForIndex(migration, difference))
                        continue;
                    const QString message =
                        difference.implied ? u"%1 goes along, and the down does not make it again"_s
                                           : u"the down does not make %1 again"_s;
                    report.add(*difference.statement, difference.offset,
                               message.arg(difference.key.toString()));
                }
            },
    };
    return rule;
}

} // namespace tidemark
