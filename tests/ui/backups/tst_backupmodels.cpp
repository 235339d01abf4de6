// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/archiverowsmodel.h"
#include "backups/archiverowsview.h"
#include "backups/archivetreemodel.h"
#include "backups/backupaxis.h"
#include "backups/backuplistmodel.h"
#include "widgets/chip.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// The models keep what they promise to views, also with very much in them.
class TestBackupModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsTheNewestFirst();
    void filtersTheList();
    void groupsObjects();
    void tellsDatabasesApart();
    void marksUnreadableManifests();
    void filters10000Tables();
    void knowsRowsAsTheyCome();
    void countsAsTheDesktopDoes();
    void asksForWhatIsSeen();
    void reachesAnyRow();
    void showsValues_data();
    void showsValues();
    void copiesWhatIsThere();
    void choosesBars();
    void hasRoomFor300();
};

namespace {

const QString weird = u"Weird \"Name\"; --"_s;

std::shared_ptr<const BackupShelf> shelfOf(int count)
{
    BackupFolder folder;
    for (int i = 0; i < count; ++i) {
        Backup backup;
        backup.path = u"/backups/db_backup_%1.sql"_s.arg(i, 3, 10, QChar(u'0'));
        backup.archive.format = BackupFormat::Plain;
        backup.kind = i % 10 == 9 ? BackupKind::Named : BackupKind::Automatic;
        backup.name = i % 10 == 9 ? u"v%1"_s.arg(i) : QString();
        backup.madeAt = QDateTime(QDate(2026, 1, 1), QTime(2, 0), Qt::UTC).addDays(i);
        backup.bytes = 1000 * (i + 1);
        backup.release = QString::number(i / 4);
        backup.known = backup.whole = true;
        folder.backups.insert(folder.backups.begin(), backup);
    }
    return makeShelf(std::move(folder), {}, {}, QDateTime::currentDateTimeUtc().addYears(10));
}

std::shared_ptr<ArchiveContents> contentsOf(int tables)
{
    auto contents = std::make_shared<ArchiveContents>();
    const auto add = [&](const QString &kind, const QString &schema, const QString &name) {
        ArchiveEntry entry;
        entry.id = int(contents->entries.size()) + 1;
        entry.kind = kind;
        entry.schema = schema;
        entry.name = name;
        contents->entries.push_back(entry);
        contents->tableOf.push_back(-1);
        return entry.id;
    };
    for (int i = 0; i < tables; ++i) {
        const QString name = i == 0 ? weird : u"table_%1"_s.arg(i);
        ArchiveTable table;
        table.definition = add(u"TABLE"_s, i % 2 ? u"other"_s : u"public"_s, name);
        table.schema = i % 2 ? u"other"_s : u"public"_s;
        table.name = name;
        contents->tableOf.back() = i;
        contents->tables.push_back(table);
        contents->manifestRows.push_back(i % 3 ? i : -1);
        add(u"TABLE DATA"_s, table.schema, name);
    }
    add(u"VIEW"_s, u"public"_s, u"a view"_s);
    add(u"FUNCTION"_s, u"public"_s, u"f(integer)"_s);
    add(u"INDEX"_s, u"other"_s, u"i"_s);
    return contents;
}

ArchiveTable tableOf(const std::vector<ArchiveColumn> &columns)
{
    ArchiveTable table;
    table.name = weird;
    table.columns = columns;
    return table;
}

std::shared_ptr<const ShownPage> pageAt(qint64 first, int rows)
{
    auto page = std::make_shared<ShownPage>();
    page->first = first;
    for (int i = 0; i < rows; ++i)
        page->rows.push_back({shownCellOf(QByteArray::number(first + i), u"bigint"_s),
                              shownCellOf(Cell(), u"text"_s)});
    return page;
}

} // namespace

void TestBackupModels::listsTheNewestFirst()
{
    BackupListModel model;
    const QAbstractItemModelTester tester(&model);
    const auto tides = [](const Backup &) { return BackupTide{u"0012_x"_s, 12, 2}; };
    model.setShelf(shelfOf(40), tides);
    QCOMPARE(model.rowCount(), 40);
    QCOMPARE(model.at(0)->backup.fileName(), u"db_backup_039.sql"_s);
    QCOMPARE(model.index(0, BackupListModel::Tide).data().toString(), u"0012_x"_s);
    QCOMPARE(model.rowOf(u"/backups/db_backup_000.sql"_s), 39);
    QVERIFY(model.index(39, 0).data(BackupListModel::GoesRole).toBool());
    QVERIFY(!model.index(0, 0).data(BackupListModel::GoesRole).toBool());
    model.setShelf(nullptr, tides);
    QCOMPARE(model.rowCount(), 0);
}

void TestBackupModels::filtersTheList()
{
    BackupListModel model;
    const QAbstractItemModelTester tester(&model);
    model.setShelf(shelfOf(40), [](const Backup &) { return BackupTide(); });
    model.setFilter(u"named 039"_s);
    QCOMPARE(model.rowCount(), 1);
    model.setFilter(u"nothing like that"_s);
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 40);
}

/// As a script of pg_dumpall has them: the same schemas and tables in each.
void TestBackupModels::tellsDatabasesApart()
{
    ArchiveTreeModel model;
    const QAbstractItemModelTester tester(&model);
    const auto contents = std::make_shared<ArchiveContents>();
    for (int i = 0; i < 2; ++i) {
        ArchiveEntry entry;
        entry.id = i + 1;
        entry.kind = u"TABLE"_s;
        entry.schema = u"public"_s;
        entry.name = weird;
        entry.database = i == 0 ? u"shop"_s : u"stock"_s;
        ArchiveTable table;
        table.schema = entry.schema;
        table.name = entry.name;
        table.database = entry.database;
        contents->entries.push_back(entry);
        contents->tables.push_back(table);
        contents->tableOf.push_back(i);
        contents->manifestRows.push_back(-1);
    }
    model.setContents(contents);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data().toString(), u"shop – public"_s);
    QCOMPARE(model.index(1, 0).data().toString(), u"stock – public"_s);
    QCOMPARE(model.placeOf(1), u"stock.public"_s);
}

void TestBackupModels::marksUnreadableManifests()
{
    BackupFolder folder;
    Backup backup;
    backup.path = u"/backups/shop.dump"_s;
    backup.madeAt = QDateTime(QDate(2026, 1, 1), QTime(2, 0), Qt::UTC);
    backup.whole = true;
    backup.manifestError = u"/backups/shop.json:3:7: <b>what</b>"_s;
    folder.backups.push_back(backup);
    BackupListModel model;
    model.setShelf(makeShelf(std::move(folder), {}, {}, QDateTime::currentDateTimeUtc()),
                   [](const Backup &) { return BackupTide(); });
    const QModelIndex next = model.index(0, BackupListModel::Next);
    QCOMPARE(next.data().toString(), u"manifest unreadable"_s);
    QCOMPARE(next.data(BackupListModel::ToneRole).toInt(), int(Tone::Bad));
    QVERIFY(next.data(Qt::ToolTipRole).toString().contains(u"shop.json:3:7: &lt;b&gt;"_s));
}

void TestBackupModels::groupsObjects()
{
    ArchiveTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setContents(contentsOf(6));
    QStringList groups;
    for (int row = 0; row < model.rowCount(); ++row)
        groups += model.index(row, 0).data().toString();
    QCOMPARE(groups,
             (QStringList{u"other"_s, u"public"_s, u"views"_s, u"functions"_s, u"indexes"_s}));
    QVERIFY(model.isSchema(model.index(0, 0)));
    const QModelIndex found = model.indexOfEntry(0);
    QCOMPARE(found.data().toString(), weird);
    QCOMPARE(found.parent().data().toString(), u"public"_s);
    QCOMPARE(found.data(ArchiveTreeModel::CountRole).toLongLong(), -1);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRowCount(0, 1'234);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(found.data(ArchiveTreeModel::CountRole).toLongLong(), 1'234);
    QCOMPARE(model.entryAt(model.index(0, 0)), -1);
    model.setContents(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestBackupModels::filters10000Tables()
{
    ArchiveTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setContents(contentsOf(10'000));
    model.setFilter(u"TABLE_99"_s);
    QCOMPARE(model.shownObjects(), 111);
    QVERIFY(model.firstObject().isValid());
    model.setFilter(u"no such name"_s);
    QCOMPARE(model.shownObjects(), 0);
    QVERIFY(!model.firstObject().isValid());
    model.setFilter({});
    QCOMPARE(model.shownObjects(), 10'003);
}

void TestBackupModels::countsAsTheDesktopDoes()
{
    const QLocale before;
    ArchiveRowsModel model(100);
    const ArchiveTable table = tableOf({{u"id"_s, u"bigint"_s}});
    model.setTable(&table);
    model.setTotal(2000);
    QLocale::setDefault(QLocale(QLocale::German));
    const QString german = model.headerData(1233, Qt::Vertical, Qt::DisplayRole).toString();
    QLocale::setDefault(QLocale::c());
    const QString plain = model.headerData(1233, Qt::Vertical, Qt::DisplayRole).toString();
    QLocale::setDefault(before);
    QCOMPARE(german, u"1.234"_s);
    QCOMPARE(plain, u"1,234"_s);
}

void TestBackupModels::knowsRowsAsTheyCome()
{
    ArchiveRowsModel model(128);
    const QAbstractItemModelTester tester(&model);
    const ArchiveTable table = tableOf({{u"id"_s, u"bigint"_s}, {u"note; --"_s, u"text"_s}});
    model.setTable(&table);
    QCOMPARE(model.rowCount(), 0);
    model.setTotal(128);
    model.addPage(pageAt(0, 128));
    model.setTotal(1'000);
    QCOMPARE(model.rowCount(), 1'000);
    QCOMPARE(model.index(5, 0).data().toString(), u"5"_s);
    QCOMPARE(model.index(5, 1).data().toString(), u"NULL"_s);
    QCOMPARE(model.index(5, 1).data(CellKindRole).toInt(), int(ShownCell::Kind::Null));
    QVERIFY(!model.index(500, 0).data().isValid());
    QCOMPARE(model.headerData(1, Qt::Horizontal, TypeRole).toString(), u"text"_s);
    QCOMPARE(model.headerData(4, Qt::Vertical, Qt::DisplayRole).toString(), u"5"_s);
    model.setTotal(100); // the manifest had said too much
    QCOMPARE(model.rowCount(), 100);
    model.setMark(u"7"_s);
    QVERIFY(model.index(7, 0).data(ArchiveRowsModel::HitRole).toBool());
    QVERIFY(!model.index(8, 0).data(ArchiveRowsModel::HitRole).toBool());
    model.setTable(nullptr);
    QCOMPARE(model.columnCount(), 0);
}

void TestBackupModels::asksForWhatIsSeen()
{
    Theme theme;
    ArchiveRowsModel model(128);
    const ArchiveTable table = tableOf({{u"id"_s, u"bigint"_s}});
    model.setTable(&table);
    model.setTotal(1'500'000);
    ArchiveRowsView view(theme, model);
    view.resize(600, 400);
    std::vector<qint64> asked;
    connect(&model, &ArchiveRowsModel::pagesWanted, this,
            [&](const std::vector<qint64> &pages) { asked = pages; });
    view.show();
    QTRY_COMPARE(asked, std::vector<qint64>{0});
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    QTRY_VERIFY(!asked.empty() && asked.front() == 1'500'000 - 1'500'000 % 128);
    QVERIFY(asked.size() <= 3); // a screen, and nothing on the way to it
}

void TestBackupModels::reachesAnyRow()
{
    ArchiveRowsModel model(128);
    const QAbstractItemModelTester tester(&model);
    const ArchiveTable table = tableOf({{u"id"_s, u"bigint"_s}});
    model.setTable(&table);
    const qint64 total = 3'000'000'000;
    model.setTotal(total);
    QCOMPARE(qint64(model.rowCount()), ArchiveRowsModel::mostRows);
    QCOMPARE(model.rowOf(total - 1), -1);
    model.reach(total - 1);
    QVERIFY(model.rowOf(total - 1) >= 0);
    QCOMPARE(model.first() % 128, 0);
    QCOMPARE(model.first() + model.rowCount(), total);
    const qint64 page = (total - 1) - (total - 1) % 128;
    model.addPage(pageAt(page, int(total - page)));
    QCOMPARE(model.index(model.rowOf(total - 1), 0).data().toString(), QString::number(total - 1));
    model.reach(0);
    QCOMPARE(model.rowOf(0), 0);
}

void TestBackupModels::showsValues_data()
{
    QTest::addColumn<Cell>("cell");
    QTest::addColumn<QString>("type");
    QTest::addColumn<ShownCell>("shown");
    using Kind = ShownCell::Kind;
    QTest::newRow("null") << Cell() << u"text"_s << ShownCell{Kind::Null, {}, false, 0};
    QTest::newRow("empty") << Cell("") << u"text"_s << ShownCell{Kind::Text, {}, false, 0};
    QTest::newRow("bytes") << Cell("\\x00ff") << u"bytea"_s
                           << ShownCell{Kind::Bytes, u"\\x00ff"_s, false, 2};
    QTest::newRow("raw bytes") << Cell(QByteArray("\x00\xff", 2)) << u"BLOB"_s
                               << ShownCell{Kind::Bytes, u"\\x00ff"_s, false, 2};
    QTest::newRow("a text that begins so")
        << Cell("\\x00ff") << u"text"_s << ShownCell{Kind::Text, u"\\x00ff"_s, false, 6};
    QTest::newRow("lines") << Cell("a\nb\tc\x01") << u"text"_s
                           << ShownCell{Kind::Text, u"a↵b→c\uFFFD"_s, false, 6};
    QTest::newRow("long") << Cell(QByteArray(1'000'000, 'x')) << u"text"_s
                          << ShownCell{Kind::Text, QString(shownCellLength, u'x'), true, 1'000'000};
}

void TestBackupModels::showsValues()
{
    QFETCH(Cell, cell);
    QFETCH(QString, type);
    QFETCH(ShownCell, shown);
    QCOMPARE(shownCellOf(cell, type), shown);
}

void TestBackupModels::copiesWhatIsThere()
{
    Theme theme;
    ArchiveRowsModel model(128);
    const ArchiveTable table = tableOf({{u"id"_s, u"bigint"_s}, {u"note; --"_s, u"text"_s}});
    model.setTable(&table);
    model.setTotal(1'900'000);
    model.addPage(pageAt(0, 128));
    ArchiveRowsView view(theme, model);
    QSignalSpy refused(&view, &ArchiveRowsView::copyRefused);
    const auto choose = [&](int from, int to) {
        view.selectionModel()->select({model.index(from, 0), model.index(to, 1)},
                                      QItemSelectionModel::ClearAndSelect);
        view.copy();
    };
    QGuiApplication::clipboard()->setText(u"before"_s);
    view.selectAll();
    view.copy();
    QCOMPARE(refused.size(), 1);
    choose(100, 200); // half of them are not read
    QCOMPARE(refused.size(), 2);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    choose(126, 127);
    QCOMPARE(refused.size(), 2);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"126\tNULL\n127\tNULL"_s);
}

void TestBackupModels::choosesBars()
{
    Theme theme;
    BackupAxis axis(theme);
    axis.resize(900, axis.sizeHint().height());
    axis.setShelf(shelfOf(10));
    axis.show();
    QSignalSpy chosen(&axis, &BackupAxis::currentChosen);
    QSignalSpy opened(&axis, &BackupAxis::openWanted);
    QSignalSpy second(&axis, &BackupAxis::secondChosen);
    const auto click = [&](int index, Qt::KeyboardModifiers keys = {}) {
        QTest::mouseClick(axis.viewport(), Qt::LeftButton, keys, axis.columnOf(index).center());
    };
    click(3);
    QCOMPARE(axis.current(), u"/backups/db_backup_003.sql"_s);
    QTest::keyClick(&axis, Qt::Key_Right);
    QCOMPARE(axis.current(), u"/backups/db_backup_004.sql"_s);
    QTest::keyClick(&axis, Qt::Key_End);
    QCOMPARE(axis.current(), u"/backups/db_backup_009.sql"_s);
    QTest::keyClick(&axis, Qt::Key_Right); // there is none
    QCOMPARE(axis.current(), u"/backups/db_backup_009.sql"_s);
    QCOMPARE(chosen.size(), 3);
    QTest::keyClick(&axis, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    click(2, Qt::ControlModifier);
    QCOMPARE(axis.second(), u"/backups/db_backup_002.sql"_s);
    QCOMPARE(axis.current(), u"/backups/db_backup_009.sql"_s);
    click(2, Qt::ControlModifier);
    QVERIFY(axis.second().isEmpty());
    QCOMPARE(second.size(), 2);
}

void TestBackupModels::hasRoomFor300()
{
    Theme theme;
    BackupAxis axis(theme);
    axis.resize(900, axis.sizeHint().height());
    axis.setShelf(shelfOf(300));
    axis.show();
    axis.setCurrent(u"/backups/db_backup_000.sql"_s);
    QVERIFY(axis.viewport()->rect().contains(axis.columnOf(0).center()));
    axis.setCurrent(u"/backups/db_backup_299.sql"_s);
    QVERIFY(axis.viewport()->rect().contains(axis.columnOf(299).center()));
    for (int index = 0; index < 300; ++index)
        QCOMPARE(axis.indexAt(axis.columnOf(index).center()), index);
}

QTEST_MAIN(TestBackupModels)
#include "tst_backupmodels.moc"
