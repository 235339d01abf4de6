// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/backupaxis.h"
#include "backups/backupstrip.h"
#include "backups/datatablesmodel.h"
#include "backups/differencesmodel.h"
#include "ui/backups/pageworld.h"
#include "widgets/elidedlabel.h"
#include "widgets/migrationsmenu.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// The rows of two backups beside each other, as a person comes to see them.
class TestComparing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesTheRowsOfTwo();
    void triesAgain();
    void pagesThroughLongRows();
    void endsWhereABackupIsOpened();
    void comparesWithAnyMigration();
    void saysWhyRowsCannotBeCompared();
    void marksWhatChanged();
    void listsTables();
};

namespace {

/// Of the strip's menu to compare the chosen backup with something.
bool choose(PageWorld &world, const QString &text)
{
    auto *menu = world.page.findChild<BackupStrip *>()->compareMenu();
    Q_EMIT menu->aboutToShow();
    for (QAction *action : menu->actions())
        if (action->isEnabled() && !action->menu() && action->text().contains(text)) {
            action->trigger();
            return true;
        }
    return false;
}

} // namespace

void TestComparing::comparesTheRowsOfTwo()
{
    PageWorld world;
    QVERIFY(world.make(u"old"_s));
    execute(u"sqlite:"_s + world.fixture.folder().filePath(u"shop.db"_s),
            {"DELETE FROM orders WHERE id = 2", "UPDATE orders SET name = 'other' WHERE id = 3",
             "INSERT INTO orders VALUES (7000, NULL, x'00ff')"});
    QVERIFY(world.make(u"new"_s));
    const QString before = world.folder() + u"/old.db"_s;
    const QString after = world.folder() + u"/new.db"_s;
    QTRY_COMPARE_WITH_TIMEOUT(world.page.current(), after, patience);
    QVERIFY(!choose(world, u"old.db"_s)); // no second one is chosen
    world.find<BackupAxis>(u"backupAxis"_s)->setSecond(before);
    QVERIFY(choose(world, u"old.db"_s));
    QCOMPARE(world.comparison.beforeText(), u"backup:"_s + before);
    QCOMPARE(world.comparison.afterText(), u"backup:"_s + after);
    QTRY_COMPARE_WITH_TIMEOUT(world.comparison.state(), DataCompareController::State::Shown,
                              patience);
    QVERIFY(world.sees(u"dataTables"_s));
    auto *tables = world.find<QTreeView>(u"dataTables"_s);
    QCOMPARE(tables->model()->rowCount(), 1); // the others are the same
    world.find<QCheckBox>(u"dataAll"_s)->setChecked(true);
    QCOMPARE(tables->model()->rowCount(), 2);
    // Of a table that an arrow key passes over nothing is asked.
    int orders = -1;
    for (int row = 0; row < 2; ++row)
        if (tables->model()->index(row, 0).data().toString() == u"orders")
            orders = row;
    QSignalSpy asked(&world.comparison, &DataCompareController::rowsChanged);
    tables->setCurrentIndex(tables->model()->index(orders, 0));
    tables->setCurrentIndex(tables->model()->index(1 - orders, 0));
    tables->setCurrentIndex(tables->model()->index(orders, 0));
    QCOMPARE(asked.size(), 0);
    QCOMPARE(world.comparison.shownTable(), -1);
    QTRY_COMPARE_WITH_TIMEOUT(world.comparison.rowsState(), DataCompareController::State::Shown,
                              patience);
    QVERIFY(world.find<ElidedLabel>(u"differencesFacts"_s)
                ->fullText()
                .startsWith(u"1 gone, 1 added, 1 changed"_s));
    const QAbstractItemModel *rows = world.find<QTableView>(u"differences"_s)->model();
    const auto row = [&](int number) {
        QStringList cells{rows->headerData(number, Qt::Vertical).toString()};
        for (int column = 0; column < rows->columnCount(); ++column)
            cells += rows->index(number, column).data().toString();
        return cells.join(u'|');
    };
    QCOMPARE(rows->rowCount(), 4);
    QCOMPARE(row(0), u"−|2|NULL|NULL"_s);
    QCOMPARE(row(1), u"A|3|order 3|NULL"_s);
    QCOMPARE(row(2), u"B|3|other|NULL"_s);
    QCOMPARE(row(3), u"+|7000|NULL|\\x00ff"_s);
    QCOMPARE(rows->index(3, 2).data(CellKindRole).toInt(), int(ShownCell::Kind::Bytes));
    // The same two, by their schemas.
    QSignalSpy wanted(&world.page, &Page::pageWanted);
    QVERIFY(world.click(u"dataSchemas"_s));
    QCOMPARE(wanted.front()[0].toString(), u"compare"_s);
    QCOMPARE(wanted.front()[1].toMap().value(u"before"_s).toString(), u"backup:"_s + before);
    QCOMPARE(wanted.front()[1].toMap().value(u"after"_s).toString(), u"backup:"_s + after);
    // With a database as it is now: nothing was changed since.
    QVERIFY(choose(world, u"local"_s));
    QCOMPARE(world.comparison.beforeText(), u"backup:"_s + after);
    QTRY_COMPARE_WITH_TIMEOUT(world.comparison.state(), DataCompareController::State::Shown,
                              patience);
    QVERIFY(world.comparison.contents()->isEqual());
    QCOMPARE(tables->model()->rowCount(), 2); // where nothing differs all of them are shown
    QTest::keyClick(&world.page, Qt::Key_Escape);
    QVERIFY(!world.sees(u"dataComparison"_s) && world.sees(u"backupList"_s));
}

void TestComparing::triesAgain()
{
    PageWorld world;
    QVERIFY(world.make(u"old"_s));
    const QString path = world.folder() + u"/old.db"_s;
    QTRY_COMPARE_WITH_TIMEOUT(world.page.current(), path, patience);
    const QString database = world.fixture.folder().filePath(u"shop.db"_s);
    QVERIFY(QFile::rename(database, database + u".away"_s));
    QVERIFY(choose(world, u"local"_s));
    QTRY_COMPARE_WITH_TIMEOUT(world.comparison.state(), DataCompareController::State::Failed,
                              patience);
    QVERIFY(world.sees(u"dataFailed"_s));
    QVERIFY(QFile::rename(database + u".away"_s, database));
    QVERIFY(world.click(u"dataAgain"_s));
    QVERIFY(world.sees(u"dataComparison"_s));
    QTRY_COMPARE_WITH_TIMEOUT(world.comparison.state(), DataCompareController::State::Shown,
                              patience);
    QVERIFY(world.sees(u"dataTables"_s));
    QVERIFY(world.comparison.contents()->isEqual());
}

/// A page that its rows' length cuts short is followed by what it left out.
void TestComparing::pagesThroughLongRows()
{
    PageWorld world;
    // Three of them are more than DataCompareController::pageBytes.
    execute(u"sqlite:"_s + world.fixture.folder().filePath(u"shop.db"_s),
            {"WITH RECURSIVE i(n) AS (SELECT 8001 UNION ALL SELECT n + 1 FROM i WHERE n < 8007) "
             "INSERT INTO orders SELECT n, replace(hex(zeroblob(750000)), '00', 'xx'), NULL "
             "FROM i"});
    QVERIFY(world.make(u"old"_s));
    execute(u"sqlite:"_s + world.fixture.folder().filePath(u"shop.db"_s),
            {"DELETE FROM orders WHERE id > 8000"});
    const QString path = world.folder() + u"/old.db"_s;
    QTRY_COMPARE_WITH_TIMEOUT(world.page.current(), path, patience);
    QVERIFY(choose(world, u"local"_s));
    QTRY_COMPARE_WITH_TIMEOUT(world.comparison.state(), DataCompareController::State::Shown,
                              patience);
    auto *tables = world.find<QTreeView>(u"dataTables"_s);
    QCOMPARE(tables->model()->rowCount(), 1);
    tables->setCurrentIndex(tables->model()->index(0, 0));
    const auto *rows = world.find<QTableView>(u"differences"_s)->model();
    const auto shows = [&](const QString &first, int count) {
        return QTest::qWaitFor(
            [&] {
                return world.comparison.rowsState() == DataCompareController::State::Shown &&
                       rows->rowCount() == count && rows->index(0, 0).data().toString() == first;
            },
            patience);
    };
    QVERIFY(shows(u"8001"_s, 3));
    QCOMPARE(world.find<QLabel>(u"differencesWhere"_s)->text(), u"differences 1 to 3 of 7"_s);
    QVERIFY(!world.find<QPushButton>(u"differencesPrevious"_s)->isEnabled());
    // The keyboard stays with what it turned.
    world.page.activateWindow();
    auto *next = world.find<QPushButton>(u"differencesNext"_s);
    next->setFocus();
    QTRY_VERIFY(next->hasFocus());
    QTest::keyClick(next, Qt::Key_Space);
    QVERIFY(next->isVisible());
    QVERIFY(shows(u"8004"_s, 3));
    QVERIFY(next->hasFocus());
    QTest::keyClick(next, Qt::Key_Space);
    QVERIFY(shows(u"8007"_s, 1));
    QVERIFY(world.find<QPushButton>(u"differencesPrevious"_s)->hasFocus());
    QVERIFY(!world.find<QPushButton>(u"differencesNext"_s)->isEnabled());
    QVERIFY(world.click(u"differencesPrevious"_s));
    QVERIFY(shows(u"8004"_s, 3));
    QVERIFY(world.click(u"differencesPrevious"_s));
    QVERIFY(shows(u"8001"_s, 3));
    QVERIFY(!world.find<QPushButton>(u"differencesPrevious"_s)->isEnabled());
}

/// Unseen it would keep its scratch server.
void TestComparing::endsWhereABackupIsOpened()
{
    PageWorld world;
    QVERIFY(world.make(u"old"_s));
    QTRY_COMPARE_WITH_TIMEOUT(world.page.current(), world.folder() + u"/old.db"_s, patience);
    QVERIFY(choose(world, u"local"_s));
    QTRY_COMPARE_WITH_TIMEOUT(world.comparison.state(), DataCompareController::State::Shown,
                              patience);
    world.page.openCurrent();
    QVERIFY(world.page.isOpen());
    QCOMPARE(world.comparison.state(), DataCompareController::State::Nothing);
}

void TestComparing::comparesWithAnyMigration()
{
    PageWorld world;
    const auto migration = [&](const QString &id, const QString &table) {
        world.fixture.write(u"migrations/%1.up.sql"_s.arg(id),
                            u"CREATE TABLE %1 (id integer PRIMARY KEY);\n"_s.arg(table));
        world.fixture.write(u"migrations/%1.down.sql"_s.arg(id), u"DROP TABLE %1;\n"_s.arg(table));
    };
    migration(u"0001_orders"_s, u"orders"_s);
    migration(u"0002_more"_s, u"more"_s);
    QVERIFY(world.make(u"old"_s));
    QTRY_COMPARE_WITH_TIMEOUT(world.page.current(), world.folder() + u"/old.db"_s, patience);
    auto *menu = world.page.findChild<BackupStrip *>()->compareMenu();
    Q_EMIT menu->aboutToShow();
    const auto states = [&] { return menu->findChild<MigrationsMenu *>(u"backupCompareStates"_s); };
    QVERIFY(!states()->menuAction()->isEnabled());
    world.backups.setVersions({}, {u"0002_more"_s, u"0001_orders"_s});
    Q_EMIT menu->aboutToShow();
    QVERIFY(states()->menuAction()->isEnabled());
    Q_EMIT states()->chosen(u"@0001_orders"_s);
    QCOMPARE(world.comparison.afterText(), u"@0001_orders"_s);
    QTRY_COMPARE_WITH_TIMEOUT(world.comparison.state(), DataCompareController::State::Shown,
                              patience);
    QStringList after;
    for (const ComparedTable &table : world.comparison.contents()->tables)
        if (table.after)
            after += table.name;
    QVERIFY2(after.contains(u"orders"_s) && !after.contains(u"more"_s),
             qPrintable(after.join(u' ')));
}

void TestComparing::saysWhyRowsCannotBeCompared()
{
    PageWorld world;
    const QString script = world.put(u"db_backup_1760000000.sql"_s, wholeDump);
    world.comparison.compare(u"backup:"_s + script, u"local"_s); // of two engines
    QTRY_COMPARE_WITH_TIMEOUT(world.comparison.state(), DataCompareController::State::Failed,
                              patience);
    QVERIFY(world.comparison.error()->summary.contains(u"same engine"_s));
}

void TestComparing::marksWhatChanged()
{
    using Mark = DifferencesModel::Mark;
    RowsComparison compared;
    compared.name = weird;
    compared.columns = {u"id"_s, u"a"_s, u"b"_s, u"old"_s, u"new"_s};
    compared.keyColumns = 1;
    compared.onlyBefore = QStringList{u"old"_s};
    compared.onlyAfter = QStringList{u"new"_s};
    compared.gone = compared.changed = 1;
    compared.differences = {
        {RowDifference::Kind::Gone, {Cell("1"), Cell(), Cell(""), Cell("x"), Cell()}, {}},
        {RowDifference::Kind::Changed,
         {Cell("2"), Cell("a"), Cell(), Cell("x"), Cell()},
         {Cell("2"), Cell("a"), Cell(""), Cell(), Cell("y")}}};
    DifferencesModel model;
    const QAbstractItemModelTester tester(&model);
    model.setDifferences(std::make_shared<const ShownDifferences>(shownDifferencesOf(compared)));
    QCOMPARE(model.rowCount(), 3);
    const auto mark = [&](int row, int column) {
        return Mark(model.index(row, column).data(DifferencesModel::MarkRole).toInt());
    };
    QCOMPARE(mark(0, 1), Mark::Gone);
    QCOMPARE(mark(1, 0), Mark::None); // the key
    QCOMPARE(mark(1, 1), Mark::Same);
    QCOMPARE(mark(1, 2), Mark::Gone);
    QCOMPARE(mark(2, 2), Mark::Added);
    QCOMPARE(mark(2, 4), Mark::Same); // a column of one side changes no row
    // It is no matter of colour alone.
    const auto spoken = [&](int row, int column) {
        return model.index(row, column).data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(spoken(0, 0), u"1, gone"_s);
    QCOMPARE(spoken(0, 1), u"no value, gone"_s);
    QCOMPARE(spoken(1, 1), u"a"_s);
    QCOMPARE(spoken(2, 2), u", changed"_s);
    // NULL, an empty text and a column that is not there are three things.
    QCOMPARE(model.index(1, 2).data().toString(), u"NULL"_s);
    QCOMPARE(model.index(2, 2).data().toString(), QString());
    QVERIFY(model.index(2, 2).data(CellKindRole).isValid());
    QVERIFY(!model.index(2, 3).data(CellKindRole).isValid());
    model.setDifferences({});
    QCOMPARE(model.rowCount(), 0);
}

void TestComparing::listsTables()
{
    ContentsComparison contents;
    contents.tables = {{u"public"_s, u"equal"_s, 3, 3, true},
                       {u"public"_s, u"fewer"_s, 3, 1, false},
                       {u"other"_s, u"gone"_s, 3, {}, false},
                       {u"public"_s, u"values"_s, 2, 2, false},
                       {u"public"_s, weird, {}, 12'000, false}};
    DataTablesModel model;
    const QAbstractItemModelTester tester(&model);
    model.setContents(std::make_shared<const ContentsComparison>(contents));
    const auto column = [&](int number) {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts += model.index(row, number).data().toString();
        return texts;
    };
    QCOMPARE(column(DataTablesModel::Name),
             (QStringList{u"fewer"_s, u"other.gone"_s, u"values"_s, weird}));
    QCOMPARE(column(DataTablesModel::After), (QStringList{u"1"_s, u"–"_s, u"2"_s, u"12,000"_s}));
    QCOMPARE(column(DataTablesModel::Difference),
             (QStringList{u"2 fewer"_s, u"only in A"_s, u"other values"_s, u"only in B"_s}));
    model.setFilter(u"EQ"_s, true);
    QCOMPARE(column(DataTablesModel::Difference), QStringList{u"the same"_s});
    QCOMPARE(model.tableAt(0), 0);
    QCOMPARE(model.rowOf(1), -1);
}

QTEST_MAIN(TestComparing)
#include "tst_backupcomparing.moc"
