// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/relationguess.h"

#include "sql/tokenizer.h"

#include <algorithm>
#include <array>
#include <vector>

namespace tidemark {

namespace {

using Kind = SqlToken::Kind;

// Words behind which a relation may stand.
constexpr std::array<const char *, 15> openers{"FROM",       "JOIN",     "INTO", "UPDATE", "TABLE",
                                               "REFERENCES", "ON",       "VIEW", "INDEX",  "ONLY",
                                               "SEQUENCE",   "TRUNCATE", "COPY", "LOCK",   "USING"};

// Words that may stand between those and the name.
constexpr std::array<const char *, 8> fillers{"IF",    "NOT",          "EXISTS",  "ONLY",
                                              "TABLE", "CONCURRENTLY", "LATERAL", "TO"};

// Words that end the search for a name: what follows the opener here is no relation.
constexpr std::array<const char *, 22> stoppers{
    "SELECT",     "SET",    "DELETE",  "UPDATE",   "INSERT",
    "NO",         "ACTION", "CASCADE", "CONFLICT", "VALUES",
    "WHERE",      "STRICT", "NULL",    "BTREE",    "GIN",
    "GIST",       "HASH",   "OLD",     "NEW",      "CURRENT_TIMESTAMP",
    "CONSTRAINT", "EXECUTE"};

template <size_t size>
bool isOneOf(const SqlTokenizer &tokens, const SqlToken &token,
             const std::array<const char *, size> &words)
{
    return std::ranges::any_of(words, [&](const char *word) { return tokens.isWord(token, word); });
}

bool isName(const SqlToken &token)
{
    return token.kind == Kind::Word || token.kind == Kind::QuotedName;
}

class Guesser
{
public:
    Guesser(QByteArrayView sql, Engine engine, bool intoStrings, std::set<QString> &found)
        : m_tokens(sql, engine)
        , m_engine(engine)
        , m_intoStrings(intoStrings)
        , m_found(found)
    {
        m_current = m_tokens.next();
    }

    void run()
    {
        while (m_current.kind != Kind::End) {
            if (m_intoStrings &&
                (m_current.kind == Kind::String || m_current.kind == Kind::DollarString)) {
                const QByteArray inner = m_tokens.contentOf(m_current);
                guessRelations(inner, m_engine, true, m_found);
            }
            const bool opens = isOneOf(m_tokens, m_current, openers);
            advance();
            if (opens)
                takeNames();
        }
    }

private:
    void advance() { m_current = m_tokens.next(); }

    bool isSymbol(char symbol) const
    {
        return m_current.kind == Kind::Symbol && m_tokens.textOf(m_current)[0] == symbol;
    }

    /// name [, name ...], each perhaps with a schema and an alias.
    void takeNames()
    {
        for (;;) {
            while (isOneOf(m_tokens, m_current, fillers))
                advance();
            if (!isName(m_current) || isOneOf(m_tokens, m_current, stoppers) ||
                isOneOf(m_tokens, m_current, openers))
                return;
            QString name = m_tokens.nameOf(m_current);
            advance();
            while (isSymbol('.')) {
                advance();
                if (!isName(m_current))
                    break;
                name += u'.' + m_tokens.nameOf(m_current);
                advance();
            }
            m_found.insert(name);
            if (m_tokens.isWord(m_current, "AS"))
                advance();
            if (isName(m_current) && !isSymbol(',') && !isOneOf(m_tokens, m_current, openers) &&
                !isOneOf(m_tokens, m_current, stoppers))
                skipAlias();
            if (!isSymbol(','))
                return;
            advance();
        }
    }

    /// One word may be an alias, when a comma follows; else it is the statement going on.
    void skipAlias()
    {
        SqlTokenizer ahead = m_tokens;
        const SqlToken next = ahead.next();
        if (next.kind == Kind::Symbol && ahead.textOf(next)[0] == ',')
            advance();
    }

    SqlTokenizer m_tokens;
    Engine m_engine;
    bool m_intoStrings;
    std::set<QString> &m_found;
    SqlToken m_current;
};

} // namespace

void guessRelations(QByteArrayView sql, Engine engine, bool intoStrings, std::set<QString> &found)
{
    Guesser(sql, engine, intoStrings, found).run();
}

} // namespace tidemark
