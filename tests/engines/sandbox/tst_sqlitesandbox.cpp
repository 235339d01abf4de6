// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/sandbox/sandboxsupport.h"
#include "sandbox/sqlitefiles.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;
using namespace std::chrono_literals;

namespace {

constexpr auto weirdTable = R"sql(
    CREATE TABLE "Weird ""Name""; --" (id INTEGER PRIMARY KEY, note TEXT);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    INSERT INTO "Weird ""Name""; --" SELECT i, 'row ' || i FROM n;
)sql";
constexpr auto weirdCount = R"(SELECT count(*) FROM "Weird ""Name""; --")";

/// SQLite itself, as any other program would use it.
class Connection
{
public:
    explicit Connection(const QString &path) { sqlite3_open(path.toUtf8().constData(), &m_handle); }
    ~Connection() { sqlite3_close(m_handle); }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    bool run(const char *sql)
    {
        return sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    QByteArray error() const { return sqlite3_errmsg(m_handle); }

private:
    sqlite3 *m_handle = nullptr;
};

#define VERIFY_RUN(connection, sql)                                                                \
    QVERIFY2((connection).run(sql), (connection).error().constData())

/// Runs `act` in a process that is then killed without a chance to tidy up.
template <typename Act>
void inKilledProcess(const Act &act)
{
    const pid_t pid = ::fork();
    if (pid == 0) {
        act();
        ::raise(SIGKILL);
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

ConnectionSpec sqlite(const QString &path)
{
    ConnectionSpec spec;
    spec.engine = Engine::Sqlite;
    spec.conninfo = path;
    return spec;
}

} // namespace

class SqliteSandboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void emptyFile();
    void plainFile();
    void walWithoutLog();
    void walLeftByKilledProcess();
    void walInUse();
    void hotJournal();
    void openTransaction();
    void writerInTheWay();
    void checkpointInTheWay();
    void busyWriters();
    void ownSessionKeepsItsLocks();
    void copyOfSandbox();
    void otherFiles();
    void symbolicLink();
    void errors_data();
    void errors();
    void diskFull();
    void cancel();

private:
    Result<std::unique_ptr<Sandbox>> copy(SandboxFactory &factory);
    void verifyCopy(const QByteArray &rows);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_stateDir;
    QString m_sourceFolder;
    QString m_file;
};

void SqliteSandboxTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_stateDir = m_folder->filePath(u"state"_s);
    m_sourceFolder = m_folder->filePath(u"source"_s);
    QVERIFY(QDir().mkpath(m_sourceFolder));
    m_file = m_sourceFolder + u"/it's a \"shop\".db"_s;
}

Result<std::unique_ptr<Sandbox>> SqliteSandboxTest::copy(SandboxFactory &factory)
{
    return factory.make({.source = sqlite(m_file)});
}

/// The copy has as many rows as SQLite would see in the original; the original's folder stays as it
/// is, byte for byte, and so does its list of files, whatever happens to the copy.
void SqliteSandboxTest::verifyCopy(const QByteArray &rows)
{
    const auto before = contentsOf(m_sourceFolder);
    {
        SandboxFactory factory(m_stateDir);
        auto sandbox = copy(factory);
        VERIFY_RESULT(sandbox);
        QCOMPARE(contentsOf(m_sourceFolder), before);
        QCOMPARE(valueOf((*sandbox)->session(), weirdCount), rows);
        QCOMPARE(valueOf((*sandbox)->session(), "PRAGMA integrity_check"), "ok");
        VERIFY_RESULT((*sandbox)->session().execute(R"(DROP TABLE "Weird ""Name""; --")"));
        QVERIFY((*sandbox)->description().startsWith(u"copy of "_s));
    }
    QCOMPARE(contentsOf(m_sourceFolder), before);
    QVERIFY(QDir(m_stateDir + u"/files"_s).isEmpty());
    QVERIFY(QDir(m_stateDir + u"/live"_s).isEmpty());
}

void SqliteSandboxTest::emptyFile()
{
    SandboxFactory factory(m_stateDir);
    QString path;
    for (const auto &source : {std::optional<ConnectionSpec>(), std::optional(sqlite({}))}) {
        auto sandbox = factory.make({.source = source, .engine = Engine::Sqlite});
        VERIFY_RESULT(sandbox);
        VERIFY_RESULT((*sandbox)->session().execute(weirdTable));
        path = (*sandbox)->spec().conninfo;
        QCOMPARE(valueOf((*sandbox)->spec(), weirdCount), "5000");
        struct stat info = {};
        QCOMPARE(::stat(QFile::encodeName(QFileInfo(path).path()).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0700U);
        sandbox->reset();
        QVERIFY(!QFile::exists(path));
    }
}

void SqliteSandboxTest::plainFile()
{
    {
        Connection source(m_file);
        VERIFY_RUN(source, weirdTable);
    }
    verifyCopy("5000");
}

void SqliteSandboxTest::walWithoutLog()
{
    {
        Connection source(m_file);
        VERIFY_RUN(source, "PRAGMA journal_mode = WAL");
        VERIFY_RUN(source, weirdTable);
    }
    QCOMPARE(contentsOf(m_sourceFolder).size(), 1);
    verifyCopy("5000");
}

void SqliteSandboxTest::walLeftByKilledProcess()
{
    inKilledProcess([this] {
        auto *source = new Connection(m_file);
        source->run("PRAGMA journal_mode = WAL");
        source->run("PRAGMA wal_autocheckpoint = 0");
        source->run(weirdTable);
    });
    QCOMPARE(contentsOf(m_sourceFolder).size(), 3);
    verifyCopy("5000");
    QVERIFY(QFile::remove(m_file + u"-shm"_s)); // as a copied folder has it
    verifyCopy("5000");
}

void SqliteSandboxTest::walInUse()
{
    Connection source(m_file);
    VERIFY_RUN(source, "PRAGMA journal_mode = WAL");
    VERIFY_RUN(source, weirdTable);
    verifyCopy("5000");
    VERIFY_RUN(source, "BEGIN");
    VERIFY_RUN(source, R"(DELETE FROM "Weird ""Name""; --" WHERE id <= 1000)");
    verifyCopy("5000"); // not committed
    VERIFY_RUN(source, "COMMIT");
    verifyCopy("4000");
    VERIFY_RUN(source, "PRAGMA wal_checkpoint(TRUNCATE)");
    verifyCopy("4000");
}

void SqliteSandboxTest::hotJournal()
{
    {
        Connection source(m_file);
        VERIFY_RUN(source, weirdTable);
    }
    inKilledProcess([this] {
        auto *source = new Connection(m_file);
        source->run("PRAGMA cache_size = 5"); // spills into the file before the commit
        source->run("PRAGMA cache_spill = 1");
        source->run("BEGIN");
        source->run(R"(UPDATE "Weird ""Name""; --" SET note = note || ' longer than before')");
    });
    QVERIFY(QFileInfo(m_file + u"-journal"_s).size() > 0);
    const auto before = contentsOf(m_sourceFolder);
    SandboxFactory factory(m_stateDir);
    auto sandbox = copy(factory);
    VERIFY_RESULT(sandbox);
    QCOMPARE(valueOf((*sandbox)->session(),
                     R"(SELECT count(*) FROM "Weird ""Name""; --" WHERE note LIKE '%longer%')"),
             "0");
    QCOMPARE(valueOf((*sandbox)->session(), "PRAGMA integrity_check"), "ok");
    QCOMPARE(contentsOf(m_sourceFolder), before);
    // The copy rolled back what SQLite would have rolled back in the original.
    QCOMPARE(valueOf((*sandbox)->session(), weirdCount), valueOf(sqlite(m_file), weirdCount));
}

void SqliteSandboxTest::openTransaction()
{
    Connection source(m_file);
    VERIFY_RUN(source, weirdTable);
    VERIFY_RUN(source, "BEGIN IMMEDIATE");
    VERIFY_RUN(source, R"(DELETE FROM "Weird ""Name""; --" WHERE id <= 1000)");
    QVERIFY(QFile::exists(m_file + u"-journal"_s));
    verifyCopy("5000");
    VERIFY_RUN(source, "COMMIT"); // no lock of ours is left
    verifyCopy("4000");
}

void SqliteSandboxTest::writerInTheWay()
{
    Connection source(m_file);
    VERIFY_RUN(source, weirdTable);
    VERIFY_RUN(source, "BEGIN EXCLUSIVE");
    SandboxFactory factory(m_stateDir);
    ConnectionSpec spec = sqlite(m_file);
    spec.busyTimeoutMs = 100;
    const auto refused = factory.make({.source = spec});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Busy);
    QVERIFY(QDir(m_stateDir + u"/files"_s).isEmpty());
    std::jthread writer([&] {
        QTest::qSleep(200);
        source.run("COMMIT");
    });
    spec.busyTimeoutMs = 5000;
    VERIFY_RESULT(factory.make({.source = spec}));
}

void SqliteSandboxTest::checkpointInTheWay()
{
    // What a checkpoint in the middle would do is kept off: the copy has the lock meanwhile.
    Connection source(m_file);
    VERIFY_RUN(source, "PRAGMA journal_mode = WAL");
    VERIFY_RUN(source, weirdTable);
    std::jthread checkpoints([&](const std::stop_token &stop) {
        Connection other(m_file);
        while (!stop.stop_requested()) {
            other.run(R"(UPDATE "Weird ""Name""; --" SET note = note || 'x')");
            other.run("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    });
    SandboxFactory factory(m_stateDir);
    for (int i = 0; i < 10; ++i) {
        auto sandbox = copy(factory);
        VERIFY_RESULT(sandbox);
        QCOMPARE(valueOf((*sandbox)->session(), weirdCount), "5000");
        QCOMPARE(valueOf((*sandbox)->session(), "PRAGMA integrity_check"), "ok");
        // Each update changes all rows, so all have the same number of x.
        QCOMPARE(valueOf((*sandbox)->session(),
                         "SELECT count(DISTINCT length(note) - length(rtrim(note, 'x'))) "
                         R"(FROM "Weird ""Name""; --")"),
                 "1");
    }
}

void SqliteSandboxTest::busyWriters()
{
    // The same without a log: a writer that commits all the time.
    Connection source(m_file);
    VERIFY_RUN(source, weirdTable);
    std::jthread writer([&](const std::stop_token &stop) {
        Connection other(m_file);
        other.run("PRAGMA busy_timeout = 5000");
        while (!stop.stop_requested()) {
            other.run(R"(UPDATE "Weird ""Name""; --" SET note = note || 'x')");
            QTest::qSleep(2);
        }
    });
    SandboxFactory factory(m_stateDir);
    for (int i = 0; i < 10; ++i) {
        auto sandbox = copy(factory);
        VERIFY_RESULT(sandbox);
        QCOMPARE(valueOf((*sandbox)->session(), "PRAGMA integrity_check"), "ok");
        QCOMPARE(valueOf((*sandbox)->session(),
                         "SELECT count(DISTINCT length(note) - length(rtrim(note, 'x'))) "
                         R"(FROM "Weird ""Name""; --")"),
                 "1");
    }
}

void SqliteSandboxTest::ownSessionKeepsItsLocks()
{
    // POSIX takes a process's locks away when it closes the file; ours must not close it.
    auto session = openSession(sqlite(m_file));
    VERIFY_RESULT(session);
    VERIFY_RESULT((*session)->execute(weirdTable));
    VERIFY_RESULT((*session)->execute("BEGIN IMMEDIATE"));
    SandboxFactory factory(m_stateDir);
    VERIFY_RESULT(copy(factory));
    bool wrote = true;
    inKilledProcess([&] {
        Connection other(m_file);
        wrote = other.run("BEGIN IMMEDIATE");
        if (wrote)
            ::_exit(1); // not killed: the test fails
    });
    VERIFY_RESULT((*session)->execute("COMMIT"));
}

void SqliteSandboxTest::copyOfSandbox()
{
    {
        Connection source(m_file);
        VERIFY_RUN(source, "PRAGMA journal_mode = WAL");
        VERIFY_RUN(source, weirdTable);
    }
    SandboxFactory factory(m_stateDir);
    auto first = copy(factory);
    VERIFY_RESULT(first);
    VERIFY_RESULT((*first)->session().execute("CREATE TABLE t (a)"));
    auto second = (*first)->copy();
    VERIFY_RESULT(second);
    VERIFY_RESULT((*first)->session().execute("DROP TABLE t"));
    QCOMPARE(valueOf((*second)->session(), "SELECT count(*) FROM t"), "0");
    QCOMPARE(valueOf((*second)->session(), weirdCount), "5000");
    VERIFY_RESULT((*first)->session().execute("BEGIN"));
    QVERIFY(!(*first)->copy());
}

void SqliteSandboxTest::otherFiles()
{
    const QString other = m_sourceFolder + u"/Weird \"other\"; --.db"_s;
    {
        Connection source(m_file);
        VERIFY_RUN(source, "CREATE TABLE t (a)");
        Connection beside(other);
        VERIFY_RUN(beside, weirdTable);
    }
    const QString missing = m_sourceFolder + u"/missing/other.db"_s;
    const auto placeIn = [](Sandbox &sandbox, const QString &place) {
        return QFileInfo(sandbox.spec().conninfo).absoluteDir().absoluteFilePath(place);
    };
    SandboxFactory factory(m_stateDir);
    auto first = copy(factory);
    VERIFY_RESULT(first);
    const auto place = (*first)->bringAlong(other, {});
    VERIFY_RESULT(place);
    QCOMPARE(*(*first)->placeFor(other), *place);
    const auto empty = (*first)->placeFor(missing);
    VERIFY_RESULT(empty);
    QVERIFY(*empty != *place);
    QVERIFY(!QFile::exists(placeIn(**first, *empty)));

    auto second = (*first)->copy();
    VERIFY_RESULT(second);
    QCOMPARE(*(*second)->placeFor(other), *place);
    QCOMPARE(*(*second)->placeFor(missing), *empty);
    {
        Connection changed(placeIn(**second, *place));
        VERIFY_RUN(changed, R"(DROP TABLE "Weird ""Name""; --")");
        Connection made(placeIn(**second, *empty));
        VERIFY_RUN(made, "CREATE TABLE t (a)");
    }
    QVERIFY(!QFile::exists(placeIn(**first, *empty)));
    for (const QString &file : {other, placeIn(**first, *place)}) {
        const auto kept = openSession(sqlite(file));
        VERIFY_RESULT(kept);
        QCOMPARE(valueOf(**kept, weirdCount), "5000");
    }
    QVERIFY(!QFileInfo::exists(QFileInfo(missing).path()));
}

void SqliteSandboxTest::symbolicLink()
{
    {
        Connection source(m_file);
        VERIFY_RUN(source, "PRAGMA journal_mode = WAL");
        VERIFY_RUN(source, weirdTable);
    }
    const QString real = m_file;
    m_file = m_folder->filePath(u"link.db"_s);
    QVERIFY(QFile::link(real, m_file));
    Connection user(real); // keeps a log beside the real file
    VERIFY_RUN(user, R"(DELETE FROM "Weird ""Name""; --" WHERE id <= 1000)");
    verifyCopy("4000");
}

void SqliteSandboxTest::errors_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("missing") << u"nothing.db"_s << ErrorKind::Connection;
    QTest::newRow("missing folder") << u"no/folder.db"_s << ErrorKind::Connection;
    QTest::newRow("no database") << u"text.db"_s << ErrorKind::Input;
    QTest::newRow("a folder") << u"folder.db"_s << ErrorKind::Io;
}

void SqliteSandboxTest::errors()
{
    QFETCH(QString, path);
    QFETCH(ErrorKind, kind);
    QFile text(m_sourceFolder + u"/text.db"_s);
    QVERIFY(text.open(QFile::WriteOnly));
    text.write(QByteArray(10'000, 'x'));
    text.close();
    QVERIFY(QDir(m_sourceFolder).mkdir(u"folder.db"_s));
    m_file = m_sourceFolder + u'/' + path;
    SandboxFactory factory(m_stateDir);
    const auto refused = copy(factory);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, kind);
    QVERIFY(QDir(m_stateDir + u"/files"_s).isEmpty());
    QVERIFY(QDir(m_stateDir + u"/live"_s).isEmpty());
}

void SqliteSandboxTest::diskFull()
{
    {
        Connection source(m_file);
        VERIFY_RUN(source, weirdTable);
    }
    // The kernel's device that is always full stands for the disk.
    const auto full = copySqliteFiles(m_file, u"/dev/full"_s, 1s);
    QVERIFY(!full);
    QCOMPARE(full.error().kind, ErrorKind::Io);
    QVERIFY(full.error().summary.contains(u"disk is full"_s));
}

void SqliteSandboxTest::cancel()
{
    {
        Connection source(m_file);
        VERIFY_RUN(source, weirdTable);
    }
    Connection writer(m_file);
    VERIFY_RUN(writer, "BEGIN EXCLUSIVE");
    std::stop_source stop;
    std::jthread canceller([&] {
        QTest::qSleep(100);
        stop.request_stop();
    });
    SandboxFactory factory(m_stateDir);
    // The writer holds it for ever: that this ends at all is the proof.
    const auto cancelled = factory.make({.source = sqlite(m_file), .stop = stop.get_token()});
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().kind, ErrorKind::Cancelled);
    QVERIFY(QDir(m_stateDir + u"/files"_s).isEmpty());
}

QTEST_GUILESS_MAIN(SqliteSandboxTest)
#include "tst_sqlitesandbox.moc"
