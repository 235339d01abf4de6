// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/sqlscanner.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || static_cast<uchar>(c) >= 0x80;
}

constexpr qsizetype longestTag = 64;

/// What may be the first word in the body of an SQLite trigger: BEGIN may be a name as well.
bool beginsBody(QByteArrayView word)
{
    static constexpr std::array<QByteArrayView, 6> words{"SELECT", "INSERT",  "UPDATE",
                                                         "DELETE", "REPLACE", "WITH"};
    return std::ranges::find(words, word) != words.end();
}

} // namespace

/// Eats a piece byte by byte and says when it is over.
class SqlScanner::Cutter
{
public:
    /// `first` and `second` are its first two bytes.
    Cutter(char first, char second, bool triggers)
        : m_triggers(triggers)
    {
        if (first == '\\')
            m_piece.kind = ScriptPiece::Kind::Command;
        else if (first == '-' && second == '-')
            m_piece.kind = ScriptPiece::Kind::Comment;
        else
            m_piece.kind = ScriptPiece::Kind::Statement;
    }

    /// True: the piece is over, with this byte.
    bool eat(char c)
    {
        if (m_piece.text.size() < keptText)
            m_piece.text += c;
        ++m_seen;
        // For psql a carriage return ends a comment, too.
        if (m_piece.kind != ScriptPiece::Kind::Statement)
            return c == '\n' || (c == '\r' && m_piece.kind == ScriptPiece::Kind::Comment);
        const int nested = m_nested;
        const bool over = m_in == In::Code ? eatCode(c) : eatQuoted(c);
        // What opened or closed a comment is not half of the next one.
        m_before = m_nested == nested ? c : '\0';
        return over;
    }

    /// An INSERT is known by its first words: its values are rows, and somebody else's.
    bool isInsert() const
    {
        return m_in == In::Code && m_words == 2 && m_firstWord == "INSERT" && m_lastWord == "INTO";
    }

    ScriptPiece take(qint64 start)
    {
        m_piece.start = start;
        if (m_piece.command >= 0)
            m_piece.command += start;
        if (m_piece.doubtful >= 0)
            m_piece.doubtful += start;
        return std::move(m_piece);
    }
    bool isOpen() const { return m_in != In::Code; }

private:
    enum class In { Code, Quote, EscapeQuote, Name, LineComment, BlockComment, DollarTag, Dollar };

    bool eatCode(char c);
    bool eatQuoted(char c);
    bool eatSymbol(char c);
    void eatTag(char c);
    void endWord();

    ScriptPiece m_piece;
    In m_in = In::Code;
    qint64 m_seen = 0; ///< bytes
    char m_before = '\0';
    bool m_escaped = false;
    /// A string with backslashes goes on with a doubled quote, and in a quote on a line below.
    enum class Escapes { No, Closed, LineBelow };
    Escapes m_after = Escapes::No;
    int m_depth = 0;   ///< of parentheses
    int m_nested = 0;  ///< of comments
    QByteArray m_word; ///< the one that is read
    QByteArray m_lastWord;
    QByteArray m_firstWord;
    int m_words = 0;
    int m_bodies =
        0; ///< BEGIN ATOMIC ... END, or a trigger's BEGIN ... END, and CASE ... END in it
    bool m_triggers;
    bool m_trigger = false;
    QByteArray m_tag;
    qsizetype m_tagSeen = 0;
};

void SqlScanner::Cutter::endWord()
{
    if (m_word.isEmpty())
        return;
    const QByteArray word = m_word.toUpper();
    m_word.clear();
    if (m_words++ == 0)
        m_firstWord = word;
    // ATOMIC counts in what makes a function only; CASE counts inside of its body.
    constexpr int wordsToTrigger = 3; // CREATE TEMPORARY TRIGGER
    if (m_triggers && word == "TRIGGER" && m_firstWord == "CREATE" && m_words <= wordsToTrigger)
        m_trigger = true;
    if (m_bodies == 0 && m_lastWord == "BEGIN" &&
        ((word == "ATOMIC" && m_firstWord == "CREATE") || (m_trigger && beginsBody(word))))
        m_bodies = word == "ATOMIC" || m_depth == 0 ? 1 : 0;
    else if (m_bodies > 0 && word == "CASE")
        ++m_bodies;
    else if (m_bodies > 0 && word == "END")
        --m_bodies;
    m_lastWord = word;
}

bool SqlScanner::Cutter::eatCode(char c)
{
    const Escapes after = m_after;
    if (!isSpace(c))
        m_after = Escapes::No;
    else if (c == '\n' && m_after == Escapes::Closed)
        m_after = Escapes::LineBelow;
    if (isNameCharacter(c) && !(c == '$' && m_word.isEmpty())) {
        if (m_word.size() < longestTag)
            m_word += c;
        return false;
    }
    const bool goesOn =
        after == Escapes::LineBelow || (after == Escapes::Closed && m_before == '\'');
    const bool escapes = goesOn || m_word == "E" || m_word == "e";
    endWord();
    switch (c) {
    case '\'':
        m_in = escapes ? In::EscapeQuote : In::Quote;
        return false;
    case '"':
        m_in = In::Name;
        ++m_words; // so that a name is no key word's second word
        return false;
    case '$':
        m_in = In::DollarTag;
        m_tag = "$";
        return false;
    default:
        return eatSymbol(c);
    }
}

bool SqlScanner::Cutter::eatSymbol(char c)
{
    if (c == '-' && m_before == '-') {
        m_in = In::LineComment;
    } else if (c == '\\' && m_piece.command < 0) {
        m_piece.command = m_seen - 1;
    } else if (c == '*' && m_before == '/') {
        m_in = In::BlockComment;
        m_nested = 1;
    } else if (c == '(') {
        ++m_depth;
    } else if (c == ')') {
        m_depth = std::max(0, m_depth - 1);
    }
    return c == ';' && m_depth == 0 && m_bodies == 0;
}

/// Either `$tag$` opens a string, or it was a parameter like $1.
void SqlScanner::Cutter::eatTag(char c)
{
    if (c == '$') {
        m_tag += c;
        m_tagSeen = 0;
        m_in = In::Dollar;
    } else if (isNameCharacter(c) && m_tag.size() < longestTag &&
               !(m_tag.size() == 1 && c >= '0' && c <= '9')) {
        m_tag += c;
    } else {
        m_in = In::Code;
    }
}

bool SqlScanner::Cutter::eatQuoted(char c)
{
    switch (m_in) {
    case In::EscapeQuote:
        if (m_escaped || c == '\\')
            m_escaped = !m_escaped;
        else if (c == '\'') {
            m_in = In::Code;
            m_after = Escapes::Closed;
        }
        break;
    case In::Quote:
        // A doubled quote closes the string, and opens the next one.
        if (c == '\'') {
            m_in = In::Code;
            if (m_escaped && m_piece.doubtful < 0)
                m_piece.doubtful = m_seen - 1;
            m_escaped = false;
        } else {
            m_escaped = c == '\\' && !m_escaped;
        }
        break;
    case In::Name:
        if (c == '"')
            m_in = In::Code;
        break;
    case In::LineComment:
        if (c == '\n' || c == '\r')
            m_in = In::Code;
        break;
    case In::BlockComment:
        if (c == '/' && m_before == '*') {
            if (--m_nested == 0)
                m_in = In::Code;
        } else if (c == '*' && m_before == '/') {
            ++m_nested;
        }
        break;
    case In::DollarTag: {
        eatTag(c);
        return m_in == In::Code && eatCode(c);
    }
    case In::Dollar:
        if (c == m_tag[m_tagSeen])
            ++m_tagSeen;
        else
            m_tagSeen = c == '$' ? 1 : 0;
        if (m_tagSeen == m_tag.size())
            m_in = In::Code;
        break;
    case In::Code:
        break;
    }
    return false;
}

Result<int> SqlScanner::peek(qint64 ahead)
{
    TM_TRY_ASSIGN(const QByteArrayView seen, m_window.atLeast(m_at, ahead + 1));
    return seen.size() > ahead ? int(static_cast<uchar>(seen[ahead])) : -1;
}

Result<void> SqlScanner::skipSpace()
{
    while (true) {
        TM_TRY_ASSIGN(const QByteArrayView seen, m_window.from(m_at));
        qsizetype passed = 0;
        while (passed < seen.size() && (isSpace(seen[passed]) || seen[passed] == ';'))
            ++passed;
        m_at += passed;
        if (seen.isEmpty() || passed < seen.size())
            return {};
    }
}

Result<SqlScanner::Rows> SqlScanner::passRows()
{
    static const QByteArray end = "\\.";
    constexpr qsizetype enough = 4; // tells whether it is the end
    bool below = false;
    QByteArray line;
    while (true) {
        TM_TRY_ASSIGN(const QByteArrayView seen, m_window.from(m_at));
        if (seen.isEmpty())
            return below && line == end ? Rows::Passed : Rows::CutOff;
        for (qsizetype i = 0; i < seen.size(); ++i) {
            const char c = seen[i];
            if (c == '\n') {
                if (below && (line == end || line == end + '\r')) {
                    m_at += i + 1;
                    return Rows::Passed;
                }
                below = true;
                line.clear();
            } else if (!below && !isSpace(c)) {
                return Rows::NotAlone;
            } else if (below && line.size() < enough) {
                line += c;
            } else if (below) {
                const qsizetype next = seen.indexOf('\n', i);
                i = (next < 0 ? seen.size() : next) - 1;
            }
        }
        m_at += seen.size();
    }
}

Result<ScriptPiece> SqlScanner::next(bool wholeInsert)
{
    TM_TRY(skipSpace());
    TM_TRY_ASSIGN(const int first, peek());
    if (first < 0)
        return ScriptPiece{ScriptPiece::Kind::End, m_at, m_at, -1, {}};
    TM_TRY_ASSIGN(const int second, peek(1));
    Cutter cutter(char(first), char(std::max(second, 0)), m_triggers);
    const qint64 start = m_at;
    const auto finish = [&](qint64 end) {
        ScriptPiece piece = cutter.take(start);
        piece.end = m_at = end;
        return piece;
    };
    while (true) {
        TM_TRY_ASSIGN(const QByteArrayView seen, m_window.from(m_at));
        if (seen.isEmpty() && cutter.isOpen())
            return fail(ErrorKind::Input, u"the script ends in the middle of a statement"_s,
                        u"it begins at byte %1"_s.arg(start),
                        u"it was cut off; what stands before can still be read"_s);
        if (seen.isEmpty())
            return finish(m_at);
        for (qsizetype i = 0; i < seen.size(); ++i) {
            if (cutter.eat(seen[i]))
                return finish(m_at + i + 1);
            if (!wholeInsert && cutter.isInsert())
                return finish(start);
        }
        m_at += seen.size();
    }
}

} // namespace tidemark
