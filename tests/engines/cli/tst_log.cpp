// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/cli/program.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// The log that the commands write, and `tidemark log`.
class TestLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatWasDone_data() { addEngines(); }
    void writesWhatWasDone();
    void writesWhatFailed_data() { addEngines(); }
    void writesWhatFailed();
    void writesWhatWasCancelled();
    void writesRehearsals();
    void writesNothingForALook();
    void showsATable();
    void filters();
    void verifies();
    void doesWithoutALog();
    void keepsPasswordsToItself();
};

namespace {

const QByteArray weird = weirdTable;

/// A database, and a state folder of its own.
struct Desk
{
    explicit Desk(Engine engine)
        : world(engine)
    {
        world.write(u"1_a"_s, "CREATE TABLE " + weird + " (id int);", "DROP TABLE " + weird + ";");
        world.write(u"2_b"_s, "CREATE TABLE b (id int);", "DROP TABLE b;");
    }

    ProcessResult run(const QStringList &command) const
    {
        return runTidemark(command.value(0) == u"log" ? command : on(world, command), {},
                           {{u"TIDEMARK_STATE"_s, state()}});
    }
    QJsonArray rows(const QStringList &options = {}) const
    {
        const ProcessResult log = run(QStringList{u"log"_s, u"--json"_s} + options);
        if (log.exitCode != 0)
            qFatal("%s", log.errors.constData());
        return jsonIn(log.output)[u"entries"_s].toArray();
    }
    QString state() const { return folder.filePath(u"state"_s); }

    World world;
    QTemporaryDir folder;
};

QString text(const QJsonArray &rows, qsizetype row, const QString &key)
{
    return rows[row].toObject()[key].toString();
}

} // namespace

void TestLog::writesWhatWasDone()
{
    QFETCH(Engine, engine);
    Desk desk(engine);
    QCOMPARE(desk.run({u"up"_s}).exitCode, 0);
    QCOMPARE(desk.run({u"redo"_s}).exitCode, 0);
    QCOMPARE(desk.run({u"down"_s}).exitCode, 0);
    const QJsonArray rows = desk.rows();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(text(rows, 0, u"act"_s), u"down"_s);
    QCOMPARE(text(rows, 0, u"subject"_s), u"2_b"_s);
    QCOMPARE(text(rows, 0, u"summary"_s), u"1 rolled back"_s);
    QCOMPARE(text(rows, 1, u"act"_s), u"redo"_s);
    QCOMPARE(text(rows, 1, u"summary"_s), u"1 rolled back, 1 applied"_s);
    QCOMPARE(text(rows, 2, u"act"_s), u"up"_s);
    QCOMPARE(text(rows, 2, u"subject"_s), u"1_a to 2_b (2)"_s);
    QCOMPARE(text(rows, 2, u"result"_s), u"done"_s);
    QCOMPARE(rows[2].toObject()[u"details"_s].toArray().size(), 2);
    const auto spec = ConnectionSpec::parse(desk.world.url());
    QCOMPARE(text(rows, 2, u"database"_s), spec->displayName());
    QVERIFY(!text(rows, 2, u"user"_s).isEmpty());
    QCOMPARE(desk.run({u"log"_s, u"--verify"_s}).exitCode, 0);
}

void TestLog::writesWhatFailed()
{
    QFETCH(Engine, engine);
    Desk desk(engine);
    desk.world.write(u"3_c"_s, "CREATE TABLE nonsense nonsense;", "");
    QCOMPARE(desk.run({u"up"_s}).exitCode, 1);
    QCOMPARE(desk.run({u"down"_s, u"--to"_s, u"nobody"_s}).exitCode, 2);
    const QJsonArray rows = desk.rows({u"--failed"_s});
    QCOMPARE(rows.size(), 2);
    QCOMPARE(text(rows, 1, u"result"_s), u"failed"_s);
    QCOMPARE(text(rows, 1, u"subject"_s), u"1_a to 3_c (3)"_s);
    QCOMPARE(text(rows, 1, u"summary"_s), u"2 of 3 applied"_s);
    QVERIFY2(text(rows, 1, u"error"_s).contains(u"nonsense"_s),
             qPrintable(text(rows, 1, u"error"_s)));
    QVERIFY(text(rows, 0, u"error"_s).contains(u"nobody"_s));
}

void TestLog::writesWhatWasCancelled()
{
    Desk desk(Engine::PostgreSql);
    desk.world.write(u"3_c"_s, "SELECT pg_sleep(30);", "");
    QProcess up;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TIDEMARK_STATE"_s, desk.state());
    up.setProcessEnvironment(environment);
    up.start(QStringLiteral(TIDEMARK_PROGRAM), on(desk.world, {u"up"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(
        desk.world.value("SELECT count(*) FROM pg_stat_activity WHERE datname = "
                         "current_database() AND wait_event = 'PgSleep'"),
        u"1"_s, 20'000);
    ::kill(static_cast<pid_t>(up.processId()), SIGINT);
    QVERIFY(up.waitForFinished(120'000));
    const QJsonArray rows = desk.rows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(text(rows, 0, u"result"_s), u"cancelled"_s);
    QCOMPARE(text(rows, 0, u"summary"_s), u"2 of 3 applied"_s);
}

void TestLog::writesRehearsals()
{
    Desk desk(Engine::Sqlite);
    desk.world.write(u"3_c"_s, "CREATE TABLE c (id int);", "SELECT 1;");
    QCOMPARE(desk.run({u"rehearse"_s, u"--from-empty"_s}).exitCode, 1);
    QCOMPARE(desk.run({u"rehearse"_s, u"--from-empty"_s, u"--only"_s, u"nobody"_s}).exitCode, 2);
    const QJsonArray rows = desk.rows();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(text(rows, 0, u"result"_s), u"failed"_s);
    QCOMPARE(text(rows, 1, u"act"_s), u"rehearse"_s);
    QCOMPARE(text(rows, 1, u"result"_s), u"findings"_s);
    QCOMPARE(text(rows, 1, u"summary"_s), u"2 reversible, 1 differs"_s);
}

void TestLog::writesNothingForALook()
{
    Desk desk(Engine::Sqlite);
    QCOMPARE(desk.run({u"up"_s, u"--dry-run"_s}).exitCode, 0);
    QCOMPARE(desk.run({u"status"_s}).exitCode, 0);
    QCOMPARE(desk.run({u"down"_s}).exitCode, 0); // nothing is applied
    QVERIFY(!QFileInfo::exists(desk.state() + u"/log.db"_s));
    QCOMPARE(desk.rows().size(), 0);
}

void TestLog::showsATable()
{
    Desk desk(Engine::Sqlite);
    QCOMPARE(desk.run({u"log"_s}).output, QByteArray("nothing is in the log\n"));
    QCOMPARE(desk.run({u"up"_s}).exitCode, 0);
    const QByteArray table = desk.run({u"log"_s}).output;
    QVERIFY2(table.startsWith("WHEN ") && table.contains("1_a to 2_b (2)") &&
                 table.contains("done") && table.contains("2 applied"),
             table.constData());
    const QByteArray csv = desk.run({u"log"_s, u"--csv"_s}).output;
    QVERIFY2(csv.startsWith("id,startedAt,") && csv.contains("\r\n1,20"), csv.constData());
}

void TestLog::filters()
{
    Desk desk(Engine::Sqlite);
    QCOMPARE(desk.run({u"up"_s, u"--count"_s, u"1"_s}).exitCode, 0);
    QCOMPARE(desk.run({u"up"_s}).exitCode, 0);
    QCOMPARE(desk.rows({u"--limit"_s, u"1"_s}).size(), 1);
    QCOMPARE(text(desk.rows({u"--limit"_s, u"1"_s}), 0, u"subject"_s), u"2_b"_s);
    QCOMPARE(desk.rows({u"--since"_s, u"1h"_s}).size(), 2);
    QCOMPARE(desk.rows({u"--since"_s, u"2099-01-01"_s}).size(), 0);
    QCOMPARE(desk.rows({u"--env"_s, u"production"_s}).size(), 0);
    QCOMPARE(desk.rows({u"--failed"_s}).size(), 0);
    QCOMPARE(desk.run({u"log"_s, u"--since"_s, u"yesterday"_s}).exitCode, 2);
    QCOMPARE(desk.run({u"log"_s, u"--csv"_s, u"--json"_s}).exitCode, 2);
}

void TestLog::verifies()
{
    Desk desk(Engine::Sqlite);
    for (int act = 0; act < 3; ++act)
        QCOMPARE(desk.run({u"up"_s, u"--to"_s, u"nobody"_s}).exitCode, 2);
    const ProcessResult whole = desk.run({u"log"_s, u"--verify"_s});
    QCOMPARE(whole.exitCode, 0);
    QVERIFY2(whole.output.startsWith("chain whole, 3 entries\nnewest digest "),
             whole.output.constData());

    const auto tampered = runProcess(
        {.program = u"sqlite3"_s,
         .arguments = {desk.state() + u"/log.db"_s,
                       u"DROP TRIGGER entries_no_update; UPDATE entries SET user = 'eve' WHERE id "
                       "= 2"_s}});
    QVERIFY(tampered && tampered->exitCode == 0);
    const ProcessResult broken = desk.run({u"log"_s, u"--verify"_s});
    QCOMPARE(broken.exitCode, 1);
    QCOMPARE(broken.output, QByteArray("chain broken: row 2 was edited\n"));
    const ProcessResult json = desk.run({u"log"_s, u"--verify"_s, u"--json"_s});
    QCOMPARE(json.exitCode, 1);
    QCOMPARE(jsonIn(json.output)[u"firstBreak"_s].toObject()[u"id"_s].toInt(), 2);
}

void TestLog::doesWithoutALog()
{
    Desk desk(Engine::Sqlite);
    // Where nobody can make a folder, root neither.
    const auto run = [&](const QStringList &command) {
        return runTidemark(on(desk.world, command), {}, {{u"TIDEMARK_STATE"_s, u"/proc/x"_s}});
    };
    const ProcessResult up = run({u"up"_s});
    QVERIFY2(up.exitCode == 0, up.errors.constData());
    QVERIFY2(up.errors.contains("warning: this could not be written to the log"),
             up.errors.constData());
    QCOMPARE(desk.world.versions(), u"1 2"_s);
    const ProcessResult failed = run({u"up"_s, u"--to"_s, u"nobody"_s, u"--json"_s});
    QCOMPARE(failed.exitCode, 2);
    QVERIFY(failed.errors.contains("log"));
    QVERIFY(jsonIn(failed.output).contains(u"error"_s));
}

void TestLog::keepsPasswordsToItself()
{
    Desk desk(Engine::Sqlite);
    const ProcessResult up = runTidemark(
        {u"up"_s, u"--url"_s, u"postgresql://ada:geheim@localhost:1/x?connect_timeout=2"_s,
         u"--migrations"_s, desk.world.migrations(), u"--convention"_s, u"dbmate"_s},
        {}, {{u"TIDEMARK_STATE"_s, desk.state()}});
    QCOMPARE(up.exitCode, 3);
    const QJsonArray rows = desk.rows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(text(rows, 0, u"database"_s), u"postgresql://ada@localhost:1/x"_s);
    QFile file(desk.state() + u"/log.db"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("geheim"));
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
