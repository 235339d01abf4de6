// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &rewritesTableRule()
{
    static const LintRule rule{
        .id = u"rewrites-table"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Warning,
        .what =
            u"VACUUM FULL, CLUSTER, REINDEX without CONCURRENTLY, SET TABLESPACE, SET LOGGED, SET UNLOGGED or SET ACCESS METHOD."_s,
        .why = u"All of the table is written anew, or its indexes are, under an exclusive lock."_s,
        .better =
            u"REINDEX ... CONCURRENTLY; for the others an hour in which nobody needs the table"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(REINDEX TABLE accounts;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(REINDEX TABLE CONCURRENTLY accounts;)",
                 .transaction = false},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    const auto has = [](std::span<PgNode *const> options, QLatin1StringView name) {
                        return std::ranges::any_of(options, [&](const PgNode *option) {
                            return option->node_case == PG_QUERY__NODE__NODE_DEF_ELEM &&
                                   textOf(option->def_elem->defname) == name;
                        });
                    };
                    if (node.node_case == PG_QUERY__NODE__NODE_VACUUM_STMT &&
                        has(nodes(node.vacuum_stmt->n_options, node.vacuum_stmt->options),
                            "full"_L1))
                        report.add(
                            statement, 0,
                            u"VACUUM FULL writes its tables anew, and nobody can use them meanwhile"_s);
                    if (node.node_case == PG_QUERY__NODE__NODE_CLUSTER_STMT)
                        report.add(
                            statement, 0,
                            u"CLUSTER writes the table anew, and nobody can use it meanwhile"_s);
                    if (node.node_case == PG_QUERY__NODE__NODE_REINDEX_STMT &&
                        !has(nodes(node.reindex_stmt->n_params, node.reindex_stmt->params),
                             "concurrently"_L1))
                        report.add(
                            statement, 0,
                            u"REINDEX without CONCURRENTLY keeps writers out until it is done"_s);
                });
                migration.forEachAlter([&](const LintStatement &statement, const QString &table,
                                           const PgQuery__AlterTableCmd &command) {
                    switch (command.subtype) {
                    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetTableSpace:
                    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged:
                    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged:
                    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetAccessMethod:
                        if (!migration.isNew(statement, table))
                            report.addForRows(
                                statement, 0,
                                u"all of %1 is written anew, and nobody can use it meanwhile"_s.arg(
                                    table),
                                table);
                        break;
                    default:
                        break;
                    }
                });
            },
    };
    return rule;
}

} // namespace tidemark
