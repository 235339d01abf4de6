// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/rules.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

enum class LabelUse { Other, Unsure, Certain };

/// What a column that the statement compares with a label or sets to it is of.
LabelUse useByColumn(const LintCase &migration, const QString &column, const QString &type)
{
    bool all = true;
    bool any = false;
    for (const CatalogKey &key : migration.catalog->named(CatalogKind::Column, column)) {
        const QString of = migration.catalog->find(key)->fact(Fact::Type);
        any |= of == type;
        all &= !of.isEmpty() && of != type;
    }
    const bool known = !migration.catalog->named(CatalogKind::Column, column).empty();
    return known && all ? LabelUse::Other : any ? LabelUse::Certain : LabelUse::Unsure;
}

/// By the column or the cast beside the label; Unsure where it stands elsewhere.
LabelUse useOf(const LintCase &migration, const PgNode &statement, const PgNode &label,
               const QString &type)
{
    LabelUse use = LabelUse::Unsure;
    visitNodes(statement.base, [&](const PgNode &node) {
        if (node.node_case == PG_QUERY__NODE__NODE_TYPE_CAST && node.type_cast->arg == &label) {
            use =
                typeText(*node.type_cast->type_name) == type ? LabelUse::Certain : LabelUse::Other;
        } else if (node.node_case == PG_QUERY__NODE__NODE_RES_TARGET &&
                   node.res_target->val == &label && hasText(node.res_target->name)) {
            if (statement.node_case == PG_QUERY__NODE__NODE_UPDATE_STMT)
                use = useByColumn(migration, textOf(node.res_target->name), type);
        } else if (node.node_case == PG_QUERY__NODE__NODE_A_EXPR) {
            const auto &expression = *node.a_expr;
            const PgNode *other = expression.lexpr == &label   ? expression.rexpr
                                  : expression.rexpr == &label ? expression.lexpr
                                                               : nullptr;
            if (other && other->node_case == PG_QUERY__NODE__NODE_COLUMN_REF) {
                const auto &names = *other->column_ref;
                use = useByColumn(migration,
                                  nameList(nodes(names.n_fields, names.fields))
                                      .value(static_cast<qsizetype>(names.n_fields) - 1),
                                  type);
            }
        }
    });
    return use;
}

/// INSERT INTO t (a, b) VALUES ('x', 'y'): the column of each.
LabelUse useInInsert(const LintCase &migration, const PgNode &statement, const PgNode &label,
                     const QString &type)
{
    LabelUse use = LabelUse::Unsure;
    if (statement.node_case != PG_QUERY__NODE__NODE_INSERT_STMT ||
        !statement.insert_stmt->select_stmt)
        return use;
    const auto &insert = *statement.insert_stmt;
    const auto columns = nodes(insert.n_cols, insert.cols);
    visitNodes(insert.select_stmt->base, [&](const PgNode &node) {
        if (node.node_case != PG_QUERY__NODE__NODE_LIST)
            return;
        const auto values = nodes(node.list->n_items, node.list->items);
        for (size_t i = 0; i < std::min(values.size(), columns.size()); ++i) {
            if (values[i] == &label)
                use = useByColumn(migration, textOf(columns[i]->res_target->name), type);
        }
    });
    return use;
}

} // namespace

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
                std::map<std::pair<LintSide, QString>, QString> labels; // to their types
                migration.forEach([&](const LintStatement &statement, const PgNode &node) {
                    if (!statement.inTransaction)
                        return;
                    for (const Effect &effect : statement.effects) {
                        if (effect.key.kind == CatalogKind::EnumLabel &&
                            effect.change == Effect::Change::Added &&
                            !migration.upMakes({CatalogKind::Type, {}, effect.key.owner}))
                            labels.try_emplace({statement.side, effect.key.name}, effect.key.owner);
                    }
                    if (labels.empty() || node.node_case == PG_QUERY__NODE__NODE_ALTER_ENUM_STMT ||
                        node.node_case == PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT)
                        return;
                    visitNodes(node.base, [&](const PgNode &part) {
                        const bool text = part.node_case == PG_QUERY__NODE__NODE_A_CONST &&
                                          part.a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL;
                        const QString label = text ? textOf(part.a_const->sval->sval) : QString();
                        const auto type = labels.find({statement.side, label});
                        if (!text || type == labels.end())
                            return;
                        LabelUse use = useOf(migration, node, part, type->second);
                        if (use == LabelUse::Unsure)
                            use = useInInsert(migration, node, part, type->second);
                        const QString message =
                            u"label %1 cannot be used in the transaction that adds it"_s.arg(label);
                        if (use == LabelUse::Certain)
                            report.add(statement, part.a_const->location, message);
                        else if (use == LabelUse::Unsure)
                            report.addUnsure(statement, part.a_const->location, message);
                    });
                });
            },
    };
    return rule;
}

} // namespace tidemark
