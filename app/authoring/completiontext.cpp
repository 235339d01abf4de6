// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/completiontext.h"

#include <algorithm>
#include <array>

namespace tidemark {

namespace {

using Kind = SqlToken::Kind;

constexpr size_t wordsBehind = 2000;

/// Words that begin a statement and, at the start of a line, hardly anything else.
bool beginsStatement(const SqlWord &word)
{
    constexpr std::array<QByteArrayView, 12> verbs{"CREATE",  "ALTER",  "DROP",     "INSERT",
                                                   "UPDATE",  "DELETE", "GRANT",    "REVOKE",
                                                   "COMMENT", "BEGIN",  "TRUNCATE", "COMMIT"};
    return word.startsLine && std::ranges::any_of(verbs, [&](auto verb) { return word.is(verb); });
}

/// Whether the cursor, with no token between `from` and it, is in a comment.
bool inComment(QByteArrayView gap, Engine engine)
{
    for (qsizetype at = 0; at + 1 < gap.size(); ++at) {
        if (gap[at] == '-' && gap[at + 1] == '-') {
            const qsizetype end = gap.indexOf('\n', at);
            if (end < 0)
                return true;
            at = end;
        } else if (gap[at] == '/' && gap[at + 1] == '*') {
            int depth = 1;
            qsizetype in = at + 2;
            for (; in + 1 < gap.size() && depth > 0; ++in) {
                if (gap[in] == '*' && gap[in + 1] == '/') {
                    --depth;
                    ++in;
                } else if (engine == Engine::PostgreSql && gap[in] == '/' && gap[in + 1] == '*') {
                    ++depth;
                    ++in;
                }
            }
            if (depth > 0)
                return true;
            at = in - 1;
        }
    }
    return false;
}

bool startsLine(QByteArrayView text, qsizetype at)
{
    return at == 0 || text[at - 1] == '\n';
}

SqlWord wordOf(const SqlTokenizer &tokens, const SqlToken &token, QByteArrayView text)
{
    SqlWord word;
    word.kind = token.kind;
    const QByteArrayView written = tokens.textOf(token);
    if (token.kind == Kind::Word) {
        word.upper = written.toByteArray().toUpper();
        word.lower = written != word.upper;
        word.startsLine = startsLine(text, token.start);
    } else if (token.kind == Kind::Symbol) {
        word.upper = written.toByteArray();
    }
    if (word.isName())
        word.name = tokens.nameOf(token);
    return word;
}

/// Reads up to the cursor, from `start`; once more for what a dollar-quoted body holds.
class CursorReader
{
public:
    CursorReader(const QByteArray &text, qsizetype cursor, Engine engine)
        : m_text(text)
        , m_cursor(cursor)
        , m_engine(engine)
    {
        m_place.begin = m_place.end = cursor;
    }

    CursorPlace read()
    {
        readFrom(0, m_text.size());
        if (!m_place.nowhere)
            readBehind();
        return std::move(m_place);
    }

private:
    void readFrom(qsizetype start, qsizetype end)
    {
        const QByteArrayView text = QByteArrayView(m_text).first(end);
        SqlTokenizer tokens(text, m_engine, start);
        qsizetype last = start;
        for (SqlToken token = tokens.next(); token.kind != Kind::End && token.start < m_cursor;
             token = tokens.next()) {
            if (holdsCursor(token))
                return take(tokens, token);
            SqlWord word = wordOf(tokens, token, text);
            const bool apart = text.sliced(last, token.start - last).contains("\n\n");
            if (apart && isForgotten(word))
                m_place.earlier.push_back(std::exchange(m_place.before, {}));
            last = token.end;
            if (word.is(";")) {
                m_place.earlier.push_back(std::exchange(m_place.before, {}));
                continue;
            }
            m_place.before.push_back(std::move(word));
        }
        m_place.nowhere = inComment(text.sliced(last, m_cursor - last), m_engine);
        m_limit = end;
    }

    /// The statement before a blank line has no end yet, and this begins another one.
    bool isForgotten(const SqlWord &word) const
    {
        if (beginsStatement(word))
            return true;
        const bool query = word.startsLine && isOneOf(word, {"SELECT", "WITH"});
        const auto opened =
            std::ranges::count_if(m_place.before, [](const SqlWord &one) { return one.is("("); });
        const auto closed =
            std::ranges::count_if(m_place.before, [](const SqlWord &one) { return one.is(")"); });
        return query && opened > closed;
    }

    bool holdsCursor(const SqlToken &token) const
    {
        if (m_cursor < token.end)
            return true;
        if (m_cursor > token.end)
            return false;
        return token.kind == Kind::Word || token.kind == Kind::Number ||
               token.kind == Kind::Parameter || !token.terminated;
    }

    void take(const SqlTokenizer &tokens, const SqlToken &token)
    {
        m_limit = m_text.size();
        switch (token.kind) {
        case Kind::Word:
            m_place.prefix = QString::fromUtf8(
                QByteArrayView(m_text).sliced(token.start, m_cursor - token.start));
            m_place.begin = token.start;
            m_place.end = token.end;
            return;
        case Kind::QuotedName:
            return takeQuoted(tokens, token);
        case Kind::DollarString:
            return takeBody(token);
        case Kind::Symbol:
            return; // a symbol of one byte is never cut
        default:
            m_place.nowhere = true;
        }
    }

    void takeQuoted(const SqlTokenizer &tokens, const SqlToken &token)
    {
        const SqlToken begun{Kind::QuotedName, token.start, m_cursor, false};
        m_place.prefix = tokens.nameOf(begun);
        m_place.quoted = true;
        m_place.begin = token.start;
        m_place.end = m_cursor;
        // Where the line does not close it, the quote that comes next is another name's.
        const QByteArrayView rest = QByteArrayView(m_text).sliced(m_cursor, token.end - m_cursor);
        if (token.terminated && !rest.contains('\n') && !rest.contains(' '))
            m_place.end = token.end;
    }

    void takeBody(const SqlToken &token)
    {
        const qsizetype tag = m_text.indexOf('$', token.start + 1) + 1 - token.start;
        const qsizetype end = token.terminated ? token.end - tag : token.end;
        if (m_cursor < token.start + tag || m_cursor > end) {
            m_place.nowhere = true; // in the quotes
            return;
        }
        m_place.inBody = true;
        m_place.earlier.push_back(std::exchange(m_place.before, {}));
        readFrom(token.start + tag, end);
        if (m_limit > end)
            m_limit = end;
    }

    void readBehind()
    {
        const QByteArrayView text = QByteArrayView(m_text).first(m_limit);
        SqlTokenizer tokens(text, m_engine, m_place.end);
        for (SqlToken token = tokens.next();
             token.kind != Kind::End && m_place.after.size() < wordsBehind; token = tokens.next()) {
            SqlWord word = wordOf(tokens, token, text);
            if (word.is(";") || beginsStatement(word))
                break;
            m_place.after.push_back(std::move(word));
        }
        m_place.followed = !m_place.after.empty() && m_place.after.front().is("(");
    }

    const QByteArray &m_text;
    qsizetype m_cursor;
    Engine m_engine;
    qsizetype m_limit = 0; ///< of the text, or of the body in which the cursor is
    CursorPlace m_place;
};

} // namespace

CursorPlace placeOfCursor(const QByteArray &text, qsizetype cursor, Engine engine)
{
    return CursorReader(text, std::clamp<qsizetype>(cursor, 0, text.size()), engine).read();
}

std::vector<SqlWords> statementsOf(const QByteArray &text, Engine engine)
{
    std::vector<SqlWords> statements(1);
    SqlTokenizer tokens(text, engine);
    for (SqlToken token = tokens.next(); token.kind != Kind::End; token = tokens.next()) {
        SqlWord word = wordOf(tokens, token, text);
        if (word.is(";"))
            statements.emplace_back();
        else
            statements.back().push_back(std::move(word));
    }
    return statements;
}

size_t closingBracket(const SqlWords &words, size_t at)
{
    int depth = 0;
    for (; at < words.size(); ++at) {
        if (words[at].is("("))
            ++depth;
        else if (words[at].is(")") && --depth == 0)
            return at;
    }
    return words.size();
}

} // namespace tidemark
