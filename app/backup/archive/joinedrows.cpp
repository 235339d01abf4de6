// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/joinedrows.h"

#include <algorithm>

namespace tidemark {

Result<TableRows *> JoinedRows::open(size_t part)
{
    if (!m_rows || m_open != part) {
        m_rows.reset();
        TM_TRY_ASSIGN(m_rows, m_opener(m_parts[part]));
        m_open = part;
    }
    return m_rows.get();
}

Result<qint64> JoinedRows::countOf(size_t part, const RowObserver &observer,
                                   const std::stop_token &stop)
{
    if (!m_counts[part]) {
        TM_TRY_ASSIGN(TableRows * rows, open(part));
        TM_TRY_ASSIGN(m_counts[part], rows->index(observer, stop));
    }
    return *m_counts[part];
}

Result<void> JoinedRows::visit(qint64 first, const QByteArray &mayHold, const Visitor &visitor,
                               const std::stop_token &stop)
{
    qint64 before = 0;
    bool goesOn = true;
    for (size_t part = 0; part < m_parts.size() && goesOn; ++part) {
        if (first > before) {
            TM_TRY_ASSIGN(const qint64 count, countOf(part, {}, stop));
            if (first >= before + count) {
                before += count;
                continue;
            }
        }
        TM_TRY_ASSIGN(TableRows * rows, open(part));
        TM_TRY(rows->visit(
            std::max<qint64>(first - before, 0), mayHold,
            [&](VisitedRow row) -> Result<bool> {
                row.row += before;
                TM_TRY_ASSIGN(goesOn, visitor(row));
                return goesOn;
            },
            stop));
        if (goesOn && part + 1 < m_parts.size()) {
            TM_TRY_ASSIGN(const qint64 count, countOf(part, {}, stop));
            before += count;
        }
    }
    return {};
}

Result<qint64> JoinedRows::index(const RowObserver &observer, const std::stop_token &stop)
{
    RowProgress all;
    for (size_t part = 0; part < m_parts.size(); ++part) {
        qint64 bytes = 0;
        TM_TRY_ASSIGN(const qint64 count,
                      countOf(
                          part,
                          [&](const RowProgress &progress) {
                              bytes = progress.bytes;
                              if (observer)
                                  observer({all.rows + progress.rows, all.bytes + progress.bytes});
                          },
                          stop));
        all.rows += count;
        all.bytes += bytes;
    }
    return all.rows;
}

std::optional<qint64> JoinedRows::knownCount()
{
    qint64 rows = 0;
    for (size_t part = 0; part < m_parts.size(); ++part) {
        if (!m_counts[part]) {
            const auto opened = open(part);
            m_counts[part] = opened ? (*opened)->knownCount() : std::nullopt;
        }
        if (!m_counts[part])
            return {};
        rows += *m_counts[part];
    }
    return rows;
}

} // namespace tidemark
