// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/partialbackup.h"
#include "engines/workbench-backups/backupworld.h"
#include "support/testserver.h"
#include "workbench/datacomparecontroller.h"

#include <QDir>
#include <QSemaphore>
#include <QTest>

#include <utility>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Rows of backups beside those of a database and of what migrations make, on a real server.
class TestDataCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { TestServer::start(); }
    void pagesThroughRows();
    void restoresWhatHasNoManifest();
    void comparesWithMigrations();
    void canBeStopped();
    void tellsOfLostConnections();
    void startsAnewInsteadOfQueueing();
    void keepsWhatWasRestored();
    void forgetsWithTheWorkspace();
};

namespace {

using State = DataCompareController::State;

struct CompareWorld : BackupWorld
{
    explicit CompareWorld(const QString &named)
        : BackupWorld(shop(named))
        , compared(fixture.services, fixture.workspaces)
    {
    }
    static QString shop(const QString &name)
    {
        const QString url = TestServer::createDatabase(name);
        execute(url, "CREATE TABLE orders (id integer PRIMARY KEY, note text, photo bytea)\n"
                     "INSERT INTO orders SELECT i, 'note ' || i FROM generate_series(1, 3000) i\n"
                     "CREATE TABLE \"Weird \"\"Name\"\"; --\" (a text)\n");
        return url;
    }
    bool isDone()
    {
        return QTest::qWaitFor([this] { return compared.state() != State::Reading; }, patience);
    }
    bool hasRows()
    {
        return QTest::qWaitFor([this] { return compared.rowsState() != State::Reading; }, patience);
    }
    int tableNamed(const QString &name) const
    {
        const auto &tables = compared.contents()->tables;
        for (size_t i = 0; i < tables.size(); ++i)
            if (tables[i].name == name)
                return int(i);
        return -1;
    }

    DataCompareController compared;
};

} // namespace

void TestDataCompare::pagesThroughRows()
{
    CompareWorld world(u"compared"_s);
    const QString path = world.make();
    execute(world.database, "UPDATE orders SET note = NULL WHERE id <= 700\n"
                            "UPDATE orders SET photo = '\\x00ff' WHERE id = 2\n"
                            "DELETE FROM orders WHERE id = 3000\n");
    world.compared.compare(u"backup:"_s + path, u"local"_s);
    QCOMPARE(world.compared.state(), State::Reading);
    QVERIFY(world.isDone());
    QVERIFY2(world.compared.state() == State::Shown,
             qPrintable(world.compared.error().value_or(Error()).toString()));
    QCOMPARE(world.compared.contents()->beforeFrom, ContentsFrom::Manifest);
    world.compared.showTable(world.tableNamed(weird)); // the same: nothing is read for it
    QCOMPARE(world.compared.rowsState(), State::Nothing);
    const int orders = world.tableNamed(u"orders"_s);
    world.compared.showTable(orders);
    QVERIFY(world.hasRows());
    QCOMPARE(world.compared.rowsState(), State::Shown);
    auto rows = world.compared.rows();
    QCOMPARE(rows->facts.changed, 700);
    QCOMPARE(rows->facts.gone, 1);
    QCOMPARE(qint64(rows->rows.size()), DataCompareController::pageRows);
    QVERIFY(rows->facts.more && rows->facts.differences.empty());
    QCOMPARE(rows->rows.front().before.at(1).text, u"note 1"_s);
    QCOMPARE(rows->rows.front().after.at(1).kind, ShownCell::Kind::Null);
    QCOMPARE(rows->rows.front().changed, (std::vector<bool>{false, true, false}));
    QCOMPARE(rows->rows[1].after.at(2).kind, ShownCell::Kind::Bytes);
    QCOMPARE(rows->rows[1].after.at(2).text, u"\\x00ff"_s);
    world.compared.showTable(orders, qint64(rows->rows.size()));
    QVERIFY(world.hasRows());
    rows = world.compared.rows();
    QCOMPARE(rows->rows.size(), size_t(201));
    QCOMPARE(rows->rows.back().kind, RowDifference::Kind::Gone);
    QVERIFY(!rows->facts.more);
}

void TestDataCompare::restoresWhatHasNoManifest()
{
    CompareWorld world(u"nomanifest"_s);
    const QString path = world.make();
    QVERIFY(QFile::remove(manifestPathOf(path)));
    world.compared.compare(u"backup:"_s + path, u"local"_s);
    QVERIFY(world.isDone());
    QVERIFY2(world.compared.state() == State::Shown,
             qPrintable(world.compared.error().value_or(Error()).toString()));
    QCOMPARE(world.compared.contents()->beforeFrom, ContentsFrom::Restore);
    QVERIFY(world.compared.contents()->isEqual());
    QVERIFY(!world.compared.progress().isEmpty());
}

void TestDataCompare::comparesWithMigrations()
{
    CompareWorld world(u"withmigrations"_s);
    const QString path = world.make();
    world.fixture.write(u"migrations/000001_orders.up.sql"_s,
                        u"CREATE TABLE orders (id integer PRIMARY KEY, note text, photo bytea);"_s);
    world.fixture.write(u"migrations/000001_orders.down.sql"_s, u"DROP TABLE orders;"_s);
    world.compared.compare(u"backup:"_s + path, world.fixture.folder().filePath(u"migrations"_s));
    QVERIFY(world.isDone());
    QVERIFY2(world.compared.state() == State::Shown,
             qPrintable(world.compared.error().value_or(Error()).toString()));
    const ComparedTable orders =
        world.compared.contents()->tables.at(size_t(world.tableNamed(u"orders"_s)));
    QCOMPARE(orders.before, std::optional<qint64>(3000));
    QCOMPARE(orders.after, std::optional<qint64>(0));
}

void TestDataCompare::canBeStopped()
{
    CompareWorld world(u"stopped"_s);
    const QString path = world.make();
    execute(world.database, "DELETE FROM orders WHERE id = 1\n");
    const auto holder = openSession(*ConnectionSpec::parse(world.database));
    QVERIFY((*holder)->execute("BEGIN"));
    QVERIFY((*holder)->execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE"));
    world.compared.compare(u"backup:"_s + path, u"local"_s); // waits for the lock
    QCOMPARE(world.compared.state(), State::Reading);
    world.compared.cancel();
    QCOMPARE(world.compared.state(), State::Failed);
    QCOMPARE(world.compared.error()->kind, ErrorKind::Cancelled);
    QVERIFY((*holder)->execute("ROLLBACK"));
    world.compared.again();
    QVERIFY(world.isDone());
    QCOMPARE(world.compared.state(), State::Shown);
    // The rows alone: the tables stay, and can be asked for once more.
    QVERIFY((*holder)->execute("BEGIN"));
    QVERIFY((*holder)->execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE"));
    const int orders = world.tableNamed(u"orders"_s);
    world.compared.showTable(orders);
    QCOMPARE(world.compared.rowsState(), State::Reading);
    world.compared.cancel();
    QCOMPARE(world.compared.rowsState(), State::Failed);
    QCOMPARE(world.compared.state(), State::Shown);
    QVERIFY((*holder)->execute("ROLLBACK"));
    world.compared.showTable(orders);
    QVERIFY(world.hasRows());
    QCOMPARE(world.compared.rowsState(), State::Shown);
    QCOMPARE(world.compared.rows()->facts.gone, 1);
}

void TestDataCompare::tellsOfLostConnections()
{
    CompareWorld world(u"lost"_s);
    const QString path = world.make();
    QStringList told;
    DatabaseAccess access = plainAccess(world.fixture.services.variables);
    int resolved = 0;
    access.resolve = [&resolved, plain = access.resolve](
                         const Workspace &workspace, const Environment &environment,
                         QObject *context, const DatabaseAccess::Handler &handler) {
        ++resolved;
        plain(workspace, environment, context, handler);
    };
    access.failed = [&](const Workspace &, const Environment &environment, const Error &, bool) {
        told += environment.name;
    };
    world.compared.setAccess(access);
    execute(world.database, "DELETE FROM orders WHERE id = 1\n");
    world.compared.compare(u"backup:"_s + path, u"local"_s);
    QVERIFY(world.isDone());
    QCOMPARE(world.compared.state(), State::Shown);
    const auto holder = openSession(*ConnectionSpec::parse(world.database));
    QVERIFY((*holder)->execute("BEGIN"));
    QVERIFY((*holder)->execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE"));
    world.compared.showTable(world.tableNamed(u"orders"_s)); // waits for the lock
    const auto isCut = [&] {
        const auto cut = (*holder)->query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0");
        return cut && !cut->rows.empty();
    };
    QVERIFY(QTest::qWaitFor(isCut, patience));
    QVERIFY(world.hasRows());
    QCOMPARE(world.compared.rowsState(), State::Failed);
    QCOMPARE(world.compared.rowsError()->kind, ErrorKind::Connection);
    QCOMPARE(told, QStringList{u"local"_s});
    QVERIFY((*holder)->execute("ROLLBACK"));
    // The next try asks for the way, which may be by another password.
    QCOMPARE(resolved, 1);
    world.compared.showTable(world.tableNamed(u"orders"_s));
    QVERIFY(world.hasRows());
    QCOMPARE(resolved, 2);
    QCOMPARE(world.compared.rowsState(), State::Shown);
    QCOMPARE(world.compared.rows()->facts.gone, 1);
}

/// What nobody waits for any longer is not read to its end.
void TestDataCompare::startsAnewInsteadOfQueueing()
{
    const QString url = CompareWorld::shop(u"anew"_s);
    DataPlace place;
    place.before.spec = place.after.spec = *ConnectionSpec::parse(url);
    place.stateFolder = QDir::tempPath();
    DataDesk desk(place);
    QSemaphore begun;
    QSemaphore goOn;
    const DataObserver slow{.opening = {},
                            .comparing = [&, first = true](const BackupProgress &) mutable {
                                if (std::exchange(first, false)) {
                                    begun.release();
                                    goOn.acquire();
                                }
                            }};
    const RowsWanted wanted{{u"public"_s, u"orders"_s}};
    const auto earlier = desk.rows(wanted, slow);
    QVERIFY(begun.tryAcquire(1, patience));
    const auto later = desk.rows(wanted, {});
    goOn.release();
    const auto first = QFuture(earlier.future()).result();
    QVERIFY(!first);
    QCOMPARE(first.error().kind, ErrorKind::Cancelled);
    const auto second = QFuture(later.future()).result();
    QVERIFY2(second, qPrintable(second ? QString() : second.error().toString()));
    QCOMPARE(second->rowsAfter, 3000);
}

/// Where only the rows of a table were stopped.
void TestDataCompare::keepsWhatWasRestored()
{
    CompareWorld world(u"kept"_s);
    const QString path = world.make();
    QVERIFY(QFile::remove(manifestPathOf(path)));
    DataPlace place;
    place.before.kind = SchemaSource::Kind::Backup;
    place.before.file = path;
    place.after.spec = *ConnectionSpec::parse(world.database);
    place.stateFolder = QDir::tempPath();
    DataDesk desk(place);
    const auto contents = QFuture(desk.contents({}).future()).result();
    QVERIFY2(contents, qPrintable(contents ? QString() : contents.error().toString()));
    QCOMPARE(contents->beforeFrom, ContentsFrom::Restore);
    QSemaphore begun;
    QSemaphore goOn;
    const DataObserver slow{.opening = {},
                            .comparing = [&, first = true](const BackupProgress &) mutable {
                                if (std::exchange(first, false)) {
                                    begun.release();
                                    goOn.acquire();
                                }
                            }};
    const RowsWanted wanted{{u"public"_s, u"orders"_s}};
    const auto earlier = desk.rows(wanted, slow);
    QVERIFY(begun.tryAcquire(1, patience));
    int restored = 0;
    const auto later =
        desk.rows(wanted, {.opening = {}, .comparing = [&](const BackupProgress &progress) {
                               restored += progress.step == BackupProgress::Step::Restoring;
                           }});
    goOn.release();
    QCOMPARE(QFuture(earlier.future()).result().error().kind, ErrorKind::Cancelled);
    const auto second = QFuture(later.future()).result();
    QVERIFY2(second, qPrintable(second ? QString() : second.error().toString()));
    QCOMPARE(second->rowsAfter, 3000);
    QCOMPARE(restored, 0);
}

void TestDataCompare::forgetsWithTheWorkspace()
{
    CompareWorld world(u"forgets"_s);
    const QString path = world.make();
    world.compared.compare(u"backup:"_s + path, u"local"_s);
    QVERIFY(world.isDone());
    world.fixture.workspaces.close();
    QCOMPARE(world.compared.state(), State::Nothing);
    QVERIFY(!world.compared.contents());
    world.compared.compare(u"backup:"_s + path, u"no such thing"_s);
    QCOMPARE(world.compared.state(), State::Reading); // files are looked at in another thread
    QVERIFY(world.isDone());
    QCOMPARE(world.compared.state(), State::Failed);
    QVERIFY(!world.compared.error()->summary.isEmpty());
}

QTEST_GUILESS_MAIN(TestDataCompare)
#include "tst_datacompare.moc"
