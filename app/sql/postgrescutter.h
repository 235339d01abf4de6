// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql/postgresscanner.h"

#include <QByteArray>

namespace tidemark {

/// Decides which semicolon ends a statement: not one in parentheses (CREATE RULE ... DO (a; b)),
/// and not one in the BEGIN ATOMIC body of a routine. Strings and comments are the scanner's
/// affair.
class PostgresCutter
{
public:
    /// Takes the next token that is not a comment; true: it is the semicolon that ends the
    /// statement.
    bool take(const PostgresToken &token, const QByteArray &text);

    /// The statement so far reads COPY ... FROM stdin: after its end come rows.
    bool isCopyFromStdin() const { return m_copyFromStdin; }

    bool isEmpty() const { return m_tokens == 0; }

private:
    void takeWord(const QByteArray &word);

    int m_tokens = 0;
    int m_parentheses = 0;
    int m_atomicDepth = 0; ///< BEGIN ATOMIC and CASE that have no END yet
    bool m_create = false;
    bool m_routine = false; ///< CREATE [OR REPLACE] FUNCTION or PROCEDURE
    bool m_copy = false;
    bool m_copyFromStdin = false;
    QByteArray m_previous; ///< the last word at this level, upper case; empty after anything else
};

} // namespace tidemark
