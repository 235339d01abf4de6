// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tidemark {

/// Brings events of a working thread to a QObject's thread, many at a time: however fast they come,
/// there is one call per turn of the event loop.
///
/// Made in the context's thread; post() is for any thread and never waits. After the context has
/// gone events fall on the floor. Copies are the same relay.
template <typename Event>
class Relay
{
public:
    using Handler = std::function<void(std::vector<Event>)>;

    Relay(QObject *context, Handler handler)
        : m_shared(std::make_shared<Shared>())
    {
        m_shared->context = context;
        m_shared->handler = std::move(handler);
        // Deleted in its own thread, after the last one who posts has let go.
        m_shared->receiver = new QObject;
    }

    void post(Event event) const
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->waiting.push_back(std::move(event));
        if (std::exchange(m_shared->scheduled, true))
            return;
        QMetaObject::invokeMethod(
            m_shared->receiver, [shared = m_shared] { deliver(*shared); }, Qt::QueuedConnection);
    }

private:
    struct Shared
    {
        Shared() = default;
        Shared(const Shared &) = delete;
        Shared &operator=(const Shared &) = delete;
        ~Shared() { receiver->deleteLater(); }

        QObject *receiver = nullptr;
        QPointer<QObject> context; ///< looked at in its own thread only
        Handler handler;
        std::mutex mutex;
        std::vector<Event> waiting;
        bool scheduled = false;
    };

    static void deliver(Shared &shared)
    {
        std::vector<Event> events;
        {
            const std::lock_guard lock(shared.mutex);
            events.swap(shared.waiting);
            shared.scheduled = false;
        }
        if (shared.context)
            shared.handler(std::move(events));
    }

    std::shared_ptr<Shared> m_shared;
};

} // namespace tidemark
