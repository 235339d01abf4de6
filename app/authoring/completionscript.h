// SPDX-License-Identifier: GPL-3.0-or-later
// What the statements of a script do to the names. Completion's own affair.
#pragma once

#include "authoring/completionnames.h"
#include "authoring/completiontext.h"

#include <optional>

namespace tidemark {

/// Reads names and what belongs to them, one after the other, as far as they are there.
class WordReader
{
public:
    explicit WordReader(const SqlWords &words, size_t at = 0)
        : m_words(words)
        , m_at(at)
    {
    }

    bool atEnd() const { return m_at >= m_words.size(); }
    size_t place() const { return m_at; }
    const SqlWord &here() const { return m_words[m_at]; }
    bool isAt(QByteArrayView word) const { return !atEnd() && here().is(word); }
    void skip() { ++m_at; }
    bool skipIf(QByteArrayView word);
    void skipWords(std::initializer_list<QByteArrayView> words); ///< any of them, while there are
    void skipTo(size_t place) { m_at = place; }
    /// Behind the closing one of the bracket here.
    void skipBracket();
    std::optional<SqlName> readName(); ///< a, a.b; of a.b.c the last two

private:
    const SqlWords &m_words;
    size_t m_at;
};

/// Follows one statement: CREATE, ALTER and DROP of what completion offers. What it does not
/// understand does nothing.
void followStatement(const SqlWords &statement, ScriptNames &names);

/// The columns of CREATE TABLE t (...), as far as they are written; `at` is the opening bracket.
CompletionRelation relationInBrackets(const SqlName &name, const SqlWords &words, size_t at);

} // namespace tidemark
