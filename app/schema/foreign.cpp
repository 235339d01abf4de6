// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/foreign.h"

#include "sql/identifier.h"

namespace tidemark {

using namespace Qt::StringLiterals;

QString ForeignDataWrapper::identity() const
{
    return displayIdentifier(name);
}

QString ForeignServer::identity() const
{
    return displayIdentifier(name);
}

QString UserMapping::identity() const
{
    return (user == "PUBLIC"_L1 ? user : displayIdentifier(user)) + " SERVER "_L1 +
           displayIdentifier(server);
}

} // namespace tidemark
