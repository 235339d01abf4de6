// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsaltest.h"

#include "backup/create.h"

using namespace tidemark;
using namespace tidemark::test;

/// Rehearsals beside what a database has already: its rows, its backups, its history table.
class TestRehearsalOnDatabases : public RehearsalTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }

    void copyOfADatabaseLeavesItAlone_data() { engines(); }
    void copyOfADatabaseLeavesItAlone();
    void backupIsRestoredForIt_data() { engines(); }
    void backupIsRestoredForIt();
    void historyComesAndGoes_data() { engines(); }
    void historyComesAndGoes();
    void scriptsThatTouchTheHistory_data() { engines(); }
    void scriptsThatTouchTheHistory();

private:
    static QString databaseWithTheFirst(const Folder &folder, Engine engine);
};

/// With the first of the folder's migrations, which makes table a, and two rows in it.
QString TestRehearsalOnDatabases::databaseWithTheFirst(const Folder &folder, Engine engine)
{
    const QString url = engine == Engine::Sqlite ? u"sqlite:"_s + folder.path(u"real.db"_s)
                                                 : TestServer::createFreshDatabase();
    const auto session = openSession(*ConnectionSpec::parse(url));
    const Convention *plain = findConvention(u"plain"_s);
    const auto history = plain->history(engine, QDir(folder.path()));
    const auto set = plain->read({QDir(folder.path()), engine, {}});
    if (!session || !set || !(*session)->execute("CREATE TABLE a (id int PRIMARY KEY)") ||
        !(*session)->execute("INSERT INTO a VALUES (1), (2)") || !history->ensure(**session) ||
        !history->recordUp(**session, set->migrations.at(0), RunFacts()))
        qFatal("no database to copy");
    return url;
}

void TestRehearsalOnDatabases::copyOfADatabaseLeavesItAlone()
{
    QFETCH(Engine, engine);
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TABLE a (id int PRIMARY KEY);", "DROP TABLE a;");
    folder.add(u"0002_b"_s, "DELETE FROM a;", "SELECT 1;");
    const QString url = databaseWithTheFirst(folder, engine);
    QFile real(folder.path(u"real.db"_s));
    const QByteArray before = real.open(QIODevice::ReadOnly) ? real.readAll() : QByteArray();

    RehearsalRequest request = requestFor(folder.path());
    request.fromEmpty = false;
    request.database = *ConnectionSpec::parse(url);
    const RehearsalReport report = rehearsed(request);
    QCOMPARE(report.migrations.size(), size_t(1)); // only the pending one
    QCOMPARE(report.migrations[0].verdict, Verdict::LosesData);
    QCOMPARE(report.migrations[0].lost.at(0).rowsLost, 2);

    request.last = 2; // the applied one is rolled back in the copy first
    QCOMPARE(rehearsed(request).migrations.size(), size_t(2));

    if (engine == Engine::Sqlite) {
        real.seek(0);
        QCOMPARE(real.readAll(), before);
    }
    const auto session = openSession(*ConnectionSpec::parse(url));
    QCOMPARE((*session)->query("SELECT count(*) FROM a")->rows[0][0], Cell("2"));
}

/// What was in it when it was made, whatever became of the database since.
void TestRehearsalOnDatabases::backupIsRestoredForIt()
{
    QFETCH(Engine, engine);
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TABLE a (id int PRIMARY KEY);", "DROP TABLE a;");
    folder.add(u"0002_b"_s, "DELETE FROM a;", "SELECT 1;");
    const QString url = databaseWithTheFirst(folder, engine);
    BackupRequest wanted;
    wanted.source = *ConnectionSpec::parse(url);
    wanted.folder = folder.path(u"backups"_s);
    if (engine == Engine::PostgreSql)
        wanted.installations = findPostgresInstallations();
    const auto backup = createBackup(wanted);
    QVERIFY2(backup, backup ? "" : qPrintable(backup.error().toString()));
    QVERIFY((*openSession(wanted.source))->execute("DROP TABLE a"));

    RehearsalRequest request = requestFor(folder.path(), engine);
    request.fromEmpty = false;
    request.database.reset();
    request.backup = backup->path;
    QCOMPARE(sourceText(request, u"local"_s), u"backup "_s + backup->fileName());
    const RehearsalReport report = rehearsed(request);
    QCOMPARE(report.migrations.size(), size_t(1)); // only the pending one
    QCOMPARE(report.migrations[0].verdict, Verdict::LosesData);
    QCOMPARE(report.migrations[0].lost.at(0).rowsLost, 2);

    folder.write(u"no.dump"_s, QByteArray(1000, '\x01'));
    request.backup = folder.path(u"no.dump"_s);
    SandboxFactory sandboxes(m_state.path());
    RehearsalObserver observer;
    const auto none = rehearse(request, sandboxes, observer, {});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::Input);
}

void TestRehearsalOnDatabases::historyComesAndGoes()
{
    QFETCH(Engine, engine);
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TABLE a (id int);", "DROP TABLE a;");
    folder.add(u"0002_b"_s, "CREATE TABLE b (id int);", "");
    folder.add(u"0003_c"_s, "CREATE TABLE c (id int);", QByteArray());
    folder.add(u"0004_d"_s, "SELECT nosuch;", "SELECT 1;");
    folder.add(u"0005_e"_s, "CREATE TABLE e (id int);", "DROP TABLE nosuch;");
    if (engine == Engine::PostgreSql)
        folder.add(u"0006_f"_s, "VACUUM;", "VACUUM;");
    folder.add(u"0007_g"_s, "CREATE TABLE g (id int);", "DROP TABLE g;");
    RehearsalRequest request = requestFor(folder.path());
    for (const int fill : {0, 1}) {
        for (const auto mode : {RehearsalOptions::Mode::Step, RehearsalOptions::Mode::Chain}) {
            request.fill = fill;
            request.mode = mode;
            for (const MigrationReport &judged : rehearsed(request).migrations) {
                if (judged.version == u"0004"_s || judged.verdict == Verdict::NotRun) {
                    QVERIFY(!judged.history);
                    continue;
                }
                QVERIFY2(judged.history, qPrintable(judged.id));
                QCOMPARE(judged.history->differences, QStringList());
                QVERIFY(judged.history->row);
                QCOMPARE(judged.history->row->version, judged.version);
                QCOMPARE(judged.history->restored.has_value(),
                         judged.down.state == StepEvidence::State::Ok ||
                             judged.down.state == StepEvidence::State::Empty);
            }
        }
    }
}

void TestRehearsalOnDatabases::scriptsThatTouchTheHistory()
{
    Folder folder;
    folder.add(u"0001_a"_s, "CREATE TABLE a (id int);", "DROP TABLE a;");
    folder.add(u"0002_squash"_s, "DELETE FROM tidemark_migrations;", "SELECT 1;");
    folder.add(u"0003_gone"_s, "CREATE TABLE c (id int);",
               "DROP TABLE c; DROP TABLE tidemark_migrations;");
    folder.add(u"0004_d"_s, "CREATE TABLE d (id int);", "DROP TABLE d;");
    RehearsalRequest request = requestFor(folder.path());
    for (const int fill : {0, 1}) {
        request.fill = fill;
        const auto migrations = rehearsed(request).migrations;
        QCOMPARE(migrations.size(), size_t(4));
        QVERIFY(migrations[0].history->differences.isEmpty());
        QCOMPARE(migrations[1].history->differences,
                 (QStringList{u"after the up the row of 0001 is missing"_s,
                              u"after the down the row of 0001 is missing"_s}));
        QCOMPARE(migrations[2].history->differences.size(), 1);
        QVERIFY(migrations[2].history->differences[0].contains(u"after the down"_s));
        // The scripts themselves are judged as ever.
        for (const MigrationReport &judged : migrations)
            QVERIFY2(judged.verdict == Verdict::Reversible, qPrintable(judged.reason));
    }
}

QTEST_GUILESS_MAIN(TestRehearsalOnDatabases)
#include "testrehearsalondatabases.moc"
