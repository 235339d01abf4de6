// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/archiverowsmodel.h"
#include "backups/archiverowspane.h"
#include "backups/archiverowsview.h"
#include "backups/makepanel.h"
#include "backups/restorepanel.h"
#include "support/testserver.h"
#include "ui/backups/pageworld.h"
#include "widgets/elidedlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What a person does on the page of backups, with real ones.
class TestBackupsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void saysWhatToDoFirst();
    void makesOneAndListsIt();
    void makesOneAsItIsTold();
    void opensOneAndShowsRows();
    void looksIntoAnotherOne();
    void goesToRowsAndFindsThem();
    void showsLongValuesWhole();
    void looksAgainIntoWhatWasRewritten();
    void opensWhatIsDropped();
    void tellsWhatIsBroken();
    void restoresIntoAnotherFile();
    void replacesOnlyByName();
    void namesRolesBeforeItRestores();
    void namesTablespacesBeforeItRestores();
    void showsWhatGoesBeforePruning();
    void writesALabel();
    void verifies();
    void saysWhyTheFolderCannotBeRead();
    void fitsIntoASmallWindow();
};

void TestBackupsPage::initTestCase()
{
    TestServer::start();
}

void TestBackupsPage::saysWhatToDoFirst()
{
    PageWorld world;
    QTRY_VERIFY_WITH_TIMEOUT(world.sees(u"backupsEmpty"_s), patience);
    QVERIFY(!world.find<QPushButton>(u"backupPrune"_s)->isEnabled());
    QVERIFY(world.click(u"backupsEmptyMake"_s));
    QVERIFY(world.sees(u"makePanel"_s));
    // A file knows no formats.
    QVERIFY(!world.sees(u"makeFormat"_s));
    QVERIFY(world.click(u"panelClose"_s));
    QVERIFY(!world.sees(u"makePanel"_s));
}

void TestBackupsPage::makesOneAndListsIt()
{
    PageWorld world;
    QVERIFY(world.make(u"v1"_s, u"before the sale"_s));
    QCOMPARE(world.listed(), QStringList{u"v1.db"_s});
    QVERIFY(world.outcome().contains(u"v1.db"_s));
    QVERIFY(!world.sees(u"makePanel"_s));
    QTRY_COMPARE_WITH_TIMEOUT(world.find<ElidedLabel>(u"backupName"_s)->fullText(), u"v1.db"_s,
                              patience);
    QVERIFY(world.find<ElidedLabel>(u"backupFacts"_s)->fullText().contains(u"before the sale"_s));
    QVERIFY(world.find<ElidedLabel>(u"backupsFacts"_s)->fullText().startsWith(u"1 backup"_s));
    QVERIFY(world.click(u"backupOutcomeClose"_s));
    QVERIFY(!world.sees(u"backupOutcome"_s));
}

void TestBackupsPage::makesOneAsItIsTold()
{
    const QString url = TestServer::createDatabase(u"told"_s);
    execute(url, {"CREATE TABLE a (id integer)"});
    PageWorld world(url);
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.shelf(), patience);
    QVERIFY(world.click(u"backupNow"_s));
    auto *panel = world.page.findChild<MakePanel *>();
    auto *jobs = world.find<QSpinBox>(u"makeJobs"_s);
    auto *level = world.find<QSpinBox>(u"makeLevel"_s);
    auto *compression = world.find<QComboBox>(u"makeCompression"_s);
    QVERIFY(!jobs->isEnabled()); // one file is written by one process
    world.find<QComboBox>(u"makeFormat"_s)->setCurrentIndex(1);
    QVERIFY(jobs->isEnabled());
    jobs->setValue(2);
    QVERIFY(!panel->order().level);
    compression->setCurrentText(u"none"_s);
    QVERIFY(!level->isEnabled());
    compression->setCurrentText(u"zstd"_s);
    QCOMPARE(level->maximum(), 22);
    compression->setCurrentText(u"gzip"_s);
    QCOMPARE(level->maximum(), 9);
    level->setValue(1);
    world.find<QComboBox>(u"makeKind"_s)->setCurrentText(u"automatic"_s);
    world.find<QComboBox>(u"makeRelease"_s)->setCurrentText(u"2.0.1"_s);
    world.find<QCheckBox>(u"makeContents"_s)->setChecked(false);
    world.find<QCheckBox>(u"makeGlobals"_s)->setChecked(true);
    world.find<QSpinBox>(u"makeLockTimeout"_s)->setValue(7);
    const BackupRequest request =
        backupRequestOf(panel->order(), *ConnectionSpec::parse(url), world.folder());
    QCOMPARE(request.jobs, 2);
    QCOMPARE(request.level, std::optional(1));
    QCOMPARE(request.compression, std::optional(Compression::Gzip));
    QCOMPARE(request.lockTimeout, std::chrono::milliseconds(7'000));
    QVERIFY(world.click(u"makeNow"_s));
    QVERIFY(world.isIdle());
    QVERIFY2(!world.backups.outcome()->error, qPrintable(world.backups.outcome()->sentence));
    QTRY_COMPARE_WITH_TIMEOUT(world.backups.shelf()->backups.size(), size_t(1), patience);
    const Backup &made = world.backups.shelf()->backups.front().backup;
    QCOMPARE(made.archive.format, BackupFormat::Directory);
    QCOMPARE(made.kind, BackupKind::Automatic);
    QCOMPARE(made.release, u"2.0.1"_s);
    QVERIFY(made.manifest && !made.manifest->contents);
    // With a name it is a named one, whatever was chosen.
    QVERIFY(world.click(u"backupNow"_s));
    world.find<QLineEdit>(u"makeName"_s)->setText(u"v1"_s);
    QVERIFY(!world.find<QComboBox>(u"makeKind"_s)->isEnabled());
    const auto named = backupRequestOf(panel->order(), *ConnectionSpec::parse(url), {});
    QCOMPARE(named.kind, BackupKind::Named);
    QVERIFY(named.release.isEmpty() && named.contents);
}

void TestBackupsPage::opensOneAndShowsRows()
{
    PageWorld world;
    QVERIFY(world.make());
    QVERIFY(world.open());
    QVERIFY(world.showTable(u"orders"_s));
    QCOMPARE(world.archive.rowCount(), 5'001);
    QCOMPARE(world.cell(0, 0), u"1"_s);
    QCOMPARE(world.cell(0, 1), u"order 1"_s);
    QCOMPARE(world.cell(0, 2), u"\\x00ff"_s);
    QCOMPARE(world.cell(1, 1), u"NULL"_s);
    QTRY_VERIFY_WITH_TIMEOUT(world.find<QLabel>(u"archiveWhere"_s)->text().contains(u"5,001"_s),
                             patience);
    QVERIFY(world.showTable(weird));
    QCOMPARE(world.cell(0, 1), QString());
    QCOMPARE(world.cell(1, 1), u"NULL"_s);
    QTRY_VERIFY_WITH_TIMEOUT(world.find<QPlainTextEdit>(u"archiveDefinition"_s)
                                 ->toPlainText()
                                 .contains(u"CREATE TABLE"_s),
                             patience);
    QTest::mouseClick(world.find<QWidget>(u"archiveDefinitionTab"_s), Qt::LeftButton);
    QVERIFY(world.sees(u"archiveDefinition"_s) && !world.sees(u"archiveRows"_s));
    QTest::mouseClick(world.find<QWidget>(u"archiveRowsTab"_s), Qt::LeftButton);
    QVERIFY(!world.sees(u"archiveDefinition"_s) && world.sees(u"archiveRows"_s));
    // Back with Escape, and in again.
    QTest::keyClick(&world.page, Qt::Key_Escape);
    QVERIFY(!world.page.isOpen());
    QVERIFY(world.click(u"backupOpen"_s));
    QVERIFY(world.page.isOpen());
}

void TestBackupsPage::looksIntoAnotherOne()
{
    PageWorld world;
    const QString plain = world.put(u"db_backup_1760000000.sql"_s, wholeDump);
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.shelf() && world.backups.shelf()->find(plain) >= 0,
                             patience);
    QVERIFY(world.make());
    QVERIFY(world.open());
    world.page.setCurrent(plain);
    QTRY_COMPARE_WITH_TIMEOUT(world.archive.path(), plain, patience);
    QTRY_COMPARE_WITH_TIMEOUT(world.archive.state(), ArchiveController::State::Open, patience);
    QVERIFY(world.showTable(u"notes"_s));
    QCOMPARE(world.cell(0, 1), u"NULL"_s);
    QCOMPARE(world.cell(0, 2), u"\\x00ff"_s);
    QCOMPARE(world.cell(1, 1), QString());
}

void TestBackupsPage::goesToRowsAndFindsThem()
{
    PageWorld world;
    QVERIFY(world.make());
    QVERIFY(world.open());
    QVERIFY(world.showTable(u"orders"_s));
    auto *view = world.find<ArchiveRowsView>(u"archiveRows"_s);
    auto *goTo = world.find<QLineEdit>(u"archiveGoTo"_s);
    goTo->setText(u"4,321"_s);
    QTest::keyClick(goTo, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(view->currentIndex().row(), 4'320, patience);
    QCOMPARE(world.cell(4'320, 0), u"4321"_s);
    goTo->setText(u"99999"_s); // the last one
    QTest::keyClick(goTo, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(view->currentIndex().row(), 5'000, patience);
    goTo->setText(u"-3"_s);
    QTest::keyClick(goTo, Qt::Key_Return);
    QVERIFY(goTo->property("invalid").toBool());
    QCOMPARE(view->currentIndex().row(), 5'000);
    auto *search = world.find<QLineEdit>(u"archiveRowSearch"_s);
    search->setText(u"ORDER 497"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(
        world.find<QLabel>(u"archiveWhere"_s)->text().contains(u"no row below"_s), patience);
    QTest::keyClick(search, Qt::Key_Return); // from the top
    QTRY_COMPARE_WITH_TIMEOUT(view->currentIndex().row(), 496, patience);
    // The page with the row in it may come after the row is the current one.
    QTRY_VERIFY_WITH_TIMEOUT(
        view->currentIndex().siblingAtColumn(1).data(ArchiveRowsModel::HitRole).toBool(), patience);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(view->currentIndex().row(), 4'970, patience);
}

void TestBackupsPage::showsLongValuesWhole()
{
    PageWorld world;
    QVERIFY(world.make());
    QVERIFY(world.open());
    QVERIFY(world.showTable(u"orders"_s));
    world.page.findChild<ArchiveRowsPane *>()->goToRow(5'001);
    auto *view = world.find<ArchiveRowsView>(u"archiveRows"_s);
    QVERIFY(!world.cell(5'000, 1).isEmpty());
    view->setCurrentIndex(view->model()->index(5'000, 1));
    QTRY_VERIFY_WITH_TIMEOUT(world.sees(u"archiveValue"_s), patience);
    QTRY_COMPARE_WITH_TIMEOUT(world.find<QPlainTextEdit>(u"archiveValue"_s)->toPlainText().size(),
                              15'000, patience);
    view->setCurrentIndex(view->model()->index(5'000, 0));
    QTRY_VERIFY_WITH_TIMEOUT(!world.sees(u"archiveValue"_s), patience);
}

void TestBackupsPage::looksAgainIntoWhatWasRewritten()
{
    PageWorld world;
    const QString path = world.put(u"db_backup_1760000000.sql"_s, wholeDump);
    world.backups.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.shelf() && world.backups.shelf()->find(path) >= 0,
                             patience);
    QVERIFY(world.open());
    QVERIFY(world.showTable(u"notes"_s));
    QCOMPARE(world.archive.rowCount(), 2);
    // A plain script cannot be restored in part.
    QVERIFY(world.click(u"backupRestore"_s));
    QVERIFY(!world.sees(u"restoreSome"_s));
    QByteArray other = wholeDump;
    world.put(u"db_backup_1760000000.sql"_s, other.replace("notes", "other_notes"));
    world.backups.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(world.archive.contents() &&
                                 !world.archive.contents()->tables.empty() &&
                                 world.archive.contents()->tables.front().name == u"other_notes"_s,
                             patience);
    QVERIFY(world.showTable(u"other_notes"_s));
    QVERIFY(!world.archive.broken());
}

void TestBackupsPage::opensWhatIsDropped()
{
    PageWorld world;
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.shelf(), patience);
    const QString path = world.fixture.folder().filePath(weird + u".sql"_s);
    world.fixture.write(weird + u".sql"_s, QString::fromUtf8(wholeDump));
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&world.page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&world.page, &drop);
    QTRY_VERIFY_WITH_TIMEOUT(world.page.isOpen(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(world.archive.state(), ArchiveController::State::Open, patience);
    QCOMPARE(world.listed(), QStringList{weird + u".sql"_s});
    QVERIFY(world.showTable(u"notes"_s));
}

void TestBackupsPage::tellsWhatIsBroken()
{
    PageWorld world;
    QVERIFY(world.make(u"whole"_s));
    QFile whole(world.folder() + u"/whole.db"_s);
    QVERIFY(whole.copy(world.folder() + u"/db_backup_cut.db"_s));
    QVERIFY(QFile::resize(world.folder() + u"/db_backup_cut.db"_s, whole.size() / 3));
    world.backups.refresh();
    QTRY_COMPARE_WITH_TIMEOUT(world.backups.shelf()->backups.size(), size_t(2), patience);
    world.page.setCurrent(world.folder() + u"/db_backup_cut.db"_s);
    QVERIFY(world.open());
    const auto told = [&] {
        return world.sees(u"archiveFailed"_s) || world.sees(u"archiveProblems"_s) ||
               world.sees(u"archiveBroken"_s);
    };
    if (world.archive.state() == ArchiveController::State::Open && !told())
        for (const ArchiveTable &table : world.archive.contents()->tables) {
            world.page.findChild<ArchiveView *>()->showTable({}, table.name);
            const auto settled = [&] {
                return told() || (world.archive.isCounted() && !world.archive.isCounting());
            };
            if (QTest::qWaitFor(settled, patience) && told())
                break;
        }
    QVERIFY(told());
}

void TestBackupsPage::restoresIntoAnotherFile()
{
    PageWorld world;
    QVERIFY(world.make());
    QVERIFY(world.click(u"backupRestore"_s));
    QVERIFY(world.sees(u"restorePanel"_s));
    QVERIFY(!world.sees(u"restoreNoOwner"_s)); // a file has no owners
    const QString target = world.fixture.folder().filePath(u"copy.db"_s);
    world.find<QLineEdit>(u"restoreName"_s)->setText(target);
    // Of the tables only one.
    world.find<QCheckBox>(u"restoreSome"_s)->setChecked(true);
    auto *tables = world.find<QListWidget>(u"restoreTables"_s);
    QVERIFY(tables->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!world.find<QPushButton>(u"restoreNow"_s)->isEnabled(),
                             patience); // none is chosen
    for (int row = 0; row < tables->count(); ++row)
        if (tables->item(row)->text().contains(u"orders"_s))
            tables->item(row)->setCheckState(Qt::Checked);
    QVERIFY(world.click(u"restoreNow"_s));
    QVERIFY(world.isIdle());
    QVERIFY2(!world.backups.outcome()->error, qPrintable(world.backups.outcome()->sentence));
    QVERIFY(QFile::exists(target));
    QVERIFY(!world.sees(u"restorePanel"_s));
    execute(u"sqlite:"_s + target, {"SELECT id FROM orders"});
}

void TestBackupsPage::replacesOnlyByName()
{
    PageWorld world;
    QVERIFY(world.make());
    QVERIFY(world.click(u"backupRestore"_s));
    world.find<QCheckBox>(u"restoreSome"_s)->setChecked(true);
    world.find<QListWidget>(u"restoreTables"_s)->item(0)->setCheckState(Qt::Checked);
    auto *panel = world.page.findChild<RestorePanel *>();
    QCOMPARE(panel->order().tables.size(), size_t(1));
    world.find<QRadioButton>(u"restoreReplace"_s)->setChecked(true);
    QVERIFY(panel->order().tables.empty()); // all of them, as nobody sees any to choose
    auto *typed = world.find<QLineEdit>(u"restoreTyped"_s);
    auto *now = world.find<QPushButton>(u"restoreNow"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        world.find<QLabel>(u"restoreReplaceText"_s)->text().contains(u"shop.db"_s), patience);
    QVERIFY(!now->isEnabled());
    typed->setText(u"shop"_s);
    QVERIFY(!now->isEnabled());
    QVERIFY(world.sees(u"restoreWhy"_s));
    typed->setText(u"shop.db"_s);
    QTRY_VERIFY_WITH_TIMEOUT(now->isEnabled(), patience);
    QVERIFY(world.click(u"restoreNow"_s));
    QVERIFY(world.isIdle());
    QVERIFY2(!world.backups.outcome()->error, qPrintable(world.backups.outcome()->sentence));
    QVERIFY(!world.find<QLabel>(u"backupOutcomeNotes"_s)->text().isEmpty());
}

void TestBackupsPage::namesRolesBeforeItRestores()
{
    const QString url = TestServer::createDatabase(u"roles"_s);
    execute(url, {"DROP ROLE IF EXISTS \"gone; role\"", "CREATE ROLE \"gone; role\"",
                  "CREATE TABLE a (id integer)", "ALTER TABLE a OWNER TO \"gone; role\""});
    PageWorld world(url);
    QVERIFY(world.make());
    execute(url, {"DROP TABLE a", "DROP ROLE \"gone; role\""});
    QVERIFY(world.click(u"backupRestore"_s));
    QTRY_VERIFY_WITH_TIMEOUT(world.sees(u"restoreRoles"_s), patience);
    QVERIFY(world.find<QLabel>(u"restoreRoles"_s)->text().contains(u"gone; role"_s));
    QVERIFY(!world.find<QPushButton>(u"restoreNow"_s)->isEnabled());
    world.find<QCheckBox>(u"restoreNoOwner"_s)->setChecked(true);
    QTRY_VERIFY_WITH_TIMEOUT(world.find<QPushButton>(u"restoreNow"_s)->isEnabled(), patience);
    QVERIFY(world.find<QLineEdit>(u"restoreName"_s)->text().startsWith(u"roles_restored_"_s));
    QVERIFY(world.click(u"restoreNow"_s));
    QVERIFY(world.isIdle());
    QVERIFY2(!world.backups.outcome()->error, qPrintable(world.backups.outcome()->sentence));
}

void TestBackupsPage::namesTablespacesBeforeItRestores()
{
    const QString url = TestServer::createDatabase(u"spaces"_s);
    const auto session = openSession(*ConnectionSpec::parse(url));
    QVERIFY(session);
    for (const char *sql :
         {"SET allow_in_place_tablespaces = on", "CREATE TABLESPACE \"gone; space\" LOCATION ''",
          "CREATE TABLE a (id integer) TABLESPACE \"gone; space\""})
        QVERIFY((*session)->execute(sql));
    PageWorld world(url);
    QVERIFY(world.make());
    for (const char *sql : {"DROP TABLE a", "DROP TABLESPACE \"gone; space\""})
        QVERIFY((*session)->execute(sql));
    QVERIFY(world.click(u"backupRestore"_s));
    QTRY_VERIFY_WITH_TIMEOUT(world.sees(u"restoreTablespaces"_s), patience);
    QVERIFY(world.find<QLabel>(u"restoreTablespaces"_s)->text().contains(u"gone; space"_s));
    QVERIFY(!world.find<QPushButton>(u"restoreNow"_s)->isEnabled());
    world.find<QCheckBox>(u"restoreNoTablespaces"_s)->setChecked(true);
    QTRY_VERIFY_WITH_TIMEOUT(world.find<QPushButton>(u"restoreNow"_s)->isEnabled(), patience);
    QVERIFY(world.click(u"restoreNow"_s));
    QVERIFY(world.isIdle());
    QVERIFY2(!world.backups.outcome()->error, qPrintable(world.backups.outcome()->sentence));
}

void TestBackupsPage::showsWhatGoesBeforePruning()
{
    PageWorld world;
    for (int i = 0; i < 7; ++i)
        world.put(u"db_backup_176000000%1.sql"_s.arg(i), wholeDump);
    world.backups.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.shelf() && world.backups.shelf()->backups.size() == 7,
                             patience);
    QTRY_COMPARE_WITH_TIMEOUT(world.find<QPushButton>(u"backupPrune"_s)->text(), u"Prune 2…"_s,
                              patience);
    QVERIFY(world.click(u"backupPrune"_s));
    auto *list = world.find<QListWidget>(u"pruneList"_s);
    QCOMPARE(list->count(), 2);
    QVERIFY(list->item(0)->text().startsWith(u"db_backup_1760000001.sql"_s));
    QVERIFY(QFile::exists(world.folder() + u"/db_backup_1760000001.sql"_s)); // only a plan
    list->setCurrentRow(1);
    QCOMPARE(world.page.current(), world.folder() + u"/db_backup_1760000000.sql"_s);
    QVERIFY(world.click(u"pruneNow"_s));
    QVERIFY(world.isIdle());
    QTRY_COMPARE_WITH_TIMEOUT(world.listed().size(), 5, patience);
    QVERIFY(!QFile::exists(world.folder() + u"/db_backup_1760000001.sql"_s));
    QTRY_COMPARE_WITH_TIMEOUT(world.find<QPushButton>(u"backupPrune"_s)->text(), u"Prune…"_s,
                              patience);
}

void TestBackupsPage::writesALabel()
{
    PageWorld world;
    QVERIFY(world.make());
    for (const PaletteItem &item : world.page.paletteItems())
        QVERIFY(!item.title.isEmpty());
    auto *menu = world.page.findChild<QWidget *>(u"backupMore"_s);
    QVERIFY(menu);
    world.backups.describe(world.page.current(), {u"keep; me"_s, u"a \"label\""_s});
    QTRY_VERIFY_WITH_TIMEOUT(
        world.find<ElidedLabel>(u"backupFacts"_s)->fullText().contains(u"a \"label\""_s), patience);
    QCOMPARE(world.backups.shelf()->backups.front().backup.kind, BackupKind::Named);
}

void TestBackupsPage::verifies()
{
    PageWorld world;
    QVERIFY(world.make());
    QVERIFY(world.click(u"backupVerify"_s));
    QVERIFY(world.isIdle());
    QCOMPARE(world.backups.outcome()->tone, Tone::Good);
    QTRY_VERIFY_WITH_TIMEOUT(world.sees(u"backupVerified"_s), patience);
}

void TestBackupsPage::saysWhyTheFolderCannotBeRead()
{
    PageWorld world;
    QTRY_VERIFY_WITH_TIMEOUT(world.backups.shelf(), patience);
    world.fixture.workspaces.close();
    world.fixture.write(u"backups"_s, u"no folder"_s);
    world.fixture.open(u"sqlite:shop.db"_s);
    QTRY_VERIFY_WITH_TIMEOUT(world.sees(u"backupsError"_s), patience);
}

void TestBackupsPage::fitsIntoASmallWindow()
{
    PageWorld world;
    QVERIFY(world.make(QString(60, u'n'), QString(300, u'l')));
    QVERIFY(world.open());
    QVERIFY(world.showTable(u"orders"_s));
    QVERIFY(world.click(u"backupRestore"_s));
    // 1280 less the rail.
    QVERIFY2(world.page.minimumSizeHint().width() <= 1208,
             qPrintable(QString::number(world.page.minimumSizeHint().width())));
    QVERIFY(world.page.minimumSizeHint().height() <= 700);
}

QTEST_MAIN(TestBackupsPage)
#include "tst_backupspage.moc"
