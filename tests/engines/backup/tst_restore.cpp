// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/create.h"
#include "backup/partialbackup.h"
#include "backup/restore.h"
#include "backup/verify.h"
#include "base/process.h"
#include "engines/backup/everything.h"
#include "engines/backup/smalldisk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTest>

#include <utility>

#include <atomic>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What comes back is what was backed up, and what was there stays until it is whole.
class TestRestore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void comesBack_data();
    void comesBack();
    void replacesByName_data();
    void replacesByName();
    void leavesTheOldOneAlone_data();
    void leavesTheOldOneAlone();
    void refusesWhatIsInUse_data();
    void refusesWhatIsInUse();
    void namesMissingRoles();
    void namesMissingTablespaces_data();
    void namesMissingTablespaces();
    void unpacksWhatIsPacked();
    void bringsSettingsOfTheDatabase();
    void needsNothingOfTheConnectedDatabase();
    void keepsASchemaOfSomebodyElse();
    void replacesWhereALinkLeads();
    void takesSingleTables_data();
    void takesSingleTables();
    void takesTablesOfSeveralSchemas();
    void losesNoWriteWhileReplacing();
    void survivesAFullDisk_data();
    void survivesAFullDisk();

private:
    RestoreRequest requestFor(const Everything &database, const Backup &backup);

    QTemporaryDir m_state;
    std::unique_ptr<SandboxFactory> m_sandboxes;
};

namespace {

Backup make(const Everything &database, BackupFormat format = BackupFormat::Custom,
            std::optional<Compression> compression = {})
{
    BackupRequest request;
    request.source = database.spec();
    request.folder = database.backups();
    request.installations = installed();
    request.format = format;
    request.compression = compression;
    return need(createBackup(request));
}

QString databaseName(const ConnectionSpec &spec)
{
    return value(spec, "SELECT current_database()");
}

/// Another row in a table that both engines have.
void changeRows(const ConnectionSpec &spec)
{
    execute(spec, "INSERT INTO \"Weird \"\"Name\"\"; --\" (empty) VALUES ('later')");
}

QString rowCount(const ConnectionSpec &spec)
{
    return value(spec, "SELECT count(*) FROM \"Weird \"\"Name\"\"; --\"");
}

BackupContents contentsAt(const ConnectionSpec &spec)
{
    return need(contentsOf(*need(openSession(spec)), {}));
}

QStringList databasesOnServer()
{
    const auto session = need(openSession(specOf(TestServer::url())));
    QStringList names;
    for (const auto &row : need(session->query("SELECT datname FROM pg_database ORDER BY 1")).rows)
        names << QString::fromUtf8(*row[0]);
    return names;
}

} // namespace

void TestRestore::initTestCase()
{
    TestServer::start();
    m_sandboxes = std::make_unique<SandboxFactory>(m_state.path());
}

RestoreRequest TestRestore::requestFor(const Everything &database, const Backup &backup)
{
    RestoreRequest request;
    request.backup = backup;
    request.target = database.spec();
    request.installations = installed();
    request.sandboxes = m_sandboxes.get();
    return request;
}

void TestRestore::comesBack_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<BackupFormat>("format");
    QTest::addColumn<int>("compression"); // -1: pg_dump's own
    QTest::newRow("custom") << Engine::PostgreSql << BackupFormat::Custom << -1;
    QTest::newRow("directory") << Engine::PostgreSql << BackupFormat::Directory << -1;
    QTest::newRow("plain, gzip") << Engine::PostgreSql << BackupFormat::Plain
                                 << int(Compression::Gzip);
    QTest::newRow("sqlite") << Engine::Sqlite << BackupFormat::Custom << -1;
}

void TestRestore::comesBack()
{
    QFETCH(Engine, engine);
    QFETCH(BackupFormat, format);
    QFETCH(int, compression);
    const Everything database(engine);
    const Backup backup = make(
        database, format, compression < 0 ? std::nullopt : std::optional(Compression(compression)));
    const BackupContents before = contentsAt(database.spec());
    QVERIFY(backup.manifest->contents == before);

    RestoreRequest request = requestFor(database, backup);
    request.jobs = 2;
    request.name = u"New \"Name\"; -- "_s + QString::fromLatin1(QTest::currentDataTag());
    ConnectionSpec fresh = database.spec().withDatabase(request.name);
    if (engine == Engine::Sqlite)
        fresh.conninfo = request.target.conninfo = database.path(u"new \"name\"; --.db"_s);
    QStringList restored;
    const auto report = restoreBackup(request, [&](const BackupProgress &progress) {
        if (progress.step == BackupProgress::Step::Restoring)
            restored << progress.what;
    });
    QVERIFY2(report, report ? "" : qPrintable(report.error().toString()));
    QVERIFY(report->checked);
    QVERIFY(!restored.isEmpty());
    QVERIFY(contentsAt(fresh) == before);
    QCOMPARE(restoreBackup(request).error().kind, ErrorKind::Usage); // never over another one
    if (engine == Engine::PostgreSql) {
        QCOMPARE(value(fresh, "SELECT nextval('counter')"), u"42"_s);
        QCOMPARE(value(fresh, "SELECT sum FROM totals WHERE region = 'de'"),
                 value(database.spec(), "SELECT sum FROM totals WHERE region = 'de'"));
    }
    changeRows(fresh); // its counters know where they were
}

void TestRestore::replacesByName_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::newRow("postgresql") << Engine::PostgreSql;
    QTest::newRow("sqlite") << Engine::Sqlite;
}

void TestRestore::replacesByName()
{
    QFETCH(Engine, engine);
    const Everything database(engine);
    const Backup backup = make(database);
    const QString before = rowCount(database.spec());
    changeRows(database.spec());
    const QString after = rowCount(database.spec());
    if (engine == Engine::PostgreSql)
        execute(database.spec(),
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %1$I SET search_path TO \"Other "
                "Schema\", public; REVOKE CONNECT ON DATABASE %1$I FROM PUBLIC; COMMENT ON "
                "DATABASE %1$I IS ''it''''s''', current_database()); END $$");
    RestoreRequest request = requestFor(database, backup);
    request.replace = true;
    if (engine == Engine::PostgreSql)
        request.name = databaseName(database.spec());
    const auto report = restoreBackup(request);
    QVERIFY2(report, report ? "" : qPrintable(report.error().toString()));
    QVERIFY(!report->kept.isEmpty());
    QCOMPARE(rowCount(database.spec()), before);
    ConnectionSpec old = database.spec().withDatabase(report->kept);
    if (engine == Engine::Sqlite)
        old.conninfo = report->kept;
    QCOMPARE(rowCount(old), after);
    if (engine == Engine::PostgreSql) {
        QCOMPARE(value(database.spec(), "SHOW search_path"), u"\"Other Schema\", public"_s);
        QCOMPARE(value(database.spec(), "SELECT shobj_description(oid, 'pg_database') || "
                                        "has_database_privilege('pg_monitor', oid, 'CONNECT') FROM "
                                        "pg_database WHERE datname = current_database()"),
                 u"it'sfalse"_s);
    }
}

void TestRestore::leavesTheOldOneAlone_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<ErrorKind>("kind");
    for (const Engine engine : {Engine::PostgreSql, Engine::Sqlite}) {
        const QByteArray name = engine == Engine::Sqlite ? "sqlite: " : "postgresql: ";
        QTest::newRow(name + "stopped") << u"stopped"_s << engine << ErrorKind::Cancelled;
        QTest::newRow(name + "cut off")
            << u"cut"_s << engine << (engine == Engine::Sqlite ? ErrorKind::Input : ErrorKind::Io);
        QTest::newRow(name + "another digest") << u"digest"_s << engine << ErrorKind::Input;
        QTest::newRow(name + "other rows") << u"rows"_s << engine << ErrorKind::Input;
    }
    QTest::newRow("server gone") << u"gone"_s << Engine::PostgreSql << ErrorKind::Connection;
}

void TestRestore::leavesTheOldOneAlone()
{
    QFETCH(QString, what);
    QFETCH(Engine, engine);
    QFETCH(ErrorKind, kind);
    const Everything database(engine);
    Backup backup = make(database);
    changeRows(database.spec());
    const BackupContents before = contentsAt(database.spec());
    const QStringList databases = databasesOnServer();
    const QStringList files = QDir(database.path({})).entryList();
    std::stop_source stop;
    BackupObserver observer;
    if (what == u"stopped")
        observer = [&](const BackupProgress &progress) {
            if (progress.step == BackupProgress::Step::Restoring)
                stop.request_stop();
        };
    else if (what == u"gone")
        observer = [&, cut = false](const BackupProgress &progress) mutable {
            if (progress.step == BackupProgress::Step::Restoring && !std::exchange(cut, true))
                cutConnections(database.spec());
        };
    else if (what == u"cut")
        QVERIFY(QFile::resize(backup.path, QFileInfo(backup.path).size() * 2 / 3));
    else if (what == u"digest")
        backup.manifest->sha256 = "12";
    else
        backup.manifest->contents->tables[0].digest = "another";
    RestoreRequest request = requestFor(database, backup);
    request.replace = true;
    request.check = what != u"cut";
    if (engine == Engine::PostgreSql)
        request.name = databaseName(database.spec());
    const auto report = restoreBackup(request, observer, stop.get_token());
    QVERIFY(!report);
    QVERIFY2(report.error().kind == kind, qPrintable(report.error().toString()));
    QVERIFY(contentsAt(database.spec()) == before);
    QCOMPARE(databasesOnServer(), databases);
    QCOMPARE(QDir(database.path({})).entryList(), files);
}

void TestRestore::refusesWhatIsInUse_data()
{
    replacesByName_data();
}

void TestRestore::refusesWhatIsInUse()
{
    QFETCH(Engine, engine);
    const Everything database(engine);
    const Backup backup = make(database);
    changeRows(database.spec());
    const QString before = rowCount(database.spec());
    auto user = need(openSession(database.spec()));
    need(user->query("SELECT count(*) FROM \"Weird \"\"Name\"\"; --\""));
    RestoreRequest request = requestFor(database, backup);
    request.replace = true;
    if (engine == Engine::PostgreSql)
        request.name = databaseName(database.spec());
    const auto refused = restoreBackup(request);
    QVERIFY(!refused);
    QVERIFY2(refused.error().kind == ErrorKind::Busy, qPrintable(refused.error().toString()));
    QVERIFY(refused.error().detail.contains(u"process "_s));
    QCOMPARE(rowCount(database.spec()), before);
    if (engine == Engine::PostgreSql)
        request.endConnections = true;
    else
        user.reset();
    const auto done = restoreBackup(request);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QVERIFY(rowCount(database.spec()) != before);
}

void TestRestore::namesMissingRoles()
{
    const Everything database(Engine::PostgreSql);
    execute(database.spec(),
            "DROP ROLE IF EXISTS \"Gone \"\"1\"\"; --\"; CREATE ROLE \"Gone \"\"1\"\"; --\"; "
            "ALTER TABLE parent OWNER TO \"Gone \"\"1\"\"; --\"; "
            "GRANT SELECT ON guarded TO \"Gone \"\"1\"\"; --\"");
    const Backup backup = make(database);
    execute(database.spec(), "DROP OWNED BY \"Gone \"\"1\"\"; --\" CASCADE; DROP ROLE \"Gone "
                             "\"\"1\"\"; --\"");
    RestoreRequest request = requestFor(database, backup);
    request.name = u"without role"_s;
    QCOMPARE(need(missingNames(request)).roles, QStringList{u"Gone \"1\"; --"_s});
    const auto refused = restoreBackup(request);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Usage);
    QVERIFY(refused.error().summary.contains(u"Gone \"1\"; --"_s));
    request.noOwner = true;
    const auto done = restoreBackup(request);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QVERIFY(done->checked);
}

void TestRestore::namesMissingTablespaces_data()
{
    QTest::addColumn<BackupFormat>("format");
    QTest::addColumn<int>("compression");
    QTest::newRow("custom") << BackupFormat::Custom << int(Compression::Gzip);
    QTest::newRow("plain") << BackupFormat::Plain << int(Compression::None);
    QTest::newRow("plain, packed") << BackupFormat::Plain << int(Compression::Gzip);
}

void TestRestore::namesMissingTablespaces()
{
    QFETCH(BackupFormat, format);
    QFETCH(int, compression);
    const Everything database(Engine::PostgreSql);
    const auto session = need(openSession(database.spec()));
    need(session->execute("SET allow_in_place_tablespaces = on"));
    need(session->execute("CREATE TABLESPACE \"Gone \"\"1\"\"; --\" LOCATION ''"));
    need(session->execute("CREATE TABLE far (id int) TABLESPACE \"Gone \"\"1\"\"; --\"; "
                          "INSERT INTO far VALUES (1); CREATE INDEX near ON far (id)"));
    const Backup backup = make(database, format, Compression(compression));
    need(session->execute("DROP TABLE far"));
    need(session->execute("DROP TABLESPACE \"Gone \"\"1\"\"; --\""));
    RestoreRequest request = requestFor(database, backup);
    request.name = u"without tablespace"_s;
    TestServer::dropDatabase(request.name);
    QCOMPARE(need(missingNames(request)).tablespaces, QStringList{u"Gone \"1\"; --"_s});
    const auto refused = restoreBackup(request);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Usage);
    QVERIFY(refused.error().summary.contains(u"Gone \"1\"; --"_s));
    request.noTablespaces = true;
    QCOMPARE(need(missingNames(request)), MissingNames());
    const auto done = restoreBackup(request);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QVERIFY(done->checked);
    // A throw-away server has none either.
    const Verification found = need(verifyBackup(backup, installed(), *m_sandboxes));
    QCOMPARE(found.differences, QStringList());
}

/// By two processes, which read a folder and no tar file.
void TestRestore::unpacksWhatIsPacked()
{
    const Everything database(Engine::PostgreSql);
    const QString dump = database.path(u"shop.tar"_s);
    need(runProcessChecked({.program = TestServer::program(u"pg_dump"_s),
                            .arguments = {u"-Ft"_s, u"-f"_s, dump, database.spec().conninfo}}));
    need(runProcessChecked({.program = u"zstd"_s, .arguments = {u"-q"_s, u"--rm"_s, dump}}));
    const Backup backup = need(readBackup(dump + u".zst"_s));
    QCOMPARE(backup.archive, (ArchiveKind{BackupFormat::Tar, Compression::Zstd}));
    RestoreRequest request = requestFor(database, backup);
    request.name = u"unpacked"_s;
    request.jobs = 2;
    const auto done = restoreBackup(request);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    const ConnectionSpec copy = database.spec().withDatabase(request.name);
    QCOMPARE(contentsDifferences(contentsAt(database.spec()), contentsAt(copy), true),
             QStringList());
    request.name = u"unpacked table"_s;
    request.tables = {{{}, u"guarded"_s}};
    QVERIFY(restoreBackup(request));
    QCOMPARE(contentsAt(database.spec().withDatabase(request.name)).tables.size(), size_t(1));
    QCOMPARE(QDir(m_state.filePath(u"files"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList());
}

void TestRestore::bringsSettingsOfTheDatabase()
{
    const Everything database(Engine::PostgreSql);
    execute(database.spec(), "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET "
                             "default_transaction_read_only TO on', current_database()); END $$");
    const Backup backup = make(database);
    RestoreRequest request = requestFor(database, backup);
    request.name = u"read only"_s;
    const auto done = restoreBackup(request);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QCOMPARE(
        value(database.spec().withDatabase(request.name), "SHOW default_transaction_read_only"),
        u"on"_s);
}

/// That database only says which server it is.
void TestRestore::needsNothingOfTheConnectedDatabase()
{
    const ConnectionSpec source = specOf(TestServer::createFreshDatabase(u"in public"_s));
    execute(source, "CREATE TABLE public.t (a) AS SELECT 1");
    QTemporaryDir folder;
    BackupRequest making;
    making.source = source;
    making.folder = folder.path();
    making.installations = installed();
    Backup backup = need(createBackup(making));
    QVERIFY(QFile::remove(manifestPathOf(backup.path)));
    backup = need(readBackup(backup.path));
    QVERIFY(!backup.manifest);
    RestoreRequest request;
    request.backup = backup;
    request.target = specOf(TestServer::createFreshDatabase(u"without public"_s));
    execute(request.target, "DROP SCHEMA public");
    request.name = u"back in public"_s;
    request.installations = installed();
    request.sandboxes = m_sandboxes.get();
    const auto done = restoreBackup(request);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QCOMPARE(value(source.withDatabase(request.name), "SELECT a FROM public.t"), u"1"_s);
}

/// Before PostgreSQL 15 the schema public of every new database belongs to a superuser.
void TestRestore::keepsASchemaOfSomebodyElse()
{
    const ConnectionSpec source = specOf(TestServer::createFreshDatabase(u"has no public"_s));
    execute(source, "DROP ROLE IF EXISTS modest");
    execute(source, "CREATE ROLE modest LOGIN CREATEDB");
    execute(source, "DROP SCHEMA public; CREATE SCHEMA own AUTHORIZATION modest; "
                    "CREATE TABLE own.t AS SELECT 1 AS a; ALTER TABLE own.t OWNER TO modest");
    QTemporaryDir folder;
    BackupRequest making;
    making.source = source;
    making.folder = folder.path();
    making.installations = installed();
    const ConnectionSpec empty = source.withDatabase(u"template0"_s);
    const QString owner = [&] {
        execute(source, "ALTER DATABASE template0 ALLOW_CONNECTIONS true");
        return value(empty, "SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'public'");
    }();
    execute(empty, "ALTER SCHEMA public OWNER TO CURRENT_USER");
    RestoreRequest request;
    request.backup = need(createBackup(making));
    request.target = source;
    request.target.conninfo.replace(u"postgres@"_s, u"modest@"_s);
    request.name = u"has a public"_s;
    request.installations = installed();
    request.sandboxes = m_sandboxes.get();
    const auto done = restoreBackup(request);
    execute(empty, "ALTER SCHEMA public OWNER TO " + owner.toUtf8());
    execute(source, "ALTER DATABASE template0 ALLOW_CONNECTIONS false");
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QVERIFY(done->checked);
    QVERIFY2(done->notes.join(u'\n').contains(u"schema public"_s),
             qPrintable(done->notes.join(u'\n')));
    QCOMPARE(value(source.withDatabase(request.name), "SELECT a FROM own.t"), u"1"_s);
}

void TestRestore::replacesWhereALinkLeads()
{
    const Everything database(Engine::Sqlite);
    const Backup backup = make(database);
    const QString before = rowCount(database.spec());
    changeRows(database.spec());
    const QString link = database.path(u"current.db"_s);
    QVERIFY(QFile::link(database.spec().conninfo, link));
    RestoreRequest request = requestFor(database, backup);
    request.target.conninfo = link;
    request.replace = true;
    const auto done = restoreBackup(request);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(rowCount(database.spec()), before);
    QVERIFY(!QFileInfo(done->kept).isSymLink());
}

void TestRestore::takesSingleTables_data()
{
    replacesByName_data();
}

void TestRestore::takesSingleTables()
{
    QFETCH(Engine, engine);
    const Everything database(engine);
    const Backup backup = make(database);
    RestoreRequest request = requestFor(database, backup);
    request.name = u"one table"_s;
    ConnectionSpec fresh = database.spec().withDatabase(request.name);
    if (engine == Engine::Sqlite)
        fresh.conninfo = request.target.conninfo = database.path(u"one.db"_s);
    request.tables = {{engine == Engine::Sqlite ? QString() : u"public"_s, u"no such table"_s}};
    QVERIFY(!restoreBackup(request));
    request.tables = {{engine == Engine::Sqlite ? QString() : u"public"_s,
                       engine == Engine::Sqlite ? u"without_rowid"_s : u"guarded"_s}};
    const auto done = restoreBackup(request);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    const BackupContents found = contentsAt(fresh);
    QCOMPARE(found.tables.size(), size_t(1));
    QCOMPARE(found.tables[0].name, request.tables[0].name);
    QCOMPARE(found.tables[0].rows, engine == Engine::Sqlite ? qint64(3) : qint64(20));
}

/// a.x and b.y, and not a.y and b.x.
void TestRestore::takesTablesOfSeveralSchemas()
{
    const Everything database(Engine::PostgreSql);
    execute(database.spec(),
            "CREATE SCHEMA \"a \"\"\"; CREATE SCHEMA b; CREATE TABLE \"a \"\"\".x "
            "(i int); CREATE TABLE \"a \"\"\".y (i int); CREATE TABLE b.x (i int); "
            "CREATE TABLE b.y (i int)");
    RestoreRequest request = requestFor(database, make(database));
    request.name = u"two tables"_s;
    request.tables = {{u"a \""_s, u"x"_s}, {u"b"_s, u"y"_s}};
    execute(specOf(TestServer::url()), "DROP DATABASE IF EXISTS \"two tables\"");
    const auto done = restoreBackup(request);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QStringList names;
    for (const TableContents &table : contentsAt(database.spec().withDatabase(request.name)).tables)
        names << table.schema + u'.' + table.name;
    QCOMPARE(names, (QStringList{u"a \".x"_s, u"b.y"_s}));

    // An empty table would be no answer to who asks for a partitioned one.
    execute(specOf(TestServer::url()), "DROP DATABASE \"two tables\"");
    for (const QString &schema : {u"public"_s, QString()}) {
        request.tables = {{schema, u"parted"_s}};
        const auto refused = restoreBackup(request);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Unsupported);
        QVERIFY2(refused.error().summary.startsWith(u"public.parted is partitioned"_s),
                 qPrintable(refused.error().toString()));
    }
    request.tables = {{u"public"_s, u"parted_rest"_s}};
    QVERIFY(restoreBackup(request));
}

/// Whoever writes while the file is replaced is told to wait or to begin again; what was
/// acknowledged is in one of the files.
void TestRestore::losesNoWriteWhileReplacing()
{
    const Everything database(Engine::Sqlite);
    execute(database.spec(), "CREATE TABLE written (id INTEGER PRIMARY KEY)");
    const Backup backup = make(database);
    std::atomic<bool> stop = false;
    std::vector<int> acknowledged;
    std::thread writer([&] {
        for (int i = 1; !stop; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(i % 7));
            const auto session = openSession(database.spec());
            if (session &&
                (*session)->execute("INSERT INTO written VALUES (" + QByteArray::number(i) + ")"))
                acknowledged.push_back(i);
        }
    });
    QStringList kept;
    for (int round = 0; round < 12 && kept.size() < 3; ++round) {
        RestoreRequest request = requestFor(database, backup);
        request.replace = true;
        const auto done = restoreBackup(request);
        if (done)
            kept << done->kept;
        else if (done.error().kind != ErrorKind::Busy)
            qWarning().noquote() << done.error().toString();
    }
    stop = true;
    writer.join();
    QSet<int> found;
    for (const QString &file : kept + QStringList{database.spec().conninfo}) {
        const auto session = need(openSession({.engine = Engine::Sqlite, .conninfo = file}));
        for (const auto &row : need(session->query("SELECT id FROM written")).rows)
            found.insert(row[0]->toInt());
    }
    for (const int id : acknowledged)
        QVERIFY2(found.contains(id), qPrintable(u"%1 is lost"_s.arg(id)));
    QVERIFY(!acknowledged.empty());
}

void TestRestore::survivesAFullDisk_data()
{
    QTest::addColumn<bool>("replace");
    QTest::newRow("new") << false;
    QTest::newRow("replaced") << true;
}

void TestRestore::survivesAFullDisk()
{
    QFETCH(bool, replace);
    const Everything database(Engine::Sqlite);
    execute(database.spec(),
            "CREATE TABLE big (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT "
            "i + 1 FROM n WHERE i < 1000) INSERT INTO big SELECT randomblob(1000) "
            "FROM n");
    const Backup backup = make(database);
    const SmallDisk disk("512k");
    QVERIFY2(disk.isMounted(), "the test needs the right to mount a file system (root)");
    RestoreRequest request = requestFor(database, backup);
    request.replace = replace;
    request.target.conninfo = disk.path(u"shop.db"_s);
    if (replace)
        execute(request.target, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (empty); INSERT INTO "
                                "\"Weird \"\"Name\"\"; --\" VALUES ('kept')");
    const QStringList files = QDir(disk.path({})).entryList();
    const auto done = restoreBackup(request);
    QVERIFY(!done);
    QVERIFY2(done.error().kind == ErrorKind::Io, qPrintable(done.error().toString()));
    QCOMPARE(QDir(disk.path({})).entryList(), files);
    if (replace)
        QCOMPARE(value(request.target, "SELECT empty FROM \"Weird \"\"Name\"\"; --\""), u"kept"_s);
}

QTEST_GUILESS_MAIN(TestRestore)
#include "tst_restore.moc"
