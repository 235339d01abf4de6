// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the timeline is: timelinebench [MIGRATIONS [ENVIRONMENTS]]. Half of the environments are
// PostgreSQL databases on a server of its own, the others SQLite files.
#include "engines/workbench/timelineworld.h"
#include "support/eventmeter.h"
#include "support/testserver.h"
#include "timeline/timelinepage.h"
#include "timeline/timelinetable.h"
#include "widgets/codeview.h"
#include "workbench/folderprint.h"
#include "workbench/timelinereader.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

void waitFor(const std::function<bool()> &isTrue)
{
    while (!isTrue())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
}

/// Wall time, and what this thread itself needed: on a busy machine the second is the one to
/// compare.
struct Times
{
    std::vector<double> wall;
    std::vector<double> own;
};

class Clock
{
public:
    Clock() { restart(); }
    void restart()
    {
        m_wall.start();
        m_own = ownTime();
    }
    double wall() const { return double(m_wall.nsecsElapsed()) / 1e6; }
    double own() const { return ownTime() - m_own; }
    void addTo(Times &times) const
    {
        times.wall.push_back(wall());
        times.own.push_back(own());
    }

private:
    static double ownTime()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }

    QElapsedTimer m_wall;
    double m_own = 0;
};

double at(std::vector<double> times, double share)
{
    std::ranges::sort(times);
    return times[size_t(share * double(times.size() - 1))];
}

void print(const char *what, const Times &times)
{
    std::printf(
        "%-44s median %7.2f   99 %% %7.2f   most %7.2f ms;  this thread %7.2f %7.2f %7.2f\n", what,
        at(times.wall, 0.5), at(times.wall, 0.99), at(times.wall, 1), at(times.own, 0.5),
        at(times.own, 0.99), at(times.own, 1));
}

void print(const char *what, const Clock &clock)
{
    std::printf("%-44s %7.1f ms;  this thread %7.1f\n", what, clock.wall(), clock.own());
}

/// The longest event that the GUI thread dealt with since the meter was started.
void printPause(MeteredApplication &application)
{
    application.stopMeter();
    std::printf("%-44s %7.1f ms (%s)\n", "longest pause of the window meanwhile",
                application.longestMs(), qPrintable(application.longestWhat()));
}

void fillHistory(TimelineWorld &world, const QString &url, int count)
{
    QByteArray sql = "CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY);\n"
                     "INSERT INTO schema_migrations VALUES ";
    for (int number = 1; number <= count; ++number)
        sql += (number > 1 ? ",('" : "('") + TimelineWorld::versionOf(number).toUtf8() + "')";
    world.execute(url, sql);
}

std::vector<TimelineWorld::Database> makeDatabases(int count)
{
    static const QString roles[] = {u"local"_s, u"staging"_s, u"production"_s};
    std::vector<TimelineWorld::Database> databases;
    for (int i = 0; i < count; ++i) {
        const QString url =
            i % 2 == 0 ? u"sqlite:%1.db"_s.arg(i) : TestServer::createFreshDatabase(u"timeline"_s);
        databases.push_back({u"environment%1"_s.arg(i + 1), roles[i % 3], url});
    }
    return databases;
}

void measureScrolling(TimelineTable &table)
{
    QScrollBar *bar = table.verticalScrollBar();
    Times frames;
    for (int i = 0; i < 600; ++i) {
        const Clock clock;
        // By a third of a page: most of each frame is new.
        bar->setValue(bar->value() + table.viewport()->height() / 3);
        table.viewport()->repaint();
        clock.addTo(frames);
    }
    print("scrolling, one frame (budget 16.7)", frames);
}

void measureFilter(TimelineController &timeline)
{
    Times times;
    const QStringList texts{u"t"_s,        u"t9"_s,
                            u"create"_s,   u"primary key"_s,
                            u"pending"_s,  u"nothing here"_s,
                            u"t99 note"_s, u"weird"_s,
                            QString(),     u"environment2:pending"_s};
    for (int round = 0; round < 5; ++round) {
        for (const QString &text : texts) {
            bool answered = false;
            const auto connection = QObject::connect(&timeline, &TimelineController::changed,
                                                     [&answered] { answered = true; });
            const Clock clock;
            timeline.setFilter(text);
            waitFor([&answered] { return answered; });
            clock.addTo(times);
            QObject::disconnect(connection);
        }
    }
    print("filter, from the letter to the new list", times);
}

/// What the other threads do, one after the other.
void measureParts(const TimelineWorld &world, const TimelineController &timeline)
{
    const Workspace &workspace = *world.workspace.workspace();
    Clock clock;
    (void)printOf(workspace.migrations);
    print("looking whether a file has changed", clock);
    clock.restart();
    const auto files = readMigrationFiles(workspace, {}, Engine::Sqlite, world.services.variables);
    print("reading the folder", clock);
    if (!files)
        return;
    std::vector<TimelineColumn> columns;
    for (const TimelineColumn &column : timeline.snapshot()->columns) {
        TimelineColumn bare = column;
        bare.cells.clear();
        bare.behind = bare.needsLook = 0;
        bare.tideRow = -1;
        columns.push_back(bare);
    }
    clock.restart();
    const auto snapshot = joinTimeline(nullptr, *files, nullptr, {}, columns);
    print("joining it with the databases", clock);
    TimelineView view;
    view.filter = QStringLiteral("nothing like it");
    clock.restart();
    (void)shownRows(*snapshot, view);
    print("looking for words that are nowhere", clock);
}

} // namespace

int main(int argc, char **argv)
{
    MeteredApplication application(argc, argv);
    const int migrations = argc > 1 ? std::atoi(argv[1]) : 10000;
    const int environments = argc > 2 ? std::atoi(argv[2]) : 5;
    TestServer::start();
    TimelineWorld world;
    world.addTables(migrations);
    const auto databases = makeDatabases(environments);
    world.write(databases);
    for (int i = 0; i < environments; ++i)
        fillHistory(world, databases[size_t(i)].url, migrations - i * migrations / 50);
    Theme theme;
    SyntaxRepository syntax;
    theme.applyTo(application);

    application.startMeter();
    Clock clock;
    world.open();
    TimelineController timeline(world.services, world.workspace);
    RunController run(world.services, world.workspace, {});
    TimelinePage page(theme, syntax, world.services, world.workspace, timeline, run);
    page.resize(1856, 1000);
    page.show();
    auto *table = page.findChild<TimelineTable *>();
    waitFor([&] { return table->model()->rowCount() == migrations; });
    table->viewport()->repaint();
    std::printf("%d migrations, %d environments\n", migrations, environments);
    print("first rows on the screen after", clock);
    waitFor([&] {
        return std::ranges::all_of(timeline.snapshot()->columns, &TimelineColumn::isKnown);
    });
    table->viewport()->repaint();
    print("every environment on the screen after", clock);
    waitFor([&] { return !timeline.isReading() && timeline.snapshot()->git; });
    printPause(application);

    measureParts(world, timeline);
    measureScrolling(*table);
    QCoreApplication::processEvents();
    application.startMeter();
    measureFilter(timeline);
    printPause(application);
    clock.restart();
    page.findChild<QAction *>(u"jumpAction"_s)->trigger();
    table->viewport()->repaint();
    print("jump to the tide mark", clock);
    return 0;
}
