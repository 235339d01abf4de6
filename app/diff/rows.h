// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/session.h"

#include <QStringList>

#include <vector>

namespace tidemark {

/// A table's rows as text. PostgreSQL: each value cast to text. SQLite: as SQLite prints it; a BLOB
/// as X'...', and text in a column without a type as a literal, which tells '1' from 1 where SQLite
/// keeps both.
struct RowSet
{
    QStringList columns; ///< the primary key's in its order, then the others by name
    int keyColumns = 0;  ///< how many of them are the primary key
    std::vector<std::vector<Cell>> rows; ///< in no particular order
    bool complete = true; ///< false: there are more rows than the limit, and `rows` is empty

    bool operator==(const RowSet &) const = default;
};

/// What became of one row; cells in the order of RowComparison::columns.
struct RowChange
{
    std::vector<Cell> before; ///< empty: the row is extra
    std::vector<Cell> after;  ///< empty: the row is lost; NULL where the column is gone

    bool operator==(const RowChange &) const = default;
};

struct RowComparison
{
    QStringList columns; ///< those of `before`
    int keyColumns = 0;
    qint64 lost = 0;
    qint64 extra = 0;
    qint64 changed = 0; ///< other values in a row of the same key, or a value whose column is gone
    QStringList changedColumns; ///< of changed rows; without a key, of the lost against the extra
    QStringList goneColumns;    ///< they held values and are not in `after`
    std::vector<RowChange> changes; ///< all: first the lost, then the changed, then the extra

    bool operator==(const RowComparison &) const = default;
    bool isEqual() const
    {
        return lost == 0 && extra == 0 && changed == 0 && goneColumns.isEmpty();
    }
};

/// Rows are matched by their primary key where both sets have the same one, its columns are not
/// ignored and no key occurs twice; else they are compared as multisets, where a changed row is one
/// lost and one extra. Columns that are only in `after`, and the `ignored` ones, do not count.
/// Both sets must be complete. Pure; linear in the number of cells.
RowComparison compareRows(const RowSet &before, const RowSet &after,
                          const QStringList &ignored = {});

} // namespace tidemark
