// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tasklist.h"

#include <algorithm>

namespace tidemark {

TaskList::TaskList(QObject *parent)
    : QObject(parent)
{
}

int TaskList::begin(const QString &title, std::function<void()> stop)
{
    Entry entry;
    entry.id = m_nextId++;
    entry.title = title;
    entry.startedAt = QDateTime::currentDateTimeUtc();
    entry.stop = std::move(stop);
    m_entries.push_back(std::move(entry));
    Q_EMIT changed();
    return m_entries.back().id;
}

void TaskList::advance(int id, int done, int total, const QString &detail)
{
    Entry *entry = find(id);
    if (!entry)
        return;
    entry->done = done;
    entry->total = total;
    entry->detail = detail;
    Q_EMIT changed();
}

void TaskList::end(int id, const QString &outcome)
{
    std::erase_if(m_entries, [id](const Entry &entry) { return entry.id == id; });
    if (!outcome.isEmpty())
        m_lastOutcome = outcome;
    Q_EMIT changed();
}

void TaskList::stop(int id)
{
    Entry *entry = find(id);
    if (!entry || !entry->stop || entry->stopping)
        return;
    entry->stopping = true;
    // A copy: stopping may end the entry.
    const std::function<void()> stopIt = entry->stop;
    stopIt();
    Q_EMIT changed();
}

void TaskList::stopAll()
{
    std::vector<int> ids;
    for (const Entry &entry : m_entries)
        ids.push_back(entry.id);
    for (const int id : ids)
        stop(id);
}

TaskList::Entry *TaskList::find(int id)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [id](const Entry &entry) { return entry.id == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

} // namespace tidemark
