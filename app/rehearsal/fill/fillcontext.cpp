// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/fillcontext.h"

#include "sql/identifier.h"

namespace tidemark {

namespace {

QString keyOf(const QString &schema, const QString &name, Engine engine)
{
    return foldName(schema + QChar(u'\n') + name, engine);
}

} // namespace

FillContext::FillContext(const Schema &schema)
    : m_schema(schema)
    , m_types(schema)
{
    for (const auto &relation : schema.relations) {
        const Relation &one = valueOf(relation);
        m_relations.insert(keyOf(one.schema, one.name, schema.engine), &one);
        if (!one.partitionOf.isEmpty())
            m_partitions[one.partitionOf].push_back(&one);
    }
}

std::vector<const Relation *> FillContext::partitionsOf(const Relation &table) const
{
    return m_partitions.value(displayQualified(table.schema, table.name));
}

const Relation *FillContext::referenced(const Constraint &foreignKey) const
{
    return m_relations.value(
        keyOf(foreignKey.referencedSchema, foreignKey.referencedTable, m_schema.engine));
}

QString fillName(const Relation &table)
{
    return displayQualified(table.schema, table.name);
}

} // namespace tidemark
