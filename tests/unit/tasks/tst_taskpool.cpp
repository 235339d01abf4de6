// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskpool.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

using namespace tidemark;
using namespace Qt::StringLiterals;

class TestTaskPool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesItsResultInTheContextsThread();
    void errorsArrive();
    void whatIsThrownIsAnError();
    void aStoppedTaskStillTellsWhatItDid();
    void aContextThatHasGoneIsNotCalled();
    void theEndOfThePoolStopsAndWaits();
    void manyAtOnce();
};

void TestTaskPool::givesItsResultInTheContextsThread()
{
    TaskPool pool;
    std::optional<int> answer;
    const std::thread::id here = std::this_thread::get_id();
    std::thread::id worked, answered;
    const auto task = pool.start([&worked](std::stop_token) -> Result<int> {
        worked = std::this_thread::get_id();
        return 42;
    });
    whenDone(task, this, [&](const Result<int> &result) {
        answered = std::this_thread::get_id();
        answer = *result;
    });
    QTRY_COMPARE(answer, std::optional(42));
    QVERIFY(worked != here);
    QVERIFY(answered == here);
}

void TestTaskPool::errorsArrive()
{
    TaskPool pool;
    QString summary;
    whenDone(pool.start([](std::stop_token) -> Result<void> {
        return fail(ErrorKind::Io, u"the disk is full"_s);
    }),
             this, [&](const Result<void> &result) { summary = result.error().summary; });
    QTRY_COMPARE(summary, u"the disk is full"_s);
}

void TestTaskPool::whatIsThrownIsAnError()
{
    TaskPool pool;
    QString detail;
    whenDone(pool.start([](std::stop_token) -> Result<int> {
        throw std::runtime_error("out of everything");
    }),
             this, [&](const Result<int> &result) { detail = result.error().detail; });
    QTRY_COMPARE(detail, u"out of everything"_s);
}

void TestTaskPool::aStoppedTaskStillTellsWhatItDid()
{
    TaskPool pool;
    std::atomic<int> done = 0;
    auto task = pool.start([&done](std::stop_token stop) -> Result<int> {
        while (!stop.stop_requested()) {
            ++done;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return done.load();
    });
    QTRY_VERIFY(done > 3);
    std::optional<int> answer;
    whenDone(task, this, [&](const Result<int> &result) { answer = *result; });
    task.stop();
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(*answer, done.load());
}

void TestTaskPool::aContextThatHasGoneIsNotCalled()
{
    TaskPool pool;
    auto context = std::make_unique<QObject>();
    bool called = false;
    std::atomic<bool> ended = false;
    whenDone(pool.start([&ended](std::stop_token) -> Result<int> {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        ended = true;
        return 1;
    }),
             context.get(), [&](const Result<int> &) { called = true; });
    context.reset();
    QTRY_VERIFY(ended);
    QTest::qWait(20);
    QVERIFY(!called);
}

void TestTaskPool::theEndOfThePoolStopsAndWaits()
{
    std::atomic<int> ended = 0;
    {
        TaskPool pool(4);
        for (int i = 0; i < 10; ++i) {
            pool.start([&ended](std::stop_token stop) -> Result<void> {
                while (!stop.stop_requested())
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                ++ended;
                return {};
            });
        }
    }
    QCOMPARE(ended.load(), 10);
}

void TestTaskPool::manyAtOnce()
{
    TaskPool pool(8);
    int sum = 0;
    for (int i = 0; i < 500; ++i) {
        whenDone(pool.start([i](std::stop_token) -> Result<int> { return i; }), this,
                 [&sum](const Result<int> &result) { sum += *result; });
    }
    QTRY_COMPARE(sum, 500 * 499 / 2);
}

QTEST_GUILESS_MAIN(TestTaskPool)
#include "tst_taskpool.moc"
