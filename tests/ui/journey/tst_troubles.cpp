// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "database/session.h"
#include "environments/passworddialog.h"
#include "sandbox/scratchserver.h"
#include "support/passwordrole.h"
#include "support/testserver.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QTest>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

const std::vector<std::pair<QString, QByteArray>> slowScripts{
    {u"0001_quick.up.sql"_s, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id integer);"},
    {u"0001_quick.down.sql"_s, "DROP TABLE \"Weird \"\"Name\"\"; --\";"},
    {u"0002_slow.up.sql"_s, "CREATE TABLE slow (id integer);\nSELECT pg_sleep(600);"},
    {u"0002_slow.down.sql"_s, "DROP TABLE slow;"},
};

qint64 tablesIn(const QString &url)
{
    const auto session = openSession(*ConnectionSpec::parse(url));
    const auto rows = (*session)->query(
        "SELECT count(*) FROM pg_class WHERE relname IN ('slow', 'Weird \"Name\"; --')");
    return rows->rows[0][0]->toLongLong();
}

} // namespace

/// What happens to a person when something goes wrong, on PostgreSQL.
class TestTroubles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aCancelKeepsWhatWasCommitted();
    void aLostServerIsSaid();
    void oneUnreachableHoldsUpNoOther();
    void aMissingPasswordIsAskedFor();
    void productionIsReadOnlyUntilItsNameIsTyped();

private:
    static void applyAll(Desk &desk);
};

void TestTroubles::initTestCase()
{
    TestServer::start();
}

void TestTroubles::applyAll(Desk &desk)
{
    QTRY_VERIFY(desk.select(u"timelineTable"_s, u"slow"_s));
    QVERIFY(desk.click(u"applyButton"_s));
    QTRY_COMPARE(desk.workbench().runs().state(), RunController::State::Planned);
    QVERIFY(desk.click(u"executeButton"_s));
    QTRY_VERIFY_WITH_TIMEOUT(desk.workbench().runs().statement().contains("pg_sleep"_L1), patience);
}

void TestTroubles::aCancelKeepsWhatWasCommitted()
{
    Desk desk;
    const QString url = TestServer::createFreshDatabase(u"cancelled"_s);
    desk.window().openFolder(desk.makeWorkspace({url}, slowScripts));
    applyAll(desk);
    QVERIFY(desk.click(u"task-stop"_s));
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench().runs().state(), RunController::State::Ended,
                              patience);
    QVERIFY(desk.workbench().runs().report()->cancelled());
    QCOMPARE(tablesIn(url), 1);
    QVERIFY(desk.workbench().tasks().entries().empty());
}

void TestTroubles::aLostServerIsSaid()
{
    Desk desk;
    const QString url = TestServer::createFreshDatabase(u"lost"_s);
    desk.window().openFolder(desk.makeWorkspace({url}, slowScripts));
    applyAll(desk);
    const auto session = openSession(*ConnectionSpec::parse(TestServer::url()));
    // The page names the statement a little before the server has it.
    const QByteArray end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = "
                           "'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()";
    QVERIFY(QTest::qWaitFor([&] { return !(*session)->query(end)->rows.empty(); }, patience));
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench().runs().state(), RunController::State::Ended,
                              patience);
    QVERIFY(!desk.workbench().runs().report()->ok());
    QVERIFY(desk.workbench().runs().words().error);
    QTRY_VERIFY(desk.sees<QWidget>(u"runError"_s));
    QCOMPARE(tablesIn(url), 1);
}

void TestTroubles::oneUnreachableHoldsUpNoOther()
{
    Desk desk;
    const QString url = TestServer::createFreshDatabase(u"reachable"_s);
    desk.window().openFolder(
        desk.makeWorkspace({url, u"postgresql://nobody@127.0.0.1:1/none"_s}, slowScripts));
    TimelineController &timeline = desk.workbench().timeline();
    QTRY_VERIFY_WITH_TIMEOUT(timeline.snapshot() && !timeline.isReading(), patience);
    const auto *table = desk.find<QAbstractItemView>(u"timelineTable"_s);
    QVERIFY(table);
    QCOMPARE(table->model()->rowCount(), 2);
    QStringList heads;
    for (int column = 0; column < table->model()->columnCount(); ++column)
        heads += table->model()->headerData(column, Qt::Horizontal).toString();
    QVERIFY(heads.contains(u"local"_s) && heads.contains(u"staging"_s));
}

/// Whoever asks first: it is the timeline when the workspace opens. One answer serves all pages.
void TestTroubles::aMissingPasswordIsAskedFor()
{
    Desk desk;
    QString url = createPasswordRole(u"asked"_s, u"it's secret"_s);
    auto scripts = slowScripts;
    scripts.resize(2);
    desk.window().openFolder(desk.makeWorkspace({url.replace(u'"', u"\\\""_s)}, scripts));
    QTRY_VERIFY_WITH_TIMEOUT(desk.sees<PasswordDialog>({}), patience);
    auto *dialog = desk.find<PasswordDialog>({});
    dialog->reject();
    QTRY_VERIFY(!desk.sees<PasswordDialog>({}));

    // Said no, and now it is needed after all: rehearsing fails, and asks once more.
    RehearsalController &rehearsals = desk.workbench().rehearsals();
    QVERIFY(desk.goTo(u"rehearse"_s));
    QVERIFY(desk.click(u"startRehearsal"_s));
    QTRY_VERIFY_WITH_TIMEOUT(desk.sees<PasswordDialog>({}), patience);
    QVERIFY(!rehearsals.isRunning());
    auto *field = desk.find<PasswordDialog>({})->findChild<QLineEdit *>();
    QTest::keyClicks(field, u"it's secret"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(rehearsals.isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!rehearsals.isRunning(), patience);
    QVERIFY2(!rehearsals.error(),
             rehearsals.error() ? qPrintable(rehearsals.error()->toString()) : "");
    QCOMPARE(rehearsals.done(), 1);
    const TimelineController &timeline = desk.workbench().timeline();
    QTRY_VERIFY_WITH_TIMEOUT(!timeline.isReading() && timeline.snapshot()->columns.front().state ==
                                                          TimelineColumn::State::Ready,
                             patience);
}

void TestTroubles::productionIsReadOnlyUntilItsNameIsTyped()
{
    Desk desk;
    const QString local = TestServer::createFreshDatabase(u"safe"_s);
    const QString production = TestServer::createFreshDatabase(u"dangerous"_s);
    auto scripts = slowScripts;
    scripts.resize(2);
    desk.window().openFolder(desk.makeWorkspace({local, local, production}, scripts));
    desk.workbench().workspaces().setCurrentEnvironment(u"production"_s);
    QTRY_VERIFY(desk.sees<QWidget>(u"guardBar"_s));
    QTRY_VERIFY(desk.select(u"timelineTable"_s, u"quick"_s));
    RunRequest all;
    all.environment = u"production"_s;
    desk.workbench().runs().makePlan(all);
    QTRY_COMPARE(desk.workbench().runs().state(), RunController::State::Planned);
    QVERIFY(!desk.workbench().runs().mayExecute());
    desk.workbench().runs().execute();
    QTest::qWait(50);
    QCOMPARE(tablesIn(production), 0);

    QVERIFY(desk.click(u"guardArm"_s));
    auto *name = desk.find<QLineEdit>(u"guardName"_s);
    QVERIFY(name);
    QTest::keyClicks(name, u"produktion"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(!desk.workbench().runs().mayExecute());
    name->clear();
    QTest::keyClicks(name, u"production"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(desk.workbench().runs().mayExecute());
    desk.workbench().runs().makePlan(all);
    QTRY_COMPARE(desk.workbench().runs().state(), RunController::State::Planned);
    desk.workbench().runs().execute();
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench().runs().state(), RunController::State::Ended,
                              patience);
    QCOMPARE(tablesIn(production), 1);
    desk.workbench().guard().disarm();
    QVERIFY(!desk.workbench().runs().mayWrite(*desk.workbench().workspaces().environment()));
}

QTEST_MAIN(TestTroubles)
#include "tst_troubles.moc"
