// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"
#include "schema/relation.h"

#include <QByteArray>
#include <QMap>
#include <QStringList>

#include <span>
#include <vector>

namespace tidemark {

/// A table's contents without its rows: equal digests mean equal contents, whatever the order of
/// rows and columns.
struct TableDigest
{
    qint64 rows = 0;
    QMap<QString, QByteArray>
        columns;      ///< by name: a sum over the hashes of the values' texts; NULL is not ''
    QByteArray whole; ///< over whole rows with the columns in the order of their names

    bool operator==(const TableDigest &) const = default;
};

/// Some or all rows of a table as texts.
struct RowSet
{
    QStringList columns; ///< primary key first, then the others by name
    int keyColumns = 0;  ///< how many of them are the primary key; 0: there is none
    std::vector<std::vector<Cell>> rows;
    bool complete = true; ///< false: the table has more rows than the limit

    bool operator==(const RowSet &) const = default;
};

/// Digests made in the server: one pass over the table. Inside a transaction they see its changes.
/// Generated columns are digested too.
Result<TableDigest> digestTable(Session &session, const Relation &table);

/// The same for many tables in as few round trips as possible, in their order.
Result<std::vector<TableDigest>> digestTables(Session &session,
                                              std::span<const Relation *const> tables);

/// At most `limit` rows, in no particular order.
Result<RowSet> readRows(Session &session, const Relation &table, int limit);

/// The same for many tables in as few round trips as possible, in their order.
Result<std::vector<RowSet>> readRowSets(Session &session, std::span<const Relation *const> tables,
                                        int limit);

/// How two complete row sets differ, over the columns that both have.
struct RowChange
{
    std::vector<Cell> before; ///< a cell per column of RowComparison::columns; empty: was not there
    std::vector<Cell> after;  ///< empty: is gone

    bool operator==(const RowChange &) const = default;
};
struct RowComparison
{
    QStringList columns; ///< those of both; primary key first
    int keyColumns = 0;
    qint64 lost = 0;
    qint64 extra = 0;
    qint64 changed = 0;
    QStringList changedColumns;
    QStringList goneColumns;        ///< of `before` only, which held other values than NULL
    std::vector<RowChange> changes; ///< all of them: lost, then changed, then extra

    bool isEqual() const
    {
        return lost == 0 && extra == 0 && changed == 0 && goneColumns.isEmpty();
    }
};

/// Rows are matched by the primary key where both have the same one, else as multisets (then
/// nothing is "changed": a row is lost and another is extra). `ignored` columns are not compared.
/// Pure; n log n.
RowComparison compareRows(const RowSet &before, const RowSet &after,
                          const QStringList &ignored = {});

} // namespace tidemark
