// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/loadsource.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// Both sides of a comparison at once, in whatever way the caller connects.
class TestLoadSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void connectsToBothAtOnce();
    void stopEndsBoth();

private:
    SchemaSource environment(int place) const;

    Workspace m_workspace;
};

void TestLoadSources::initTestCase()
{
    for (const QString &name : {u"one"_s, u"other \"; --"_s}) {
        Environment environment;
        environment.name = name;
        environment.url = u"postgresql://nobody@/none?host=/nowhere"_s;
        m_workspace.environments.push_back(environment);
    }
}

SchemaSource TestLoadSources::environment(int place) const
{
    SchemaSource source;
    source.environment = m_workspace.environments[std::size_t(place)];
    source.text = source.environment->name;
    return source;
}

// Each waits for the other: one after the other would never meet.
void TestLoadSources::connectsToBothAtOnce()
{
    std::mutex mutex;
    std::condition_variable_any arrival;
    int here = 0;
    std::atomic<int> met = 0;
    LoadContext context;
    context.workspace = &m_workspace;
    context.connect = [&](const Workspace &, const Environment &,
                          const std::stop_token &) -> Result<Connection> {
        std::unique_lock lock(mutex);
        ++here;
        arrival.notify_all();
        if (arrival.wait_for(lock, std::chrono::minutes(1), [&] { return here == 2; }))
            ++met;
        return fail(ErrorKind::Connection, u"there is no server"_s);
    };
    const auto pair = loadSources(environment(0), environment(1), context);
    QVERIFY(!pair);
    QCOMPARE(pair.error().kind, ErrorKind::Connection);
    QCOMPARE(met.load(), 2);
}

void TestLoadSources::stopEndsBoth()
{
    std::stop_source stop;
    std::mutex mutex;
    std::condition_variable_any change;
    int here = 0;
    std::atomic<int> stopped = 0;
    LoadContext context;
    context.workspace = &m_workspace;
    context.connect = [&](const Workspace &, const Environment &,
                          const std::stop_token &token) -> Result<Connection> {
        std::unique_lock lock(mutex);
        if (++here == 2)
            stop.request_stop();
        if (!change.wait_for(lock, token, std::chrono::minutes(1), [] { return false; }) &&
            token.stop_requested())
            ++stopped;
        return fail(ErrorKind::Cancelled, u"stopped"_s);
    };
    const auto pair = loadSources(environment(0), environment(1), context, {}, stop.get_token());
    QVERIFY(!pair);
    QCOMPARE(pair.error().kind, ErrorKind::Cancelled);
    QCOMPARE(stopped.load(), 2);
}

QTEST_GUILESS_MAIN(TestLoadSources)
#include "testloadsources.moc"
