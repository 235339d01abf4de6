// SPDX-License-Identifier: GPL-3.0-or-later
#include "lintsupport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// SQLite's scripts, judged by SQLite.
class TestLintSqlite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scripts_data();
    void scripts();
    void places();
    void nothingIsAttached();
    void aFileByItself();
};

void TestLintSqlite::scripts_data()
{
    QTest::addColumn<QByteArray>("up");
    QTest::addColumn<QByteArray>("down");
    QTest::addColumn<QStringList>("rules");
    const auto row = [](const char *name, const QByteArray &up, const QByteArray &down,
                        const QStringList &rules) { QTest::newRow(name) << up << down << rules; };
    row("drop a table", "DROP TABLE a;",
        "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT DEFAULT 'x', c INTEGER);"
        "CREATE INDEX a_c ON a (c);",
        {u"drop-table"_s});
    row("its index is forgotten", "DROP TABLE a;",
        "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT DEFAULT 'x', c INTEGER);",
        {u"down-does-not-restore"_s, u"drop-table"_s});
    row("another type comes back", "ALTER TABLE a DROP COLUMN b;",
        "ALTER TABLE a ADD COLUMN b VARCHAR(9) DEFAULT 'x';",
        {u"down-differs"_s, u"drop-column"_s});
    row("rename", "ALTER TABLE a RENAME COLUMN b TO bb;", "ALTER TABLE a RENAME COLUMN bb TO b;",
        {u"rename-column"_s});
    row("rebuild",
        "CREATE TABLE new_a (id INTEGER PRIMARY KEY, b TEXT DEFAULT 'x', c INTEGER, d TEXT);"
        "INSERT INTO new_a SELECT id, b, c, NULL FROM a; DROP TABLE a; ALTER TABLE new_a RENAME TO "
        "a;"
        "CREATE INDEX a_c ON a (c);",
        "ALTER TABLE a DROP COLUMN d;", {});
    row("rebuild that loses an index",
        "CREATE TABLE new_a (id INTEGER PRIMARY KEY, b TEXT DEFAULT 'x', c INTEGER);"
        "DROP TABLE a; ALTER TABLE new_a RENAME TO a;",
        "SELECT 1;", {u"down-does-not-restore"_s});
    row("rebuild in the other order",
        "DROP INDEX a_c; ALTER TABLE a RENAME TO a_old;"
        "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT DEFAULT 'x', c INTEGER, d TEXT);"
        "INSERT INTO a SELECT id, b, c, NULL FROM a_old; DROP TABLE a_old;"
        "CREATE INDEX a_c ON a (c);",
        "ALTER TABLE a DROP COLUMN d;", {});
    row("all rows", "DELETE FROM a;", "SELECT 1;", {u"delete-all-rows"_s});
    row("some rows", "DELETE FROM a WHERE c = 1;", "SELECT 1;", {});
    row("a seed", "INSERT INTO a (b) VALUES ('y');", "DELETE FROM a WHERE b = 'y';",
        {u"seed-not-idempotent"_s});
    row("a seed that can be repeated", "INSERT OR IGNORE INTO a (id) VALUES (1);",
        "DELETE FROM a WHERE id = 1;", {});
    row("a required column",
        "ALTER TABLE \"Weird \"\"Name\"\"; --\" ADD COLUMN x TEXT NOT NULL DEFAULT '';",
        "ALTER TABLE \"Weird \"\"Name\"\"; --\" DROP COLUMN x;", {});
    row("the down stops", "CREATE INDEX a_b ON a (b);", "DROP INDEX a_bb;", {u"down-stops"_s});
    row("the up stops", "CREATE INDEX a_x ON a (nosuch);", "SELECT 1;", {u"up-stops"_s});
    row("broken", "CREATE TABEL q (i);", "SELECT 1;", {u"syntax"_s});
    row("a pragma without effect", "PRAGMA foreign_keys = OFF;", "SELECT 1;",
        {u"not-in-transaction"_s});
    row("a trigger clears another table",
        "CREATE TABLE log (i INTEGER); CREATE TRIGGER t AFTER DELETE ON a BEGIN INSERT INTO log "
        "VALUES (1); END; DELETE FROM a WHERE c = 1;",
        "DROP TRIGGER t; DROP TABLE log;", {});
    row("a trigger that fills another table",
        "CREATE TABLE log (i INTEGER); CREATE TRIGGER t AFTER UPDATE ON a BEGIN INSERT INTO a (b) "
        "VALUES (1); END; UPDATE a SET c = 2 WHERE c = 1;",
        "DROP TRIGGER t; DROP TABLE log;", {});
    row("a module that is not there",
        "CREATE VIRTUAL TABLE words USING nosuch(x); CREATE INDEX words_x ON words_data (x);",
        "DROP TABLE words;", {});
    row("the rest of the history needs it",
        "CREATE VIRTUAL TABLE words USING nosuch(x); DROP TABLE words_data;", "SELECT 1;", {});
    row("a query without an end",
        "CREATE TABLE t AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT count(*) FROM n; DROP TABLE x;",
        "DROP TABLE t; DROP TABLE y;", {});
    row("functions of the application", "CREATE VIEW v AS SELECT app_fun(b) AS x FROM a;",
        "DROP VIEW v;", {});
}

void TestLintSqlite::scripts()
{
    QFETCH(QByteArray, up);
    QFETCH(QByteArray, down);
    QFETCH(QStringList, rules);
    const LintResult result =
        lintOf({.before = "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT DEFAULT 'x', c INTEGER);"
                          "CREATE INDEX a_c ON a (c);"
                          "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id INTEGER PRIMARY KEY);",
                .up = up,
                .down = down},
               Engine::Sqlite);
    QStringList messages;
    for (const LintFinding &finding : result.findings)
        messages += finding.where.toString() + u' ' + finding.rule + u": "_s + finding.message;
    QVERIFY2(rulesIn(result) == rules, qPrintable(messages.join(u'\n')));
}

void TestLintSqlite::places()
{
    const LintResult result = lintOf({.before = "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT);",
                                      .up = "SELECT 1;\nALTER TABLE a\n  DROP COLUMN b;"},
                                     Engine::Sqlite);
    QCOMPARE(findingOf(result, u"drop-column"_s)->where, (SourceLocation{u"2.up.sql"_s, 3, 15}));
}

void TestLintSqlite::nothingIsAttached()
{
    const QString file = u"/tmp/tidemark-lint-must-not-make-this.db"_s;
    const LintResult result =
        lintOf({.up = "ATTACH '" + file.toUtf8() + "' AS other; CREATE TABLE other.t (i);"},
               Engine::Sqlite);
    QVERIFY(!QFile::exists(file));
    QVERIFY(findingOf(result, u"not-in-transaction"_s));
}

void TestLintSqlite::aFileByItself()
{
    LintRequest request;
    request.wholeHistory = false;
    const LintResult result = lintOf(
        {.up = "ALTER TABLE far ADD COLUMN b TEXT;", .down = "ALTER TABLE far DROP COLUMN b;"},
        Engine::Sqlite, request);
    QCOMPARE(rulesIn(result), QStringList());
}

QTEST_GUILESS_MAIN(TestLintSqlite)
#include "tst_lintsqlite.moc"
