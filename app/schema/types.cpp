// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/types.h"

#include "sql/identifier.h"

namespace tidemark {

using namespace Qt::StringLiterals;

QString EnumType::identity() const
{
    return displayQualified(schema, name);
}

QString CompositeType::identity() const
{
    return displayQualified(schema, name);
}

QString DomainType::identity() const
{
    return displayQualified(schema, name);
}

QString RangeType::identity() const
{
    return displayQualified(schema, name);
}

QString BaseType::identity() const
{
    return displayQualified(schema, name);
}

} // namespace tidemark
