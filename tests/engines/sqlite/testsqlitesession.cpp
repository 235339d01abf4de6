// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/sqlite/sqlitebackup.h"
#include "database/sqlite/sqliteerror.h"
#include "database/sqlite/sqlitesession.h"
#include "sql/identifier.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <array>
#include <chrono>
#include <limits>
#include <thread>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace std::chrono_literals;

namespace {

// Counts to a number that takes minutes.
constexpr auto kEndless =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000) "
    "SELECT count(*) FROM n";

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSqliteSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void qtUsesTheLibraryWeLink();
    void temporaryDatabaseWorksAndGoes();
    void weirdNames();
    void values_data();
    void values();
    void realsReadBackExactly();
    void parameters();
    void wrongNumberOfParametersIsAnError();
    void queryIsOneStatement();
    void affectedRows();
    void syntaxErrorHasItsOffset_data();
    void syntaxErrorHasItsOffset();
    void nulByteIsRefused();
    void errorKinds_data();
    void errorKinds();
    void missingFunctionHasAHint();
    void constraintGivesExtendedCode();
    void transactionStateFollowsTheServer();
    void foreignKeysFollowTheSpec();
    void openingFailures();
    void readOnlyRefusesToWrite();
    void readOnlyLeavesAWalDatabaseAsItIs();
    void busyWaitsAndThenSays();
    void stopCancelsTheRunningStatement();
    void stopEndsTheWaitForALock();
    void stoppedSessionRefusesUntilAnotherTokenIsSet();
    void backupHoldsTheSameRows();
    void backupReportsAndStops();
    void backupRefusesAFileWithContents();
    void backupIsBusyWhileTheSourceWrites();

private:
    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    std::unique_ptr<SqliteSession> open(const QString &file, bool readOnly = false,
                                        int busyTimeoutMs = 200);
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSqliteSession::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

std::unique_ptr<SqliteSession> TestSqliteSession::open(const QString &file, bool readOnly,
                                                       int busyTimeoutMs)
{
    ConnectionSpec spec;
    spec.engine = Engine::Sqlite;
    spec.conninfo = file;
    spec.readOnly = readOnly;
    spec.busyTimeoutMs = busyTimeoutMs;
    auto session = openSqliteSession(spec);
    if (!session)
        qFatal("%s", qUtf8Printable(session.error().toString()));
    return std::unique_ptr<SqliteSession>(static_cast<SqliteSession *>(session->release()));
}

void TestSqliteSession::qtUsesTheLibraryWeLink()
{
    const auto session = open({});
    // The handle is of one library: were there two, the version that SQL tells would be the
    // other's.
    const auto rows = session->query("SELECT sqlite_version(), sqlite_source_id()");
    QVERIFY(rows);
    QCOMPARE(*rows->rows[0][0], QByteArray(sqlite3_libversion()));
    QCOMPARE(*rows->rows[0][1], QByteArray(sqlite3_sourceid()));
    QCOMPARE(session->serverVersion(), u"SQLite "_s + QLatin1StringView(sqlite3_libversion()));
}

void TestSqliteSession::temporaryDatabaseWorksAndGoes()
{
    auto session = open({});
    QVERIFY(session->execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)"));
    QCOMPARE(*session->query("SELECT count(*) FROM t")->rows[0][0], "2");
    auto other = open({});
    QVERIFY(!other->query("SELECT count(*) FROM t"));
}

void TestSqliteSession::weirdNames()
{
    const auto session = open(path("a b'\"; --.db"));
    const QByteArray table = quoteIdentifier(u"Weird \"Name\"; --"_s).toUtf8();
    QVERIFY(session->execute("CREATE TABLE " + table + " (\"a \"\"b\" TEXT)"));
    QVERIFY(session->execute("INSERT INTO " + table + " VALUES ('x;y')"));
    const auto rows = session->query("SELECT * FROM " + table);
    QVERIFY(rows);
    QCOMPARE(rows->columns, QStringList{u"a \"b"_s});
    QCOMPARE(*rows->rows[0][0], "x;y");
}

void TestSqliteSession::values_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<bool>("null");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("null") << QByteArray("NULL") << true << QByteArray();
    QTest::newRow("empty") << QByteArray("''") << false << QByteArray("");
    QTest::newRow("integer") << QByteArray("-9223372036854775808") << false
                             << QByteArray("-9223372036854775808");
    QTest::newRow("whole real") << QByteArray("1.0") << false << QByteArray("1.0");
    QTest::newRow("short real") << QByteArray("0.1") << false << QByteArray("0.1");
    QTest::newRow("long real") << QByteArray("0.1 + 0.2") << false
                               << QByteArray("0.30000000000000004");
    QTest::newRow("huge real") << QByteArray("1e300") << false << QByteArray("1.0e+300");
    QTest::newRow("infinite") << QByteArray("9e999") << false << QByteArray("Inf");
    QTest::newRow("text") << QByteArray("'\xc3\xa4\xe2\x82\xac'") << false
                          << QByteArray("\xc3\xa4\xe2\x82\xac");
    QTest::newRow("blob") << QByteArray("x'00ff41'") << false << QByteArray("\x00\xff\x41", 3);
    QTest::newRow("empty blob") << QByteArray("x''") << false << QByteArray("");
}

void TestSqliteSession::values()
{
    QFETCH(QByteArray, expression);
    QFETCH(bool, null);
    QFETCH(QByteArray, text);
    const auto session = open({});
    const auto rows = session->query("SELECT " + expression);
    QVERIFY(rows);
    const Cell &cell = rows->rows[0][0];
    QCOMPARE(!cell.has_value(), null);
    if (!null) {
        QCOMPARE(*cell, text);
        QVERIFY(!cell->isNull());
    }
}

void TestSqliteSession::realsReadBackExactly()
{
    const auto session = open({});
    QVERIFY(session->execute("CREATE TABLE t (v REAL)"));
    sqlite3_stmt *insert = nullptr;
    sqlite3_prepare_v2(session->handle(), "INSERT INTO t VALUES (?)", -1, &insert, nullptr);
    const std::array numbers{1.0 / 3,
                             2.0 / 3 * 1e15,
                             1e15 + 0.5,
                             123456789012345678.0,
                             std::numeric_limits<double>::denorm_min(),
                             std::numeric_limits<double>::max(),
                             -0.1};
    for (const double number : numbers) {
        sqlite3_bind_double(insert, 1, number);
        QCOMPARE(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    const auto rows = session->query("SELECT v FROM t ORDER BY rowid");
    QVERIFY(rows);
    for (size_t i = 0; i < numbers.size(); ++i)
        QCOMPARE(rows->rows[i][0]->toDouble(), numbers[i]);
}

void TestSqliteSession::parameters()
{
    const auto session = open({});
    QVERIFY(session->execute("CREATE TABLE t (id INTEGER, name TEXT)"));
    const std::array<Cell, 2> first{QByteArray("7"), QByteArray("a'b\0c", 5)};
    const std::array<Cell, 2> second{QByteArray("8"), std::nullopt};
    QVERIFY(session->query("INSERT INTO t VALUES (?1, ?2)", first));
    QVERIFY(session->query("INSERT INTO t VALUES (?1, ?2)", second));
    const std::array<Cell, 1> key{QByteArray("7")};
    const auto rows = session->query("SELECT name, typeof(id) FROM t WHERE id = ?1", key);
    QVERIFY(rows);
    QCOMPARE(rows->rows.size(), 1U);
    QCOMPARE(*rows->rows[0][0], QByteArray("a'b\0c", 5));
    QCOMPARE(*rows->rows[0][1], "integer");
    QCOMPARE(*session->query("SELECT count(*) FROM t WHERE name IS NULL")->rows[0][0], "1");
}

void TestSqliteSession::wrongNumberOfParametersIsAnError()
{
    const auto session = open({});
    const auto rows = session->query("SELECT ?1, ?2");
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, ErrorKind::Usage);
}

void TestSqliteSession::queryIsOneStatement()
{
    const auto session = open({});
    QVERIFY(session->query("SELECT 1; -- and no more"));
    const auto rows = session->query("SELECT 1; SELECT 2");
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, ErrorKind::Usage);
}

void TestSqliteSession::affectedRows()
{
    const auto session = open({});
    const auto run = [&](const char *sql) {
        Statement statement;
        statement.text = sql;
        const auto outcome = session->run(statement);
        return outcome ? outcome->affectedRows : -1;
    };
    QCOMPARE(run("CREATE TABLE t (a)"), 0);
    QCOMPARE(run("INSERT INTO t VALUES (1), (2), (3)"), 3);
    QCOMPARE(run("UPDATE t SET a = a + 1 WHERE a > 1"), 2);
    QCOMPARE(run("ALTER TABLE t ADD COLUMN b"), 0);
    QCOMPARE(run("SELECT * FROM t"), 3);
    QCOMPARE(run("INSERT INTO t(a) VALUES (9), (10) RETURNING a"), 2);
    QCOMPARE(run("DELETE FROM t WHERE a = 100"), 0);
    QCOMPARE(run("CREATE TRIGGER g AFTER DELETE ON t BEGIN INSERT INTO t VALUES (0, 0); "
                 "INSERT INTO t VALUES (0, 1); END"),
             0);
    QCOMPARE(run("DELETE FROM t WHERE a = 9"), 1);
    QCOMPARE(run("DROP TABLE t"), 0);
}

void TestSqliteSession::syntaxErrorHasItsOffset_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<int>("offset");
    QTest::newRow("first word") << QByteArray("SELEC 1") << 0;
    QTest::newRow("unknown column") << QByteArray("SELECT 1, nothere") << 10;
    QTest::newRow("second statement") << QByteArray("SELECT 1;\n SELECT FROM") << 18;
    QTest::newRow("characters, not bytes")
        << QByteArray("SELECT '\xc3\xa4\xf0\x9f\x8c\x8a', x") << 13;
}

void TestSqliteSession::syntaxErrorHasItsOffset()
{
    QFETCH(QByteArray, sql);
    QFETCH(int, offset);
    const auto session = open({});
    const auto done = session->execute(sql);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Sql);
    QCOMPARE(done.error().sqlState, u"1"_s);
    QCOMPARE(done.error().statementOffset, offset);
}

void TestSqliteSession::nulByteIsRefused()
{
    const auto session = open({});
    const auto done = session->execute(QByteArray("CREATE TABLE a (x);\0CREATE TABLE b (x)", 39));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Input);
    QCOMPARE(*session->query("SELECT count(*) FROM sqlite_schema")->rows[0][0], "0");
}

void TestSqliteSession::errorKinds_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("busy") << SQLITE_BUSY << ErrorKind::Busy;
    QTest::newRow("busy snapshot") << SQLITE_BUSY_SNAPSHOT << ErrorKind::Busy;
    QTest::newRow("locked") << SQLITE_LOCKED << ErrorKind::Busy;
    QTest::newRow("read-only") << SQLITE_READONLY_DBMOVED << ErrorKind::Permission;
    QTest::newRow("can't open") << SQLITE_CANTOPEN << ErrorKind::Permission;
    QTest::newRow("auth") << SQLITE_AUTH << ErrorKind::Permission;
    QTest::newRow("full") << SQLITE_FULL << ErrorKind::Io;
    QTest::newRow("short read") << SQLITE_IOERR_SHORT_READ << ErrorKind::Io;
    QTest::newRow("interrupt") << SQLITE_INTERRUPT << ErrorKind::Cancelled;
    QTest::newRow("not a database") << SQLITE_NOTADB << ErrorKind::Input;
    QTest::newRow("corrupt") << SQLITE_CORRUPT_INDEX << ErrorKind::Input;
    QTest::newRow("unique") << SQLITE_CONSTRAINT_UNIQUE << ErrorKind::Sql;
    QTest::newRow("error") << SQLITE_ERROR << ErrorKind::Sql;
    QTest::newRow("misuse") << SQLITE_MISUSE << ErrorKind::Internal;
}

void TestSqliteSession::errorKinds()
{
    QFETCH(int, code);
    QFETCH(ErrorKind, kind);
    QCOMPARE(sqliteErrorKind(code), kind);
}

void TestSqliteSession::missingFunctionHasAHint()
{
    const auto session = open({});
    const auto done = session->execute("SELECT my_own_function(1)");
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Sql);
    QVERIFY(done.error().summary.contains(u"my_own_function"_s));
    QVERIFY(done.error().hint.contains(u"application registers"_s));
}

void TestSqliteSession::constraintGivesExtendedCode()
{
    const auto session = open({});
    QVERIFY(session->execute("CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1)"));
    const auto done = session->execute("INSERT INTO t VALUES (1)");
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Sql);
    QCOMPARE(done.error().sqlState, QString::number(SQLITE_CONSTRAINT_UNIQUE));
    QCOMPARE(done.error().summary, u"UNIQUE constraint failed: t.a"_s);
    QCOMPARE(done.error().statementOffset, -1);
}

void TestSqliteSession::transactionStateFollowsTheServer()
{
    const auto session = open({});
    QCOMPARE(session->transactionState(), TransactionState::Idle);
    QVERIFY(session->execute("BEGIN; CREATE TABLE t (a UNIQUE ON CONFLICT ROLLBACK)"));
    QCOMPARE(session->transactionState(), TransactionState::Active);
    QVERIFY(!session->execute("SELECT nonsense"));
    QCOMPARE(session->transactionState(), TransactionState::Active);
    QVERIFY(!session->execute("INSERT INTO t VALUES (1); INSERT INTO t VALUES (1)"));
    QCOMPARE(session->transactionState(), TransactionState::Idle); // SQLite rolled it back
    auto transaction = Transaction::begin(*session);
    QVERIFY(transaction);
    QCOMPARE(session->transactionState(), TransactionState::Active);
    QVERIFY(transaction->commit());
    QCOMPARE(session->transactionState(), TransactionState::Idle);
}

void TestSqliteSession::foreignKeysFollowTheSpec()
{
    for (const bool on : {false, true}) {
        ConnectionSpec spec;
        spec.engine = Engine::Sqlite;
        spec.foreignKeys = on;
        const auto session = openSqliteSession(spec);
        QVERIFY(session);
        QCOMPARE(*(*session)->query("PRAGMA foreign_keys")->rows[0][0], on ? "1" : "0");
    }
}

void TestSqliteSession::openingFailures()
{
    ConnectionSpec spec;
    spec.engine = Engine::Sqlite;
    spec.conninfo = path("text.txt");
    QFile file(spec.conninfo);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("no database at all. ").repeated(400));
    file.close();
    auto session = openSqliteSession(spec);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Input);

    spec.conninfo = path("missing/folder/x.db");
    session = openSqliteSession(spec);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Connection);

    spec.conninfo = path("missing.db");
    spec.readOnly = true;
    session = openSqliteSession(spec);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Connection);
    QVERIFY(!QFile::exists(spec.conninfo));
}

void TestSqliteSession::readOnlyRefusesToWrite()
{
    QVERIFY(open(path("r.db"))->execute("CREATE TABLE t (a)"));
    const QByteArray before = contentsOf(path("r.db"));
    const auto session = open(path("r.db"), true);
    const auto done = session->execute("INSERT INTO t VALUES (1)");
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Permission);
    QCOMPARE(contentsOf(path("r.db")), before);
}

void TestSqliteSession::readOnlyLeavesAWalDatabaseAsItIs()
{
    // What a killed writer leaves: a log that is not in the file yet.
    {
        const auto writer = open(path("live.db"));
        QVERIFY(writer->execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a);"
                                "INSERT INTO t VALUES (1), (2)"));
        QVERIFY(QFile::copy(path("live.db"), path("wal.db")));
        QVERIFY(QFile::copy(path("live.db-wal"), path("wal.db-wal")));
    }
    const QByteArray file = contentsOf(path("wal.db"));
    const QByteArray log = contentsOf(path("wal.db-wal"));
    QVERIFY(!log.isEmpty());
    {
        const auto reader = open(path("wal.db"), true);
        QCOMPARE(*reader->query("SELECT count(*) FROM t")->rows[0][0], "2");
    }
    QCOMPARE(contentsOf(path("wal.db")), file);
    QCOMPARE(contentsOf(path("wal.db-wal")), log);
}

void TestSqliteSession::busyWaitsAndThenSays()
{
    const auto holder = open(path("b.db"));
    QVERIFY(holder->execute("CREATE TABLE t (a); BEGIN IMMEDIATE"));
    const auto session = open(path("b.db"), false, 150);
    QElapsedTimer timer;
    timer.start();
    const auto done = session->execute("INSERT INTO t VALUES (1)");
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Busy);
    QVERIFY2(timer.elapsed() >= 150, qPrintable(QString::number(timer.elapsed())));

    const auto patient = open(path("b.db"), false, 20'000);
    std::jthread releaser([&] {
        std::this_thread::sleep_for(100ms);
        sqlite3_exec(holder->handle(), "COMMIT", nullptr, nullptr, nullptr);
    });
    QVERIFY(patient->execute("INSERT INTO t VALUES (1)"));
}

void TestSqliteSession::stopCancelsTheRunningStatement()
{
    const auto session = open({});
    QVERIFY(session->execute("CREATE TABLE t (a); BEGIN; INSERT INTO t VALUES (1)"));
    std::stop_source stop;
    session->setStopToken(stop.get_token());
    std::jthread stopper([&] {
        std::this_thread::sleep_for(50ms);
        stop.request_stop();
    });
    QElapsedTimer timer;
    timer.start();
    const auto rows = session->query(kEndless);
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, ErrorKind::Cancelled);
    QVERIFY(timer.elapsed() < 120'000);
    stopper.join();
    session->setStopToken({});
    QCOMPARE(session->transactionState(), TransactionState::Active);
    QVERIFY(session->execute("COMMIT"));
    QCOMPARE(*session->query("SELECT count(*) FROM t")->rows[0][0], "1");
}

void TestSqliteSession::stopEndsTheWaitForALock()
{
    const auto holder = open(path("b.db"));
    QVERIFY(holder->execute("CREATE TABLE t (a); BEGIN IMMEDIATE"));
    const auto session = open(path("b.db"), false, 60'000);
    std::stop_source stop;
    session->setStopToken(stop.get_token());
    std::jthread stopper([&] {
        std::this_thread::sleep_for(50ms);
        stop.request_stop();
    });
    QElapsedTimer timer;
    timer.start();
    const auto done = session->execute("INSERT INTO t VALUES (1)");
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Cancelled);
    QVERIFY(timer.elapsed() < 120'000);
}

void TestSqliteSession::stoppedSessionRefusesUntilAnotherTokenIsSet()
{
    const auto session = open({});
    std::stop_source stop;
    stop.request_stop();
    session->setStopToken(stop.get_token());
    for (int i = 0; i < 2; ++i) {
        const auto rows = session->query("SELECT 1");
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, ErrorKind::Cancelled);
    }
    QVERIFY(!session->execute("SELECT 1"));
    session->setStopToken({});
    QVERIFY(session->query("SELECT 1"));
}

void TestSqliteSession::backupHoldsTheSameRows()
{
    const auto source = open(path("s.db"));
    QVERIFY(source->execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a, b);"
                            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                            "WHERE i < 5000) INSERT INTO t SELECT i, hex(i) FROM n"));
    QVERIFY(backupSqlite(*source, path("copy.db")));
    QCOMPARE(source->transactionState(), TransactionState::Idle);
    const auto copy = open(path("copy.db"));
    QCOMPARE(copy->query("SELECT * FROM t").value(), source->query("SELECT * FROM t").value());
    QCOMPARE(*copy->query("PRAGMA integrity_check")->rows[0][0], "ok");
}

void TestSqliteSession::backupReportsAndStops()
{
    const auto source = open({});
    QVERIFY(source->execute("CREATE TABLE t (a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                            "SELECT i + 1 FROM n WHERE i < 30000) "
                            "INSERT INTO t SELECT zeroblob(1000) FROM n"));
    int calls = 0;
    int lastDone = 0;
    int total = 0;
    const auto progress = [&](int done, int all) {
        ++calls;
        QVERIFY(done >= lastDone);
        lastDone = done;
        total = all;
    };
    QVERIFY(backupSqlite(*source, path("whole.db"), {}, progress));
    QVERIFY(calls > 1);
    QCOMPARE(lastDone, total);

    std::stop_source stop;
    const auto stopAtOnce = [&](int, int) { stop.request_stop(); };
    const auto done = backupSqlite(*source, path("half.db"), stop.get_token(), stopAtOnce);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Cancelled);
    QVERIFY(!QFile::exists(path("half.db")));
    QCOMPARE(source->transactionState(), TransactionState::Idle);
}

void TestSqliteSession::backupRefusesAFileWithContents()
{
    const auto source = open({});
    QFile file(path("there"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("x");
    file.close();
    const auto done = backupSqlite(*source, path("there"));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Usage);
    QCOMPARE(contentsOf(path("there")), "x");
}

void TestSqliteSession::backupIsBusyWhileTheSourceWrites()
{
    const auto source = open(path("w.db"));
    QVERIFY(source->execute("CREATE TABLE t (a); BEGIN; INSERT INTO t VALUES (1)"));
    const auto done = backupSqlite(*source, path("copy.db"));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Busy);
    QCOMPARE(source->transactionState(), TransactionState::Active);
}

QTEST_GUILESS_MAIN(TestSqliteSession)
#include "testsqlitesession.moc"
