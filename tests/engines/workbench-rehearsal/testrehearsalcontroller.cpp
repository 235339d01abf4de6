// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/session.h"
#include "support/generatedmigrations.h"
#include "support/passwordrole.h"
#include "support/testserver.h"
#include "support/workbenchfixture.h"
#include "workbench/connector.h"
#include "workbench/memorysecrets.h"
#include "workbench/rehearsalcontroller.h"
#include "workspace/auditlog.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr int kPatience = 300'000;
constexpr auto weirdTable = R"("Weird ""Name""; --")";

std::unique_ptr<Session> sessionAt(const QString &url)
{
    auto spec = ConnectionSpec::parse(url);
    if (!spec)
        qFatal("%s", qPrintable(spec.error().toString()));
    auto session = openSession(*spec);
    if (!session)
        qFatal("%s", qPrintable(session.error().toString()));
    return std::move(*session);
}

RehearsalChoice everythingFromNothing()
{
    RehearsalChoice choice;
    choice.which = RehearsalChoice::Which::All;
    choice.fromNothing = true;
    return choice;
}

} // namespace

/// The page's use cases, with real databases and no widget.
class TestRehearsalController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void init();
    void cleanup();

    void everything_data() { engines(); }
    void everything();
    void pendingOnACopy_data() { engines(); }
    void pendingOnACopy();
    void tellsWhatHappens();
    void chain();
    void aChainCancelledOnItsWayUpKeepsTheUps_data() { engines(); }
    void aChainCancelledOnItsWayUpKeepsTheUps();
    void cancelKeepsTheRest_data() { engines(); }
    void cancelKeepsTheRest();
    void losingTheServerKeepsTheRest();
    void makesNothingOnProduction();
    void rehearsesOneAgain();
    void looksAtThePast();
    void cannotBegin();
    void asksForThePassword();
    void reachesTheDatabaseAsItIsTold();
    void isCancelledBeforeItBegins();
    void aDamagedArchiveIsTold();
    void anotherWorkspaceStopsIt();
    void exportsAndReadsScripts();

private:
    static void engines();
    QString databaseUrl() const;
    void rehearse(const RehearsalChoice &choice);
    const RehearsalRow *row(const QString &id) const;

    std::unique_ptr<WorkbenchFixture> m_fixture;
    std::unique_ptr<RehearsalController> m_controller;
};

void TestRehearsalController::init()
{
    m_fixture = std::make_unique<WorkbenchFixture>();
    m_controller =
        std::make_unique<RehearsalController>(m_fixture->services, m_fixture->workspaces);
}

void TestRehearsalController::cleanup()
{
    m_controller.reset();
    m_fixture.reset();
}

void TestRehearsalController::engines()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgres") << true;
}

QString TestRehearsalController::databaseUrl() const
{
    QFETCH(const bool, postgres);
    return postgres ? TestServer::createFreshDatabase(u"controller"_s)
                    : u"sqlite:"_s + m_fixture->folder().filePath(u"shop.db"_s);
}

void TestRehearsalController::rehearse(const RehearsalChoice &choice)
{
    m_controller->setChoice(choice);
    QVERIFY(m_controller->start());
    QVERIFY(m_controller->isRunning());
    QVERIFY(!m_controller->start());
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
}

const RehearsalRow *TestRehearsalController::row(const QString &id) const
{
    for (const RehearsalRow &row : m_controller->rows()) {
        if (row.id == id)
            return &row;
    }
    return nullptr;
}

void TestRehearsalController::everything()
{
    QFETCH(const bool, postgres);
    m_fixture->copySample(postgres ? u"shop-postgres"_s : u"shop-sqlite"_s);
    m_fixture->open(databaseUrl());
    QTRY_COMPARE(m_controller->migrations().size(), 16u);
    QCOMPARE(m_controller->trafficFiles(),
             QStringList{m_fixture->folder().absoluteFilePath(u"traffic.sql"_s)});
    RehearsalChoice choice = everythingFromNothing();
    choice.fill = 2;
    rehearse(choice);
    QVERIFY2(!m_controller->error(),
             m_controller->error() ? qPrintable(m_controller->error()->toString()) : "");
    QCOMPARE(m_controller->state(), RehearsalController::State::Shown);
    QCOMPARE(m_controller->rows().size(), 16u);
    QCOMPARE(m_controller->done(), 16);
    QVERIFY(m_controller->counts().at(Verdict::Reversible) > 3);
    QVERIFY(m_controller->counts().size() > 3);
    QVERIFY(m_controller->report());
    QVERIFY(!m_controller->report()->cancelled);
    QVERIFY(m_controller->isFilled());
    QCOMPARE(m_controller->on(), u"from nothing"_s);
    for (const RehearsalRow &one : m_controller->rows())
        QCOMPARE(one.marks, marksOf(*one.report, false));
    QTRY_COMPARE(m_controller->past().size(), 1u);
    QCOMPARE(m_controller->past().front().id, m_controller->shownId());
    QCOMPARE(m_controller->lastVerdicts()->size(), 16u);
    QVERIFY(m_fixture->tasks.entries().empty());
    QVERIFY(m_fixture->tasks.lastOutcome().contains(u"reversible"));
    const auto log = AuditLog::openForReading(m_fixture->services.stateFolder);
    QVERIFY(log.has_value());
    const std::vector<AuditEntry> acts = log->read({}).value();
    QCOMPARE(acts.size(), 1u);
    QCOMPARE(acts.front().act, u"rehearse"_s);
    QCOMPARE(acts.front().environment, u"local"_s);
    QCOMPARE(acts.front().result, AuditResult::Findings);
}

void TestRehearsalController::pendingOnACopy()
{
    writeMigrations(m_fixture->migrations(), 4);
    const QString url = databaseUrl();
    {
        const auto session = sessionAt(url);
        QVERIFY(session->execute(QByteArray("CREATE TABLE kept_") + weirdTable[1] +
                                 " (id integer); INSERT INTO kept_W VALUES (7)"));
    }
    m_fixture->open(url);
    rehearse({});
    QVERIFY2(!m_controller->error(),
             m_controller->error() ? qPrintable(m_controller->error()->toString()) : "");
    QCOMPARE(m_controller->on(), u"copy of local"_s);
    QCOMPARE(m_controller->done(), 4);
    const auto session = sessionAt(url);
    QCOMPARE(session->query("SELECT id FROM kept_W").value().rows.size(), 1u);
    QVERIFY(!session->query("SELECT 1 FROM t0001"));
}

void TestRehearsalController::tellsWhatHappens()
{
    writeMigrations(m_fixture->migrations(), 3);
    m_fixture->open(u"sqlite:shop.db"_s);
    int planned = 0;
    bool sawRunning = false;
    std::vector<int> judged;
    connect(m_controller.get(), &RehearsalController::rowsReset, this, [&] {
        if (m_controller->isRunning() && m_controller->done() == 0)
            planned = static_cast<int>(m_controller->rows().size());
    });
    connect(m_controller.get(), &RehearsalController::rowsChanged, this, [&](int first, int last) {
        QVERIFY(first >= 0 && first <= last && last < 3);
        for (int i = first; i <= last; ++i) {
            const RehearsalRow &one = m_controller->rows()[size_t(i)];
            sawRunning = sawRunning || one.running;
            if (one.report)
                judged.push_back(i);
        }
    });
    rehearse(everythingFromNothing());
    QCOMPARE(planned, 3);
    QVERIFY(sawRunning || !judged.empty());
    QVERIFY(std::is_sorted(judged.begin(), judged.end()) || !judged.empty());
    QCOMPARE(row(u"0003_step"_s)->marks[size_t(RehearsalStep::CheckRedo)], StepMark::Good);
}

void TestRehearsalController::chain()
{
    writeMigrations(m_fixture->migrations(), 12);
    m_fixture->open(u"sqlite:shop.db"_s);
    RehearsalChoice choice = everythingFromNothing();
    choice.mode = RehearsalOptions::Mode::Chain;
    choice.trafficFile = u"/belongs/to/the/other/mode.sql"_s;
    rehearse(choice);
    QVERIFY2(!m_controller->error(),
             m_controller->error() ? qPrintable(m_controller->error()->toString()) : "");
    QCOMPARE(m_controller->rows().size(), 12u);
    QCOMPARE(row(u"0012_step"_s)->report->verdict, Verdict::Reversible);
    QCOMPARE(row(u"0011_step"_s)->report->verdict, Verdict::DownFails);
    QCOMPARE(m_controller->lane().size(), 5u);
}

void TestRehearsalController::aChainCancelledOnItsWayUpKeepsTheUps()
{
    QFETCH(const bool, postgres);
    writeMigrations(m_fixture->migrations(), 6);
    // A statement that is there to be cancelled, after all the others.
    m_fixture->write(u"migrations/0007_slow.up.sql"_s,
                     postgres
                         ? u"SELECT pg_sleep(60);\n"_s
                         : u"CREATE TABLE n AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL "
                           "SELECT x + 1 FROM c WHERE x < 500000000) SELECT max(x) FROM c;\n"_s);
    m_fixture->write(u"migrations/0007_slow.down.sql"_s, u"SELECT 1;\n"_s);
    m_fixture->open(databaseUrl());
    RehearsalChoice choice = everythingFromNothing();
    choice.mode = RehearsalOptions::Mode::Chain;
    m_controller->setChoice(choice);
    QVERIFY(m_controller->start());
    QTRY_VERIFY_WITH_TIMEOUT(row(u"0007_slow"_s) && row(u"0007_slow"_s)->running, kPatience);
    QTest::qWait(100);
    m_controller->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
    QVERIFY(!m_controller->error());
    QVERIFY(m_controller->report());
    QVERIFY(m_controller->report()->cancelled);
    QCOMPARE(m_controller->report()->migrations.size(), 6u);
    for (const MigrationReport &one : m_controller->report()->migrations) {
        QCOMPARE(one.verdict, Verdict::NotRun);
        QCOMPARE(one.up.state, StepEvidence::State::Ok);
        QVERIFY(!one.up.statements.empty());
        QCOMPARE(one.down.state, StepEvidence::State::None);
    }
    QCOMPARE(row(u"0003_step"_s)->marks[size_t(RehearsalStep::Up)], StepMark::Good);
    QCOMPARE(row(u"0003_step"_s)->marks[size_t(RehearsalStep::Down)], StepMark::NotReached);
    QTRY_COMPARE(m_controller->past().size(), 1u);
    QVERIFY(m_controller->past().front().cancelled);
    QCOMPARE(m_controller->past().front().migrations(), 6);
}

void TestRehearsalController::cancelKeepsTheRest()
{
    writeMigrations(m_fixture->migrations(), 80);
    m_fixture->open(databaseUrl());
    connect(m_controller.get(), &RehearsalController::rowsChanged, this, [this] {
        if (m_controller->done() >= 5)
            m_controller->cancel();
    });
    rehearse(everythingFromNothing());
    QVERIFY(!m_controller->error());
    QCOMPARE(m_controller->rows().size(), 80u);
    QVERIFY(m_controller->done() >= 5);
    QVERIFY2(m_controller->done() < 80, qPrintable(QString::number(m_controller->done())));
    QVERIFY(m_controller->report()->cancelled);
    QCOMPARE(int(m_controller->report()->migrations.size()), m_controller->done());
    for (const RehearsalRow &one : m_controller->rows())
        QVERIFY(!one.running);
    QTRY_COMPARE(m_controller->past().size(), 1u);
    QVERIFY(m_controller->past().front().cancelled);
    QCOMPARE(m_controller->past().front().migrations(), m_controller->done());
    QVERIFY(m_fixture->tasks.entries().empty());
}

void TestRehearsalController::losingTheServerKeepsTheRest()
{
    writeMigrations(m_fixture->migrations(), 80);
    const QString url = TestServer::createFreshDatabase(u"lost"_s);
    m_fixture->open(url);
    bool lost = false;
    connect(m_controller.get(), &RehearsalController::rowsChanged, this, [&] {
        if (m_controller->done() < 5 || lost)
            return;
        lost = true;
        const auto session = sessionAt(TestServer::url());
        QVERIFY(session->query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                               "WHERE pid <> pg_backend_pid() AND datname <> 'postgres'"));
    });
    rehearse(everythingFromNothing());
    QVERIFY(lost);
    QVERIFY(m_controller->error().has_value());
    QCOMPARE(m_controller->error()->kind, ErrorKind::Connection);
    QCOMPARE(m_controller->rows().size(), 80u);
    QVERIFY(m_controller->done() >= 5 && m_controller->done() < 80);
    QVERIFY(m_controller->report());
    QVERIFY(m_controller->report()->cancelled);
    QVERIFY(!m_controller->report()->serverVersion.isEmpty());
    QTRY_COMPARE(m_controller->past().size(), 1u);
    m_controller->dismissErrors();
    QVERIFY(!m_controller->error());
    // And again, on the same server.
    connect(m_controller.get(), &RehearsalController::rowsChanged, this,
            [this] { m_controller->cancel(); });
    rehearse(everythingFromNothing());
    QVERIFY(!m_controller->error());
}

void TestRehearsalController::makesNothingOnProduction()
{
    writeMigrations(m_fixture->migrations(), 2);
    const QString url = TestServer::createFreshDatabase(u"production"_s);
    m_fixture->open(url, u"production"_s);
    int made = 0;
    connect(m_controller.get(), &RehearsalController::rowsChanged, this, [&] {
        const auto session = sessionAt(TestServer::url());
        const auto rows = session->query("SELECT datname FROM pg_database "
                                         "WHERE datname LIKE '%tidemark%'");
        made += static_cast<int>(rows.value().rows.size());
    });
    for (const bool fromNothing : {false, true}) {
        RehearsalChoice choice;
        choice.fromNothing = fromNothing;
        rehearse(choice);
        QVERIFY2(!m_controller->error(),
                 m_controller->error() ? qPrintable(m_controller->error()->toString()) : "");
        QCOMPARE(m_controller->done(), 2);
        QVERIFY2(m_controller->report()->sandbox.contains(u"scratch server"),
                 qPrintable(m_controller->report()->sandbox));
    }
    QCOMPARE(made, 0);
}

void TestRehearsalController::rehearsesOneAgain()
{
    writeMigrations(m_fixture->migrations(), 12);
    m_fixture->open(u"sqlite:shop.db"_s);
    rehearse(everythingFromNothing());
    QCOMPARE(row(u"0011_step"_s)->report->verdict, Verdict::DownFails);
    QTRY_COMPARE(m_controller->past().size(), 1u);
    const qint64 shown = m_controller->shownId();
    QVERIFY(!m_controller->rerun(u"no such"_s));

    m_fixture->write(u"migrations/0011_step.down.sql"_s, u"DROP TABLE t0011;\n"_s);
    QVERIFY(m_controller->rerun(u"0011_step"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
    QCOMPARE(m_controller->rows().size(), 12u);
    QCOMPARE(m_controller->done(), 12);
    const RehearsalRow *again = row(u"0011_step"_s);
    QCOMPARE(again->report->verdict, Verdict::Reversible);
    QCOMPARE(m_controller->report()->migrations.size(), 12u);
    QCOMPARE(m_controller->shownId(), shown);
    QTRY_COMPARE(m_controller->past().size(), 2u);
    QCOMPARE(m_controller->past().front().migrations(), 1);
    QCOMPARE(m_controller->lastVerdicts()->at(u"0011_step"_s).verdict, Verdict::Reversible);
    // The next whole one is compared with what is known by now.
    rehearse(everythingFromNothing());
    QCOMPARE(row(u"0011_step"_s)->trend(), Trend::Same);
    QVERIFY(m_controller->trends().count(Trend::Worse) == 0);
}

void TestRehearsalController::looksAtThePast()
{
    writeMigrations(m_fixture->migrations(), 11);
    m_fixture->open(u"sqlite:shop.db"_s);
    rehearse(everythingFromNothing());
    QTRY_COMPARE(m_controller->past().size(), 1u);
    const qint64 first = m_controller->shownId();
    const RehearsalReport firstReport = *m_controller->report();
    m_fixture->write(u"migrations/0011_step.down.sql"_s, u"DROP TABLE t0011;\n"_s);
    m_fixture->write(u"migrations/0002_step.down.sql"_s, u"SELECT 1;\n"_s);
    rehearse(everythingFromNothing());
    QTRY_COMPARE(m_controller->past().size(), 2u);
    QCOMPARE(m_controller->trends().at(Trend::Better), 1);
    QCOMPARE(m_controller->trends().at(Trend::Worse), 1);
    const qint64 second = m_controller->shownId();

    QSignalSpy reset(m_controller.get(), &RehearsalController::rowsReset);
    m_controller->show(first);
    QVERIFY(reset.wait(60'000));
    QCOMPARE(m_controller->shownId(), first);
    QVERIFY(*m_controller->report() == firstReport);
    QCOMPARE(m_controller->on(), u"from nothing"_s);
    QVERIFY(m_controller->trends().empty());
    m_controller->compareWith(second);
    QVERIFY(reset.wait(60'000));
    QCOMPARE(row(u"0011_step"_s)->trend(), Trend::Worse);
    QCOMPARE(row(u"0002_step"_s)->trend(), Trend::Better);
    QCOMPARE(m_controller->comparedId(), second);
    m_controller->compareWith(0);
    QVERIFY(m_controller->trends().empty());

    QSignalSpy state(m_controller.get(), &RehearsalController::stateChanged);
    m_controller->show(4711);
    QVERIFY(state.wait(60'000));
    QVERIFY(m_controller->archiveError().has_value());
    QCOMPARE(m_controller->shownId(), first);
}

void TestRehearsalController::cannotBegin()
{
    QVERIFY(!m_controller->start());
    writeMigrations(m_fixture->migrations(), 2);
    m_fixture->open(u"postgresql://nobody@/nothing?host=/nowhere/at/all"_s);
    rehearse({});
    QVERIFY(m_controller->error().has_value());
    QVERIFY(!m_controller->report());
    QCOMPARE(m_controller->state(), RehearsalController::State::Nothing);
    QTest::qWait(50);
    QVERIFY(m_controller->past().empty());

    m_fixture->write(u"tidemark.toml"_s,
                     u"name = \"shop\"\nmigrations = \"migrations\"\n[environments.local]\n"
                     "url_env = \"TIDEMARK_NOT_SET\"\n"_s);
    if (m_fixture->workspaces.open(m_fixture->folder().path())) {
        QVERIFY(!m_controller->start());
        QVERIFY(m_controller->error().has_value());
    }
}

void TestRehearsalController::asksForThePassword()
{
    writeMigrations(m_fixture->migrations(), 2);
    m_fixture->open(createPasswordRole(u"asked"_s, u"it's secret"_s));
    MemorySecrets secrets;
    m_fixture->services.secrets = &secrets;
    Connector connector(m_fixture->services);
    m_controller->setAccess(accessBy(connector));
    connect(&connector, &Connector::changed, m_controller.get(),
            &RehearsalController::databaseReachable);
    const QSignalSpy needed(&connector, &Connector::passwordNeeded);
    rehearse(everythingFromNothing());
    QVERIFY(m_controller->error().has_value());
    QVERIFY2(wantsPassword(*m_controller->error()), qPrintable(m_controller->error()->toString()));
    QCOMPARE(needed.size(), 1);

    // The answer is enough: it begins by itself.
    const Workspace &workspace = *m_fixture->workspaces.workspace();
    const Environment &environment = *workspace.findEnvironment(u"local"_s);
    connector.setPassword(workspace, environment, u"wrong"_s, false);
    QVERIFY(m_controller->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
    QCOMPARE(needed.size(), 2);
    connector.setPassword(workspace, environment, u"it's secret"_s, false);
    QVERIFY(m_controller->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
    QVERIFY2(!m_controller->error(),
             m_controller->error() ? qPrintable(m_controller->error()->toString()) : "");
    QCOMPARE(m_controller->done(), 2);
    // Only once: what is said later of this server is no reason to begin anew.
    connector.setPassword(workspace, environment, u"it's secret"_s, false);
    QVERIFY(!m_controller->isRunning());
}

void TestRehearsalController::reachesTheDatabaseAsItIsTold()
{
    writeMigrations(m_fixture->migrations(), 2);
    const QString there = TestServer::createFreshDatabase(u"there"_s);
    m_fixture->open(u"postgresql://nobody@/nothing?host=/nowhere/at/all"_s);
    DatabaseAccess access;
    DatabaseAccess::Handler answer;
    access.resolve = [&answer](const Workspace &, const Environment &environment, QObject *,
                               const DatabaseAccess::Handler &handler) {
        QCOMPARE(environment.name, u"local"_s);
        answer = handler;
    };
    m_controller->setAccess(access);
    QVERIFY(m_controller->start());
    QCOMPARE(m_controller->state(), RehearsalController::State::Preparing);
    answer(ConnectionSpec::parse(there));
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
    QVERIFY2(!m_controller->error(),
             m_controller->error() ? qPrintable(m_controller->error()->toString()) : "");
    QCOMPARE(m_controller->done(), 2);
    // Again on the same, by the same way.
    QVERIFY(m_controller->rerun(u"0002_step"_s));
    answer(fail(ErrorKind::Connection, u"the tunnel does not open"_s));
    QVERIFY(!m_controller->isRunning());
    QCOMPARE(m_controller->error()->summary, u"the tunnel does not open"_s);
    QCOMPARE(m_controller->done(), 2);
}

void TestRehearsalController::isCancelledBeforeItBegins()
{
    writeMigrations(m_fixture->migrations(), 2);
    m_fixture->open(u"sqlite:shop.db"_s);
    DatabaseAccess access;
    DatabaseAccess::Handler answer;
    access.resolve = [&answer](const Workspace &, const Environment &, QObject *,
                               const DatabaseAccess::Handler &handler) { answer = handler; };
    m_controller->setAccess(access);
    QVERIFY(m_controller->start());
    m_controller->cancel(); // a locked keychain may never answer
    QVERIFY(!m_controller->isRunning());
    QVERIFY(!m_controller->error());
    QVERIFY(m_fixture->tasks.entries().empty());
    answer(ConnectionSpec::parse(u"sqlite:shop.db"_s));
    QVERIFY(!m_controller->isRunning());
}

void TestRehearsalController::aDamagedArchiveIsTold()
{
    QFile file(RehearsalArchive(m_fixture->services.stateFolder).file());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    writeMigrations(m_fixture->migrations(), 2);
    m_fixture->open(u"sqlite:shop.db"_s);
    QTRY_VERIFY(m_controller->archiveError().has_value());
    rehearse(everythingFromNothing());
    QVERIFY(!m_controller->error());
    QCOMPARE(m_controller->done(), 2);
    QVERIFY(m_controller->archiveError().has_value());
}

void TestRehearsalController::anotherWorkspaceStopsIt()
{
    writeMigrations(m_fixture->migrations(), 80);
    m_fixture->open(u"sqlite:shop.db"_s);
    m_controller->setChoice(everythingFromNothing());
    QVERIFY(m_controller->start());
    QTRY_VERIFY_WITH_TIMEOUT(m_controller->done() > 0, kPatience);
    m_fixture->workspaces.close();
    QVERIFY(!m_controller->isRunning());
    QVERIFY(m_controller->rows().empty());
    QVERIFY(m_fixture->tasks.entries().empty());
    QTest::qWait(300);
    QVERIFY(m_controller->rows().empty());
}

void TestRehearsalController::exportsAndReadsScripts()
{
    writeMigrations(m_fixture->migrations(), 2);
    m_fixture->open(u"sqlite:shop.db"_s);
    rehearse(everythingFromNothing());
    QSignalSpy exported(m_controller.get(), &RehearsalController::exported);
    for (const QString &suffix : {u"html"_s, u"json"_s, u"xml"_s, u"txt"_s}) {
        const QString path = m_fixture->folder().filePath(u"r."_s + suffix);
        m_controller->exportReport(path);
        QVERIFY(exported.wait(60'000));
        QVERIFY(!exported.takeFirst().at(1).value<std::optional<Error>>());
        QVERIFY(QFileInfo(path).size() > 100);
    }
    m_controller->exportReport(u"/nowhere/at/all.html"_s);
    QVERIFY(exported.wait(60'000));
    QVERIFY(exported.takeFirst().at(1).value<std::optional<Error>>().has_value());

    QSignalSpy script(m_controller.get(), &RehearsalController::scriptRead);
    m_controller->readScript(u"0002_step.down.sql"_s);
    QVERIFY(script.wait(60'000));
    QCOMPARE(script.first().at(1).toString(), u"DROP TABLE t0002;\n"_s);
}

QTEST_GUILESS_MAIN(TestRehearsalController)
#include "testrehearsalcontroller.moc"
