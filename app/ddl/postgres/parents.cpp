// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/parents.h"

#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

/// Whether one of these parents goes on having it.
template <typename Has>
bool comesFrom(const QStringList &parents, const Schema &schema, Has has)
{
    return std::ranges::any_of(parents, [&](const QString &parent) {
        const QStringList names = words::parts(parent);
        const Relation *one = schema.relation(names.value(0), names.value(1));
        return one && has(*one);
    });
}

} // namespace

ParentOrder parentOrder(const Relation &before, const Relation &after, const World &world)
{
    ParentOrder order;
    QStringList staying;
    for (const QString &parent : before.inherits) {
        if (!after.inherits.contains(parent))
            continue;
        const bool next = after.inherits.at(staying.size()) == parent;
        (next ? staying : order.leaving) += parent;
    }
    if (order.leaving.isEmpty()) {
        order.isReached = true;
        return order;
    }
    const auto keepsColumn = [&](const Column &column) {
        return column.local || column.inheritCount == 0 ||
               comesFrom(staying, world.to,
                         [&](const Relation &parent) { return parent.column(column.name); });
    };
    const auto keepsCheck = [&](const Constraint &check) {
        return check.local || check.inheritCount == 0 || check.type != ConstraintKind::Check ||
               comesFrom(staying, world.to, [&](const Relation &parent) {
                   return std::ranges::any_of(parent.constraints, [&](const Constraint &its) {
                       return its.type == check.type && its.name == check.name;
                   });
               });
    };
    order.isReached = std::ranges::all_of(after.columns, keepsColumn) &&
                      std::ranges::all_of(after.constraints, keepsCheck);
    if (!order.isReached)
        order.leaving.clear();
    return order;
}

} // namespace tidemark::ddlpg
