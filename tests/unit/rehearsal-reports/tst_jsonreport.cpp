// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/jsonreport.h"
#include "reportsamples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class TestJsonReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void namesTheRun();
    void namesEveryVerdictInTheSummary();
    void givesTheFixedKeys();
    void leavesOutWhatWasNotReached();
    void givesTheErrorOfAFailedDown();
    void givesDifferences();
    void givesLocksAndRewrites();
    void keepsNullApartFromText();
    void keepsEveryName();
    void writesManyMigrations();
    void givesGroupsBesideTheirMembers();

private:
    QJsonObject migration(const QString &version) const;

    QJsonObject m_report;
};

void TestJsonReport::initTestCase()
{
    QJsonParseError error;
    m_report = QJsonDocument::fromJson(writeJson(sampleReport()), &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
}

QJsonObject TestJsonReport::migration(const QString &version) const
{
    for (const QJsonValue value : m_report[u"migrations"].toArray()) {
        if (value[u"version"].toString() == version)
            return value.toObject();
    }
    return {};
}

void TestJsonReport::namesTheRun()
{
    QCOMPARE(m_report[u"tidemark"].toString(), u"0.1.0"_s);
    QCOMPARE(m_report[u"engine"].toString(), u"postgresql"_s);
    QCOMPARE(m_report[u"convention"].toString(), u"plain"_s);
    QCOMPARE(m_report[u"mode"].toString(), u"step"_s);
    QCOMPARE(m_report[u"seconds"].toDouble(), 0.31);
    QCOMPARE(m_report[u"migrations"].toArray().size(), 11);
}

void TestJsonReport::namesEveryVerdictInTheSummary()
{
    const QJsonObject expected{{u"reversible"_s, 1},   {u"loses-data"_s, 1}, {u"differs"_s, 1},
                               {u"reorders"_s, 1},     {u"down-fails"_s, 1}, {u"no-down"_s, 1},
                               {u"empty-down"_s, 2},   {u"up-fails"_s, 0},   {u"redo-fails"_s, 1},
                               {u"redo-differs"_s, 1}, {u"not-run"_s, 1}};
    QCOMPARE(m_report[u"summary"].toObject(), expected);
}

void TestJsonReport::givesTheFixedKeys()
{
    const QJsonObject good = migration(u"0001"_s);
    QCOMPARE(good[u"verdict"].toString(), u"reversible"_s);
    QCOMPARE(good[u"up"][u"ok"].toBool(), true);
    QCOMPARE(good[u"up"][u"ms"].toDouble(), 1.25);
    QCOMPARE(good[u"down"][u"state"].toString(), u"ok"_s);
    QCOMPARE(good[u"schema"].toString(), u"equal"_s);
    QCOMPARE(good[u"data"].toString(), u"equal"_s);
    QCOMPARE(good[u"redo"][u"ok"].toBool(), true);
    QCOMPARE(good[u"redo"][u"schema"].toString(), u"equal"_s);
    QCOMPARE(good[u"differences"].toArray().size(), 0);
    QVERIFY(good[u"locks"].isArray());
    QVERIFY(good[u"rewrites"].isArray());
    QVERIFY(!good.contains(u"history"_s));
    const QJsonObject history = migration(u"0002"_s)[u"history"].toObject();
    QCOMPARE(history[u"asExpected"].toBool(true), false);
    QCOMPARE(history[u"row"][u"checksum"].toString(), u"c0ffee"_s);
    QCOMPARE(history[u"restoredByDown"].toBool(true), false);
    QCOMPARE(history[u"differences"].toArray().size(), 1);

    QCOMPARE(migration(u"0002"_s)[u"data"].toString(), u"different"_s);
    QCOMPARE(migration(u"0004"_s)[u"schema"].toString(), u"reordered"_s);
    QCOMPARE(migration(u"0006"_s)[u"down"][u"state"].toString(), u"none"_s);
    QCOMPARE(migration(u"0007"_s)[u"down"][u"state"].toString(), u"empty"_s);
    QCOMPARE(migration(u"0007"_s)[u"good"].toBool(), false);
    QCOMPARE(migration(u"0008"_s)[u"good"].toBool(), true);
    QCOMPARE(migration(u"0011"_s)[u"up"][u"ok"].toBool(), false);
}

void TestJsonReport::leavesOutWhatWasNotReached()
{
    const QJsonObject failed = migration(u"0005"_s);
    for (const auto &key : {u"schema"_s, u"data"_s, u"redo"_s})
        QVERIFY2(!failed.contains(key), qPrintable(key));
    QVERIFY(!migration(u"0006"_s).contains(u"redo"_s));
    QVERIFY(!migration(u"0009"_s)[u"redo"].toObject().contains(u"schema"_s));
}

void TestJsonReport::givesTheErrorOfAFailedDown()
{
    const QJsonValue down = migration(u"0005"_s)[u"down"];
    QCOMPARE(down[u"state"].toString(), u"failed"_s);
    const QJsonValue error = down[u"error"];
    QCOMPARE(error[u"message"].toString(), u"cannot drop index orders_coupon_once"_s);
    QCOMPARE(error[u"file"].toString(), u"0005_coupons.down.sql"_s);
    QCOMPARE(error[u"line"].toInt(), 2);
    QCOMPARE(error[u"column"].toInt(), 12);
    QCOMPARE(error[u"sqlstate"].toString(), u"2BP01"_s);

    const QJsonValue redo = migration(u"0009"_s)[u"redo"];
    QCOMPARE(redo[u"ok"].toBool(), false);
    QCOMPARE(redo[u"error"][u"sqlstate"].toString(), u"23503"_s);
}

void TestJsonReport::givesDifferences()
{
    const QJsonArray differences = migration(u"0003"_s)[u"differences"].toArray();
    QCOMPARE(differences.size(), 3);
    const QJsonObject left = differences[1].toObject();
    QCOMPARE(left[u"kind"].toString(), u"index"_s);
    QCOMPARE(left[u"change"].toString(), u"extra"_s);
    QCOMPARE(left[u"object"].toString(), QString::fromUtf16(weirdTable) + u"_idx"_s);
    QCOMPARE(differences[0][u"change"].toString(), u"changed"_s);
    QCOMPARE(differences[2][u"change"].toString(), u"missing"_s);
    QCOMPARE(migration(u"0010"_s)[u"redo"][u"differences"].toArray().size(), 1);
}

void TestJsonReport::givesLocksAndRewrites()
{
    const QJsonObject coupons = migration(u"0005"_s);
    const QJsonArray locks = coupons[u"locks"].toArray();
    QCOMPARE(locks.size(), 3);
    QCOMPARE(locks[0][u"relation"].toString(), u"public.orders"_s);
    QCOMPARE(locks[0][u"mode"].toString(), u"AccessExclusiveLock"_s);
    QCOMPARE(locks[0][u"statement"].toInt(), 1);
    QCOMPARE(locks[2][u"statement"].toInt(), 2);
    QCOMPARE(coupons[u"rewrites"].toArray(), QJsonArray{u"public.orders"_s});
}

void TestJsonReport::keepsNullApartFromText()
{
    const QJsonArray samples = migration(u"0002"_s)[u"lost"].toArray()[0][u"samples"].toArray();
    QVERIFY(samples[0][u"before"].toArray()[2].isNull());
    QVERIFY(samples[0][u"after"].isNull());
    QCOMPARE(samples[1][u"after"].toArray()[2].toString(), u"+493012"_s);
}

void TestJsonReport::keepsEveryName()
{
    QCOMPARE(migration(u"0003"_s)[u"name"].toString(), u"</script><b>\"';--"_s);
    const QJsonArray lost = migration(u"0002"_s)[u"lost"].toArray();
    QCOMPARE(lost[1][u"table"].toString(), QString::fromUtf16(weirdTable));
}

void TestJsonReport::writesManyMigrations()
{
    const QByteArray json = writeJson(hugeReport(5000));
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QCOMPARE(document[u"migrations"].toArray().size(), 5000);
    QCOMPARE(document[u"summary"][u"down-fails"].toInt(), 500);
}

void TestJsonReport::givesGroupsBesideTheirMembers()
{
    RehearsalReport report = sampleReport();
    QVERIFY(!m_report.contains(u"groups"));
    report.groups.push_back(report.migrations.front());
    report.groups.front().members = {u"1_a"_s, u"1_b"_s};
    const QJsonObject object = QJsonDocument::fromJson(writeJson(report)).object();
    const QJsonArray groups = object[u"groups"].toArray();
    QCOMPARE(groups.size(), 1);
    QCOMPARE(groups[0].toObject()[u"members"].toArray(), (QJsonArray{u"1_a"_s, u"1_b"_s}));
    QCOMPARE(groups[0].toObject()[u"verdict"],
             object[u"migrations"].toArray()[0].toObject()[u"verdict"]);
    QCOMPARE(object[u"migrations"].toArray().size(), 11);
}

QTEST_GUILESS_MAIN(TestJsonReport)
#include "tst_jsonreport.moc"
