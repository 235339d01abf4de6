// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/fillorder.h"

#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString plainName(const QString &schema, const QString &name)
{
    return schema.isEmpty() ? name : schema + u'.' + name;
}

QString plainName(const Relation &relation)
{
    return plainName(relation.schema, relation.name);
}

bool isLeftOut(const Relation &relation, const QStringList &leaveOut)
{
    return leaveOut.contains(plainName(relation)) || leaveOut.contains(relation.name) ||
           (!relation.schema.isEmpty() && leaveOut.contains(relation.schema + u".*"_s));
}

bool canBeFilled(const Relation &relation)
{
    const bool table =
        relation.type == RelationKind::Table || relation.type == RelationKind::PartitionedTable;
    return table && relation.partitionOf.isEmpty() &&
           relation.persistence != Persistence::Temporary;
}

/// SQLite keeps a virtual table's contents in tables named after it.
bool isShadowTable(const Relation &relation, const QStringList &virtualTables)
{
    return std::ranges::any_of(virtualTables, [&](const QString &name) {
        return relation.name.startsWith(name + u'_', Qt::CaseInsensitive);
    });
}

class Order
{
public:
    Order(Engine engine, std::vector<const Relation *> tables)
        : m_engine(engine)
        , m_tables(std::move(tables))
        , m_parents(m_tables.size())
        , m_children(m_tables.size())
        , m_placed(m_tables.size(), false)
    {
        QHash<QString, size_t> index;
        for (size_t i = 0; i < m_tables.size(); ++i)
            index.insert(foldName(plainName(*m_tables[i]), m_engine), i);
        for (size_t i = 0; i < m_tables.size(); ++i)
            addParents(i, index);
    }

    std::vector<const Relation *> sorted()
    {
        std::vector<const Relation *> result;
        std::vector<size_t> ready;
        for (size_t i = m_tables.size(); i-- > 0;) {
            if (m_parents[i].empty())
                ready.push_back(i);
        }
        while (result.size() < m_tables.size()) {
            if (ready.empty())
                ready.push_back(leastBound());
            const size_t next = ready.back();
            ready.pop_back();
            if (m_placed[next])
                continue;
            m_placed[next] = true;
            result.push_back(m_tables[next]);
            for (const size_t child : m_children[next]) {
                m_parents[child].remove(next);
                if (m_parents[child].empty() && !m_placed[child])
                    ready.push_back(child);
            }
        }
        return result;
    }

private:
    void addParents(size_t table, const QHash<QString, size_t> &index)
    {
        for (const Constraint &constraint : m_tables[table]->constraints) {
            if (constraint.type != ConstraintKind::ForeignKey)
                continue;
            const QString parent =
                plainName(constraint.referencedSchema, constraint.referencedTable);
            const auto found = index.constFind(foldName(parent, m_engine));
            if (found == index.constEnd() || *found == table || m_parents[table].contains(*found))
                continue;
            m_parents[table].insert(*found);
            m_children[*found].push_back(table);
        }
    }

    /// In a circle: the one with the fewest keys that have to be there.
    size_t leastBound() const
    {
        size_t best = m_tables.size();
        int fewest = 0;
        for (size_t i = 0; i < m_tables.size(); ++i) {
            if (m_placed[i])
                continue;
            const int needed = neededKeys(i);
            if (best == m_tables.size() || needed < fewest) {
                best = i;
                fewest = needed;
            }
        }
        return best;
    }

    int neededKeys(size_t table) const
    {
        int needed = 0;
        for (const Constraint &constraint : m_tables[table]->constraints) {
            if (constraint.type != ConstraintKind::ForeignKey)
                continue;
            const bool waits =
                std::any_of(m_parents[table].cbegin(), m_parents[table].cend(), [&](size_t parent) {
                    return foldName(m_tables[parent]->name, m_engine) ==
                               foldName(constraint.referencedTable, m_engine) &&
                           m_tables[parent]->schema == constraint.referencedSchema;
                });
            const bool required = std::ranges::all_of(constraint.columns, [&](const QString &name) {
                const Column *column = m_tables[table]->column(name);
                return column != nullptr && column->notNull;
            });
            needed += waits && required ? 1 : 0;
        }
        return needed;
    }

    Engine m_engine;
    std::vector<const Relation *> m_tables;
    std::vector<QSet<size_t>> m_parents; ///< not placed yet
    std::vector<std::vector<size_t>> m_children;
    std::vector<bool> m_placed;
};

} // namespace

std::vector<const Relation *> tablesInFillOrder(const Schema &schema, const QStringList &leaveOut)
{
    QStringList virtualTables;
    for (const auto &relation : schema.relations) {
        if (valueOf(relation).type == RelationKind::VirtualTable)
            virtualTables << valueOf(relation).name;
    }
    std::vector<const Relation *> tables;
    for (const auto &relation : schema.relations) {
        const Relation &table = valueOf(relation);
        if (canBeFilled(table) && !isLeftOut(table, leaveOut) &&
            !isShadowTable(table, virtualTables))
            tables.push_back(&table);
    }
    return Order(schema.engine, std::move(tables)).sorted();
}

} // namespace tidemark
