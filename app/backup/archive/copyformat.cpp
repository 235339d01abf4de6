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

/// Adds what a part of a field stands for. How much of it was taken: what may be the beginning of
/// an escape is not, unless the part is the last one.
qsizetype addUnescaped(QByteArrayView field, const TextEncoding &encoding, bool isLast,
                       QByteArray &value)
{
    constexpr qsizetype longestEscape = 4; // \123
    qsizetype at = 0;
    for (qsizetype slash = encoding.indexOf(field, '\\'); slash >= 0;
         slash = encoding.indexOf(field, '\\', at)) {
        if (isLast ? slash + 1 == field.size() : slash + longestEscape > field.size()) {
            if (isLast)
                break;
            value.append(field.data() + at, slash - at);
            return slash;
        }
        value.append(field.data() + at, slash - at);
        at = slash + 1;
        const char c = field[at];
        if (digitOf(c, 8) >= 0)
            value += numbered(field, at, 8, 3);
        else if (c == 'x' && at + 1 < field.size() && digitOf(field[at + 1], 16) >= 0)
            value += numbered(field, ++at, 16, 2);
        else
            value += unescaped(field[at++]);
    }
    value.append(field.data() + at, field.size() - at);
    return field.size();
}

Cell fieldCell(QByteArrayView field, const TextEncoding &encoding)
{
    if (field == "\\N")
        return std::nullopt;
    if (encoding.indexOf(field, '\\') < 0)
        return field.toByteArray();
    QByteArray value;
    value.reserve(field.size());
    addUnescaped(field, encoding, true, value);
    return value;
}

class LongCopyRow final : public LongRow
{
public:
    /// `starts`: of the fields, and where one more would begin.
    LongCopyRow(ByteWindow &window, const TextEncoding &encoding, std::vector<qint64> starts)
        : m_window(window)
        , m_encoding(encoding)
        , m_starts(std::move(starts))
    {
    }

    size_t size() const override { return m_starts.size() - 1; }
    Result<bool> read(size_t value, const PieceTaker &take) override;

private:
    ByteWindow &m_window;
    TextEncoding m_encoding;
    std::vector<qint64> m_starts;
};

Result<bool> LongCopyRow::read(size_t value, const PieceTaker &take)
{
    constexpr qint64 enough = 16; // for any escape, and any character
    qint64 at = m_starts[value];
    const qint64 end = m_starts[value + 1] - 1;
    QByteArray plain;
    while (at < end) {
        TM_TRY_ASSIGN(QByteArrayView seen, m_window.atLeast(at, std::min(enough, end - at)));
        seen = seen.first(std::min({seen.size(), end - at, ByteWindow::readAhead}));
        if (seen.isEmpty())
            return fail(ErrorKind::Input, u"the archive has changed while it was read"_s);
        const bool isLast = seen.size() == end - at;
        if (isLast && at == m_starts[value] && seen == "\\N")
            return false;
        // A backslash may be the second half of a character, so none is cut.
        if (!isLast && m_encoding.hidesAscii())
            seen = seen.first(m_encoding.wholeBytes(seen));
        plain.resize(0);
        at += addUnescaped(seen, m_encoding, isLast, plain);
        if (!take(plain))
            break;
    }
    return true;
}

class CopyFormat final : public RowFormat
{
public:
    CopyFormat(const TextEncoding &encoding, bool noColumns)
        : m_encoding(encoding)
        , m_noColumns(noColumns)
    {
    }
    Result<WrittenRow> next(ByteWindow &window, RowPlace &place) override;
    Result<void> skip(ByteWindow &window, RowPlace &place, qint64 rows, qint64 bytes) override;
    void parse(QByteArrayView written, std::vector<Cell> &cells) const override;
    bool mayHold(QByteArrayView written, const QByteArray &lowerCase) const override;

private:
    static Result<std::optional<QByteArrayView>> line(ByteWindow &window, const RowPlace &place);
    Result<WrittenRow> longRow(ByteWindow &window, RowPlace &place) const;

    TextEncoding m_encoding;
    bool m_noColumns;
};

/// With its line end, which a value never has: COPY writes it as \n. Nor is a line end or a tab
/// the second byte of a character in any encoding. Nothing: it is a long one.
Result<std::optional<QByteArrayView>> CopyFormat::line(ByteWindow &window, const RowPlace &place)
{
    TM_TRY_ASSIGN(QByteArrayView seen, window.from(place.at));
    qsizetype end = seen.indexOf('\n');
    while (end < 0) {
        const qsizetype searched = seen.size();
        if (searched > wholeRow)
            return std::nullopt;
        TM_TRY_ASSIGN(seen, window.atLeast(place.at, searched + 1));
        if (seen.size() == searched)
            return fail(rowsEndEarly(place));
        end = seen.indexOf('\n', searched);
    }
    return seen.first(end + 1);
}

/// Looks for its end and its tabs.
Result<WrittenRow> CopyFormat::longRow(ByteWindow &window, RowPlace &place) const
{
    std::vector<qint64> starts{place.at};
    qint64 at = place.at;
    char before = '\0';
    for (bool isOver = false; !isOver;) {
        TM_TRY_ASSIGN(const QByteArrayView seen, window.from(at));
        if (seen.isEmpty())
            return fail(rowsEndEarly(place));
        if (at - place.at > longestRow)
            return fail(rowTooLong(place));
        const qsizetype lineEnd = seen.indexOf('\n');
        isOver = lineEnd >= 0;
        const QByteArrayView part = seen.first(isOver ? lineEnd : seen.size());
        for (qsizetype tab = part.indexOf('\t'); tab >= 0 && starts.size() < mostValues;
             tab = part.indexOf('\t', tab + 1))
            starts.push_back(at + tab + 1);
        before = part.isEmpty() ? before : part.back();
        at += part.size();
    }
    starts.push_back(at + (before == '\r' ? 0 : 1));
    place.at = at + 1;
    ++place.row;
    return WrittenRow{{}, std::make_unique<LongCopyRow>(window, m_encoding, std::move(starts))};
}

bool isEndMark(QByteArrayView line)
{
    return line == "\\.\n" || line == "\\.\r\n";
}

Result<WrittenRow> CopyFormat::next(ByteWindow &window, RowPlace &place)
{
    TM_TRY_ASSIGN(const auto written, line(window, place));
    if (!written)
        return longRow(window, place);
    place.at += written->size();
    if (isEndMark(*written)) {
        place.ended = true;
        return WrittenRow();
    }
    ++place.row;
    return WrittenRow{written->chopped(written->endsWith("\r\n") ? 2 : 1), {}};
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

std::unique_ptr<RowFormat> makeCopyFormat(const TextEncoding &encoding, bool noColumns)
{
    return std::make_unique<CopyFormat>(encoding, noColumns);
}

} // namespace tidemark
