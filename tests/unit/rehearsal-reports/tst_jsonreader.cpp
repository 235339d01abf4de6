// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/jsonreport.h"
#include "reportsamples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class TestJsonReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWasWritten();
    void readsEveryWord();
    void keepsNullApartFromText();
    void readsManyMigrations();
    void refusesWhatIsNoReport_data();
    void refusesWhatIsNoReport();
    void forgivesOlderReports();
};

void TestJsonReader::readsWhatWasWritten()
{
    RehearsalReport report = sampleReport();
    report.groups.push_back(report.migrations.front());
    report.groups.front().members = {u"1_a"_s, u"1_b"_s};
    const auto read = readJson(writeJson(report));
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().toString()));
    QCOMPARE(read->migrations.size(), report.migrations.size());
    for (size_t i = 0; i < report.migrations.size(); ++i)
        QVERIFY2(read->migrations[i] == report.migrations[i], qPrintable(report.migrations[i].id));
    QVERIFY(*read == report);
    QCOMPARE(writeJson(*read), writeJson(report));
}

/// Whatever an enumeration can say, and every optional part.
void TestJsonReader::readsEveryWord()
{
    RehearsalReport report = sampleReport();
    report.engine = Engine::Sqlite;
    report.traffic = u"orders \"1\".sql"_s;
    report.cancelled = true;
    report.fill = 3;
    report.migrations.clear();
    for (int i = 0; i <= static_cast<int>(ErrorKind::Internal); ++i) {
        MigrationReport migration;
        migration.id = QString::number(i);
        migration.verdict = static_cast<Verdict>(i);
        migration.redo.state = static_cast<StepEvidence::State>(i % 3);
        migration.redo.error =
            Error{static_cast<ErrorKind>(i), u"a"_s, u"b\nc"_s, u"d"_s, u"42P01"_s,
                  {u"e.sql"_s, 4, i},        i - 1};
        migration.redo.forcedOutside = i % 2 == 0;
        migration.redo.outsideTransaction = i % 3 == 0;
        migration.redo.statements = {{u"DROP"_s,
                                      {u"e.sql"_s, 1, 1},
                                      0.125,
                                      7,
                                      8192,
                                      {{u"t"_s, u"ExclusiveLock"_s, 1}},
                                      {u"t"_s},
                                      {u"NOTICE: \u00e4"_s}}};
        migration.redoSchema = static_cast<SchemaOutcome>(i % 4);
        migration.verifyPassed = i % 2 == 0;
        migration.verifyPassedAfterDown = i % 3 == 0;
        migration.findings = {{static_cast<Finding::Severity>(i % 3), u"c"_s, u"m"_s, {}, {}}};
        migration.schemaDiff.leftOut = {{u"comments"_s, i}};
        report.migrations.push_back(migration);
    }
    const auto read = readJson(writeJson(report));
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().toString()));
    QVERIFY(*read == report);
}

/// QString's == takes NULL and a text without characters for the same, so they are looked at.
void TestJsonReader::keepsNullApartFromText()
{
    RehearsalReport report = sampleReport();
    TableDataDifference &lost = report.migrations[1].lost[0];
    lost.samples[0].before = {QString(), u""_s, u"NULL"_s};
    const auto read = readJson(writeJson(report));
    QVERIFY(read.has_value());
    const QStringList cells = read->migrations[1].lost[0].samples[0].before;
    QCOMPARE(cells.size(), 3);
    QVERIFY(cells[0].isNull());
    QVERIFY(!cells[1].isNull() && cells[1].isEmpty());
    QCOMPARE(cells[2], u"NULL"_s);
}

void TestJsonReader::readsManyMigrations()
{
    const RehearsalReport report = hugeReport(300);
    const auto read = readJson(writeJson(report));
    QVERIFY(read.has_value());
    QVERIFY(*read == report);
}

void TestJsonReader::refusesWhatIsNoReport_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("not json") << QByteArray("<html>");
    QTest::newRow("half") << writeJson(sampleReport()).left(2000);
    QTest::newRow("another object") << QByteArray("{\"a\": 1}");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no list") << QByteArray("{\"tidemark\": \"1\", \"migrations\": 3}");
    QTest::newRow("a verdict of the future")
        << writeJson(sampleReport()).replace("\"loses-data\",", "\"loses-mind\",");
}

void TestJsonReader::refusesWhatIsNoReport()
{
    QFETCH(const QByteArray, json);
    const auto read = readJson(json);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().kind, ErrorKind::Input);
    QVERIFY(!read.error().detail.isEmpty());
}

/// Keys that came later are absent in what an older version wrote.
void TestJsonReader::forgivesOlderReports()
{
    QJsonObject object = QJsonDocument::fromJson(writeJson(sampleReport())).object();
    object.remove(u"traffic"_s);
    object.remove(u"notCompared"_s);
    object[u"later"_s] = 5;
    const auto read = readJson(QJsonDocument(object).toJson());
    QVERIFY(read.has_value());
    QCOMPARE(read->migrations.size(), sampleReport().migrations.size());
}

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
