// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/bytes.h"

#include <QByteArray>

namespace tidemark {

/// A piece of a script: a statement, a comment, or a command of psql.
struct ScriptPiece
{
    enum class Kind { Statement, Comment, Command, End };
    Kind kind = Kind::End;
    qint64 start = 0;    ///< without white space before it
    qint64 end = 0;      ///< behind its semicolon, or its line end
    qint64 command = -1; ///< of a statement: the first backslash outside of quotes, for psql
    /// Of a statement: the first quote behind a backslash in a string without E. It ends the string
    /// with standard_conforming_strings, which is taken for granted here, and only then.
    qint64 doubtful = -1;
    QByteArray text; ///< the first `keptText` bytes of it
};

/// Cuts a script of any length into pieces, holding no more of it than a buffer: it knows quotes,
/// dollar quotes, nested comments, parentheses, BEGIN ATOMIC bodies and those of SQLite's triggers,
/// and nothing else of SQL. What is below a COPY is not its business: whoever sees the COPY reads
/// the rows, and goes on behind them. (libpg_query's scanner, which cuts scripts elsewhere, needs
/// the whole text in memory.)
class SqlScanner
{
public:
    static constexpr qsizetype keptText = qsizetype(1024) * 1024;

    /// Only with `triggers` it knows those of SQLite: psql does not, and runs what is in them.
    explicit SqlScanner(std::shared_ptr<ByteSource> source, bool triggers = false)
        : m_window(std::move(source))
        , m_triggers(triggers)
    {
    }

    /// The next piece; End at the end. Unless it is wanted whole, an INSERT INTO is not read: it
    /// comes with `end` as its start and nothing but these words as text, as its values may be
    /// many.
    Result<ScriptPiece> next(bool wholeInsert = false);

    enum class Rows { Passed, CutOff, NotAlone };
    /// Goes on behind the rows of a COPY, which the last piece was, as psql ends them: by a line
    /// "\.". NotAlone: there is more than white space in the line of the COPY behind it.
    Result<Rows> passRows();

    qint64 at() const { return m_at; }
    void goTo(qint64 at) { m_at = at; }

private:
    class Cutter;

    Result<void> skipSpace();
    Result<int> peek(qint64 ahead = 0);

    ByteWindow m_window;
    bool m_triggers;
    qint64 m_at = 0;
};

} // namespace tidemark
