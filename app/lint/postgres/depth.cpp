// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/depth.h"

#include "sql/tokenizer.h"

#include <algorithm>
#include <array>
#include <vector>

namespace tidemark {

namespace {

/// A level of the tree takes some 3 KB of stack while it is read, and threads have 8 MB or less.
constexpr int deepest = 1000;

/// One pair of parentheses, or a CASE.
struct NestedPart
{
    int operators = 0; ///< since the last comma, AND or OR
    int joined = 0;    ///< UNION, JOIN: each takes all before it as its left side
    int inner = 0;     ///< of the deepest part that is closed already
    int most = 0;

    void count() { most = std::max(most, operators + joined + inner); }
};

template <size_t size>
bool isOneOf(const SqlTokenizer &tokens, const SqlToken &token,
             const std::array<const char *, size> &words)
{
    return std::ranges::any_of(words, [&](const char *word) { return tokens.isWord(token, word); });
}

class DepthMeter
{
public:
    explicit DepthMeter(QByteArrayView sql)
        : m_tokens(sql, Engine::PostgreSql)
        , m_parts(1)
    {
    }

    bool isTooDeep()
    {
        for (SqlToken token = m_tokens.next(); token.kind != SqlToken::Kind::End;
             token = m_tokens.next()) {
            if (token.kind == SqlToken::Kind::Symbol)
                takeSymbol(token);
            else if (token.kind == SqlToken::Kind::Word)
                takeWord(token);
            m_open += m_parts.back().most - m_counted;
            m_counted = m_parts.back().most;
            if (m_open + static_cast<int>(m_parts.size()) > deepest)
                return true;
        }
        return false;
    }

private:
    void open()
    {
        m_parts.emplace_back();
        m_counted = 0;
    }

    void close()
    {
        if (m_parts.size() < 2)
            return;
        const int most = m_parts.back().most;
        m_open -= most;
        m_parts.pop_back();
        NestedPart &outer = m_parts.back();
        m_counted = outer.most;
        outer.inner = std::max(outer.inner, most + 1);
        outer.count();
    }

    void takeSymbol(const SqlToken &token)
    {
        const char symbol = m_tokens.textOf(token).front();
        if (symbol == '(' || symbol == '[') {
            open();
        } else if (symbol == ')' || symbol == ']') {
            close();
        } else if (symbol == ',' || symbol == ';') {
            m_parts.back().operators = 0;
        } else if (symbol != '.') {
            // "||" is one operator of two symbols.
            m_parts.back().operators += token.start == m_lastEnd ? 0 : 1;
            m_lastEnd = token.end;
            m_parts.back().count();
        }
    }

    void takeWord(const SqlToken &token)
    {
        static constexpr std::array joins{"UNION", "INTERSECT", "EXCEPT", "JOIN"};
        static constexpr std::array flat{"AND", "OR"};
        static constexpr std::array operators{"NOT",     "IS", "LIKE",    "ILIKE",   "IN",
                                              "COLLATE", "AT", "SIMILAR", "BETWEEN", "OPERATOR"};
        NestedPart &part = m_parts.back();
        if (m_tokens.isWord(token, "CASE"))
            return open();
        if (m_tokens.isWord(token, "END"))
            return close();
        if (isOneOf(m_tokens, token, flat))
            part.operators = 0;
        else if (isOneOf(m_tokens, token, joins))
            ++part.joined;
        else if (isOneOf(m_tokens, token, operators))
            ++part.operators;
        part.count();
    }

    SqlTokenizer m_tokens;
    std::vector<NestedPart> m_parts;
    int m_open = 0;    ///< the sum of the `most` of all open parts
    int m_counted = 0; ///< of it: by the innermost
    qsizetype m_lastEnd = -1;
};

} // namespace

bool isTooDeep(QByteArrayView sql)
{
    return sql.size() > deepest && DepthMeter(sql).isTooDeep();
}

} // namespace tidemark
