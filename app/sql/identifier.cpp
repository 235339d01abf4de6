// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/identifier.h"

using namespace Qt::StringLiterals;

namespace tidemark {

QString quoteIdentifier(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

QString quoteQualified(const QString &schema, const QString &name)
{
    return schema.isEmpty() ? quoteIdentifier(name)
                            : quoteIdentifier(schema) + u'.' + quoteIdentifier(name);
}

} // namespace tidemark
