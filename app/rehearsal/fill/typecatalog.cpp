// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/typecatalog.h"

#include "sql/identifier.h"

namespace tidemark {

namespace {

template <typename T>
void take(const Objects<T> &objects, QHash<QString, const T *> &types)
{
    for (const auto &object : objects) {
        const T &type = valueOf(object);
        types.insert(displayQualified(type.schema, type.name), &type);
    }
}

} // namespace

TypeCatalog::TypeCatalog(const Schema &schema)
{
    take(schema.enums, m_enums);
    take(schema.domains, m_domains);
    take(schema.composites, m_composites);
    take(schema.ranges, m_ranges);
    for (const auto &range : schema.ranges) {
        if (!valueOf(range).multirange.isEmpty())
            m_multiranges.insert(valueOf(range).multirange, &valueOf(range));
    }
}

} // namespace tidemark
