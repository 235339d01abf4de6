// SPDX-License-Identifier: GPL-3.0-or-later
#include "lintsupport.h"

#include "support/growth.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Text that is broken, strange or huge.
class TestLintText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void broken_data();
    void broken();
    void hugeScripts();
    void manyRowsInOneStatement();
    void columnsCountCharacters();
    void deepExpressions();
    void tooDeep_data();
    void tooDeep();
    void placesBeforeTheText();
};

void TestLintText::broken_data()
{
    QTest::addColumn<QByteArray>("up");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("key word") << QByteArray("SELECT 1;\n  CREATE TABEL x (i int);") << 2 << 10;
    QTest::newRow("after umlauts") << QByteArray("SELECT 'ä', 'ö' FORM x y;") << 1 << 22;
    QTest::newRow("open string") << QByteArray("SELECT 1;\nSELECT 'abc") << 2 << 8;
    QTest::newRow("not UTF-8") << QByteArray("SELECT 1;\nSELECT '\xff';") << 2 << 9;
    QTest::newRow("NUL") << QByteArray("SELECT 1;\nSELECT '\0';", 21) << 2 << 9;
}

// One finding with its place, and no other rule trips over it.
void TestLintText::broken()
{
    QFETCH(QByteArray, up);
    QFETCH(int, line);
    QFETCH(int, column);
    LintRequest request;
    request.settings.levels[u"no-down"_s] = LintLevel::Off;
    const LintResult result = lintOf({.up = up}, Engine::PostgreSql, request);
    QCOMPARE(rulesIn(result), QStringList(u"syntax"_s));
    QCOMPARE(result.findings.size(), size_t(1));
    QCOMPARE(result.findings[0].where, (SourceLocation{u"2.up.sql"_s, line, column}));
    QCOMPARE(result.findings[0].level, LintLevel::Error);
}

void TestLintText::hugeScripts()
{
    QByteArray up = "CREATE TABLE a (id bigint PRIMARY KEY, b text);\n";
    while (up.size() < 10 * 1024 * 1024)
        up += "INSERT INTO a VALUES (1, 'some text that fills the line up to a hundred "
              "characters');\n";
    up += "DROP TABLE b;";
    const qint64 start = processorNs();
    const LintResult result =
        lintOf({.before = "CREATE TABLE b (id bigint PRIMARY KEY);", .up = up});
    const LintFinding *drop = findingOf(result, u"drop-table"_s);
    QVERIFY(drop);
    QCOMPARE(drop->where.line, static_cast<int>(up.count('\n')) + 1);
    QVERIFY(processorNs() - start < 120'000'000'000); // some 10 s with sanitizers
}

void TestLintText::manyRowsInOneStatement()
{
    QByteArray up = "INSERT INTO a VALUES (0, '')";
    while (up.size() < 10 * 1024 * 1024)
        up += ",\n (1, 'some text')";
    const LintResult result = lintOf({.before = "CREATE TABLE a (id bigint PRIMARY KEY, b text);",
                                      .up = up + "; DROP TABLE a;"});
    QVERIFY(findingOf(result, u"drop-table"_s));
}

void TestLintText::columnsCountCharacters()
{
    const LintResult result =
        lintOf({.before = "CREATE TABLE \"Ärger\" (id bigint PRIMARY KEY, b text);",
                .up = "/* öäü */ ALTER TABLE \"Ärger\" DROP COLUMN b;"});
    QCOMPARE(findingOf(result, u"drop-column"_s)->where.column, 43);
}

void TestLintText::deepExpressions()
{
    QByteArray deep = "1";
    for (int i = 0; i < 400; ++i)
        deep = '(' + deep + "+1)";
    const LintResult result =
        lintOf({.before = "CREATE TABLE a (id bigint PRIMARY KEY);",
                .up = "ALTER TABLE a ADD COLUMN b bigint DEFAULT " + deep + ';'});
    QVERIFY(!findingOf(result, u"syntax"_s));
    QVERIFY(!findingOf(result, u"default-rewrites"_s));
}

void TestLintText::tooDeep_data()
{
    QTest::addColumn<QByteArray>("query");
    constexpr int times = 20'000;
    const auto repeated = [](const char *part) { return QByteArray(part).repeated(times); };
    QTest::newRow("union") << "SELECT 1" + repeated(" UNION ALL SELECT 1");
    QTest::newRow("except") << "SELECT 1" + repeated(" EXCEPT SELECT 1");
    QTest::newRow("operators") << "SELECT 'a'" + repeated("||'b'");
    QTest::newRow("casts") << "SELECT 1" + repeated("::int");
    QTest::newRow("joins") << "SELECT 1 FROM a" + repeated(" JOIN a ON b");
    QTest::newRow("case") << "SELECT" + repeated(" CASE x WHEN 1 THEN").left(200'000);
    QTest::newRow("parentheses") << "SELECT " + repeated("f(") + '1' + repeated(")");
    QTest::newRow("closed ones first")
        << "SELECT (1" + QByteArray("+1").repeated(600) + ')' + QByteArray("+1").repeated(600);
}

// Passed over; what comes after it is judged, and nobody claims to know what it made.
void TestLintText::tooDeep()
{
    QFETCH(QByteArray, query);
    LintRequest request;
    const LintResult result = lintOf({.before = "CREATE TABLE a (id bigint PRIMARY KEY);",
                                      .up = "CREATE VIEW v AS " + query + "; DROP TABLE a;",
                                      .down = "DROP VIEW v;"},
                                     Engine::PostgreSql, request);
    QCOMPARE(rulesIn(result), QStringList(u"drop-table"_s));
}

void TestLintText::placesBeforeTheText()
{
    LintStatement statement;
    statement.source.text = "DROP TABLE a";
    QCOMPARE(statement.find(u"a"_s, -1), 11);
    QCOMPARE(statement.find(u"drop"_s, -1), 0);
}

QTEST_GUILESS_MAIN(TestLintText)
#include "tst_linttext.moc"
