// SPDX-License-Identifier: GPL-3.0-or-later
#include "splitsupport.h"
#include "support/growth.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

class SqliteSplitterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cuts_data();
    void cuts();
    void timeGrowsWithTheLength();
};

void SqliteSplitterTest::cuts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, QByteArray text, QStringList expected) {
        QTest::newRow(name) << text << expected;
    };
    row("nothing", " -- a\n/* b; */ ;;\n", {});
    row("open comment at the end", "SELECT 1; /* b;", {u"1:1|SELECT 1"_s});
    row("two", "SELECT 1;\n SELECT 2", {u"1:1|SELECT 1"_s, u"2:2|SELECT 2"_s});
    row("all quotes", "SELECT 'a;''b', \"c;\", `d;`, [e;]; SELECT 2",
        {u"1:1|SELECT 'a;''b', \"c;\", `d;`, [e;]"_s, u"1:35|SELECT 2"_s});
    row("weird table", "DROP TABLE \"Weird \"\"Name\"\"; --\"; SELECT 2",
        {u"1:1|DROP TABLE \"Weird \"\"Name\"\"; --\""_s, u"1:34|SELECT 2"_s});
    row("backslash is plain", R"(SELECT 'a\'; SELECT 2)",
        {uR"(1:1|SELECT 'a\')"_s, u"1:14|SELECT 2"_s});
    row("comments do not nest", "/* a /* b */ SELECT 1;", {u"1:14|SELECT 1"_s});
    row("comment before the semicolon", "CREATE VIEW v AS SELECT 1 /* c; */ ;",
        {u"1:1|CREATE VIEW v AS SELECT 1 /* c; */"_s});
    row("trigger",
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  UPDATE a SET b = CASE WHEN 1 THEN 2 END;\n"
        "  DELETE FROM c;\nEND;\nSELECT 1;",
        {u"1:1|CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  UPDATE a SET b = CASE WHEN 1 THEN 2 "
         u"END;\n"
         "  DELETE FROM c;\nEND"_s,
         u"5:1|SELECT 1"_s});
    row("temporary trigger",
        "create temp trigger t before delete on a begin select ';end;'; end; select 1",
        {u"1:1|create temp trigger t before delete on a begin select ';end;'; end"_s,
         u"1:69|select 1"_s});
    row("a column called trigger", "CREATE TABLE t (trigger text); SELECT 1",
        {u"1:1|CREATE TABLE t (trigger text)"_s, u"1:32|SELECT 1"_s});
    row("transaction", "BEGIN; SELECT 1; END;", {u"1:1|BEGIN"_s, u"1:8|SELECT 1"_s, u"1:18|END"_s});
    row("line ends of Windows", "SELECT 1\r\n;\r\nSELECT 2;",
        {u"1:1|SELECT 1"_s, u"3:1|SELECT 2"_s});
    row("characters", "SELECT 'é'; SELECT 2;", {u"1:1|SELECT 'é'"_s, u"1:13|SELECT 2"_s});
    row("byte order mark", "\xEF\xBB\xBFSELECT 1", {u"1:1|SELECT 1"_s});
    row("open string", "SELECT 1;\nSELECT 'a;", {u"error 2:8|unterminated quoted string"_s});
    row("open name", "SELECT [a;", {u"error 1:8|unterminated quoted identifier"_s});
    row("shell command", "SELECT 1;\n.read b.sql\n",
        {u"error 2:1|commands of the sqlite3 shell do not work here"_s});
    row("not UTF-8", "SELECT '\xFF'", {u"error 1:9|the file is not UTF-8"_s});
}

void SqliteSplitterTest::cuts()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    QCOMPARE(described(splitScript(scriptOf(text), Engine::Sqlite)), expected);
}

void SqliteSplitterTest::timeGrowsWithTheLength()
{
    const auto split = [](int count) {
        const QByteArray text = "CREATE TRIGGER t AFTER INSERT ON a BEGIN " +
                                QByteArray("DELETE FROM c WHERE d = ';';\n").repeated(count) +
                                "END;\n" + QByteArray("SELECT ';';\n").repeated(count);
        const auto statements = splitScript(scriptOf(text), Engine::Sqlite);
        if (!statements || statements->size() != size_t(count) + 1)
            qWarning("not cut into %d statements", count + 1);
    };
    const double times = test::growth(split, 2'000, 16'000);
    QVERIFY2(times < 30, qPrintable(QString::number(times)));
}

QTEST_GUILESS_MAIN(SqliteSplitterTest)
#include "tst_sqlitesplitter.moc"
