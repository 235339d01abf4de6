// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/junitreport.h"
#include "reportsamples.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

struct Case
{
    QString name;
    QString outcome; ///< "failure", "skipped", "system-out" or empty
    QString type;
    QString message;
    QString text;
};

struct Parsed
{
    QXmlStreamAttributes suite;
    std::vector<Case> cases;
    QString error;
};

Parsed parse(const QByteArray &bytes)
{
    Parsed parsed;
    QXmlStreamReader xml(bytes);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString element = xml.name().toString();
        const QXmlStreamAttributes attributes = xml.attributes();
        if (element == u"testsuite") {
            parsed.suite = attributes;
        } else if (element == u"testcase") {
            parsed.cases.push_back({attributes.value(u"name"_s).toString(), {}, {}, {}, {}});
        } else if (!parsed.cases.empty()) {
            Case &current = parsed.cases.back();
            current.outcome = element;
            current.type = attributes.value(u"type"_s).toString();
            current.message = attributes.value(u"message"_s).toString();
            current.text = xml.readElementText();
        }
    }
    if (xml.hasError())
        parsed.error = xml.errorString();
    return parsed;
}

} // namespace

class TestJUnitReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsCases();
    void tellsOutcomes_data();
    void tellsOutcomes();
    void givesReasonAndEvidence();
    void isWellFormedWithWeirdNames();
    void writesManyMigrations();
};

void TestJUnitReport::countsCases()
{
    const Parsed parsed = parse(writeJUnit(sampleReport()));
    QCOMPARE(parsed.error, QString());
    QCOMPARE(parsed.suite.value(u"tests"_s), u"11"_s);
    QCOMPARE(parsed.suite.value(u"failures"_s), u"7"_s);
    QCOMPARE(parsed.suite.value(u"skipped"_s), u"1"_s);
    QCOMPARE(parsed.suite.value(u"errors"_s), u"0"_s);
    QCOMPARE(parsed.suite.value(u"time"_s), u"0.310"_s);
    QCOMPARE(parsed.suite.value(u"timestamp"_s), u"2026-03-01T09:30:00"_s);
    QCOMPARE(parsed.cases.size(), size_t(11));
}

void TestJUnitReport::tellsOutcomes_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("type");
    QTest::newRow("reversible") << 0 << u"0001 customers"_s << QString() << QString();
    QTest::newRow("loses data") << 1 << u"0002 customer_contacts"_s << u"failure"_s
                                << u"loses-data"_s;
    QTest::newRow("reorders") << 3 << u"0004 suppliers"_s << u"system-out"_s << QString();
    QTest::newRow("no down") << 5 << u"0006 invoices"_s << u"failure"_s << u"no-down"_s;
    QTest::newRow("empty, leaves schema")
        << 6 << u"0007 newsletter"_s << u"failure"_s << u"empty-down"_s;
    QTest::newRow("empty, nothing to undo")
        << 7 << u"0008 analyze_orders"_s << u"system-out"_s << QString();
    QTest::newRow("not run") << 10 << u"0011 go_backfill"_s << u"skipped"_s << QString();
}

void TestJUnitReport::tellsOutcomes()
{
    QFETCH(int, index);
    QFETCH(QString, name);
    QFETCH(QString, outcome);
    QFETCH(QString, type);
    const Case actual = parse(writeJUnit(sampleReport())).cases.at(static_cast<size_t>(index));
    QCOMPARE(actual.name, name);
    QCOMPARE(actual.outcome, outcome);
    QCOMPARE(actual.type, type);
}

void TestJUnitReport::givesReasonAndEvidence()
{
    const std::vector<Case> cases = parse(writeJUnit(sampleReport())).cases;
    QVERIFY(cases[4].message.contains(u"the constraint needs the index"_s));
    QVERIFY(cases[4].text.contains(u"0005_coupons.down.sql:2:12"_s));
    QVERIFY(cases[4].text.contains(u"requires it"_s));
    QVERIFY(cases[1].text.contains(u"public.customers: 1 row lost, 1 row changed (phone)"_s));
    QVERIFY(cases[2].text.contains(QString::fromUtf16(weirdTable)));
}

void TestJUnitReport::isWellFormedWithWeirdNames()
{
    RehearsalReport report = sampleReport();
    QString name = u"]]> & \"quotes\" <tag> "_s;
    for (char16_t c = 0; c < 0x20; ++c)
        name += QChar(c);
    name += QChar(0xd800);
    name += QChar(0xffff);
    report.migrations[4].name = name;
    report.migrations[4].reason = name;
    report.migrations[4].down.error->detail = name;
    const Parsed parsed = parse(writeJUnit(report));
    QCOMPARE(parsed.error, QString());
    QVERIFY(parsed.cases[4].name.contains(u"]]> & \"quotes\" <tag>"_s));
}

void TestJUnitReport::writesManyMigrations()
{
    const Parsed parsed = parse(writeJUnit(hugeReport(5000)));
    QCOMPARE(parsed.error, QString());
    QCOMPARE(parsed.cases.size(), size_t(5000));
}

QTEST_GUILESS_MAIN(TestJUnitReport)
#include "tst_junitreport.moc"
