// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/resolve.h"

#include "run/journal.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool hasFailed(const History &history)
{
    return std::ranges::any_of(history.applied, &AppliedMigration::failed);
}

} // namespace

Result<void> clearFailedMark(Session &session, const HistoryStore &store,
                             const Migration &migration, bool up)
{
    TM_TRY_ASSIGN(const History history, store.read(session));
    return hasFailed(history) ? store.clearMark(session, migration, up) : Result<void>();
}

Result<void> resolveInterrupted(Session &session, const HistoryStore &store,
                                const Migration &migration, bool up, Resolution resolution,
                                const RunOptions &options, std::stop_token stop)
{
    TM_TRY_ASSIGN(const auto lock, store.lock(session, options.wait, stop));
    TM_TRY_ASSIGN(Transaction transaction, Transaction::begin(session));
    TM_TRY_ASSIGN(const auto journal, Journal::find(session));
    TM_TRY_ASSIGN(const History history, store.read(session));
    if (!journal && !hasFailed(history))
        return fail(ErrorKind::Usage, u"there is nothing to resolve"_s,
                    u"no migration was interrupted, and none has failed"_s);
    // A failed row of the tool's own is in the way of the row that says how it ended.
    if (hasFailed(history))
        TM_TRY(store.clearMark(session, migration, up));
    if (resolution == Resolution::Done) {
        RunFacts facts = options.who;
        facts.startedAt = journal ? journal->startedAt : QDateTime::currentDateTimeUtc();
        TM_TRY(up ? store.recordUp(session, migration, facts)
                  : store.recordDown(session, migration, facts));
    }
    TM_TRY(Journal::discard(session));
    return transaction.commit();
}

} // namespace tidemark
