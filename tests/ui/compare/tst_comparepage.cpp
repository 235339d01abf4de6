// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparepagetest.h"
#include "support/clicking.h"
#include "support/testserver.h"
#include "widgets/chip.h"
#include "widgets/codeview.h"
#include "widgets/elidedlabel.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr const char *kProduction =
    "CREATE TYPE order_status AS ENUM ('new', 'paid');"
    "CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, phone text);"
    "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers,"
    " total double precision NOT NULL, note text);"
    "CREATE INDEX orders_customer ON orders (customer_id);"
    "CREATE VIEW totals AS SELECT id, total FROM orders;"
    "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int PRIMARY KEY, x text);";
constexpr const char *kLocal =
    "CREATE TYPE order_status AS ENUM ('new', 'paid', 'returned');"
    "CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);"
    "CREATE TABLE contacts (id bigint PRIMARY KEY,"
    " customer_id bigint NOT NULL REFERENCES customers, phone text);"
    "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers,"
    " total numeric(12,2) NOT NULL, shipped_at timestamptz, note text);"
    "CREATE VIEW totals AS SELECT id, total FROM orders;"
    "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int PRIMARY KEY, x varchar(90));";

} // namespace

/// The page as a person uses it, with a real controller on real databases.
class TestComparePage : public ComparePageTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void saysWhatToDoFirst();
    void showsHowTwoDatabasesDiffer();
    void marksLinesAndWords();
    void showsPropertiesAndDependants();
    void goesFromDifferenceToDifference();
    void searchesAndFilters();
    void choosesObjects();
    void turnsAround();
    void leavesNoiseOut();
    void makesAMigration();
    void provesAndExports();
    void marksWhereTheProofFails();
    void saysThatNothingDiffers();
    void tellsErrors();
    void comparesSqliteFiles();
    void neverHoldsUpTheWindow();

private:
    QString m_production;
    QString m_local;
};

void TestComparePage::initTestCase()
{
    TestServer::start();
    m_production = TestServer::createDatabase(u"compare_production"_s);
    m_local = TestServer::createDatabase(u"compare_local"_s);
    execute(m_production, kProduction);
    execute(m_local, kLocal);
}

void TestComparePage::saysWhatToDoFirst()
{
    open(m_production, m_local);
    auto *begin = find<QPushButton>(u"compareNow"_s);
    QVERIFY(begin->isVisible());
    QCOMPARE(begin->text(), u"Compare production with local"_s);
    // Nothing is read before somebody asks for it.
    QCOMPARE(m_controller->state(), CompareController::State::Nothing);
    QTest::mouseClick(begin, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), CompareController::State::Shown, kPatience);
    QTRY_VERIFY(tree()->isVisible());
}

void TestComparePage::showsHowTwoDatabasesDiffer()
{
    open(m_production, m_local);
    compare();
    QCOMPARE(listed(),
             (QStringList{u"~\"Weird \"\"Name\"\"; --\""_s, u"+contacts"_s, u"~customers"_s,
                          u"~orders"_s, u"~totals"_s, u"-orders_customer"_s, u"~order_status"_s}));
    QCOMPARE(find<ChipLabel>(u"compareAdded"_s)->chip().text, u"1 added"_s);
    QCOMPARE(find<ChipLabel>(u"compareRemoved"_s)->chip().text, u"1 dropped"_s);
    const QString script = textOf(u"compareScriptText"_s);
    QVERIFY2(script.contains(u"CREATE TABLE public.contacts"_s), qPrintable(script));
    QVERIFY(script.contains(u"DROP COLUMN phone"_s));
    auto *loss = find<ChipLabel>(u"compareHazard0"_s);
    QCOMPARE(loss->chip().text, u"deletes data"_s);
    find<QTabBar>(u"compareWays"_s)->setCurrentIndex(1);
    QVERIFY(textOf(u"compareScriptText"_s).contains(u"DROP TABLE public.contacts"_s));
}

void TestComparePage::marksLinesAndWords()
{
    open(m_production, m_local);
    compare();
    select(u"orders"_s);
    const QString before = textOf(u"definitionBefore"_s);
    const QString after = textOf(u"definitionAfter"_s);
    // A place is held where the other side has a line more.
    QCOMPARE(before.count(u'\n'), after.count(u'\n'));
    QVERIFY(before.contains(u"total double precision NOT NULL"_s));
    QVERIFY(after.contains(u"shipped_at timestamp with time zone"_s));
    QVERIFY(!before.contains(u"shipped_at"_s));
    const auto &rows = m_controller->detail()->rows;
    const auto changed = std::find_if(rows.begin(), rows.end(), [](const AlignedLine &row) {
        return row.before > 0 && row.after > 0 && !row.isSame();
    });
    QVERIFY(changed != rows.end());
    find<QTabBar>(u"compareTabs"_s)->setCurrentIndex(1);
    const QString both = textOf(u"definitionInline"_s);
    QVERIFY(both.indexOf(u"total double precision"_s) < both.indexOf(u"total numeric(12,2)"_s));
    // What is copied has no place holders.
    find<QTabBar>(u"compareTabs"_s)->setCurrentIndex(0);
    select(u"contacts"_s);
    QVERIFY(textOf(u"definitionBefore"_s).isEmpty());
    QVERIFY(textOf(u"definitionAfter"_s).startsWith(u"CREATE TABLE public.contacts"_s));
}

void TestComparePage::showsPropertiesAndDependants()
{
    open(m_production, m_local);
    compare();
    select(u"orders"_s);
    const auto textsOf = [&](const QString &view) {
        QStringList lines;
        const QAbstractItemModel *model = find<QTreeView>(view)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < model->columnCount(); ++column)
                cells += model->index(row, column).data().toString();
            lines += cells.join(u" | "_s);
        }
        return lines;
    };
    QVERIFY2(textsOf(u"compareProperties"_s)
                 .contains(u"column total · type | double precision | numeric(12,2)"_s),
             qPrintable(textsOf(u"compareProperties"_s).join(u'\n')));
    QCOMPARE(textsOf(u"compareRelated"_s).filter(u"view public.totals"_s).size(), 1);
}

void TestComparePage::goesFromDifferenceToDifference()
{
    open(m_production, m_local);
    compare();
    select(u"customers"_s);
    QTest::keyClick(m_page.get(), Qt::Key_F8);
    QTRY_VERIFY(m_controller->detail() &&
                m_controller->objects()->objects[size_t(m_controller->detail()->object)].name ==
                    u"orders"_s);
    QTest::keyClick(m_page.get(), Qt::Key_F8, Qt::ShiftModifier);
    QTRY_VERIFY(m_controller->detail() &&
                m_controller->objects()->objects[size_t(m_controller->detail()->object)].name ==
                    u"customers"_s);
}

void TestComparePage::searchesAndFilters()
{
    open(m_production, m_local);
    compare();
    QTest::keyClicks(find<QLineEdit>(u"compareSearch"_s), u"order"_s);
    QTRY_COMPARE(listed(), (QStringList{u"~orders"_s, u"-orders_customer"_s, u"~order_status"_s}));
    find<QLineEdit>(u"compareSearch"_s)->clear();
    find<ChipLabel>(u"compareRemoved"_s)->setChecked(true);
    QTRY_COMPARE(listed(), QStringList{u"-orders_customer"_s});
    find<ChipLabel>(u"compareRemoved"_s)->setChecked(false);
    QTRY_COMPARE(listed().size(), 7);
}

void TestComparePage::choosesObjects()
{
    open(m_production, m_local);
    compare();
    select(u"contacts"_s);
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Space);
    QTRY_VERIFY(!textOf(u"compareScriptText"_s).contains(u"contacts"_s));
    QVERIFY(textOf(u"compareScriptText"_s).contains(u"DROP COLUMN phone"_s));
    QCOMPARE(tree()->currentIndex().data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QTest::keyClick(tree(), Qt::Key_Space);
    QTRY_VERIFY(textOf(u"compareScriptText"_s).contains(u"contacts"_s));
}

void TestComparePage::turnsAround()
{
    open(m_production, m_local);
    compare();
    clickWhenPossible(find<QToolButton>(u"compareSwap"_s));
    QTRY_VERIFY(listed().contains(u"-contacts"_s));
    QCOMPARE(m_controller->nameOf(CompareController::Before), u"local"_s);
    QTRY_VERIFY(textOf(u"compareScriptText"_s).contains(u"DROP TABLE public.contacts"_s));
}

void TestComparePage::leavesNoiseOut()
{
    execute(m_production, "COMMENT ON TABLE orders IS 'what was bought'");
    open(m_production, m_local);
    DiffOptions noise;
    noise.comments = false;
    m_controller->setNoise(noise);
    compare();
    QVERIFY(find<QLabel>(u"compareLeftOut"_s)->toolTip().contains(u"comments (1)"_s));
    select(u"orders"_s);
    QVERIFY(!m_controller->detail()->before.contains(u"what was bought"_s));
    m_controller->setNoise({});
    QTRY_VERIFY(!find<QLabel>(u"compareLeftOut"_s)->toolTip().contains(u"comments"_s));
    execute(m_production, "COMMENT ON TABLE orders IS NULL");
}

void TestComparePage::makesAMigration()
{
    open(m_production, m_local);
    compare();
    QSignalSpy wanted(m_page.get(), &Page::pageWanted);
    clickWhenPossible(find<QPushButton>(u"compareMake"_s));
    auto *name = find<QLineEdit>(u"migrationName"_s);
    QVERIFY(name->isVisible());
    QVERIFY(!find<QPushButton>(u"migrationMake"_s)->isEnabled());
    QTest::keyClicks(name, u"exact totals"_s);
    auto *make = find<QPushButton>(u"migrationMake"_s);
    QTRY_VERIFY(make->isEnabled());
    // However often it is clicked.
    QSignalSpy made(&m_controller->script(), &CompareScript::migrationsMade);
    bool wasEnabled = false;
    bool couldCancel = false;
    connect(&m_controller->script(), &CompareScript::filesChanged, m_page.get(), [&] {
        if (m_controller->script().isMakingMigration()) {
            wasEnabled = wasEnabled || make->isEnabled();
            couldCancel = couldCancel || find<QPushButton>(u"migrationClose"_s)->isEnabled();
        }
    });
    QTest::mouseClick(make, Qt::LeftButton);
    QTest::mouseClick(make, Qt::LeftButton);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(find<QPushButton>(u"migrationShow"_s)->isVisible());
    QTRY_VERIFY(!m_controller->script().isMakingMigration() && m_fixture->tasks.entries().empty());
    QCOMPARE(made.size(), 1);
    QVERIFY(!wasEnabled && !couldCancel);
    QVERIFY(find<QPushButton>(u"migrationClose"_s)->isEnabled());
    const QStringList files = m_fixture->migrations().entryList(QDir::Files, QDir::Name);
    QCOMPARE(files.size(), 2 * m_controller->script().migrationCount());
    QString all;
    for (const QString &file : files)
        all += m_fixture->read(u"migrations/"_s + file);
    QVERIFY(all.contains(u"CREATE TABLE public.contacts"_s));
    QVERIFY(all.contains(u"DROP TABLE public.contacts"_s));
    // What was written is to be read, first of all.
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), u"author"_s);
    QVERIFY(wanted[0][1].toMap().value(u"open"_s).toString().contains(u"exact_totals"_s));
    clickWhenPossible(find<QPushButton>(u"migrationShow"_s));
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted[1][0].toString(), u"timeline"_s);
    QVERIFY(wanted[1][1].toMap().value(u"select"_s).toString().contains(u"exact_totals"_s));
}

void TestComparePage::provesAndExports()
{
    open(m_production, m_local);
    compare();
    const auto prove = [this] {
        clickWhenPossible(find<QPushButton>(u"compareProve"_s));
        QCOMPARE(m_controller->script().proofState(), CompareScript::ProofState::Running);
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->script().proofState(),
                                  CompareScript::ProofState::Done, kPatience);
    };
    // A column that is added comes last: what no script can do, a proof does not hide.
    prove();
    QVERIFY(!m_controller->script().proof().holds());
    QVERIFY(find<ChipLabel>(u"compareProof"_s)->toolTip().contains(u"column order"_s));
    QVERIFY2(find<ElidedLabel>(u"compareScriptNote"_s)->fullText().contains(u"column order"_s),
             qPrintable(find<ElidedLabel>(u"compareScriptNote"_s)->fullText()));
    DiffOptions noise;
    noise.columnOrder = false;
    m_controller->setNoise(noise);
    QTRY_VERIFY(find<QPushButton>(u"compareProve"_s)->isEnabled());
    QTRY_COMPARE(m_controller->script().proofState(), CompareScript::ProofState::None);
    QTRY_VERIFY(m_controller->script().scripts());
    prove();
    QVERIFY2(m_controller->script().proof().holds(),
             qPrintable(find<ChipLabel>(u"compareProof"_s)->toolTip()));
    QVERIFY(find<ChipLabel>(u"compareProof"_s)->isVisible());
    QSignalSpy written(&m_controller->script(), &CompareScript::saved);
    const QString path = m_fixture->folder().filePath(u"review.html"_s);
    m_controller->script().exportReview(path);
    QTRY_COMPARE(written.size(), 1);
    const QString review = m_fixture->read(u"review.html"_s);
    QVERIFY(review.contains(u"contacts"_s));
    // What a reviewer looks for comes before everything else.
    const qsizetype danger = review.indexOf(u"public.customers: all values of phone"_s);
    QVERIFY2(danger > 0 && danger < review.indexOf(u"<h2>Differences"_s), qPrintable(review));
    auto *unsaved = find<QWidget>(u"compareUnsaved"_s);
    QVERIFY(!unsaved->isVisible());
    m_controller->script().exportReview(m_fixture->folder().filePath(u"not/there/review.md"_s));
    QTRY_VERIFY(unsaved->isVisible());
    QTest::mouseClick(unsaved->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(!unsaved->isVisible());
    // Of a part there is nothing to prove: it does not lead to the other schema.
    m_controller->choose({0}, false);
    QTRY_COMPARE(m_controller->script().proofState(), CompareScript::ProofState::None);
    QVERIFY(!m_controller->script().prove());
}

void TestComparePage::marksWhereTheProofFails()
{
    const QString loose = TestServer::createDatabase(u"compare_loose"_s);
    const QString strict = TestServer::createDatabase(u"compare_strict"_s);
    execute(loose, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (v integer);"
                   "INSERT INTO \"Weird \"\"Name\"\"; --\" VALUES (NULL)");
    execute(strict, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (v integer NOT NULL)");
    open(loose, strict);
    compare();
    clickWhenPossible(find<QPushButton>(u"compareProve"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->script().proofState(), CompareScript::ProofState::Done,
                              kPatience);
    QVERIFY(m_controller->script().proof().up.error.has_value());
    const auto *code = find<CodeView>(u"compareScriptText"_s);
    QTRY_VERIFY(!code->extraSelections().isEmpty());
    const QString line = code->extraSelections().front().cursor.block().text();
    QVERIFY2(line.contains(u"VALIDATE"_s) || line.contains(u"NOT NULL"_s), qPrintable(line));
}

void TestComparePage::saysThatNothingDiffers()
{
    const QString twin = TestServer::createDatabase(u"compare_twin"_s);
    execute(twin, kLocal);
    open(twin, m_local);
    compare();
    auto *equal = find<QWidget>(u"compareEqual"_s);
    QTRY_VERIFY(equal->isVisible());
    QVERIFY(!tree()->isVisible());
}

void TestComparePage::tellsErrors()
{
    open(u"postgresql:///nowhere?host=/not/there"_s, m_local);
    QVERIFY(m_controller->start());
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), CompareController::State::Failed, kPatience);
    QVERIFY(find<QWidget>(u"compareError"_s)->isVisible());
    // What is typed and is none is said beside the field.
    Q_EMIT find<QMenu>(u"compareBeforeMenu"_s)->aboutToShow();
    auto *field = find<QLineEdit>(u"compareBeforeField"_s);
    field->setText(u"no-such-thing.sql"_s);
    QTest::keyClick(field, Qt::Key_Return);
    auto *problem = find<QLabel>(u"compareBeforeProblem"_s);
    QTRY_VERIFY(!problem->isHidden());
    QVERIFY2(problem->text().contains(u"no-such-thing.sql"_s), qPrintable(problem->text()));
    QCOMPARE(m_controller->nameOf(CompareController::Before), u"production"_s);
}

void TestComparePage::comparesSqliteFiles()
{
    makeFile(u"a.db"_s, "CREATE TABLE orders (id integer PRIMARY KEY, total real);"
                        "CREATE TABLE gone (id integer)");
    makeFile(u"b.db"_s, "CREATE TABLE orders (id integer PRIMARY KEY, total numeric, made text)");
    open(u"sqlite:a.db"_s, u"sqlite:b.db"_s);
    compare();
    QCOMPARE(listed(), (QStringList{u"-gone"_s, u"~orders"_s}));
    select(u"orders"_s);
    const QString after = textOf(u"definitionAfter"_s);
    QVERIFY2(after.contains(u"made text"_s, Qt::CaseInsensitive), qPrintable(after));
}

/// 10,000 tables of which one in a hundred differs: opened, searched, looked through.
void TestComparePage::neverHoldsUpTheWindow()
{
    QByteArray before = "BEGIN;";
    QByteArray after = "BEGIN;";
    for (int i = 0; i < 10'000; ++i) {
        const QByteArray number = QByteArray::number(i);
        const QByteArray head =
            "CREATE TABLE table_" + number + " (id integer PRIMARY KEY, a text,";
        before += head + " b integer);";
        after += head + (i % 100 == 0 ? " b text, c text);" : " b integer);");
    }
    makeFile(u"a.db"_s, before + "COMMIT;");
    makeFile(u"b.db"_s, after + "COMMIT;");
    open(u"sqlite:a.db"_s, u"sqlite:b.db"_s);
    CompareView view;
    view.equalAsWell = true;
    m_controller->setView(view);
    meter()->startMeter();
    compare();
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->shown().size(), 10'000u, kPatience);
    for (const QString &text : {u"t"_s, u"table_99"_s, u"table_9900"_s, u""_s}) {
        find<QLineEdit>(u"compareSearch"_s)->setText(text);
        QTest::qWait(150);
    }
    QTRY_COMPARE(m_controller->shown().size(), 10'000u);
    for (int i = 0; i < 5; ++i) {
        m_page->goToNext();
        QTest::qWait(60);
    }
    // Through the list by the keyboard, its heading closed and open, none of it chosen and all.
    for (const int key : {Qt::Key_PageDown, Qt::Key_End, Qt::Key_PageUp, Qt::Key_Home, Qt::Key_Left,
                          Qt::Key_Right, Qt::Key_Space, Qt::Key_Space, Qt::Key_Down}) {
        QTest::keyClick(tree(), Qt::Key(key));
        QTest::qWait(30);
    }
    QTRY_VERIFY(m_controller->script().canMakeMigration());
    QCOMPARE(m_controller->chosenCount(), 100);
    for (int tab = 0; tab < 4; ++tab) {
        find<QTabBar>(u"compareTabs"_s)->setCurrentIndex(tab);
        QTest::qWait(30);
    }
    m_controller->swap();
    QTRY_VERIFY(m_controller->script().canMakeMigration());
    meter()->stopMeter();
    QCOMPARE(m_controller->objects()->counts.at(Standing::Changed), 100);
    QVERIFY2(meter()->longestMs() < longestEventMs,
             qPrintable(u"%1 ms: %2"_s.arg(meter()->longestMs()).arg(meter()->longestWhat())));
}

int main(int argc, char **argv)
{
    MeteredApplication application(argc, argv);
    TestComparePage test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_comparepage.moc"
