// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a script around a cursor, whatever state it is in. Completion's own affair.
#pragma once

#include "sql/tokenizer.h"

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <initializer_list>
#include <vector>

namespace tidemark {

/// A token with its text at hand.
struct SqlWord
{
    SqlToken::Kind kind = SqlToken::Kind::Symbol;
    QByteArray upper;   ///< of a word in upper case; of a symbol the character; else empty
    QString name;       ///< of words and quoted names: what they mean
    bool lower = false; ///< of a word: it is written in lower case
    bool startsLine = false;

    bool is(QByteArrayView text) const { return upper == text; }
    bool isName() const
    {
        return kind == SqlToken::Kind::Word || kind == SqlToken::Kind::QuotedName;
    }
};
using SqlWords = std::vector<SqlWord>;

inline bool isOneOf(const SqlWord &word, std::initializer_list<QByteArrayView> words)
{
    return std::ranges::any_of(words, [&](QByteArrayView one) { return word.is(one); });
}

/// Where a cursor is.
struct CursorPlace
{
    bool nowhere = false;          ///< in a string, a comment, a number
    std::vector<SqlWords> earlier; ///< statements
    SqlWords before;               ///< of its own statement, without what is being typed
    SqlWords after;
    QString prefix;        ///< what is being typed, up to the cursor
    bool quoted = false;   ///< it begins with a quote
    bool followed = false; ///< an opening parenthesis comes next
    bool inBody = false;   ///< of a function or a DO
    qsizetype begin = 0;   ///< bytes: the name under the cursor
    qsizetype end = 0;
};

/// Cost: one scan of the text up to the cursor, and of the rest of its statement.
CursorPlace placeOfCursor(const QByteArray &text, qsizetype cursor, Engine engine);

/// The statements of a whole script.
std::vector<SqlWords> statementsOf(const QByteArray &text, Engine engine);

/// Where the bracket that the one at `at` opens is closed; the end where it is not.
size_t closingBracket(const SqlWords &words, size_t at);

} // namespace tidemark
