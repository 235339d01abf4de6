// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &dropDatabaseRule()
{
    static const LintRule rule{
        .id = u"drop-database"_s,
        .family = LintFamily::Loss,
        .level = LintLevel::Error,
        .what = u"DROP DATABASE, DROP OWNED or DROP ROLE in a migration."_s,
        .why =
            u"It reaches far beyond the schema that the migration is about, and cannot be taken back."_s,
        .better = u"do it by hand, with a backup, and not where a tool may run it again"_s,
        .bad = {.up = R"(DROP OWNED BY old_service;)"},
        .good = {.up = R"(REASSIGN OWNED BY old_service TO service;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (node.node_case == PG_QUERY__NODE__NODE_DROPDB_STMT)
                        report.add(statement, 0,
                                   u"the whole database %1 is gone for good"_s.arg(
                                       textOf(node.dropdb_stmt->dbname)));
                    else if (node.node_case == PG_QUERY__NODE__NODE_DROP_OWNED_STMT)
                        report.add(statement, 0,
                                   u"everything that the role owns is gone for good"_s);
                    else if (node.node_case == PG_QUERY__NODE__NODE_DROP_ROLE_STMT)
                        report.add(statement, 0,
                                   u"the role is gone for all databases of the server"_s);
                });
            },
    };
    return rule;
}

} // namespace tidemark
