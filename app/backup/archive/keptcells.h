// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/readrow.h"

namespace tidemark {

/// A value of which only the beginning is there.
struct CutValue
{
    qint64 row = 0; ///< its number
    size_t column = 0;
    qint64 bytes = 0; ///< of all of it

    bool operator==(const CutValue &) const = default;
};

/// The cells of a row, to be kept: all of them, and of a long row the beginning of each, which are
/// `longestKept` bytes and fewer where they are many. Costs a pass over the row.
constexpr qint64 longestKept = qint64(1024) * 1024;
Result<std::vector<Cell>> keptCells(ReadRow &row, std::vector<CutValue> &cut);

/// As much of the text as fits into so many bytes, in whole characters.
QByteArrayView utf8Head(QByteArrayView text, qsizetype bytes);

} // namespace tidemark
