// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/datadesk.h"

#include "compare/rowssource.h"

#include <optional>
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
    /// A connection that was lost, or a restore that ended half-way, is begun anew.
    template <typename T>
    Result<T> ended(Result<T> result)
    {
        if (!result)
            comparer.reset();
        return result;
    }
};

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
        comparer.emplace(sides->first.data, sides->second.data,
                         findPostgresInstallations(postgresBinFolders()), *sandboxes);
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
    m_contents.stop();
    m_rows.stop();
    // It ends where it was made.
    auto ended = m_thread.start([held = m_held](const std::stop_token &) -> Result<bool> {
        held->close();
        return true;
    });
    QFuture<Result<bool>>(ended.future()).waitForFinished();
}

Task<ContentsComparison> DataDesk::contents(DataObserver observer)
{
    return m_thread.start([held = m_held, observer = std::move(observer)](
                              const std::stop_token &stop) -> Result<ContentsComparison> {
        TM_TRY(held->open(observer, stop));
        return held->ended(held->comparer->contents());
    });
}

Task<RowsComparison> DataDesk::rows(RowsWanted wanted, DataObserver observer)
{
    return m_thread.start(
        [held = m_held, wanted = std::move(wanted),
         observer = std::move(observer)](const std::stop_token &stop) -> Result<RowsComparison> {
            TM_TRY(held->open(observer, stop));
            return held->ended(held->comparer->rows(wanted));
        });
}

} // namespace tidemark
