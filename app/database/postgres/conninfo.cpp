// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/postgres/conninfo.h"

#include <libpq-fe.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace tidemark {

Result<QMap<QString, QString>> parseConninfo(const QString &conninfo)
{
    char *message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(conninfo.toUtf8().constData(), &message), &PQconninfoFree);
    if (!options) {
        PQfreemem(message); // may quote parts of the string, and so a password
        return fail(ErrorKind::Usage, u"this is not a connection string that libpq can read"_s, {},
                    u"postgresql://user@host:port/database, or host=... dbname=... pairs"_s);
    }
    QMap<QString, QString> keywords;
    for (const PQconninfoOption *option = options.get(); option->keyword; ++option) {
        if (option->val)
            keywords.insert(QString::fromUtf8(option->keyword), QString::fromUtf8(option->val));
    }
    return keywords;
}

QString composeConninfo(const QMap<QString, QString> &keywords)
{
    QStringList pairs;
    for (auto it = keywords.begin(); it != keywords.end(); ++it) {
        QString value = it.value();
        value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
        pairs += it.key() + u"='"_s + value + u'\'';
    }
    return pairs.join(u' ');
}

} // namespace tidemark
