// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

namespace tidemark {
class ScratchServer;
}

namespace tidemark::test {

/// The private PostgreSQL server of a test program: started at the first call, stopped and deleted
/// at the program's end (also when it crashes or is killed). Works as root.
///
///     class SomethingTest : public QObject {
///         void initTestCase() { TestServer::start(); m_url =
///         TestServer::createDatabase(u"something"_s); }
class TestServer
{
public:
    /// Starts it unless it runs. When that fails the test program ends with a message and exit code
    /// 1: without a server no engine test may pass.
    static void start();

    /// postgresql://... of one of its databases, for ConnectionSpec::parse() and psql alike. The
    /// user is the superuser.
    static QString url(const QString &database = QStringLiteral("postgres"));

    /// Makes an empty database of this name (any characters; one of the same name is dropped first)
    /// and returns its url(). Ends the program when it fails.
    static QString createDatabase(const QString &name);

    /// One that nobody else has yet, named after `hint`.
    static QString createFreshDatabase(const QString &hint = QStringLiteral("fresh"));

    static void dropDatabase(const QString &name);

    /// The bin folder of the server's programs (pg_dump, psql).
    static QString program(const QString &name);

    static ScratchServer &server();
};

} // namespace tidemark::test
