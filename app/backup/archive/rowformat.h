// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/bytes.h"
#include "backup/archive/textencoding.h"
#include "database/session.h"

#include <vector>

namespace tidemark {

/// Before a row: its number from 0, and where it begins.
struct RowPlace
{
    qint64 row = 0;
    qint64 at = 0;
    bool ended = false; ///< there is none; `at` is behind the last one

    bool operator==(const RowPlace &) const = default;
};

/// How the rows of a table are written. Error{Input} when the content ends or breaks in the middle
/// of them; what was read before is right.
class RowFormat
{
public:
    static constexpr qint64 longestRow = 1LL * 1024 * 1024 * 1024; ///< bytes as written

    RowFormat() = default;
    RowFormat(const RowFormat &) = delete;
    RowFormat &operator=(const RowFormat &) = delete;
    virtual ~RowFormat() = default;

    /// Before the first look at a row that is not the first: learns from how the rows begin, at
    /// `start`, what is needed to know their end.
    virtual Result<void> begin(ByteWindow &window, qint64 start);

    /// The row at the place as it is written, and goes behind it; `ended` and nothing at the end.
    /// Good until the next look through the window.
    virtual Result<QByteArrayView> next(ByteWindow &window, RowPlace &place) = 0;

    /// Goes on by up to `rows` rows, and not much further than `bytes`.
    virtual Result<void> skip(ByteWindow &window, RowPlace &place, qint64 rows, qint64 bytes);

    /// The values of a row as it is written, in its encoding.
    virtual void parse(QByteArrayView written, std::vector<Cell> &cells) const = 0;

    /// Whether a value that has this text may be in such a row: quick, and never wrongly no.
    virtual bool mayHold(QByteArrayView written, const QByteArray &lowerCase) const = 0;
};

/// Rows as COPY's text format writes them (https://www.postgresql.org/docs/current/sql-copy.html),
/// up to the line `\.`. Without columns a row is an empty line and has no values.
std::unique_ptr<RowFormat> makeCopyFormat(const TextEncoding &encoding, bool noColumns = false);

/// Rows as values of INSERT statements into one table, one or many to a statement: as pg_dump
/// --inserts, --column-inserts and --rows-per-insert write them, and SQLite's .dump. It ends at the
/// first statement that is anything else.
std::unique_ptr<RowFormat> makeInsertFormat();

/// `text` in any case of ASCII letters; `lowerCase` is in lower case.
bool containsAscii(QByteArrayView text, QByteArrayView lowerCase);

} // namespace tidemark
