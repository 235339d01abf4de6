// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/productionguard.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace std::chrono_literals;

class TestProductionGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyProductionNeedsArming();
    void armsByItsName_data();
    void armsByItsName();
    void disarmsByItself();
    void disarms();
    void armsOneAtATime();
    void anotherDatabaseByTheSameNameIsNotArmed();
};

namespace {

Environment production(const QString &name = u"Weird \"Name\"; --"_s)
{
    Environment environment;
    environment.name = name;
    environment.role = EnvironmentRole::Production;
    environment.url = u"postgresql://db.example/shop"_s;
    return environment;
}

} // namespace

void TestProductionGuard::onlyProductionNeedsArming()
{
    const ProductionGuard guard;
    Environment staging = production();
    staging.role = EnvironmentRole::Staging;
    QVERIFY(guard.isArmed(staging));
    QVERIFY(guard.check(staging));
    QVERIFY(!guard.isArmed(production()));
    const auto refused = guard.check(production());
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Permission);
    QVERIFY(!guard.armedUntil());
}

void TestProductionGuard::armsByItsName_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("arms");
    QTest::newRow("its name") << u"production"_s << true;
    QTest::newRow("nothing") << u""_s << false;
    QTest::newRow("other case") << u"Production"_s << false;
    QTest::newRow("blank behind") << u"production "_s << false;
    QTest::newRow("another") << u"staging"_s << false;
}

void TestProductionGuard::armsByItsName()
{
    QFETCH(QString, typed);
    QFETCH(bool, arms);
    ProductionGuard guard;
    const QSignalSpy changed(&guard, &ProductionGuard::changed);
    const auto armed = guard.arm(production(u"production"_s), typed);
    QCOMPARE(armed.has_value(), arms);
    QCOMPARE(guard.isArmed(production(u"production"_s)), arms);
    QCOMPARE(guard.check(production(u"production"_s)).has_value(), arms);
    QCOMPARE(changed.size(), arms ? 1 : 0);
    if (!arms) {
        QVERIFY(armed.error().hint.contains(u"production"_s));
        return;
    }
    const qint64 left = QDateTime::currentDateTimeUtc().secsTo(*guard.armedUntil());
    QVERIFY2(left > 14 * 60 && left <= 15 * 60, qPrintable(QString::number(left)));
}

void TestProductionGuard::disarmsByItself()
{
    ProductionGuard guard(1000ms);
    QSignalSpy changed(&guard, &ProductionGuard::changed);
    QVERIFY(guard.arm(production(), production().name));
    QVERIFY(guard.isArmed(production()));
    QVERIFY(changed.wait(30'000) || changed.size() == 2);
    QCOMPARE(changed.size(), 2);
    QVERIFY(!guard.isArmed(production()));
    QVERIFY(!guard.armedUntil());

    // Without an event loop that would tell.
    QVERIFY(guard.arm(production(), production().name));
    QTest::qSleep(1100);
    QVERIFY(!guard.isArmed(production()));
    QCOMPARE(guard.armedEnvironment(), nullptr);
}

void TestProductionGuard::disarms()
{
    ProductionGuard guard;
    QVERIFY(guard.arm(production(), production().name));
    const QSignalSpy changed(&guard, &ProductionGuard::changed);
    guard.disarm();
    guard.disarm();
    QCOMPARE(changed.size(), 1);
    QVERIFY(!guard.isArmed(production()));
}

void TestProductionGuard::armsOneAtATime()
{
    ProductionGuard guard;
    QVERIFY(guard.arm(production(u"eu"_s), u"eu"_s));
    QVERIFY(guard.arm(production(u"us"_s), u"us"_s));
    QVERIFY(!guard.isArmed(production(u"eu"_s)));
    QCOMPARE(guard.armedEnvironment()->name, u"us"_s);
    QVERIFY(!guard.arm(production(u"eu"_s), u"us"_s));
    QVERIFY(guard.isArmed(production(u"us"_s)));
}

void TestProductionGuard::anotherDatabaseByTheSameNameIsNotArmed()
{
    ProductionGuard guard;
    QVERIFY(guard.arm(production(), production().name));
    Environment moved = production();
    moved.where.line = 17;
    QVERIFY(guard.isArmed(moved));
    Environment other = production();
    other.url = u"postgresql://db.example/other"_s;
    QVERIFY(!guard.isArmed(other));
}

QTEST_GUILESS_MAIN(TestProductionGuard)
#include "tst_productionguard.moc"
