// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archiveload.h"
#include "backup/archiveroles.h"

#include <QFile>
#include <QTemporaryDir>
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
    void readsFactsOfAScript();
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

/// No row and no function's body is taken for a statement.
void TestArchiveRoles::readsFactsOfAScript()
{
    QTemporaryDir folder;
    Backup backup;
    backup.path = folder.filePath(u"dump.sql"_s);
    backup.archive = {BackupFormat::Plain};
    QFile file(backup.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("--\n-- PostgreSQL database dump\n--\n\n"
               "-- Dumped from database version 15.8\n\n"
               "CREATE TABLE public.plain (\n    a text\n);\n"
               "CREATE FUNCTION public.f() RETURNS bigint\n    LANGUAGE sql\n    AS $$\n"
               "SELECT count(*) OVER (\nPARTITION BY a) FROM public.plain\n$$;\n"
               "CREATE TABLE public.child (\n    b text\n)\nINHERITS (public.plain);\n"
               "CREATE FUNCTION public.g() RETURNS bigint\n    LANGUAGE sql\n    AS $$\n"
               "SELECT count(*) OVER (\nPARTITION BY a) FROM public.plain\n$$;\n"
               "CREATE TABLE public.parted (\n    a text\n)\nPARTITION BY LIST (a);\n"
               "ALTER TABLE public.plain OWNER TO app;\n"
               "INSERT INTO public.plain VALUES ('one\nALTER TABLE x OWNER TO ghost;\n');\n"
               "--\n-- PostgreSQL database dump complete\n--\n");
    file.close();
    const auto facts = readArchiveFacts(backup, {}, {});
    QVERIFY2(facts, facts ? "" : qPrintable(facts.error().toString()));
    QCOMPARE(facts->serverMajor, 15);
    QCOMPARE(facts->roles, QStringList{u"app"_s});
    QCOMPARE(facts->partitioned, QStringList{u"public.parted"_s});
}

QTEST_GUILESS_MAIN(TestArchiveRoles)
#include "tst_archiveroles.moc"
