// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &noLockTimeoutRule()
{
    static const LintRule rule{
        .id = u"no-lock-timeout"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Note,
        .what =
            u"A table that is in use is locked exclusively, and the script sets no lock_timeout."_s,
        .why =
            u"While the statement waits for its lock, everybody who comes later waits behind it: one long report stops the application."_s,
        .better =
            u"SET LOCAL lock_timeout = '5s' at the top, or lock_timeout under [run] in tidemark.toml"_s,
        .bad = {.before =
                    R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                .up = R"(ALTER TABLE accounts ADD COLUMN nickname text;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(SET LOCAL lock_timeout = '5s';
ALTER TABLE accounts ADD COLUMN nickname text;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                if (migration.locksTimeOut)
                    return;
                for (const LintSide side : {LintSide::Up, LintSide::Down}) {
                    bool done = false;
                    migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                        if (done || statement.side != side)
                            return;
                        done = node.node_case == PG_QUERY__NODE__NODE_VARIABLE_SET_STMT &&
                               textOf(node.variable_set_stmt->name) == u"lock_timeout";
                        if (node.node_case != PG_QUERY__NODE__NODE_ALTER_TABLE_STMT ||
                            node.alter_table_stmt->objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE)
                            return;
                        const QString table = relationName(*node.alter_table_stmt->relation);
                        if (migration.isNew(statement, table))
                            return;
                        done = true;
                        report.addForRows(
                            statement, 0,
                            u"without lock_timeout everybody waits as long as this waits for %1"_s
                                .arg(table),
                            table);
                    });
                }
            },
    };
    return rule;
}

} // namespace tidemark
