// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/datacomparison.h"

namespace tidemark {

/// DataComparer::rows() of two open sessions, each in a transaction of its own that is rolled back.
/// `observer` hears of the rows that were read, of both sides together.
Result<RowsComparison> mergeRows(Session &before, Session &after, const RowsWanted &wanted,
                                 const BackupObserver &observer, const std::stop_token &stop);

} // namespace tidemark
