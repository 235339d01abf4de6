// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &enumLabelLeftRule()
{
    static const LintRule rule{
        .id = u"enum-label-left"_s,
        .family = LintFamily::Pair,
        .level = LintLevel::Note,
        .what = u"The up adds a label to an enum type, which no down can take away."_s,
        .why =
            u"PostgreSQL has no way to drop a label. After the rollback it is still there, and rows may use it."_s,
        .better =
            u"leave it in the down and add it with IF NOT EXISTS in the up; or make the type anew"_s,
        .bad = {.before = R"(CREATE TYPE mood AS ENUM ('good', 'bad');)",
                .up = R"(ALTER TYPE mood ADD VALUE 'so so';)",
                .down = R"(SELECT 1;)"},
        .good = {.before = R"(CREATE TYPE mood AS ENUM ('good', 'bad');)",
                 .up = R"(ALTER TYPE mood ADD VALUE IF NOT EXISTS 'so so';)",
                 .down = R"(SELECT 1;)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                for (const PairDifference &difference : migration.pair) {
                    if (difference.kind != PairDifference::Kind::Left ||
                        difference.key.kind != CatalogKind::EnumLabel || difference.byDown)
                        continue;
                    const PgNode *node = difference.statement->node();
                    const bool again = node->node_case == PG_QUERY__NODE__NODE_ALTER_ENUM_STMT &&
                                       node->alter_enum_stmt->skip_if_new_val_exists;
                    if (!again)
                        report.add(
                            *difference.statement, difference.offset,
                            u"label %1 stays in %2 after the rollback, and the up cannot add it again"_s
                                .arg(difference.key.name, difference.key.owner));
                }
            },
    };
    return rule;
}

} // namespace tidemark
