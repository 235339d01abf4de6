// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the timeline is: timelinebench [MIGRATIONS [ENVIRONMENTS]]. Half of the environments are
// PostgreSQL databases on a server of its own, the others SQLite files.
#include "engines/workbench/timelineworld.h"
#include "support/testserver.h"
#include "timeline/timelinepage.h"
#include "timeline/timelinetable.h"
#include "widgets/codeview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <cstdio>
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

double ms(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

void print(const char *what, std::vector<double> times)
{
    std::ranges::sort(times);
    const auto at = [&](double share) { return times[size_t(share * double(times.size() - 1))]; };
    std::printf("%-42s median %7.2f ms   99 %% %7.2f ms   most %7.2f ms   (%zu)\n", what, at(0.5),
                at(0.99), times.back(), times.size());
}

/// The longest time in which the GUI thread answered nothing.
class Watchdog
{
public:
    Watchdog()
    {
        m_since.start();
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            m_longest = std::max(m_longest, ms(m_since));
            m_since.restart();
        });
        m_timer.start(1);
    }
    double take() { return std::exchange(m_longest, 0); }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    double m_longest = 0;
};

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
    std::vector<double> frames;
    for (int i = 0; i < 600; ++i) {
        QElapsedTimer timer;
        timer.start();
        // By a third of a page: most of each frame is new.
        bar->setValue(bar->value() + table.viewport()->height() / 3);
        table.viewport()->repaint();
        frames.push_back(ms(timer));
    }
    print("scrolling, one frame (budget 16.7)", frames);
}

void measureFilter(TimelineController &timeline)
{
    std::vector<double> times;
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
            QElapsedTimer timer;
            timer.start();
            timeline.setFilter(text);
            waitFor([&answered] { return answered; });
            times.push_back(ms(timer));
            QObject::disconnect(connection);
        }
    }
    print("filter, from the letter to the new list", times);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
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

    Watchdog watchdog;
    QElapsedTimer timer;
    timer.start();
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
    std::printf("%-42s %7.0f ms\n", "first rows on the screen after", ms(timer));
    waitFor([&] {
        return std::ranges::all_of(timeline.snapshot()->columns, &TimelineColumn::isKnown);
    });
    table->viewport()->repaint();
    std::printf("%-42s %7.0f ms\n", "every environment on the screen after", ms(timer));
    waitFor([&] { return !timeline.isReading() && timeline.snapshot()->git; });
    std::printf("%-42s %7.1f ms\n", "longest pause of the window meanwhile", watchdog.take());

    measureScrolling(*table);
    QCoreApplication::processEvents();
    (void)watchdog.take();
    measureFilter(timeline);
    std::printf("%-42s %7.1f ms\n", "longest pause of the window meanwhile", watchdog.take());
    timer.restart();
    page.findChild<QAction *>(u"jumpAction"_s)->trigger();
    table->viewport()->repaint();
    std::printf("%-42s %7.1f ms\n", "jump to the tide mark", ms(timer));
    return 0;
}
