// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/textpieces.h"

#include <algorithm>

namespace tidemark {

/// Behind whole characters; behind ASCII where that is near, for in some encodings a character may
/// be put together with the one before it.
qsizetype TextPieces::cutOf(QByteArrayView text) const
{
    constexpr qsizetype near = 256;
    const qsizetype whole = m_encoding.wholeBytes(text);
    if (m_encoding.isUtf8() || m_encoding.hidesAscii())
        return whole;
    const qsizetype least = std::max<qsizetype>(whole - near, 0);
    for (qsizetype at = whole; at > least; --at) {
        if (static_cast<uchar>(text[at - 1]) < 0x80)
            return at;
    }
    return whole > near ? whole : 0;
}

QByteArrayView TextPieces::converted(QByteArrayView piece, bool isLast)
{
    QByteArrayView text = piece;
    if (!m_rest.isEmpty()) {
        m_rest += piece;
        text = m_rest;
    }
    const qsizetype end = isLast ? text.size() : cutOf(text);
    const QByteArrayView whole = text.first(end);
    if (m_encoding.isUtf8() && whole.isValidUtf8() && m_rest.isEmpty()) {
        m_rest = text.sliced(end).toByteArray();
        return whole;
    }
    m_shown = whole.toByteArray();
    m_bytesShown = !m_encoding.toUtf8(m_shown) || m_bytesShown;
    m_rest = text.sliced(end).toByteArray();
    return m_shown;
}

} // namespace tidemark
