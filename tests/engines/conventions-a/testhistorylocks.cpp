// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables.h"

#include "migrations/historylock.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// One writer at a time, the holder named, and nothing left behind by a process that died.
class TestHistoryLocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void secondOneIsTold_data();
    void secondOneIsTold();
    void waitsUntilReleased_data();
    void waitsUntilReleased();
    void aStopEndsTheWait_data();
    void aStopEndsTheWait();
    void takesTheToolsOwnKey_data();
    void takesTheToolsOwnKey();
    void namesTheHolder();
    void endsWithAKilledProcess();
    void leavesNoFileBehind();
    void memoryNeedsNone();
    void crcIsTheCommonOne();

private:
    Database fresh(Engine engine) { return freshDatabase(engine, QDir(m_folder.path())); }
    static void rows();

    QTemporaryDir m_folder;
};

void TestHistoryLocks::rows()
{
    QTest::addColumn<QString>("convention");
    QTest::addColumn<int>("engine");
    for (const char *convention :
         {"dbmate", "diesel", "golang-migrate", "goose", "plain", "sql-migrate", "sqlx"}) {
        QTest::addRow("%s, postgres", convention)
            << QString::fromLatin1(convention) << int(Engine::PostgreSql);
        QTest::addRow("%s, sqlite", convention)
            << QString::fromLatin1(convention) << int(Engine::Sqlite);
    }
    QTest::addRow("node-pg-migrate, postgres") << u"node-pg-migrate"_s << int(Engine::PostgreSql);
}

void TestHistoryLocks::secondOneIsTold_data()
{
    rows();
}

void TestHistoryLocks::secondOneIsTold()
{
    QFETCH(QString, convention);
    QFETCH(int, engine);
    const Database database = fresh(Engine(engine));
    const auto first = connectTo(database);
    const auto second = connectTo(database);
    const auto store = findConvention(convention)->history(Engine(engine), QDir());
    {
        const auto lock = store->lock(*first, false, {});
        QVERIFY2(lock, qPrintable(lock ? QString() : lock.error().toString()));
        const auto refused = store->lock(*second, false, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Busy);
        QVERIFY2(refused.error().detail.contains(u"held by process"_s),
                 qPrintable(refused.error().toString()));
    }
    QVERIFY(store->lock(*second, false, {}));
    QVERIFY(store->lock(*first, false, {}));
}

void TestHistoryLocks::waitsUntilReleased_data()
{
    QTest::addColumn<int>("engine");
    QTest::newRow("postgres") << int(Engine::PostgreSql);
    QTest::newRow("sqlite") << int(Engine::Sqlite);
}

void TestHistoryLocks::waitsUntilReleased()
{
    QFETCH(int, engine);
    const Database database = fresh(Engine(engine));
    const auto first = connectTo(database);
    const auto store = findConvention(u"plain"_s)->history(Engine(engine), QDir());
    auto lock = store->lock(*first, false, {});
    QVERIFY(lock);
    std::atomic<bool> released = false;
    bool gotItAfter = false;
    std::thread waiter([&] {
        const auto second = connectTo(database);
        const auto got = store->lock(*second, true, {});
        gotItAfter = got.has_value() && released;
    });
    QTest::qSleep(300);
    released = true;
    lock->reset();
    waiter.join();
    QVERIFY(gotItAfter);
}

void TestHistoryLocks::aStopEndsTheWait_data()
{
    waitsUntilReleased_data();
}

void TestHistoryLocks::aStopEndsTheWait()
{
    QFETCH(int, engine);
    const Database database = fresh(Engine(engine));
    const auto first = connectTo(database);
    const auto second = connectTo(database);
    const auto store = findConvention(u"plain"_s)->history(Engine(engine), QDir());
    const auto lock = store->lock(*first, false, {});
    QVERIFY(lock);
    std::stop_source stop;
    std::thread stopper([&] {
        QTest::qSleep(2000); // the first try has named the holder long ago
        stop.request_stop();
    });
    const auto refused = store->lock(*second, true, stop.get_token());
    stopper.join();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Busy);
    QVERIFY(refused.error().detail.contains(u"held by"_s));
}

void TestHistoryLocks::takesTheToolsOwnKey_data()
{
    QTest::addColumn<QString>("convention");
    QTest::addColumn<QByteArray>("key"); // an SQL expression
    QTest::newRow("goose") << u"goose"_s << QByteArray("4097083626");
    QTest::newRow("node-pg-migrate") << u"node-pg-migrate"_s << QByteArray("7241865325823964");
    QTest::newRow("dbmate has none, so ours")
        << u"dbmate"_s << QByteArray("x'746964656d61726b'::bit(64)::bigint");
    // Of the CRC-32 of "locks" (fc316d97) and of "public\0schema_migrations\0locks" (6e3046c5).
    QTest::newRow("sqlx") << u"sqlx"_s << QByteArray("4344201010505231922");
    QTest::newRow("golang-migrate") << u"golang-migrate"_s << QByteArray("1045541927");
}

void TestHistoryLocks::takesTheToolsOwnKey()
{
    QFETCH(QString, convention);
    QFETCH(QByteArray, key);
    const Database database{Engine::PostgreSql, TestServer::createDatabase(u"locks"_s), {}};
    {
        const auto session = connectTo(database);
        const auto other = connectTo(database);
        const auto store = findConvention(convention)->history(Engine::PostgreSql, QDir());
        const auto lock = store->lock(*session, false, {});
        QVERIFY(lock);
        QCOMPARE(rowsOf(*other, "SELECT pg_try_advisory_lock(" + key + ')'), QStringList{u"f"_s});
        QCOMPARE(rowsOf(*other, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"),
                 QStringList{u"1"_s});
    }
    TestServer::dropDatabase(u"locks"_s);
}

void TestHistoryLocks::namesTheHolder()
{
    const Database database = fresh(Engine::PostgreSql);
    const auto first = connectTo(database);
    const auto second = connectTo(database);
    QVERIFY(first->execute("SET application_name = 'the other one'"));
    const QString pid = rowsOf(*first, "SELECT pg_backend_pid()").value(0);
    const auto lock = lockAdvisory(*first, ownAdvisoryKey, false, {});
    QVERIFY(lock);
    const auto refused = lockAdvisory(*second, ownAdvisoryKey, false, {});
    QVERIFY(!refused);
    const QString detail = refused.error().detail;
    QVERIFY2(detail.contains(u"the other one"_s) && detail.contains(pid) &&
                 detail.contains(u"since"_s),
             qPrintable(detail));
}

void TestHistoryLocks::endsWithAKilledProcess()
{
    const Database database = fresh(Engine::Sqlite);
    const auto session = connectTo(database);
    QVERIFY(session->execute("CREATE TABLE \"Weird \"\"Name\"\"; --\" (x)"));
    int ready[2];
    QCOMPARE(::pipe(ready), 0);
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        const auto own = connectTo(database);
        const auto lock = lockBesideFile(*own, false, {});
        const char answer = lock ? 'y' : 'n';
        if (::write(ready[1], &answer, 1) != 1)
            ::_exit(1);
        ::pause();
        ::_exit(0);
    }
    char answer = 0;
    QCOMPARE(::read(ready[0], &answer, 1), ssize_t(1));
    QCOMPARE(answer, 'y');
    const auto refused = lockBesideFile(*session, false, {});
    QVERIFY(!refused);
    QVERIFY2(refused.error().detail.contains(QString::number(child)),
             qPrintable(refused.error().toString()));
    QCOMPARE(::kill(child, SIGKILL), 0);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(lockBesideFile(*session, false, {}));
    ::close(ready[0]);
    ::close(ready[1]);
}

void TestHistoryLocks::leavesNoFileBehind()
{
    const Database database = fresh(Engine::Sqlite);
    const auto session = connectTo(database);
    QVERIFY(session->execute("CREATE TABLE a (x)"));
    const QString file = database.file + u"-tidemark-lock"_s;
    {
        const auto lock = lockBesideFile(*session, false, {});
        QVERIFY(lock);
        QVERIFY(QFileInfo::exists(file));
    }
    QVERIFY(!QFileInfo::exists(file));
}

void TestHistoryLocks::memoryNeedsNone()
{
    const auto session = connectTo({Engine::Sqlite, u"sqlite::memory:"_s, {}});
    QVERIFY(lockBesideFile(*session, false, {}));
}

void TestHistoryLocks::crcIsTheCommonOne()
{
    QCOMPARE(crc32Of("123456789"), 0xcbf43926u);
    QCOMPARE(crc32Of("goose"), 4097083626u);
}

QTEST_GUILESS_MAIN(TestHistoryLocks)
#include "testhistorylocks.moc"
