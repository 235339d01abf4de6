// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testserver.h"

#include "base/process.h"
#include "sandbox/leftovers.h"
#include "sandbox/postgresinstallation.h"
#include "sandbox/scratchserver.h"
#include "sql/identifier.h"

#include <QUrl>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace tidemark::test {

namespace {

/// Kept between programs so that the initialised data folder is made once.
QString stateDir()
{
    return QStringLiteral(TIDEMARK_BINARY_DIR "/test-state");
}

[[noreturn]] void giveUp(const Error &error)
{
    std::fprintf(stderr, "The tests' PostgreSQL server: %s\n", qPrintable(error.toString()));
    std::exit(1);
}

template <typename T>
T valueOf(Result<T> result)
{
    if (!result)
        giveUp(result.error());
    return std::move(*result);
}

struct Owned
{
    PostgresInstallation installation;
    std::unique_ptr<ScratchServer> server;
};

/// Destroyed at the program's end, after the test object.
Owned &owned()
{
    static Owned server;
    return server;
}

void runSql(const QString &sql)
{
    valueOf(runProcessChecked({.program = TestServer::program(u"psql"_s),
                               .arguments = {u"-X"_s, u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s,
                                             u"-c"_s, sql, TestServer::server().conninfo()}}));
}

} // namespace

void TestServer::start()
{
    if (owned().server)
        return;
    const ScratchPlaces places{.stateDir = stateDir(), .memory = memoryFolder()};
    valueOf(removeLeftovers(places));
    owned().installation = valueOf(chooseServer(findPostgresInstallations()));
    owned().server =
        valueOf(ScratchServer::start({.places = places, .installation = owned().installation}));
}

ScratchServer &TestServer::server()
{
    start();
    return *owned().server;
}

QString TestServer::url(const QString &database)
{
    return u"postgresql://postgres@/%1?host=%2&port=5432"_s.arg(
        QString::fromLatin1(QUrl::toPercentEncoding(database)),
        QString::fromLatin1(QUrl::toPercentEncoding(server().socketFolder())));
}

QString TestServer::createDatabase(const QString &name)
{
    dropDatabase(name);
    runSql(u"CREATE DATABASE "_s + quoteIdentifier(name) + u" TEMPLATE template0"_s);
    return url(name);
}

QString TestServer::createFreshDatabase(const QString &hint)
{
    static int number = 0;
    return createDatabase(hint + u'_' + QString::number(++number));
}

void TestServer::dropDatabase(const QString &name)
{
    runSql(u"DROP DATABASE IF EXISTS "_s + quoteIdentifier(name) + u" WITH (FORCE)"_s);
}

QString TestServer::program(const QString &name)
{
    start();
    return owned().installation.program(name);
}

} // namespace tidemark::test
