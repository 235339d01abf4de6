// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/trydesk.h"

#include <optional>

namespace tidemark {

struct TryDesk::Held
{
    TryPlace place;
    std::optional<TryOut> tryOut;

    TryOut &get()
    {
        if (!tryOut)
            tryOut.emplace(place);
        return *tryOut;
    }
};

TryDesk::TryDesk(TryPlace place)
    : m_held(std::make_shared<Held>())
{
    m_held->place = std::move(place);
}

TryDesk::~TryDesk()
{
    stopPreparing();
    // It ends where it was made; what waits before this is stopped by the pool.
    for (Task<TryReport> &run : m_runs)
        run.stop();
    auto ended = m_thread.start([held = m_held](const std::stop_token &) -> Result<bool> {
        held->tryOut.reset();
        return true;
    });
    QFuture<Result<bool>>(ended.future()).waitForFinished();
}

void TryDesk::stopPreparing()
{
    m_prepared.stop();
    m_preparing.clear();
}

Task<bool> TryDesk::startPreparing(TryRequest request)
{
    m_preparing = request.migration;
    m_prepared = m_thread.start(
        [held = m_held, request = std::move(request)](std::stop_token stop) -> Result<bool> {
            if (stop.stop_requested())
                return fail(ErrorKind::Cancelled, QStringLiteral("stopped"));
            TryObserver nobody;
            TM_TRY(held->get().prepare(request, nobody, std::move(stop)));
            return true;
        });
    return m_prepared;
}

Task<bool> TryDesk::prepare(TryRequest request)
{
    stopPreparing();
    return startPreparing(std::move(request));
}

Task<SchemaPtr> TryDesk::schemaBefore(TryRequest request)
{
    return m_thread.start(
        [held = m_held, request = std::move(request)](std::stop_token stop) -> Result<SchemaPtr> {
            if (stop.stop_requested())
                return fail(ErrorKind::Cancelled, QStringLiteral("stopped"));
            TryObserver nobody;
            return held->get().schemaBefore(request, nobody, std::move(stop));
        });
}

Task<TryReport> TryDesk::run(TryRequest request, std::shared_ptr<TryObserver> observer)
{
    if (m_preparing != request.migration)
        stopPreparing();
    std::erase_if(m_runs, [](const Task<TryReport> &run) { return !run.isRunning(); });
    const Task<TryReport> running = m_thread.start(
        [held = m_held, request, observer](std::stop_token stop) -> Result<TryReport> {
            if (stop.stop_requested())
                return fail(ErrorKind::Cancelled, QStringLiteral("stopped"));
            TryObserver nobody;
            return held->get().run(request, observer ? *observer : nobody, std::move(stop));
        });
    m_runs.push_back(running);
    startPreparing(std::move(request)); // the next copy
    return running;
}

} // namespace tidemark
