// SPDX-License-Identifier: GPL-3.0-or-later
#include "splitsupport.h"
#include "support/growth.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

class PostgresSplitterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cuts_data();
    void cuts();
    void fails_data();
    void fails();
    void firstLineIsTheScripts();
    void largeScriptsKeepEveryStatement_data();
    void largeScriptsKeepEveryStatement();
    void timeGrowsWithTheLength();
};

void PostgresSplitterTest::cuts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");

    const auto row = [](const char *name, QByteArray text, QStringList expected) {
        QTest::newRow(name) << text << expected;
    };
    row("nothing", "", {});
    row("space only", " \t\r\n\n", {});
    row("comments only", "-- a\n/* b; */\n;;\n", {});
    row("one", "SELECT 1;", {u"1:1|SELECT 1"_s});
    row("no semicolon at the end", "SELECT 1;\nSELECT 2 -- last",
        {u"1:1|SELECT 1"_s, u"2:1|SELECT 2"_s});
    row("two on a line", "SELECT 1; SELECT 2;", {u"1:1|SELECT 1"_s, u"1:11|SELECT 2"_s});
    row("comment before", "/* c */ -- d\n  SELECT 1;", {u"2:3|SELECT 1"_s});
    row("comment after", "SELECT 1 /* ; */ -- ;\n;", {u"1:1|SELECT 1"_s});
    row("comment inside", "SELECT -- ; '\n 1;", {u"1:1|SELECT -- ; '\n 1"_s});
    row("nested comments", "/* a /* b; */ ; */ SELECT 1;", {u"1:20|SELECT 1"_s});
    row("string", "SELECT 'a;b''c;' ; SELECT 2", {u"1:1|SELECT 'a;b''c;'"_s, u"1:20|SELECT 2"_s});
    row("escape string", R"(SELECT E'a\';b'; SELECT 2)",
        {uR"(1:1|SELECT E'a\';b')"_s, u"1:18|SELECT 2"_s});
    row("backslash in a plain string", R"(SELECT 'a\'; SELECT 2)",
        {uR"(1:1|SELECT 'a\')"_s, u"1:14|SELECT 2"_s});
    row("unicode string", "SELECT U&'\\0061;' , 1;", {u"1:1|SELECT U&'\\0061;' , 1"_s});
    row("quoted name", "SELECT 1 AS \"a;\"\"b\"; SELECT 2",
        {u"1:1|SELECT 1 AS \"a;\"\"b\""_s, u"1:22|SELECT 2"_s});
    row("weird table", "DROP TABLE \"Weird \"\"Name\"\"; --\"; SELECT 2",
        {u"1:1|DROP TABLE \"Weird \"\"Name\"\"; --\""_s, u"1:34|SELECT 2"_s});
    row("dollar quotes", "DO $$ BEGIN a; END $$; SELECT $x$ ; $$ ; $x$;",
        {u"1:1|DO $$ BEGIN a; END $$"_s, u"1:24|SELECT $x$ ; $$ ; $x$"_s});
    row("dollar quotes over lines", "DO $b$\nBEGIN\n  a;\nEND\n$b$;\n  SELECT 1;",
        {u"1:1|DO $b$\nBEGIN\n  a;\nEND\n$b$"_s, u"6:3|SELECT 1"_s});
    row("parameter is no dollar quote", "PREPARE p AS SELECT $1; SELECT $2",
        {u"1:1|PREPARE p AS SELECT $1"_s, u"1:25|SELECT $2"_s});
    row("rule with several actions",
        "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3",
        {u"1:1|CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)"_s, u"1:58|SELECT 3"_s});
    row("begin atomic",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT "
        "3",
        {u"1:1|CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END"_s,
         u"1:84|SELECT 3"_s});
    row("begin atomic with case",
        "create or replace procedure p() begin atomic select case when true then 1 end; select 2; "
        "end; select 3",
        {u"1:1|create or replace procedure p() begin atomic select case when true then 1 end; select 2; end"_s,
         u"1:95|select 3"_s});
    row("begin is a transaction", "BEGIN; SELECT 1; COMMIT; END;",
        {u"1:1|BEGIN"_s, u"1:8|SELECT 1"_s, u"1:18|COMMIT"_s, u"1:26|END"_s});
    row("columns called like key words", "CREATE TABLE function (begin int, atomic int); SELECT 1",
        {u"1:1|CREATE TABLE function (begin int, atomic int)"_s, u"1:48|SELECT 1"_s});
    row("a function called begin",
        "CREATE FUNCTION begin() RETURNS int AS 'x;' LANGUAGE sql; SELECT 1",
        {u"1:1|CREATE FUNCTION begin() RETURNS int AS 'x;' LANGUAGE sql"_s, u"1:59|SELECT 1"_s});
    row("line ends of Windows", "SELECT 1,\r\n  2;\r\n\r\nSELECT 3;\r\n",
        {u"1:1|SELECT 1,\r\n  2"_s, u"4:1|SELECT 3"_s});
    row("columns are characters", "SELECT 'é😀'; SELECT 'ü';",
        {u"1:1|SELECT 'é😀'"_s, u"1:14|SELECT 'ü'"_s});
    row("byte order mark", "\xEF\xBB\xBFSELECT 1;\nSELECT 2",
        {u"1:1|SELECT 1"_s, u"2:1|SELECT 2"_s});
    row("copy", "COPY t (a, b) FROM stdin;\n1\tdon't; say\n2\t\\N\n\\.\nSELECT 1;",
        {u"1:1|COPY t (a, b) FROM stdin|1\tdon't; say\n2\t\\N\n"_s, u"5:1|SELECT 1"_s});
    row("copy with options and line ends of Windows",
        "copy t from STDIN WITH (FORMAT csv, DELIMITER ';'); -- rows\r\n1;\"x\r\n\\.\r\nSELECT 1;",
        {u"error 1:53|the rows of COPY ... FROM stdin begin on the next line"_s});
    row("copy csv",
        "copy t from STDIN WITH (FORMAT csv, DELIMITER ';');\r\n1;\"x\r\n\\.\r\nSELECT 1;",
        {u"1:1|copy t from STDIN WITH (FORMAT csv, DELIMITER ';')|1;\"x\r\n"_s, u"4:1|SELECT 1"_s});
    row("copy without rows", "COPY t FROM stdin;\n\\.\nSELECT 1;",
        {u"1:1|COPY t FROM stdin|"_s, u"3:1|SELECT 1"_s});
    row("copy up to the end", "COPY t FROM stdin;\n1\n2", {u"1:1|COPY t FROM stdin|1\n2"_s});
    row("copy twice", "COPY t FROM stdin;\n'\n\\.\nCOPY u FROM stdin;\n$$\n\\.\n",
        {u"1:1|COPY t FROM stdin|'\n"_s, u"4:1|COPY u FROM stdin|$$\n"_s});
    row("copy to stdout", "COPY t TO stdout; SELECT 1",
        {u"1:1|COPY t TO stdout"_s, u"1:19|SELECT 1"_s});
    row("copy of a query", "COPY (SELECT * FROM stdin) TO stdout; SELECT 1",
        {u"1:1|COPY (SELECT * FROM stdin) TO stdout"_s, u"1:39|SELECT 1"_s});
    row("copy from a file called stdin", "COPY t FROM 'stdin'; SELECT 1",
        {u"1:1|COPY t FROM 'stdin'"_s, u"1:22|SELECT 1"_s});
    row("what the grammar does not know", "FROBNICATE ALL THINGS; SELECT 1",
        {u"1:1|FROBNICATE ALL THINGS"_s, u"1:24|SELECT 1"_s});
    row("closing parenthesis too many", "SELECT 1); SELECT 2",
        {u"1:1|SELECT 1)"_s, u"1:12|SELECT 2"_s});
    row("cast", "SELECT '1'::int; SELECT a[1:2]",
        {u"1:1|SELECT '1'::int"_s, u"1:18|SELECT a[1:2]"_s});
}

void PostgresSplitterTest::cuts()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    QCOMPARE(described(splitScript(scriptOf(text), Engine::PostgreSql)), expected);
}

void PostgresSplitterTest::fails_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, QByteArray text, QString expected) {
        QTest::newRow(name) << text << expected;
    };
    row("open string", "SELECT 1;\n  SELECT 'é', 'a;\n",
        u"error 2:15|unterminated quoted string"_s);
    row("open name", "SELECT 1;\nSELECT \"a;\n", u"error 2:8|unterminated quoted identifier"_s);
    row("open comment", "SELECT 1; /* é */ /* a /* b */ ;\n",
        u"error 1:19|unterminated /* comment"_s);
    row("open dollar quote", "SELECT 1;\nDO $x$ a; $y$ ;",
        u"error 2:4|unterminated dollar-quoted string"_s);
    row("bad escape", "SELECT 1;\nSELECT E'abc\\uZZ';", u"error 2:13|invalid Unicode escape"_s);
    row("not UTF-8", "SELECT 1;\nSELECT 'a\xFF';", u"error 2:10|the file is not UTF-8"_s);
    row("cut in a character", "SELECT 'a\xC3", u"error 1:10|the file is not UTF-8"_s);
    row("overlong", "-- \xC0\xAF", u"error 1:4|the file is not UTF-8"_s);
    row("surrogate", "-- é\xED\xA0\x80", u"error 1:5|the file is not UTF-8"_s);
    row("NUL", QByteArray("SELECT 1;\n\0", 11), u"error 2:1|the file holds a NUL byte"_s);
    row("UTF-16",
        QByteArray("\xFF\xFE"
                   "S\0E\0",
                   6),
        u"error 1:1|the file is not UTF-8"_s);
}

void PostgresSplitterTest::fails()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const auto statements = splitScript(scriptOf(text), Engine::PostgreSql);
    QCOMPARE(described(statements), QStringList{expected});
    QCOMPARE(statements.error().kind, ErrorKind::Input);
    QCOMPARE(statements.error().where.file, u"a.sql"_s);
}

void PostgresSplitterTest::firstLineIsTheScripts()
{
    Script script = scriptOf("SELECT 1;\n SELECT 2;");
    script.firstLine = 40;
    const auto statements = splitScript(script, Engine::PostgreSql);
    QCOMPARE(described(statements), QStringList({u"40:1|SELECT 1"_s, u"41:2|SELECT 2"_s}));

    Script second = scriptOf("SELECT '");
    second.firstLine = 7;
    QCOMPARE(described(splitScripts({script, second}, Engine::PostgreSql)),
             QStringList{u"error 7:8|unterminated quoted string"_s});
    second.text = "SELECT 3";
    QCOMPARE(described(splitScripts({script, second}, Engine::PostgreSql)),
             QStringList({u"40:1|SELECT 1"_s, u"41:2|SELECT 2"_s, u"7:1|SELECT 3"_s}));
}

void PostgresSplitterTest::largeScriptsKeepEveryStatement_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<int>("lines"); // of one statement, with its semicolon
    QTest::newRow("small ones") << QByteArray("INSERT INTO t VALUES (1, 'é;')") << 1;
    QTest::newRow("a function of 5 kB")
        << "DO $$\n" + QByteArray("  a := 'x';\n").repeated(420) + "$$" << 422;
    QTest::newRow("larger than the scanner's window")
        << "SELECT '" + QByteArray("long; text\n").repeated(20000) + "'" << 20001;
    QTest::newRow("copy") << QByteArray("COPY t FROM stdin") << 1;
}

void PostgresSplitterTest::largeScriptsKeepEveryStatement()
{
    QFETCH(QByteArray, statement);
    QFETCH(int, lines);
    const bool copy = statement.startsWith("COPY");
    const QByteArray rows = QByteArray("don't\t$$\n").repeated(300);
    QByteArray text;
    int count = 0;
    while (text.size() < 1'000'000) {
        text += statement + ";\n";
        if (copy)
            text += rows + "\\.\n";
        ++count;
    }
    const int linesEach = copy ? lines + 301 : lines;
    const auto statements = splitScript(scriptOf(text), Engine::PostgreSql);
    QVERIFY2(statements, qPrintable(described(statements).join(u'\n')));
    QCOMPARE(int(statements->size()), count);
    for (int i = 0; i < count; ++i) {
        const Statement &one = (*statements)[size_t(i)];
        QCOMPARE(one.text, statement);
        QCOMPARE(one.where.line, 1 + i * linesEach);
        QCOMPARE(one.where.column, 1);
        QCOMPARE(one.copyData.value_or(QByteArray()), copy ? rows : QByteArray());
    }
}

void PostgresSplitterTest::timeGrowsWithTheLength()
{
    // Each of these made a simple splitter scan the rest of the text again and again.
    const QByteArrayList pieces{"\\set a 1\n", "COPY t FROM stdin;\n\\.\n", ";\n", "SELECT ';';\n",
                                "SELECT $$;$$ \\echo it's\n;\n"};
    for (const QByteArray &piece : pieces) {
        const auto split = [&](int size) {
            const QByteArray text = piece.repeated(size / piece.size());
            const auto statements = splitScript(scriptOf(text), Engine::PostgreSql);
            if (!statements)
                qWarning("%s", qPrintable(statements.error().toString()));
        };
        const double times = test::growth(split, 20'000, 160'000);
        QVERIFY2(times < 30, qPrintable(u"%1: %2 times as long for 8 times as much"_s
                                            .arg(QString::fromUtf8(piece))
                                            .arg(times)));
    }
}

QTEST_GUILESS_MAIN(PostgresSplitterTest)
#include "tst_postgressplitter.moc"
