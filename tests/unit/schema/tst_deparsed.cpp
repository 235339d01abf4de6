// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/deparsed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// What PostgreSQL writes of `s IN ('a', 'b')`, and what it writes once it has read that, as one.
class TestDeparsed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOneForm_data();
    void isOneForm();
    void leavesTheRest_data();
    void leavesTheRest();
};

void TestDeparsed::isOneForm_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("settled");
    const QString two = u"'a'::character varying, 'it''s, ]('::character varying"_s;
    const QString settled =
        u"((s)::text = ANY (((ARRAY["_s + two + u"])::character varying[])::text[]))"_s;
    QTest::newRow("as it was written")
        << u"((s)::text = ANY ((ARRAY["_s + two + u"])::text[]))"_s << settled;
    QTest::newRow("as it is read again")
        << u"((s)::text = ANY (ARRAY[('a'::character varying)::text, "
           "('it''s, ]('::character varying)::text]))"_s
        << settled;
    QTest::newRow("settled") << settled << settled;
    QTest::newRow("twice")
        << u"CASE WHEN (x = ANY ((ARRAY['a'::bpchar])::text[])) THEN 1 ELSE (y = ANY "
           "((ARRAY[E'\\\\''b'::bpchar])::text[])) END"_s
        << u"CASE WHEN (x = ANY (((ARRAY['a'::bpchar])::bpchar[])::text[])) THEN 1 ELSE (y = ANY "
           "(((ARRAY[E'\\\\''b'::bpchar])::bpchar[])::text[])) END"_s;
}

void TestDeparsed::isOneForm()
{
    QFETCH(QString, sql);
    QFETCH(QString, settled);
    QCOMPARE(asReadAgain(sql), settled);
    QCOMPARE(asReadAgain(settled), settled);
}

void TestDeparsed::leavesTheRest_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("empty") << QString();
    QTest::newRow("no array") << u"(a > 1)"_s;
    QTest::newRow("one type") << u"(s = ANY (ARRAY['a'::text, 'b'::text]))"_s;
    QTest::newRow("in a literal") << u"(s = '(ARRAY[''a''::character varying])::text[]')"_s;
    QTest::newRow("in a name") << u"(\"(ARRAY['a'::character varying])::text[]\" = 1)"_s;
    QTest::newRow("of columns") << u"(ARRAY[a, b])::text[]"_s;
    QTest::newRow("of several types") << u"(ARRAY['a'::character varying, 'b'::bpchar])::text[]"_s;
    QTest::newRow("nothing in it") << u"(ARRAY[])::text[]"_s;
    QTest::newRow("cut off") << u"((ARRAY['a'::character varying, 'b"_s;
    QTest::newRow("cut off in the brackets") << u"(ARRAY[("_s;
}

void TestDeparsed::leavesTheRest()
{
    QFETCH(QString, sql);
    QCOMPARE(asReadAgain(sql), sql);
}

QTEST_GUILESS_MAIN(TestDeparsed)
#include "tst_deparsed.moc"
