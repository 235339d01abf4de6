// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/relay.h"
#include "tasks/taskpool.h"

#include <QTest>
#include <QThread>

#include <atomic>

using namespace tidemark;

class TestRelay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allInOrderInFewCalls();
    void nothingAfterTheContext();
};

void TestRelay::allInOrderInFewCalls()
{
    constexpr int count = 20'000;
    TaskPool pool;
    std::vector<int> received;
    int calls = 0;
    const Relay<int> relay(this, [&](const std::vector<int> &events) {
        ++calls;
        received.insert(received.end(), events.begin(), events.end());
    });
    std::atomic<bool> posted = false;
    pool.start([relay, &posted](std::stop_token) -> Result<void> {
        for (int i = 0; i < count; ++i)
            relay.post(i);
        posted = true;
        return {};
    });
    // The event loop does not turn until all are there, as when a window is busy painting.
    while (!posted)
        QThread::msleep(1);
    QTRY_COMPARE(received.size(), std::size_t(count));
    QVERIFY2(calls < 5, qPrintable(QString::number(calls)));
    for (int i = 0; i < count; ++i)
        QCOMPARE(received[std::size_t(i)], i);
}

void TestRelay::nothingAfterTheContext()
{
    auto context = std::make_unique<QObject>();
    int calls = 0;
    const Relay<int> relay(context.get(), [&](const std::vector<int> &) { ++calls; });
    relay.post(1);
    context.reset();
    relay.post(2);
    QTest::qWait(20);
    QCOMPARE(calls, 0);
}

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
