// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/textsearch.h"

#include "sql/identifier.h"

namespace tidemark {

using namespace Qt::StringLiterals;

QString TextSearchParser::identity() const
{
    return displayQualified(schema, name);
}

QString TextSearchTemplate::identity() const
{
    return displayQualified(schema, name);
}

QString TextSearchDictionary::identity() const
{
    return displayQualified(schema, name);
}

QString TextSearchConfiguration::identity() const
{
    return displayQualified(schema, name);
}

} // namespace tidemark
