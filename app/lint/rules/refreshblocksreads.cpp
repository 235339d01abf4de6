// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &refreshBlocksReadsRule()
{
    static const LintRule rule{
        .id = u"refresh-blocks-reads"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Warning,
        .what = u"REFRESH MATERIALIZED VIEW without CONCURRENTLY."_s,
        .why = u"Nobody can read the view until it is computed."_s,
        .better = u"REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on it"_s,
        .bad = {.before = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
CREATE MATERIALIZED VIEW ages AS SELECT age, count(*) FROM accounts GROUP BY age;)",
                .up = R"(REFRESH MATERIALIZED VIEW ages;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
CREATE MATERIALIZED VIEW ages AS SELECT age, count(*) FROM accounts GROUP BY age;)",
                 .up = R"(REFRESH MATERIALIZED VIEW CONCURRENTLY ages;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (node.node_case != PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT ||
                        node.refresh_mat_view_stmt->concurrent)
                        return;
                    const QString view = relationName(*node.refresh_mat_view_stmt->relation);
                    if (!migration.upMakes({CatalogKind::View, {}, view}))
                        report.add(statement, 0,
                                   u"nobody can read %1 until it is computed"_s.arg(view));
                });
            },
    };
    return rule;
}

} // namespace tidemark
