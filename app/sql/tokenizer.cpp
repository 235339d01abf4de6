// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/tokenizer.h"

#include <algorithm>

namespace tidemark {

namespace {

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool startsName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool continuesName(char c)
{
    return startsName(c) || isDigit(c) || c == '$';
}
char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

} // namespace

void SqlTokenizer::skipBlockComment()
{
    int depth = 0;
    while (m_at < m_text.size()) {
        if (at(m_at) == '*' && at(m_at + 1) == '/') {
            m_at += 2;
            if (--depth <= 0)
                return;
        } else if (at(m_at) == '/' && at(m_at + 1) == '*') {
            // SQLite does not nest them.
            depth = m_engine == Engine::PostgreSql ? depth + 1 : 1;
            m_at += 2;
        } else {
            ++m_at;
        }
    }
}

void SqlTokenizer::skipSpaceAndComments()
{
    while (m_at < m_text.size()) {
        if (isSpace(m_text[m_at])) {
            ++m_at;
        } else if (at(m_at) == '-' && at(m_at + 1) == '-') {
            const qsizetype end = m_text.indexOf('\n', m_at);
            m_at = end < 0 ? m_text.size() : end;
        } else if (at(m_at) == '/' && at(m_at + 1) == '*') {
            skipBlockComment();
        } else {
            return;
        }
    }
}

SqlToken SqlTokenizer::quoted(SqlToken::Kind kind, qsizetype start, char close, bool backslashes)
{
    for (; m_at < m_text.size(); ++m_at) {
        const char c = m_text[m_at];
        if (backslashes && c == '\\') {
            ++m_at;
        } else if (c == close) {
            if (close == ']' || at(m_at + 1) != close) {
                ++m_at;
                return {kind, start, m_at, true};
            }
            ++m_at;
        }
    }
    m_at = m_text.size();
    return {kind, start, m_at, false};
}

SqlToken SqlTokenizer::dollar(qsizetype start)
{
    qsizetype tagEnd = start + 1;
    if (isDigit(at(tagEnd))) {
        while (isDigit(at(m_at)))
            ++m_at;
        return {SqlToken::Kind::Parameter, start, m_at, true};
    }
    while (continuesName(at(tagEnd)) && at(tagEnd) != '$')
        ++tagEnd;
    if (at(tagEnd) != '$')
        return {SqlToken::Kind::Symbol, start, m_at, true};
    const QByteArrayView tag = m_text.sliced(start, tagEnd + 1 - start);
    const qsizetype close = m_text.indexOf(tag, tagEnd + 1);
    m_at = close < 0 ? m_text.size() : close + tag.size();
    return {SqlToken::Kind::DollarString, start, m_at, close >= 0};
}

SqlToken SqlTokenizer::word(qsizetype start)
{
    while (continuesName(at(m_at)))
        ++m_at;
    // E'...', X'...', B'...', N'...', U&'...': the prefix belongs to the string.
    if (m_at - start == 1 && at(m_at) == '\'') {
        const char prefix = upper(m_text[start]);
        if (QByteArrayView("EXBN").contains(prefix)) {
            ++m_at;
            return quoted(SqlToken::Kind::String, start, '\'',
                          prefix == 'E' && m_engine == Engine::PostgreSql);
        }
    }
    return {SqlToken::Kind::Word, start, m_at, true};
}

SqlToken SqlTokenizer::next()
{
    skipSpaceAndComments();
    if (m_at >= m_text.size())
        return {SqlToken::Kind::End, m_text.size(), m_text.size(), true};
    const qsizetype start = m_at++;
    const char c = m_text[start];
    if (startsName(c))
        return word(start);
    if (isDigit(c)) {
        while (continuesName(at(m_at)) || at(m_at) == '.')
            ++m_at;
        return {SqlToken::Kind::Number, start, m_at, true};
    }
    switch (c) {
    case '\'':
        return quoted(SqlToken::Kind::String, start, '\'', false);
    case '"':
        return quoted(SqlToken::Kind::QuotedName, start, '"', false);
    case '`':
        if (m_engine == Engine::Sqlite)
            return quoted(SqlToken::Kind::QuotedName, start, '`', false);
        break;
    case '[':
        if (m_engine == Engine::Sqlite)
            return quoted(SqlToken::Kind::QuotedName, start, ']', false);
        break;
    case '$':
        if (m_engine == Engine::PostgreSql)
            return dollar(start);
        break;
    default:
        break;
    }
    return {SqlToken::Kind::Symbol, start, m_at, true};
}

bool SqlTokenizer::isWord(const SqlToken &token, QByteArrayView word) const
{
    if (token.kind != SqlToken::Kind::Word || token.end - token.start != word.size())
        return false;
    const QByteArrayView text = textOf(token);
    return std::equal(text.begin(), text.end(), word.begin(),
                      [](char a, char b) { return upper(a) == b; });
}

QByteArray SqlTokenizer::contentOf(const SqlToken &token) const
{
    const QByteArrayView text = textOf(token);
    if (token.kind == SqlToken::Kind::DollarString) {
        const qsizetype tag = text.indexOf('$', 1) + 1;
        const qsizetype end = token.terminated ? text.size() - tag : text.size();
        return text.sliced(tag, std::max<qsizetype>(end - tag, 0)).toByteArray();
    }
    const qsizetype open = text.indexOf('\'');
    const qsizetype end = token.terminated ? text.size() - 1 : text.size();
    return text.sliced(open + 1, end - open - 1).toByteArray().replace("''", "'");
}

QString SqlTokenizer::nameOf(const SqlToken &token) const
{
    const QByteArrayView text = textOf(token);
    if (token.kind == SqlToken::Kind::Word) {
        const QString name = QString::fromUtf8(text);
        return m_engine == Engine::PostgreSql ? name.toLower() : name;
    }
    const qsizetype end = token.terminated && text.size() > 1 ? text.size() - 1 : text.size();
    const QString name = QString::fromUtf8(text.sliced(1, end - 1));
    const QChar quote = QLatin1Char(text[0]);
    if (quote == QLatin1Char('['))
        return name;
    return QString(name).replace(QString(2, quote), QString(quote));
}

} // namespace tidemark
