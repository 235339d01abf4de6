// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/drafter.h"
#include "ddl/postgres/words.h"
#include "sql/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

/// What the script leaves in another order than the new schema has it.
void Drafter::noteColumnOrder()
{
    QSet<QString> disordered;
    const auto note = [&](const Item &item) {
        disordered.insert(item.newId.object);
        m_gaps.push_back({item.newId, u"column order"_s,
                          u"the server adds columns at the end; only a table made anew has them in "
                          u"order"_s});
    };
    if (!m_world.options.noise.columnOrder)
        return;
    for (const Item &item : m_items) {
        const bool table = item.rank == 20 && item.inFrom && item.inTo && !item.isRemade();
        const QStringList names = table ? words::parts(item.newId.object) : QStringList();
        const Relation *from =
            table ? m_world.from.relation(names.value(0), names.value(1)) : nullptr;
        const Relation *to = table ? m_world.to.relation(names.value(0), names.value(1)) : nullptr;
        if (!from || !to || !wants(item.newId))
            continue;
        const auto itemOf = [&](const Column &column, Side side) {
            return find({u"column"_s, to->identity() + u'.' + displayIdentifier(column.name)},
                        side);
        };
        QStringList reached;
        for (const Column &column : from->columns) {
            const int number = itemOf(column, Side::From);
            if (number < 0 || !m_items[std::size_t(number)].isDropped())
                reached += column.name;
        }
        QStringList goal;
        for (const Column &column : to->columns) {
            const int number = itemOf(column, Side::To);
            if (number >= 0 && m_items[std::size_t(number)].isCreated())
                reached += column.name;
            goal += column.name;
        }
        if (reached != goal)
            note(item);
    }
    // A new child begins with its parent's columns as they are.
    for (const Item &item : m_items) {
        const QStringList names =
            item.rank == 20 && item.isCreated() ? words::parts(item.newId.object) : QStringList();
        const Relation *made = m_world.to.relation(names.value(0), names.value(1));
        const QStringList parents = made ? made->inherits : QStringList();
        if (std::any_of(parents.begin(), parents.end(),
                        [&](const QString &parent) { return disordered.contains(parent); }))
            note(item);
    }
}

} // namespace tidemark::ddlpg
