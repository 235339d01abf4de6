// SPDX-License-Identifier: GPL-3.0-or-later
#include "environments/guardbar.h"
#include "support/clicking.h"
#include "tasks/taskpool.h"
#include "workbench/productionguard.h"
#include "workbench/tasklist.h"
#include "workbench/workspacecontroller.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;
using namespace std::chrono_literals;

class TestGuardBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheTime_data();
    void writesTheTime();
    void isThereOnlyForProduction();
    void armsByTheKeyboard();
    void refusesAnotherName();
    void disarms();
    void readsOnlyAgainWhenTheTimeIsOver();
    void forgetsTheFieldWithTheEnvironment();
};

namespace {

/// A workspace with one environment of each kind, and the bar that looks at it.
struct World
{
    explicit World(std::chrono::milliseconds armedFor = ProductionGuard::defaultTime)
        : guard(armedFor)
        , workspaces(services)
        , bar(theme, guard, workspaces)
    {
        QFile file(folder.filePath(u"tidemark.toml"_s));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write("migrations = '.'\nconvention = 'plain'\n"
                   "[environments.local]\nurl = 'sqlite:a.db'\n"
                   "[environments.production]\nurl = 'sqlite:b.db'\n"
                   "[environments.'Weird \"Name\"; --']\nurl = 'sqlite:c.db'\n"
                   "role = 'production'\n");
        file.close();
        if (!workspaces.open(folder.path()))
            qFatal("%s", qPrintable(workspaces.error()->toString()));
        QObject::connect(&workspaces, &WorkspaceController::workspaceChanged, &guard,
                         &ProductionGuard::disarm);
        bar.resize(1280, bar.height());
        theme.applyTo(*qApp);
    }

    template <typename T>
    T *find(const char16_t *name)
    {
        T *found = bar.findChild<T *>(QString::fromUtf16(name));
        if (!found)
            qFatal("no %s", qPrintable(QString::fromUtf16(name)));
        return found;
    }
    bool shows(const char16_t *name) { return find<QWidget>(name)->isVisibleTo(&bar); }
    QString state() { return find<QLabel>(u"guardState")->text(); }
    QTemporaryDir folder;
    Theme theme;
    TaskList tasks;
    TaskPool pool;
    Services services{pool,          tasks,
                      nullptr,       [](const QString &) { return std::nullopt; },
                      folder.path(), folder.path()};
    ProductionGuard guard;
    WorkspaceController workspaces;
    GuardBar bar;
};

const QString weird = u"Weird \"Name\"; --"_s;

} // namespace

void TestGuardBar::writesTheTime_data()
{
    QTest::addColumn<qint64>("left");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << qint64(900'000) << u"15:00"_s;
    QTest::newRow("just begun") << qint64(899'001) << u"15:00"_s;
    QTest::newRow("the last") << qint64(1) << u"0:01"_s;
    QTest::newRow("over") << qint64(-5000) << u"0:00"_s;
}

void TestGuardBar::writesTheTime()
{
    QFETCH(qint64, left);
    QTEST(timeLeftText(left), "text");
}

void TestGuardBar::isThereOnlyForProduction()
{
    World world;
    QVERIFY(world.bar.isHidden());
    world.workspaces.setCurrentEnvironment(u"production"_s);
    QVERIFY(!world.bar.isHidden());
    QCOMPARE(world.state(), u"production · read-only"_s);
    world.workspaces.setCurrentEnvironment(weird);
    QCOMPARE(world.state(), weird + u" · production · read-only"_s);
    world.workspaces.setCurrentEnvironment(u"local"_s);
    QVERIFY(world.bar.isHidden());
    world.workspaces.setCurrentEnvironment(weird);
    world.workspaces.close();
    QVERIFY(world.bar.isHidden());
}

void TestGuardBar::armsByTheKeyboard()
{
    World world;
    world.workspaces.setCurrentEnvironment(weird);
    world.bar.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&world.bar));
    QVERIFY(world.shows(u"guardArm"));
    world.find<QPushButton>(u"guardArm")->setFocus();
    QTest::keyClick(world.find<QPushButton>(u"guardArm"), Qt::Key_Space);
    auto *field = world.find<QLineEdit>(u"guardName");
    QVERIFY(field->hasFocus());
    QVERIFY(!world.find<QPushButton>(u"guardConfirm")->isEnabled());
    QTest::keyClicks(field, weird);
    QVERIFY(world.find<QPushButton>(u"guardConfirm")->isEnabled());
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(world.guard.isArmed(*world.workspaces.environment()));
    QVERIFY2(world.state().contains(u"armed for 15:00"_s) ||
                 world.state().contains(u"armed for 14:59"_s),
             qPrintable(world.state()));
    QVERIFY(!world.shows(u"guardName") && !world.shows(u"guardArm"));
    QVERIFY(world.shows(u"guardDisarm"));
    QTRY_VERIFY_WITH_TIMEOUT(world.state().contains(u"14:5"_s), 60'000);
}

void TestGuardBar::refusesAnotherName()
{
    World world;
    world.workspaces.setCurrentEnvironment(u"production"_s);
    world.bar.askForName();
    auto *field = world.find<QLineEdit>(u"guardName");
    QTest::keyClicks(field, u"staging"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!world.guard.armedUntil());
    QVERIFY(field->property("invalid").toBool());
    QVERIFY(world.find<QLabel>(u"guardExplanation")->text().contains(u"production"_s));
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(world.shows(u"guardArm"));
    QCOMPARE(world.state(), u"production · read-only"_s);
}

void TestGuardBar::disarms()
{
    World world;
    world.workspaces.setCurrentEnvironment(u"production"_s);
    QVERIFY(world.guard.arm(*world.workspaces.environment(), u"production"_s));
    QVERIFY(world.state().contains(u"armed"_s));
    clickWhenPossible(world.find<QPushButton>(u"guardDisarm"));
    QVERIFY(!world.guard.armedUntil());
    QCOMPARE(world.state(), u"production · read-only"_s);
}

void TestGuardBar::readsOnlyAgainWhenTheTimeIsOver()
{
    World world(900ms);
    world.workspaces.setCurrentEnvironment(u"production"_s);
    QVERIFY(world.guard.arm(*world.workspaces.environment(), u"production"_s));
    QCOMPARE(world.state(), u"production · armed for 0:01"_s);
    QTRY_COMPARE(world.state(), u"production · read-only"_s);
}

void TestGuardBar::forgetsTheFieldWithTheEnvironment()
{
    World world;
    world.workspaces.setCurrentEnvironment(u"production"_s);
    world.bar.askForName();
    QTest::keyClicks(world.find<QLineEdit>(u"guardName"), u"produc"_s);
    world.workspaces.setCurrentEnvironment(weird);
    QVERIFY(!world.shows(u"guardName"));
    QVERIFY(world.shows(u"guardArm"));
}

QTEST_MAIN(TestGuardBar)
#include "tst_guardbar.moc"
