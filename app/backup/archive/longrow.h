// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"

#include <QByteArrayView>

#include <functional>
#include <span>

namespace tidemark {

/// Takes the next piece of a value; false: no more of it is wanted.
using PieceTaker = std::function<bool(QByteArrayView piece)>;

/// A row that is too long to be held: its values are read one by one, each in pieces of some 256
/// KB, as often as they are wanted. Good until the next row is looked for.
class LongRow
{
public:
    LongRow() = default;
    LongRow(const LongRow &) = delete;
    LongRow &operator=(const LongRow &) = delete;
    virtual ~LongRow() = default;

    virtual size_t size() const = 0;

    /// What the row's format makes of the value, in the archive's encoding; a piece may end in the
    /// middle of a character. False, and no piece: it is NULL. An empty one may have no piece.
    virtual Result<bool> read(size_t value, const PieceTaker &take) = 0;
};

/// A row that is visited: its values, or the way to them.
struct VisitedRow
{
    qint64 row = 0;
    std::span<const Cell> cells;
    LongRow *pieces = nullptr; ///< of a long one, which has no cells
};

} // namespace tidemark
