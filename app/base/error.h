// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tidemark {

/// A place in a text file. Lines and columns count from 1, columns in characters; 0 means unknown.
struct SourceLocation
{
    QString file;
    int line = 0;
    int column = 0;

    bool operator==(const SourceLocation &) const = default;
    bool isValid() const { return !file.isEmpty() || line > 0; }

    /// "file:line:column", leaving out what is unknown.
    QString toString() const;
};

/// What went wrong, in the terms a caller can act on.
enum class ErrorKind {
    Usage,       ///< the caller asked for something that makes no sense
    Input,       ///< a file of the user does not say what it must
    Connection,  ///< the server cannot be reached, or went away
    Permission,  ///< the server or the file system refuses
    Sql,         ///< the server rejected a statement; sqlState says why
    Busy,        ///< somebody else holds what we need
    Cancelled,   ///< a stop was requested
    Unsupported, ///< it is known, and not possible here
    Io,          ///< a file or a process failed
    Internal,    ///< a defect of Tidemark
};

/// An error as a value: one line for people, the server's own words, and where it happened.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString summary;  ///< one line, no full stop
    QString detail;   ///< the server's or the system's own words, may have several lines
    QString hint;     ///< what to do about it
    QString sqlState; ///< five characters, or empty; SQLite: its extended result code as a number
    SourceLocation where;     ///< the script's place, where there is one
    int statementOffset = -1; ///< characters from the start of the statement sent, or -1

    bool operator==(const Error &) const = default;

    /// All that is known, for a terminal: "file:line:column: summary", then detail and hint.
    QString toString() const;
};

} // namespace tidemark
