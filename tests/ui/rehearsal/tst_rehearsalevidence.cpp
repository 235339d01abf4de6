// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsalpagetest.h"
#include "support/clicking.h"
#include "widgets/chip.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What the page shows of one migration, and of a rehearsal against another one.
class TestRehearsalEvidence : public RehearsalPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void showsEvidence();
    void showsTheWaysBack();
    void marksTheLineThatFailed();
    void rehearsesOneAgain();
    void comparesWithThePast();
    void exportsTheReport();
};

void TestRehearsalEvidence::showsEvidence()
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

void TestRehearsalEvidence::showsTheWaysBack()
{
    openShop();
    RehearsalChoice choice = m_controller->choice();
    choice.mode = RehearsalOptions::Mode::Restore;
    choice.which = RehearsalChoice::Which::Last;
    choice.last = 6;
    m_controller->setChoice(choice);
    rehearse();
    select(u"code and database"_s);
    QTRY_VERIFY(find<QLabel>(u"evidenceTitle"_s)->text().startsWith(u"code and database"_s));
    // It is of all of them together, and of no script.
    QVERIFY(!m_page->findChild<QPushButton *>(u"rerun"_s));
    QVERIFY(!m_page->findChild<QPushButton *>(u"openScripts"_s));
    select(u"code only"_s);
    QTRY_VERIFY(find<QLabel>(u"evidenceTitle"_s)->text().startsWith(u"code only"_s));
    const auto *lost = find<QTableView>(u"evidenceLost"_s)->model();
    QCOMPARE(lost->headerData(1, Qt::Horizontal).toString(), u"before the up"_s);
    QCOMPARE(lost->headerData(2, Qt::Horizontal).toString(), u"as it stays"_s);
}

void TestRehearsalEvidence::marksTheLineThatFailed()
{
    openGenerated(11);
    rehearse();
    select(u"0011_step"_s);
    QVERIFY(find<QWidget>(u"evidenceError"_s)->isVisible());
    auto *script = find<CodeView>(u"evidenceScript"_s);
    QTRY_VERIFY(!script->isHidden());
    QVERIFY(script->toPlainText().contains(u"not_there_11"));
    QVERIFY(!script->extraSelections().isEmpty());
    QCOMPARE(script->extraSelections().first().cursor.blockNumber(), 1);
    // All of it is in the timeline, at that line.
    QSignalSpy wanted(m_page.get(), &Page::pageWanted);
    clickWhenPossible(find<QPushButton>(u"openScripts"_s));
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), u"timeline"_s);
    const QVariantMap asked = wanted[0][1].toMap();
    QCOMPARE(asked.value(u"select"_s).toString(), u"0011_step"_s);
    QVERIFY2(asked.value(u"file"_s).toString().endsWith(u"0011_step.down.sql"_s),
             qPrintable(asked.value(u"file"_s).toString()));
    QCOMPARE(asked.value(u"line"_s).toInt(), 2);
}

void TestRehearsalEvidence::rehearsesOneAgain()
{
    openGenerated(11);
    rehearse();
    select(u"0011_step"_s);
    QCOMPARE(find<ChipLabel>(u"evidenceVerdict"_s)->chip().text, u"down fails"_s);
    m_fixture->write(u"migrations/0011_step.down.sql"_s, u"DROP TABLE t0011;\n"_s);
    clickWhenPossible(find<QPushButton>(u"rerun"_s));
    QVERIFY(m_controller->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isRunning(), kPatience);
    QCOMPARE(find<ChipLabel>(u"evidenceVerdict"_s)->chip().text, u"reversible"_s);
    QCOMPARE(find<QTreeView>(u"rehearsalTable"_s)->model()->rowCount(), 11);
    QVERIFY(find<QPushButton>(u"rerun"_s)->isEnabled());
}

void TestRehearsalEvidence::comparesWithThePast()
{
    openGenerated(11);
    rehearse();
    QTRY_COMPARE(m_controller->past().size(), 1u);
    m_fixture->write(u"migrations/0011_step.down.sql"_s, u"DROP TABLE t0011;\n"_s);
    m_fixture->write(u"migrations/0002_step.down.sql"_s, u"SELECT 1;\n"_s);
    rehearse();
    QTRY_COMPARE(m_controller->past().size(), 2u);
    auto *table = find<QTreeView>(u"rehearsalTable"_s);
    QTRY_VERIFY(table->isColumnHidden(BeforeColumn)); // there is no room for it
    m_page->resize(1800, 900);
    QTRY_VERIFY(!table->isColumnHidden(BeforeColumn));
    QTest::mouseClick(find<ChipLabel>(u"chip-worse"_s), Qt::LeftButton);
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 0).data(IdRole).toString(), u"0002_step"_s);
    QTest::mouseClick(find<ChipLabel>(u"chip-worse"_s), Qt::LeftButton);

    QMenu *past = menuOf(u"pastRehearsals"_s);
    QSignalSpy reset(m_controller.get(), &RehearsalController::rowsReset);
    past->actions().last()->trigger(); // the oldest
    QVERIFY(reset.wait(60'000));
    QTRY_VERIFY(table->isColumnHidden(BeforeColumn));
    QMenu *compare = menuOf(u"pastRehearsals"_s)->findChild<QMenu *>(u"compareMenu"_s);
    QCOMPARE(compare->actions().size(), 1);
    compare->actions().first()->trigger();
    QVERIFY(reset.wait(60'000));
    QVERIFY(find<ChipLabel>(u"chip-better"_s)->isVisible());
    QTRY_VERIFY(!table->isColumnHidden(BeforeColumn));
}

void TestRehearsalEvidence::exportsTheReport()
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
        QVERIFY(exported.wait(60'000));
        QVERIFY(!exported.takeFirst().at(1).value<std::optional<Error>>());
        QVERIFY(QFileInfo(path).size() > 500);
        QTRY_VERIFY(!m_page->findChild<QFileDialog *>(u"exportDialog"_s));
    }
}

int main(int argc, char **argv)
{
    MeteredApplication application(argc, argv);
    TestRehearsalEvidence test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_rehearsalevidence.moc"
