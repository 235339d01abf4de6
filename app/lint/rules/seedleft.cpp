// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &seedLeftRule()
{
    static const LintRule rule{
        .id = u"seed-left"_s,
        .family = LintFamily::Seeds,
        .level = LintLevel::Note,
        .what =
            u"The up inserts rows into a table that is older, and the down does not take them away."_s,
        .why = u"After the rollback they are still there, and the up inserts them a second time."_s,
        .better = u"DELETE them in the down by their keys"_s,
        .bad = {.before = R"(CREATE TABLE plans (id bigint PRIMARY KEY, name text UNIQUE);)",
                .up = R"(INSERT INTO plans VALUES (1, 'free');
CREATE TABLE notes (id bigint);)",
                .down = R"(DROP TABLE notes;)"},
        .good = {.before = R"(CREATE TABLE plans (id bigint PRIMARY KEY, name text UNIQUE);)",
                 .up = R"(INSERT INTO plans VALUES (1, 'free');)",
                 .down = R"(DELETE FROM plans WHERE id = 1;)"},
        .engine = std::nullopt,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                if (!migration.hasStatements(LintSide::Down))
                    return;
                QByteArray down;
                for (const LintStatement &statement : migration.statements) {
                    if (statement.side == LintSide::Down)
                        down += statement.source.text + '\n';
                }
                const auto look = [&](const LintStatement &statement, const QString &table,
                                      qsizetype offset) {
                    if (statement.side == LintSide::Up && !migration.isNew(statement, table) &&
                        !down.contains(table.section(u'.', -1).toUtf8()))
                        report.add(statement, offset,
                                   u"these rows stay in %1 after the rollback"_s.arg(table));
                };
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (node.node_case == PG_QUERY__NODE__NODE_INSERT_STMT)
                        look(statement, relationName(*node.insert_stmt->relation),
                             node.insert_stmt->relation->location);
                });
                for (const LintStatement &statement : migration.statements) {
                    for (const QString &table : statement.sqlite.written) {
                        if (statement.source.text.left(6).toUpper() == "INSERT")
                            look(statement, table, statement.find(table));
                    }
                }
            },
    };
    return rule;
}

} // namespace tidemark
