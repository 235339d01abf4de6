// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Others go on reading and writing meanwhile.
bool lockIsWeak(PgQuery__AlterTableType part)
{
    switch (part) {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetOptions:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ClusterOn:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropCluster:
        return true;
    default:
        return false;
    }
}

} // namespace

const LintRule &manyLocksRule()
{
    static const LintRule rule{
        .id = u"many-locks"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Note,
        .what = u"One transaction takes exclusive locks on several tables that are in use."_s,
        .why =
            u"The first table stays locked until the last statement is done, and two such transactions can wait for each other."_s,
        .better = u"one table per migration, or a short lock_timeout and another try"_s,
        .bad = {.before = R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);
CREATE TABLE orders (id bigint);
CREATE TABLE items (id bigint);)",
                .up = R"(ALTER TABLE accounts ADD COLUMN a text;
ALTER TABLE orders ADD COLUMN b text;
ALTER TABLE items ADD COLUMN c text;)"},
        .good = {.before =
                     R"(CREATE TABLE accounts (id bigint PRIMARY KEY, email text, age integer);)",
                 .up = R"(ALTER TABLE accounts ADD COLUMN a text;
ALTER TABLE accounts ADD COLUMN b text;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                constexpr size_t manyTables = 3;
                for (const LintSide side : {LintSide::Up, LintSide::Down}) {
                    std::set<QString> tables;
                    bool told = false;
                    migration.forEachAlter([&](const LintStatement &statement, const QString &table,
                                               const PgQuery__AlterTableCmd &command) {
                        if (statement.side != side || !statement.inTransaction ||
                            migration.isNew(statement, table) || lockIsWeak(command.subtype))
                            return;
                        tables.insert(table);
                        if (tables.size() < manyTables || told)
                            return;
                        told = true;
                        report.add(
                            statement, 0,
                            u"the third table that this transaction locks: %1 stay locked until it ends"_s
                                .arg(QStringList(tables.begin(), tables.end()).join(u", ")));
                    });
                }
            },
    };
    return rule;
}

} // namespace tidemark
