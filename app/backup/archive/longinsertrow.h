// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/rowformat.h"

namespace tidemark {

/// A row of an INSERT statement that is too long to be looked at as a whole, and the place behind
/// it.
struct ScannedInsertRow
{
    std::unique_ptr<LongRow> values;
    qint64 end = 0;
};

/// Looks for the values of the row that begins with a parenthesis at `start`. Error{Input} when it
/// does not end, Unsupported when it is longer than RowFormat::longestRow: of `place`.
Result<ScannedInsertRow> scanInsertRow(ByteWindow &window, qint64 start, const RowPlace &place);

} // namespace tidemark
