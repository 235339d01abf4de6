// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/sqlite/sqlitesource.h"
#include "schema/sqlite/sqlitetokens.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// What is read from SQLite's texts without SQLite: tokens, meaning, the words of CREATE TABLE.
class TestSqliteText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokens_data();
    void tokens();
    void canonical_data();
    void canonical();
    void createTableTexts_data();
    void createTableTexts();
};

void TestSqliteText::tokens_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("texts");
    QTest::newRow("names") << u"a \"b\"\"c\" `d``e` [f\"g]"_s
                           << QStringList{u"a"_s, u"b\"c"_s, u"d`e"_s, u"f\"g"_s};
    QTest::newRow("comments") << u"a--b\nc/*d*/e/**/-f"_s
                              << QStringList{u"a"_s, u"c"_s, u"e"_s, u"-"_s, u"f"_s};
    QTest::newRow("open comment") << u"a /* b"_s << QStringList{u"a"_s};
    QTest::newRow("strings") << u"'a''b' x'0F' 'c--'"_s
                             << QStringList{u"'a''b'"_s, u"x'0F'"_s, u"'c--'"_s};
    QTest::newRow("open string") << u"a 'b"_s << QStringList{u"a"_s, u"'b"_s};
    QTest::newRow("numbers") << u"1 1.5e-3 .5 0xFe 1e+2-3"_s
                             << QStringList{u"1"_s,    u"1.5e-3"_s, u".5"_s, u"0xFe"_s,
                                            u"1e+2"_s, u"-"_s,      u"3"_s};
    QTest::newRow("operators") << u"a||b->>c<=d<>e"_s
                               << QStringList{u"a"_s,  u"||"_s, u"b"_s,  u"->>"_s, u"c"_s,
                                              u"<="_s, u"d"_s,  u"<>"_s, u"e"_s};
    QTest::newRow("nothing") << u" \n"_s << QStringList{};
    QTest::newRow("ends in a minus") << u"a -"_s << QStringList{u"a"_s, u"-"_s};
}

void TestSqliteText::tokens()
{
    QFETCH(QString, sql);
    QFETCH(QStringList, texts);
    QStringList found;
    for (const SqliteToken &token : sqliteTokens(sql))
        found += token.text;
    QCOMPARE(found, texts);
}

void TestSqliteText::canonical_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("quoted name") << u"\"Name\""_s << u"name"_s << true;
    QTest::newRow("key word as a name") << u"\"select\""_s << u"select"_s << false;
    QTest::newRow("null as a name") << u"\"null\""_s << u"NULL"_s << false;
    QTest::newRow("true as a name") << u"\"true\""_s << u"true"_s << false;
    QTest::newRow("literal's case") << u"'A'"_s << u"'a'"_s << false;
    QTest::newRow("literal's space") << u"'a b'"_s << u"'a  b'"_s << false;
    QTest::newRow("literal and name") << u"'a'"_s << u"\"a\""_s << false;
    QTest::newRow("two words") << u"\"a b\""_s << u"a b"_s << false;
    QTest::newRow("blob") << u"X'ab'"_s << u"x'AB'"_s << true;
    QTest::newRow("not equal") << u"a!=b"_s << u"a <> b"_s << true;
    QTest::newRow("letters beyond ASCII") << u"Ä"_s << u"ä"_s << false;
}

void TestSqliteText::canonical()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(bool, same);
    QCOMPARE(canonicalSqliteSql(a) == canonicalSqliteSql(b), same);
}

void TestSqliteText::createTableTexts_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<bool>("understood");
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("checks");
    const auto row = [](const char *name, const QString &sql, bool understood, int columns,
                        int checks) {
        QTest::newRow(name) << sql << understood << columns << checks;
    };
    row("plain", u"CREATE TABLE t (a, b)"_s, true, 2, 0);
    row("types", u"CREATE TABLE t (a unsigned big int(10, 2), b \"my type\", c)"_s, true, 3, 0);
    row("no comma", u"CREATE TABLE t (a, CHECK (a) CHECK (a > (1)) UNIQUE (a))"_s, true, 1, 2);
    row("empty name", u"CREATE TABLE t (a CONSTRAINT x CONSTRAINT y CHECK (a))"_s, true, 1, 1);
    row("parentheses in a string", u"CREATE TABLE t (a CHECK (a <> '(') , b)"_s, true, 2, 1);
    row("not one", u"CREATE INDEX i ON t (a)"_s, false, 0, 0);
    row("cut", u"CREATE TABLE t (a CHECK (a"_s, false, 0, 0);
    row("empty", u""_s, false, 0, 0);
}

void TestSqliteText::createTableTexts()
{
    QFETCH(QString, sql);
    QFETCH(bool, understood);
    QFETCH(int, columns);
    QFETCH(int, checks);
    const SqliteTableSource source = parseSqliteCreateTable(sql);
    QCOMPARE(source.understood, understood);
    QCOMPARE(int(source.columns.size()), columns);
    QCOMPARE(int(source.checks.size()), checks);
}

QTEST_GUILESS_MAIN(TestSqliteText)
#include "tst_sqlitetext.moc"
