// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/uncertain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

class TestUncertain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatRunsAlone_data();
    void knowsWhatRunsAlone();
    void knowsSettings_data();
    void knowsSettings();
};

void TestUncertain::knowsWhatRunsAlone_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("expected");
    QTest::newRow("table") << QByteArray("CREATE TABLE a (b int)") << false;
    QTest::newRow("concurrently") << QByteArray("CREATE INDEX CONCURRENTLY a ON b (c)") << true;
    QTest::newRow("vacuum") << QByteArray("VACUUM a") << true;
    QTest::newRow("call") << QByteArray("call work()") << true;
    QTest::newRow("do") << QByteArray("DO $$ BEGIN PERFORM 1; END $$") << false;
    QTest::newRow("do that commits") << QByteArray("DO $$ BEGIN COMMIT; END $$") << true;
}

void TestUncertain::knowsWhatRunsAlone()
{
    QFETCH(QByteArray, sql);
    QTEST(mustRunAlone({sql, {}, {}}, Engine::PostgreSql), "expected");
}

void TestUncertain::knowsSettings_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("expected");
    QTest::newRow("set") << QByteArray("SET search_path = x") << true;
    QTest::newRow("set role") << QByteArray("set role x") << true;
    QTest::newRow("set local") << QByteArray("SET LOCAL x = 1") << false;
    QTest::newRow("set constraints") << QByteArray("SET CONSTRAINTS ALL DEFERRED") << false;
    QTest::newRow("pragma") << QByteArray("PRAGMA foreign_keys=OFF") << true;
    QTest::newRow("settle") << QByteArray("SETTLE") << false;
    QTest::newRow("update") << QByteArray("UPDATE a SET b = 1") << false;
}

void TestUncertain::knowsSettings()
{
    QFETCH(QByteArray, sql);
    QTEST(isSessionSetting({sql, {}, {}}), "expected");
}

QTEST_GUILESS_MAIN(TestUncertain)
#include "tst_uncertain.moc"
