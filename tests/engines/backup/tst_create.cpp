// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/create.h"
#include "backup/describe.h"
#include "backup/partialbackup.h"
#include "backup/readback.h"
#include "backup/wholeness.h"
#include "engines/backup/everything.h"
#include "engines/backup/smalldisk.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <utility>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// A backup is made whole or not at all, and says what it holds.
class TestCreate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void saysWhatItHolds_data();
    void saysWhatItHolds();
    void isOfOneMomentWithItsManifest();
    void keepsSettingsAndRoles();
    void keepsNoSecrets();
    void refusesTablesThatWereEmptied();
    void readsAutomaticOnesBack_data();
    void readsAutomaticOnesBack();
    void leavesNothingBehind_data();
    void leavesNothingBehind();
    void needsAFittingProgram();
    void refusesWhatDoesNotFit();
    void notesUnreadableMigrations();
    void keepsPermissionsWhenDescribed();
};

namespace {

BackupRequest requestFor(const Everything &database)
{
    BackupRequest request;
    request.source = database.spec();
    request.folder = database.backups();
    request.installations = installed();
    return request;
}

const TableContents *tableOf(const Backup &backup, const QString &name)
{
    for (const TableContents &table : backup.manifest->contents->tables)
        if (table.name == name)
            return &table;
    return nullptr;
}

bool isEmptyFolder(const QString &folder)
{
    return QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

} // namespace

void TestCreate::saysWhatItHolds_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<BackupFormat>("format");
    QTest::addColumn<int>("jobs");
    QTest::newRow("custom") << Engine::PostgreSql << BackupFormat::Custom << 1;
    QTest::newRow("directory") << Engine::PostgreSql << BackupFormat::Directory << 3;
    QTest::newRow("plain") << Engine::PostgreSql << BackupFormat::Plain << 1;
    QTest::newRow("sqlite") << Engine::Sqlite << BackupFormat::SqliteFile << 1;
}

void TestCreate::saysWhatItHolds()
{
    QFETCH(Engine, engine);
    QFETCH(BackupFormat, format);
    QFETCH(int, jobs);
    const Everything database(engine);
    BackupRequest request = requestFor(database);
    request.format = engine == Engine::Sqlite ? BackupFormat::Custom : format;
    request.jobs = jobs;
    request.label = u"a label"_s;
    request.globals = engine == Engine::PostgreSql;
    request.migrations = [](Session &) -> Result<std::optional<BackedUpMigrations>> {
        return BackedUpMigrations{u"dbmate"_s, {{u"1"_s, u"first"_s}}};
    };
    QStringList saved;
    const auto backup = createBackup(request, [&](const BackupProgress &progress) {
        if (progress.step == BackupProgress::Step::Saving)
            saved << progress.what;
    });
    QVERIFY2(backup, backup ? "" : qPrintable(backup.error().toString()));
    QCOMPARE(backup->archive.format, format);
    QVERIFY(backup->manifest.has_value());
    const BackupManifest &manifest = *backup->manifest;
    QCOMPARE(manifest.label, request.label);
    QCOMPARE(manifest.migrations->applied.size(), size_t(1));
    QCOMPARE(manifest.sha256, *archiveSha256(backup->path));
    QCOMPARE(manifest.bytes, archiveBytes(backup->path));
    QCOMPARE(tableOf(*backup, u"Weird \"Name\"; --"_s)->rows,
             engine == Engine::Sqlite ? qint64(3) : qint64(4));
    QCOMPARE(tableOf(*backup, u"bare"_s)->digest, QByteArray("0"));
    QVERIFY(!saved.isEmpty());
    QVERIFY(looksWhole(backup->path, backup->archive));
    if (engine == Engine::PostgreSql) {
        QCOMPARE(manifest.contents->largeObjects->count, qint64(2));
        QCOMPARE(tableOf(*backup, u"guarded"_s)->rows, qint64(20)); // behind row security
        if (jobs == 1) // the words of several run into each other
            QVERIFY(saved.contains(u"public.Weird \"Name\"; --"_s));
        QVERIFY(QFileInfo::exists(backup->path + u".globals.sql"_s));
    }
    const auto found = scanBackups(database.backups());
    QCOMPARE(found->backups.size(), size_t(1));
    QVERIFY(found->backups[0] == *backup);
    QVERIFY(found->partial.empty());
    if (format == BackupFormat::Directory) {
        const QDir files(backup->path, u"*.dat.gz"_s);
        QVERIFY(QFile::remove(files.filePath(files.entryList().constFirst())));
        QVERIFY(!looksWhole(backup->path, backup->archive));
    }
}

/// A row that is committed while the backup runs is in neither the archive nor the manifest.
void TestCreate::isOfOneMomentWithItsManifest()
{
    const Everything database(Engine::PostgreSql);
    BackupRequest request = requestFor(database);
    request.format = BackupFormat::Plain;
    request.migrations = [&](Session &) -> Result<std::optional<BackedUpMigrations>> {
        execute(database.spec(), "INSERT INTO guarded VALUES (1000, 'too late')");
        return std::nullopt;
    };
    const auto backup = createBackup(request);
    QVERIFY2(backup, backup ? "" : qPrintable(backup.error().toString()));
    QCOMPARE(tableOf(*backup, u"guarded"_s)->rows, qint64(20));
    QFile file(backup->path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("COPY public.guarded"));
    QVERIFY(!text.contains("too late"));
    QCOMPARE(value(database.spec(), "SELECT count(*) FROM guarded"), u"21"_s);
}

void TestCreate::keepsSettingsAndRoles()
{
    const Everything database(Engine::PostgreSql);
    execute(database.spec(),
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path TO \"Other Schema\", "
            "public', current_database()); END $$");
    execute(database.spec(), "DROP ROLE IF EXISTS \"App \"\"1\"\"; --\"; CREATE ROLE \"App "
                             "\"\"1\"\"; --\"; GRANT SELECT ON guarded TO \"App \"\"1\"\"; --\"");
    const auto backup = createBackup(requestFor(database));
    QVERIFY2(backup, backup ? "" : qPrintable(backup.error().toString()));
    const PostgresFacts &facts = *backup->manifest->facts;
    QCOMPARE(facts.encoding, u"UTF8"_s);
    QCOMPARE(facts.roles, QStringList{u"App \"1\"; --"_s});
    QCOMPARE(facts.settings.size(), 1);
    QCOMPARE(facts.settings[0].value, u"\"Other Schema\", public"_s);
    execute(database.spec(),
            "DROP OWNED BY \"App \"\"1\"\"; --\"; DROP ROLE \"App \"\"1\"\"; --\"");
}

void TestCreate::keepsNoSecrets()
{
    const Everything database(Engine::PostgreSql);
    execute(database.spec(), "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET app.secret TO %L', "
                             "current_database(), 'hush-hush'); END $$");
    const auto backup = createBackup(requestFor(database));
    QVERIFY2(backup, backup ? "" : qPrintable(backup.error().toString()));
    QVERIFY(backup->manifest->facts->settings.isEmpty());
    QVERIFY(backup->manifest->notes.join(u' ').contains(u"app.secret"_s));
    QVERIFY(!backup->manifest->server.isEmpty());
    QFile file(manifestPathOf(backup->path));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("hush-hush"));
    // Nor where an older one has it.
    BackupManifest old = *backup->manifest;
    old.facts->settings << DatabaseSetting{.name = u"app.secret"_s, .value = u"hush-hush"_s};
    QVERIFY(!writeManifest(old).contains("hush-hush"));
}

/// TRUNCATE after the snapshot and before pg_dump's lock: the snapshot finds an empty table.
void TestCreate::refusesTablesThatWereEmptied()
{
    const Everything database(Engine::PostgreSql);
    bool done = false;
    const auto emptyIt = [&](const BackupProgress &progress) {
        if (progress.step == BackupProgress::Step::ReadingSchema && !done) {
            done = true;
            execute(database.spec(), "TRUNCATE \"Weird \"\"Name\"\"; --\"");
        }
    };
    const auto backup = createBackup(requestFor(database), emptyIt);
    QVERIFY(!backup);
    QCOMPARE(backup.error().kind, ErrorKind::Busy);
    QCOMPARE(backup.error().detail, u"public.\"Weird \"\"Name\"\"; --\""_s);
    QVERIFY(QDir(database.backups()).isEmpty());
    QVERIFY(createBackup(requestFor(database)));
}

void TestCreate::readsAutomaticOnesBack_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<BackupFormat>("format");
    QTest::newRow("custom") << Engine::PostgreSql << BackupFormat::Custom;
    QTest::newRow("directory") << Engine::PostgreSql << BackupFormat::Directory;
    QTest::newRow("plain") << Engine::PostgreSql << BackupFormat::Plain;
    QTest::newRow("sqlite") << Engine::Sqlite << BackupFormat::Custom;
}

void TestCreate::readsAutomaticOnesBack()
{
    QFETCH(Engine, engine);
    QFETCH(BackupFormat, format);
    const Everything database(engine);
    BackupRequest request = requestFor(database);
    request.kind = BackupKind::Automatic;
    request.globals = false;
    request.format = format;
    int readBackTables = 0;
    const auto backup = createBackup(request, [&](const BackupProgress &progress) {
        readBackTables += progress.step == BackupProgress::Step::ReadingBack ? 1 : 0;
    });
    QVERIFY2(backup, backup ? "" : qPrintable(backup.error().toString()));
    QVERIFY(readBackTables > 0 || engine == Engine::Sqlite);
    QVERIFY(readBack(backup->path, *backup->manifest));
    if (engine == Engine::PostgreSql) {
        BackupManifest other = *backup->manifest;
        for (TableContents &table : other.contents->tables)
            table.rows += table.name == u"guarded" ? 1 : 0;
        const auto wrong = readBack(backup->path, other);
        QCOMPARE(wrong.error().kind, ErrorKind::Input);
        QVERIFY(wrong.error().detail.contains(u"guarded: 20 rows instead of 21"_s));
    }
    // A disk that lost some of it.
    QString file = backup->path;
    if (format == BackupFormat::Directory) {
        const auto data = QDir(file).entryInfoList({u"*.dat.gz"_s}, QDir::Files, QDir::Size);
        file = data.first().filePath();
    }
    QFile broken(file);
    QVERIFY(broken.resize(broken.size() * 2 / 3));
    QVERIFY(!readBack(backup->path, *backup->manifest));
}

void TestCreate::leavesNothingBehind_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("stopped") << u"stopped"_s << Engine::PostgreSql << ErrorKind::Cancelled;
    QTest::newRow("stopped, sqlite") << u"stopped"_s << Engine::Sqlite << ErrorKind::Cancelled;
    QTest::newRow("server gone") << u"gone"_s << Engine::PostgreSql << ErrorKind::Connection;
    QTest::newRow("no privilege") << u"privilege"_s << Engine::PostgreSql << ErrorKind::Permission;
    QTest::newRow("locked") << u"locked"_s << Engine::PostgreSql << ErrorKind::Busy;
    QTest::newRow("full disk") << u"disk"_s << Engine::PostgreSql << ErrorKind::Io;
    QTest::newRow("full disk, sqlite") << u"disk"_s << Engine::Sqlite << ErrorKind::Io;
}

void TestCreate::leavesNothingBehind()
{
    QFETCH(QString, what);
    QFETCH(Engine, engine);
    QFETCH(ErrorKind, kind);
    const Everything database(engine);
    BackupRequest request = requestFor(database);
    std::stop_source stop;
    BackupObserver observer;
    std::unique_ptr<Session> holder;
    const SmallDisk disk("256k");
    if (what == u"stopped") {
        observer = [&](const BackupProgress &progress) {
            if (progress.step == BackupProgress::Step::Saving)
                stop.request_stop();
        };
    } else if (what == u"gone") {
        observer = [&, cut = false](const BackupProgress &progress) mutable {
            if (progress.step == BackupProgress::Step::Saving && !std::exchange(cut, true))
                cutConnections(database.spec());
        };
    } else if (what == u"privilege") {
        execute(database.spec(), "DROP ROLE IF EXISTS poor; CREATE ROLE poor LOGIN; "
                                 "GRANT SELECT ON parted TO poor");
        request.source.conninfo.replace(u"postgres@"_s, u"poor@"_s);
    } else if (what == u"locked") {
        holder = need(openSession(database.spec()));
        need(holder->execute("BEGIN; LOCK TABLE \"Weird \"\"Name\"\"; --\""));
        request.lockTimeout = std::chrono::milliseconds(100);
        request.contents = false; // which would wait for the lock, too
    } else {
        QVERIFY2(disk.isMounted(), "the test needs the right to mount a file system (root)");
        execute(database.spec(),
                engine == Engine::Sqlite
                    ? "CREATE TABLE big AS SELECT randomblob(2000000) AS b"
                    : "CREATE TABLE big AS SELECT md5(i::text) || md5((-i)::text) || random() AS t "
                      "FROM generate_series(1, 20000) i");
        request.folder = disk.path(u"backups"_s);
    }
    const auto backup = createBackup(request, observer, stop.get_token());
    QVERIFY(!backup);
    QVERIFY2(backup.error().kind == kind, qPrintable(backup.error().toString()));
    if (what == u"disk")
        QVERIFY2((backup.error().toString() + backup.error().hint).contains(u"full"_s),
                 qPrintable(backup.error().toString()));
    QVERIFY(isEmptyFolder(request.folder));
    if (what == u"privilege") {
        QVERIFY(backup.error().toString().contains(u"permission denied"_s));
        execute(database.spec(), "DROP OWNED BY poor; DROP ROLE poor");
    }
}

void TestCreate::needsAFittingProgram()
{
    const Everything database(Engine::PostgreSql);
    BackupRequest request = requestFor(database);
    request.installations = {PostgresInstallation{u"/opt/old/bin"_s, 9, false, true}};
    const auto backup = createBackup(request);
    QVERIFY(!backup);
    QCOMPARE(backup.error().kind, ErrorKind::Unsupported);
    QVERIFY2(backup.error().detail.contains(u"PostgreSQL 9 in /opt/old/bin"_s),
             qPrintable(backup.error().toString()));
    QVERIFY(isEmptyFolder(request.folder));
}

void TestCreate::refusesWhatDoesNotFit()
{
    const Everything database(Engine::Sqlite);
    BackupRequest request = requestFor(database);
    request.kind = BackupKind::Named;
    QCOMPARE(createBackup(request).error().kind, ErrorKind::Usage);
    for (const QString &name :
         {u"../x"_s, u".hidden"_s, u"a\nb"_s, u"latest"_s, QString(101, u'ß')}) {
        request.name = name;
        QCOMPARE(createBackup(request).error().kind, ErrorKind::Usage);
    }
    request.name = u"before \"it\"; --"_s;
    QVERIFY(createBackup(request));
    QCOMPARE(createBackup(request).error().kind, ErrorKind::Usage); // never over another one
    request = requestFor(database);
    request.source.conninfo = database.path(u"missing.db"_s);
    QCOMPARE(createBackup(request).error().kind, ErrorKind::Connection);
    QVERIFY(!QFileInfo::exists(request.source.conninfo));
}

void TestCreate::notesUnreadableMigrations()
{
    for (const Engine engine : {Engine::PostgreSql, Engine::Sqlite}) {
        const Everything database(engine);
        BackupRequest request = requestFor(database);
        request.migrations = [](Session &session) -> Result<std::optional<BackedUpMigrations>> {
            TM_TRY(session.query("SELECT * FROM missing"));
            return std::nullopt;
        };
        const auto backup = createBackup(request);
        QVERIFY2(backup, backup ? "" : qPrintable(backup.error().toString()));
        QCOMPARE(backup->manifest->notes.size(), 1);
        QVERIFY(backup->manifest->contents.has_value());
    }
}

/// A group that was let in is not shut out by a label.
void TestCreate::keepsPermissionsWhenDescribed()
{
    const Everything database(Engine::Sqlite);
    const Backup backup = need(createBackup(requestFor(database)));
    const QString path = manifestPathOf(backup.path);
    const auto groupReads = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup;
    const auto privately = QFile::ReadOwner | QFile::WriteOwner;
    const auto all = groupReads | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QFile::Permissions allowed :
         {QFile::Permissions(groupReads), QFile::Permissions(privately)}) {
        QVERIFY(QFile::setPermissions(path, allowed));
        const Backup described = need(describeBackup(backup, {{}, u"before the move"_s}));
        QCOMPARE(described.manifest->label, u"before the move"_s);
        QCOMPARE(QFile::permissions(path) & all, allowed);
    }
}

QTEST_GUILESS_MAIN(TestCreate)
#include "tst_create.moc"
