// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/textencoding.h"

namespace tidemark {

/// Makes UTF-8 of a text that comes in pieces, which may be cut anywhere: what
/// TextEncoding::toUtf8() makes of all of it.
class TextPieces
{
public:
    explicit TextPieces(const TextEncoding &encoding)
        : m_encoding(encoding)
    {
    }

    /// Whole characters, good until the next call, or until the piece goes. There may be none yet.
    QByteArrayView add(QByteArrayView piece) { return converted(piece, false); }
    /// The rest.
    QByteArrayView finish() { return converted({}, true); }

    /// Some bytes are no characters, and are there as \xe9 each.
    bool bytesShown() const { return m_bytesShown; }

private:
    QByteArrayView converted(QByteArrayView piece, bool isLast);
    qsizetype cutOf(QByteArrayView text) const;

    TextEncoding m_encoding;
    QByteArray m_rest;
    QByteArray m_shown;
    bool m_bytesShown = false;
};

} // namespace tidemark
