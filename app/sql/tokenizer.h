// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql/dialect.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace tidemark {

struct SqlToken
{
    enum class Kind {
        End,
        Word,         ///< an unquoted name or key word
        QuotedName,   ///< "a", and on SQLite `a` and [a]
        String,       ///< 'a', E'a', x'00'
        DollarString, ///< $$a$$ (PostgreSQL)
        Number,
        Parameter, ///< $1, ?1, :a
        Symbol,    ///< one character of anything else
    };
    Kind kind = Kind::End;
    qsizetype start = 0; ///< byte offsets
    qsizetype end = 0;
    bool terminated = true; ///< false: the quote that opens it is never closed
};

/// Reads the tokens of one statement for what does not need the server's own grammar: its first
/// words, the names in it, where SQLite's strings end. White space and comments are passed over; no
/// allocation.
class SqlTokenizer
{
public:
    SqlTokenizer(QByteArrayView text, Engine engine, qsizetype at = 0)
        : m_text(text)
        , m_engine(engine)
        , m_at(at)
    {
    }

    SqlToken next();

    QByteArrayView textOf(const SqlToken &token) const
    {
        return m_text.sliced(token.start, token.end - token.start);
    }

    /// The next token is this word, in any case of letters; `word` is upper case.
    bool isWord(const SqlToken &token, QByteArrayView word) const;

    /// What a string, or a dollar-quoted one, holds: quotes off, doubled quotes single. Backslashes
    /// stay.
    QByteArray contentOf(const SqlToken &token) const;

    /// The name that a Word or QuotedName means: PostgreSQL folds unquoted ones to lower case.
    QString nameOf(const SqlToken &token) const;

private:
    void skipSpaceAndComments();
    void skipBlockComment();
    SqlToken quoted(SqlToken::Kind kind, qsizetype start, char close, bool backslashes);
    SqlToken dollar(qsizetype start);
    SqlToken word(qsizetype start);
    char at(qsizetype offset) const { return offset < m_text.size() ? m_text[offset] : '\0'; }

    QByteArrayView m_text;
    Engine m_engine;
    qsizetype m_at;
};

} // namespace tidemark
