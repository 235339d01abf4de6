// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/htmlreport.h"
#include "reportsamples.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

/// The body without its script, as XML: the writer closes what it opens, so an escape that is
/// forgotten shows as an error or as an element that nobody wrote.
QString bodyOf(const QByteArray &page)
{
    const QString html = QString::fromUtf8(page);
    const qsizetype begin = html.indexOf(u"<body>"_s);
    const qsizetype end = html.lastIndexOf(u"<script>"_s);
    QString body = html.mid(begin, end - begin) + u"</body>"_s;
    static const QRegularExpression input(u"(<input [^>]*)>"_s);
    return body.replace(input, u"\\1/>"_s);
}

QString textOf(const QByteArray &page, QStringList *elements = nullptr)
{
    QXmlStreamReader xml(bodyOf(page));
    QString text;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement && elements)
            elements->append(xml.name().toString());
        if (token == QXmlStreamReader::Characters)
            text += xml.text().toString() + u' ';
    }
    return xml.hasError() ? u"not well-formed: "_s + xml.errorString() : text;
}

} // namespace

class TestHtmlReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOneFileWithoutNetwork();
    void isWellFormed();
    void holdsEvidence_data();
    void holdsEvidence();
    void escapesEverything();
    void hasARowAndAnArticlePerMigration();
    void groupsEmptyDownsByWhatTheyLeave();
    void survivesPlaceholders();
    void writesAnEmptyReport();
    void writesManyMigrations();
    void givesGroupsRowsAndArticles();
};

void TestHtmlReport::isOneFileWithoutNetwork()
{
    const QByteArray page = writeHtml(sampleReport());
    QVERIFY(page.startsWith("<!doctype html>"));
    QVERIFY(page.contains("default-src 'none'"));
    static const QRegularExpression reference(
        u"(src|href|action)=\"(?!#)|url\\(|@import|fetch\\("_s);
    const auto match = reference.match(bodyOf(page));
    QVERIFY2(!match.hasMatch(), qPrintable(match.captured(0)));
    QVERIFY(!page.contains("<link"));
    QVERIFY(!page.contains("http:"));
    QVERIFY(!page.contains("https:"));
    QVERIFY(page.contains("prefers-color-scheme: dark"));
}

void TestHtmlReport::isWellFormed()
{
    const QString text = textOf(writeHtml(sampleReport()));
    QVERIFY2(!text.startsWith(u"not well-formed"_s), qPrintable(text));
}

void TestHtmlReport::holdsEvidence_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("title") << u"shop"_s;
    QTest::newRow("headline") << u"3 of 11"_s;
    QTest::newRow("weird table") << QString::fromUtf16(weirdTable);
    QTest::newRow("lost value") << u"Ada <b>Brandt</b>"_s;
    QTest::newRow("null") << u"NULL"_s;
    QTest::newRow("lost") << u"1 row lost, 1 row changed (phone)"_s;
    QTest::newRow("moved") << u"1,040 rows added"_s;
    QTest::newRow("explained") << u"3 rows changed (changed_at)"_s;
    QTest::newRow("sequence") << u"public.customers_id_seq: 3 -> 5"_s;
    QTest::newRow("error") << u"cannot drop index orders_coupon_once"_s;
    QTest::newRow("place") << u"0005_coupons.down.sql:2:12"_s;
    QTest::newRow("sqlstate") << u"2BP01"_s;
    QTest::newRow("definition") << u"CREATE INDEX x ON t (a) WHERE a < 3 AND b > 4"_s;
    QTest::newRow("lock") << u"AccessExclusive public.orders"_s;
    QTest::newRow("rewrite") << u"rewrites public.orders"_s;
    QTest::newRow("not compared") << u"operator family (2)"_s;
    QTest::newRow("finding") << u"a file is not SQL: <go>"_s;
}

void TestHtmlReport::holdsEvidence()
{
    QFETCH(QString, text);
    const QString page = textOf(writeHtml(sampleReport()));
    QVERIFY2(page.contains(text), qPrintable(page));
}

void TestHtmlReport::escapesEverything()
{
    // Every text of the report tries to open an element and to leave an attribute.
    const QString evil = u"\"><script>alert(1)</script><img src=x onerror=alert(2)>'&lt;\x01"_s;
    RehearsalReport report = sampleReport();
    report.tidemarkVersion = report.serverVersion = report.convention = report.mode = evil;
    report.sandbox = report.folder = evil;
    report.findings[0].message = report.findings[0].hint = report.findings[0].where.file = evil;
    report.notCompared[0].kind = evil;
    for (MigrationReport &migration : report.migrations) {
        migration.version = migration.name = migration.id = migration.file = evil;
        migration.reason = evil;
        migration.sequenceChanges = {evil};
        for (StepEvidence *step : {&migration.up, &migration.down, &migration.redo}) {
            if (step->error)
                *step->error = {ErrorKind::Sql, evil, evil, evil, evil, {evil, 1, 1}, -1};
            for (StatementEvidence &statement : step->statements) {
                statement.summary = statement.where.file = evil;
                statement.where.line = 1;
                statement.rewrites = statement.notices = {evil};
                statement.locks = {{evil, evil, 1}};
            }
        }
        for (Difference &difference : migration.schemaDiff.differences) {
            difference.kind = difference.object = difference.property = evil;
            difference.before = difference.after = evil;
        }
        for (TableDataDifference &lost : migration.lost) {
            lost.table = evil;
            lost.changedColumns = lost.columns = {evil};
            lost.samples = {{{evil}, {evil}, {}}, {{evil}, {evil}, {evil + u'2'}}};
        }
    }
    const QByteArray page = writeHtml(report);
    QStringList elements;
    const QString text = textOf(page, &elements);
    QVERIFY2(!text.startsWith(u"not well-formed"_s), qPrintable(text));
    QVERIFY(!elements.contains(u"script"_s));
    QVERIFY(!elements.contains(u"img"_s));
    QCOMPARE(page.count("<script"), 1);
    QCOMPARE(page.count("</script"), 1);
    QVERIFY(!page.contains('\x01'));
}

void TestHtmlReport::hasARowAndAnArticlePerMigration()
{
    const QByteArray page = writeHtml(sampleReport());
    QCOMPARE(page.count("<article "), 11);
    QCOMPARE(page.count("<a href=\"#m"), 11);
    QCOMPARE(page.count("id=\"m11\""), 1);
}

void TestHtmlReport::groupsEmptyDownsByWhatTheyLeave()
{
    const QByteArray page = writeHtml(sampleReport());
    QCOMPARE(page.count("<li data-group=\"empty-down-caution\">"), 1);
    QCOMPARE(page.count("<li data-group=\"empty-down-neutral\">"), 1);
    QCOMPARE(page.count("<button "), 11);
}

void TestHtmlReport::survivesPlaceholders()
{
    RehearsalReport report = sampleReport();
    report.folder = u"/srv/%1%2"_s;
    report.migrations[0].name = u"%1 %2 %3 %L1 %99"_s;
    report.migrations[1].lost[0].table = u"%1"_s;
    report.migrations[4].up.statements[0].summary = u"SELECT '%1', '%2'"_s;
    report.migrations[4].up.statements[0].where.file = u"%1.sql"_s;
    const QString text = textOf(writeHtml(report));
    QVERIFY(text.contains(u"/srv/%1%2"_s));
    QVERIFY(text.contains(u"%1 %2 %3 %L1 %99"_s));
    QVERIFY(text.contains(u"SELECT '%1', '%2'"_s));
}

void TestHtmlReport::writesAnEmptyReport()
{
    const QString text = textOf(writeHtml({}));
    QVERIFY(text.contains(u"0 of 0"_s));
}

void TestHtmlReport::writesManyMigrations()
{
    const QByteArray page = writeHtml(hugeReport(5000));
    QCOMPARE(page.count("<article "), 5000);
    QVERIFY(!textOf(page).startsWith(u"not well-formed"_s));
}

void TestHtmlReport::givesGroupsRowsAndArticles()
{
    RehearsalReport report = sampleReport();
    report.groups.push_back(report.migrations.front());
    report.groups.front().name = u"split (3 steps as one)"_s;
    const QString page = QString::fromUtf8(writeHtml(report));
    const auto number = static_cast<qsizetype>(report.migrations.size()) + 1;
    QVERIFY(page.contains(u"<a href=\"#m%1\">"_s.arg(number)));
    QVERIFY(page.contains(u"<article id=\"m%1\">"_s.arg(number)));
    QCOMPARE(page.count(u"split (3 steps as one)"_s), 3);
}

QTEST_GUILESS_MAIN(TestHtmlReport)
#include "tst_htmlreport.moc"
