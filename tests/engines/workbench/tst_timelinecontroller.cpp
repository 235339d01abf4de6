// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/workbench/timelineworld.h"
#include "support/testserver.h"
#include "workbench/timelinecontroller.h"
#include "workbench/timelinelint.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr int patience = 20000;

TimelineController::Times quick()
{
    TimelineController::Times times;
    times.poll = std::chrono::milliseconds(150);
    times.pollUnreachable = std::chrono::milliseconds(300);
    times.filesSettle = std::chrono::milliseconds(20);
    return times;
}

/// Accepts connections and never says a word.
class SilentServer
{
public:
    SilentServer()
        : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(m_socket, reinterpret_cast<sockaddr *>(&address), size) != 0 ||
            ::listen(m_socket, 8) != 0 ||
            ::getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
            qFatal("cannot listen");
        m_port = ntohs(address.sin_port);
    }
    ~SilentServer() { ::close(m_socket); }
    SilentServer(const SilentServer &) = delete;
    SilentServer &operator=(const SilentServer &) = delete;

    QString url() const { return u"postgresql://nobody@127.0.0.1:%1/nothing"_s.arg(m_port); }

private:
    int m_socket;
    int m_port = 0;
};

using State = MigrationState;

std::optional<State> stateOf(const TimelineController &controller, const QString &environment,
                             int number)
{
    const auto snapshot = controller.snapshot();
    if (!snapshot)
        return {};
    const int row = snapshot->rowOf(TimelineWorld::tableId(number));
    const auto &cells = snapshot->columns[size_t(snapshot->columnOf(environment))].cells;
    return row < 0 || cells.empty() ? std::nullopt : cells[size_t(row)].state;
}

const TimelineColumn *column(const TimelineController &controller, const QString &environment)
{
    const auto snapshot = controller.snapshot();
    return snapshot ? &snapshot->columns[size_t(snapshot->columnOf(environment))] : nullptr;
}

bool isReady(const TimelineController &controller, const QString &environment)
{
    const TimelineColumn *found = column(controller, environment);
    return found && found->state == TimelineColumn::State::Ready;
}

QString summary(const TimelineController &controller, const QString &environment)
{
    const TimelineColumn *found = column(controller, environment);
    return found ? columnSummary(*found) : QString();
}

} // namespace

class TimelineControllerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { TestServer::start(); }

    void states_data();
    void states();
    void unreachableHoldsUpNobody();
    void silentServerIsGivenUp();
    void outsideChangesAppear_data();
    void outsideChangesAppear();
    void newFilesAppear();
    void serverIsLostAndComesBack();
    void filterAndOrder();
    void lintIsTold();
    void brokenLintSettingsAreTold();
    void brokenFolderIsToldAndMended();
    void missingSqliteFileIsNotMade();
    void accessIsAsked();
};

void TimelineControllerTest::states_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("sqlite") << u"sqlite:shop.db"_s;
    QTest::newRow("postgres") << TestServer::createFreshDatabase(u"states"_s);
}

void TimelineControllerTest::states()
{
    QFETCH(QString, url);
    TimelineWorld world;
    world.addTables(3);
    world.addMigration(9, u"t9"_s, u"CREATE TABLE t9 (id INTEGER);"_s, {});
    world.write({{u"local"_s, u"local"_s, url}});
    world.applyOutside(url, 3);
    // 4 comes late, and what 3 was is no longer there.
    world.applyOutside(url, 1);
    world.addTables(1, 4);
    QVERIFY(QFile::remove(world.path(u"db/migrations/%1.sql"_s.arg(TimelineWorld::tableId(3)))));
    world.addTables(1, 12);
    world.open();
    TimelineController controller(world.services, world.workspace, quick());

    QTRY_VERIFY_WITH_TIMEOUT(isReady(controller, u"local"_s), patience);
    QCOMPARE(stateOf(controller, u"local"_s, 1), State::Applied);
    QCOMPARE(stateOf(controller, u"local"_s, 2), State::Applied);
    QCOMPARE(stateOf(controller, u"local"_s, 4), State::OutOfOrder);
    QCOMPARE(stateOf(controller, u"local"_s, 9), State::Applied);
    QCOMPARE(stateOf(controller, u"local"_s, 12), State::Pending);
    const auto snapshot = controller.snapshot();
    QCOMPARE(snapshot->entries.size(), size_t(6));
    const TimelineColumn &local = snapshot->columns.front();
    QCOMPARE(local.tideRow, snapshot->rowOf(TimelineWorld::tableId(9)));
    QCOMPARE(columnSummary(local), u"2 behind"_s); // dbmate applies what is out of order
    const int missing = snapshot->rowOf(TimelineWorld::versionOf(3));
    QVERIFY(missing >= 0);
    QCOMPARE(local.cells[size_t(missing)].state, State::Missing);
    QVERIFY(snapshot->migrationOf(missing) == nullptr);
    QVERIFY(snapshot->entries[size_t(local.tideRow)].emptyDown);
}

void TimelineControllerTest::unreachableHoldsUpNobody()
{
    SilentServer silent;
    TimelineWorld world;
    world.addTables(2);
    world.write({{u"local"_s, u"local"_s, u"sqlite:a.db"_s},
                 {u"dark"_s, u"staging"_s, silent.url()},
                 {u"refused"_s, u"staging"_s, u"postgresql://nobody@127.0.0.1:1/x"_s}});
    world.applyOutside(u"sqlite:a.db"_s, 1);
    world.open();
    TimelineController controller(world.services, world.workspace, quick());

    QTRY_VERIFY_WITH_TIMEOUT(isReady(controller, u"local"_s), patience);
    QCOMPARE(summary(controller, u"local"_s), u"1 behind"_s);
    QCOMPARE(summary(controller, u"dark"_s), u"reading…"_s);
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"refused"_s), u"cannot be reached"_s, patience);
    QCOMPARE(column(controller, u"refused"_s)->error->kind, ErrorKind::Connection);
    QVERIFY(!column(controller, u"refused"_s)->isKnown());
}

void TimelineControllerTest::silentServerIsGivenUp()
{
    SilentServer silent;
    TimelineWorld world;
    world.addTables(1);
    world.write({{u"dark"_s, u"production"_s, silent.url()}});
    world.open();
    auto times = quick();
    times.environmentTimeout = std::chrono::milliseconds(400);
    TimelineController controller(world.services, world.workspace, times);
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"dark"_s), u"cannot be reached"_s, patience);
    QVERIFY(column(controller, u"dark"_s)->error->summary.contains(u"0.4 s"));
}

void TimelineControllerTest::outsideChangesAppear_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("sqlite") << u"sqlite:shop.db"_s;
    QTest::newRow("postgres") << TestServer::createFreshDatabase(u"outside"_s);
}

void TimelineControllerTest::outsideChangesAppear()
{
    QFETCH(QString, url);
    TimelineWorld world;
    world.addTables(3);
    world.openOn(url);
    TimelineController controller(world.services, world.workspace, quick());
    controller.setWatching(true);
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"local"_s), u"3 behind"_s, patience);
    world.applyOutside(url, 2);
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"local"_s), u"1 behind"_s, patience);
    QCOMPARE(column(controller, u"local"_s)->tideRow, 1);

    // Nothing happens any more: once all is read, nothing is told.
    const auto isQuiet = [&] {
        QSignalSpy changed(&controller, &TimelineController::changed);
        QTest::qWait(600);
        return changed.isEmpty();
    };
    bool quiet = false;
    for (int tries = 0; tries < 20 && !quiet; ++tries)
        quiet = isQuiet();
    QVERIFY(quiet);
}

void TimelineControllerTest::newFilesAppear()
{
    TimelineWorld world;
    world.addTables(1);
    world.openOn(u"sqlite:a.db"_s);
    TimelineController controller(world.services, world.workspace, quick());
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"local"_s), u"1 behind"_s, patience);
    world.addTables(1, 2);
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"local"_s), u"2 behind"_s, patience);
    // An editor that writes in place touches only the file.
    const int row = controller.snapshot()->rowOf(TimelineWorld::tableId(2));
    QVERIFY(!controller.snapshot()->entries[size_t(row)].emptyDown);
    world.addMigration(2, u"t2"_s, u"CREATE TABLE t2 (id INTEGER);"_s, {});
    QTRY_VERIFY_WITH_TIMEOUT(controller.snapshot()->entries[size_t(row)].emptyDown, patience);
}

void TimelineControllerTest::serverIsLostAndComesBack()
{
    const QString url = TestServer::createDatabase(u"lost"_s);
    TimelineWorld world;
    world.addTables(2);
    world.write({{u"local"_s, u"local"_s, url}});
    world.applyOutside(url, 1);
    world.open();
    TimelineController controller(world.services, world.workspace, quick());
    controller.setWatching(true);
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"local"_s), u"1 behind"_s, patience);
    TestServer::dropDatabase(u"lost"_s);
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"local"_s), u"cannot be reached"_s, patience);
    // What was known stays to be seen.
    QCOMPARE(stateOf(controller, u"local"_s, 1), State::Applied);
    TestServer::createDatabase(u"lost"_s);
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"local"_s), u"2 behind"_s, patience);
    QVERIFY(!column(controller, u"local"_s)->error);
}

void TimelineControllerTest::filterAndOrder()
{
    TimelineWorld world;
    world.addTables(4);
    world.write({{u"local"_s, u"local"_s, u"sqlite:a.db"_s}});
    world.applyOutside(u"sqlite:a.db"_s, 2);
    world.open();
    TimelineController controller(world.services, world.workspace, quick());
    QTRY_VERIFY_WITH_TIMEOUT(isReady(controller, u"local"_s), patience);
    QCOMPARE(*controller.rows(), (std::vector<int>{3, 2, 1, 0}));
    controller.setFilter(u"local:pending"_s);
    QTRY_COMPARE_WITH_TIMEOUT(*controller.rows(), (std::vector<int>{3, 2}), patience);
    controller.setFilter(u"weird NAME"_s);
    QTRY_COMPARE_WITH_TIMEOUT(*controller.rows(), std::vector<int>{0}, patience);
    // Only the last of quick changes counts.
    for (const QString &text : {u"t"_s, u"t3"_s, u"nothing like it"_s, QString()})
        controller.setFilter(text);
    controller.setOrder(TimelineView::Order::State, u"local"_s);
    QTRY_COMPARE_WITH_TIMEOUT(*controller.rows(), (std::vector<int>{3, 2, 1, 0}), patience);
    controller.setOrder(TimelineView::Order::State, u"local"_s, true);
    QTRY_COMPARE_WITH_TIMEOUT(*controller.rows(), (std::vector<int>{0, 1, 2, 3}), patience);
}

void TimelineControllerTest::lintIsTold()
{
    TimelineWorld world;
    world.addTables(1);
    world.addMigration(2, u"gone"_s, u"DROP TABLE \"Weird \"\"Name\"\"; --\";"_s, u"SELECT 1;"_s);
    world.openOn(u"sqlite:a.db"_s);
    TimelineController controller(world.services, world.workspace, quick());
    QTRY_VERIFY_WITH_TIMEOUT(controller.snapshot() && controller.snapshot()->lint, patience);
    const auto snapshot = controller.snapshot();
    QVERIFY(!snapshot->lint->error);
    const QString id = TimelineWorld::idOf(2, u"gone"_s);
    const auto findings = snapshot->lint->findings.value(id);
    const auto dropped = std::ranges::find(findings, u"drop-table"_s, &LintFinding::rule);
    QVERIFY(dropped != findings.end());
    QCOMPARE(dropped->where.file, id + u".sql"_s);
    const TimelineEntry &entry = snapshot->entries[1];
    QVERIFY(entry.lintErrors + entry.lintWarnings > 0);
    QCOMPARE(snapshot->entries[0].lintErrors + snapshot->entries[0].lintWarnings, 0);
    controller.setFilter(u"lint:"_s);
    QTRY_COMPARE_WITH_TIMEOUT(*controller.rows(), std::vector<int>{1}, patience);
    controller.setFilter(u"lint:drop-tab"_s);
    QTRY_COMPARE_WITH_TIMEOUT(*controller.rows(), std::vector<int>{1}, patience);
    controller.setFilter(u"lint:rename-column"_s);
    QTRY_COMPARE_WITH_TIMEOUT(*controller.rows(), std::vector<int>(), patience);
    // The file is mended, and nothing is left to say.
    controller.setFilter({});
    world.addMigration(2, u"gone"_s, u"SELECT 1;"_s, u"SELECT 1;"_s);
    controller.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(controller.snapshot()->lint->findings.value(id).empty(), patience);
}

void TimelineControllerTest::brokenLintSettingsAreTold()
{
    TimelineWorld world;
    world.addTables(1);
    world.write({{u"local"_s, u"local"_s, u"sqlite:a.db"_s}});
    QFile file(world.path(u"tidemark.toml"_s));
    QVERIFY(file.open(QIODevice::Append));
    file.write("[lint]\nno-such-rule = \"off\"\n");
    file.close();
    world.open();
    TimelineController controller(world.services, world.workspace, quick());
    QTRY_VERIFY_WITH_TIMEOUT(controller.snapshot() && controller.snapshot()->lint, patience);
    const auto &error = controller.snapshot()->lint->error;
    QVERIFY(error.has_value());
    QVERIFY2(error->toString().contains(u"no-such-rule"_s), qPrintable(error->toString()));
}

void TimelineControllerTest::brokenFolderIsToldAndMended()
{
    TimelineWorld world;
    world.write({{u"local"_s, u"local"_s, u"sqlite:a.db"_s}});
    QVERIFY(QDir(world.path(u"db"_s)).removeRecursively());
    world.open();
    TimelineController controller(world.services, world.workspace, quick());
    QTRY_VERIFY_WITH_TIMEOUT(controller.filesError().has_value(), patience);
    QVERIFY(!controller.snapshot());
    QVERIFY(QDir().mkpath(world.path(u"db/migrations"_s)));
    world.addTables(1);
    controller.refresh();
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"local"_s), u"1 behind"_s, patience);
    QVERIFY(!controller.filesError());
}

void TimelineControllerTest::missingSqliteFileIsNotMade()
{
    TimelineWorld world;
    world.addTables(1);
    world.openOn(u"sqlite:new.db"_s);
    TimelineController controller(world.services, world.workspace, quick());
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"local"_s), u"1 behind"_s, patience);
    QVERIFY(!QFile::exists(world.path(u"new.db"_s)));
    world.applyOutside(u"sqlite:new.db"_s, 1);
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"local"_s), u"up to date"_s, patience);
}

/// A password that comes late, and is asked for only after it was missed.
void TimelineControllerTest::accessIsAsked()
{
    TimelineWorld world;
    world.addTables(1);
    world.openOn(u"postgresql://nobody@127.0.0.1:1/x"_s);
    TimelineController controller(world.services, world.workspace, quick());
    QStringList failures;
    bool known = false;
    DatabaseAccess access;
    access.resolve = [&](const Workspace &, const Environment &, QObject *context,
                         const DatabaseAccess::Handler &handler) {
        QTimer::singleShot(20, context, [&known, handler] {
            if (known)
                handler(ConnectionSpec::parse(TestServer::createFreshDatabase(u"access"_s)));
            else
                handler(fail(ErrorKind::Connection, u"no password"_s));
        });
    };
    access.failed = [&](const Workspace &, const Environment &environment, const Error &, bool) {
        failures += environment.name;
    };
    controller.setAccess(access);
    controller.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(column(controller, u"local"_s) &&
                                 column(controller, u"local"_s)->error &&
                                 column(controller, u"local"_s)->error->summary == u"no password",
                             patience);
    QVERIFY(failures.contains(u"local"_s));
    known = true;
    controller.refreshEnvironment(u"local"_s);
    QTRY_COMPARE_WITH_TIMEOUT(summary(controller, u"local"_s), u"1 behind"_s, patience);
}

QTEST_GUILESS_MAIN(TimelineControllerTest)
#include "tst_timelinecontroller.moc"
