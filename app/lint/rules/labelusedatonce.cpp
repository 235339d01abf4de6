// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

using namespace Qt::StringLiterals;

namespace tidemark {

const LintRule &labelUsedAtOnceRule()
{
    static const LintRule rule{
        .id = u"label-used-at-once"_s,
        .family = LintFamily::Transactions,
        .level = LintLevel::Error,
        .what = u"A new label of an enum type is used in the transaction that adds it."_s,
        .why =
            u"PostgreSQL refuses it: \"unsafe use of new value\". It works where the same script makes the type, and fails in production."_s,
        .better = u"add the label in a migration of its own"_s,
        .bad = {.before = R"(CREATE TYPE mood AS ENUM ('good');
CREATE TABLE people (id bigint PRIMARY KEY, mood mood);)",
                .up = R"(ALTER TYPE mood ADD VALUE IF NOT EXISTS 'bad';
UPDATE people SET mood = 'bad' WHERE id = 1;)"},
        .good = {.before = R"(CREATE TYPE mood AS ENUM ('good');
CREATE TABLE people (id bigint PRIMARY KEY, mood mood);)",
                 .up = R"(ALTER TYPE mood ADD VALUE IF NOT EXISTS 'bad';)"},
        .engine = Engine::PostgreSql,
        .check =
            [](const LintCase &migration, LintReporter &report) {
                std::set<std::pair<LintSide, QString>> labels;
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (!statement.inTransaction)
                        return;
                    for (const Effect &effect : statement.effects) {
                        if (effect.key.kind == CatalogKind::EnumLabel &&
                            effect.change == Effect::Change::Added &&
                            !migration.upMakes({CatalogKind::Type, {}, effect.key.owner}))
                            labels.emplace(statement.side, effect.key.name);
                    }
                    if (labels.empty() || node.node_case == PG_QUERY__NODE__NODE_ALTER_ENUM_STMT ||
                        node.node_case == PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT)
                        return;
                    visitNodes(node.base, [&](const PgNode &part) {
                        const bool text = part.node_case == PG_QUERY__NODE__NODE_A_CONST &&
                                          part.a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL;
                        const QString label = text ? textOf(part.a_const->sval->sval) : QString();
                        if (text && labels.contains({statement.side, label}))
                            report.add(
                                statement, part.a_const->location,
                                u"label %1 cannot be used in the transaction that adds it"_s.arg(
                                    label));
                    });
                });
            },
    };
    return rule;
}

} // namespace tidemark
