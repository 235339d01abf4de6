// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskpool.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

TaskPool::TaskPool(int threads)
{
    m_threads.setMaxThreadCount(threads);
    // With one thread it is always the same one: what belongs to a thread can live from one piece
    // of work to the next.
    m_threads.setExpiryTimeout(-1);
}

TaskPool::~TaskPool()
{
    {
        const std::lock_guard lock(m_mutex);
        for (std::stop_source &stop : m_stops)
            stop.request_stop();
    }
    m_threads.waitForDone();
}

Error TaskPool::defect(const char *what)
{
    Error error;
    error.summary = u"Tidemark met a defect of its own"_s;
    error.detail = QString::fromUtf8(what);
    return error;
}

void TaskPool::enqueue(const std::stop_source &stop, std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_stops.push_back(stop);
    }
    m_threads.start([this, stop, work = std::move(work)] {
        work();
        const std::lock_guard lock(m_mutex);
        m_stops.erase(std::find(m_stops.begin(), m_stops.end(), stop));
    });
}

} // namespace tidemark
