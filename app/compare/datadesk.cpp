// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/datadesk.h"

#include "compare/rowssource.h"

#include <optional>
#include <type_traits>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

/// In the order of their making: what is below goes first.
struct DataDesk::Held
{
    DataPlace place;
    std::optional<SandboxFactory> sandboxes;
    std::optional<std::pair<RowsSource, RowsSource>> sides;
    std::optional<DataComparer> comparer;

    Result<void> open(const DataObserver &observer, const std::stop_token &stop);
    void close()
    {
        comparer.reset();
        sides.reset();
        sandboxes.reset();
    }
    /// A connection that was lost, or a restore that ended half-way, is begun anew. What was asked
    /// of rows and stopped leaves all as it was.
    template <typename T>
    Result<T> ended(Result<T> result)
    {
        const bool stoppedRows = std::is_same_v<T, RowsComparison> && !result &&
                                 result.error().kind == ErrorKind::Cancelled;
        if (!result && !stoppedRows)
            comparer.reset();
        return result;
    }
};

/// Keeps the stop source alone of what it starts: a task keeps what it has read.
template <typename T, typename Ask>
Task<T> DataDesk::start(std::stop_source &running, DataObserver observer, Ask ask)
{
    running.request_stop();
    running = std::stop_source();
    return m_thread.start([held = m_held, own = running, observer = std::move(observer),
                           ask = std::move(ask)](const std::stop_token &stop) mutable -> Result<T> {
        const std::stop_callback asked(stop, [&own] { own.request_stop(); });
        TM_TRY(held->open(observer, own.get_token()));
        return held->ended<T>(ask(*held->comparer));
    });
}

Result<void> DataDesk::Held::open(const DataObserver &observer, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return fail(ErrorKind::Cancelled, u"stopped on request"_s);
    if (!sandboxes) {
        sandboxes.emplace(place.stateFolder);
        // What a killed process left is no hindrance when it cannot be removed.
        static_cast<void>(sandboxes->removeLeftovers());
    }
    if (!sides) {
        LoadContext context;
        context.workspace = place.workspace.get();
        context.variables = place.variables;
        context.sandboxes = &*sandboxes;
        context.connect = [this](const Workspace &, const Environment &environment,
                                 std::stop_token) -> Result<Connection> {
            return Connection{place.specs.value(environment.name), nullptr};
        };
        TM_TRY_ASSIGN(sides,
                      openRowsSources(place.before, place.after, context, observer.opening, stop));
    }
    if (!comparer)
        comparer.emplace(sides->first.data, sides->second.data, findPostgresInstallations(),
                         *sandboxes);
    comparer->attend(observer.comparing, stop);
    return {};
}

DataDesk::DataDesk(DataPlace place)
    : m_held(std::make_shared<Held>())
{
    m_held->place = std::move(place);
}

DataDesk::~DataDesk()
{
    m_contents.request_stop();
    m_rows.request_stop();
    // It ends where it was made.
    auto ended = m_thread.start([held = m_held](const std::stop_token &) -> Result<bool> {
        held->close();
        return true;
    });
    QFuture<Result<bool>>(ended.future()).waitForFinished();
}

Task<ContentsComparison> DataDesk::contents(DataObserver observer)
{
    return start<ContentsComparison>(m_contents, std::move(observer),
                                     [](DataComparer &comparer) { return comparer.contents(); });
}

Task<RowsComparison> DataDesk::rows(RowsWanted wanted, DataObserver observer)
{
    return start<RowsComparison>(
        m_rows, std::move(observer),
        [wanted = std::move(wanted)](DataComparer &comparer) { return comparer.rows(wanted); });
}

} // namespace tidemark
