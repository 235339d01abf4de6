// SPDX-License-Identifier: GPL-3.0-or-later
#include "splitsupport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

class PsqlCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void works_data();
    void works();
    void isRefused_data();
    void isRefused();
    void refusalsSayWhatToDo();
    void includes();
    void includeErrorsNameTheirFile();
    void includeCyclesAreFound();
    void includesUpwards();
};

namespace {

void write(const QDir &folder, const QString &name, const QByteArray &text)
{
    QVERIFY(folder.mkpath(QFileInfo(folder.filePath(name)).path()));
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

Script scriptIn(const QDir &folder, const QString &name, const QByteArray &text)
{
    Script script;
    script.file = name;
    script.path = folder.absoluteFilePath(name);
    script.text = text;
    return script;
}

} // namespace

void PsqlCommandsTest::works_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, QByteArray text, QStringList expected) {
        QTest::newRow(name) << text << expected;
    };
    row("set", "\\set n 3\nSELECT :n, ':n', \":n\", $$:n$$, 1::n /* :n */;",
        {u"2:1|SELECT 3, ':n', \":n\", $$:n$$, 1::n"_s});
    row("literal and identifier",
        "\\set v 'it''s a \\\\'\n\\set t 'My \"T'\nSELECT :'v' FROM :\"t\";",
        {u"3:1|SELECT E'it''s a \\\\' FROM \"My \"\"T\""_s});
    row("arguments are joined", "\\set a x 'y z' w\nSELECT :'a'", {u"2:1|SELECT 'xy zw'"_s});
    row("variables in variables", "\\set a 1\n\\set b :a 2\nSELECT :b", {u"3:1|SELECT 12"_s});
    row("escapes", "\\set a 'x\\n\\t\\101\\x41'\nSELECT :'a'", {u"2:1|SELECT 'x\n\tAA'"_s});
    row("unset", "\\set n 3\n\\unset n\nSELECT :n;", {u"3:1|SELECT :n"_s});
    row("not set", "\\set m 1\nSELECT :n, :'n', a[1:n]", {u"2:1|SELECT :n, :'n', a[1:n]"_s});
    row("whether it is set", "\\set m 1\nSELECT :{?m}, :{?n}", {u"2:1|SELECT TRUE, FALSE"_s});
    row("a statement in a variable", "\\set s 'SELECT 1; SELECT 2'\n:s;\nSELECT 3;",
        {u"2:1|SELECT 1"_s, u"2:1|SELECT 2"_s, u"3:1|SELECT 3"_s});
    row("settings of psql itself",
        "\\set ON_ERROR_STOP on\n\\set ON_ERROR_ROLLBACK off\n\\set QUIET 1\nSELECT 1",
        {u"4:1|SELECT 1"_s});
    row("output",
        "\\pset pager off\n\\timing\n\\x\n\\echo it's `date` ; $$ \"\n\\qecho 'a\n\\warn b\n\\dt+ "
        "public.*\n\\l\nSELECT 1;",
        {u"9:1|SELECT 1"_s});
    row("pg_dump's guard", "\\restrict abc'def\nSELECT 1;\n\\unrestrict abc'def\n",
        {u"2:1|SELECT 1"_s});
    row("several on a line", "\\set a 1 \\set b 2 \\\\ SELECT :a, :b;\nSELECT 3",
        {u"1:22|SELECT 1, 2"_s, u"2:1|SELECT 3"_s});
    row("behind a statement", "SELECT 1; \\echo done; don't\nSELECT 2;",
        {u"1:1|SELECT 1"_s, u"2:1|SELECT 2"_s});
    row("inside a statement", "SELECT 1,\n\\echo half way\n  2;", {u"1:1|SELECT 1,\n2"_s});
    row("in a string", "SELECT '\n\\connect x\n';", {u"1:1|SELECT '\n\\connect x\n'"_s});
    row("in a comment", "/*\n\\connect x\n*/ SELECT 1 -- \\gexec\n;", {u"3:4|SELECT 1"_s});
    row("in rows", "COPY t FROM stdin;\n\\connect x\n\\.\nSELECT 1;",
        {u"1:1|COPY t FROM stdin|\\connect x\n"_s, u"4:1|SELECT 1"_s});
    row("quit", "SELECT 1;\n\\q\nSELECT 2; '", {u"1:1|SELECT 1"_s});
    row("if", "\\if true\nSELECT 1;\n\\else\nSELECT 2;\n\\endif\nSELECT 3;",
        {u"2:1|SELECT 1"_s, u"6:1|SELECT 3"_s});
    row("else", "\\if off\nSELECT 1;\n\\connect x\n\\else\nSELECT 2;\n\\endif\n",
        {u"5:1|SELECT 2"_s});
    row("elif",
        "\\set b yes\n\\if 0\nSELECT 1;\n\\elif :b\nSELECT 2;\n\\elif nonsense\nSELECT "
        "3;\n\\else\nSELECT 4;\n\\endif",
        {u"5:1|SELECT 2"_s});
    row("nested",
        "\\if false\n\\if nonsense\nSELECT 1;\n\\else\nSELECT 2;\n\\endif\nSELECT "
        "3;\n\\endif\nSELECT 4;",
        {u"9:1|SELECT 4"_s});
    row("if set", "\\set a\n\\if :{?a}\nSELECT 1;\n\\endif\n\\if :{?b}\nSELECT 2;\n\\endif",
        {u"3:1|SELECT 1"_s});
    row("set in a part left out", "\\if false\n\\set a 1\n\\endif\n\\set b 1\nSELECT :a;",
        {u"5:1|SELECT :a"_s});
    row("rows in a part left out", "\\if false\nCOPY t FROM stdin;\n'\n\\.\n\\endif\nSELECT 1;",
        {u"6:1|SELECT 1"_s});
    row("inside a statement, by condition", "SELECT 1\n\\if false\n, 2\n\\else\n, 3\n\\endif\n, 4;",
        {u"1:1|SELECT 1\n, 3\n, 4"_s});
    row("line ends of Windows", "\\set a 1\r\nSELECT :a;\r\n", {u"2:1|SELECT 1"_s});
}

void PsqlCommandsTest::works()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    QCOMPARE(described(splitScript(scriptOf(text), Engine::PostgreSql)), expected);
}

void PsqlCommandsTest::isRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, QByteArray text, QString expected) {
        QTest::newRow(name) << text << expected;
    };
    row("connect", "SELECT 1;\n \\connect other",
        u"error 2:2|psql's command \\connect does not work in a migration"_s);
    row("c", "\\c other\n", u"error 1:1|psql's command \\c does not work in a migration"_s);
    row("copy", "\\copy t from 'f'",
        u"error 1:1|psql's command \\copy does not work in a migration"_s);
    row("gexec", "SELECT 'é'\n  , 'x' \\gexec\n",
        u"error 2:9|psql's command \\gexec does not work in a migration"_s);
    row("gset", "SELECT 1 AS a \\gset",
        u"error 1:15|psql's command \\gset does not work in a migration"_s);
    row("shell", "\\! rm -rf /", u"error 1:1|psql's command \\! does not work in a migration"_s);
    row("unknown", "\\frobnicate",
        u"error 1:1|psql's command \\frobnicate does not work in a migration"_s);
    row("backquotes", "\\set a `date`", u"error 1:1|backquotes run a shell command"_s);
    row("open quote", "\\set a 'b\nSELECT 1;'",
        u"error 1:1|unterminated quoted string in a backslash command"_s);
    row("name", "\\set a-b 1", u"error 1:1|a-b is no name for a variable"_s);
    row("autocommit", "\\set AUTOCOMMIT off",
        u"error 1:1|psql's variable AUTOCOMMIT does not work in a migration"_s);
    row("rollback", "\\set ON_ERROR_ROLLBACK",
        u"error 1:1|psql's variable ON_ERROR_ROLLBACK does not work in a migration"_s);
    row("no endif", "SELECT 1;\n\\if true\nSELECT 2;", u"error 2:1|\\if has no \\endif"_s);
    row("no if", "SELECT 1;\n\\endif", u"error 2:1|no \\if is open here"_s);
    row("two elses", "\\if 1\n\\else\n\\else\n\\endif", u"error 3:1|no \\if is open here"_s);
    row("neither", "\\if :a\n\\endif", u"error 1:1|\":a\" is neither true nor false"_s);
    row("open string in a variable", "\\set a ''''\nSELECT :a;",
        u"error 2:1|unterminated quoted string"_s);
    row("no file", "\\ir\n", u"error 1:1|no file is named"_s);
}

void PsqlCommandsTest::isRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    QCOMPARE(described(splitScript(scriptOf(text), Engine::PostgreSql)), QStringList{expected});
}

void PsqlCommandsTest::refusalsSayWhatToDo()
{
    const auto statements = splitScript(scriptOf("\\copy t from 'f'"), Engine::PostgreSql);
    QVERIFY(!statements);
    QCOMPARE(statements.error().kind, ErrorKind::Unsupported);
    QVERIFY(statements.error().hint.contains(u"COPY"_s));
    QCOMPARE(statements.error().where.file, u"a.sql"_s);
}

void PsqlCommandsTest::includes()
{
    const QTemporaryDir temporary;
    const QDir folder(temporary.path());
    write(folder, u"parts/one.sql"_s, "\xEF\xBB\xBFSELECT :n;\n\\ir 'two three.sql'\n");
    write(folder, u"parts/two three.sql"_s, "\n  SELECT 2;\n\\set m 4\n\\q\nSELECT 9;");
    const Script script =
        scriptIn(folder, u"sub/../a.sql"_s,
                 "\\set n 1\n\\ir parts/one.sql\nSELECT :m;\n\\i \"parts/two three.sql\"");
    const auto statements = splitScript(script, Engine::PostgreSql);
    QCOMPARE(described(statements), QStringList({u"1:1|SELECT 1"_s, u"2:3|SELECT 2"_s,
                                                 u"3:1|SELECT 4"_s, u"2:3|SELECT 2"_s}));
    QCOMPARE((*statements)[0].where.file, u"parts/one.sql"_s);
    QCOMPARE((*statements)[1].where.file, u"parts/two three.sql"_s);
    QCOMPARE((*statements)[2].where.file, u"sub/../a.sql"_s);
}

void PsqlCommandsTest::includeErrorsNameTheirFile()
{
    const QTemporaryDir temporary;
    const QDir folder(temporary.path());
    write(folder, u"bad.sql"_s, "SELECT 1;\nSELECT 'a");
    write(folder, u"latin.sql"_s, "-- \xE9\n");
    const auto errorOf = [&](const QByteArray &text) {
        const auto statements = splitScript(scriptIn(folder, u"a.sql"_s, text), Engine::PostgreSql);
        return statements ? Error() : statements.error();
    };
    QCOMPARE(errorOf("\n\\ir bad.sql").where, (SourceLocation{u"bad.sql"_s, 2, 8}));
    QCOMPARE(errorOf("\n\\ir latin.sql").where, (SourceLocation{u"latin.sql"_s, 1, 4}));

    const Error missing = errorOf("\n \\ir none.sql");
    QCOMPARE(missing.where, (SourceLocation{u"a.sql"_s, 2, 2}));
    QCOMPARE(missing.kind, ErrorKind::Io);
    QVERIFY(missing.detail.contains(folder.absoluteFilePath(u"none.sql"_s)));
    QCOMPARE(errorOf("\\ir .").kind, ErrorKind::Io);
}

void PsqlCommandsTest::includeCyclesAreFound()
{
    const QTemporaryDir temporary;
    const QDir folder(temporary.path());
    write(folder, u"a.sql"_s, "\\ir b.sql\n");
    write(folder, u"b.sql"_s, "SELECT 1;\n\\ir ./a.sql\n");
    const auto statements =
        splitScript(scriptIn(folder, u"a.sql"_s, "\\ir b.sql\n"), Engine::PostgreSql);
    QCOMPARE(described(statements), QStringList{u"error 2:1|./a.sql includes itself"_s});
    QCOMPARE(statements.error().where.file, u"b.sql"_s);

    // Twice in a row is no cycle.
    write(folder, u"c.sql"_s, "SELECT 1;");
    QCOMPARE(described(splitScript(scriptIn(folder, u"a.sql"_s, "\\ir c.sql\n\\ir c.sql"),
                                   Engine::PostgreSql))
                 .size(),
             2);
}

void PsqlCommandsTest::includesUpwards()
{
    const QTemporaryDir temporary;
    const QDir folder(temporary.path());
    write(folder, u"deploy/a.sql"_s, "");
    write(folder, u"shared/f.sql"_s, "SELECT 1;");
    const QDir deploy(folder.filePath(u"deploy"_s));
    QCOMPARE(described(
                 splitScript(scriptIn(deploy, u"a.sql"_s, "\\i shared/f.sql"), Engine::PostgreSql)),
             QStringList{u"1:1|SELECT 1"_s});
    QCOMPARE(described(splitScript(scriptIn(deploy, u"a.sql"_s, "\\ir shared/f.sql"),
                                   Engine::PostgreSql)),
             QStringList{u"error 1:1|included file shared/f.sql does not exist"_s});
}

QTEST_GUILESS_MAIN(PsqlCommandsTest)
#include "tst_psqlcommands.moc"
