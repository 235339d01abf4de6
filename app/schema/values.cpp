// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/values.h"

namespace tidemark {

QString toText(double value)
{
    return QString::number(value, 'g', 17);
}

QString toText(const QStringList &value)
{
    return value.join(QStringLiteral(", "));
}

QString toText(const Acl &value)
{
    if (value.isDefault)
        return {};
    if (value.grants.empty())
        return QStringLiteral("nobody");
    QStringList grants;
    for (const Grant &grant : value.grants)
        grants.append(grant.grantee + u'=' + grant.privileges + u'/' + grant.grantor);
    return grants.join(QStringLiteral(", "));
}

} // namespace tidemark
