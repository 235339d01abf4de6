// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/identifier.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class IdentifierTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotes();
    void displays_data();
    void displays();
    void literals_data();
    void literals();
};

void IdentifierTest::quotes()
{
    QCOMPARE(quoteIdentifier(u"Weird \"Name\"; --"_s), u"\"Weird \"\"Name\"\"; --\""_s);
    QCOMPARE(quoteQualified(u"a"_s, u"b.c"_s), u"\"a\".\"b.c\""_s);
    QCOMPARE(quoteQualified({}, u"b"_s), u"\"b\""_s);
}

void IdentifierTest::displays_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("quoted");
    QTest::newRow("plain") << u"users_2"_s << false;
    QTest::newRow("underscore") << u"_x"_s << false;
    QTest::newRow("upper case") << u"Users"_s << true;
    QTest::newRow("digit first") << u"2users"_s << true;
    QTest::newRow("space") << u"a b"_s << true;
    QTest::newRow("accent") << u"é"_s << true;
    QTest::newRow("empty") << u""_s << true;
    QTest::newRow("reserved") << u"user"_s << true;
    QTest::newRow("reserved for types and functions") << u"left"_s << true;
    QTest::newRow("column names only") << u"values"_s << true;
    QTest::newRow("unreserved") << u"name"_s << false;
    QTest::newRow("reserved on a newer server only") << u"json_table"_s << true;
    QTest::newRow("weird") << u"Weird \"Name\"; --"_s << true;
}

void IdentifierTest::displays()
{
    QFETCH(QString, name);
    QFETCH(bool, quoted);
    const QString expected = quoted ? quoteIdentifier(name) : name;
    QCOMPARE(displayIdentifier(name), expected);
    QCOMPARE(displayQualified(u"app"_s, name), u"app."_s + expected);
    QCOMPARE(displayQualified({}, name), expected);
}

void IdentifierTest::literals_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("postgres");
    QTest::addColumn<QString>("sqlite");
    QTest::newRow("plain") << u"a"_s << u"'a'"_s << u"'a'"_s;
    QTest::newRow("empty") << u""_s << u"''"_s << u"''"_s;
    QTest::newRow("quote") << u"it's"_s << u"'it''s'"_s << u"'it''s'"_s;
    QTest::newRow("backslash") << u"a\\'b"_s << u"E'a\\\\''b'"_s << u"'a\\''b'"_s;
}

void IdentifierTest::literals()
{
    QFETCH(QString, text);
    QTEST(quoteLiteral(text, Engine::PostgreSql), "postgres");
    QTEST(quoteLiteral(text, Engine::Sqlite), "sqlite");
}

QTEST_GUILESS_MAIN(IdentifierTest)
#include "tst_identifier.moc"
