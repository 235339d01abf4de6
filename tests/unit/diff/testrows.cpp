// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/rows.h"

#include <QTest>

#include <initializer_list>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

// A cell for each word; "-" is NULL.
std::vector<Cell> row(const char *words)
{
    std::vector<Cell> cells;
    for (const QByteArray &word : QByteArray(words).split(' '))
        cells.push_back(word == "-" ? Cell() : Cell(word));
    return cells;
}

RowSet rowsOf(const char *columns, int keyColumns, std::initializer_list<const char *> rows)
{
    RowSet set;
    set.columns = QString::fromLatin1(columns).split(u' ');
    set.keyColumns = keyColumns;
    for (const char *one : rows)
        set.rows.push_back(row(one));
    return set;
}

QString counts(const RowComparison &comparison)
{
    return u"%1 lost, %2 extra, %3 changed"_s.arg(comparison.lost)
        .arg(comparison.extra)
        .arg(comparison.changed);
}

} // namespace

class TestRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalInAnyOrder();
    void byKey();
    void keyOfTwoColumns();
    void withoutKey();
    void duplicatesWithoutKey();
    void keyThatChangedIsNoKey();
    void ignoredColumn();
    void ignoredKey();
    void newColumnDoesNotCount();
    void goneColumn();
    void allColumnsGone();
    void columnsInAnotherOrder();
    void cellsDoNotRunTogether();
    void changesInOrder();
};

void TestRows::equalInAnyOrder()
{
    for (const int keyColumns : {0, 1}) {
        const RowSet before = rowsOf("id a", keyColumns, {"1 x", "2 -", "3 "});
        const RowSet after = rowsOf("id a", keyColumns, {"3 ", "1 x", "2 -"});
        QVERIFY(compareRows(before, after).isEqual());
        QVERIFY(compareRows(before, after).changes.empty());
    }
}

void TestRows::byKey()
{
    const RowSet before = rowsOf("id a b", 1, {"1 x p", "2 y q", "3 z r"});
    const RowSet after = rowsOf("id a b", 1, {"1 x p", "2 Y q", "4 w s"});
    const RowComparison comparison = compareRows(before, after);
    QCOMPARE(counts(comparison), u"1 lost, 1 extra, 1 changed"_s);
    QCOMPARE(comparison.changedColumns, QStringList{u"a"_s});
    QVERIFY(comparison.goneColumns.isEmpty());
    QCOMPARE(comparison.columns, before.columns);
    QCOMPARE(comparison.keyColumns, 1);
}

void TestRows::keyOfTwoColumns()
{
    const RowSet before = rowsOf("a b c", 2, {"1 1 x", "1 2 y"});
    const RowSet after = rowsOf("b a c", 2, {"1 1 x", "2 1 Y"}); // the key in another order
    QCOMPARE(counts(compareRows(before, after)), u"0 lost, 0 extra, 1 changed"_s);
}

void TestRows::withoutKey()
{
    const RowSet before = rowsOf("a b", 0, {"1 x", "2 y"});
    const RowSet after = rowsOf("a b", 0, {"1 x", "2 Y"});
    const RowComparison comparison = compareRows(before, after);
    QCOMPARE(counts(comparison), u"1 lost, 1 extra, 0 changed"_s);
    QCOMPARE(comparison.changedColumns, QStringList{u"b"_s});
}

void TestRows::duplicatesWithoutKey()
{
    const RowSet before = rowsOf("a", 0, {"1", "1", "1", "2"});
    const RowSet after = rowsOf("a", 0, {"1", "2", "2"});
    QCOMPARE(counts(compareRows(before, after)), u"2 lost, 1 extra, 0 changed"_s);
}

void TestRows::keyThatChangedIsNoKey()
{
    const RowSet before = rowsOf("id a", 1, {"1 x"});
    QCOMPARE(counts(compareRows(before, rowsOf("a id", 1, {"x 1"}))),
             u"0 lost, 0 extra, 0 changed"_s);
    QCOMPARE(counts(compareRows(before, rowsOf("a id", 1, {"y 1"}))),
             u"1 lost, 1 extra, 0 changed"_s);
}

void TestRows::ignoredColumn()
{
    const RowSet before = rowsOf("id a at", 1, {"1 x 10:00"});
    const RowSet after = rowsOf("id a at", 1, {"1 x 10:05"});
    QCOMPARE(counts(compareRows(before, after)), u"0 lost, 0 extra, 1 changed"_s);
    QVERIFY(compareRows(before, after, {u"at"_s}).isEqual());
    QVERIFY(compareRows(before, rowsOf("id a", 1, {"1 x"}), {u"at"_s}).isEqual());
}

void TestRows::ignoredKey()
{
    const RowSet before = rowsOf("id a", 1, {"1 x", "2 y"});
    const RowSet after = rowsOf("id a", 1, {"7 x", "8 y"});
    QCOMPARE(counts(compareRows(before, after)), u"2 lost, 2 extra, 0 changed"_s);
    QVERIFY(compareRows(before, after, {u"id"_s}).isEqual());
}

void TestRows::newColumnDoesNotCount()
{
    QVERIFY(compareRows(rowsOf("id a", 1, {"1 x"}), rowsOf("id a b", 1, {"1 x new"})).isEqual());
    QVERIFY(compareRows(rowsOf("id a", 0, {"1 x"}), rowsOf("a b id", 0, {"x new 1"})).isEqual());
}

void TestRows::goneColumn()
{
    for (const int keyColumns : {0, 1}) {
        const RowSet before = rowsOf("id a b", keyColumns, {"1 x -", "2 - -", "3 - -"});
        const RowComparison comparison =
            compareRows(before, rowsOf("id", keyColumns, {"1", "2", "3"}));
        QCOMPARE(counts(comparison), u"0 lost, 0 extra, 1 changed"_s);
        QCOMPARE(comparison.goneColumns, QStringList{u"a"_s}); // b held nothing
        QVERIFY(comparison.changedColumns.isEmpty());
        QCOMPARE(comparison.changes[0].after, row("1 - -"));
        QVERIFY(!comparison.isEqual());
    }
}

void TestRows::allColumnsGone()
{
    RowSet after;
    after.rows = {{}, {}};
    const RowComparison comparison = compareRows(rowsOf("a", 0, {"1", "2", "3"}), after);
    QCOMPARE(counts(comparison), u"1 lost, 0 extra, 2 changed"_s);
    QCOMPARE(comparison.goneColumns, QStringList{u"a"_s});
}

void TestRows::columnsInAnotherOrder()
{
    QVERIFY(compareRows(rowsOf("a b c", 0, {"1 2 3"}), rowsOf("c a b", 0, {"3 1 2"})).isEqual());
}

void TestRows::cellsDoNotRunTogether()
{
    const RowSet before = rowsOf("a b", 0, {"xy z"});
    const RowSet after = rowsOf("a b", 0, {"x yz"});
    QVERIFY(!compareRows(before, after).isEqual());
    RowSet empty = rowsOf("a b", 0, {"- x"});
    QVERIFY(!compareRows(empty, rowsOf("a b", 0, {" x"})).isEqual());
}

void TestRows::changesInOrder()
{
    const RowSet before = rowsOf("id a", 1, {"1 x", "2 y", "3 z"});
    const RowSet after = rowsOf("a id", 1, {}); // another key: nothing matches by it
    RowSet sameKey = rowsOf("id a", 1, {"4 n", "3 Z", "1 x"});
    const RowComparison comparison = compareRows(before, sameKey);
    QCOMPARE(comparison.changes.size(), 3U);
    QCOMPARE(comparison.changes[0], (RowChange{row("2 y"), {}}));
    QCOMPARE(comparison.changes[1], (RowChange{row("3 z"), row("3 Z")}));
    QCOMPARE(comparison.changes[2], (RowChange{{}, row("4 n")}));
    QCOMPARE(compareRows(before, after).lost, 3);
}

QTEST_GUILESS_MAIN(TestRows)
#include "testrows.moc"
