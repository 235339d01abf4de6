// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/plaindump.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

const QByteArray head = "--\n-- PostgreSQL database dump\n--\n\n\\restrict abcXYZ019\n\n"
                        "SET standard_conforming_strings = on;\n";
const QByteArray tail = "--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict abcXYZ019\n";
const QByteArray copy = "COPY public.\"Weird \"\"Name\"\"; --\" (a) FROM stdin;\n";

} // namespace

class TestPlainDump : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takes_data();
    void takes();
    void refuses_data();
    void refuses();
};

void TestPlainDump::takes_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) {
        QTest::newRow(name) << head + text + tail;
    };
    QTest::newRow("byte order mark") << "\xef\xbb\xbf" + head + tail;
    row("nothing", "");
    row("rows", copy + "\\! rows\n\\\\connect x\n\\.x\n  \\.\nCREATE ROLE x;\n\\.\n");
    row("rows as other systems end them", copy.chopped(1) + "\r\nx\r\n\\.\r\n");
    row("string",
        "INSERT INTO t VALUES ('a\\', E'it''s \\' \\! x', E'a'\n'\\' \\! x', '\n\\! x');\n");
    row("dollars", "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $_$\n\\! x\n$_$;\n");
    row("function about roles",
        "CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CREATE ROLE x; "
        "END $$;\n");
    row("strings with backslashes",
        "SET standard_conforming_strings = off;\n"
        "INSERT INTO t VALUES ('a\\\\', 'it''s \\\\''x', '\\\\\\\\', E'\\'');\n"
        "SELECT 'a\\\\';\n");
    row("subscription", "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false, "
                        "slot_name = 's');\nALTER SUBSCRIPTION s OWNER TO app;\n");
    row("grant", "GRANT SELECT(a),INSERT(a) ON TABLE t TO app;\n");
    QTest::newRow("no dump of pg_dump") << QByteArray("CREATE TABLE t (a int);\n");
}

void TestPlainDump::takes()
{
    QFETCH(QByteArray, text);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"a.sql"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text + "ALTER TABLE t OWNER TO app;\n");
    file.close();
    QByteArrayList lines;
    const auto read =
        readPlainDump(file.fileName(), [&](const QByteArray &line) { lines << line; }, {});
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QVERIFY(lines.contains("ALTER TABLE t OWNER TO app;"));
    QVERIFY(!lines.contains("CREATE ROLE x;"));
}

void TestPlainDump::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("words");
    const auto refused = [](const char *name, const QByteArray &text, const QString &words) {
        QTest::newRow(name) << head + text + tail << ErrorKind::Unsupported << words;
    };
    const auto cut = [](const char *name, const QByteArray &text) {
        QTest::newRow(name) << text << ErrorKind::Input << u"a.sql is cut off"_s;
    };
    const QString backslash = u"line 8: a backslash in a statement is a command of psql"_s;
    refused("shell", "\n  \\! touch x\n", u"line 9: \\! is a command of psql and is not run"_s);
    refused("behind rows", copy + "a\n\\.\n\\connect shop\n", u"line 11: \\connect is"_s);
    refused("behind another", "\\restrict a \\! x\n", u"line 8: \\restrict is"_s);
    refused("in a statement", "SELECT 1 \\g |sh\n;", backslash);
    refused("behind a comment", "SELECT /*/ ' */ 1 \\! x --'\n;", backslash);
    refused("behind two comments", "SELECT 1 /**/* 2 \\! x */;\n", backslash);
    refused("behind a carriage return", "-- x\r\\! x\n", u"line 8: \\! is"_s);
    refused("behind a string", "SELECT E'a' '\\' \\! x \\' ';\n", backslash);
    refused("behind COPY", copy.chopped(1) + " SELECT 1;\n\\.\n", u"behind COPY"_s);
    refused("without rows", "COPY t FROM PROGRAM 'sh';\n", u"a program is not run"_s);
    refused("into a file", "COPY (SELECT 1) TO '/etc/x';\n", u"a program is not run"_s);
    refused("other strings", "SET standard_conforming_strings TO off;\n", u"strings are read"_s);
    const QByteArray backslashes = "SET standard_conforming_strings = off;\n";
    const QString endsNone = u"line 9: with standard_conforming_strings = off this quote"_s;
    refused("escaped quote", backslashes + "SELECT 'a\\', ' \\! x --';\n", endsNone);
    refused("escaped quote in rows", backslashes + "INSERT INTO t VALUES ('a\\'' \\! x');\n",
            endsNone);
    refused("after going back",
            backslashes + "ROLLBACK; SET standard_conforming_strings = on;"
                          "SELECT 'a\\';\n",
            endsNone);
    refused("role", "CREATE ROLE x;\n", u"line 8: CREATE ROLE changes more"_s);
    refused("database", "DROP DATABASE \"Weird \"\"Name\"\"; --\";\n", u"DROP DATABASE"_s);
    refused("in a block", "DO $$ BEGIN EXECUTE 'ALTER SYSTEM SET x = 1'; END $$;\n",
            u"ALTER SYSTEM"_s);
    refused("subscription", "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p;\n",
            u"CREATE SUBSCRIPTION"_s);
    QTest::newRow("whole server") << QByteArray("--\n-- PostgreSQL database cluster dump\n--\n")
                                  << ErrorKind::Unsupported << u"a dump of a whole server"_s;
    cut("empty", "");
    cut("without end", head + "CREATE TABLE t (a int);\n");
    cut("in rows", head + copy + "1\n2\n");
    cut("in a string", head + "INSERT INTO t VALUES ('a");
}

void TestPlainDump::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, words);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"a.sql"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    const auto read = readPlainDump(file.fileName(), [](const QByteArray &) {}, {});
    QVERIFY(!read);
    QVERIFY2(read.error().summary.contains(words), qPrintable(read.error().toString()));
    QCOMPARE(read.error().kind, kind);
}

QTEST_GUILESS_MAIN(TestPlainDump)
#include "tst_plaindump.moc"
