// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "log/logpage.h"
#include "log/logwording.h"
#include "support/columndrag.h"
#include "support/growth.h"
#include "tasks/taskpool.h"
#include "widgets/chip.h"
#include "workbench/logcontroller.h"
#include "workbench/tasklist.h"
#include "workspace/auditlog.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;
using namespace std::chrono_literals;

class TestLogPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheNewestFirst();
    void isEmpty();
    void saysThatItReads();
    void filtersAsOneTypes();
    void filtersByResultAndEnvironment();
    void showsWhatOthersWrite();
    void keepsTheSelection();
    void remembersDraggedColumns();
    void tellsAboutTheChain();
    void tellsWhyItCannotBeRead();
    void exportsWhatIsShown();
    void scrolls100000();
    void tellsWhen_data();
    void tellsWhen();
};

namespace {

const QString weird = u"Weird \"Name\"; --"_s;

AuditEntry entry(int number)
{
    AuditEntry entry;
    entry.startedAt = QDateTime::currentDateTimeUtc().addSecs(-60 * (100 - number));
    entry.durationMs = 1500;
    entry.act = number % 2 ? u"up"_s : u"rehearse"_s;
    entry.user = u"ada"_s;
    entry.host = u"workstation"_s;
    entry.environment = number % 3 ? u"local"_s : weird;
    entry.database = u"sqlite:/srv/shop.db"_s;
    entry.subject = u"%1_suppliers"_s.arg(number, 4, 10, QChar(u'0'));
    entry.result = number % 5 == 0   ? AuditResult::Failed
                   : number % 2 == 0 ? AuditResult::Findings
                                     : AuditResult::Done;
    entry.error = number % 5 == 0 ? u"up.sql:3:7: there is no \"x\""_s : QString();
    entry.summary = u"1 applied"_s;
    entry.details = u"[{\"id\":\"%1\",\"direction\":\"up\",\"outcome\":\"done\",\"ms\":12}]"_s.arg(
        entry.subject);
    return entry;
}

struct World
{
    World()
        : log(services, 30ms)
        , page(theme, log)
    {
        theme.applyTo(*qApp);
        page.resize(1280, 700);
    }

    void write(int from, int to)
    {
        auto writer = AuditLog::openForWriting(folder.path());
        for (int number = from; number <= to; ++number) {
            if (!writer || !writer->append(entry(number)))
                qFatal("cannot write");
        }
    }
    void open()
    {
        page.show();
        log.start();
        QTRY_VERIFY(log.isLoaded() || log.error());
        QTRY_VERIFY(log.chain() || log.error());
    }
    template <typename T>
    T *find(const QString &name)
    {
        T *found = page.findChild<T *>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    QTreeView *table() { return find<QTreeView>(u"logTable"_s); }
    QString chain() { return find<QLabel>(u"logChain"_s)->text(); }
    int rows() { return page.model().rowCount(); }

    QTemporaryDir folder;
    Theme theme;
    TaskList tasks;
    TaskPool pool;
    Services services{pool,          tasks,
                      nullptr,       [](const QString &) { return std::nullopt; },
                      folder.path(), folder.path()};
    LogController log;
    LogPage page;
    QAbstractItemModelTester tester{&page.model(),
                                    QAbstractItemModelTester::FailureReportingMode::Fatal};
};

} // namespace

void TestLogPage::showsTheNewestFirst()
{
    World world;
    world.write(1, 10);
    world.open();
    QCOMPARE(world.rows(), 10);
    const auto text = [&world](int row, int column) {
        return world.page.model().index(row, column).data().toString();
    };
    QCOMPARE(text(0, LogModel::What), u"0010_suppliers"_s);
    QCOMPARE(text(0, LogModel::Act), u"Rehearsed"_s);
    QCOMPARE(text(0, LogModel::Result), u"failed"_s);
    QCOMPARE(text(1, LogModel::Where), weird);
    QCOMPARE(text(9, LogModel::Took), u"1.5 s"_s);
    world.table()->setCurrentIndex(world.page.model().index(0, 0));
    QCOMPARE(world.find<QLabel>(u"logError"_s)->text(), u"up.sql:3:7: there is no \"x\""_s);
    QTest::keyClick(world.table(), Qt::Key_Down);
    QVERIFY(world.find<QLabel>(u"logTitle"_s)->text().contains(u"0009"_s));
    QVERIFY(!world.page.findChild<QLabel *>(u"logError"_s));
}

void TestLogPage::isEmpty()
{
    World world;
    world.open();
    QVERIFY(world.find<QWidget>(u"logEmpty"_s)->isVisible());
    QCOMPARE(world.chain(), u"chain whole, 0 entries"_s);
    world.write(1, 1);
    QTRY_COMPARE(world.rows(), 1);
    QVERIFY(world.table()->isVisible());
}

void TestLogPage::saysThatItReads()
{
    World world;
    world.write(1, 3);
    world.page.show();
    QVERIFY(world.find<QWidget>(u"logLoading"_s)->isVisible());
    // What is wanted meanwhile is written as soon as there is something to write.
    const QSignalSpy exported(&world.log, &LogController::exported);
    world.page.exportTo(world.folder.filePath(u"log.csv"_s));
    QTRY_COMPARE(exported.size(), 1);
    QVERIFY(world.table()->isVisible());
    QFile csv(world.folder.filePath(u"log.csv"_s));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll().count("\r\n"), 4);
}

void TestLogPage::filtersAsOneTypes()
{
    World world;
    world.write(1, 30);
    world.open();
    auto *search = world.find<QLineEdit>(u"logSearch"_s);
    QTest::keyClicks(search, u"SUPPLIERS 0007"_s);
    QTRY_COMPARE(world.rows(), 1);
    QVERIFY(world.find<QLabel>(u"logCount"_s)->text().contains(u"1 shown"_s));
    search->clear();
    QTRY_COMPARE(world.rows(), 30);
    QTest::keyClicks(search, u"there is no"_s);
    QTRY_COMPARE(world.rows(), 6);
    QTest::keyClicks(search, u" nothing has this"_s);
    QTRY_COMPARE(world.rows(), 0);
    QVERIFY(!world.table()->isVisible());
    search->clear();
    QTRY_VERIFY(world.table()->isVisible());
}

void TestLogPage::filtersByResultAndEnvironment()
{
    World world;
    world.write(1, 30);
    world.open();
    auto *failed = world.find<ChipLabel>(u"logResult-failed"_s);
    QTest::mouseClick(failed, Qt::LeftButton);
    QTRY_COMPARE(world.rows(), 6);
    auto *environments = world.find<QComboBox>(u"logEnvironment"_s);
    QCOMPARE(environments->count(), 3);
    environments->setCurrentIndex(environments->findData(weird));
    QTRY_COMPARE(world.rows(), 2);
    world.write(45, 45); // failed, in that environment
    QTRY_COMPARE(world.rows(), 3);
    world.write(46, 46);
    QTRY_COMPARE(world.page.model().total(), 32);
    QCOMPARE(world.rows(), 3);
    QTest::mouseClick(failed, Qt::LeftButton);
    environments->setCurrentIndex(0);
    QTRY_COMPARE(world.rows(), 32);
}

void TestLogPage::showsWhatOthersWrite()
{
    World world;
    world.write(1, 2);
    world.open();
    const QSignalSpy inserted(&world.page.model(), &QAbstractItemModel::rowsInserted);
    world.write(3, 5);
    QTRY_COMPARE(world.rows(), 5);
    QVERIFY(!inserted.isEmpty());
    QTRY_COMPARE(world.chain(), u"chain whole, 5 entries"_s);
    QCOMPARE(world.page.model().index(0, LogModel::What).data().toString(), u"0005_suppliers"_s);
}

void TestLogPage::keepsTheSelection()
{
    World world;
    world.write(1, 20);
    world.open();
    world.table()->setCurrentIndex(world.page.model().index(7, 0));
    const qint64 id = world.page.model().index(7, 0).data(LogModel::IdRole).toLongLong();
    const auto current = [&world] {
        return world.table()->currentIndex().data(LogModel::IdRole).toLongLong();
    };
    world.write(21, 22);
    QTRY_COMPARE(world.rows(), 22);
    QCOMPARE(current(), id);
    auto *search = world.find<QLineEdit>(u"logSearch"_s);
    search->setText(u"%1_"_s.arg(id, 4, 10, QChar(u'0')));
    QTRY_COMPARE(world.rows(), 1);
    QCOMPARE(current(), id);
    search->clear();
    QTRY_COMPARE(world.rows(), 22);
    QCOMPARE(current(), id);
}

void TestLogPage::remembersDraggedColumns()
{
    World world;
    world.write(1, 3);
    world.open();
    QHeaderView &head = *world.table()->header();
    QTRY_VERIFY(head.sectionSize(LogModel::What) > 140);
    const int act = head.sectionSize(LogModel::Act);
    dragColumn(head, LogModel::Act, 50);
    QCOMPARE(head.sectionSize(LogModel::Act), act + 50);
    QCOMPARE(head.length(), world.table()->viewport()->width());
    const QVariantMap state = world.page.saveState();
    World second;
    second.write(1, 3);
    second.open();
    second.page.restoreState(state);
    QCOMPARE(second.table()->header()->sectionSize(LogModel::Act), act + 50);
}

void TestLogPage::tellsAboutTheChain()
{
    World world;
    world.write(1, 12);
    world.open();
    QCOMPARE(world.chain(), u"chain whole, 12 entries"_s);
    const auto tampered = runProcess(
        {.program = u"sqlite3"_s,
         .arguments = {u"-cmd"_s, u".timeout 30000"_s, AuditLog::fileIn(world.folder.path()),
                       u"DROP TRIGGER entries_no_update; UPDATE entries SET user = 'eve' WHERE id "
                       "= 7"_s}});
    QVERIFY(tampered && tampered->exitCode == 0);
    world.log.refresh();
    QTRY_COMPARE(world.chain(), u"chain broken: row 7 was edited"_s);
    QCOMPARE(world.find<QLabel>(u"logChain"_s)->property("kind").toString(), u"bad"_s);
}

void TestLogPage::tellsWhyItCannotBeRead()
{
    World world;
    QFile file(AuditLog::fileIn(world.folder.path()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, 'x'));
    file.close();
    world.open();
    QVERIFY(world.log.error());
    QVERIFY(world.find<QWidget>(u"logProblem"_s)->isVisible());
    QVERIFY(file.remove());
    world.write(1, 1);
    QTRY_VERIFY(world.table()->isVisible());
    QCOMPARE(world.rows(), 1);
}

void TestLogPage::exportsWhatIsShown()
{
    World world;
    world.write(1, 30);
    world.open();
    world.find<QLineEdit>(u"logSearch"_s)->setText(u"there is no"_s);
    QTRY_COMPARE(world.rows(), 6);
    const QSignalSpy exported(&world.log, &LogController::exported);
    world.page.exportTo(world.folder.filePath(u"log.json"_s));
    QTRY_COMPARE(exported.size(), 1);
    QFile json(world.folder.filePath(u"log.json"_s));
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonArray entries =
        QJsonDocument::fromJson(json.readAll()).object()[u"entries"_s].toArray();
    QCOMPARE(entries.size(), 6);
    QCOMPARE(entries[0].toObject()[u"id"_s].toInt(), 30);
    world.page.exportTo(world.folder.filePath(u"log.csv"_s));
    QTRY_COMPARE(exported.size(), 2);
    QFile csv(world.folder.filePath(u"log.csv"_s));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll().count("\r\n"), 7);
    const QSignalSpy failed(&world.log, &LogController::exportFailed);
    world.page.exportTo(world.folder.filePath(u"none/log.csv"_s));
    QTRY_COMPARE(failed.size(), 1);
}

void TestLogPage::scrolls100000()
{
    World world;
    world.open();
    world.log.stop();
    QTest::qWait(100); // a look that was under way
    const auto show = [&](int count) {
        auto rows = std::make_shared<LogRows>();
        for (int number = count; number >= 1; --number) {
            AuditEntry one = entry(number);
            one.id = number;
            rows->push_back(toLogRow(one));
        }
        Q_EMIT world.log.loaded(rows);
        QCoreApplication::processEvents();
    };
    const auto scroll = [&] {
        constexpr int frames = 60;
        QScrollBar *bar = world.table()->verticalScrollBar();
        for (int frame = 0; frame < frames; ++frame) {
            bar->setValue(bar->maximum() * frame / frames);
            world.table()->viewport()->repaint();
        }
    };
    show(1'000);
    const qint64 few = test::shortestNs(scroll);
    show(100'000);
    const qint64 many = test::shortestNs(scroll);
    LogModelFilter filter;
    filter.text = u"there is no 0095"_s;
    const qint64 filtered = test::shortestNs([&] {
        world.page.model().setFilter({});
        world.page.model().setFilter(filter);
    });
    qInfo("100,000 rows: %.1f ms per frame, filtered in %.0f ms", double(many) / 60e6,
          double(filtered) / 1e6);
    QVERIFY(world.rows() > 0);
    QVERIFY2(many < 8 * few, "what is painted depends on what is not seen");
}

void TestLogPage::tellsWhen_data()
{
    QTest::addColumn<QDateTime>("time");
    QTest::addColumn<QString>("text");
    QTest::newRow("today") << QDateTime(QDate(2026, 3, 2), QTime(8, 5, 7)) << u"08:05:07"_s;
    QTest::newRow("yesterday") << QDateTime(QDate(2026, 3, 1), QTime(23, 59))
                               << u"yesterday 23:59"_s;
    QTest::newRow("this year") << QDateTime(QDate(2026, 1, 9), QTime(8, 5)) << u"9 Jan 08:05"_s;
    QTest::newRow("before") << QDateTime(QDate(2025, 12, 31), QTime(8, 5)) << u"31 Dec 2025"_s;
}

void TestLogPage::tellsWhen()
{
    QFETCH(QDateTime, time);
    const QDateTime now(QDate(2026, 3, 2), QTime(12, 0));
    QTEST(whenText(time.toUTC(), now.toUTC()), "text");
}

QTEST_MAIN(TestLogPage)
#include "tst_logpage.moc"
