// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <stop_token>

namespace tidemark {

/// A comment, a command or a statement of a dump.
struct DumpPiece
{
    enum class Kind {
        Comment,
        Definition, ///< a statement that makes something, or sets how others are read
        Contents,   ///< rows (of COPY: without them), a value of a sequence, a large object
        Command,    ///< of psql, a harmless one
    };
    Kind kind = Kind::Definition;
    QByteArray text;
    qint64 start = 0; ///< in the dump, unpacked
    qint64 end = 0;   ///< behind it
};
using DumpPieceTaker = std::function<void(const DumpPiece &piece)>;

/// Takes the lines of statements and comments, without their ends.
using DumpLineTaker = std::function<void(const QByteArray &line)>;

/// Reads all of a plain dump, compressed or not, before psql may run it: one pass, in constant
/// memory. Rows below COPY are passed over.
///
/// Error{Unsupported}: it holds a command of psql (but \restrict and \unrestrict, which pg_dump
/// writes), a statement that changes what is beside its own database (changesServer(); what a
/// function that it makes would do is not asked), a COPY from or to a file or a program, a dump of
/// a whole server; behind standard_conforming_strings = off, strings that end elsewhere than with
/// it on (pg_dump writes none). Input: it is cut off, or damaged. Io, Cancelled.
Result<void> readDumpPieces(const QString &path, const DumpPieceTaker &take, std::stop_token stop);

/// Whether a statement, or its line, chooses a tablespace, as pg_dump writes it. Pure.
bool setsTablespace(const QByteArray &statement);

/// The same, line by line.
Result<void> readPlainDump(const QString &path, const DumpLineTaker &take, std::stop_token stop);

} // namespace tidemark
