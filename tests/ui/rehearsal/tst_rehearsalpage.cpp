// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/rehearsalpage.h"
#include "rehearsal/roles.h"
#include "support/columndrag.h"
#include "support/eventmeter.h"
#include "support/generatedmigrations.h"
#include "support/workbenchfixture.h"
#include "widgets/chip.h"
#include "widgets/codeview.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QWidgetAction>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr int kPatience = 120'000;

/// Nobody notices 50 ms. The sanitizers make one and the same event several times as long.
#ifdef __SANITIZE_ADDRESS__
constexpr double kLongestEventMs = 8 * 50;
#else
constexpr double kLongestEventMs = 50;
#endif

MeteredApplication *meter()
{
    return static_cast<MeteredApplication *>(QCoreApplication::instance());
}

} // namespace

/// The page as a person uses it, with a real controller and real SQLite databases.
class TestRehearsalPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void saysWhatToDoFirst();
    void choosesFromTheMenus_data();
    void choosesFromTheMenus();
    void choosesARange();
    void choosesAScriptForTraffic();
    void remembersTheChoice();
    void remembersDraggedColumns();
    void showsVerdictsOfTheSample();
    void filtersByChipAndText();
    void showsEvidence();
    void marksTheLineThatFailed();
    void exportsTheReport();
    void rehearsesOneAgain();
    void stopsInTheMiddle();
    void comparesWithThePast();
    void worksInTheDark();
    void isReachedByKeyboard();
    void tellsErrors();
    void takesASelection();
    void neverHoldsUpTheWindow();

private:
    void openShop();
    void rehearse();
    template <typename T>
    T *find(const QString &name) const;
    void select(const QString &id);
    int rowOf(const QString &id) const;
    QMenu *menuOf(const QString &button) const;

    std::unique_ptr<WorkbenchFixture> m_fixture;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SyntaxRepository> m_syntax;
    std::unique_ptr<RehearsalController> m_controller;
    std::unique_ptr<RehearsalPage> m_page;
};

void TestRehearsalPage::init()
{
    m_fixture = std::make_unique<WorkbenchFixture>();
    m_theme = std::make_unique<Theme>();
    m_theme->setScheme(Theme::Scheme::Light);
    m_theme->applyTo(*meter());
    m_syntax = std::make_unique<SyntaxRepository>();
    m_controller =
        std::make_unique<RehearsalController>(m_fixture->services, m_fixture->workspaces);
    m_page = std::make_unique<RehearsalPage>(*m_controller, *m_theme, *m_syntax);
    m_page->resize(1216, 720);
    m_page->show();
}

void TestRehearsalPage::cleanup()
{
    m_page.reset();
    m_controller.reset();
    m_fixture.reset();
    m_theme.reset();
}

template <typename T>
T *TestRehearsalPage::find(const QString &name) const
{
    T *found = m_page->findChild<T *>(name);
    if (!found)
        qWarning("there is no %s", qPrintable(name));
    return found;
}

void TestRehearsalPage::openShop()
{
    m_fixture->copySample(u"shop-sqlite"_s);
    m_fixture->open(u"sqlite:shop.db"_s);
    QTRY_COMPARE(m_controller->migrations().size(), 16u);
    RehearsalChoice choice;
    choice.which = RehearsalChoice::Which::All;
    choice.fromNothing = true;
    choice.fill = 2;
    m_controller->setChoice(choice);
}

void TestRehearsalPage::rehearse()
{
    QTest::mouseClick(find<QPushButton>(u"startRehearsal"_s), Qt::LeftButton);
    QVERIFY(m_controller->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
}

int TestRehearsalPage::rowOf(const QString &id) const
{
    const auto *model = find<QTreeView>(u"rehearsalTable"_s)->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(IdRole).toString() == id)
            return row;
    }
    return -1;
}

void TestRehearsalPage::select(const QString &id)
{
    auto *table = find<QTreeView>(u"rehearsalTable"_s);
    const int row = rowOf(id);
    QVERIFY2(row >= 0, qPrintable(id));
    const QModelIndex index = table->model()->index(row, NameColumn);
    table->scrollTo(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
}

QMenu *TestRehearsalPage::menuOf(const QString &button) const
{
    auto *found = m_page->findChild<QWidget *>(button);
    QMenu *menu = found ? found->findChild<QMenu *>({}, Qt::FindDirectChildrenOnly) : nullptr;
    if (menu)
        Q_EMIT menu->aboutToShow();
    return menu;
}

void TestRehearsalPage::saysWhatToDoFirst()
{
    openShop();
    auto *empty = find<QWidget>(u"rehearsalEmpty"_s);
    QVERIFY(empty->isVisible());
    QVERIFY(!find<QTreeView>(u"rehearsalTable"_s)->isVisible());
    QVERIFY(!find<QPushButton>(u"stopRehearsal"_s)->isVisible());
    QTest::mouseClick(find<QPushButton>(u"rehearseNow"_s), Qt::LeftButton);
    QVERIFY(m_controller->isRunning());
    QVERIFY(!empty->isVisible());
    QVERIFY(find<QPushButton>(u"stopRehearsal"_s)->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
}

void TestRehearsalPage::choosesFromTheMenus_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("label");
    QTest::addColumn<RehearsalChoice>("expected");
    using Which = RehearsalChoice::Which;
    using Mode = RehearsalOptions::Mode;
    const auto row = [](const char *title, const QString &button, const QString &entry,
                        const QString &label, auto change) {
        RehearsalChoice choice;
        change(choice);
        QTest::newRow(title) << button << entry << label << choice;
    };
    row("all", u"chooseWhich"_s, u"All"_s, u"all 16"_s, [](auto &c) { c.which = Which::All; });
    row("the newest", u"chooseWhich"_s, u"The newest"_s, u"the newest"_s, [](auto &c) {
        c.which = Which::Last;
        c.last = 1;
    });
    row("the newest 10", u"chooseWhich"_s, u"The newest 10"_s, u"the newest 10"_s, [](auto &c) {
        c.which = Which::Last;
        c.last = 10;
    });
    row("a copy", u"chooseOn"_s, u"A copy of local"_s, u"copy of local"_s,
        [](auto &c) { c.environment = u"local"_s; });
    row("from nothing", u"chooseOn"_s, u"From nothing"_s, u"from nothing"_s, [](auto &c) {
        c.fromNothing = true;
        c.which = Which::All;
    });
    row("chain", u"chooseMode"_s, u"Chain: all ups, then all downs in reverse"_s, u"chain"_s,
        [](auto &c) { c.mode = Mode::Chain; });
    row("as one", u"chooseMode"_s, u"As one: the whole range is judged together"_s, u"as one"_s,
        [](auto &c) { c.asOneUnit = true; });
    row("no rows", u"chooseRows"_s, u"No rows are filled in"_s, u"no rows"_s,
        [](auto &c) { c.fill = 0; });
    row("one row", u"chooseRows"_s, u"1 row in each table"_s, u"1 row each"_s,
        [](auto &c) { c.fill = 1; });
    row("20 rows", u"chooseRows"_s, u"20 rows in each table"_s, u"20 rows each"_s,
        [](auto &c) { c.fill = 20; });
    row("traffic", u"chooseTraffic"_s, u"traffic.sql"_s, u"traffic.sql"_s, [](auto &) {});
}

void TestRehearsalPage::choosesFromTheMenus()
{
    QFETCH(const QString, button);
    QFETCH(const QString, entry);
    QFETCH(const QString, label);
    QFETCH(RehearsalChoice, expected);
    openShop();
    m_controller->setChoice({});
    if (button == u"chooseTraffic")
        expected.trafficFile = m_fixture->folder().absoluteFilePath(u"traffic.sql"_s);
    const auto entryOf = [&] {
        const QList<QAction *> actions = menuOf(button)->actions();
        const auto found = std::find_if(actions.begin(), actions.end(),
                                        [&](const QAction *one) { return one->text() == entry; });
        return found == actions.end() ? nullptr : *found;
    };
    QAction *action = entryOf();
    QVERIFY2(action, qPrintable(entry));
    action->trigger();
    QVERIFY(m_controller->choice() == expected);
    QCOMPARE(find<QPushButton>(button)->text(), QString(label + u" ▾"_s));
    // The entry that says what is chosen has the tick.
    action = entryOf();
    QVERIFY(action && action->isChecked());
}

void TestRehearsalPage::choosesARange()
{
    openShop();
    QMenu *menu = menuOf(u"chooseWhich"_s);
    auto *range = menu->findChild<QMenu *>();
    QVERIFY(range);
    QWidget *form = qobject_cast<QWidgetAction *>(range->actions().first())->defaultWidget();
    const QList<QComboBox *> boxes = form->findChildren<QComboBox *>();
    QCOMPARE(boxes.size(), 2);
    boxes[0]->setCurrentIndex(2);
    boxes[1]->setCurrentIndex(5);
    form->findChild<QPushButton *>()->click();
    const RehearsalChoice &choice = m_controller->choice();
    QCOMPARE(choice.which, RehearsalChoice::Which::Range);
    QCOMPARE(choice.from, m_controller->migrations()[2].id);
    QCOMPARE(choice.to, m_controller->migrations()[5].id);
    rehearse();
    QCOMPARE(m_controller->rows().size(), 4u);
}

void TestRehearsalPage::choosesAScriptForTraffic()
{
    openShop();
    m_fixture->write(u"other.sql"_s, u"SELECT 1;\n"_s);
    menuOf(u"chooseTraffic"_s)->actions().last()->trigger();
    auto *dialog = m_page->findChild<QFileDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    const QString path = m_fixture->folder().filePath(u"other.sql"_s);
    dialog->selectFile(path);
    dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_COMPARE(m_controller->choice().trafficFile, path);
    // It stays among the entries, and it is of no use in a chain.
    QVERIFY(menuOf(u"chooseTraffic"_s)->actions()[2]->isChecked());
    menuOf(u"chooseMode"_s)->actions()[1]->trigger();
    QVERIFY(!find<QPushButton>(u"chooseTraffic"_s)->isEnabled());
}

void TestRehearsalPage::remembersTheChoice()
{
    openShop();
    RehearsalChoice choice;
    choice.fill = 5;
    choice.mode = RehearsalOptions::Mode::Chain;
    choice.which = RehearsalChoice::Which::Last;
    choice.last = 3;
    m_controller->setChoice(choice);
    // What the file of the workspace says may change meanwhile.
    m_fixture->write(u"tidemark.toml"_s, m_fixture->read(u"tidemark.toml"_s) + u"# more\n"_s);
    QVERIFY(m_fixture->workspaces.open(m_fixture->folder().path()));
    QVERIFY(m_controller->choice() == choice);
    // The next day.
    m_page.reset();
    m_controller =
        std::make_unique<RehearsalController>(m_fixture->services, m_fixture->workspaces);
    m_page = std::make_unique<RehearsalPage>(*m_controller, *m_theme, *m_syntax);
    QVERIFY(m_controller->choice() == choice);
    QCOMPARE(find<QPushButton>(u"chooseMode"_s)->text(), u"chain ▾"_s);
    QCOMPARE(find<QPushButton>(u"chooseRows"_s)->text(), u"5 rows each ▾"_s);
}

void TestRehearsalPage::remembersDraggedColumns()
{
    openShop();
    rehearse();
    QHeaderView &head = *find<QTreeView>(u"rehearsalTable"_s)->header();
    const int version = head.sectionSize(VersionColumn);
    const int name = head.sectionSize(NameColumn);
    dragColumn(head, VersionColumn, 40);
    QCOMPARE(head.sectionSize(VersionColumn), version + 40);
    QCOMPARE(head.sectionSize(NameColumn), name - 40);
    const QVariantMap state = m_page->saveState();
    RehearsalPage second(*m_controller, *m_theme, *m_syntax);
    second.resize(m_page->size());
    second.show();
    second.restoreState(state);
    const QHeaderView &again = *second.findChild<QTreeView *>(u"rehearsalTable"_s)->header();
    QTRY_COMPARE(again.sectionSize(VersionColumn), version + 40);
}

void TestRehearsalPage::showsVerdictsOfTheSample()
{
    openShop();
    rehearse();
    auto *table = find<QTreeView>(u"rehearsalTable"_s);
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 16);
    QCOMPARE(table->visualRect(table->model()->index(0, 0)).height(), 38);
    for (const auto &[verdict, count] : m_controller->counts()) {
        const auto *chip = find<ChipLabel>(u"chip-"_s + verdictName(verdict));
        QVERIFY(chip && chip->isVisible());
        QCOMPARE(chip->chip().text, QString::number(count) + u' ' + verdictLabel(verdict));
    }
    QVERIFY(find<QLabel>(u"rehearsalSummary"_s)->text().contains(u"SQL"));
    QVERIFY(find<QPushButton>(u"startRehearsal"_s)->isVisible());
    // All of it has room.
    QCOMPARE(table->horizontalScrollBar()->maximum(), 0);
}

void TestRehearsalPage::filtersByChipAndText()
{
    openShop();
    rehearse();
    const auto *model = find<QTreeView>(u"rehearsalTable"_s)->model();
    auto *chip = find<ChipLabel>(u"chip-loses-data"_s);
    const int losing = m_controller->counts().at(Verdict::LosesData);
    QVERIFY(losing < 16);
    QTest::mouseClick(chip, Qt::LeftButton);
    QCOMPARE(model->rowCount(), losing);
    QTest::mouseClick(chip, Qt::LeftButton);
    QCOMPARE(model->rowCount(), 16);
    auto *field = find<QLineEdit>(u"rehearsalFilter"_s);
    QTest::keyClicks(field, u"suppliers"_s);
    QCOMPARE(model->rowCount(), 1);
    field->clear();
    QCOMPARE(model->rowCount(), 16);
}

void TestRehearsalPage::showsEvidence()
{
    openShop();
    rehearse();
    bool sawRows = false;
    bool sawDifferences = false;
    for (const RehearsalRow &row : m_controller->rows()) {
        select(row.id);
        QCOMPARE(find<QLabel>(u"evidenceTitle"_s)->text(), row.name);
        QCOMPARE(find<ChipLabel>(u"evidenceVerdict"_s)->chip().text,
                 verdictLabel(row.report->verdict));
        QCOMPARE(find<QLabel>(u"evidenceLead"_s)->text(), leadSentence(*row.report));
        const auto *statements = find<QListView>(u"evidenceStatements"_s);
        QVERIFY(statements->model()->rowCount() > 0);
        if (row.report->verdict == Verdict::LosesData) {
            const auto *lost = find<QTableView>(u"evidenceLost"_s);
            QVERIFY(lost->model()->rowCount() > 0);
            sawRows = true;
        }
        if (row.report->schema == SchemaOutcome::Different) {
            QVERIFY(find<QWidget>(u"evidenceDifferences"_s)->height() > 40);
            sawDifferences = true;
        }
    }
    QVERIFY(sawRows);
    QVERIFY(sawDifferences);
}

void TestRehearsalPage::marksTheLineThatFailed()
{
    writeMigrations(m_fixture->migrations(), 11);
    m_fixture->open(u"sqlite:shop.db"_s);
    RehearsalChoice choice;
    choice.fromNothing = true;
    m_controller->setChoice(choice);
    rehearse();
    select(u"0011_step"_s);
    QVERIFY(find<QWidget>(u"evidenceError"_s)->isVisible());
    auto *script = find<CodeView>(u"evidenceScript"_s);
    QTRY_VERIFY(!script->isHidden());
    QVERIFY(script->toPlainText().contains(u"not_there_11"));
    QVERIFY(!script->extraSelections().isEmpty());
    QCOMPARE(script->extraSelections().first().cursor.blockNumber(), 1);
}

void TestRehearsalPage::exportsTheReport()
{
    openShop();
    QVERIFY(!find<QToolButton>(u"exportRehearsal"_s)->isEnabled());
    rehearse();
    QSignalSpy exported(m_controller.get(), &RehearsalController::exported);
    for (const QString &suffix : {u"html"_s, u"json"_s, u"xml"_s, u"txt"_s}) {
        QMenu *menu = menuOf(u"exportRehearsal"_s);
        auto *action = menu->findChild<QAction *>(u"export-"_s + suffix);
        QVERIFY(action);
        action->trigger();
        auto *dialog = find<QFileDialog>(u"exportDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        const QString path = m_fixture->folder().filePath(u"report."_s + suffix);
        dialog->selectFile(path);
        dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
        QMetaObject::invokeMethod(dialog, "accept");
        QVERIFY(exported.wait());
        QVERIFY(!exported.takeFirst().at(1).value<std::optional<Error>>());
        QVERIFY(QFileInfo(path).size() > 500);
        QTRY_VERIFY(!m_page->findChild<QFileDialog *>(u"exportDialog"_s));
    }
}

void TestRehearsalPage::rehearsesOneAgain()
{
    writeMigrations(m_fixture->migrations(), 11);
    m_fixture->open(u"sqlite:shop.db"_s);
    RehearsalChoice choice;
    choice.fromNothing = true;
    m_controller->setChoice(choice);
    rehearse();
    select(u"0011_step"_s);
    QCOMPARE(find<ChipLabel>(u"evidenceVerdict"_s)->chip().text, u"down fails"_s);
    m_fixture->write(u"migrations/0011_step.down.sql"_s, u"DROP TABLE t0011;\n"_s);
    QTest::mouseClick(find<QPushButton>(u"rerun"_s), Qt::LeftButton);
    QVERIFY(m_controller->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
    QCOMPARE(find<ChipLabel>(u"evidenceVerdict"_s)->chip().text, u"reversible"_s);
    QCOMPARE(find<QTreeView>(u"rehearsalTable"_s)->model()->rowCount(), 11);
    QVERIFY(find<QPushButton>(u"rerun"_s)->isEnabled());
}

void TestRehearsalPage::stopsInTheMiddle()
{
    writeMigrations(m_fixture->migrations(), 80);
    m_fixture->open(u"sqlite:shop.db"_s);
    RehearsalChoice choice;
    choice.fromNothing = true;
    m_controller->setChoice(choice);
    QTest::mouseClick(find<QPushButton>(u"startRehearsal"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_controller->done() > 3, kPatience);
    QTest::mouseClick(find<QPushButton>(u"stopRehearsal"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
    QVERIFY(m_controller->done() < 80);
    QCOMPARE(find<QTreeView>(u"rehearsalTable"_s)->model()->rowCount(), 80);
    QVERIFY(find<QLabel>(u"rehearsalSummary"_s)
                ->text()
                .contains(u"%1 of 80"_s.arg(m_controller->done())));
    QVERIFY(!find<QWidget>(u"rehearsalError"_s)->isVisible());
    select(u"0001_step"_s);
    QCOMPARE(find<ChipLabel>(u"evidenceVerdict"_s)->chip().text, u"reversible"_s);
}

void TestRehearsalPage::comparesWithThePast()
{
    writeMigrations(m_fixture->migrations(), 11);
    m_fixture->open(u"sqlite:shop.db"_s);
    RehearsalChoice choice;
    choice.fromNothing = true;
    m_controller->setChoice(choice);
    rehearse();
    QTRY_COMPARE(m_controller->past().size(), 1u);
    m_fixture->write(u"migrations/0011_step.down.sql"_s, u"DROP TABLE t0011;\n"_s);
    m_fixture->write(u"migrations/0002_step.down.sql"_s, u"SELECT 1;\n"_s);
    rehearse();
    QTRY_COMPARE(m_controller->past().size(), 2u);
    auto *table = find<QTreeView>(u"rehearsalTable"_s);
    QVERIFY(table->isColumnHidden(BeforeColumn)); // there is no room for it
    m_page->resize(1800, 900);
    QTRY_VERIFY(!table->isColumnHidden(BeforeColumn));
    QTest::mouseClick(find<ChipLabel>(u"chip-worse"_s), Qt::LeftButton);
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 0).data(IdRole).toString(), u"0002_step"_s);
    QTest::mouseClick(find<ChipLabel>(u"chip-worse"_s), Qt::LeftButton);

    QMenu *past = menuOf(u"pastRehearsals"_s);
    QSignalSpy reset(m_controller.get(), &RehearsalController::rowsReset);
    past->actions().last()->trigger(); // the oldest
    QVERIFY(reset.wait());
    QVERIFY(table->isColumnHidden(BeforeColumn));
    QMenu *compare = menuOf(u"pastRehearsals"_s)->findChild<QMenu *>(u"compareMenu"_s);
    QCOMPARE(compare->actions().size(), 1);
    compare->actions().first()->trigger();
    QVERIFY(reset.wait());
    QVERIFY(find<ChipLabel>(u"chip-better"_s)->isVisible());
    QVERIFY(!table->isColumnHidden(BeforeColumn));
}

void TestRehearsalPage::worksInTheDark()
{
    openShop();
    rehearse();
    select(m_controller->rows().front().id);
    const auto ground = [this] { return m_page->grab().toImage().pixelColor(4, 4); };
    QCOMPARE(ground(), m_theme->colour(Colour::Base));
    QVERIFY(ground().lightness() > 200);
    m_theme->setScheme(Theme::Scheme::Dark);
    QTRY_COMPARE(ground(), m_theme->colour(Colour::Base));
    QVERIFY(ground().lightness() < 60);
    QCOMPARE(find<QLabel>(u"evidenceTitle"_s)->text(), m_controller->rows().front().name);
}

void TestRehearsalPage::isReachedByKeyboard()
{
    openShop();
    rehearse();
    m_page->activateWindow();
    m_page->activated();
    auto *table = find<QTreeView>(u"rehearsalTable"_s);
    QTRY_VERIFY(table->hasFocus());
    QTest::keyClick(table, Qt::Key_Home);
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(find<QLabel>(u"evidenceTitle"_s)->text(), m_controller->rows()[1].name);
    // Everything that can be pressed can be reached, and says what it is.
    for (const QWidget *widget : m_page->findChildren<QWidget *>()) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        // The icons in a field belong to its keys.
        if (!button || !button->isVisible() || qobject_cast<QLineEdit *>(button->parentWidget()))
            continue;
        QVERIFY2(button->focusPolicy() & Qt::TabFocus, qPrintable(button->objectName()));
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                 qPrintable(button->objectName()));
    }
    auto *chip = find<ChipLabel>(u"chip-reversible"_s);
    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Space);
    QCOMPARE(table->model()->rowCount(), m_controller->counts().at(Verdict::Reversible));
}

void TestRehearsalPage::tellsErrors()
{
    writeMigrations(m_fixture->migrations(), 2);
    m_fixture->open(u"postgresql://nobody@/nothing?host=/nowhere/at/all"_s);
    rehearse();
    QVERIFY(find<QWidget>(u"rehearsalError"_s)->isVisible());
    QVERIFY(find<QWidget>(u"rehearsalEmpty"_s)->isVisible());
    QTest::mouseClick(find<QWidget>(u"rehearsalError"_s)->findChild<QPushButton *>(),
                      Qt::LeftButton);
    QVERIFY(!find<QWidget>(u"rehearsalError"_s)->isVisible());
}

void TestRehearsalPage::takesASelection()
{
    writeMigrations(m_fixture->migrations(), 6);
    m_fixture->open(u"sqlite:shop.db"_s);
    RehearsalChoice choice;
    choice.fromNothing = true;
    m_controller->setChoice(choice);
    m_page->take({{u"only"_s, QStringList{u"0002_step"_s, u"0005_step"_s}}, {u"start"_s, true}});
    QVERIFY(m_controller->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
    QCOMPARE(m_controller->rows().size(), 2u);
    m_page->take({{u"select"_s, u"0005_step"_s}});
    QCOMPARE(find<QLabel>(u"evidenceTitle"_s)->text(), m_controller->rows()[1].name);
}

/// 285 migrations, with a row selected and the window drawn as they come.
void TestRehearsalPage::neverHoldsUpTheWindow()
{
    writeMigrations(m_fixture->migrations(), 285);
    m_fixture->open(u"sqlite:shop.db"_s);
    QTRY_COMPARE(m_controller->migrations().size(), 285u);
    RehearsalChoice choice;
    choice.fromNothing = true;
    m_controller->setChoice(choice);
    auto *start = find<QPushButton>(u"startRehearsal"_s);
    meter()->startMeter();
    QTest::mouseClick(start, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_controller->done() > 20, kPatience);
    m_page->take({{u"select"_s, u"0011_step"_s}});
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
    QTRY_COMPARE(m_controller->past().size(), 1u);
    m_page->take({{u"select"_s, u"0280_step"_s}});
    QTest::qWait(100);
    meter()->stopMeter();
    QCOMPARE(m_controller->done(), 285);
    qInfo("the longest of %d events took %.1f ms (%s)", meter()->events(), meter()->longestMs(),
          qPrintable(meter()->longestWhat()));
    QVERIFY(meter()->events() > 500);
    QVERIFY2(meter()->longestMs() < kLongestEventMs, qPrintable(meter()->longestWhat()));
}

int main(int argc, char **argv)
{
    MeteredApplication application(argc, argv);
    TestRehearsalPage test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_rehearsalpage.moc"
