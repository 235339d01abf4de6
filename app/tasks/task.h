// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <stop_token>
#include <utility>

namespace tidemark {

/// Work that goes on in another thread and ends with a Result. A copy stands for the same work.
/// Letting go of all copies neither stops nor waits; TaskPool does both at its end.
template <typename T>
class Task
{
public:
    Task() = default; ///< stands for nothing
    Task(QFuture<Result<T>> future, std::stop_source stop)
        : m_future(std::move(future))
        , m_stop(std::move(stop))
    {
    }

    bool isValid() const { return m_future.isValid(); }
    bool isRunning() const { return m_future.isRunning(); }

    /// Asks it to end. It still ends with a Result, which tells what was done until then; unlike
    /// QFuture::cancel(), which would throw that away. Callable from any thread.
    void stop() { m_stop.request_stop(); }

    /// For whenDone(). Do not call result() on it in the GUI thread: that may run the work there.
    const QFuture<Result<T>> &future() const { return m_future; }

private:
    QFuture<Result<T>> m_future;
    std::stop_source m_stop{std::nostopstate};
};

/// Calls `handler(Result<T>)` in the thread of `context` when the task has ended, unless the
/// context has gone by then. By a watcher that the context owns: QFuture::then(context, ...) aborts
/// in Qt 6.4 when the context dies first.
template <typename T, typename Handler>
void whenDone(const Task<T> &task, QObject *context, Handler handler)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, handler = std::move(handler)]() mutable {
                         watcher->deleteLater();
                         handler(watcher->future().resultAt(0));
                     });
    watcher->setFuture(task.future());
}

} // namespace tidemark
