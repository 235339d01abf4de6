// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/bytes.h"
#include "backup/archive/longrow.h"
#include "backup/archive/textencoding.h"
#include "database/session.h"

#include <memory>
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

/// A row as it is written, or what a long one is read by.
struct WrittenRow
{
    QByteArrayView bytes;            ///< good until the next look through the window
    std::unique_ptr<LongRow> values; ///< reads through that window, which outlives it
};

/// How the rows of a table are written. Memory holds a few times `wholeRow`, whatever the rows are
/// like. Error{Input} when the content ends or breaks in the middle of them; what was read before
/// is right.
class RowFormat
{
public:
    static constexpr qint64 wholeRow = qint64(4) * 1024 * 1024;    ///< bytes of the longest in one
    static constexpr qint64 longestRow = 1LL * 1024 * 1024 * 1024; ///< bytes as written
    /// Of a long row; what is behind belongs to the last one. No engine has as many columns.
    static constexpr size_t mostValues = 100'000;

    RowFormat() = default;
    RowFormat(const RowFormat &) = delete;
    RowFormat &operator=(const RowFormat &) = delete;
    virtual ~RowFormat() = default;

    /// Before the first look at a row that is not the first: learns from how the rows begin, at
    /// `start`, what is needed to know their end.
    virtual Result<void> begin(ByteWindow &window, qint64 start);

    /// The row at the place as it is written, and goes behind it; `ended` and nothing at the end.
    /// One that is longer than `wholeRow` costs a pass to its end here, and another one when its
    /// values are read.
    virtual Result<WrittenRow> next(ByteWindow &window, RowPlace &place) = 0;

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

/// Of a row that is longer than `longestRow`.
Error rowTooLong(const RowPlace &place);
Error rowsEndEarly(const RowPlace &place);

} // namespace tidemark
