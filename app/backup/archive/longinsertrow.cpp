// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/longinsertrow.h"

#include "backup/archive/insertvalue.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A value, and where what stands between its quotes lies in the content.
struct PlacedValue
{
    InsertValue value;
    qint64 at = 0;
    qint64 end = 0;
};

/// Eats a row in pieces. How a value is written is told by its text without what is long between
/// quotes, which has no part in that.
class InsertRowScan
{
public:
    explicit InsertRowScan(qint64 start)
        : m_at(start)
    {
    }

    /// Goes on to the end of the row or of the piece.
    void eat(QByteArrayView piece);
    bool isOver() const { return m_over; }
    qint64 at() const { return m_at; }
    std::vector<PlacedValue> takeValues() { return std::move(m_values); }

private:
    void eatCode(char c);
    qsizetype eatQuoted(QByteArrayView piece, qsizetype from);
    void keep(QByteArrayView text);
    void cut();
    void closeQuote();
    void finishValue(qint64 end);
    PlacedValue placed() const;

    std::vector<PlacedValue> m_values;
    qint64 m_at;
    bool m_over = false;
    int m_depth = 0;
    char m_before = '\0'; ///< the last two characters
    char m_beforeThat = '\0';

    // The quote that is open.
    char m_quote = '\0';
    bool m_escapes = false;
    bool m_escaped = false; ///< the next character is
    bool m_closing = false; ///< unless the next character doubles it
    qint64 m_quotedFrom = 0;
    qsizetype m_keptFrom = 0; ///< where what is in it begins in m_kept

    // The value that is read.
    qint64 m_start = -1;   ///< of what is no blank
    qint64 m_end = 0;      ///< the same
    QByteArray m_kept;     ///< its text without what was cut
    bool m_isCut = false;  ///< something was
    bool m_isOdd = false;  ///< it is nothing that could be told from m_kept
    qsizetype m_cutAt = 0; ///< in m_kept
    qint64 m_cutFrom = 0;
    qint64 m_cutTo = 0;
    bool m_quoteIsCut = false;
};

constexpr qsizetype insertQuoteKept = 4096;
constexpr qsizetype insertTextKept = qsizetype(64) * 1024;

void InsertRowScan::keep(QByteArrayView text)
{
    if (m_isOdd)
        return;
    if (m_quote && !m_quoteIsCut && m_kept.size() + text.size() - m_keptFrom > insertQuoteKept) {
        cut();
    } else if (!m_quoteIsCut) {
        m_kept += text;
        m_isOdd = m_kept.size() > insertTextKept;
    }
}

void InsertRowScan::cut()
{
    m_isOdd = m_isCut; // a second one
    m_isCut = m_quoteIsCut = true;
    m_kept.truncate(m_keptFrom);
    m_cutAt = m_keptFrom;
    m_cutFrom = m_quotedFrom;
}

void InsertRowScan::closeQuote()
{
    if (m_quoteIsCut)
        m_cutTo = m_at - 1;
    m_quoteIsCut = false;
    m_closing = false;
    m_before = std::exchange(m_quote, '\0');
    keep({&m_before, 1});
    m_beforeThat = '\0';
    m_end = m_at;
}

/// Up to the end of what is quoted, or of the piece: the bytes of it.
qsizetype InsertRowScan::eatQuoted(QByteArrayView piece, qsizetype from)
{
    qsizetype at = from;
    const auto passed = [&](qsizetype to) {
        m_at += to - at;
        at = to;
    };
    while (at < piece.size()) {
        const char c = piece[at];
        if (m_closing && c != m_quote) {
            closeQuote();
            return at;
        }
        if (m_closing || m_escaped) {
            const char both[]{m_quote, m_quote};
            keep(m_closing ? QByteArrayView(both, 2) : piece.sliced(at, 1));
            m_closing = m_escaped = false;
            passed(at + 1);
            continue;
        }
        qsizetype next = piece.indexOf(m_quote, at);
        if (const qsizetype slash = m_escapes ? piece.indexOf('\\', at) : -1;
            slash >= 0 && (next < 0 || slash < next))
            next = slash;
        const qsizetype end = next < 0 ? piece.size() : next;
        keep(piece.sliced(at, end - at));
        passed(end);
        if (next < 0)
            return at;
        m_escaped = piece[at] == '\\';
        m_closing = !m_escaped;
        if (m_escaped)
            keep(piece.sliced(at, 1));
        passed(at + 1);
    }
    return at;
}

void InsertRowScan::eatCode(char c)
{
    const bool ends = (c == ',' && m_depth == 1) || (c == ')' && m_depth == 1);
    if (ends)
        finishValue(m_at);
    m_depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    m_over = c == ')' && m_depth == 0;
    const bool opens = c == '(' && m_depth == 1;
    if (!ends && !opens) {
        const bool isBlank = c == ' ' || (c >= '\t' && c <= '\r');
        if (!isBlank) {
            m_start = m_start < 0 ? m_at : m_start;
            m_end = m_at + 1;
        }
        if (m_start >= 0)
            keep({&c, 1});
    }
    if (c == '\'' || c == '"') {
        m_quote = c;
        m_escapes = c == '\'' && opensEscapes(m_beforeThat, m_before);
        m_quotedFrom = m_at + 1;
        m_keptFrom = m_kept.size();
    }
    m_beforeThat = std::exchange(m_before, c);
    ++m_at;
}

void InsertRowScan::eat(QByteArrayView piece)
{
    for (qsizetype at = 0; at < piece.size() && !m_over;) {
        if (m_quote)
            at = eatQuoted(piece, at);
        else
            eatCode(piece[at++]);
    }
}

/// By the text without what was cut, which must be what stands between the quotes that count.
PlacedValue InsertRowScan::placed() const
{
    const InsertValue value = insertValueIn(m_kept);
    const bool isAll = !m_isCut || (value.start == m_cutAt && value.end == m_cutAt);
    if (m_isOdd || !isAll)
        return {InsertValue(), m_start, m_end};
    if (m_isCut)
        return {value, m_cutFrom, m_cutTo};
    return {value, m_start + value.start, m_start + value.end};
}

void InsertRowScan::finishValue(qint64 end)
{
    if (m_start < 0)
        m_start = m_end = end;
    const bool isDefault = !m_isOdd && !m_isCut && QByteArrayView(m_kept).trimmed() == "DEFAULT";
    if (!isDefault && m_values.size() < RowFormat::mostValues)
        m_values.push_back(placed());
    m_start = -1;
    m_kept.clear();
    m_isCut = m_isOdd = false;
}

class LongInsertRow final : public LongRow
{
public:
    LongInsertRow(ByteWindow &window, std::vector<PlacedValue> values)
        : m_window(window)
        , m_values(std::move(values))
    {
    }

    size_t size() const override { return m_values.size(); }

    Result<bool> read(size_t value, const PieceTaker &take) override
    {
        const PlacedValue &wanted = m_values[value];
        if (wanted.value.kind == InsertValue::Kind::Null)
            return false;
        InsertDecoder decoder(wanted.value);
        qint64 at = wanted.at;
        do {
            TM_TRY_ASSIGN(QByteArrayView seen, m_window.from(at));
            seen = seen.first(std::min({seen.size(), wanted.end - at, ByteWindow::readAhead}));
            if (seen.isEmpty() && at < wanted.end)
                return fail(ErrorKind::Input, u"the archive has changed while it was read"_s);
            at += seen.size();
            if (!take(decoder.add(seen, at == wanted.end)))
                break;
        } while (at < wanted.end);
        return true;
    }

private:
    ByteWindow &m_window;
    std::vector<PlacedValue> m_values;
};

} // namespace

Result<ScannedInsertRow> scanInsertRow(ByteWindow &window, qint64 start, const RowPlace &place)
{
    InsertRowScan scan(start);
    while (!scan.isOver()) {
        TM_TRY_ASSIGN(const QByteArrayView seen, window.from(scan.at()));
        if (seen.isEmpty())
            return fail(rowsEndEarly(place));
        if (scan.at() - start > RowFormat::longestRow)
            return fail(rowTooLong(place));
        scan.eat(seen);
    }
    return ScannedInsertRow{std::make_unique<LongInsertRow>(window, scan.takeValues()), scan.at()};
}

} // namespace tidemark
