// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backupstore.h"
#include "engines/workbench/timelineworld.h"
#include "support/testserver.h"
#include "workbench/runcontroller.h"
#include "workspace/auditlog.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr int patience = 30000;
using State = RunController::State;

RunRequest up(const QString &to = {}, const QString &environment = u"local"_s)
{
    RunRequest request;
    request.environment = environment;
    request.to = to;
    return request;
}

RunRequest down(const QString &to)
{
    RunRequest request;
    request.environment = u"local"_s;
    request.up = false;
    request.to = to;
    return request;
}

/// Plans it, and then does as planned.
bool begins(RunController &run, const RunRequest &request)
{
    run.makePlan(request);
    if (!QTest::qWaitFor([&run] { return run.state() == State::Planned; }, patience))
        return false;
    run.execute();
    return true;
}

const QByteArray appliedSql = "SELECT count(*) FROM schema_migrations";

} // namespace

class RunControllerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { TestServer::start(); }

    void appliesAndRollsBack_data();
    void appliesAndRollsBack();
    void tellsHazards();
    void failingScript();
    void cancel();
    void connectionLost();
    void productionIsGuarded();
    void refusals();
    void backsUpFirst_data();
    void backsUpFirst();
    void noRunWithoutItsBackup();
};

void RunControllerTest::appliesAndRollsBack_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("sqlite") << u"sqlite:run.db"_s;
    QTest::newRow("postgres") << TestServer::createFreshDatabase(u"run"_s);
}

void RunControllerTest::appliesAndRollsBack()
{
    QFETCH(QString, url);
    TimelineWorld world;
    world.addTables(4);
    world.openOn(url);
    RunController run(world.services, world.workspace, {});
    QSignalSpy ended(&run, &RunController::ended);

    run.makePlan(up(TimelineWorld::tableId(3)));
    QCOMPARE(run.state(), State::Planning);
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Planned, patience);
    QCOMPARE(run.plan()->steps.size(), size_t(3));
    QCOMPARE(run.plan()->steps.front().id, TimelineWorld::tableId(1));
    QVERIFY(run.plan()->steps.front().statements.front().startsWith(u"CREATE TABLE"));
    run.execute();
    QCOMPARE(run.state(), State::Running);
    QCOMPARE(world.tasks.entries().size(), size_t(1));
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Ended, patience);
    QVERIFY(world.tasks.entries().empty());
    QVERIFY(run.report()->ok());
    QVERIFY2(run.words().headline.startsWith(u"3 migrations applied to local in "),
             qPrintable(run.words().headline));
    QCOMPARE(world.ask(url, appliedSql), "3");
    for (const auto &step : run.progress())
        QCOMPARE(step.state, RunController::StepProgress::State::Done);

    run.makePlan(down(TimelineWorld::tableId(1)));
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Planned, patience);
    QCOMPARE(run.plan()->steps.size(), size_t(2));
    QCOMPARE(run.plan()->steps.front().id, TimelineWorld::tableId(3));
    run.execute();
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Ended, patience);
    QVERIFY2(run.words().headline.startsWith(u"2 migrations rolled back on local in "),
             qPrintable(run.words().headline));
    QCOMPARE(world.ask(url, appliedSql), "1");
    QCOMPARE(ended.count(), 2);
    const auto log = AuditLog::openForReading(world.services.stateFolder);
    QVERIFY(log.has_value());
    const auto acts = log->read();
    QCOMPARE(acts->size(), size_t(2));
    QCOMPARE(acts->front().act, u"down"_s);
    QCOMPARE(acts->front().environment, u"local"_s);
    QCOMPARE(acts->back().act, u"up"_s);
    QVERIFY(log->verify()->firstBreak == std::nullopt);
    run.dismiss();
    QCOMPARE(run.state(), State::Idle);
}

void RunControllerTest::tellsHazards()
{
    TimelineWorld world;
    world.addTables(2);
    world.openOn(u"sqlite:run.db"_s);
    RunController run(world.services, world.workspace, {});
    auto verdicts = std::make_shared<LastVerdicts>();
    LastVerdict bad;
    bad.verdict = Verdict::DownFails;
    bad.tone = Tone::Bad;
    bad.reason = u"The down drops an index that is none."_s;
    bad.rewrites = QStringList{u"public.orders"_s};
    (*verdicts)[TimelineWorld::tableId(1)] = bad;
    run.setVerdicts(verdicts);
    run.makePlan(up());
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Planned, patience);
    const auto &steps = run.plan()->steps;
    QCOMPARE(steps[0].hazards.size(), 2);
    QVERIFY(steps[0].hazards[0].contains(bad.reason));
    QVERIFY(steps[0].hazards[1].contains(u"rewrites public.orders"_s));
    QCOMPARE(steps[1].hazards, QStringList{u"never rehearsed"_s});
}

void RunControllerTest::failingScript()
{
    const QString url = TestServer::createFreshDatabase(u"fails"_s);
    TimelineWorld world;
    world.addTables(1);
    world.addMigration(2, u"broken"_s,
                       u"CREATE TABLE ok2 (id int);\nCREATE TABLE nope (id nosuchtype);"_s, {});
    world.addTables(1, 3);
    world.openOn(url);
    RunController run(world.services, world.workspace, {});
    QVERIFY(begins(run, up()));
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Ended, patience);
    const RunWords &words = run.words();
    QCOMPARE(words.tone, Tone::Bad);
    QCOMPARE(words.headline, u"20240101000002_broken could not be applied"_s);
    QCOMPARE(words.failedId, u"20240101000002_broken"_s);
    QVERIFY(words.error->summary.contains(u"nosuchtype"_s));
    QCOMPARE(words.error->where.line, 3);
    QCOMPARE(words.sentences,
             (QStringList{u"Nothing of 20240101000002_broken is left in the database."_s,
                          u"1 migration before it was applied and stays."_s,
                          u"1 migration did not begin."_s}));
    QCOMPARE(world.ask(url, appliedSql), "1");
    QCOMPARE(world.ask(url, "SELECT to_regclass('ok2') IS NULL"), "t");
}

void RunControllerTest::cancel()
{
    const QString url = TestServer::createFreshDatabase(u"cancel"_s);
    TimelineWorld world;
    world.addTables(1);
    world.addMigration(2, u"slow"_s, u"CREATE TABLE half (id int);\nSELECT pg_sleep(600);"_s, {});
    world.openOn(url);
    RunController run(world.services, world.workspace, {});
    QVERIFY(begins(run, up()));
    QTRY_VERIFY_WITH_TIMEOUT(run.statement().contains(u"pg_sleep"_s), patience);
    QCOMPARE(run.progress().front().state, RunController::StepProgress::State::Done);
    // As the bottom strip would.
    world.tasks.stop(world.tasks.entries().front().id);
    QVERIFY(run.isStopping());
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Ended, patience);
    QCOMPARE(run.words().tone, Tone::Caution);
    QCOMPARE(run.words().headline, u"Cancelled at 20240101000002_slow"_s);
    QVERIFY(run.report()->cancelled());
    QCOMPARE(world.ask(url, appliedSql), "1");
    QCOMPARE(world.ask(url, "SELECT to_regclass('half') IS NULL"), "t");
}

void RunControllerTest::connectionLost()
{
    const QString url = TestServer::createFreshDatabase(u"gone"_s);
    TimelineWorld world;
    world.addTables(1);
    world.addMigration(2, u"slow"_s, u"SELECT pg_sleep(600);"_s, {});
    world.openOn(url);
    RunController run(world.services, world.workspace, {});
    QVERIFY(begins(run, up()));
    QTRY_VERIFY_WITH_TIMEOUT(run.statement().contains(u"pg_sleep"_s), patience);
    world.execute(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                       "WHERE datname = current_database() AND pid <> pg_backend_pid()");
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Ended, patience);
    QCOMPARE(run.words().tone, Tone::Bad);
    QCOMPARE(run.words().error->kind, ErrorKind::Connection);
    QVERIFY(run.words().sentences.contains(u"1 migration before it was applied and stays."_s));
    QCOMPARE(world.ask(url, appliedSql), "1");
}

void RunControllerTest::productionIsGuarded()
{
    TimelineWorld world;
    world.addTables(1);
    world.write({{u"live"_s, u"production"_s, u"sqlite:live.db"_s}});
    world.open();
    bool armed = false;
    RunController run(world.services, world.workspace,
                      [&armed](const Environment &environment) -> Result<void> {
                          if (armed || environment.role != EnvironmentRole::Production)
                              return {};
                          return fail(ErrorKind::Permission, u"live is read-only"_s, {},
                                      u"type its name to arm it"_s);
                      });
    QVERIFY(begins(run, up({}, u"live"_s)));
    QCOMPARE(run.state(), State::Planned);
    QCOMPARE(run.error()->kind, ErrorKind::Permission);
    QCOMPARE(run.error()->hint, u"type its name to arm it"_s);
    QVERIFY(!QFile::exists(world.path(u"live.db"_s)));
    armed = true;
    run.execute();
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Ended, patience);
    QCOMPARE(world.ask(u"sqlite:live.db"_s, appliedSql), "1");

    RunController unguarded(world.services, world.workspace, {});
    world.addTables(1, 2);
    unguarded.makePlan(up({}, u"live"_s));
    QTRY_COMPARE_WITH_TIMEOUT(unguarded.state(), State::Planned, patience);
    unguarded.execute();
    QCOMPARE(unguarded.error()->kind, ErrorKind::Permission);
    QCOMPARE(world.ask(u"sqlite:live.db"_s, appliedSql), "1");
}

void RunControllerTest::refusals()
{
    TimelineWorld world;
    world.addTables(1);
    world.write({{u"local"_s, u"local"_s, u"sqlite:run.db"_s},
                 {u"dark"_s, u"staging"_s, u"postgresql://nobody@127.0.0.1:1/x"_s}});
    world.applyOutside(u"sqlite:run.db"_s, 1);
    world.open();
    RunController run(world.services, world.workspace, {});
    run.makePlan(up(TimelineWorld::tableId(1)));
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Refused, patience);
    QCOMPARE(run.error()->kind, ErrorKind::Usage);
    run.execute();
    QCOMPARE(run.state(), State::Refused);
    run.makePlan(up({}, u"dark"_s));
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Refused, patience);
    QCOMPARE(run.error()->kind, ErrorKind::Connection);
    run.makePlan(up({}, u"nowhere"_s));
    QCOMPARE(run.state(), State::Refused);
}

void RunControllerTest::backsUpFirst_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("sqlite") << u"sqlite:staging.db"_s;
    QTest::newRow("postgres") << TestServer::createFreshDatabase(u"backed up"_s);
}

/// Where the role is not local, unless a person says otherwise; what it holds is how it was before.
void RunControllerTest::backsUpFirst()
{
    QFETCH(QString, url);
    TimelineWorld world;
    world.addTables(3);
    world.write({{u"stage"_s, u"staging"_s, url}});
    world.applyOutside(url, 1);
    world.open();
    RunController run(world.services, world.workspace, {});
    run.makePlan(up(TimelineWorld::tableId(2), u"stage"_s));
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Planned, patience);
    QVERIFY(run.plan()->wantsBackup);
    QVERIFY(run.backsUpFirst());
    run.execute();
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Ended, patience);
    QVERIFY2(run.report()->ok(),
             run.report()->error ? qPrintable(run.report()->error->toString()) : "");
    const QString folder = world.workspace.workspace()->backup.folder;
    const auto found = scanBackups(folder);
    QCOMPARE(found->backups.size(), size_t(1));
    const Backup &backup = found->backups.front();
    QCOMPARE(backup.kind, BackupKind::Automatic);
    QCOMPARE(backup.manifest->label, u"before up"_s);
    QCOMPARE(backup.manifest->environment, u"stage"_s);
    QCOMPARE(backup.manifest->migrations->applied.size(), size_t(1));
    QVERIFY(run.words().sentences.front().contains(backup.path));
    const auto acts = AuditLog::openForReading(world.services.stateFolder)->read();
    QCOMPARE(acts->size(), size_t(2));
    QCOMPARE(acts->front().act, u"up"_s);
    QCOMPARE(acts->back().act, u"backup"_s);

    run.makePlan(up({}, u"stage"_s));
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Planned, patience);
    run.setBacksUpFirst(false);
    QVERIFY(!run.backsUpFirst());
    run.execute();
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Ended, patience);
    QCOMPARE(world.ask(url, appliedSql), "3");
    QCOMPARE(scanBackups(folder)->backups.size(), size_t(1));
}

void RunControllerTest::noRunWithoutItsBackup()
{
    TimelineWorld world;
    world.addTables(2);
    const QString url = u"sqlite:staging.db"_s;
    world.write({{u"stage"_s, u"staging"_s, url}});
    world.applyOutside(url, 1);
    world.open();
    // A file where the folder should be made.
    QFile inTheWay(world.workspace.workspace()->backup.folder);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    RunController run(world.services, world.workspace, {});
    QVERIFY(begins(run, up({}, u"stage"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Ended, patience);
    QCOMPARE(run.words().tone, Tone::Bad);
    QCOMPARE(run.words().headline, u"The run could not begin"_s);
    QVERIFY2(run.words().error->summary.startsWith(u"the backup before it failed"_s),
             qPrintable(run.words().error->summary));
    QCOMPARE(world.ask(url, appliedSql), "1");
    const auto acts = AuditLog::openForReading(world.services.stateFolder)->read();
    QCOMPARE(acts->size(), size_t(2));
    QVERIFY(acts->front().result == AuditResult::Failed);
    QVERIFY(acts->back().result == AuditResult::Failed);
}

QTEST_GUILESS_MAIN(RunControllerTest)
#include "tst_runcontroller.moc"
