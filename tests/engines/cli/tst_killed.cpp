// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/cli/program.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// `kill -9` at any moment: history and schema agree afterwards, or the step that is half done is
/// named, and the next `up` completes.
class TestKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyMoment_data() { addEngines(); }
    void killedAtAnyMoment();
};

namespace {

constexpr int migrationCount = 50;
constexpr int kills = 100;

bool runsOutside(int number)
{
    return number % 5 == 0;
}

/// Every object that a migration makes, in the order of its statements.
QStringList objectsOf(int number)
{
    const QString base = u"t%1"_s.arg(number);
    if (!runsOutside(number))
        return {base};
    return {base, u"i%1"_s.arg(number), base + u"b"_s};
}

void writeMigrations(World &world)
{
    for (int number = 1; number <= migrationCount; ++number) {
        const QByteArray n = QByteArray::number(number);
        const QByteArray concurrently = world.isPostgres() ? "CONCURRENTLY " : "";
        QByteArray up = "CREATE TABLE t" + n + " (id int);\n";
        if (runsOutside(number))
            up += "CREATE INDEX " + concurrently + "i" + n + " ON t" + n +
                  " (id);\nCREATE TABLE t" + n + "b (id int);\n";
        if (number == 1)
            up += "CREATE TABLE " + QByteArray(weirdTable) + " (id int);\n";
        world.write(u"%1_step"_s.arg(number, 3, 10, QChar(u'0')), up, "SELECT 1;",
                    runsOutside(number) ? "transaction:false" : "");
    }
}

/// Until the server has noticed that its client is gone.
void waitForServer(World &world)
{
    if (!world.isPostgres())
        return;
    for (int tries = 0; tries < 500; ++tries) {
        if (world.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'") == u"0")
            return;
        QTest::qSleep(10);
    }
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
        const QString version = u"%1"_s.arg(number, 3, 10, QChar(u'0'));
        const bool recorded = versions.contains(version);
        const bool named = request.journal && request.journal->version == version;
        if (recorded && named)
            return version + u" is recorded and named as interrupted"_s;
        const QStringList expected = objectsOf(number);
        for (int index = 0; index < expected.size(); ++index) {
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

void startAfresh(World &world)
{
    if (world.isPostgres()) {
        world.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        return;
    }
    world.closeSession();
    for (const QString &ending : {u""_s, u"-journal"_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(world.filePath(u"data.db"_s + ending));
}

} // namespace

void TestKilled::killedAtAnyMoment()
{
    QFETCH(Engine, engine);
    World world(engine);
    writeMigrations(world);
    const QStringList up = on(world, {u"up"_s});

    QElapsedTimer timer;
    timer.start();
    QCOMPARE(runTidemark(up).exitCode, 0);
    const auto whole = static_cast<int>(timer.elapsed());
    QCOMPARE(disagreement(world), QString());
    startAfresh(world);

    int interrupted = 0;
    int half = 0;
    for (int kill = 0; kill < kills; ++kill) {
        QProcess process;
        process.start(QStringLiteral(TIDEMARK_PROGRAM), up);
        QVERIFY(process.waitForStarted());
        QTest::qSleep(QRandomGenerator::global()->bounded(whole + 1));
        process.kill();
        QVERIFY(process.waitForFinished());
        interrupted += process.exitStatus() == QProcess::CrashExit ? 1 : 0;
        waitForServer(world);
        const QString problem = disagreement(world);
        QVERIFY2(problem.isEmpty(), qPrintable(u"after kill %1: %2"_s.arg(kill).arg(problem)));
        half += world.planRequest().journal ? 1 : 0;

        // Now and then it may finish, so that each kill finds another place.
        const bool complete = world.planRequest().history.applied.size() == migrationCount;
        if (complete || kill % 10 == 9) {
            const ProcessResult finished = runTidemark(up);
            QVERIFY2(finished.exitCode == 0, finished.errors.constData());
            QCOMPARE(disagreement(world), QString());
            QCOMPARE(world.planRequest().history.applied.size(), size_t(migrationCount));
            startAfresh(world);
        }
    }
    qInfo("%d of %d runs were killed before their end, %d in the middle of a step that is not one "
          "transaction; a whole run takes %d ms",
          interrupted, kills, half, whole);
    QVERIFY2(interrupted > kills / 4, "the kills came too late to prove anything");
}

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
