// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/postgres/conninfo.h"
#include "workspace/connection.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// Passwords and tunnels, as far as they are texts.
class TestConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsPasswords_data();
    void splitsPasswords();
    void putsPasswordsBack();
    void namesSecrets();
    void readsDestinations_data();
    void readsDestinations();
    void leadsThroughATunnel();
};

void TestConnection::splitsPasswords_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("without");
    QTest::addColumn<QString>("password");
    QTest::newRow("none") << u"postgresql://ada@db/x"_s << u"postgresql://ada@db/x"_s << QString();
    QTest::newRow("in front") << u"postgresql://ada:ge%3Aheim@db:5433/x?sslmode=require"_s
                              << u"postgresql://ada@db:5433/x?sslmode=require"_s << u"ge:heim"_s;
    QTest::newRow("behind") << u"postgres://ada@db/x?password=geheim&sslmode=require"_s
                            << u"postgres://ada@db/x?sslmode=require"_s << u"geheim"_s;
    QTest::newRow("behind, alone")
        << u"postgres://ada@db/x?password=geheim"_s << u"postgres://ada@db/x"_s << u"geheim"_s;
    QTest::newRow("keywords") << u"host=db password='ge heim' dbname=x"_s
                              << u"dbname='x' host='db'"_s << u"ge heim"_s;
    QTest::newRow("several hosts")
        << u"postgresql://ada:geheim@a,b/x"_s << u"postgresql://ada@a,b/x"_s << u"geheim"_s;
    QTest::newRow("a file") << u"sqlite:a:b@c.db"_s << u"sqlite:a:b@c.db"_s << QString();
}

void TestConnection::splitsPasswords()
{
    QFETCH(QString, url);
    const auto split = splitPassword(url);
    QVERIFY(split);
    QTEST(split->url, "without");
    QTEST(split->password, "password");
}

void TestConnection::putsPasswordsBack()
{
    const auto spec = ConnectionSpec::parse(u"postgresql://ada@db/x?sslmode=require"_s);
    const ConnectionSpec with = withPassword(*spec, u"it's \\ secret"_s);
    const auto keywords = parseConninfo(with.conninfo);
    QCOMPARE(keywords->value(u"password"_s), u"it's \\ secret"_s);
    QCOMPARE(keywords->value(u"sslmode"_s), u"require"_s);
    QCOMPARE(with.displayName(), spec->displayName());
    const auto file = ConnectionSpec::parse(u"sqlite:a.db"_s);
    QVERIFY(withPassword(*file, u"x"_s) == *file);
}

void TestConnection::namesSecrets()
{
    const auto key = [](const char16_t *url) {
        return secretKeyOf(*ConnectionSpec::parse(QString::fromUtf16(url)));
    };
    QCOMPARE(key(u"postgresql://ada@db/shop"), u"postgresql://ada@db:5432"_s);
    QCOMPARE(key(u"postgresql://ada@db/shop"), key(u"host=db user=ada dbname=other"));
    QVERIFY(key(u"postgresql://ada@db/shop") != key(u"postgresql://ada@evil/shop"));
    QVERIFY(key(u"postgresql://ada@db/shop") != key(u"postgresql://eve@db/shop"));
    QCOMPARE(key(u"sqlite:a.db"), QString());
}

void TestConnection::readsDestinations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("destination");
    QTest::addColumn<int>("port");
    QTest::newRow("a host") << u"gate"_s << u"gate"_s << 0;
    QTest::newRow("all") << u"ops@gate.example:2222"_s << u"ops@gate.example"_s << 2222;
    QTest::newRow("by number") << u"ops@[::1]:22"_s << u"ops@::1"_s << 22;
    QTest::newRow("an option") << u"-oProxyCommand=x"_s << QString() << 0;
    QTest::newRow("an option as the host") << u"ops@-oProxyCommand=x"_s << QString() << 0;
    QTest::newRow("two words") << u"gate -v"_s << QString() << 0;
    QTest::newRow("a shell's") << u"gate;id"_s << QString() << 0;
    QTest::newRow("no port") << u"gate:0"_s << QString() << 0;
    QTest::newRow("too large") << u"gate:99999"_s << QString() << 0;
    QTest::newRow("empty") << QString() << QString() << 0;
}

void TestConnection::readsDestinations()
{
    QFETCH(QString, destination);
    QFETCH(QString, text);
    QFETCH(int, port);
    const auto target = parseSshTarget(text);
    QCOMPARE(target.has_value(), !destination.isEmpty());
    if (target)
        QVERIFY((*target == SshTarget{destination, port}));
}

void TestConnection::leadsThroughATunnel()
{
    const auto spec =
        ConnectionSpec::parse(u"postgresql://ada@db.example:6432/x?sslmode=verify-full"_s);
    QCOMPARE(serverOf(*spec)->host, u"db.example"_s);
    QCOMPARE(serverOf(*spec)->port, 6432);
    const auto keywords = parseConninfo(throughTunnel(*spec, 40001)->conninfo);
    QCOMPARE(keywords->value(u"host"_s), u"db.example"_s);
    QCOMPARE(keywords->value(u"hostaddr"_s), u"127.0.0.1"_s);
    QCOMPARE(keywords->value(u"port"_s), u"40001"_s);
    QCOMPARE(keywords->value(u"sslmode"_s), u"verify-full"_s);
    for (const char16_t *url : {u"sqlite:a.db", u"service=shop", u"postgresql://a,b/x",
                                u"postgresql:///x?host=/run/postgresql"})
        QVERIFY2(!serverOf(*ConnectionSpec::parse(QString::fromUtf16(url))),
                 qPrintable(QString::fromUtf16(url)));
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
