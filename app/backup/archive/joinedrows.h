// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/tablerows.h"

#include <vector>

namespace tidemark {

/// The rows of several parts as one table's: those of a part follow those of the part before. Where
/// a part begins is known once the parts before have been read or indexed, which is done when it is
/// needed. Without parts there are no rows.
class JoinedRows final : public TableRows
{
public:
    using Opener = std::function<Result<std::unique_ptr<TableRows>>(int part)>;

    /// Parts are opened one at a time: they may be many.
    JoinedRows(std::vector<int> parts, Opener opener)
        : m_parts(std::move(parts))
        , m_opener(std::move(opener))
        , m_counts(m_parts.size())
    {
    }

    Result<void> visit(qint64 first, const QByteArray &mayHold, const Visitor &visitor,
                       const std::stop_token &stop) override;
    Result<qint64> index(const RowObserver &observer, const std::stop_token &stop) override;
    std::optional<qint64> knownCount() override;

private:
    Result<TableRows *> open(size_t part);
    Result<qint64> countOf(size_t part, const RowObserver &observer, const std::stop_token &stop);

    std::vector<int> m_parts;
    Opener m_opener;
    std::vector<std::optional<qint64>> m_counts;
    std::unique_ptr<TableRows> m_rows; ///< of the part that is open
    size_t m_open = 0;
};

} // namespace tidemark
