// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/reports/lintreports.h"
#include "lintsupport.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What machines read.
class TestLintReports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sarif();
    void json();
    void explanations();

private:
    static LintResult sample()
    {
        return lintOf(
            {.before =
                 "CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (id bigint PRIMARY KEY);",
             .up = "DROP TABLE a;\n-- tidemark: allow drop-table because unused\nDROP TABLE b;"});
    }
};

// The keys that the schema of SARIF 2.1.0 requires, and the values that it allows.
void TestLintReports::sarif()
{
    LintResult result = sample();
    result.findings.front().where.file = u"2 ä.sql"_s;
    const QJsonObject sarif = lintSarif(result, u"/srv/my shop"_s);
    QCOMPARE(sarif[u"version"_s].toString(), u"2.1.0"_s);
    QVERIFY(sarif[u"$schema"_s].toString().contains(u"sarif-2.1.0"));
    QCOMPARE(sarif[u"runs"_s].toArray().size(), 1);
    const QJsonObject run = sarif[u"runs"_s][0].toObject();
    QVERIFY(QStringList({u"utf16CodeUnits"_s, u"unicodeCodePoints"_s})
                .contains(run[u"columnKind"_s].toString()));
    QCOMPARE(run[u"originalUriBaseIds"_s][u"MIGRATIONS"_s][u"uri"_s].toString(),
             u"file:///srv/my%20shop/"_s);
    const QJsonObject driver = run[u"tool"_s][u"driver"_s].toObject();
    QCOMPARE(driver[u"name"_s].toString(), u"tidemark"_s);
    const QJsonArray rules = driver[u"rules"_s].toArray();
    QCOMPARE(static_cast<size_t>(rules.size()), lintRules().size());
    for (const QJsonValue &rule : rules) {
        QVERIFY(!rule[u"id"_s].toString().isEmpty());
        for (const QString &text : {u"shortDescription"_s, u"fullDescription"_s, u"help"_s})
            QVERIFY(!rule[text][u"text"_s].toString().isEmpty());
    }
    const QJsonArray results = run[u"results"_s].toArray();
    QCOMPARE(static_cast<size_t>(results.size()), result.findings.size());
    const QStringList levels{u"none"_s, u"note"_s, u"warning"_s, u"error"_s};
    int suppressed = 0;
    for (const QJsonValue &value : results) {
        QVERIFY(!value[u"message"_s][u"text"_s].toString().isEmpty());
        QVERIFY(levels.contains(value[u"level"_s].toString()));
        QCOMPARE(rules[value[u"ruleIndex"_s].toInt()][u"id"_s], value[u"ruleId"_s]);
        const QJsonValue place = value[u"locations"_s][0][u"physicalLocation"_s];
        QVERIFY(!place[u"artifactLocation"_s][u"uri"_s].toString().contains(u' '));
        QVERIFY(place[u"region"_s][u"startLine"_s].toInt() >= 1);
        const QJsonArray suppressions = value[u"suppressions"_s].toArray();
        suppressed += !suppressions.isEmpty();
        for (const QJsonValue &suppression : suppressions) {
            QCOMPARE(suppression[u"kind"_s].toString(), u"inSource"_s);
            QCOMPARE(suppression[u"justification"_s].toString(), u"unused"_s);
        }
    }
    QCOMPARE(suppressed, 1);
}

void TestLintReports::json()
{
    const QJsonObject json = lintJson(sample());
    QCOMPARE(json[u"migrations"_s].toInt(), 1);
    QCOMPARE(json[u"statements"_s].toInt(), 2);
    QCOMPARE(json[u"warnings"_s].toInt(), 1);
    const QJsonArray findings = json[u"findings"_s].toArray();
    const auto drop = std::ranges::find_if(findings, [](const QJsonValue &finding) {
        return finding[u"rule"_s].toString() == u"drop-table";
    });
    QVERIFY(drop != findings.end());
    QCOMPARE((*drop)[u"file"_s].toString(), u"2.up.sql"_s);
    QCOMPARE((*drop)[u"line"_s].toInt(), 1);
    QCOMPARE((*drop)[u"column"_s].toInt(), 12);
    QCOMPARE((*drop)[u"side"_s].toString(), u"up"_s);
}

void TestLintReports::explanations()
{
    for (const LintRule *rule : lintRules()) {
        const QString text = explainRule(*rule);
        QVERIFY(text.contains(rule->why) && text.contains(rule->better));
        QVERIFY(text.contains(u"-- tidemark: allow %1 because"_s.arg(rule->id)));
    }
}

QTEST_GUILESS_MAIN(TestLintReports)
#include "tst_lintreports.moc"
