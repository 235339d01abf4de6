// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsalpagetest.h"
#include "support/clicking.h"
#include "support/columndrag.h"
#include "widgets/chip.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// The page as a person uses it, with a real controller and real SQLite databases.
class TestRehearsalPage : public RehearsalPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void remembersDraggedColumns();
    void showsVerdictsOfTheSample();
    void filtersByChipAndText();
    void stopsInTheMiddle();
    void worksInTheDark();
    void isReachedByKeyboard();
    void tellsErrors();
    void neverHoldsUpTheWindow();
};

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
    QTRY_COMPARE(table->horizontalScrollBar()->maximum(), 0);
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

void TestRehearsalPage::stopsInTheMiddle()
{
    openGenerated(80);
    clickWhenPossible(find<QPushButton>(u"startRehearsal"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_controller->done() > 3, kPatience);
    clickWhenPossible(find<QPushButton>(u"stopRehearsal"_s));
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

/// 285 migrations, with a row selected and the window drawn as they come.
void TestRehearsalPage::neverHoldsUpTheWindow()
{
    openGenerated(285);
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->migrations().size(), 285u, kPatience);
    auto *start = find<QPushButton>(u"startRehearsal"_s);
    meter()->startMeter();
    clickWhenPossible(start);
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
    QVERIFY2(meter()->longestMs() < longestEventMs, qPrintable(meter()->longestWhat()));
}

int main(int argc, char **argv)
{
    MeteredApplication application(argc, argv);
    TestRehearsalPage test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_rehearsalpage.moc"
