// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/connection.h"

#include "database/postgres/conninfo.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tidemark {

Result<Connection> connectTo(const Workspace &workspace, const Environment &environment,
                             const VariableLookup &lookup, std::stop_token stop)
{
    Connection connection;
    TM_TRY_ASSIGN(connection.spec, connectionOf(workspace, environment, lookup));
    if (environment.ssh.isEmpty())
        return connection;
    const auto through = parseSshTarget(environment.ssh);
    if (!through)
        return fail(ErrorKind::Input, u"\"%1\" is no SSH destination"_s.arg(environment.ssh), {},
                    u"write user@host or user@host:port"_s);
    TM_TRY_ASSIGN(const ServerAddress server, serverOf(connection.spec));
    TM_TRY_ASSIGN(connection.tunnel, Tunnel::open({.through = *through,
                                                   .host = server.host,
                                                   .port = server.port,
                                                   .stop = std::move(stop)}));
    TM_TRY_ASSIGN(connection.spec, throughTunnel(connection.spec, connection.tunnel->localPort()));
    return connection;
}

Result<SplitUrl> splitPassword(const QString &url)
{
    TM_TRY_ASSIGN(const ConnectionSpec spec, ConnectionSpec::parse(url));
    if (spec.engine != Engine::PostgreSql)
        return SplitUrl{url, {}};
    TM_TRY_ASSIGN(auto keywords, parseConninfo(url));
    SplitUrl split{url, keywords.take(u"password"_s)};
    if (split.password.isEmpty())
        return split;
    // As text first, so that the rest stays as it was written.
    static const QRegularExpression userInfo(u"^([a-z]+://[^/@?:]*):[^/@?]*@"_s);
    static const QRegularExpression inQuery(u"([?&])password=[^&]*&?"_s);
    split.url.replace(userInfo, u"\\1@"_s).replace(inQuery, u"\\1"_s);
    while (split.url.endsWith(u'?') || split.url.endsWith(u'&'))
        split.url.chop(1);
    const auto rest = parseConninfo(split.url);
    if (!rest || *rest != keywords)
        split.url = composeConninfo(keywords);
    return split;
}

ConnectionSpec withPassword(const ConnectionSpec &spec, const QString &password)
{
    auto keywords = parseConninfo(spec.conninfo);
    if (spec.engine != Engine::PostgreSql || !keywords)
        return spec;
    keywords->insert(u"password"_s, password);
    ConnectionSpec other = spec;
    other.conninfo = composeConninfo(*keywords);
    return other;
}

QString secretKeyOf(const ConnectionSpec &spec)
{
    if (spec.engine != Engine::PostgreSql)
        return {};
    const auto keywords = parseConninfo(spec.conninfo);
    if (!keywords)
        return {};
    if (const QString service = keywords->value(u"service"_s); !service.isEmpty())
        return u"postgresql service "_s + service;
    return u"postgresql://%1@%2:%3"_s.arg(
        keywords->value(u"user"_s), keywords->value(u"host"_s, keywords->value(u"hostaddr"_s)),
        keywords->value(u"port"_s, u"5432"_s));
}

bool wantsPassword(const Error &error)
{
    // A failed connection has no SQLSTATE in libpq 15; these are the words of the server and of
    // libpq itself (fe-auth.c), which speaks English as long as no locale was set for it.
    const QString words = error.summary + u'\n' + error.detail;
    return error.kind == ErrorKind::Connection &&
           (error.sqlState == u"28P01" || words.contains(u"no password supplied"_s) ||
            words.contains(u"password authentication failed"_s));
}

} // namespace tidemark
