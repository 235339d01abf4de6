// SPDX-License-Identifier: GPL-3.0-or-later
#include "lintsupport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// -- tidemark: allow RULE because ...
class TestLintAllow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comments_data();
    void comments();
    void theReasonIsKept();
    void emptyDown();
};

void TestLintAllow::comments_data()
{
    QTest::addColumn<QByteArray>("up");
    QTest::addColumn<QStringList>("rules");
    QTest::newRow("above") << QByteArray(
                                  "-- tidemark: allow drop-table because unused\nDROP TABLE a;")
                           << QStringList();
    QTest::newRow("beside") << QByteArray(
                                   "DROP TABLE a; -- tidemark: allow drop-table because unused")
                            << QStringList();
    QTest::newRow("inside")
        << QByteArray("DROP TABLE\n/* tidemark: allow drop-table because unused */\na;")
        << QStringList();
    QTest::newRow("another statement")
        << QByteArray("-- tidemark: allow drop-table because unused\nDROP TABLE a;\nDROP TABLE b;")
        << QStringList{u"drop-table"_s};
    QTest::newRow("two of them")
        << QByteArray(
               "-- tidemark: allow drop-table because unused\n"
               "-- tidemark: allow drop-cascade because nothing hangs on it\nDROP TABLE a CASCADE;")
        << QStringList();
    QTest::newRow("no reason") << QByteArray("-- tidemark: allow drop-table\nDROP TABLE a;")
                               << QStringList{u"allow-without-reason"_s, u"drop-table"_s};
    QTest::newRow("because of nothing")
        << QByteArray("-- tidemark: allow drop-table because \nDROP TABLE a;")
        << QStringList{u"allow-without-reason"_s, u"drop-table"_s};
    QTest::newRow("no such rule") << QByteArray("-- tidemark: allow nonsense because x\nSELECT 1;")
                                  << QStringList{u"allow-unknown"_s};
    QTest::newRow("nothing to allow")
        << QByteArray("-- tidemark: allow drop-table because x\nSELECT 1;")
        << QStringList{u"allow-unused"_s};
    QTest::newRow("in a string")
        << QByteArray("SELECT '-- tidemark: allow drop-table because x';\nDROP TABLE a;")
        << QStringList{u"drop-table"_s};
}

void TestLintAllow::comments()
{
    QFETCH(QByteArray, up);
    QFETCH(QStringList, rules);
    for (const Engine engine : {Engine::PostgreSql, Engine::Sqlite}) {
        if (engine == Engine::Sqlite && up.contains("CASCADE"))
            continue;
        LintRequest request;
        request.settings.levels[u"no-down"_s] = LintLevel::Off;
        const LintResult result = lintOf(
            {.before =
                 "CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (id bigint PRIMARY KEY);",
             .up = up,
             .down = "SELECT 1;"},
            engine, request);
        QStringList found = rulesIn(result);
        found.removeAll(u"down-does-not-restore"_s);
        QCOMPARE(found, rules);
    }
}

void TestLintAllow::theReasonIsKept()
{
    const LintResult result = lintOf({.before = "CREATE TABLE a (id bigint PRIMARY KEY);",
                                      .up = "-- tidemark: allow drop-table because nobody has read "
                                            "it since 2019, see #12\r\nDROP TABLE a;"});
    const LintFinding *finding = findingOf(result, u"drop-table"_s);
    QVERIFY(finding);
    QCOMPARE(finding->allowedBecause, u"nobody has read it since 2019, see #12"_s);
    QCOMPARE(result.count(LintLevel::Warning), 0);
}

void TestLintAllow::emptyDown()
{
    const LintResult result =
        lintOf({.up = "CREATE TABLE a (id bigint PRIMARY KEY);",
                .down = "-- tidemark: allow empty-down because the table holds invoices\n"});
    QCOMPARE(rulesIn(result), QStringList());
    QVERIFY(findingOf(result, u"empty-down"_s)->isAllowed());
}

QTEST_GUILESS_MAIN(TestLintAllow)
#include "tst_lintallow.moc"
