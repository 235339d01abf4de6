// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/arming.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// Who may write to what.
class TestArming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void armed_data();
    void armed();
    void saysWhatToDo();
};

void TestArming::armed_data()
{
    QTest::addColumn<EnvironmentRole>("role");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("local") << EnvironmentRole::Local << QString() << true;
    QTest::newRow("staging") << EnvironmentRole::Staging << QString() << true;
    QTest::newRow("staging, wrong name") << EnvironmentRole::Staging << u"live"_s << true;
    QTest::newRow("production") << EnvironmentRole::Production << QString() << false;
    QTest::newRow("its name") << EnvironmentRole::Production << u"Live EU"_s << true;
    QTest::newRow("other case") << EnvironmentRole::Production << u"live eu"_s << false;
    QTest::newRow("a part of it") << EnvironmentRole::Production << u"Live"_s << false;
    QTest::newRow("space behind") << EnvironmentRole::Production << u"Live EU "_s << false;
    QTest::newRow("yes") << EnvironmentRole::Production << u"yes"_s << false;
}

void TestArming::armed()
{
    QFETCH(EnvironmentRole, role);
    QFETCH(QString, typed);
    QFETCH(bool, allowed);
    Environment environment;
    environment.name = u"Live EU"_s;
    environment.role = role;
    const auto result = checkArmed(environment, typed);
    QCOMPARE(result.has_value(), allowed);
    QCOMPARE(needsArming(environment), role == EnvironmentRole::Production);
    if (!allowed)
        QCOMPARE(result.error().kind, ErrorKind::Usage);
}

void TestArming::saysWhatToDo()
{
    Environment environment;
    environment.name = u"live"_s;
    environment.role = EnvironmentRole::Production;
    environment.where = {u"tidemark.toml"_s, 7, 1};
    const auto refused = checkArmed(environment, u"lice"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().where, environment.where);
    QVERIFY(refused.error().hint.contains(u"--arm live"_s));
    QVERIFY(refused.error().detail.contains(u"lice"_s));
}

QTEST_GUILESS_MAIN(TestArming)
#include "tst_arming.moc"
