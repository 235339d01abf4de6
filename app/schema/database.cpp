// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/database.h"

#include "sql/identifier.h"

namespace tidemark {

using namespace Qt::StringLiterals;

QString Namespace::identity() const
{
    return displayIdentifier(name);
}

QString Extension::identity() const
{
    return displayIdentifier(name);
}

QString Sequence::identity() const
{
    return displayQualified(schema, name);
}

QString Collation::identity() const
{
    return displayQualified(schema, name);
}

QString Language::identity() const
{
    return displayIdentifier(name);
}

QString EventTrigger::identity() const
{
    return displayIdentifier(name);
}

QString PublicationTable::identity() const
{
    return displayQualified(schema, name);
}

QString Publication::identity() const
{
    return displayIdentifier(name);
}

QString DefaultPrivilege::identity() const
{
    return objectType + (schema.isEmpty() ? QString() : " in "_L1 + displayIdentifier(schema)) +
           " of "_L1 + displayIdentifier(role);
}

} // namespace tidemark
