// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/longrow.h"
#include "backup/archive/textencoding.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace tidemark {

/// A row while it is read. Its values are in UTF-8. Good until the next one is read.
class ReadRow
{
public:
    /// What all rows of a table have in common. Without an encoding values are what they are.
    ReadRow(std::optional<TextEncoding> encoding, std::stop_token stop)
        : m_encoding(std::move(encoding))
        , m_stop(std::move(stop))
    {
    }
    void set(const VisitedRow &row);

    qint64 number() const { return m_number; } ///< from 0
    size_t size() const { return m_long ? m_long->size() : m_cells.size(); }

    /// A row of more than a few megabytes has no cells: its values come in pieces only.
    bool isLong() const { return m_long != nullptr; }
    /// They may be taken.
    std::vector<Cell> &cells() { return m_cells; }

    /// A value in pieces of whole characters, as often as it is wanted; an empty one may have no
    /// piece. False: it is NULL. Errors: those of Archive; Cancelled after a stop.
    Result<bool> read(size_t value, const PieceTaker &take);

    /// Some bytes of what was read of this row are no text in its encoding.
    bool bytesShown() const { return m_bytesShown; }

private:
    std::optional<TextEncoding> m_encoding;
    std::stop_token m_stop;
    qint64 m_number = 0;
    std::vector<Cell> m_cells;
    LongRow *m_long = nullptr;
    bool m_bytesShown = false;
};

/// False stops before this row.
using RowReader = std::function<Result<bool>(ReadRow &row)>;

} // namespace tidemark
