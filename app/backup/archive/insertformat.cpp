// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/rowformat.h"

#include "sql/tokenizer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<uchar>(c) >= 0x80;
}

/// The offset behind what begins at `at` with a quote; -1 when its end is not there.
qsizetype quotedEnd(QByteArrayView text, qsizetype at)
{
    const char quote = text[at];
    const bool escapes = quote == '\'' && at > 0 && (text[at - 1] == 'E' || text[at - 1] == 'e') &&
                         (at < 2 || !isWordCharacter(text[at - 2]));
    for (qsizetype i = at + 1; i < text.size(); ++i) {
        if (escapes && text[i] == '\\') {
            ++i;
        } else if (text[i] == quote) {
            if (i + 1 == text.size())
                return -1; // it may be doubled
            if (text[i + 1] != quote)
                return i + 1;
            ++i;
        }
    }
    return -1;
}

/// The offset behind the parenthesis that closes the one at `at`; -1 when it is not there.
qsizetype parenthesisEnd(QByteArrayView text, qsizetype at)
{
    int depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '\'' || c == '"') {
            at = quotedEnd(text, at);
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

QByteArray withoutEscapes(QByteArrayView text)
{
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '\'' && i + 1 < text.size()) {
            ++i;
        } else if (c == '\\' && i + 1 < text.size()) {
            c = text[++i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
        }
        plain += c;
    }
    return plain;
}

/// The values between commas.
template <typename Visit>
void eachValue(QByteArrayView values, const Visit &visit)
{
    qsizetype start = 0;
    int depth = 0;
    for (qsizetype at = 0; at < values.size();) {
        const char c = values[at];
        if (c == '\'' || c == '"') {
            const qsizetype end = quotedEnd(values, at);
            at = end < 0 ? values.size() : end;
            continue;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == ',' && depth == 0) {
            visit(values.sliced(start, at - start));
            start = at + 1;
        }
        ++at;
    }
    visit(values.sliced(start));
}

/// The text of 'text' or 'text'::type; nothing when it is anything else.
Cell literalText(QByteArrayView value)
{
    if (value.size() < 2 || !value.startsWith('\''))
        return std::nullopt;
    const qsizetype end = quotedEnd(value, 0);
    if (end < 0 ? !value.endsWith('\'') : !value.sliced(end).startsWith("::"))
        return std::nullopt;
    return value.first(end < 0 ? value.size() : end)
        .sliced(1)
        .chopped(1)
        .toByteArray()
        .replace("''", "'");
}

/// The values in NAME(...), when it is all that there is.
std::vector<QByteArrayView> callOf(QByteArrayView value, QByteArrayView name)
{
    std::vector<QByteArrayView> arguments;
    const QByteArrayView head = value.first(std::min(name.size(), value.size()));
    const QByteArrayView rest = value.sliced(head.size());
    if (head.compare(name, Qt::CaseInsensitive) == 0 && rest.size() > 2 && rest.startsWith('(') &&
        rest.endsWith(')'))
        eachValue(rest.sliced(1).chopped(1),
                  [&](QByteArrayView argument) { arguments.push_back(argument.trimmed()); });
    return arguments;
}

/// \u000a, \000a, \+00000a, \U0000000a and a doubled backslash, as unistr() takes them
/// (https://www.sqlite.org/lang_corefunc.html#unistr).
Cell withoutUnicodeEscapes(QByteArrayView text)
{
    QByteArray plain;
    while (true) {
        const qsizetype slash = text.indexOf('\\');
        if (slash < 0)
            return plain + text.toByteArray();
        plain += text.first(slash);
        text = text.sliced(slash + 1);
        if (text.startsWith('\\')) {
            plain += '\\';
            text = text.sliced(1);
            continue;
        }
        const char kind = text.isEmpty() ? '\0' : text[0];
        const qsizetype mark = kind == 'u' || kind == 'U' || kind == '+' ? 1 : 0;
        const qsizetype digits = kind == 'U' ? 8 : kind == '+' ? 6 : 4;
        bool valid = text.size() >= mark + digits;
        const char32_t character =
            valid ? text.sliced(mark, digits).toByteArray().toUInt(&valid, 16) : 0;
        if (!valid)
            return std::nullopt;
        plain += QString::fromUcs4(&character, 1).toUtf8();
        text = text.sliced(mark + digits);
    }
}

/// Text with line ends, as SQLite's .dump writes it: replace('a\nb','\n',char(10)), around another
/// one for char(13), or unistr('a\u000ab'). Nothing when it is anything else.
Cell calledText(QByteArrayView value, int depth = 0)
{
    constexpr int deepest = 4;
    if (const auto arguments = callOf(value, "unistr"); arguments.size() == 1) {
        const Cell text = literalText(arguments[0]);
        return text ? withoutUnicodeEscapes(*text) : std::nullopt;
    }
    const auto arguments = callOf(value, "replace");
    if (arguments.size() != 3 || depth == deepest)
        return std::nullopt;
    const Cell before = literalText(arguments[1]);
    const auto code = callOf(arguments[2], "char");
    Cell text = literalText(arguments[0]);
    if (!text)
        text = calledText(arguments[0], depth + 1);
    if (!text || !before || before->isEmpty() || code.size() != 1 ||
        (code[0] != "10" && code[0] != "13"))
        return std::nullopt;
    return text->replace(*before, code[0] == "10" ? "\n" : "\r");
}

Cell valueCell(QByteArrayView value)
{
    value = value.trimmed();
    if (value.compare("NULL", Qt::CaseInsensitive) == 0)
        return std::nullopt;
    if (Cell text = literalText(value))
        return text;
    if (value.endsWith(')')) {
        if (Cell text = calledText(value))
            return text;
    }
    // pg_dump's words for t and f, which everything else says.
    if (value == "true" || value == "false")
        return value.first(1).toByteArray();
    if (value.size() < 3 || value[1] != '\'' || !value.endsWith('\''))
        return value.toByteArray();
    const QByteArrayView inner = value.sliced(2).chopped(1);
    switch (value[0]) {
    case 'E':
    case 'e':
        return withoutEscapes(inner);
    case 'B':
    case 'b': // bit strings
        return inner.toByteArray();
    case 'X':
    case 'x': // SQLite's blobs, as PostgreSQL writes bytes
        return "\\x" + inner.toByteArray().toLower();
    default:
        return value.toByteArray();
    }
}

class InsertFormat final : public RowFormat
{
public:
    Result<void> begin(ByteWindow &window, qint64 start) override;
    Result<QByteArrayView> next(ByteWindow &window, RowPlace &place) override;
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
        enum What { Row, Other, NeedsMore } what = Other;
        qsizetype start = 0; ///< of the row's parenthesis
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
    while (at < text.size()) {
        const char c = text[at];
        if (isBlank(c) || c == ',' || c == ';') {
            ++at;
        } else if (text.sliced(at).startsWith(noConflict)) {
            at += noConflict.size();
        } else if (c == '(') {
            const qsizetype end = parenthesisEnd(text, at);
            return end < 0 ? Look{Look::NeedsMore} : Look{Look::Row, at, end};
        } else if (c == 'I' || c == 'i') {
            const qsizetype head = headEnd(text, at);
            if (head <= 0)
                return {head < 0 ? Look::NeedsMore : Look::Other, at, at};
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
    return {Look::NeedsMore, at, at};
}

/// In the middle of a statement nothing tells its table, and so not that the next is another's.
Result<void> InsertFormat::begin(ByteWindow &window, qint64 start)
{
    TM_TRY_ASSIGN(QByteArrayView seen, window.from(start));
    while (m_head.isEmpty() && look(seen).what == Look::NeedsMore) {
        const qsizetype had = seen.size();
        if (had > longestRow)
            break;
        TM_TRY_ASSIGN(seen, window.atLeast(start, std::max<qint64>(2 * had, 1)));
        if (seen.size() == had)
            break;
    }
    return {};
}

Result<QByteArrayView> InsertFormat::next(ByteWindow &window, RowPlace &place)
{
    TM_TRY_ASSIGN(QByteArrayView seen, window.from(place.at));
    while (true) {
        const Look found = look(seen);
        if (found.what == Look::Row) {
            place.at += found.end + (found.end == found.start ? 1 : 0);
            ++place.row;
            return seen.sliced(found.start, found.end - found.start);
        }
        if (found.what == Look::Other) {
            place.ended = true;
            return QByteArrayView();
        }
        if (seen.size() > longestRow)
            return fail(ErrorKind::Unsupported, u"row %1 is longer than 1 GB"_s.arg(place.row + 1));
        const qsizetype had = seen.size();
        TM_TRY_ASSIGN(seen, window.atLeast(place.at, std::max<qint64>(2 * had, 1)));
        if (seen.size() > had)
            continue;
        // Nothing but white space may be left.
        place.ended = true;
        if (found.start == seen.size())
            return QByteArrayView();
        return fail(ErrorKind::Input, u"the rows of the table end in the middle"_s,
                    u"after row %1, at byte %2 of its data"_s.arg(place.row).arg(place.at),
                    u"the archive was cut off; the rows before can still be read"_s);
    }
}

void InsertFormat::parse(QByteArrayView written, std::vector<Cell> &cells) const
{
    cells.clear();
    if (written.size() < 2)
        return;
    const QByteArrayView values = written.sliced(1).chopped(1);
    const auto add = [&cells](QByteArrayView value) {
        // What pg_dump writes for a generated column, of which no row has a value.
        if (value.trimmed() != "DEFAULT")
            cells.push_back(valueCell(value));
    };
    eachValue(values, add);
}

} // namespace

std::unique_ptr<RowFormat> makeInsertFormat()
{
    return std::make_unique<InsertFormat>();
}

} // namespace tidemark
