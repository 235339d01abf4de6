// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/keptcells.h"

#include <algorithm>
#include <utility>

namespace tidemark {

QByteArrayView utf8Head(QByteArrayView text, qsizetype bytes)
{
    qsizetype end = std::min(text.size(), std::max<qsizetype>(bytes, 0));
    while (end > 0 && end < text.size() && (text[end] & 0xc0) == 0x80)
        --end;
    return text.first(end);
}

Result<std::vector<Cell>> keptCells(ReadRow &row, std::vector<CutValue> &cut)
{
    constexpr qint64 roomOfRow = 8 * longestKept;
    if (!row.isLong())
        return std::exchange(row.cells(), {});
    std::vector<Cell> cells(row.size());
    const qint64 leastKept =
        std::min<qint64>(2048, roomOfRow / std::max<qint64>(qint64(cells.size()), 1));
    qint64 room = roomOfRow;
    for (size_t i = 0; i < cells.size(); ++i) {
        const qint64 most = std::clamp(room, leastKept, longestKept);
        QByteArray head("");
        qint64 bytes = 0;
        TM_TRY_ASSIGN(const bool isValue, row.read(i, [&](QByteArrayView piece) {
            if (head.size() == bytes)
                head += utf8Head(piece, most - bytes);
            bytes += piece.size();
            return true;
        }));
        if (!isValue)
            continue;
        room -= head.size();
        if (head.size() < bytes)
            cut.push_back({row.number(), i, bytes});
        cells[i] = std::move(head);
    }
    return cells;
}

} // namespace tidemark
