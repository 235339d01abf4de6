// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/rowformat.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// The character that a backslash and this one stand for; others stand for themselves.
char unescaped(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return c;
    }
}

int digitOf(char c, int base)
{
    int value = base;
    if (c >= '0' && c <= '9')
        value = c - '0';
    else if (c >= 'a' && c <= 'f')
        value = c - 'a' + 10;
    else if (c >= 'A' && c <= 'F')
        value = c - 'A' + 10;
    return value < base ? value : -1;
}

/// \123 or \x1f: the digits from `at` on, which is set behind the last one.
char numbered(QByteArrayView field, qsizetype &at, int base, int digits)
{
    int value = 0;
    for (; digits > 0 && at < field.size() && digitOf(field[at], base) >= 0; --digits, ++at)
        value = value * base + digitOf(field[at], base);
    return static_cast<char>(value);
}

Cell fieldCell(QByteArrayView field, const TextEncoding &encoding)
{
    if (field == "\\N")
        return std::nullopt;
    qsizetype slash = encoding.indexOf(field, '\\');
    if (slash < 0)
        return field.toByteArray();
    QByteArray value;
    value.reserve(field.size());
    qsizetype at = 0;
    while (slash >= 0 && slash + 1 < field.size()) {
        value.append(field.data() + at, slash - at);
        at = slash + 1;
        const char c = field[at];
        if (digitOf(c, 8) >= 0)
            value += numbered(field, at, 8, 3);
        else if (c == 'x' && at + 1 < field.size() && digitOf(field[at + 1], 16) >= 0)
            value += numbered(field, ++at, 16, 2);
        else
            value += unescaped(field[at++]);
        slash = encoding.indexOf(field, '\\', at);
    }
    value.append(field.data() + at, field.size() - at);
    return value;
}

tl::unexpected<Error> endsEarly(const RowPlace &place)
{
    return fail(ErrorKind::Input, u"the rows of the table end in the middle"_s,
                u"after row %1, at byte %2 of its data"_s.arg(place.row).arg(place.at),
                u"the archive was cut off; the rows before can still be read"_s);
}

tl::unexpected<Error> tooLong(const RowPlace &place)
{
    return fail(ErrorKind::Unsupported, u"row %1 is longer than 1 GB"_s.arg(place.row + 1));
}

class CopyFormat final : public RowFormat
{
public:
    CopyFormat(const TextEncoding &encoding, bool noColumns)
        : m_encoding(encoding)
        , m_noColumns(noColumns)
    {
    }
    Result<QByteArrayView> next(ByteWindow &window, RowPlace &place) override;
    Result<void> skip(ByteWindow &window, RowPlace &place, qint64 rows, qint64 bytes) override;
    void parse(QByteArrayView written, std::vector<Cell> &cells) const override;
    bool mayHold(QByteArrayView written, const QByteArray &lowerCase) const override;

private:
    Result<QByteArrayView> line(ByteWindow &window, const RowPlace &place) const;

    TextEncoding m_encoding;
    bool m_noColumns;
};

/// With its line end, which a value never has: COPY writes it as \n. Nor is a line end or a tab
/// the second byte of a character in any encoding.
Result<QByteArrayView> CopyFormat::line(ByteWindow &window, const RowPlace &place) const
{
    TM_TRY_ASSIGN(QByteArrayView seen, window.from(place.at));
    qsizetype end = seen.indexOf('\n');
    while (end < 0) {
        const qsizetype searched = seen.size();
        if (searched > longestRow)
            return tooLong(place);
        TM_TRY_ASSIGN(seen, window.atLeast(place.at, searched + 1));
        if (seen.size() == searched)
            return endsEarly(place);
        end = seen.indexOf('\n', searched);
    }
    return seen.first(end + 1);
}

bool isEndMark(QByteArrayView line)
{
    return line == "\\.\n" || line == "\\.\r\n";
}

Result<QByteArrayView> CopyFormat::next(ByteWindow &window, RowPlace &place)
{
    TM_TRY_ASSIGN(const QByteArrayView written, line(window, place));
    place.at += written.size();
    if (isEndMark(written)) {
        place.ended = true;
        return QByteArrayView();
    }
    ++place.row;
    return written.chopped(written.endsWith("\r\n") ? 2 : 1);
}

Result<void> CopyFormat::skip(ByteWindow &window, RowPlace &place, qint64 rows, qint64 bytes)
{
    const qint64 lastRow = place.row + rows;
    const qint64 lastByte = place.at + bytes;
    while (place.row < lastRow && place.at < lastByte && !place.ended) {
        TM_TRY_ASSIGN(const QByteArrayView seen, window.from(place.at));
        const char *from = seen.data();
        const char *const end = from + seen.size();
        const qint64 start = place.at;
        while (place.row < lastRow && place.at < lastByte) {
            const auto *lineEnd =
                static_cast<const char *>(std::memchr(from, '\n', size_t(end - from)));
            if (!lineEnd || (from[0] == '\\' && isEndMark({from, lineEnd + 1})))
                break;
            from = lineEnd + 1;
            place.at = start + (from - seen.data());
            ++place.row;
        }
        // A line that is not all there, or the last one.
        if (place.row < lastRow && place.at < lastByte)
            TM_TRY(next(window, place));
    }
    return {};
}

void CopyFormat::parse(QByteArrayView written, std::vector<Cell> &cells) const
{
    cells.clear();
    if (m_noColumns && written.isEmpty())
        return;
    qsizetype start = 0;
    while (true) {
        const qsizetype end = written.indexOf('\t', start);
        cells.push_back(
            fieldCell(written.sliced(start, (end < 0 ? written.size() : end) - start), m_encoding));
        if (end < 0)
            break;
        start = end + 1;
    }
}

bool CopyFormat::mayHold(QByteArrayView written, const QByteArray &lowerCase) const
{
    // What is written with a backslash is not compared as it is written.
    const auto special = [](char c) { return c == '\\' || static_cast<uchar>(c) < ' '; };
    if (std::ranges::any_of(lowerCase, special))
        return true;
    return containsAscii(written, lowerCase) || written.contains('\\');
}

} // namespace

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

std::unique_ptr<RowFormat> makeCopyFormat(const TextEncoding &encoding, bool noColumns)
{
    return std::make_unique<CopyFormat>(encoding, noColumns);
}

} // namespace tidemark
