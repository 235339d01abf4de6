// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/partialbackup.h"
#include "engines/rehearsal/rehearsaltest.h"
#include "rehearsal/reports/htmlreport.h"
#include "rehearsal/reports/jsonreport.h"
#include "rehearsal/reports/junitreport.h"
#include "rehearsal/reports/textreport.h"

#include <QDirIterator>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace tidemark;
using namespace tidemark::test;

/// Mode restore: back by a backup, and by the code alone, each with what it loses.
class TestRestore : public RehearsalTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void nothingIsLost_data() { engines(); }
    void nothingIsLost();
    void customersLoseWhatTheyWrote_data() { engines(); }
    void customersLoseWhatTheyWrote();
    void oldVersionOnTheNewSchema_data() { engines(); }
    void oldVersionOnTheNewSchema();
    void aCopyOfARealDatabase();
    void upsThatFail_data() { engines(); }
    void upsThatFail();
    void oldVersionIsRefused_data() { engines(); }
    void oldVersionIsRefused();
    void trafficThatFails_data() { engines(); }
    void trafficThatFails();
    void customersOfLargeTables_data();
    void customersOfLargeTables();
    void isKilled();
    void isStopped_data() { engines(); }
    void isStopped();

private:
    static RehearsalRequest restoring(const Folder &folder)
    {
        RehearsalRequest request = requestFor(folder.path());
        request.mode = RehearsalOptions::Mode::Restore;
        return request;
    }
};

namespace {

const Finding *findingOf(const MigrationReport &report, const QString &code)
{
    for (const Finding &finding : report.findings)
        if (finding.code == code)
            return &finding;
    return nullptr;
}

/// As a power cut: no destructor runs.
class DieAtUp final : public RehearsalObserver
{
public:
    void stepStarted(int, RehearsalStep step) override
    {
        if (step == RehearsalStep::Up)
            raise(SIGKILL);
    }
};

QByteArray with(const char *sql)
{
    return QByteArray(sql).replace("WEIRD", weirdTable);
}

void addShop(Folder &folder)
{
    folder.add(u"0001_shop"_s,
               with("CREATE TABLE WEIRD (id int PRIMARY KEY, v text, old text);"
                    "INSERT INTO WEIRD VALUES (1, 'a', 'x'), (2, NULL, '');"),
               with("DROP TABLE WEIRD;"));
}

} // namespace

void TestRestore::nothingIsLost()
{
    Folder folder;
    addShop(folder);
    folder.add(u"0002_more"_s,
               with("ALTER TABLE WEIRD ADD COLUMN more text; UPDATE WEIRD SET more = v;"
                    "CREATE TABLE other (id int);"),
               {});
    RehearsalRequest request = restoring(folder);
    request.only = QStringList{u"0002"_s};
    const RehearsalReport report = rehearsed(request);
    QCOMPARE(report.mode, u"restore"_s);
    QCOMPARE(report.migrations.size(), size_t(2));
    const MigrationReport &restore = report.migrations[0];
    QCOMPARE(restore.id, u"code and database"_s);
    QCOMPARE(restore.members, QStringList{u"0002_more"_s});
    QCOMPARE(verdictName(restore.verdict), u"reversible"_s);
    QCOMPARE(restore.up.state, StepEvidence::State::Ok);
    QVERIFY(restore.down.ms > 0);
    QVERIFY(restore.up.statements.front().summary.startsWith(u"the backup before it"_s));
    QVERIFY(findingOf(restore, u"restore-time"_s));
    QVERIFY(findingOf(restore, u"restore-loses"_s)->message.contains(u"--traffic"_s));
    const MigrationReport &codeOnly = report.migrations[1];
    QCOMPARE(codeOnly.id, u"code only"_s);
    QCOMPARE(verdictName(codeOnly.verdict), u"reversible"_s);
    QCOMPARE(codeOnly.reason, u"The old version finds all that it knows."_s);
    // Every kind of report has it, and it comes back from the archive as it was.
    const auto read = readJson(writeJson(report));
    QVERIFY(read);
    QVERIFY(*read == report);
    const QByteArray text = writeText(report, {});
    QVERIFY2(text.contains("code and database: the backup is restored"), text.constData());
    QVERIFY2(text.contains("this rollback takes "), text.constData());
    QVERIFY2(text.startsWith("Rehearsal of 1 migration "), text.constData());
    QVERIFY(writeHtml(report).contains("code only: the schema stays"));
    QVERIFY(writeJUnit(report).contains("code only: the schema stays"));
}

void TestRestore::customersLoseWhatTheyWrote()
{
    Folder folder;
    addShop(folder);
    folder.add(u"0002_more"_s, with("ALTER TABLE WEIRD ADD COLUMN more text;"), {});
    folder.write(u"traffic.txt"_s, with("INSERT INTO WEIRD (id, v, more) VALUES (3, 'new', 'm');"
                                        "UPDATE WEIRD SET v = 'changed' WHERE id = 1;"));
    RehearsalRequest request = restoring(folder);
    request.only = QStringList{u"0002"_s};
    request.trafficFile = folder.path(u"traffic.txt"_s);
    const RehearsalReport report = rehearsed(request);
    const MigrationReport &restore = report.migrations[0];
    QCOMPARE(verdictName(restore.verdict), u"loses-data"_s);
    QCOMPARE(restore.schema, std::optional(SchemaOutcome::Equal));
    QCOMPARE(restore.lost.size(), size_t(1));
    QVERIFY(restore.lost[0].fromTraffic);
    QCOMPARE(restore.lost[0].rowsLost, 1);
    QCOMPARE(restore.lost[0].rowsChanged, 1);
    QVERIFY(findingOf(restore, u"restore-loses"_s)->message.contains(u"1 row lost"_s));
    const MigrationReport &codeOnly = report.migrations[1];
    QCOMPARE(verdictName(codeOnly.verdict), u"reversible"_s);
    QVERIFY(findingOf(codeOnly, u"code-only-keeps"_s));
}

void TestRestore::oldVersionOnTheNewSchema()
{
    Folder folder;
    addShop(folder);
    folder.add(u"0002_less"_s,
               with("ALTER TABLE WEIRD DROP COLUMN old;"
                    "ALTER TABLE WEIRD ADD COLUMN must text NOT NULL DEFAULT 'x';"),
               {});
    folder.add(u"0003_gone"_s, with("DELETE FROM WEIRD WHERE id = 2; CREATE TABLE n (id int);"),
               {});
    RehearsalRequest request = restoring(folder);
    request.last = 2;
    const RehearsalReport report = rehearsed(request);
    QCOMPARE(verdictName(report.migrations[0].verdict), u"reversible"_s);
    QCOMPARE(report.migrations[0].members, (QStringList{u"0002_less"_s, u"0003_gone"_s}));
    const MigrationReport &codeOnly = report.migrations[1];
    QCOMPARE(verdictName(codeOnly.verdict), u"differs"_s);
    QVERIFY2(codeOnly.reason.contains(u".old is gone"_s), qPrintable(codeOnly.reason));
    QVERIFY2(!codeOnly.reason.contains(u"must"_s), qPrintable(codeOnly.reason)); // has a default
    QVERIFY2(codeOnly.reason.contains(u"What the up took stays away"_s),
             qPrintable(codeOnly.reason));
    QVERIFY(writeText(report, {}).contains("The old version meets another schema"));
    QCOMPARE(codeOnly.lost[0].rowsLost, 1);
    QCOMPARE(codeOnly.lost[0].changedColumns, QStringList{u"old"_s});
}

/// What is hard to bring through a dump comes back in the rehearsal, too, and the source is as it
/// was.
void TestRestore::aCopyOfARealDatabase()
{
    const QString url = TestServer::createFreshDatabase(u"rehearse_restore"_s);
    const auto spec = ConnectionSpec::parse(url);
    auto session = openSession(*spec);
    QVERIFY((*session)->execute(with(
        "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE WEIRD (id bigint GENERATED ALWAYS AS "
        "IDENTITY PRIMARY KEY, m mood, t timestamptz DEFAULT now(), f float8, b bytea, a int[]);"
        "INSERT INTO WEIRD (m, f, b, a) VALUES ('sad', 'NaN', '\\x00ff', '{1,NULL}'), (NULL, "
        "'-0', '', '{}');"
        "CREATE TABLE big (id int PRIMARY KEY, x text); INSERT INTO big SELECT i, md5(i::text) "
        "FROM generate_series(1, 5000) i;"
        "CREATE VIEW v AS SELECT count(*) AS n FROM big")));
    session->reset();
    Folder folder;
    folder.add(u"0001_all"_s,
               with("UPDATE big SET x = x || '!'; DROP VIEW v; "
                    "ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'; "
                    "ALTER TABLE WEIRD RENAME TO tame;"),
               {});
    RehearsalRequest request;
    request.folder = QDir(folder.path());
    request.convention = u"plain"_s;
    request.convention = requestFor(folder.path(), Engine::PostgreSql).convention;
    request.database = *spec;
    request.mode = RehearsalOptions::Mode::Restore;
    const RehearsalReport report = rehearsed(request);
    QVERIFY2(report.migrations[0].verdict == Verdict::Reversible,
             qPrintable(report.migrations[0].reason));
    const MigrationReport &codeOnly = report.migrations[1];
    QCOMPARE(verdictName(codeOnly.verdict), u"differs"_s);
    for (const QString &word : {u"view public.v is gone"_s, u"Weird"_s})
        QVERIFY2(codeOnly.reason.contains(word), qPrintable(codeOnly.reason));
    session = openSession(*spec);
    const auto rows = (*session)->query("SELECT x FROM big WHERE id = 1");
    QCOMPARE(rows->rows[0][0]->size(), 32);
    const auto left = (*session)->query(
        "SELECT datname FROM pg_database WHERE datname LIKE 'tidemark%' OR datname LIKE 'tm%'");
    QCOMPARE(left->rows.size(), size_t(0));
}

void TestRestore::upsThatFail()
{
    Folder folder;
    addShop(folder);
    folder.add(u"0002_bad"_s, "CREATE TABLE fine (id int);\nSELECT nosuch FROM nowhere;", {});
    RehearsalRequest request = restoring(folder);
    request.only = QStringList{u"0002"_s};
    const RehearsalReport report = rehearsed(request);
    for (const MigrationReport &way : report.migrations) {
        QCOMPARE(verdictName(way.verdict), u"up-fails"_s);
        QCOMPARE(way.up.error->where.line, 2);
    }
}

/// A trigger is code: nothing declared says what it refuses.
void TestRestore::oldVersionIsRefused()
{
    Folder folder;
    addShop(folder);
    QFETCH(Engine, engine);
    const bool postgres = engine == Engine::PostgreSql;
    folder.add(u"0002_strict"_s,
               with(postgres ? "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
                               "$$BEGIN RAISE EXCEPTION 'too old'; END$$;"
                               "CREATE TRIGGER strict BEFORE INSERT ON WEIRD FOR EACH ROW "
                               "EXECUTE FUNCTION refuse();"
                             : "CREATE TRIGGER strict BEFORE INSERT ON WEIRD BEGIN "
                               "SELECT RAISE(ABORT, 'too old'); END;"),
               {});
    folder.write(u"traffic.txt"_s, with("INSERT INTO WEIRD (id, v) VALUES (3, 'new');"));
    RehearsalRequest request = restoring(folder);
    request.only = QStringList{u"0002"_s};
    request.trafficFile = folder.path(u"traffic.txt"_s);
    const RehearsalReport report = rehearsed(request);
    const MigrationReport &codeOnly = report.migrations[1];
    QCOMPARE(verdictName(codeOnly.verdict), u"differs"_s);
    QVERIFY2(codeOnly.reason.contains(u"too old"_s), qPrintable(codeOnly.reason));
    QVERIFY(findingOf(codeOnly, u"old-version-refused"_s));
    QVERIFY(findingOf(report.migrations[0], u"traffic-fails"_s));
}

void TestRestore::trafficThatFails()
{
    Folder folder;
    addShop(folder);
    folder.write(u"traffic.txt"_s, with("INSERT INTO WEIRD (id, v) VALUES (3, 'new');"
                                        "INSERT INTO nosuch VALUES (1);"));
    RehearsalRequest request = restoring(folder);
    request.trafficFile = folder.path(u"traffic.txt"_s);
    request.fill = 2;
    const RehearsalReport report = rehearsed(request);
    const MigrationReport &restore = report.migrations[0];
    QVERIFY(findingOf(restore, u"traffic-fails"_s));
    QCOMPARE(verdictName(restore.verdict), u"reversible"_s); // of what was there before
    QVERIFY2(restore.reason.contains(u"the traffic failed"_s), qPrintable(restore.reason));
    const Finding *loses = findingOf(restore, u"restore-loses"_s);
    QVERIFY(loses);
    QVERIFY2(loses->message.contains(u"whatever customers write"_s), qPrintable(loses->message));
    QVERIFY(restore.lost.empty()); // half a script is nobody's loss
}

void TestRestore::customersOfLargeTables_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QByteArray>("up");
    QTest::addColumn<QByteArray>("traffic");
    QTest::addColumn<QString>("said");
    for (const Engine engine : {Engine::PostgreSql, Engine::Sqlite}) {
        const QByteArray name = engine == Engine::Sqlite ? "SQLite " : "PostgreSQL ";
        const QByteArray none = "CREATE TABLE other (id int);";
        const auto row = [&](const char *what, const QByteArray &up, const char *traffic,
                             const QString &said) {
            QTest::newRow((name + what).constData()) << engine << up << with(traffic) << said;
        };
        row("inserts", none, "INSERT INTO WEIRD (id, v) VALUES (-1, 'a'), (-2, 'b');",
            u": 2 rows lost"_s);
        row("updates", none, "UPDATE WEIRD SET v = 'x' WHERE id = 17;",
            u": contents changed (v)"_s);
        row("does both", none,
            "DELETE FROM WEIRD WHERE id = 1; INSERT INTO WEIRD (id, v) VALUES (-1, 'a');",
            u": contents changed (id, old)"_s);
        row("small after the up", with("DELETE FROM WEIRD WHERE id > 5;"),
            "INSERT INTO WEIRD (id, v) VALUES (-1, 'a');", u": 1 row lost"_s);
        row("reads", none, "SELECT count(*) FROM WEIRD;", {});
        row("writes a small one", none, "INSERT INTO other VALUES (1);", u"other: 1 row lost"_s);
    }
}

/// Too large to hold them as rows: 3,000.
void TestRestore::customersOfLargeTables()
{
    QFETCH(QByteArray, up);
    QFETCH(QByteArray, traffic);
    QFETCH(QString, said);
    Folder folder;
    addShop(folder);
    folder.add(u"0002_rows"_s,
               with("WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < "
                    "3009) INSERT INTO WEIRD (id, v) SELECT i, 'v' FROM n;"),
               {});
    folder.add(u"0003_release"_s, up, {});
    folder.write(u"traffic.txt"_s, traffic);
    RehearsalRequest request = restoring(folder);
    request.only = QStringList{u"0003"_s};
    request.trafficFile = folder.path(u"traffic.txt"_s);
    const RehearsalReport report = rehearsed(request);
    const MigrationReport &restore = report.migrations[0];
    const Finding *loses = findingOf(restore, u"restore-loses"_s);
    if (said.isEmpty()) {
        QVERIFY2(restore.verdict == Verdict::Reversible, qPrintable(restore.reason));
        QVERIFY(!loses);
        return;
    }
    QVERIFY2(restore.verdict == Verdict::LosesData, qPrintable(restore.reason));
    QVERIFY2(restore.reason.contains(said), qPrintable(restore.reason));
    QVERIFY(loses && loses->message.contains(said));
    QCOMPARE(restore.lost.size(), size_t(1));
    QVERIFY(restore.lost[0].fromTraffic);
}

/// Customers' rows do not outlive it in a backup that nobody knows of.
void TestRestore::isKilled()
{
    Folder folder;
    addShop(folder);
    const QTemporaryDir temporary;
    const QTemporaryDir state;
    RehearsalRequest request = requestFor(folder.path(), Engine::Sqlite);
    request.mode = RehearsalOptions::Mode::Restore;
    const pid_t child = fork();
    if (child == 0) {
        qputenv("TMPDIR", temporary.path().toLocal8Bit());
        DieAtUp observer;
        SandboxFactory sandboxes(state.path());
        static_cast<void>(rehearse(request, sandboxes, observer, {}));
        _exit(0);
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    const auto backups = [](const QString &path) {
        int count = 0;
        for (QDirIterator it(path, QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
            count += it.next().endsWith(manifestPathOf({})) ? 1 : 0;
        return count;
    };
    QCOMPARE(backups(temporary.path()), 0);
    QCOMPARE(backups(state.path()), 1);
    QVERIFY(SandboxFactory(state.path()).removeLeftovers());
    QVERIFY(QDir(state.filePath(u"files"_s)).isEmpty());
    QVERIFY(QDir(state.filePath(u"live"_s)).isEmpty());
}

void TestRestore::isStopped()
{
    Folder folder;
    addShop(folder);
    for (const RehearsalStep step :
         {RehearsalStep::Fill, RehearsalStep::Up, RehearsalStep::Down, RehearsalStep::CheckDown}) {
        StopAt stop(0, step);
        SandboxFactory sandboxes(m_state.path());
        const auto report = rehearse(restoring(folder), sandboxes, stop, stop.token());
        QVERIFY2(report, qPrintable(report ? QString() : report.error().toString()));
        QVERIFY(report->cancelled);
        for (const MigrationReport &way : report->migrations)
            QCOMPARE(verdictName(way.verdict), u"not-run"_s);
    }
}

QTEST_GUILESS_MAIN(TestRestore)
#include "testrestore.moc"
