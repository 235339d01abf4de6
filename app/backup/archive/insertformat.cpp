// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/rowformat.h"

#include "backup/archive/insertvalue.h"
#include "backup/archive/longinsertrow.h"
#include "sql/tokenizer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The offset behind the parenthesis that closes the one at `at`; -1 when it is not there.
qsizetype parenthesisEnd(QByteArrayView text, qsizetype at)
{
    int depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '\'' || c == '"') {
            at = insertQuoteEnd(text, at);
            if (at < 0)
                return -1;
            continue;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        ++at;
        if (depth == 0)
            return at;
    }
    return -1;
}

class InsertFormat final : public RowFormat
{
public:
    Result<void> begin(ByteWindow &window, qint64 start) override;
    Result<WrittenRow> next(ByteWindow &window, RowPlace &place) override;
    void parse(QByteArrayView written, std::vector<Cell> &cells) const override;
    bool mayHold(QByteArrayView written, const QByteArray &lowerCase) const override
    {
        if (lowerCase.contains('\'') || lowerCase.contains('\\'))
            return true;
        return containsAscii(written, lowerCase) || written.contains('\\');
    }

private:
    /// What comes at an offset of the text.
    struct Look
    {
        enum What { Row, Other, NeedsMore, RowNeedsMore } what = Other;
        qsizetype start = 0; ///< of the row's parenthesis, or of what is not all there
        qsizetype end = 0;
    };
    Look look(QByteArrayView text);
    qsizetype headEnd(QByteArrayView text, qsizetype at);

    QByteArray m_head; ///< table and columns, as the first statement writes them
};

/// The offset of what follows VALUES, when an INSERT into these columns is at `at`; 0 when there is
/// none, -1 when more of the text has to be seen.
qsizetype InsertFormat::headEnd(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype longestHead = qsizetype(256) * 1024; // 1600 columns with long names
    const qsizetype more = text.size() - at < longestHead ? -1 : 0;
    SqlTokenizer tokenizer(text, Engine::PostgreSql, at);
    if (!tokenizer.isWord(tokenizer.next(), "INSERT") ||
        !tokenizer.isWord(tokenizer.next(), "INTO"))
        return text.size() - at < 12 ? -1 : 0; // as long as the two words
    SqlToken token = tokenizer.next();
    const qsizetype start = token.start;
    token = tokenizer.next();
    while (token.kind == SqlToken::Kind::Symbol && tokenizer.textOf(token) == ".") {
        tokenizer.next();
        token = tokenizer.next();
    }
    for (; token.kind != SqlToken::Kind::End && !tokenizer.isWord(token, "VALUES");
         token = tokenizer.next()) {
        if (tokenizer.textOf(token) == ";")
            return 0;
    }
    if (token.kind == SqlToken::Kind::End)
        return more;
    const QByteArrayView head = text.sliced(start, token.start - start).trimmed();
    if (m_head.isEmpty())
        m_head = head.toByteArray();
    return head == m_head ? token.end : 0;
}

InsertFormat::Look InsertFormat::look(QByteArrayView text)
{
    static constexpr QByteArrayView noConflict = "ON CONFLICT DO NOTHING";
    qsizetype at = 0;
    qsizetype headAt = -1;
    while (at < text.size()) {
        const char c = text[at];
        if (isBlank(c) || c == ',' || c == ';') {
            ++at;
        } else if (text.sliced(at).startsWith(noConflict)) {
            at += noConflict.size();
        } else if (c == '(') {
            const qsizetype end = parenthesisEnd(text, at);
            return end < 0 ? Look{Look::RowNeedsMore, at, at} : Look{Look::Row, at, end};
        } else if (c == 'I' || c == 'i') {
            const qsizetype head = headEnd(text, at);
            if (head <= 0)
                return {head < 0 ? Look::NeedsMore : Look::Other, at, at};
            headAt = at;
            at = head;
            while (at < text.size() && isBlank(text[at]))
                ++at;
            // INSERT INTO t DEFAULT VALUES: a row of a table without columns.
            if (at < text.size() && text[at] == ';')
                return {Look::Row, at, at};
        } else if (c == 'O' && text.size() - at < noConflict.size()) {
            break;
        } else {
            return {Look::Other, at, at};
        }
    }
    const qsizetype start = headAt < 0 ? at : headAt;
    return {Look::NeedsMore, start, start};
}

/// In the middle of a statement nothing tells its table, and so not that the next is another's.
Result<void> InsertFormat::begin(ByteWindow &window, qint64 start)
{
    TM_TRY_ASSIGN(QByteArrayView seen, window.from(start));
    while (m_head.isEmpty() && look(seen).what == Look::NeedsMore) {
        const qsizetype had = seen.size();
        if (had > wholeRow)
            break;
        TM_TRY_ASSIGN(seen, window.atLeast(start, std::max<qint64>(2 * had, 1)));
        if (seen.size() == had)
            break;
    }
    return {};
}

Result<WrittenRow> InsertFormat::next(ByteWindow &window, RowPlace &place)
{
    qint64 at = place.at;
    TM_TRY_ASSIGN(QByteArrayView seen, window.from(at));
    while (true) {
        const Look found = look(seen);
        if (found.what == Look::Row) {
            place.at = at + found.end + (found.end == found.start ? 1 : 0);
            ++place.row;
            return WrittenRow{seen.sliced(found.start, found.end - found.start), {}};
        }
        if (found.what == Look::Other) {
            place.ended = true;
            return WrittenRow();
        }
        if (found.what == Look::RowNeedsMore && seen.size() - found.start > wholeRow) {
            TM_TRY_ASSIGN(ScannedInsertRow row, scanInsertRow(window, at + found.start, place));
            place.at = row.end;
            ++place.row;
            return WrittenRow{{}, std::move(row.values)};
        }
        // Only white space so far: there may be any amount of it.
        const bool isBlank = found.start == seen.size();
        at += isBlank ? seen.size() : 0;
        const qsizetype had = isBlank ? 0 : seen.size();
        TM_TRY_ASSIGN(seen, window.atLeast(at, std::max<qint64>(2 * had, 1)));
        if (seen.size() > had)
            continue;
        place.ended = true;
        if (isBlank)
            return WrittenRow();
        return fail(rowsEndEarly(place));
    }
}

void InsertFormat::parse(QByteArrayView written, std::vector<Cell> &cells) const
{
    cells.clear();
    if (written.size() < 2)
        return;
    for (const QByteArrayView value : insertValuesIn(written.sliced(1).chopped(1))) {
        // What pg_dump writes for a generated column, of which no row has a value.
        if (value.trimmed() != "DEFAULT")
            cells.push_back(insertCell(value));
    }
}

} // namespace

std::unique_ptr<RowFormat> makeInsertFormat()
{
    return std::make_unique<InsertFormat>();
}

} // namespace tidemark
