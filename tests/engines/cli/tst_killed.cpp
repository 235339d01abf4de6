// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/cli/program.h"

#include "support/testserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// `kill -9` at any moment: history and schema agree afterwards, or the step that is half done is
/// named, and the next `up` completes, after what the message asks for where it asks for anything.
/// A hundred kills, on the engine that the program is built for.
class TestKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killedAtAnyMoment_data();
    void killedAtAnyMoment();
};

namespace {

constexpr Engine engine = Engine::TIDEMARK_ENGINE;
constexpr int migrationCount = 50;
constexpr int rowCount = 5; ///< of the test, each with a database and a time limit of its own
constexpr int killsPerRow = 20;
/// A round is killed on its way through so many migrations, and the next one begins behind them.
constexpr int perRound = 10;
/// On PostgreSQL its second statement is a procedure that commits for itself: nobody can tell
/// afterwards how far it came.
constexpr int unclear = 25;

QString versionOf(int number)
{
    return u"%1"_s.arg(number, 3, 10, QChar(u'0'));
}

bool runsOutside(int number)
{
    return number % 5 == 0;
}

/// Every object that a migration makes, in the order of its statements; empty for one that makes
/// none.
QStringList objectsOf(const World &world, int number)
{
    const QString base = u"t%1"_s.arg(number);
    if (!runsOutside(number))
        return {base};
    const bool isCall = world.isPostgres() && number == unclear;
    return {base, isCall ? QString() : u"i%1"_s.arg(number), base + u"b"_s};
}

void writeMigrations(World &world)
{
    for (int number = 1; number <= migrationCount; ++number) {
        const QByteArray n = QByteArray::number(number);
        const QByteArray concurrently = world.isPostgres() ? "CONCURRENTLY " : "";
        QByteArray up = "CREATE TABLE t" + n + " (id int);\n";
        if (world.isPostgres() && number == unclear)
            up += "CALL slowly();\n";
        else if (runsOutside(number))
            up += "CREATE INDEX " + concurrently + "i" + n + " ON t" + n + " (id);\n";
        if (runsOutside(number))
            up += "CREATE TABLE t" + n + "b (id int);\n";
        if (number == 1)
            up += "CREATE TABLE " + QByteArray(weirdTable) + " (id int);\n";
        if (number == 1 && world.isPostgres())
            up += "CREATE PROCEDURE slowly() LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.01); "
                  "COMMIT; PERFORM pg_sleep(0.01); END $$;\n";
        world.write(versionOf(number) + u"_step"_s, up, "SELECT 1;",
                    runsOutside(number) ? "transaction:false" : "");
    }
}

/// Until the server has noticed that its client is gone.
void waitForServer(World &world)
{
    if (!world.isPostgres())
        return;
    for (int tries = 0; tries < 6000; ++tries) {
        if (world.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'") == u"0")
            return;
        QTest::qSleep(10);
    }
    qFatal("the server keeps its client");
}

QSet<QString> objectsIn(World &world)
{
    const auto rows = world.session().query(
        world.isPostgres()
            ? "SELECT c.relname FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid "
              "= c.oid WHERE c.relnamespace = 'public'::regnamespace AND "
              "coalesce(i.indisvalid, true)"
            : "SELECT name FROM sqlite_schema");
    QSet<QString> names;
    if (rows) {
        for (const auto &row : rows->rows)
            names.insert(QString::fromUtf8(row[0].value_or(QByteArray())));
    }
    return names;
}

/// What does not agree, or nothing.
QString disagreement(World &world)
{
    const PlanRequest request = world.planRequest();
    const QSet<QString> objects = objectsIn(world);
    QSet<QString> versions;
    for (const AppliedMigration &applied : request.history.applied)
        versions.insert(applied.version);
    for (int number = 1; number <= migrationCount; ++number) {
        const QString version = versionOf(number);
        const bool recorded = versions.contains(version);
        const bool named = request.journal && request.journal->version == version;
        if (recorded && named)
            return version + u" is recorded and named as interrupted"_s;
        const QStringList expected = objectsOf(world, number);
        for (int index = 0; index < expected.size(); ++index) {
            if (expected[index].isEmpty())
                continue;
            const bool there = objects.contains(expected[index]);
            if (named && request.journal->uncertain && index == request.journal->done)
                continue;
            const bool wanted = recorded || (named && index < request.journal->done);
            if (there != wanted)
                return u"%1: %2 is %3"_s.arg(version, expected[index],
                                             there ? u"there"_s : u"not there"_s);
        }
    }
    return {};
}

/// What the message of a step says that nobody but a person can judge: it is undone by hand here.
QString undoUnclearStep(World &world, const ProcessResult &refused)
{
    if (refused.exitCode != 3 || !refused.errors.contains("025_step") ||
        !refused.errors.contains("tidemark resolve undone"))
        return QString::fromUtf8(refused.errors);
    world.execute("DROP TABLE IF EXISTS t25; DROP TABLE IF EXISTS t25b");
    const ProcessResult resolved = runTidemark(on(world, {u"resolve"_s, u"undone"_s}));
    return resolved.exitCode == 0 ? QString() : QString::fromUtf8(resolved.errors);
}

/// Empty again, as at the start.
void renewDatabase(World &world)
{
    if (world.isPostgres()) {
        static const auto admin = openSession(*ConnectionSpec::parse(TestServer::url()));
        const QString name = world.value("SELECT current_database()");
        world.closeSession();
        for (const char *sql : {"DROP DATABASE %1 WITH (FORCE)", "CREATE DATABASE %1"}) {
            const auto done = (*admin)->execute(QString::fromLatin1(sql).arg(name).toUtf8());
            QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
        }
        return;
    }
    world.closeSession();
    for (const QString &ending : {u""_s, u"-journal"_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(world.filePath(u"data.db"_s) + ending);
    world.execute("SELECT 1"); // an empty file is a database too
}

/// A run of the program that is killed behind one of its lines: how far it had come is known, and
/// does not depend on how fast the machine is just now.
class KilledRun
{
public:
    KilledRun(const QStringList &arguments, int lines, int microseconds)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TIDEMARK_STATE"_s, m_state.path());
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(TIDEMARK_PROGRAM), arguments);
        QVERIFY(m_process.waitForStarted());
        QElapsedTimer timer;
        timer.start();
        while (m_lines < lines && m_process.state() != QProcess::NotRunning) {
            m_process.waitForReadyRead(1000);
            readLines();
        }
        m_elapsed = timer.nsecsElapsed() / 1000;
        ::usleep(static_cast<useconds_t>(microseconds));
        m_process.kill();
        QVERIFY(m_process.state() == QProcess::NotRunning || m_process.waitForFinished(120'000));
        readLines();
    }

    bool wasInTime() const { return m_process.exitStatus() == QProcess::CrashExit; }
    int reported() const { return m_lines; } ///< migrations that it said are applied
    QByteArray errors() { return m_process.readAllStandardError(); }
    qint64 elapsedUs() const { return m_elapsed; } ///< until the line it was killed behind

private:
    void readLines()
    {
        while (m_process.canReadLine())
            m_lines += m_process.readLine().startsWith("ok ") ? 1 : 0;
    }

    QTemporaryDir m_state;
    QProcess m_process;
    int m_lines = 0;
    qint64 m_elapsed = 0;
};

/// When the next run is killed: behind any of its lines, and a random while later, which is about
/// what a migration takes, and before the first line what the program's start takes.
class Moments
{
public:
    int lines() const { return m_lines; }
    int microseconds() const
    {
        const qint64 longest = m_lines == 0 ? m_startUs : m_stepUs;
        return QRandomGenerator::global()->bounded(static_cast<int>(longest) + 1);
    }

    void next(const KilledRun &run)
    {
        if (!run.wasInTime()) { // the same again, but sooner
            ++m_late;
            m_startUs /= 2;
            m_stepUs /= 2;
            if (m_late % 4 == 0)
                m_lines /= 2;
            return;
        }
        if (m_lines == 1)
            m_startUs = run.elapsedUs();
        if (m_lines > 1)
            m_stepUs = std::max<qint64>((run.elapsedUs() - m_startUs) / m_lines, 1000);
        ++m_hits;
        m_late = 0;
        m_lines = QRandomGenerator::global()->bounded(perRound);
    }

    int hits() const { return m_hits; }
    int lateInARow() const { return m_late; }

private:
    int m_lines = 0;
    qint64 m_startUs = 50'000;
    qint64 m_stepUs = 5'000;
    int m_hits = 0;
    int m_late = 0;
};

/// Every migration up to this one, after what was killed. The last round's is left to the program
/// itself, and so is a step that a person has to judge.
QString complete(World &world, int number, int &asked)
{
    const PlanRequest left = world.planRequest();
    const bool last = number == migrationCount;
    const bool done = !left.journal && left.history.applied.size() == static_cast<size_t>(number);
    if (done && !last)
        return {};
    const bool mayAsk =
        world.isPostgres() && left.journal && left.journal->version == versionOf(unclear);
    if (!mayAsk && !last) {
        PlanLimits limits;
        limits.to = versionOf(number);
        const RunReport report = world.up(limits);
        return report.ok() ? QString() : errorOf(report).toString();
    }
    const QStringList up =
        on(world, last ? QStringList{u"up"_s} : QStringList{u"up"_s, u"--to"_s, versionOf(number)});
    ProcessResult next = runTidemark(up);
    if (next.exitCode != 0 && left.journal && left.journal->uncertain && world.isPostgres()) {
        ++asked;
        if (const QString problem = undoUnclearStep(world, next); !problem.isEmpty())
            return problem;
        next = runTidemark(up);
    }
    return next.exitCode == 0 ? QString() : QString::fromUtf8(next.errors);
}

} // namespace

/// What a killed process wrote is not lost with it, on a disk or in memory: memory is quicker.
void TestKilled::initTestCase()
{
    if (QFileInfo(u"/dev/shm"_s).isWritable())
        qputenv("TMPDIR", "/dev/shm");
}

void TestKilled::killedAtAnyMoment_data()
{
    QTest::addColumn<int>("row");
    for (int row = 0; row < rowCount; ++row)
        QTest::addRow("kills %d to %d", row * killsPerRow + 1, (row + 1) * killsPerRow) << row;
}

void TestKilled::killedAtAnyMoment()
{
    World world(engine);
    writeMigrations(world);
    Moments moments;
    int applied = migrationCount;
    int atWork = 0;
    int half = 0;
    int asked = 0;
    int late = 0;
    while (moments.hits() < killsPerRow) {
        if (applied == migrationCount) {
            renewDatabase(world);
            applied = 0;
        }
        const int last = applied + perRound;
        const QString moment =
            u"killed behind %1 lines, from %2 on: "_s.arg(moments.lines()).arg(applied);
        KilledRun run(on(world, {u"up"_s, u"--to"_s, versionOf(last)}), moments.lines(),
                      moments.microseconds());
        moments.next(run);
        QVERIFY2(moments.lateInARow() < 40, run.errors().constData());
        waitForServer(world);
        const QString problem = disagreement(world);
        QVERIFY2(problem.isEmpty(), qPrintable(moment + problem));
        const PlanRequest left = world.planRequest();
        // What it said it has done is done for good.
        QVERIFY(left.history.applied.size() >= static_cast<size_t>(applied + run.reported()));
        late += run.wasInTime() ? 0 : 1;
        atWork += run.wasInTime() && run.reported() > 0 ? 1 : 0;
        half += left.journal ? 1 : 0;

        const QString refused = complete(world, last, asked);
        QVERIFY2(refused.isEmpty(), qPrintable(moment + refused));
        QCOMPARE(disagreement(world), QString());
        QCOMPARE(world.planRequest().history.applied.size(), static_cast<size_t>(last));
        applied = last;
    }
    qInfo("%d runs were killed before their end, %d after they had applied something, %d in the "
          "middle of a step that is not one transaction, %d where a person has to look; %d ended "
          "before they could be killed and do not count",
          moments.hits(), atWork, half, asked, late);
    QVERIFY2(atWork >= killsPerRow / 4, "the kills came too early to prove anything");
}

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
