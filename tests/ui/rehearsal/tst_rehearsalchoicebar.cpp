// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsalpagetest.h"
#include "support/clicking.h"

#include "backup/create.h"
#include "database/session.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QWidgetAction>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What is rehearsed, on what and how, as a person chooses it in the menus.
class TestRehearsalChoiceBar : public RehearsalPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatToDoFirst();
    void choosesFromTheMenus_data();
    void choosesFromTheMenus();
    void choosesARange();
    void choosesABackup();
    void choosesAScriptForTraffic();
    void remembersTheChoice();
    void takesASelection();
};

void TestRehearsalChoiceBar::saysWhatToDoFirst()
{
    openShop();
    auto *empty = find<QWidget>(u"rehearsalEmpty"_s);
    QVERIFY(empty->isVisible());
    QVERIFY(!find<QTreeView>(u"rehearsalTable"_s)->isVisible());
    QVERIFY(!find<QPushButton>(u"stopRehearsal"_s)->isVisible());
    clickWhenPossible(find<QPushButton>(u"rehearseNow"_s));
    QVERIFY(m_controller->isRunning());
    QVERIFY(!empty->isVisible());
    QVERIFY(find<QPushButton>(u"stopRehearsal"_s)->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
}

void TestRehearsalChoiceBar::choosesFromTheMenus_data()
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
    row("restore", u"chooseMode"_s, u"Restore: back by a backup, beside the code alone"_s,
        u"restore"_s, [](auto &c) { c.mode = Mode::Restore; });
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

void TestRehearsalChoiceBar::choosesFromTheMenus()
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
    QCOMPARE(find<QPushButton>(button)->text(), label);
    // The entry that says what is chosen has the tick.
    action = entryOf();
    QVERIFY(action && action->isChecked());
}

void TestRehearsalChoiceBar::choosesARange()
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

void TestRehearsalChoiceBar::choosesABackup()
{
    openShop();
    const auto workspace = m_fixture->workspaces.workspace();
    BackupRequest wanted;
    wanted.source =
        *ConnectionSpec::parse(u"sqlite:"_s + m_fixture->folder().filePath(u"nightly.db"_s));
    QVERIFY((*openSession(wanted.source))->execute("CREATE TABLE before_it (id int)"));
    wanted.folder = workspace->backup.folder;
    wanted.name = u"Weird & long"_s;
    wanted.kind = BackupKind::Named;
    const auto backup = createBackup(wanted);
    QVERIFY2(backup, backup ? "" : qPrintable(backup.error().toString()));
    m_controller->lookAgain();
    QTRY_COMPARE(m_controller->backups().size(), size_t(1));
    auto *menu = menuOf(u"chooseOn"_s)->findChild<QMenu *>(u"chooseBackup"_s);
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 1);
    menu->actions().front()->trigger();
    QCOMPARE(m_controller->choice().backup, backup->path);
    QVERIFY(find<QPushButton>(u"chooseOn"_s)->toolTip().contains(backup->fileName()));
    rehearse();
    QCOMPARE(m_controller->rows().size(), 16u); // it has had none of them
    menuOf(u"chooseOn"_s)->actions().front()->trigger();
    QVERIFY(m_controller->choice().backup.isEmpty());
}

void TestRehearsalChoiceBar::choosesAScriptForTraffic()
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

void TestRehearsalChoiceBar::remembersTheChoice()
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
    openPageAgain();
    QVERIFY(m_controller->choice() == choice);
    QCOMPARE(find<QPushButton>(u"chooseMode"_s)->text(), u"chain"_s);
    QCOMPARE(find<QPushButton>(u"chooseRows"_s)->text(), u"5 rows each"_s);
}

void TestRehearsalChoiceBar::takesASelection()
{
    openGenerated(6);
    m_page->take({{u"only"_s, QStringList{u"0002_step"_s, u"0005_step"_s}}, {u"start"_s, true}});
    QVERIFY(m_controller->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
    QCOMPARE(m_controller->rows().size(), 2u);
    m_page->take({{u"select"_s, u"0005_step"_s}});
    QCOMPARE(find<QLabel>(u"evidenceTitle"_s)->text(), m_controller->rows()[1].name);
}

int main(int argc, char **argv)
{
    MeteredApplication application(argc, argv);
    TestRehearsalChoiceBar test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_rehearsalchoicebar.moc"
