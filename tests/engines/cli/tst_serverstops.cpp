// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/connectionspec.h"
#include "database/session.h"
#include "engines/backup/smalldisk.h"
#include "engines/cli/program.h"
#include "engines/cli/stoppableserver.h"

#include <QDir>
#include <QFile>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// The whole server stops in the middle: a clear error, and after its restart history and schema
/// agree, the next call goes on, and nothing is left lying about.
class TestServerStops : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void up();
    void upOutsideATransaction();
    void down();
    void rehearsal_data();
    void rehearsal();
    void backup();
    void restore();
    void restoreOnAFullDisk();

private:
    QByteArray stopWhen(const QStringList &command, const QByteArray &query);
    void write(const QString &id, const QByteArray &up, const QByteArray &down,
               const QByteArray &mode = {});
    QStringList with(const QStringList &command) const;
    ProcessResult run(const QStringList &command) const;
    /// Stops the server while the command's script sleeps; what the command said of it.
    QByteArray stopDuring(const QStringList &command);
    QString versions() const;
    QString tables() const;

    std::unique_ptr<StoppableServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_database;
    int m_number = 0;
};

namespace {

const QByteArray weird = weirdTable;

/// Sleeps for as long as the table says.
const QByteArray sleepy = "SELECT pg_sleep(seconds) FROM patience;\n";

} // namespace

void TestServerStops::initTestCase()
{
    m_server = std::make_unique<StoppableServer>();
}

void TestServerStops::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkpath(u"migrations"_s));
    m_database = u"stops_%1"_s.arg(++m_number);
    m_server->execute(u"postgres"_s, "CREATE DATABASE " + m_database.toUtf8());
    m_server->execute(m_database, "CREATE TABLE patience AS SELECT 3600 AS seconds");
    write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "DROP TABLE " + weird + ";");
}

void TestServerStops::write(const QString &id, const QByteArray &up, const QByteArray &down,
                            const QByteArray &mode)
{
    QFile file(m_folder->filePath(u"migrations/%1.sql"_s.arg(id)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("-- migrate:up " + mode + '\n' + up + "\n-- migrate:down " + mode + '\n' + down +
               '\n');
}

QStringList TestServerStops::with(const QStringList &command) const
{
    return command + QStringList{u"--url"_s,        m_server->url(m_database),
                                 u"--migrations"_s, m_folder->filePath(u"migrations"_s),
                                 u"--convention"_s, u"dbmate"_s};
}

ProcessResult TestServerStops::run(const QStringList &command) const
{
    return runTidemark(with(command), {},
                       {{u"TIDEMARK_STATE"_s, m_folder->filePath(u"tidemark"_s)}});
}

QByteArray TestServerStops::stopDuring(const QStringList &command)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TIDEMARK_STATE"_s, m_folder->filePath(u"tidemark"_s));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(TIDEMARK_PROGRAM), with(command));
    const bool asleep = m_server->waitForSleeper();
    m_server->stopAtOnce();
    const bool ended = process.waitForFinished(120'000);
    const QByteArray said = process.readAllStandardError();
    const bool normal = process.exitStatus() == QProcess::NormalExit;
    const int exitCode = process.exitCode();
    m_server->start();
    if (!asleep || !ended || !normal || exitCode != 3)
        return "asleep " + QByteArray::number(asleep) + ", ended " + QByteArray::number(ended) +
               ", exit code " + QByteArray::number(exitCode) + ": " + said;
    return said;
}

QString TestServerStops::versions() const
{
    return m_server->value(m_database, "SELECT string_agg(version, ' ' ORDER BY version) FROM "
                                       "schema_migrations");
}

QString TestServerStops::tables() const
{
    return m_server->value(m_database,
                           "SELECT string_agg(relname, ' ' ORDER BY relname COLLATE \"C\") FROM "
                           "pg_class WHERE relkind = 'r' AND relnamespace = "
                           "'public'::regnamespace AND relname NOT IN ('schema_migrations', "
                           "'patience', 'tidemark_journal')");
}

void TestServerStops::up()
{
    write(u"2_b"_s, "CREATE TABLE b (id int);\n" + sleepy, "DROP TABLE b;");
    const QByteArray said = stopDuring({u"up"_s});
    QVERIFY2(said.contains("2_b.sql:3") && said.contains("nothing of it is left"),
             said.constData());
    QVERIFY2(said.contains("terminating connection") || said.contains("server closed"),
             said.constData());
    QCOMPARE(versions(), u"1"_s);
    QCOMPARE(tables(), weirdName);
    const ProcessResult status = run({u"status"_s});
    QVERIFY2(status.exitCode == 0 && status.output.contains("1 applied, 1 pending"),
             status.output.constData());
    m_server->execute(m_database, "UPDATE patience SET seconds = 0");
    const ProcessResult again = run({u"up"_s});
    QVERIFY2(again.exitCode == 0, again.errors.constData());
    QCOMPARE(versions(), u"1 2"_s);
    QCOMPARE(tables(), weirdName + u" b"_s);
}

void TestServerStops::upOutsideATransaction()
{
    write(u"2_b"_s, "CREATE TABLE b (id int);\n" + sleepy + "CREATE TABLE c (id int);",
          "DROP TABLE b;\nDROP TABLE c;", "transaction:false");
    const QByteArray said = stopDuring({u"up"_s});
    QVERIFY2(said.contains("half done") && said.contains("statement 2 of 3"), said.constData());
    QCOMPARE(versions(), u"1"_s);
    QCOMPARE(tables(), weirdName + u" b"_s);
    const ProcessResult status = run({u"status"_s, u"--json"_s});
    QCOMPARE(status.exitCode, 1);
    QCOMPARE(jsonIn(status.output)[u"interrupted"_s].toObject()[u"done"_s].toInt(), 1);
    m_server->execute(m_database, "UPDATE patience SET seconds = 0");
    const ProcessResult again = run({u"up"_s});
    QVERIFY2(again.exitCode == 0, again.errors.constData());
    QCOMPARE(versions(), u"1 2"_s);
    QCOMPARE(tables(), weirdName + u" b c"_s);
}

void TestServerStops::down()
{
    write(u"2_b"_s, "CREATE TABLE b (id int);", "DROP TABLE b;\n" + sleepy);
    QCOMPARE(run({u"up"_s}).exitCode, 0);
    const QByteArray said = stopDuring({u"down"_s, u"--all"_s});
    QVERIFY2(said.contains("2_b") && said.contains("nothing of it is left"), said.constData());
    QCOMPARE(versions(), u"1 2"_s);
    QCOMPARE(tables(), weirdName + u" b"_s);
    m_server->execute(m_database, "UPDATE patience SET seconds = 0");
    const ProcessResult again = run({u"down"_s, u"--all"_s});
    QVERIFY2(again.exitCode == 0, again.errors.constData());
    QCOMPARE(versions(), QString());
    QCOMPARE(tables(), QString());
}

void TestServerStops::rehearsal_data()
{
    QTest::addColumn<QString>("copy");
    QTest::addColumn<QByteArray>("mode");
    for (const char *copy : {"template", "dump"}) {
        QTest::addRow("%s", copy) << QString::fromLatin1(copy) << QByteArray();
        QTest::addRow("%s, on a second copy", copy)
            << QString::fromLatin1(copy) << QByteArray("transaction:false");
    }
}

void TestServerStops::rehearsal()
{
    QFETCH(QString, copy);
    QFETCH(QByteArray, mode);
    write(u"2_b"_s, "CREATE TABLE b (id int);\n" + sleepy, "DROP TABLE b;", mode);
    const QString databases = m_server->value(u"postgres"_s, "SELECT count(*) FROM pg_database");
    const QStringList command{u"rehearse"_s, u"--copy"_s, copy};
    const QByteArray said = stopDuring(command);
    QVERIFY2(said.startsWith("error: ") || said.contains("\nerror: ") || said.contains(": error: "),
             said.constData());
    QVERIFY2(said.contains("terminating connection") || said.contains("server closed"),
             said.constData());
    QCOMPARE(tables(), QString());
    // The copy could not be dropped while there was no server: the next start does it.
    const QString left = m_server->value(u"postgres"_s, "SELECT count(*) FROM pg_database");
    QVERIFY(left.toInt() > databases.toInt());
    m_server->execute(m_database, "UPDATE patience SET seconds = 0");
    const ProcessResult again = run(command);
    QVERIFY2(again.exitCode == 0, again.errors.constData());
    QVERIFY2(again.errors.contains("removed what an earlier run left"), again.errors.constData());
    QCOMPARE(m_server->value(u"postgres"_s, "SELECT count(*) FROM pg_database"), databases);
    const QDir registrations(m_folder->filePath(u"tidemark/live"_s));
    QVERIFY(registrations.exists());
    QCOMPARE(registrations.entryList(QDir::Files), QStringList());
}

/// Stops the server as soon as the query has an answer, while the command is at work.
QByteArray TestServerStops::stopWhen(const QStringList &command, const QByteArray &query)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TIDEMARK_STATE"_s, m_folder->filePath(u"tidemark"_s));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(TIDEMARK_PROGRAM), command);
    bool there = false;
    for (int tries = 0; tries < 2400 && !there; ++tries) {
        there = !m_server->value(u"postgres"_s, query).isEmpty();
        process.waitForFinished(50);
    }
    m_server->stopAtOnce();
    const bool ended = process.waitForFinished(120'000);
    const QByteArray said = process.readAllStandardError();
    m_server->start();
    if (!there || !ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 3)
        return "there " + QByteArray::number(there) + ", ended " + QByteArray::number(ended) +
               ", exit code " + QByteArray::number(process.exitCode()) + ": " + said;
    return said;
}

/// While pg_dump waits for a table.
void TestServerStops::backup()
{
    m_server->execute(m_database, "CREATE TABLE " + weird + " AS SELECT 1 AS id");
    const QString folder = m_folder->filePath(u"backups"_s);
    const QStringList command{u"backup"_s,   u"create"_s, u"--url"_s, m_server->url(m_database),
                              u"--folder"_s, folder};
    {
        const auto holder = openSession(*ConnectionSpec::parse(m_server->url(m_database)));
        QVERIFY((*holder)->execute("BEGIN; LOCK TABLE " + weird + " IN ACCESS EXCLUSIVE MODE"));
        const QByteArray said = stopWhen(
            command, "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' LIMIT 1");
        QVERIFY2(said.startsWith("error: "), said.constData());
    }
    QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
    const ProcessResult again = runTidemark(command);
    QVERIFY2(again.exitCode == 0, again.errors.constData());
}

/// While the new database gets an index; the old one stands there as it was.
void TestServerStops::restore()
{
    m_server->execute(
        m_database,
        "CREATE FUNCTION slow(i int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN "
        "IF current_database() <> '" +
            m_database.toUtf8() +
            "' THEN PERFORM pg_catalog.pg_sleep(60); END IF; RETURN i; END $$");
    m_server->execute(m_database, "CREATE TABLE " + weird + " AS SELECT 1 AS id");
    m_server->execute(m_database, "CREATE INDEX ON " + weird + " (slow(id))");
    const QString folder = m_folder->filePath(u"backups"_s);
    const QStringList at{u"--url"_s, m_server->url(m_database), u"--folder"_s, folder};
    const ProcessResult made = runTidemark(QStringList{u"backup"_s, u"create"_s} + at);
    QVERIFY2(made.exitCode == 0, made.errors.constData());
    m_server->execute(m_database, "UPDATE " + weird + " SET id = 2");
    const QByteArray said = stopWhen(
        QStringList{u"backup"_s, u"restore"_s, u"latest"_s, u"--replace"_s, m_database} + at,
        "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' LIMIT 1");
    QVERIFY2(said.startsWith("error: "), said.constData());
    QCOMPARE(m_server->value(m_database, "SELECT id FROM " + weird), u"2"_s);
    QCOMPARE(m_server->value(u"postgres"_s, "SELECT count(*) FROM pg_database WHERE datname LIKE "
                                            "'%before%'"),
             u"0"_s);
}

/// The disk of the server itself: it may even fall over by that.
void TestServerStops::restoreOnAFullDisk()
{
    constexpr qint64 leftFree = 24 * 1024 * 1024;
    const SmallDisk disk("240m");
    QVERIFY2(disk.isMounted(), "the test needs the right to mount a file system (root)");
    const QByteArray before = qgetenv("TMPDIR");
    qputenv("TMPDIR", QFile::encodeName(disk.path({})));
    StoppableServer server;
    before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
    const QString name = u"full_disk"_s;
    server.execute(u"postgres"_s, "CREATE DATABASE full_disk");
    server.execute(name, "CREATE TABLE " + weird +
                             " AS SELECT i AS id, repeat(md5(i::text), 30) AS x FROM "
                             "generate_series(1, 20000) i");
    const QString folder = m_folder->filePath(u"backups"_s);
    const QStringList at{u"--url"_s, server.url(name), u"--folder"_s, folder};
    QCOMPARE(runTidemark(QStringList{u"backup"_s, u"create"_s} + at).exitCode, 0);
    server.execute(name, "DELETE FROM " + weird + " WHERE id > 10000");
    QFile ballast(disk.path(u"ballast"_s));
    QVERIFY(ballast.open(QIODevice::WriteOnly));
    const QByteArray block(1024 * 1024, 'x');
    while (QStorageInfo(disk.path({})).bytesAvailable() > leftFree)
        QVERIFY(ballast.write(block) > 0 && ballast.flush());
    const QStringList restore =
        QStringList{u"backup"_s, u"restore"_s, u"latest"_s, u"--replace"_s, name} + at;
    const QMap<QString, QString> environment{
        {u"TIDEMARK_STATE"_s, m_folder->filePath(u"tidemark"_s)}};
    const ProcessResult full = runTidemark(restore, {}, environment);
    QCOMPARE(full.exitCode, 3);
    // The disk may be full for one of the server's own processes first: then all of it restarts.
    QVERIFY2(full.errors.contains("No space left on device") ||
                 full.errors.contains("crash of another server process") ||
                 full.errors.contains("server closed"),
             full.errors.constData());
    ballast.remove();
    server.stopAtOnce();
    server.start();
    QCOMPARE(server.value(name, "SELECT count(*) FROM " + weird), u"10000"_s);
    const ProcessResult again = runTidemark(restore, {}, environment);
    QVERIFY2(again.exitCode == 0, again.errors.constData());
    QCOMPARE(server.value(name, "SELECT count(*) FROM " + weird), u"20000"_s);
    QCOMPARE(server.value(u"postgres"_s, "SELECT count(*) FROM pg_database WHERE datname LIKE "
                                         "'tidemark%'"),
             u"0"_s);
}

QTEST_GUILESS_MAIN(TestServerStops)
#include "tst_serverstops.moc"
