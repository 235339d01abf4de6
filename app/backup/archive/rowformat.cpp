// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/rowformat.h"

using namespace Qt::StringLiterals;

namespace tidemark {

Result<void> RowFormat::begin(ByteWindow &, qint64)
{
    return {};
}

Result<void> RowFormat::skip(ByteWindow &window, RowPlace &place, qint64 rows, qint64 bytes)
{
    const qint64 lastByte = place.at + bytes;
    for (; rows > 0 && place.at < lastByte && !place.ended; --rows)
        TM_TRY(next(window, place));
    return {};
}

bool containsAscii(QByteArrayView text, QByteArrayView lowerCase)
{
    if (lowerCase.isEmpty())
        return true;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; };
    const char first = lowerCase[0];
    const qsizetype last = text.size() - lowerCase.size();
    for (qsizetype at = 0; at <= last; ++at) {
        if (lower(text[at]) != first)
            continue;
        qsizetype same = 1;
        while (same < lowerCase.size() && lower(text[at + same]) == lowerCase[same])
            ++same;
        if (same == lowerCase.size())
            return true;
    }
    return false;
}

Error rowsEndEarly(const RowPlace &place)
{
    return {.kind = ErrorKind::Input,
            .summary = u"the rows of the table end in the middle"_s,
            .detail = u"after row %1, at byte %2 of its data"_s.arg(place.row).arg(place.at),
            .hint = u"the archive was cut off; the rows before can still be read"_s,
            .sqlState = {},
            .where = {}};
}

Error rowTooLong(const RowPlace &place)
{
    return {.kind = ErrorKind::Unsupported,
            .summary = u"row %1 is longer than 1 GB"_s.arg(place.row + 1),
            .detail = {},
            .hint = {},
            .sqlState = {},
            .where = {}};
}

} // namespace tidemark
