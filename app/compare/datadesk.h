// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/datacomparison.h"
#include "compare/loadsource.h"
#include "tasks/taskpool.h"

#include <QHash>

#include <memory>
#include <stop_token>

namespace tidemark {

/// Two whose rows are compared, and what there is to get at them.
struct DataPlace
{
    SchemaSource before;
    SchemaSource after;
    std::shared_ptr<const Workspace> workspace; ///< of their environments; may be none
    QHash<QString, ConnectionSpec> specs;       ///< by environment, as they are reached right now
    VariableLookup variables;
    QString stateFolder; ///< for scratch servers and files, SandboxFactory
};

struct DataObserver
{
    LoadObserver opening;     ///< of the two sides
    BackupObserver comparing; ///< restoring and reading them
};

/// A DataComparer in a thread of its own, for as long as somebody looks at what it finds: what was
/// restored for one question is there for the next, unless that one failed; stopped ones about the
/// rows of a table take nothing with them but what was being restored for them. All calls return at
/// once and are made in one thread; a call stops an earlier one of its kind. The observer is called
/// in the desk's thread: give a Relay to it. The destructor asks what runs to stop and waits for
/// it, the scratch server's end included.
class DataDesk
{
public:
    explicit DataDesk(DataPlace place);
    ~DataDesk();
    DataDesk(const DataDesk &) = delete;
    DataDesk &operator=(const DataDesk &) = delete;

    Task<ContentsComparison> contents(DataObserver observer);
    Task<RowsComparison> rows(RowsWanted wanted, DataObserver observer);

private:
    struct Held;
    template <typename T, typename Ask>
    Task<T> start(std::stop_source &running, DataObserver observer, Ask ask);

    std::shared_ptr<Held> m_held;                  ///< what the thread has; touched there only
    std::stop_source m_contents{std::nostopstate}; ///< of the last one
    std::stop_source m_rows{std::nostopstate};
    TaskPool m_thread{1};
};

} // namespace tidemark
