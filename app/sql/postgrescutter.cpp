// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/postgrescutter.h"

namespace tidemark {

namespace {

constexpr qsizetype longestWord = 16; // none that matters here is longer

bool startsWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// The token in upper case when it is an unquoted word short enough to matter.
QByteArray wordOf(const PostgresToken &token, const QByteArray &text)
{
    const qsizetype length = token.end - token.start;
    if (length == 0 || length > longestWord || !startsWord(text[token.start]) ||
        text[token.end - 1] == '\'' || text[token.end - 1] == '"')
        return {};
    return text.mid(token.start, length).toUpper();
}

} // namespace

bool PostgresCutter::take(const PostgresToken &token, const QByteArray &text)
{
    ++m_tokens;
    switch (token.kind) {
    case '(':
        ++m_parentheses;
        m_previous.clear();
        return false;
    case ')':
        if (m_parentheses > 0)
            --m_parentheses;
        m_previous.clear();
        return false;
    case ';':
        m_previous.clear();
        return m_parentheses == 0 && m_atomicDepth == 0;
    default:
        break;
    }
    // Most tokens of a script are deep inside a statement that has nothing special.
    const bool matters = m_tokens <= 4 || (m_parentheses == 0 && (m_copy || m_routine));
    if (matters)
        takeWord(wordOf(token, text));
    return false;
}

void PostgresCutter::takeWord(const QByteArray &word)
{
    if (m_tokens == 1) {
        m_create = word == "CREATE";
        m_copy = word == "COPY";
    } else if (m_create && m_tokens <= 4 && (word == "FUNCTION" || word == "PROCEDURE")) {
        m_routine = m_tokens == 2 || (m_tokens == 4 && m_previous == "REPLACE");
    } else if (m_copy && m_parentheses == 0 && m_previous == "FROM" && word == "STDIN") {
        m_copyFromStdin = true;
    } else if (m_routine && m_atomicDepth == 0) {
        if (m_previous == "BEGIN" && word == "ATOMIC")
            m_atomicDepth = 1;
    } else if (m_routine && (word == "CASE" || word == "BEGIN")) {
        ++m_atomicDepth;
    } else if (m_routine && word == "END") {
        --m_atomicDepth;
    }
    m_previous = word;
}

} // namespace tidemark
