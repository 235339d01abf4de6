// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/connectionspec.h"

#include "database/postgres/conninfo.h"
#include "database/postgres/postgressession.h"
#include "database/session.h"
#include "database/sqlite/sqlitesession.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

std::optional<QString> sqlitePath(const QString &url)
{
    for (const QString &scheme : {u"sqlite://"_s, u"sqlite3://"_s, u"sqlite:"_s, u"sqlite3:"_s}) {
        if (url.startsWith(scheme))
            return QUrl::fromPercentEncoding(url.mid(scheme.size()).toUtf8());
    }
    return std::nullopt;
}

} // namespace

Result<ConnectionSpec> ConnectionSpec::parse(const QString &url)
{
    ConnectionSpec spec;
    if (const auto path = sqlitePath(url)) {
        spec.engine = Engine::Sqlite;
        spec.conninfo = *path;
        return spec;
    }
    const qsizetype scheme = url.indexOf(u"://"_s);
    if (scheme > 0 && !url.startsWith(u"postgres://"_s) && !url.startsWith(u"postgresql://"_s)) {
        return fail(ErrorKind::Usage, u"no engine is known for %1:// URLs"_s.arg(url.left(scheme)),
                    {}, u"postgresql://user@host/database or sqlite:PATH"_s);
    }
    if (scheme <= 0 && !url.contains(u'=')) {
        return fail(ErrorKind::Usage, u"this is not a database URL: %1"_s.arg(url), {},
                    u"postgresql://user@host/database or sqlite:PATH"_s);
    }
    TM_TRY(parseConninfo(url));
    spec.engine = Engine::PostgreSql;
    spec.conninfo = url;
    return spec;
}

QString ConnectionSpec::displayName() const
{
    if (engine == Engine::Sqlite)
        return conninfo.isEmpty() ? u"sqlite: (scratch)"_s : u"sqlite:"_s + conninfo;
    const auto keywords = parseConninfo(conninfo);
    if (!keywords)
        return u"postgresql"_s;
    if (const QString service = keywords->value(u"service"_s); !service.isEmpty())
        return u"postgresql service "_s + service;
    QString text = u"postgresql://"_s;
    if (const QString user = keywords->value(u"user"_s); !user.isEmpty())
        text += user + u'@';
    text += keywords->value(u"host"_s, keywords->value(u"hostaddr"_s));
    if (const QString port = keywords->value(u"port"_s); !port.isEmpty())
        text += u':' + port;
    return text + u'/' + keywords->value(u"dbname"_s);
}

ConnectionSpec ConnectionSpec::withDatabase(const QString &name) const
{
    ConnectionSpec other = *this;
    if (auto keywords = parseConninfo(conninfo)) {
        keywords->insert(u"dbname"_s, name);
        other.conninfo = composeConninfo(*keywords);
    }
    return other;
}

Result<std::unique_ptr<Session>> openSession(const ConnectionSpec &spec, std::stop_token stop)
{
    if (spec.engine == Engine::Sqlite)
        return openSqliteSession(spec, std::move(stop));
    TM_TRY_ASSIGN(std::unique_ptr<Session> session, PostgresSession::open(spec, std::move(stop)));
    return session;
}

} // namespace tidemark
