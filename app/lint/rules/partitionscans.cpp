// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &partitionScansRule()
{
    static const LintRule rule{
        .id = u"partition-scans"_s,
        .family = LintFamily::Locks,
        .level = LintLevel::Note,
        .what = u"ATTACH PARTITION of a table that is in use."_s,
        .why =
            u"The server reads the whole table to see that its rows belong there, unless a validated check already says so."_s,
        .better =
            u"a CHECK constraint with the bounds of the partition first: NOT VALID, then VALIDATE"_s,
        .bad =
            {.before = R"(CREATE TABLE events (at date) PARTITION BY RANGE (at);
CREATE TABLE old (at date);)",
             .up =
                 R"(ALTER TABLE events ATTACH PARTITION old FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');)"},
        .good = {.before = R"(CREATE TABLE events (at date) PARTITION BY RANGE (at);)",
                 .up = R"(CREATE TABLE new (at date);
ALTER TABLE events ATTACH PARTITION new FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                migration.forEachAlter([&](const LintStatement &statement, const QString &,
                                           const PgQuery__AlterTableCmd &command) {
                    if (command.subtype != PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition ||
                        command.def->node_case != PG_QUERY__NODE__NODE_PARTITION_CMD)
                        return;
                    const QString partition = relationName(*command.def->partition_cmd->name);
                    if (!migration.isNew(statement, partition))
                        report.addForRows(
                            statement, command.def->partition_cmd->name->location,
                            u"all of %1 is read to see whether its rows belong there"_s.arg(
                                partition),
                            partition);
                });
            },
    };
    return rule;
}

} // namespace tidemark
