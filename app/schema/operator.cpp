// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/operator.h"

#include "sql/identifier.h"

namespace tidemark {

using namespace Qt::StringLiterals;

QString Operator::identity() const
{
    const QString operands = left.isEmpty() ? right : left + ", "_L1 + right;
    return displayIdentifier(schema) + u'.' + name + u'(' + operands + u')';
}

QString OperatorFamily::identity() const
{
    return displayQualified(schema, name) + " USING "_L1 + method;
}

QString OperatorClass::identity() const
{
    return displayQualified(schema, name) + " USING "_L1 + method;
}

QString Cast::identity() const
{
    return u'(' + source + " AS "_L1 + target + u')';
}

} // namespace tidemark
