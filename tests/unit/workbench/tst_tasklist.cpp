// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tasklist.h"

#include <QSignalSpy>
#include <QTest>

using namespace tidemark;
using namespace Qt::StringLiterals;

class TestTaskList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fromBeginToEnd();
    void stopsOnce();
    void stopMayEndIt();
};

void TestTaskList::fromBeginToEnd()
{
    TaskList tasks;
    const QSignalSpy changed(&tasks, &TaskList::changed);
    const int first = tasks.begin(u"copying"_s);
    const int second = tasks.begin(u"reading"_s);
    tasks.advance(first, 3, 14, u"0003_orders"_s);
    QCOMPARE(tasks.entries().size(), std::size_t(2));
    QCOMPARE(tasks.entries()[0].done, 3);
    QCOMPARE(tasks.entries()[0].detail, u"0003_orders"_s);
    tasks.end(first, u"14 copied"_s);
    QCOMPARE(tasks.entries().size(), std::size_t(1));
    QCOMPARE(tasks.entries()[0].id, second);
    tasks.end(second);
    QCOMPARE(tasks.lastOutcome(), u"14 copied"_s);
    tasks.advance(first, 1, 1);
    QCOMPARE(changed.count(), 5);
}

void TestTaskList::stopsOnce()
{
    TaskList tasks;
    int stopped = 0;
    const int id = tasks.begin(u"rehearsing"_s, [&stopped] { ++stopped; });
    tasks.begin(u"cannot be stopped"_s);
    tasks.stopAll();
    tasks.stop(id);
    QCOMPARE(stopped, 1);
    QVERIFY(tasks.entries()[0].stopping);
    QVERIFY(!tasks.entries()[1].stopping);
}

void TestTaskList::stopMayEndIt()
{
    TaskList tasks;
    int id = 0;
    id = tasks.begin(u"quick"_s, [&] { tasks.end(id, u"stopped"_s); });
    tasks.stop(id);
    QVERIFY(tasks.entries().empty());
    QCOMPARE(tasks.lastOutcome(), u"stopped"_s);
}

QTEST_GUILESS_MAIN(TestTaskList)
#include "tst_tasklist.moc"
