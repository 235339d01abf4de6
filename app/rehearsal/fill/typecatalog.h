// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <QHash>
#include <QString>

namespace tidemark {

/// Finds the schema's own types by the name that stands in a column's definition. Points into the
/// schema, which has to outlive it.
class TypeCatalog
{
public:
    explicit TypeCatalog(const Schema &schema);

    const EnumType *enumType(const QString &name) const { return m_enums.value(name); }
    const DomainType *domain(const QString &name) const { return m_domains.value(name); }
    const CompositeType *composite(const QString &name) const { return m_composites.value(name); }
    const RangeType *range(const QString &name) const { return m_ranges.value(name); }
    const RangeType *multirange(const QString &name) const { return m_multiranges.value(name); }

private:
    QHash<QString, const EnumType *> m_enums;
    QHash<QString, const DomainType *> m_domains;
    QHash<QString, const CompositeType *> m_composites;
    QHash<QString, const RangeType *> m_ranges;
    QHash<QString, const RangeType *> m_multiranges;
};

} // namespace tidemark
