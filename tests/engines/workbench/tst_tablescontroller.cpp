// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/workbench/timelineworld.h"
#include "support/testserver.h"
#include "workbench/tablescontroller.h"
#include "workbench/timelinecontroller.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr int patience = 30000;

QStringList namesOf(const TablesController &tables)
{
    QStringList names;
    for (const ListedTable &table : tables.tables())
        names += table.text();
    return names;
}

struct Fixture
{
    explicit Fixture(TimelineWorld &world)
        : timeline(world.services, world.workspace,
                   {.poll = std::chrono::milliseconds(150),
                    .filesSettle = std::chrono::milliseconds(20)})
        , tables(world.services, world.workspace, timeline)
    {
        timeline.setWatching(true);
    }

    TimelineController timeline;
    TablesController tables;
};

} // namespace

/// Which tables the current environment has, on real databases.
class TablesControllerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { TestServer::start(); }

    void readsWhatIsThere_data();
    void readsWhatIsThere();
    void followsTheEnvironment();
    void makesNoFileByLooking();
    void isGivenUpForAnotherEnvironment();
};

void TablesControllerTest::readsWhatIsThere_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("sqlite") << u"sqlite:tables.db"_s;
    QTest::newRow("postgres") << TestServer::createFreshDatabase(u"tables"_s);
}

void TablesControllerTest::readsWhatIsThere()
{
    QFETCH(QString, url);
    TimelineWorld world;
    world.addTables(3);
    world.write({{u"local"_s, u"local"_s, url}});
    world.applyOutside(url, 2);
    world.execute(url, "CREATE VIEW latest AS SELECT 1 AS one");
    world.open();
    Fixture shown(world);
    const QStringList two{u"Weird \"Name\"; --"_s, u"latest"_s, u"t2"_s};
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(shown.tables), two, patience);
    QCOMPARE(shown.tables.tables()[1].type, RelationKind::View);
    QCOMPARE(shown.tables.environment(), u"local"_s);
    // What comes with a migration is seen with it; the tool's own table never.
    world.applyOutside(url, 1);
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(shown.tables), QStringList(two + QStringList{u"t3"_s}),
                              patience);
    QVERIFY(!shown.tables.error());
}

void TablesControllerTest::followsTheEnvironment()
{
    TimelineWorld world;
    world.addTables(2);
    const QString other = TestServer::createFreshDatabase(u"other"_s);
    world.write({{u"local"_s, u"local"_s, u"sqlite:a.db"_s},
                 {u"staging"_s, u"staging"_s, other},
                 {u"dark"_s, u"staging"_s, u"postgresql://nobody@127.0.0.1:1/x"_s}});
    world.applyOutside(u"sqlite:a.db"_s, 1);
    world.execute(other, "CREATE SCHEMA audit; CREATE TABLE audit.trail (id int)");
    world.open();
    Fixture shown(world);
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(shown.tables), QStringList{u"Weird \"Name\"; --"_s},
                              patience);
    world.workspace.setCurrentEnvironment(u"staging"_s);
    QVERIFY(shown.tables.tables().empty()); // never those of another database
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(shown.tables), QStringList{u"audit.trail"_s}, patience);
    world.workspace.setCurrentEnvironment(u"dark"_s);
    QVERIFY(shown.tables.tables().empty());
    world.workspace.close();
    QVERIFY(shown.tables.environment().isEmpty());
}

void TablesControllerTest::makesNoFileByLooking()
{
    TimelineWorld world;
    world.addTables(1);
    world.openOn(u"sqlite:none.db"_s);
    Fixture shown(world);
    QTRY_VERIFY_WITH_TIMEOUT(shown.timeline.snapshot() && !shown.timeline.isReading() &&
                                 !shown.tables.isReading(),
                             patience);
    QTest::qWait(100);
    QVERIFY(!QFile::exists(world.path(u"none.db"_s)));
    QVERIFY(!shown.tables.error());
}

void TablesControllerTest::isGivenUpForAnotherEnvironment()
{
    TimelineWorld world;
    world.addTables(1);
    world.write({{u"local"_s, u"local"_s, u"sqlite:a.db"_s},
                 {u"staging"_s, u"staging"_s, u"sqlite:b.db"_s}});
    world.applyOutside(u"sqlite:a.db"_s, 1);
    world.applyOutside(u"sqlite:b.db"_s, 1);
    world.execute(u"sqlite:b.db"_s, "CREATE TABLE only_there (id int)");
    world.open();
    Fixture shown(world);
    DatabaseAccess slow;
    DatabaseAccess::Handler late;
    slow.resolve = [&](const Workspace &workspace, const Environment &environment, QObject *,
                       const DatabaseAccess::Handler &handler) {
        if (environment.name == u"local")
            late = handler; // a tunnel that takes its time
        else
            handler(connectionOf(workspace, environment, world.services.variables));
    };
    shown.tables.setAccess(slow);
    QTRY_VERIFY_WITH_TIMEOUT(late != nullptr, patience);
    world.workspace.setCurrentEnvironment(u"staging"_s);
    const QStringList there{u"Weird \"Name\"; --"_s, u"only_there"_s};
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(shown.tables), there, patience);
    late(ConnectionSpec::parse(u"sqlite:"_s + world.path(u"a.db"_s)));
    QTest::qWait(100);
    QCOMPARE(namesOf(shown.tables), there);
}

QTEST_GUILESS_MAIN(TablesControllerTest)
#include "tst_tablescontroller.moc"
