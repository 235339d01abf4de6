// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparepagetest.h"
#include "support/clicking.h"
#include "widgets/chip.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// A part of the differences, and the way of the keyboard and of narrow windows through the page.
class TestCompareChoice : public ComparePageTest
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsPulledInAndWhy();
    void goesToWhatIsHidden();
    void provesNoPart();
    void looksAtTheFirstObjectAtOnce();
    void tabsAsItIsRead();
    void tabsThroughWhatComesUp();
    void goesFromTheSearchToTheList();
    void fitsIntoANarrowWindow();
    void saysWhichSideCannotBeRead();

private:
    void openViews();
    void chooseOnly(const QString &name);
    QStringList pulled();
    QStringList tabbed() const;
};

/// "seen" needs "fresh"; "old_view" goes with "gone".
void TestCompareChoice::openViews()
{
    open(makeFile(u"a.db"_s, "CREATE TABLE gone (id integer PRIMARY KEY);"
                             "CREATE VIEW old_view AS SELECT id FROM gone;"
                             "CREATE TABLE \"Weird \"\"Name\"\"; --\" (x text);"),
         makeFile(u"b.db"_s, "CREATE TABLE fresh (id integer PRIMARY KEY);"
                             "CREATE VIEW seen AS SELECT id FROM fresh;"
                             "CREATE TABLE \"Weird \"\"Name\"\"; --\" (x text, y text);"));
    compare();
    QCOMPARE(listed(), (QStringList{u"~\"Weird \"\"Name\"\"; --\""_s, u"+fresh"_s, u"-gone"_s,
                                    u"-old_view"_s, u"+seen"_s}));
}

void TestCompareChoice::chooseOnly(const QString &name)
{
    m_controller->chooseAll(false);
    const auto &objects = m_controller->objects()->objects;
    for (size_t i = 0; i < objects.size(); ++i) {
        if (objects[i].name == name)
            m_controller->choose({int(i)}, true);
    }
}

QStringList TestCompareChoice::pulled()
{
    auto *menu = find<QPushButton>(u"comparePulled"_s)->menu();
    Q_EMIT menu->aboutToShow();
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts += action->text();
    return texts;
}

void TestCompareChoice::saysWhatIsPulledInAndWhy()
{
    openViews();
    auto *strip = find<QWidget>(u"compareChoice"_s);
    QVERIFY(!strip->isVisible());
    chooseOnly(u"seen"_s);
    QTRY_VERIFY(find<QPushButton>(u"comparePulled"_s)->isVisible());
    QCOMPARE(find<QLabel>(u"compareChosen"_s)->text(), u"1 of 5 objects chosen"_s);
    QCOMPARE(find<QPushButton>(u"comparePulled"_s)->text(), u"1 more is needed"_s);
    QCOMPARE(pulled(), QStringList{u"fresh is needed by view seen"_s});
    select(u"fresh"_s);
    QCOMPARE(tree()->currentIndex().data(NeededRole).toString(), u"needed by seen"_s);
    QVERIFY(textOf(u"compareScriptText"_s).contains(u"CREATE TABLE fresh"_s));
    // The other way round: what depends on something that goes.
    chooseOnly(u"gone"_s);
    QTRY_COMPARE(pulled(), QStringList{u"old_view depends on table gone and goes with it"_s});
    // One click leads there.
    find<QPushButton>(u"comparePulled"_s)->menu()->actions().first()->trigger();
    QTRY_COMPARE(tree()->currentIndex().data().toString(), u"old_view"_s);
    // What needs nothing else.
    chooseOnly(u"\"Weird \"\"Name\"\"; --\""_s);
    QTRY_VERIFY(!find<QPushButton>(u"comparePulled"_s)->isVisible());
    QVERIFY(strip->isVisible());
    clickWhenPossible(find<QPushButton>(u"compareChooseAll"_s));
    QTRY_VERIFY(!strip->isVisible());
    QCOMPARE(m_controller->chosenCount(), 5);
}

/// By the search or a chip: what is gone to is seen.
void TestCompareChoice::goesToWhatIsHidden()
{
    openViews();
    chooseOnly(u"seen"_s);
    QTRY_VERIFY(find<QPushButton>(u"comparePulled"_s)->isVisible());
    find<QLineEdit>(u"compareSearch"_s)->setText(u"seen"_s);
    QTRY_COMPARE(listed(), QStringList{u"+seen"_s});
    QCOMPARE(pulled().size(), 1);
    find<QPushButton>(u"comparePulled"_s)->menu()->actions().first()->trigger();
    QTRY_COMPARE(tree()->currentIndex().data().toString(), u"fresh"_s);
    QVERIFY(find<QLineEdit>(u"compareSearch"_s)->text().isEmpty());
    find<ChipLabel>(u"compareChanged"_s)->setChecked(true);
    QTRY_COMPARE(listed().size(), 1);
    QCOMPARE(pulled().size(), 1);
    find<QPushButton>(u"comparePulled"_s)->menu()->actions().first()->trigger();
    QTRY_COMPARE(tree()->currentIndex().data().toString(), u"fresh"_s);
    QVERIFY(!find<ChipLabel>(u"compareChanged"_s)->isChecked());
}

void TestCompareChoice::provesNoPart()
{
    openViews();
    auto *prove = find<QPushButton>(u"compareProve"_s);
    QTRY_VERIFY(prove->isVisible() && prove->isEnabled());
    chooseOnly(u"seen"_s);
    QTRY_VERIFY(prove->toolTip().contains(u"Of a part"_s));
    QVERIFY(prove->isVisible() && !prove->isEnabled());
    m_controller->chooseAll(true);
    QTRY_VERIFY(prove->isEnabled());
    QVERIFY(!prove->toolTip().contains(u"Of a part"_s));
}

void TestCompareChoice::looksAtTheFirstObjectAtOnce()
{
    // With more columns than there is room for; the second differs.
    QByteArray rest;
    for (int i = 0; i < 90; ++i)
        rest += ", c" + QByteArray::number(i) + " text DEFAULT '" + QByteArray(200, 'x') + '\'';
    open(
        makeFile(u"a.db"_s, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (x text, y text" + rest + ')'),
        makeFile(u"b.db"_s, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (x text, y int" + rest + ')'));
    // The keyboard is in the page, which moves it to the tree.
    m_page->activateWindow();
    m_page->activated();
    QTRY_VERIFY(find<QPushButton>(u"compareNow"_s)->hasFocus());
    QTest::keyClick(find<QPushButton>(u"compareNow"_s), Qt::Key_Space);
    waitUntilShown();
    QTRY_VERIFY(m_controller->detail() != nullptr);
    QVERIFY(tree()->currentIndex().isValid());
    QCOMPARE(tree()->currentIndex().data(ObjectRole).toInt(), 0);
    // It is seen from its beginning.
    for (const char *name : {"definitionBefore", "definitionAfter"}) {
        const auto *code = find<CodeView>(QString::fromLatin1(name));
        QTRY_VERIFY(code->verticalScrollBar()->maximum() > 30);
        QTRY_COMPARE(code->verticalScrollBar()->value(), 0);
        QTRY_COMPARE(code->horizontalScrollBar()->value(), 0);
    }
}

/// All that the keyboard reaches from the first source on.
QStringList TestCompareChoice::tabbed() const
{
    QStringList names;
    const QWidget *first = find<QWidget>(u"compareBefore"_s);
    for (const QWidget *at = first; names.size() < 100;) {
        if (at->isVisible() && at->isEnabled() && (at->focusPolicy() & Qt::TabFocus) &&
            !at->objectName().startsWith(u"qt_"_s))
            names += at->objectName();
        at = at->nextInFocusChain();
        if (at == first)
            break;
    }
    return names;
}

void TestCompareChoice::tabsAsItIsRead()
{
    openViews();
    chooseOnly(u"seen"_s);
    QTRY_VERIFY(find<QPushButton>(u"comparePulled"_s)->isVisible());
    QTRY_VERIFY(m_controller->script().canMakeMigration());
    select(u"seen"_s);
    const QStringList expected{
        u"compareBefore"_s,   u"compareSwap"_s,      u"compareAfter"_s,     u"compareAdded"_s,
        u"compareChanged"_s,  u"compareRemoved"_s,   u"compareRead"_s,      u"compareNoise"_s,
        u"compareExport"_s,   u"compareMake"_s,      u"compareRenameYes"_s, u"compareRenameNo"_s,
        u"compareSearch"_s,   u"compareTree"_s,      u"comparePulled"_s,    u"compareChooseAll"_s,
        u"compareTabs"_s,     u"comparePrevious"_s,  u"compareNext"_s,      u"definitionBefore"_s,
        u"definitionAfter"_s, u"compareWays"_s,      u"compareCopy"_s,      u"compareSave"_s,
        u"compareMore"_s,     u"compareScriptText"_s};
    QCOMPARE(tabbed().join(u' '), expected.join(u' '));
}

/// What is there only where there is something to say.
void TestCompareChoice::tabsThroughWhatComesUp()
{
    const QByteArray columns = " (id integer PRIMARY KEY, customer text NOT NULL, total numeric,"
                               " made_at text, note text);";
    open(makeFile(u"a.db"_s, "CREATE TABLE orders" + columns + "CREATE TABLE one" + columns),
         makeFile(u"b.db"_s, "CREATE TABLE purchases" + columns + "CREATE TABLE one_a" + columns));
    compare();
    QTRY_VERIFY(find<QPushButton>(u"compareRenameYes"_s)->isVisible());
    clickWhenPossible(find<QPushButton>(u"compareRenameYes"_s));
    QTRY_VERIFY(find<QPushButton>(u"compareTakeBack"_s)->isVisible());
    QTRY_VERIFY(find<QPushButton>(u"compareRenameYes"_s)->isVisible());
    QTRY_VERIFY(m_controller->script().canMakeMigration());
    m_controller->script().save(m_fixture->folder().filePath(u"not/there.sql"_s), true);
    QTRY_VERIFY(find<QWidget>(u"compareUnsaved"_s)->isVisible());
    clickWhenPossible(find<QPushButton>(u"compareMake"_s));
    find<QLineEdit>(u"migrationName"_s)->setText(u"rename"_s);
    QTRY_VERIFY(find<QPushButton>(u"migrationMake"_s)->isEnabled());
    const QStringList expected{u"compareMake"_s,     u"compareRenameYes"_s,   u"compareRenameNo"_s,
                               u"compareTakeBack"_s, u"compareUnsavedRead"_s, u"compareSearch"_s,
                               u"compareMore"_s,     u"migrationName"_s,      u"migrationMake"_s,
                               u"migrationClose"_s,  u"compareScriptText"_s};
    QStringList known;
    for (const QString &name : tabbed())
        if (expected.contains(name))
            known += name;
    QCOMPARE(known, expected);
}

void TestCompareChoice::goesFromTheSearchToTheList()
{
    openViews();
    m_page->activateWindow();
    auto *search = find<QLineEdit>(u"compareSearch"_s);
    search->setFocus();
    search->setText(u"view"_s);
    QTRY_COMPARE(listed(), (QStringList{u"-old_view"_s, u"+seen"_s}));
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(tree()->hasFocus());
}

/// Everything that can be said about a script, at once.
void TestCompareChoice::fitsIntoANarrowWindow()
{
    open(makeFile(u"a.db"_s, "CREATE TABLE t (a real, b text, c text, d text);"
                             "CREATE TABLE gone (id integer); INSERT INTO gone VALUES (1);"
                             "INSERT INTO t VALUES (1, NULL, NULL, NULL);"),
         makeFile(u"b.db"_s,
                  "CREATE TABLE t (a integer, b text NOT NULL, c text UNIQUE, d text);"
                  "CREATE INDEX i ON t (d); CREATE TABLE purchases (id integer, x text);"));
    compare();
    clickWhenPossible(find<QPushButton>(u"compareProve"_s));
    QTRY_VERIFY(m_controller->script().proofState() == CompareScript::ProofState::Done ||
                m_controller->script().proofState() == CompareScript::ProofState::Failed);
    clickWhenPossible(find<QPushButton>(u"compareMake"_s));
    QTRY_VERIFY(find<ChipLabel>(u"compareProof"_s)->isVisible());
    // A window of 1280 pixels has so much for its page.
    QVERIFY2(m_page->minimumSizeHint().width() <= 1'100,
             qPrintable(QString::number(m_page->minimumSizeHint().width())));
    // However narrow it is, no chip lies outside of it or above another.
    m_page->resize(m_page->minimumSizeHint().width(), 712);
    // They are made anew with every script.
    const auto apart = [this] {
        const auto chips = find<QWidget>(u"compareScript"_s)->findChildren<ChipLabel *>();
        if (chips.size() <= 3)
            return false;
        for (const ChipLabel *chip : chips) {
            if (!chip->isVisible())
                continue;
            if (!chip->parentWidget()->rect().contains(chip->geometry()))
                return false;
            for (const ChipLabel *other : chips) {
                if (other != chip && other->isVisible() &&
                    other->geometry().intersects(chip->geometry()))
                    return false;
            }
        }
        return true;
    };
    QTRY_VERIFY(apart());
}

void TestCompareChoice::saysWhichSideCannotBeRead()
{
    open(makeFile(u"a.db"_s, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (x text);"),
         u"postgresql:///nowhere?host=/not/there"_s);
    QVERIFY(m_controller->start());
    QTRY_COMPARE(m_controller->state(), CompareController::State::Failed);
    QVERIFY2(m_controller->error()->summary.startsWith(u"local: "_s),
             qPrintable(m_controller->error()->summary));
}

int main(int argc, char **argv)
{
    MeteredApplication application(argc, argv);
    TestCompareChoice test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_comparechoice.moc"
