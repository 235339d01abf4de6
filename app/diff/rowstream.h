// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/session.h"
#include "schema/relation.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace tidemark {

/// What a row is found by. Its order is that of RowStream.
struct SortValue
{
    enum Rank { Null, Number, Text, Blob };
    int rank = Null;
    long double number = 0;
    QByteArray bytes;

    bool operator==(const SortValue &) const = default;
    bool operator<(const SortValue &other) const;
};

struct SortedRow
{
    std::vector<SortValue> key;
    std::vector<Cell> cells; ///< as in a RowSet, of the columns that were asked for
};

/// The rows of a table, one after the other in the order of their keys, which is the same on every
/// server whatever its collations are: NULL, numbers, texts byte by byte (UTF-8), BLOBs. Memory
/// holds some rows at a time: the server sorts, on its disk where they are many.
class RowStream
{
public:
    RowStream() = default;
    RowStream(const RowStream &) = delete;
    RowStream &operator=(const RowStream &) = delete;
    virtual ~RowStream() = default;

    /// False at the end; then `row` is as it was. Errors: the session's.
    virtual Result<bool> next(SortedRow &row) = 0;
};

/// Of the rows of the table itself (ONLY), or of all partitions of one that has some. The first
/// `keyColumns` of the columns are the key, which need not be unique. The session must be in a
/// transaction, outlive the stream, and do nothing else meanwhile. PostgreSQL: a cursor, so one
/// stream for a session at a time; `byNumber` says of each key column that it holds integers on
/// both sides of a comparison, which sorts faster and as people count. Error{Unsupported}: an
/// SQLite file in UTF-16 whose key may be text.
Result<std::unique_ptr<RowStream>> openRowStream(Session &session, const Relation &table,
                                                 const std::vector<const Column *> &columns,
                                                 int keyColumns, const std::vector<bool> &byNumber);

} // namespace tidemark
