// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/workbench/timelineworld.h"
#include "support/clicking.h"
#include "support/columndrag.h"
#include "support/testserver.h"
#include "timeline/timelineheader.h"
#include "timeline/timelinemodel.h"
#include "timeline/timelinepage.h"
#include "timeline/timelinetable.h"
#include "widgets/codeview.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>
#include <QTextBlock>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr int patience = 30000;

TimelineController::Times quick()
{
    TimelineController::Times times;
    times.poll = std::chrono::milliseconds(150);
    times.filesSettle = std::chrono::milliseconds(20);
    return times;
}

/// The page with real controllers over a world, shown.
struct Fixture
{
    explicit Fixture(TimelineWorld &of, RunController::Guard guard = {})
        : world(of)
        , timeline(of.services, of.workspace, quick())
        , run(of.services, of.workspace, std::move(guard))
        , page(theme, syntax, of.services, of.workspace, timeline, run)
    {
        theme.applyTo(*qApp);
        page.resize(1216, 720);
        page.show();
        table = page.findChild<TimelineTable *>();
        filter = page.findChild<QLineEdit *>(u"timelineFilter"_s);
        page.activated();
    }

    template <typename T>
    T *find(const char *name) const
    {
        T *found = page.findChild<T *>(QLatin1StringView(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString label(const char *name) const { return find<QLabel>(name)->text(); }
    void click(const char *name) const { clickWhenPossible(find<QPushButton>(name)); }
    int rows() const { return table->model()->rowCount(); }
    QString head(int environment) const
    {
        return table->model()
            ->headerData(TimelineModel::FirstEnvironment + environment, Qt::Horizontal,
                         TimelineModel::SubtitleRole)
            .toString();
    }
    /// Everything that is pending, as planned.
    bool beginsToApply()
    {
        click("applyButton");
        if (!QTest::qWaitFor([this] { return run.state() == RunController::State::Planned; },
                             patience))
            return false;
        click("executeButton");
        return true;
    }
    bool planIsShown() const
    {
        return find<QStackedWidget>("timelineRight")->currentWidget()->objectName() ==
               u"runPanel"_s;
    }

    TimelineWorld &world;
    Theme theme;
    SyntaxRepository syntax;
    TimelineController timeline;
    RunController run;
    TimelinePage page;
    TimelineTable *table = nullptr;
    QLineEdit *filter = nullptr;
};

} // namespace

class TimelinePageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { TestServer::start(); }

    void selectsAndShows();
    void showsTheLastRehearsal();
    void showsLint();
    void showsWhoWroteAndChangedIt();
    void filtersAsOneTypes();
    void keys();
    void appliesAndRollsBack_data();
    void appliesAndRollsBack();
    void failsAndSaysSo();
    void cancels();
    void productionWantsArming();
    void outsideChangeKeepsSelectionAndPlace();
    void copyAndReveal();
    void asksForComparisons();
    void showsALineOfAScript();
    void showsWhatAFilterWouldHide();
    void remembersDraggedColumns();
    void narrowAndWide();
};

void TimelinePageTest::selectsAndShows()
{
    TimelineWorld world;
    world.addTables(3);
    world.addMigration(4, u"nodown"_s, u"CREATE TABLE n (id INTEGER);"_s, {});
    world.write({{u"local"_s, u"local"_s, u"sqlite:a.db"_s},
                 {u"live"_s, u"production"_s, u"sqlite:b.db"_s}});
    world.applyOutside(u"sqlite:a.db"_s, 2);
    world.open();
    Fixture page(world);
    QTRY_COMPARE_WITH_TIMEOUT(page.rows(), 4, patience);
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"2 behind"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(page.head(1), u"4 behind"_s, patience);
    QCOMPARE(page.table->currentId(), TimelineWorld::idOf(4, u"nodown"_s));
    QTRY_COMPARE_WITH_TIMEOUT(page.label("migrationTitle"), u"nodown"_s, patience);
    QVERIFY(page.label("downNote").contains(u"no statement"_s));

    const QRect row = page.table->visualRect(page.table->model()->index(3, 1));
    QTest::mouseClick(page.table->viewport(), Qt::LeftButton, {}, row.center());
    QTRY_COMPARE_WITH_TIMEOUT(page.label("migrationTitle"), u"t1"_s, patience);
    QVERIFY(page.find<CodeView>("upScript")->toPlainText().contains(u"Weird \"\"Name"_s));
    QVERIFY(page.find<CodeView>("downScript")->toPlainText().contains(u"DROP TABLE"_s));
    QVERIFY2(page.label("migrationSentence").contains(u"applied on local"_s),
             qPrintable(page.label("migrationSentence")));
    QVERIFY(page.label("migrationSentence").contains(u"pending on live"_s));
    QSignalSpy wanted(&page.page, &Page::pageWanted);
    page.click("rehearseButton");
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.front().at(0).toString(), u"rehearse"_s);
    QCOMPARE(wanted.front().at(1).toMap().value(u"only"_s).toStringList(),
             QStringList{TimelineWorld::tableId(1)});
}

void TimelinePageTest::showsTheLastRehearsal()
{
    TimelineWorld world;
    world.addTables(2);
    world.openOn(u"sqlite:a.db"_s);
    Fixture page(world);
    auto verdicts = std::make_shared<LastVerdicts>();
    LastVerdict failed;
    failed.verdict = Verdict::DownFails;
    failed.label = u"down fails"_s;
    failed.tone = Tone::Bad;
    failed.reason = u"There is no such table."_s;
    failed.when = QDateTime::currentDateTimeUtc();
    Error error;
    error.summary = u"no such table"_s;
    error.where = {TimelineWorld::tableId(2) + u".sql"_s, 5, 1};
    failed.error = error;
    failed.errorInDown = true;
    failed.locks = {{u"DROP TABLE"_s, u"public.t2"_s, u"AccessExclusive"_s, 0.4, true}};
    (*verdicts)[TimelineWorld::tableId(2)] = failed;
    page.timeline.setVerdicts(verdicts);
    QTRY_COMPARE_WITH_TIMEOUT(page.label("verdictReason"), failed.reason, patience);
    // "DROP TABLE" is line 5 of the file and line 2 of what is shown as its down.
    const auto *down = page.find<CodeView>("downScript");
    QVERIFY(!down->extraSelections().isEmpty());
    QCOMPARE(down->extraSelections().front().cursor.block().text(), u"DROP TABLE t2;"_s);
    QVERIFY(page.find<CodeView>("upScript")->extraSelections().isEmpty());
    QVERIFY(page.find<QWidget>("locks")->isVisible());
    QTest::keyClick(page.table, Qt::Key_Down);
    QTRY_VERIFY_WITH_TIMEOUT(page.label("verdictReason").startsWith(u"Nobody knows"_s), patience);
    QVERIFY(down->extraSelections().isEmpty());
    QVERIFY(!page.find<QWidget>("locks")->isVisible());
}

void TimelinePageTest::showsLint()
{
    TimelineWorld world;
    world.addTables(1);
    world.addMigration(2, u"gone"_s, u"DROP TABLE \"Weird \"\"Name\"\"; --\";"_s, u"SELECT 1;"_s);
    world.openOn(u"sqlite:a.db"_s);
    Fixture page(world);
    QTRY_VERIFY_WITH_TIMEOUT(page.label("lint").contains(u"up 2"_s), patience);
    // Names of tables come from files, and are no markup.
    QVERIFY(page.label("lint").contains(u"Weird &quot;Name"_s));
    const auto chips = page.table->model()
                           ->index(0, TimelineModel::ChipsColumn)
                           .data(Qt::AccessibleTextRole)
                           .toString();
    QVERIFY2(chips.contains(u" lint"_s), qPrintable(chips));
    Q_EMIT page.find<QLabel>("lint")->linkActivated(u"0"_s);
    QTRY_VERIFY_WITH_TIMEOUT(page.find<CodeView>("upScript")->hasFocus() ||
                                 page.find<CodeView>("downScript")->hasFocus(),
                             patience);
    QTest::keyClick(page.table, Qt::Key_Down);
    QTRY_VERIFY_WITH_TIMEOUT(!page.find<QLabel>("lint")->isVisible(), patience);
}

void TimelinePageTest::showsWhoWroteAndChangedIt()
{
    TimelineWorld world;
    world.addTables(2);
    world.write({{u"local"_s, u"local"_s, u"sqlite:a.db"_s}});
    const auto git = [&](const QStringList &arguments) {
        QProcess process;
        process.setWorkingDirectory(world.path(u"."_s));
        process.start(u"git"_s, QStringList{u"-c"_s, u"user.name=Ann Miller"_s, u"-c"_s,
                                            u"user.email=ann@example.org"_s} +
                                    arguments);
        QVERIFY(process.waitForFinished(120'000) && process.exitCode() == 0);
    };
    git({u"init"_s, u"-q"_s});
    git({u"add"_s, u"db"_s});
    git({u"commit"_s, u"-qm"_s, u"Make two tables"_s});
    world.open();
    Fixture page(world);
    QTRY_VERIFY_WITH_TIMEOUT(page.label("origin").contains(u"Make two tables"_s), patience);
    QVERIFY(page.label("origin").startsWith(u"Ann Miller, "_s));
    page.filter->setText(u"author:miller t1"_s);
    QTRY_COMPARE_WITH_TIMEOUT(page.rows(), 1, patience);
    page.filter->setText(u"author:bob"_s);
    QTRY_COMPARE_WITH_TIMEOUT(page.rows(), 0, patience);
}

void TimelinePageTest::filtersAsOneTypes()
{
    TimelineWorld world;
    world.addTables(30);
    world.openOn(u"sqlite:a.db"_s);
    Fixture page(world);
    QTRY_COMPARE_WITH_TIMEOUT(page.rows(), 30, patience);
    page.table->selectId(TimelineWorld::tableId(21));
    // A letter typed in the list goes on in the field.
    QTest::keyClicks(page.table, u"t"_s);
    QVERIFY(page.filter->hasFocus());
    QTest::keyClicks(page.filter, u"21"_s);
    QTRY_COMPARE_WITH_TIMEOUT(page.rows(), 1, patience);
    QCOMPARE(page.table->selectedIds(), QStringList{TimelineWorld::tableId(21)});
    QTest::keyClicks(page.filter, u"nothing"_s);
    QTRY_COMPARE_WITH_TIMEOUT(page.rows(), 0, patience);
    QTest::keyClick(page.filter, Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(page.rows(), 30, patience);
    QVERIFY(page.filter->hasFocus());
    QTest::keyClick(page.filter, Qt::Key_Return);
    QVERIFY(!page.planIsShown());
    QVERIFY(page.table->hasFocus());
}

void TimelinePageTest::keys()
{
    TimelineWorld world;
    world.addTables(60);
    world.write({{u"local"_s, u"local"_s, u"sqlite:a.db"_s}});
    world.applyOutside(u"sqlite:a.db"_s, 20);
    world.open();
    Fixture page(world);
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"40 behind"_s, patience);
    QTest::keyClick(page.table, Qt::Key_Down);
    QCOMPARE(page.table->currentId(), TimelineWorld::tableId(59));
    QTest::keyClick(page.table, Qt::Key_End);
    QCOMPARE(page.table->currentId(), TimelineWorld::tableId(1));
    QTest::keyClick(page.table, Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(page.table->currentId(), TimelineWorld::tableId(20));
    const QModelIndex tide = page.table->currentIndex();
    QVERIFY(page.table->viewport()->rect().contains(page.table->visualRect(tide).center()));
    QTest::keyClick(page.table, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(page.filter->hasFocus());
    QTest::keyClick(page.filter, Qt::Key_Return);
    QTest::keyClick(page.table, Qt::Key_Backspace, Qt::ControlModifier);
    QVERIFY(!page.planIsShown()); // nothing newer is applied
    QTest::keyClick(page.table, Qt::Key_Up);
    QTest::keyClick(page.table, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(page.planIsShown());
    QTRY_COMPARE_WITH_TIMEOUT(page.label("runTitle"), u"Apply 1 migration to local"_s, patience);
    QTest::keyClick(page.find<QWidget>("runPanel"), Qt::Key_Escape);
    QVERIFY(!page.planIsShown());
    QVERIFY(page.table->hasFocus());
}

void TimelinePageTest::appliesAndRollsBack_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("sqlite") << u"sqlite:a.db"_s;
    QTest::newRow("postgres") << TestServer::createFreshDatabase(u"page"_s);
}

void TimelinePageTest::appliesAndRollsBack()
{
    QFETCH(QString, url);
    TimelineWorld world;
    world.addTables(5);
    world.openOn(url);
    Fixture page(world);
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"5 behind"_s, patience);
    page.table->selectId(TimelineWorld::tableId(4));
    QTRY_COMPARE_WITH_TIMEOUT(page.find<QPushButton>("applyButton")->text(), u"Apply to local…"_s,
                              patience);
    QVERIFY(!page.find<QPushButton>("rollBackButton")->isEnabled());
    page.click("applyButton");
    QTRY_COMPARE_WITH_TIMEOUT(page.label("runTitle"), u"Apply 4 migrations to local"_s, patience);
    QCOMPARE(page.find<QListView>("runSteps")->model()->rowCount(), 4);
    QVERIFY(page.find<QPushButton>("executeButton")->isEnabled());
    page.click("executeButton");
    QTRY_COMPARE_WITH_TIMEOUT(page.run.state(), RunController::State::Ended, patience);
    QVERIFY(page.label("runTitle").startsWith(u"4 migrations applied to local"_s));
    // The mark has moved without a click.
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"1 behind"_s, patience);
    page.click("cancelRunButton");
    QVERIFY(!page.planIsShown());

    page.table->selectId(TimelineWorld::tableId(2));
    QTRY_VERIFY_WITH_TIMEOUT(page.find<QPushButton>("rollBackButton")->isEnabled(), patience);
    page.click("rollBackButton");
    QTRY_COMPARE_WITH_TIMEOUT(page.label("runTitle"), u"Roll back 2 migrations on local"_s,
                              patience);
    page.click("executeDangerButton");
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"3 behind"_s, patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        page.label("runTitle").startsWith(u"2 migrations rolled back on local"_s), patience);
}

void TimelinePageTest::failsAndSaysSo()
{
    const QString url = TestServer::createFreshDatabase(u"pagefails"_s);
    TimelineWorld world;
    world.addTables(1);
    world.addMigration(2, u"broken"_s, u"CREATE TABLE nope (id nosuchtype);"_s, {});
    world.openOn(url);
    Fixture page(world);
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"2 behind"_s, patience);
    QVERIFY(page.beginsToApply());
    QTRY_COMPARE_WITH_TIMEOUT(page.label("runTitle"),
                              u"20240101000002_broken could not be applied"_s, patience);
    QVERIFY(page.find<QWidget>("runError")->isVisible());
    QVERIFY(page.label("runStatus").contains(u"1 migration before it was applied and stays."_s));
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"1 behind"_s, patience);
}

void TimelinePageTest::cancels()
{
    const QString url = TestServer::createFreshDatabase(u"pagecancel"_s);
    TimelineWorld world;
    world.addTables(1);
    world.addMigration(2, u"slow"_s, u"SELECT pg_sleep(60);"_s, {});
    world.openOn(url);
    Fixture page(world);
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"2 behind"_s, patience);
    QVERIFY(page.beginsToApply());
    QTRY_VERIFY_WITH_TIMEOUT(page.label("runStatus").contains(u"pg_sleep"_s), patience);
    QCOMPARE(page.find<QPushButton>("cancelRunButton")->text(), u"Stop"_s);
    page.click("cancelRunButton");
    QTRY_COMPARE_WITH_TIMEOUT(page.label("runTitle"), u"Cancelled at 20240101000002_slow"_s,
                              patience);
    QVERIFY(page.label("runStatus").contains(u"Nothing of 20240101000002_slow is left"_s));
}

void TimelinePageTest::productionWantsArming()
{
    TimelineWorld world;
    world.addTables(1);
    world.write({{u"live"_s, u"production"_s, u"sqlite:live.db"_s}});
    world.open();
    bool armed = false;
    Fixture page(world, [&armed](const Environment &) -> Result<void> {
        return armed ? Result<void>()
                     : fail(ErrorKind::Permission, u"live is read-only until it is armed"_s);
    });
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"1 behind"_s, patience);
    page.click("applyButton");
    QTRY_COMPARE_WITH_TIMEOUT(page.run.state(), RunController::State::Planned, patience);
    QVERIFY(!page.find<QPushButton>("executeDangerButton")->isEnabled());
    QVERIFY(page.find<QWidget>("runError")->isVisible());
    QSignalSpy arming(&page.page, &TimelinePage::armingWanted);
    page.click("armButton");
    QCOMPARE(arming.front().front().toString(), u"live"_s);
    armed = true;
    page.page.guardChanged();
    QVERIFY(page.find<QPushButton>("executeDangerButton")->isEnabled());
    QVERIFY(!page.find<QWidget>("runError")->isVisible());
    page.click("executeDangerButton");
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"up to date"_s, patience);
}

void TimelinePageTest::outsideChangeKeepsSelectionAndPlace()
{
    TimelineWorld world;
    world.addTables(100);
    world.openOn(u"sqlite:a.db"_s);
    Fixture page(world);
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"100 behind"_s, patience);
    page.table->selectId(TimelineWorld::tableId(50), true);
    const int height = page.table->visualRect(page.table->currentIndex()).top();
    world.applyOutside(u"sqlite:a.db"_s, 40);
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"60 behind"_s, patience);
    QCOMPARE(page.table->selectedIds(), QStringList{TimelineWorld::tableId(50)});
    QCOMPARE(page.table->visualRect(page.table->currentIndex()).top(), height);
    // Rows above and below go: a reset, and still nothing moves.
    QVERIFY(QFile::remove(world.path(u"db/migrations/%1.sql"_s.arg(TimelineWorld::tableId(90)))));
    QVERIFY(QFile::remove(world.path(u"db/migrations/%1.sql"_s.arg(TimelineWorld::tableId(45)))));
    QTRY_COMPARE_WITH_TIMEOUT(page.rows(), 98, patience);
    QCOMPARE(page.table->selectedIds(), QStringList{TimelineWorld::tableId(50)});
    QCOMPARE(page.table->visualRect(page.table->currentIndex()).top(), height);
}

void TimelinePageTest::copyAndReveal()
{
    TimelineWorld world;
    world.addTables(2);
    world.openOn(u"sqlite:a.db"_s);
    Fixture page(world);
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"2 behind"_s, patience);
    page.table->selectAll();
    QTRY_COMPARE_WITH_TIMEOUT(page.label("migrationTitle"), u"2 migrations selected"_s, patience);
    page.find<QAction>("copyNameAction")->trigger();
    QCOMPARE(QApplication::clipboard()->text(),
             TimelineWorld::tableId(2) + u'\n' + TimelineWorld::tableId(1));
    page.find<QAction>("copyPathAction")->trigger();
    QVERIFY(QApplication::clipboard()->text().startsWith(
        world.path(u"db/migrations/"_s + TimelineWorld::tableId(2))));
}

void TimelinePageTest::asksForComparisons()
{
    TimelineWorld world;
    world.addTables(4);
    world.write({{u"local"_s, u"local"_s, u"sqlite:a.db"_s}});
    world.applyOutside(u"sqlite:a.db"_s, 2);
    world.open();
    Fixture page(world);
    QTRY_COMPARE_WITH_TIMEOUT(page.head(0), u"2 behind"_s, patience);
    QSignalSpy wanted(&page.page, &Page::pageWanted);
    const auto asked = [&wanted] {
        if (wanted.isEmpty())
            return QStringList();
        const QList<QVariant> arguments = wanted.takeLast();
        const QVariantMap sources = arguments.at(1).toMap();
        return QStringList{arguments.at(0).toString(), sources.value(u"before"_s).toString(),
                           sources.value(u"after"_s).toString()};
    };
    auto *compare = page.find<QAction>("compareAction");
    page.table->selectId(TimelineWorld::tableId(3));
    QTRY_COMPARE_WITH_TIMEOUT(page.label("migrationTitle"), u"t3"_s, patience);
    QVERIFY(compare->isEnabled());
    QTRY_VERIFY(page.table->hasFocus());
    QTest::keyClick(page.table, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(asked(), (QStringList{u"compare"_s, u'@' + TimelineWorld::tableId(2),
                                   u'@' + TimelineWorld::tableId(3)}));
    page.table->selectId(TimelineWorld::tableId(1));
    compare->trigger();
    QCOMPARE(asked(), (QStringList{u"compare"_s, u"@0"_s, u'@' + TimelineWorld::tableId(1)}));
    // Two of them, whichever was clicked first.
    QTest::keyClick(page.table, Qt::Key_Up, Qt::ShiftModifier);
    QTRY_COMPARE(compare->text(), u"Compare the schemas at these two"_s);
    compare->trigger();
    QCOMPARE(asked(), (QStringList{u"compare"_s, u'@' + TimelineWorld::tableId(1),
                                   u'@' + TimelineWorld::tableId(2)}));
    page.table->selectAll();
    QTRY_VERIFY(!compare->isEnabled());

    // The database against what the migrations up to its mark make.
    QHeaderView &head = page.table->heads();
    const QPoint at(head.sectionViewportPosition(TimelineModel::FirstEnvironment) + 10, 20);
    Q_EMIT head.customContextMenuRequested(at);
    auto *menu = page.find<QMenu>("timelineHeadMenu");
    menu->actions().first()->trigger();
    menu->close();
    QCOMPARE(asked(), (QStringList{u"compare"_s, u"local"_s, u'@' + TimelineWorld::tableId(2)}));
}

void TimelinePageTest::showsALineOfAScript()
{
    TimelineWorld world;
    QString longUp;
    for (int i = 0; i < 200; ++i)
        longUp += u"INSERT INTO t1 VALUES (%1);\n"_s.arg(i);
    world.addTables(1);
    world.addMigration(2, u"long"_s, longUp, u"DELETE FROM t1;"_s);
    world.addTables(20, 3);
    world.openOn(u"sqlite:a.db"_s);
    Fixture page(world);
    QTRY_COMPARE_WITH_TIMEOUT(page.rows(), 22, patience);
    const QString id = TimelineWorld::idOf(2, u"long"_s);
    const auto *up = page.find<CodeView>("upScript");
    const auto *down = page.find<CodeView>("downScript");
    const auto lookAt = [&](int line) {
        page.filter->setText(u"t21"_s); // it hides what is asked for
        page.page.take(
            {{u"select"_s, id}, {u"file"_s, QString(id + u".sql"_s)}, {u"line"_s, line}});
    };
    lookAt(150);
    QTRY_COMPARE_WITH_TIMEOUT(page.label("migrationTitle"), u"long"_s, patience);
    QTRY_VERIFY(up->hasFocus());
    QCOMPARE(up->textCursor().block().text(), u"INSERT INTO t1 VALUES (148);"_s);
    const auto isSeen = [&](const CodeView *view) {
        const QPoint at = view->viewport()->mapTo(page.find<QWidget>("migrationDetail"),
                                                  view->cursorRect().center());
        return page.find<QWidget>("migrationDetail")->rect().contains(at);
    };
    QTRY_VERIFY(isSeen(up));
    lookAt(205);
    QTRY_VERIFY_WITH_TIMEOUT(down->hasFocus(), patience);
    QCOMPARE(down->textCursor().block().text(), u"DELETE FROM t1;"_s);
    QTRY_VERIFY(isSeen(down));
}

void TimelinePageTest::showsWhatAFilterWouldHide()
{
    TimelineWorld world;
    world.addTables(22);
    world.openOn(u"sqlite:a.db"_s);
    Fixture page(world);
    QTRY_COMPARE_WITH_TIMEOUT(page.rows(), 22, patience);
    // What is asked for is still there, and would be gone as soon as the filter is done.
    page.filter->setText(u"t21"_s);
    QVERIFY(!page.timeline.isSettled());
    page.page.take({{u"select"_s, TimelineWorld::tableId(2)}});
    QVERIFY(page.filter->text().isEmpty());
    QTRY_COMPARE(page.table->selectedIds(), QStringList{TimelineWorld::tableId(2)});
    // Nor is it forgotten when anything else is told before the rows are all back.
    page.filter->setText(u"t21"_s);
    QTRY_COMPARE_WITH_TIMEOUT(page.rows(), 1, patience);
    page.page.take({{u"select"_s, TimelineWorld::tableId(3)}});
    Q_EMIT page.timeline.changed();
    QTRY_COMPARE_WITH_TIMEOUT(page.rows(), 22, patience);
    QTRY_COMPARE(page.table->selectedIds(), QStringList{TimelineWorld::tableId(3)});
}

void TimelinePageTest::remembersDraggedColumns()
{
    TimelineWorld world;
    world.addTables(3);
    world.write({{u"local"_s, u"local"_s, u"sqlite:a.db"_s},
                 {u"staging"_s, u"staging"_s, u"sqlite:b.db"_s}});
    world.open();
    Fixture shown(world);
    QTRY_COMPARE_WITH_TIMEOUT(shown.rows(), 3, patience);
    QHeaderView &head = *shown.table->horizontalHeader();
    const int name = head.sectionSize(TimelineModel::NameColumn);
    const int chips = head.sectionSize(TimelineModel::ChipsColumn);
    const int local = head.sectionSize(TimelineModel::FirstEnvironment);
    dragColumn(head, TimelineModel::NameColumn, -30);
    dragColumn(head, TimelineModel::FirstEnvironment, 20);
    QCOMPARE(head.sectionSize(TimelineModel::NameColumn), name - 30);
    QCOMPARE(head.sectionSize(TimelineModel::ChipsColumn), chips + 30);
    QCOMPARE(head.sectionSize(TimelineModel::FirstEnvironment), local + 20);
    // Dragging is no click on the head, which would sort.
    QCOMPARE(shown.timeline.view().order, TimelineView::Order::Version);
    Fixture second(world);
    second.page.restoreState(shown.page.saveState());
    QTRY_COMPARE_WITH_TIMEOUT(second.rows(), 3, patience);
    const QHeaderView &again = *second.table->horizontalHeader();
    QTRY_COMPARE(again.sectionSize(TimelineModel::ChipsColumn), chips + 30);
    QTRY_COMPARE(again.sectionSize(TimelineModel::FirstEnvironment), local + 20);
}

void TimelinePageTest::narrowAndWide()
{
    TimelineWorld world;
    world.addTables(3);
    std::vector<TimelineWorld::Database> databases;
    for (int i = 1; i <= 8; ++i)
        databases.push_back({u"environment%1"_s.arg(i), u"local"_s, u"sqlite:%1.db"_s.arg(i)});
    world.write(databases);
    world.open();
    Fixture page(world);
    QTRY_COMPARE_WITH_TIMEOUT(page.head(7), u"3 behind"_s, patience);
    // At 1280 points nothing has to be scrolled sideways.
    QTRY_COMPARE(page.table->horizontalScrollBar()->maximum(), 0);
    page.page.resize(3700, 1200);
    QTest::qWait(50);
    const auto *up = page.find<CodeView>("upScript");
    const auto *down = page.find<CodeView>("downScript");
    QTRY_COMPARE(up->mapTo(&page.page, QPoint()).y(), down->mapTo(&page.page, QPoint()).y());
}

QTEST_MAIN(TimelinePageTest)
#include "tst_timelinepage.moc"
