// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authoring/tryout.h"
#include "tasks/taskpool.h"

#include <memory>
#include <vector>

namespace tidemark {

/// A TryOut in a thread of its own, for as long as an editor is open. All calls return at once and
/// are made in one thread; work is done in the order of the calls. The destructor asks what runs to
/// stop and waits for it, the server's end included (some 50 ms).
class TryDesk
{
public:
    explicit TryDesk(TryPlace place);
    ~TryDesk();
    TryDesk(const TryDesk &) = delete;
    TryDesk &operator=(const TryDesk &) = delete;

    /// TryOut::prepare(). An earlier prepare() that still waits or runs is stopped: its migration
    /// is not looked at any more.
    Task<bool> prepare(TryRequest request);

    /// TryOut::schemaBefore().
    Task<SchemaPtr> schemaBefore(TryRequest request);

    /// TryOut::run(), and after it the next copy, ahead. `observer` is called in the desk's thread
    /// and kept until then: give a Relay to it. A prepare() that runs is waited for, since it does
    /// what this needs, unless it is for another migration.
    Task<TryReport> run(TryRequest request, std::shared_ptr<TryObserver> observer);

private:
    struct Held;
    void stopPreparing();
    Task<bool> startPreparing(TryRequest request);

    std::shared_ptr<Held> m_held; ///< what the thread has; touched there only
    QString m_preparing;          ///< the migration of the last prepare()
    Task<bool> m_prepared;
    std::vector<Task<TryReport>> m_runs; ///< that have not ended
    TaskPool m_thread{1};
};

} // namespace tidemark
