// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/create.h"
#include "backup/partialbackup.h"
#include "backup/restore.h"
#include "backup/verify.h"
#include "engines/backup/everything.h"

#include <QFile>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Databases that are made in a way that few are, and whose backups are good all the same.
class TestOddities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isProvenAndComesBack_data();
    void isProvenAndComesBack();
    void namesRolesOfAllThatIsIn();
    void takesNoBrokenManifestForNone_data();
    void takesNoBrokenManifestForNone();
    void looksIntoVirtualTables();
    void waitsForWritersOfSqlite();

private:
    QTemporaryDir m_state;
    std::unique_ptr<SandboxFactory> m_sandboxes;
};

namespace {

BackupRequest requestOf(const ConnectionSpec &spec, const QString &folder)
{
    BackupRequest request;
    request.source = spec;
    request.folder = folder;
    request.installations = installed();
    return request;
}

} // namespace

void TestOddities::initTestCase()
{
    TestServer::start();
    m_sandboxes = std::make_unique<SandboxFactory>(m_state.path());
}

void TestOddities::isProvenAndComesBack_data()
{
    QTest::addColumn<QByteArray>("sql");
    // Hashes of labels are of their numbers, which differ between databases.
    QTest::newRow("partitions by hash of an enum")
        << QByteArray(R"(CREATE TYPE m AS ENUM ('a', 'b', 'c');
            CREATE TABLE "h; --" (m m, v int) PARTITION BY HASH (m);
            CREATE TABLE h0 PARTITION OF "h; --" FOR VALUES WITH (MODULUS 2, REMAINDER 0);
            CREATE TABLE h1 PARTITION OF "h; --" FOR VALUES WITH (MODULUS 2, REMAINDER 1)
                PARTITION BY LIST (v);
            CREATE TABLE h1_rest PARTITION OF h1 DEFAULT;
            INSERT INTO "h; --" SELECT (enum_range(NULL::m))[1 + i % 3], i
                FROM generate_series(1, 40) i)");
    QTest::newRow("options of foreign objects")
        << QByteArray(R"(CREATE FOREIGN DATA WRAPPER w OPTIONS (z '1', a '2');
            CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (port '1', host '2');
            CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (z '1', "user" '2');
            CREATE FOREIGN TABLE f (c int OPTIONS (z '1', a '2')) SERVER s
                OPTIONS (y '1', x '2'))");
    QTest::newRow("no schema public")
        << QByteArray("DROP SCHEMA public; CREATE SCHEMA s; CREATE TABLE s.t (a int);"
                      "INSERT INTO s.t VALUES (1)");
    QTest::newRow("all names quoted")
        << QByteArray("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET quote_all_identifiers = "
                      "on', current_database()); END $$; CREATE TABLE t (a regclass);"
                      "INSERT INTO t VALUES ('pg_class')");
    QTest::newRow("impatient database")
        << QByteArray("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET statement_timeout = 1', "
                      "current_database()); END $$; CREATE TABLE t (a int)");
    // pg_dump writes strings as the database reads them.
    QTest::newRow("strings with backslashes")
        << QByteArray(R"(DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET
            standard_conforming_strings = off', current_database()); END $$;
            CREATE TABLE t (a text DEFAULT E'C:\\x''\\', CHECK (a <> E'\\'''));
            COMMENT ON TABLE t IS E'it''s \\! \\';
            CREATE VIEW v AS SELECT E'\\'::text AS b;
            INSERT INTO t VALUES (E'\\'), (E'a\\''b'), (DEFAULT))");
    QTest::newRow("many columns") << [] {
        QByteArrayList columns;
        for (int i = 0; i < 1600; ++i)
            columns << "c" + QByteArray::number(i) + " bool";
        return "CREATE TABLE wide (" + columns.join(", ") + "); INSERT INTO wide DEFAULT VALUES";
    }();
}

void TestOddities::isProvenAndComesBack()
{
    QFETCH(QByteArray, sql);
    QTemporaryDir folder;
    const ConnectionSpec spec = specOf(TestServer::createFreshDatabase(u"odd"_s));
    execute(spec, sql);
    for (const BackupFormat format : {BackupFormat::Custom, BackupFormat::Plain}) {
        BackupRequest wanted = requestOf(spec, folder.path());
        wanted.format = format;
        const Backup backup = need(createBackup(wanted));
        const Verification found = need(verifyBackup(backup, installed(), *m_sandboxes));
        QCOMPARE(found.differences, QStringList());
        RestoreRequest request;
        request.backup = backup;
        request.target = spec;
        request.name =
            u"odd back %1 %2"_s.arg(toText(format), QString::fromUtf8(QTest::currentDataTag()));
        request.installations = installed();
        request.sandboxes = m_sandboxes.get();
        const auto restored = restoreBackup(request);
        QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().toString()));
        QVERIFY(restored->checked);
    }
}

// The server to come may lack any of them, and nothing may be begun then.
void TestOddities::namesRolesOfAllThatIsIn()
{
    QTemporaryDir folder;
    const ConnectionSpec spec = specOf(TestServer::createFreshDatabase(u"odd roles"_s));
    execute(spec, R"(CREATE ROLE "odd lo owner"; CREATE ROLE odd_lo_reader; CREATE ROLE odd_mapped;
        SELECT lo_create(770077); ALTER LARGE OBJECT 770077 OWNER TO "odd lo owner";
        GRANT SELECT ON LARGE OBJECT 770077 TO odd_lo_reader;
        CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
        CREATE USER MAPPING FOR odd_mapped SERVER s)");
    const QStringList wanted{u"odd lo owner"_s, u"odd_lo_reader"_s, u"odd_mapped"_s};
    Backup backup = need(createBackup(requestOf(spec, folder.path())));
    for (const QString &role : wanted) {
        QVERIFY2(backup.manifest->facts->roles.contains(role), qPrintable(role));
    }
    // Told from the archive alone as well.
    const ArchiveFacts facts = need(readArchiveFacts(backup, installed(), {}));
    for (const QString &role : wanted) {
        QVERIFY2(facts.roles.contains(role), qPrintable(facts.roles.join(u' ')));
    }
    const Verification found = need(verifyBackup(backup, installed(), *m_sandboxes));
    QCOMPARE(found.differences, QStringList());
}

void TestOddities::takesNoBrokenManifestForNone_data()
{
    QTest::addColumn<QByteArray>("manifest");
    QTest::newRow("nothing in it") << QByteArray("{}");
    QTest::newRow("cut off") << QByteArray("{\"tidemark\": ");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a list") << QByteArray("[]");
}

void TestOddities::takesNoBrokenManifestForNone()
{
    QFETCH(QByteArray, manifest);
    QTemporaryDir folder;
    const ConnectionSpec spec = specOf(u"sqlite:"_s + folder.filePath(u"shop.db"_s));
    execute(spec, "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    const QString backups = folder.filePath(u"backups"_s);
    const Backup good = need(createBackup(requestOf(spec, backups)));
    QFile file(manifestPathOf(good.path));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(manifest), manifest.size());
    file.close();
    const BackupFolder found = need(scanBackups(backups));
    QCOMPARE(found.backups.size(), size_t(1));
    const Backup &backup = found.backups.front();
    QVERIFY(!backup.manifest && !backup.manifestError.isEmpty());
    QCOMPARE(need(verifyBackup(backup, installed(), *m_sandboxes)).differences,
             QStringList{backup.manifestError});
    RestoreRequest request;
    request.backup = backup;
    request.target = specOf(u"sqlite:"_s + folder.filePath(u"back.db"_s));
    request.sandboxes = m_sandboxes.get();
    const auto restored = restoreBackup(request);
    QVERIFY(!restored);
    QCOMPARE(restored.error().kind, ErrorKind::Input);
    QVERIFY(restored.error().detail.contains(u"manifest"_s));
    QVERIFY(!QFile::exists(folder.filePath(u"back.db"_s)));
}

void TestOddities::looksIntoVirtualTables()
{
    QTemporaryDir folder;
    const ConnectionSpec spec = specOf(u"sqlite:"_s + folder.filePath(u"shop.db"_s));
    execute(spec, "CREATE VIRTUAL TABLE words USING fts5(a); CREATE VIRTUAL TABLE boxes USING "
                  "rtree(id, left, right); INSERT INTO words VALUES ('one'), ('two');"
                  "INSERT INTO boxes VALUES (1, 2, 3)");
    const auto contents = [&spec] { return need(contentsOf(*need(openSession(spec)), {})); };
    const BackupContents before = contents();
    QCOMPARE(before.tables.size(), size_t(2));
    execute(spec, "UPDATE words SET a = 'three' WHERE a = 'two'; UPDATE boxes SET right = 4");
    QCOMPARE(contentsDifferences(before, contents(), true).size(), 2);
}

void TestOddities::waitsForWritersOfSqlite()
{
    QTemporaryDir folder;
    ConnectionSpec spec = specOf(u"sqlite:"_s + folder.filePath(u"shop.db"_s));
    execute(spec, "PRAGMA journal_mode = DELETE; CREATE TABLE t (a)");
    const auto writer = need(openSession(spec));
    need(writer->execute("BEGIN EXCLUSIVE; INSERT INTO t VALUES (1)"));
    spec.busyTimeoutMs = 1;
    std::atomic<bool> waits = false;
    std::thread later([&] {
        while (!waits)
            std::this_thread::yield();
        std::this_thread::sleep_for(std::chrono::milliseconds(200)); // far longer than 1 ms
        need(writer->execute("COMMIT"));
    });
    const auto made = createBackup(requestOf(spec, folder.filePath(u"backups"_s)),
                                   [&waits](const BackupProgress &) { waits = true; });
    waits = true;
    later.join();
    QVERIFY2(made, qPrintable(made ? QString() : made.error().toString()));
    QCOMPARE(made->manifest->contents->tables.front().rows, qint64(1));
}

QTEST_GUILESS_MAIN(TestOddities)
#include "tst_oddities.moc"
