// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/insertvalue.h"

#include <QString>

#include <algorithm>
#include <optional>

namespace tidemark {

namespace {

bool isPartOfAWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<uchar>(c) >= 0x80;
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
            const qsizetype end = insertQuoteEnd(values, at);
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

/// What stands in 'text' or 'text'::type; nothing when it is anything else.
std::optional<QByteArrayView> literalIn(QByteArrayView value)
{
    if (value.size() < 2 || !value.startsWith('\''))
        return {};
    const qsizetype end = insertQuoteEnd(value, 0);
    if (end < 0 ? !value.endsWith('\'') : !value.sliced(end).startsWith("::"))
        return {};
    return value.first(end < 0 ? value.size() : end).sliced(1).chopped(1);
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

// ---- What is between the quotes, step by step. Each adds what a part of it stands for, and tells
// how much of it was taken: what may go on behind the part is left, unless it is the last one.

qsizetype addDoubledQuotes(QByteArrayView text, bool isLast, QByteArray &plain)
{
    qsizetype at = 0;
    for (qsizetype quote = text.indexOf('\''); quote >= 0; quote = text.indexOf('\'', at)) {
        const bool isCut = quote + 1 == text.size();
        if (isCut && !isLast) {
            plain += text.sliced(at, quote - at);
            return quote;
        }
        plain += text.sliced(at, quote + 1 - at);
        at = quote + (!isCut && text[quote + 1] == '\'' ? 2 : 1);
    }
    plain += text.sliced(at);
    return text.size();
}

qsizetype addEscapes(QByteArrayView text, bool isLast, QByteArray &plain)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        char c = text[i];
        if ((c == '\'' || c == '\\') && i + 1 == text.size() && !isLast)
            return i;
        if (c == '\'' && i + 1 < text.size()) {
            ++i;
        } else if (c == '\\' && i + 1 < text.size()) {
            c = text[++i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
        }
        plain += c;
    }
    return text.size();
}

/// \u000a, \000a, \+00000a, \U0000000a and a doubled backslash, as unistr() takes them
/// (https://www.sqlite.org/lang_corefunc.html#unistr): how many bytes of the text, and for what;
/// none: it is nothing of the kind.
std::pair<qsizetype, QByteArray> unicodeEscapeIn(QByteArrayView text)
{
    if (text.sliced(1).startsWith('\\'))
        return {2, "\\"};
    const char kind = text.size() < 2 ? '\0' : text[1];
    const qsizetype mark = kind == 'u' || kind == 'U' || kind == '+' ? 1 : 0;
    const qsizetype digits = kind == 'U' ? 8 : kind == '+' ? 6 : 4;
    bool valid = text.size() > mark + digits;
    const char32_t character =
        valid ? text.sliced(1 + mark, digits).toByteArray().toUInt(&valid, 16) : 0;
    if (!valid)
        return {0, {}};
    return {1 + mark + digits, QString::fromUcs4(&character, 1).toUtf8()};
}

qsizetype addUnicodeEscapes(QByteArrayView text, bool isLast, QByteArray &plain)
{
    constexpr qsizetype longest = 10;
    qsizetype at = 0;
    for (qsizetype slash = text.indexOf('\\'); slash >= 0; slash = text.indexOf('\\', at)) {
        plain += text.sliced(at, slash - at);
        if (!isLast && slash + longest > text.size())
            return slash;
        const auto [taken, character] = unicodeEscapeIn(text.sliced(slash));
        plain += taken > 0 ? character : QByteArray("\\");
        at = slash + std::max<qsizetype>(taken, 1);
    }
    plain += text.sliced(at);
    return text.size();
}

qsizetype addLowerCase(QByteArrayView text, bool, QByteArray &plain)
{
    plain += text.toByteArray().toLower();
    return text.size();
}

bool hasUnicodeEscapesOnly(QByteArrayView text)
{
    for (qsizetype slash = text.indexOf('\\'); slash >= 0;) {
        const qsizetype taken = unicodeEscapeIn(text.sliced(slash)).first;
        if (taken == 0)
            return false;
        slash = text.indexOf('\\', slash + taken);
    }
    return true;
}

InsertValue formOf(InsertValue::Kind kind, QByteArrayView inner, QByteArrayView text)
{
    const qsizetype start = inner.data() - text.data();
    return {kind, start, start + inner.size()};
}

/// Text with line ends, as SQLite's .dump writes it: replace('a\nb','\n',char(10)), around another
/// one for char(13), or unistr('a\u000ab'). Nothing when it is anything else.
std::optional<InsertValue> calledIn(QByteArrayView value, QByteArrayView text, int depth = 0)
{
    constexpr int deepest = 4;
    if (const auto arguments = callOf(value, "unistr"); arguments.size() == 1) {
        const auto literal = literalIn(arguments[0]);
        if (!literal || !hasUnicodeEscapesOnly(*literal))
            return {};
        return formOf(InsertValue::Kind::Unicode, *literal, text);
    }
    const auto arguments = callOf(value, "replace");
    if (arguments.size() != 3 || depth == deepest)
        return {};
    const auto before = literalIn(arguments[1]);
    const auto code = callOf(arguments[2], "char");
    if (!before || before->isEmpty() || code.size() != 1 || (code[0] != "10" && code[0] != "13"))
        return {};
    std::optional<InsertValue> form;
    if (const auto literal = literalIn(arguments[0]))
        form = formOf(InsertValue::Kind::Text, *literal, text);
    else
        form = calledIn(arguments[0], text, depth + 1);
    if (form)
        form->replaced.emplace_back(before->toByteArray().replace("''", "'"),
                                    code[0] == "10" ? '\n' : '\r');
    return form;
}

} // namespace

bool opensEscapes(char beforeThat, char before)
{
    return (before == 'E' || before == 'e') && !isPartOfAWord(beforeThat);
}

qsizetype insertQuoteEnd(QByteArrayView text, qsizetype at)
{
    const char quote = text[at];
    const bool escapes =
        quote == '\'' && at > 0 && opensEscapes(at > 1 ? text[at - 2] : '\0', text[at - 1]);
    for (qsizetype i = at + 1; i < text.size(); ++i) {
        if (!escapes)
            i = text.indexOf(quote, i);
        if (i < 0)
            return -1;
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

std::vector<QByteArrayView> insertValuesIn(QByteArrayView row)
{
    std::vector<QByteArrayView> values;
    eachValue(row, [&](QByteArrayView value) { values.push_back(value); });
    return values;
}

InsertValue insertValueIn(QByteArrayView text)
{
    using Kind = InsertValue::Kind;
    const QByteArrayView value = text.trimmed();
    if (value.compare("NULL", Qt::CaseInsensitive) == 0)
        return {Kind::Null};
    if (const auto literal = literalIn(value))
        return formOf(Kind::Text, *literal, text);
    if (value.endsWith(')')) {
        if (auto called = calledIn(value, text))
            return *called;
    }
    // pg_dump's words for t and f, which everything else says.
    if (value == "true" || value == "false")
        return formOf(Kind::AsWritten, value.first(1), text);
    if (value.size() < 3 || value[1] != '\'' || !value.endsWith('\''))
        return formOf(Kind::AsWritten, value, text);
    const QByteArrayView inner = value.sliced(2).chopped(1);
    switch (value[0]) {
    case 'E':
    case 'e':
        return formOf(Kind::Escapes, inner, text);
    case 'B':
    case 'b':
        return formOf(Kind::Bits, inner, text);
    case 'X':
    case 'x':
        return formOf(Kind::Bytes, inner, text);
    default:
        return formOf(Kind::AsWritten, value, text);
    }
}

Cell insertCell(QByteArrayView text)
{
    const InsertValue value = insertValueIn(text);
    const QByteArrayView inner = text.sliced(value.start, value.end - value.start);
    if (value.kind == InsertValue::Kind::Null)
        return std::nullopt;
    if (value.kind == InsertValue::Kind::AsWritten)
        return inner.toByteArray();
    if (value.kind == InsertValue::Kind::Text && value.replaced.empty()) {
        QByteArray plain("");
        plain.reserve(inner.size());
        addDoubledQuotes(inner, true, plain);
        return plain;
    }
    InsertDecoder decoder(value);
    const QByteArrayView plain = decoder.add(inner, true);
    return plain.isEmpty() ? QByteArray("") : plain.toByteArray();
}

InsertDecoder::InsertDecoder(const InsertValue &value)
    : m_replaced(value.replaced)
    , m_waiting(value.replaced.size())
{
    using Kind = InsertValue::Kind;
    if (value.kind == Kind::Text || value.kind == Kind::Unicode)
        m_steps.push_back(addDoubledQuotes);
    if (value.kind == Kind::Unicode)
        m_steps.push_back(addUnicodeEscapes);
    if (value.kind == Kind::Escapes)
        m_steps.push_back(addEscapes);
    if (value.kind == Kind::Bytes) {
        m_steps.push_back(addLowerCase);
        m_head = "\\x"; // as PostgreSQL writes bytes
    }
    m_rests.resize(m_steps.size());
}

QByteArray InsertDecoder::stepped(Step step, QByteArray &rest, QByteArrayView piece, bool isLast)
{
    QByteArray plain;
    plain.reserve(rest.size() + piece.size());
    if (rest.isEmpty()) {
        const qsizetype taken = step(piece, isLast, plain);
        rest = piece.sliced(taken).toByteArray();
        return plain;
    }
    rest += piece;
    const qsizetype taken = step(rest, isLast, plain);
    rest.remove(0, taken);
    return plain;
}

QByteArray InsertDecoder::replaced(size_t number, const QByteArray &text, bool isLast)
{
    const auto &[before, after] = m_replaced[number];
    QByteArray &waiting = m_waiting[number];
    waiting += text;
    QByteArray plain;
    qsizetype at = 0;
    for (qsizetype found = waiting.indexOf(before); found >= 0;
         found = waiting.indexOf(before, at)) {
        plain += QByteArrayView(waiting).sliced(at, found - at);
        plain += after;
        at = found + before.size();
    }
    const qsizetype sure =
        isLast ? waiting.size() : std::max(at, waiting.size() - (before.size() - 1));
    plain += QByteArrayView(waiting).sliced(at, sure - at);
    waiting.remove(0, sure);
    return plain;
}

QByteArrayView InsertDecoder::add(QByteArrayView piece, bool isLast)
{
    if (m_steps.empty() && m_replaced.empty())
        return piece;
    m_plain = piece.toByteArray();
    for (size_t i = 0; i < m_steps.size(); ++i)
        m_plain = stepped(m_steps[i], m_rests[i], m_plain, isLast);
    for (size_t i = 0; i < m_replaced.size(); ++i)
        m_plain = replaced(i, m_plain, isLast);
    m_plain.prepend(m_head);
    m_head.clear();
    return m_plain;
}

} // namespace tidemark
