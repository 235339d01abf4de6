// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/datawatch.h"
#include "rehearsal/trafficloss.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

constexpr auto tableName = "public.t";

Shared<Relation> relation()
{
    Relation table;
    table.schema = u"public"_s;
    table.name = u"t"_s;
    return table;
}

using Row = std::vector<Cell>;

DataSnapshot snapshot(const QStringList &columns, std::vector<Row> rows, int keyColumns = 1)
{
    WatchedTable contents{relation(), {}, {}};
    contents.rows.emplace();
    contents.rows->columns = columns;
    contents.rows->keyColumns = keyColumns;
    contents.rows->rows = std::move(rows);
    DataSnapshot result;
    result.emplace(QString::fromLatin1(tableName), std::move(contents));
    return result;
}

DataSnapshot digested(qint64 rows, const QByteArray &name, const QByteArray &whole)
{
    WatchedTable contents{relation(), {}, {}};
    contents.digest.emplace();
    contents.digest->rows = rows;
    contents.digest->columns = {{u"id"_s, "1"}, {u"name"_s, name}};
    contents.digest->whole = whole;
    DataSnapshot result;
    result.emplace(QString::fromLatin1(tableName), std::move(contents));
    return result;
}

const QStringList idAndName{u"id"_s, u"name"_s};

} // namespace

/// Pure comparisons of what tables held at several moments.
class TestDataWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalIsEqual();
    void lostChangedExtra();
    void tableThatIsGone();
    void newColumnsDoNotCount();
    void goneColumnsCountWhereTheyHeldValues();
    void volatileColumnsAreExplained();
    void whatStaysKeepsItsValues();
    void oldTimesAreData();
    void largeTablesByDigest();
    void trafficRowsThatSurvive();
    void trafficRowsThatAreLost();
    void trafficDoesNotHideOtherLosses();
    void recognisesVolatileDefaults();
};

void TestDataWatch::equalIsEqual()
{
    const auto before = snapshot(idAndName, {{"1", "a"}, {"2", Cell()}});
    const auto after = snapshot(idAndName, {{"2", Cell()}, {"1", "a"}});
    const DataComparison result = compareData(before, after, {}, 5);
    QVERIFY(result.differences.empty());
    QVERIFY(result.explained.empty());
}

void TestDataWatch::lostChangedExtra()
{
    const auto before = snapshot(idAndName, {{"1", "a"}, {"2", "b"}, {"3", ""}});
    const auto after = snapshot(idAndName, {{"2", "x"}, {"3", Cell()}, {"4", "d"}});
    const DataComparison result = compareData(before, after, {}, 5);
    QCOMPARE(result.differences.size(), size_t(1));
    const TableDataDifference &difference = result.differences[0];
    QCOMPARE(difference.rowsLost, 1);
    QCOMPARE(difference.rowsChanged, 2); // an empty text that became NULL is one of them
    QCOMPARE(difference.rowsExtra, 1);
    QCOMPARE(difference.changedColumns, QStringList{u"name"_s});
    QCOMPARE(difference.samples.size(), size_t(4));
    QCOMPARE(difference.samples[0].key, QStringList{u"id=1"_s});
    QVERIFY(difference.samples[0].after.isEmpty());
}

void TestDataWatch::tableThatIsGone()
{
    const auto before = snapshot(idAndName, {{"1", "a"}});
    QCOMPARE(compareData(before, {}, {}, 5).differences.at(0).rowsLost, 1);
    QVERIFY(compareData(snapshot(idAndName, {}), {}, {}, 5).differences.empty());
}

void TestDataWatch::newColumnsDoNotCount()
{
    const auto before = snapshot({u"id"_s}, {{"1"}});
    const auto after = snapshot(idAndName, {{"1", "a"}});
    QVERIFY(compareData(before, after, {}, 5).differences.empty());
}

void TestDataWatch::goneColumnsCountWhereTheyHeldValues()
{
    const auto after = snapshot({u"id"_s}, {{"1"}});
    QVERIFY(compareData(snapshot(idAndName, {{"1", Cell()}}), after, {}, 5).differences.empty());
    const auto lost = compareData(snapshot(idAndName, {{"1", "a"}}), after, {}, 5);
    QCOMPARE(lost.differences.at(0).changedColumns, QStringList{u"name"_s});
}

void TestDataWatch::volatileColumnsAreExplained()
{
    const auto before = snapshot(idAndName, {{"1", "10:00"}});
    const auto after = snapshot(idAndName, {{"1", "10:01"}});
    const auto result = compareData(before, after, {{u"public.t.name"_s}, {}, nullptr, nullptr}, 5);
    QVERIFY(result.differences.empty());
    QCOMPARE(result.explained.size(), size_t(1));
    // A row that is missing is not explained by a clock.
    const auto fewer = compareData(before, snapshot(idAndName, {}),
                                   {{u"public.t.name"_s}, {}, nullptr, nullptr}, 5);
    QCOMPARE(fewer.differences.size(), size_t(1));
}

/// Only rows that were removed and made again may have other random values.
void TestDataWatch::whatStaysKeepsItsValues()
{
    const auto isLoss = [](const DataSnapshot &before, const DataSnapshot &between,
                           const DataSnapshot &after) {
        const Volatility volatility{{u"public.t.name"_s}, "2024-05-01 12:00:00", &between, nullptr};
        const DataComparison result = compareData(before, after, volatility, 5);
        return !result.differences.empty();
    };
    const auto old = snapshot(idAndName, {{"1", "secret"}, {"2", "b"}});
    const auto fresh = snapshot(idAndName, {{"1", "random"}, {"2", "b"}});
    QVERIFY(isLoss(old, fresh, fresh));                               // overwritten by the up
    QVERIFY(isLoss(old, old, fresh));                                 // by the down
    QVERIFY(isLoss(old, snapshot({u"id"_s}, {{"1"}, {"2"}}), fresh)); // the column was away
    QVERIFY(!isLoss(old, snapshot(idAndName, {{"2", "b"}}), fresh));
    QVERIFY(!isLoss(old, {}, fresh)); // the table was away
    const QSet<QString> none;
    const DataSnapshot nothing;
    const Volatility untouched{{u"public.t.name"_s}, {}, &nothing, &none};
    QCOMPARE(compareData(old, fresh, untouched, 5).differences.size(), size_t(1));
    // Two that are alike, and one of them is made again.
    const auto alike = snapshot({u"name"_s, u"word"_s}, {{"1", "a"}, {"2", "a"}});
    const auto again = snapshot({u"name"_s, u"word"_s}, {{"1", "a"}, {"3", "a"}});
    QVERIFY(!isLoss(alike, snapshot({u"name"_s, u"word"_s}, {{"1", "a"}}), again));
    QVERIFY(isLoss(alike, alike, again));
    // What a trigger stamped during the rehearsal is nobody's.
    QVERIFY(!isLoss(snapshot(idAndName, {{"1", "2024-05-01 12:00:01"}}),
                    snapshot(idAndName, {{"1", "2024-05-01 12:00:02"}}),
                    snapshot(idAndName, {{"1", "2024-05-01 12:00:02"}})));
}

void TestDataWatch::oldTimesAreData()
{
    const QStringList columns{u"id"_s, u"made"_s};
    const Volatility volatility{{u"public.t.made"_s}, "2024-05-01 12:00:00", nullptr, nullptr};
    const auto compared = [&](const Cell &before, const Cell &after) {
        return compareData(snapshot(columns, {{"1", before}}), snapshot(columns, {{"1", after}}),
                           volatility, 5);
    };
    for (const char *ours : {"2024-05-01 12:00:00.25+00", "2024-05-01 12:00:03", "2024-05-01"})
        QCOMPARE(compared(ours, "2024-05-01 12:00:09").explained.size(), size_t(1));
    for (const char *theirs : {"2024-05-01 11:59:59.9+00", "2001-01-01 00:00:00", "2024-04-30"})
        QCOMPARE(compared(theirs, "2024-05-01 12:00:09").differences.size(), size_t(1));
    QCOMPARE(compared("17", "18").explained.size(), size_t(1)); // not a time
    QVERIFY(compared("2001-01-01", "2001-01-01").differences.empty());
    // The old time comes back, and another row's new one does not.
    const auto before = snapshot(columns, {{"1", "2001-01-01"}, {"2", "2024-05-01 12:00:03"}});
    const auto after = snapshot(columns, {{"1", "2001-01-01"}, {"2", "2024-05-01 12:00:09"}});
    QCOMPARE(compareData(before, after, volatility, 5).explained.size(), size_t(1));
}

void TestDataWatch::largeTablesByDigest()
{
    const auto before = digested(5000, "n", "w");
    QVERIFY(compareData(before, digested(5000, "n", "w"), {}, 5).differences.empty());
    const auto changed = compareData(before, digested(5000, "m", "v"), {}, 5);
    QCOMPARE(changed.differences.at(0).changedColumns, QStringList{u"name"_s});
    QCOMPARE(changed.differences.at(0).rowsLost, -1);
    const auto fewer = compareData(before, digested(4000, "m", "v"), {}, 5);
    QCOMPARE(fewer.differences.at(0).rowsLost, 1000);
    // The same values in other rows.
    QCOMPARE(compareData(before, digested(5000, "n", "v"), {}, 5).differences.size(), size_t(1));
    QCOMPARE(compareData(before, snapshot(idAndName, {}), {}, 5).differences.at(0).rowsLost, 5000);
}

void TestDataWatch::trafficRowsThatSurvive()
{
    const auto before = snapshot(idAndName, {{"1", "a"}});
    const auto traffic = snapshot(idAndName, {{"1", "a"}, {"2", "b"}});
    const auto result = compareAfterTraffic({before, before, traffic, traffic}, {}, 5);
    QVERIFY(result.differences.empty());
}

void TestDataWatch::trafficRowsThatAreLost()
{
    const auto before = snapshot(idAndName, {{"1", "a"}});
    const auto traffic = snapshot(idAndName, {{"1", "changed"}, {"2", "b"}});
    const auto result = compareAfterTraffic({before, before, traffic, before}, {}, 5);
    QCOMPARE(result.differences.size(), size_t(1));
    QVERIFY(result.differences[0].fromTraffic);
    QCOMPARE(result.differences[0].rowsLost, 1);
    QCOMPARE(result.differences[0].rowsChanged, 1);
}

void TestDataWatch::trafficDoesNotHideOtherLosses()
{
    const auto before = snapshot(idAndName, {{"1", "a"}, {"3", "c"}});
    const auto traffic = snapshot(idAndName, {{"1", "a"}, {"2", "b"}, {"3", "c"}});
    const auto after = snapshot(idAndName, {{"1", "a"}, {"2", "b"}});
    const auto result = compareAfterTraffic({before, before, traffic, after}, {}, 5);
    QCOMPARE(result.differences.size(), size_t(1));
    QVERIFY(!result.differences[0].fromTraffic);
    QCOMPARE(result.differences[0].rowsLost, 1);
}

void TestDataWatch::recognisesVolatileDefaults()
{
    Relation table;
    table.schema = u"public"_s;
    table.name = u"t"_s;
    const auto add = [&table](const QString &name, const QString &value) {
        Column column;
        column.name = name;
        column.type = u"text"_s;
        column.defaultValue = value;
        table.columns.push_back(column);
    };
    add(u"a"_s, u"now()"_s);
    add(u"b"_s, u"nextval('public.s'::regclass)"_s);
    add(u"c"_s, u"CURRENT_TIMESTAMP"_s);
    add(u"d"_s, u"'2020-01-01'::date"_s);
    add(u"e"_s, u"'known'::text"_s);
    add(u"f"_s, QString());
    Schema schema;
    schema.relations.push_back(table);
    const QSet<QString> expected{u"public.t.a"_s, u"public.t.b"_s, u"public.t.c"_s};
    QCOMPARE(volatileColumns(schema), expected);
}

QTEST_GUILESS_MAIN(TestDataWatch)
#include "testdatawatch.moc"
