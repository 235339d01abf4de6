// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/readrow.h"

#include "backup/archive/textpieces.h"

using namespace Qt::StringLiterals;

namespace tidemark {

void ReadRow::set(const VisitedRow &row)
{
    m_number = row.row;
    m_long = row.pieces;
    m_bytesShown = false;
    m_cells.assign(row.cells.begin(), row.cells.end());
    for (Cell &cell : m_cells)
        m_bytesShown = (cell && m_encoding && !m_encoding->toUtf8(*cell)) || m_bytesShown;
}

Result<bool> ReadRow::read(size_t value, const PieceTaker &take)
{
    if (!m_long) {
        if (m_cells[value])
            take(*m_cells[value]);
        return m_cells[value].has_value();
    }
    TextPieces pieces(m_encoding.value_or(TextEncoding()));
    bool goesOn = true;
    const auto give = [&](QByteArrayView piece) {
        goesOn = goesOn && (piece.isEmpty() || take(piece));
        return goesOn;
    };
    TM_TRY_ASSIGN(const bool isValue, m_long->read(value, [&](QByteArrayView piece) {
        return !m_stop.stop_requested() && give(m_encoding ? pieces.add(piece) : piece);
    }));
    if (m_stop.stop_requested())
        return fail(ErrorKind::Cancelled, u"reading the archive was cancelled"_s);
    if (m_encoding)
        give(pieces.finish());
    m_bytesShown = m_bytesShown || pieces.bytesShown();
    return isValue;
}

} // namespace tidemark
