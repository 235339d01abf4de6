// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &seedNotIdempotentRule()
{
    static const LintRule rule{
        .id = u"seed-not-idempotent"_s,
        .family = LintFamily::Seeds,
        .level = LintLevel::Note,
        .what =
            u"Rows are inserted into a table that is in use, and a second run would insert them again or fail."_s,
        .why =
            u"After a rollback that leaves the rows, or on a database where somebody has added them by hand, the up fails or doubles them."_s,
        .better = u"INSERT ... ON CONFLICT DO NOTHING, or WHERE NOT EXISTS"_s,
        .bad = {.before = R"(CREATE TABLE plans (id bigint PRIMARY KEY, name text UNIQUE);)",
                .up = R"(INSERT INTO plans VALUES (1, 'free');)"},
        .good = {.before = R"(CREATE TABLE plans (id bigint PRIMARY KEY, name text UNIQUE);)",
                 .up = R"(INSERT INTO plans VALUES (1, 'free') ON CONFLICT DO NOTHING;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (node.node_case != PG_QUERY__NODE__NODE_INSERT_STMT ||
                        node.insert_stmt->on_conflict_clause || statement.side == LintSide::Down)
                        return;
                    const QString table = relationName(*node.insert_stmt->relation);
                    const PgNode *source = node.insert_stmt->select_stmt;
                    const bool values = source &&
                                        source->node_case == PG_QUERY__NODE__NODE_SELECT_STMT &&
                                        source->select_stmt->n_values_lists > 0;
                    if (values && !migration.isNew(statement, table))
                        report.add(statement, node.insert_stmt->relation->location,
                                   u"a second run inserts these rows into %1 again, or fails"_s.arg(
                                       table));
                });
                for (const LintStatement &statement : migration.statements) {
                    const QByteArray upper = statement.sqlite.written.empty()
                                                 ? QByteArray()
                                                 : statement.source.text.toUpper();
                    for (const QString &table : statement.sqlite.written) {
                        if (statement.side == LintSide::Up && !statement.sqlite.replaces &&
                            upper.contains("VALUES") && !migration.isNew(statement, table))
                            report.add(
                                statement, statement.find(table),
                                u"a second run inserts these rows into %1 again, or fails"_s.arg(
                                    table));
                    }
                }
            },
    };
    return rule;
}

} // namespace tidemark
