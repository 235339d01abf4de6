// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &rerunStopsRule()
{
    static const LintRule rule{
        .id = u"rerun-stops"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Note,
        .what =
            u"A script outside of a transaction cannot run a second time after it died half-way."_s,
        .why =
            u"What was done before the failure is there, so the second run stops at its first statement."_s,
        .better =
            u"IF NOT EXISTS and IF EXISTS; after a failed CREATE INDEX CONCURRENTLY drop the invalid index first"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(CREATE INDEX CONCURRENTLY accounts_age_idx ON accounts (age);
CREATE INDEX CONCURRENTLY accounts_email_idx ON accounts (email);)",
                .transaction = false},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up =
                     R"(CREATE INDEX CONCURRENTLY IF NOT EXISTS accounts_age_idx ON accounts (age);
CREATE INDEX CONCURRENTLY IF NOT EXISTS accounts_email_idx ON accounts (email);)",
                 .transaction = false},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                for (const LintSide side : {LintSide::Up, LintSide::Down}) {
                    const auto ofSide =
                        std::ranges::count(migration.statements, side, &LintStatement::side);
                    migration.forEachEffect([&](const LintStatement &statement,
                                                const Effect &effect) {
                        const bool once = effect.change == Effect::Change::Added ||
                                          effect.change == Effect::Change::Removed;
                        if (statement.side != side || ofSide < 2 || statement.inTransaction ||
                            effect.guarded || effect.implied || !once ||
                            effect.key.kind == CatalogKind::Constraint)
                            return;
                        report.add(
                            statement, statement.placeOf(effect),
                            u"a second run stops here if the first one died further down: no IF %1EXISTS for %2"_s
                                .arg(effect.change == Effect::Change::Added ? u"NOT "_s : QString(),
                                     effect.key.toString()));
                    });
                }
            },
    };
    return rule;
}

} // namespace tidemark
