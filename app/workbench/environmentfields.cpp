// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/environmentfields.h"

#include "database/connectionspec.h"
#include "database/postgres/conninfo.h"

#include <QUrl>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QString serverUrl(const EnvironmentFields &fields)
{
    QString url = u"postgresql://"_s;
    if (!fields.user.isEmpty())
        url += encoded(fields.user) + u'@';
    // Brackets for a number of IPv6; a socket's folder is encoded as a whole.
    url += fields.host.contains(u':') ? u'[' + fields.host + u']' : encoded(fields.host);
    if (!fields.port.isEmpty())
        url += u':' + fields.port;
    url += u'/' + encoded(fields.database);
    QStringList more;
    if (!fields.sslMode.isEmpty())
        more += u"sslmode="_s + fields.sslMode;
    if (!fields.rootCertificate.isEmpty())
        more += u"sslrootcert="_s + encoded(fields.rootCertificate);
    return more.isEmpty() ? url : url + u'?' + more.join(u'&');
}

} // namespace

EnvironmentFields fieldsOf(const Environment &environment)
{
    using Kind = EnvironmentFields::Kind;
    EnvironmentFields fields;
    fields.foreignKeys = environment.foreignKeys;
    if (!environment.service.isEmpty()) {
        fields.kind = Kind::Service;
        fields.service = environment.service;
        return fields;
    }
    if (!environment.urlVariable.isEmpty()) {
        fields.kind = Kind::Variable;
        fields.variable = environment.urlVariable;
        return fields;
    }
    if (environment.url.isEmpty())
        return fields;
    const auto spec = ConnectionSpec::parse(environment.url);
    if (spec && spec->engine == Engine::Sqlite) {
        fields.kind = Kind::File;
        fields.file = spec->conninfo;
        return fields;
    }
    fields.kind = Kind::Url;
    fields.url = environment.url;
    const auto keywords = parseConninfo(environment.url);
    if (!keywords || keywords->value(u"host"_s).contains(u','))
        return fields;
    EnvironmentFields simple;
    simple.foreignKeys = environment.foreignKeys;
    const std::pair<QString, QString *> known[] = {
        {u"host"_s, &simple.host},       {u"port"_s, &simple.port},
        {u"user"_s, &simple.user},       {u"dbname"_s, &simple.database},
        {u"sslmode"_s, &simple.sslMode}, {u"sslrootcert"_s, &simple.rootCertificate}};
    qsizetype found = 0;
    for (const auto &[keyword, field] : known) {
        found += keywords->contains(keyword) ? 1 : 0;
        *field = keywords->value(keyword);
    }
    return found == keywords->size() ? simple : fields;
}

Environment withFields(Environment original, const EnvironmentFields &fields)
{
    using Kind = EnvironmentFields::Kind;
    if (fieldsOf(original) == fields)
        return original;
    original.url.clear();
    original.service.clear();
    original.urlVariable.clear();
    original.foreignKeys = fields.kind == Kind::File && fields.foreignKeys;
    switch (fields.kind) {
    case Kind::Server:
        original.url = serverUrl(fields);
        break;
    case Kind::Url:
        original.url = fields.url;
        break;
    case Kind::Service:
        original.service = fields.service;
        break;
    case Kind::Variable:
        original.urlVariable = fields.variable;
        break;
    case Kind::File:
        original.url = u"sqlite:"_s + QString(fields.file).replace(u'%', u"%25"_s);
        break;
    }
    if (fields.kind == Kind::File || fields.kind == Kind::Service)
        original.ssh.clear();
    return original;
}

} // namespace tidemark
