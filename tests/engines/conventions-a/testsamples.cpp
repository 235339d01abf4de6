// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables.h"

#include "migrations/timeline.h"
#include "run/plan.h"
#include "run/runner.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// The small workspaces that show each convention: known for what they are, without a finding, and
/// up, down and up again leave what they should.
class TestSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void roundTrip_data();
    void roundTrip();

private:
    QTemporaryDir m_folder;
};

void TestSamples::roundTrip_data()
{
    QTest::addColumn<QString>("convention");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("engine");
    const auto row = [](const char *convention, const char *folder, Engine engine) {
        QTest::newRow(convention) << QString::fromLatin1(convention) << QString::fromLatin1(folder)
                                  << int(engine);
    };
    row("dbmate", "dbmate/db/migrations", Engine::Sqlite);
    row("diesel", "diesel/migrations", Engine::PostgreSql);
    row("golang-migrate", "golang-migrate/migrations", Engine::PostgreSql);
    row("goose", "goose/migrations", Engine::PostgreSql);
    row("node-pg-migrate", "node-pg-migrate/migrations", Engine::PostgreSql);
    row("plain", "plain/migrations", Engine::Sqlite);
    row("sql-migrate", "sql-migrate/migrations", Engine::Sqlite);
    row("sqlx", "sqlx/migrations", Engine::Sqlite);
}

namespace {

using Planner = Result<Plan> (*)(const PlanRequest &, const PlanLimits &);

Result<void> run(Session &session, const PlanRequest &from, const HistoryStore &store,
                 Planner planner)
{
    PlanRequest request = from;
    TM_TRY_ASSIGN(request.history, store.read(session));
    PlanLimits limits;
    limits.all = true;
    TM_TRY_ASSIGN(const Plan plan, planner(request, limits));
    RunObserver observer;
    const RunReport report = Runner::run(session, store, plan, {}, observer, {});
    if (report.error)
        return fail(*report.error);
    for (const StepReport &step : report.steps) {
        if (const auto *failed = std::get_if<StepFailed>(&step.outcome))
            return fail(failed->error);
    }
    return report.ok() ? Result<void>() : fail(ErrorKind::Internal, u"the run is not done"_s);
}

QStringList relations(Session &session)
{
    return rowsOf(session, session.engine() == Engine::PostgreSql
                               ? "SELECT relname FROM pg_class WHERE relnamespace = "
                                 "'public'::regnamespace ORDER BY 1"
                               : "SELECT name FROM sqlite_master ORDER BY 1");
}

} // namespace

#define MUST(expression)                                                                           \
    do {                                                                                           \
        const auto &must = (expression);                                                           \
        QVERIFY2(must, qPrintable(must ? QString() : must.error().toString()));                    \
    } while (false)

void TestSamples::roundTrip()
{
    QFETCH(QString, convention);
    QFETCH(QString, folder);
    QFETCH(int, engine);
    const QDir migrations(QStringLiteral(TIDEMARK_SOURCE_DIR "/migrations-samples/") + folder);
    const auto found = detectConvention(migrations);
    MUST(found);
    QCOMPARE((*found)->id(), convention);
    ReadRequest read;
    read.folder = migrations;
    read.engine = Engine(engine);
    auto set = (*found)->read(read);
    MUST(set);
    for (const Finding &finding : set->findings)
        QFAIL(qPrintable(finding.message));
    QVERIFY(set->migrations.size() >= 3);

    PlanRequest request;
    request.set = std::make_shared<const MigrationSet>(std::move(*set));
    request.convention = *found;
    const auto store = (*found)->history(Engine(engine), migrations);
    const auto session = connectTo(freshDatabase(Engine(engine), QDir(m_folder.path())));
    MUST(store->ensure(*session));
    const QStringList empty = relations(*session);
    MUST(run(*session, request, *store, planUp));
    const QStringList full = relations(*session);
    QVERIFY(full.size() > empty.size());
    const Timeline timeline =
        makeTimeline(*request.set, *store->read(*session), (*found)->appliesOutOfOrder());
    QCOMPARE(timeline.count(MigrationState::Applied), int(timeline.rows.size()));
    MUST(run(*session, request, *store, planDown));
    QCOMPARE(relations(*session), empty);
    MUST(run(*session, request, *store, planUp));
    QCOMPARE(relations(*session), full);
}

QTEST_GUILESS_MAIN(TestSamples)
#include "testsamples.moc"
