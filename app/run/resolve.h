// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/convention.h"
#include "run/runner.h"

#include <stop_token>

namespace tidemark {

/// What a person found out about a migration that was interrupted or failed.
enum class Resolution {
    Done,   ///< it has taken effect as a whole: an up is recorded as applied, a down as rolled back
    Undone, ///< nothing of it is left: the history is as it was before it
};

/// Writes that into the history and drops the journal, in one transaction, under the convention's
/// lock. Error{Usage} when nothing was interrupted and nothing has failed.
Result<void> resolveInterrupted(Session &session, const HistoryStore &store,
                                const Migration &migration, bool up, Resolution resolution,
                                const RunOptions &options, std::stop_token stop);

/// HistoryStore::clearMark() where the history shows a failed migration, else nothing. Inside a
/// transaction.
Result<void> clearFailedMark(Session &session, const HistoryStore &store,
                             const Migration &migration, bool up);

} // namespace tidemark
