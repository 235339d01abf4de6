// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archiveroles.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class TestArchiveRoles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsLines_data();
    void readsLines();
    void passesOverRows();
};

void TestArchiveRoles::readsLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QStringList>("roles");
    QTest::newRow("owner") << QByteArray("ALTER TABLE public.t OWNER TO app;")
                           << QStringList{u"app"_s};
    QTest::newRow("quoted owner")
        << QByteArray("ALTER TABLE public.\"x OWNER TO y\" OWNER TO \"Weird \"\"Name\"\"; --\";")
        << QStringList{u"Weird \"Name\"; --"_s};
    QTest::newRow("grant") << QByteArray("GRANT SELECT ON TABLE public.t TO reader;")
                           << QStringList{u"reader"_s};
    QTest::newRow("grant with option")
        << QByteArray("GRANT ALL ON TABLE public.t TO \"a b\" WITH GRANT OPTION;")
        << QStringList{u"a b"_s};
    QTest::newRow("public") << QByteArray("GRANT USAGE ON SCHEMA s TO PUBLIC;") << QStringList();
    QTest::newRow("revoke") << QByteArray("REVOKE ALL ON TABLE public.t FROM app;")
                            << QStringList{u"app"_s};
    QTest::newRow("policy")
        << QByteArray("CREATE POLICY p ON public.t FOR SELECT TO one, \"T w o\" USING ((a > 1));")
        << QStringList{u"T w o"_s, u"one"_s};
    QTest::newRow("policy for all")
        << QByteArray("CREATE POLICY p ON public.t USING ((x = ' TO z'::text));") << QStringList();
    QTest::newRow("default privileges")
        << QByteArray("ALTER DEFAULT PRIVILEGES FOR ROLE maker IN SCHEMA s GRANT SELECT ON TABLES "
                      "TO reader;")
        << QStringList{u"maker"_s, u"reader"_s};
    QTest::newRow("PostgreSQL's own")
        << QByteArray("GRANT SELECT ON TABLE t TO pg_monitor;") << QStringList();
    QTest::newRow("another statement") << QByteArray("CREATE TABLE t (a int);") << QStringList();
}

void TestArchiveRoles::readsLines()
{
    QFETCH(QByteArray, line);
    QFETCH(QStringList, roles);
    DumpRoles dump;
    dump.add(line);
    QCOMPARE(dump.roles(), roles);
}

void TestArchiveRoles::passesOverRows()
{
    DumpRoles dump;
    for (const QByteArray &line :
         {QByteArray("COPY public.t (a) FROM stdin;"), QByteArray("GRANT x ON y TO nobody;"),
          QByteArray("\\connect other"), QByteArray("\\."),
          QByteArray("GRANT SELECT ON TABLE public.t TO somebody;")})
        dump.add(line);
    QCOMPARE(dump.roles(), QStringList{u"somebody"_s});
}

QTEST_GUILESS_MAIN(TestArchiveRoles)
#include "tst_archiveroles.moc"
