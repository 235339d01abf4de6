// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/task.h"

#include <QPromise>
#include <QThreadPool>

#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <type_traits>
#include <vector>

namespace tidemark {

/// The threads of the process. Work mostly waits for a server or a disk, so there are more threads
/// than cores. The destructor asks everything that runs to stop and waits for it.
class TaskPool
{
public:
    explicit TaskPool(int threads = 16);
    ~TaskPool();
    TaskPool(const TaskPool &) = delete;
    TaskPool &operator=(const TaskPool &) = delete;

    /// Runs `work(std::stop_token) -> Result<T>` in a thread of its own; what it throws becomes an
    /// Error. Sessions that it opens must end in it.
    template <typename Work>
    auto start(Work work)
    {
        using R = std::invoke_result_t<Work, std::stop_token>;
        using T = typename R::value_type;
        std::stop_source stop;
        auto promise = std::make_shared<QPromise<R>>();
        promise->start();
        Task<T> task(promise->future(), stop);
        enqueue(stop, [promise, stop, work = std::move(work)]() mutable {
            try {
                promise->addResult(work(stop.get_token()));
            } catch (const std::exception &failure) {
                promise->addResult(R(tl::unexpected<Error>(defect(failure.what()))));
            } catch (...) {
                promise->addResult(R(tl::unexpected<Error>(defect("unknown"))));
            }
            promise->finish();
        });
        return task;
    }

private:
    static Error defect(const char *what);
    void enqueue(const std::stop_source &stop, std::function<void()> work);

    QThreadPool m_threads;
    std::mutex m_mutex;
    std::vector<std::stop_source> m_stops; ///< of what waits or runs
};

} // namespace tidemark
