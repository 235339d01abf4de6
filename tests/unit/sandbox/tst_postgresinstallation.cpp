// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/postgresinstallation.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

void makeProgram(const QString &path, const QByteArray &says)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("#!/bin/sh\necho '" + says + "'\n");
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void makeServer(const QString &folder, const QByteArray &version)
{
    for (const QString &name : {u"initdb"_s, u"postgres"_s})
        makeProgram(folder + u'/' + name, name.toLatin1() + " (PostgreSQL) " + version);
}

void makeClient(const QString &folder, const QByteArray &version)
{
    for (const QString &name : {u"pg_dump"_s, u"pg_restore"_s})
        makeProgram(folder + u'/' + name, name.toLatin1() + " (PostgreSQL) " + version);
}

} // namespace

class PostgresInstallationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void found()
    {
        const QTemporaryDir root;
        const QString fifteen = root.filePath(u"usr/lib/postgresql/15/bin"_s);
        const QString seventeen = root.filePath(u"usr/pgsql-17/bin"_s);
        const QString own = root.filePath(u"opt/own build/bin"_s);
        const QString beta = root.filePath(u"opt/beta/bin"_s);
        makeServer(fifteen, "says nothing");
        makeClient(fifteen, "says nothing");
        makeClient(seventeen, "says nothing");
        makeServer(own, "16.4 (Debian 16.4-1)");
        makeClient(beta, "18beta1");
        makeProgram(root.filePath(u"empty/bin/psql"_s), "psql (PostgreSQL) 15.1");
        makeServer(root.filePath(u"odd/bin"_s), "no version at all");

        const auto installations = findPostgresInstallations(
            {fifteen, own, root.filePath(u"missing"_s), root.filePath(u"empty/bin"_s), seventeen,
             beta, root.filePath(u"odd/bin"_s)});
        const QList<PostgresInstallation> expected{
            {.binFolder = beta, .major = 18, .hasServer = false, .hasClient = true},
            {.binFolder = seventeen, .major = 17, .hasServer = false, .hasClient = true},
            {.binFolder = own, .major = 16, .hasServer = true, .hasClient = false},
            {.binFolder = fifteen, .major = 15, .hasServer = true, .hasClient = true}};
        QCOMPARE(installations, expected);
        QCOMPARE(installations[3].program(u"pg_dump"_s), fifteen + u"/pg_dump"_s);
    }

    void server()
    {
        const QList<PostgresInstallation> installations{
            {.binFolder = u"/17"_s, .major = 17, .hasServer = false, .hasClient = true},
            {.binFolder = u"/16"_s, .major = 16, .hasServer = true, .hasClient = false},
            {.binFolder = u"/15"_s, .major = 15, .hasServer = true, .hasClient = true}};
        QCOMPARE(chooseServer(installations)->major, 16);
        QCOMPARE(chooseServer(installations, 15)->major, 15);
        const auto refused = chooseServer(installations, 17);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Unsupported);
        QVERIFY(refused.error().hint.contains(u"postgresql-17"_s));
        const auto nothing = chooseServer({});
        QVERIFY(!nothing);
        QCOMPARE(nothing.error().kind, ErrorKind::Unsupported);
        QVERIFY(nothing.error().hint.contains(u"Install the package postgresql"_s));
    }

    void client()
    {
        const QList<PostgresInstallation> installations{
            {.binFolder = u"/17"_s, .major = 17, .hasServer = false, .hasClient = true},
            {.binFolder = u"/16"_s, .major = 16, .hasServer = true, .hasClient = false},
            {.binFolder = u"/15"_s, .major = 15, .hasServer = true, .hasClient = true}};
        QCOMPARE(chooseClient(installations, 15)->major, 15);
        QCOMPARE(chooseClient(installations, 16)->major, 17); // newer reads older
        QCOMPARE(chooseClient(installations, 9)->major, 15);
        const auto refused = chooseClient(installations, 18);
        QVERIFY(!refused);
        QVERIFY(refused.error().hint.contains(u"postgresql-client-18"_s));
    }

    void thisMachine()
    {
        // The tests need one, so there is one to be found.
        const auto chosen = chooseServer(findPostgresInstallations());
        QVERIFY(chosen);
        QVERIFY(QFileInfo(chosen->program(u"initdb"_s)).isExecutable());
    }
};

QTEST_GUILESS_MAIN(PostgresInstallationTest)
#include "tst_postgresinstallation.moc"
