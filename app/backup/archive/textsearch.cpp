// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/textsearch.h"

#include <algorithm>

namespace tidemark {

TextSearch::TextSearch(const QString &text)
    : m_text(text)
{
}

QByteArray TextSearch::lowerCaseAscii() const
{
    // Only ASCII letters have one lower case for each upper case, byte by byte.
    const bool isAscii = std::ranges::all_of(m_text, [](QChar c) { return c.unicode() < 128; });
    return isAscii ? m_text.toLower().toUtf8() : QByteArray();
}

Result<bool> TextSearch::isIn(ReadRow &row) const
{
    if (!row.isLong())
        return std::ranges::any_of(row.cells(), [this](const Cell &cell) {
            return cell && QString::fromUtf8(*cell).contains(m_text, Qt::CaseInsensitive);
        });
    bool found = false;
    for (size_t i = 0; i < row.size() && !found; ++i) {
        // The end of what was seen, where the text may begin; a character takes two of it at most.
        QString seen;
        TM_TRY_ASSIGN(const bool isValue, row.read(i, [&](QByteArrayView piece) {
            seen = seen.right(m_text.size()) + QString::fromUtf8(piece);
            found = seen.contains(m_text, Qt::CaseInsensitive);
            return !found;
        }));
        found = found || (isValue && m_text.isEmpty());
    }
    return found;
}

} // namespace tidemark
