// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "diff/datadigest.h"
#include "rehearsal/report.h"
#include "schema/schema.h"

#include <QSet>
#include <QStringList>

#include <map>
#include <optional>

namespace tidemark {

class Session;

/// A table's rows at one moment: all of them where there are few, else only their digests.
struct WatchedTable
{
    Shared<Relation> relation;         ///< as it was at that moment
    std::optional<RowSet> rows;        ///< set for tables of at most `keptRows` rows
    std::optional<TableDigest> digest; ///< set for larger ones

    qint64 count() const;
    static constexpr int keptRows = 2000;
};

/// Contents by the tables' display names.
using DataSnapshot = std::map<QString, WatchedTable>;

/// Adds the contents of the named tables to `snapshot`, those that `schema` has and that are not in
/// it. Cost: one query per small table, two per large one, by the tables' sizes.
Result<void> captureTables(Session &session, const Schema &schema, const QSet<QString> &names,
                           DataSnapshot &snapshot);

/// How two snapshots of the same tables differ.
struct DataComparison
{
    std::vector<TableDataDifference> differences;
    /// Those that only columns make whose values come from now(), random() or a sequence.
    std::vector<TableDataDifference> explained;
};

/// Which differences nobody is to blame for.
struct Volatility
{
    /// "table.column" names whose values are known to differ between two runs of the same script:
    /// see volatileColumns().
    QSet<QString> columns;
    /// When the rehearsal began, see clockOf(). A time in a volatile column from before it was made
    /// by somebody else's clock: it is data, and when it is gone it is lost. Empty: not known.
    QByteArray since;
    /// The rows after the up. One that was there before it and still is keeps its random and
    /// generated values, or has lost them: only what scripts removed and made again is explained,
    /// and times of the rehearsal's own clock. nullptr: not known.
    const DataSnapshot *between = nullptr;
    /// The tables that the up touched: the others are in `between` as they were. nullptr: all.
    const QSet<QString> *touched = nullptr;
};

/// Compares tables that are in `before`; one that is not in `after` has lost all its rows, also
/// when it had no successor. Columns that are new in `after` do not count, columns that are gone do
/// where they held values.
DataComparison compareData(const DataSnapshot &before, const DataSnapshot &after,
                           const Volatility &volatility, int samples);

/// The time by the database's clock as its columns spell it, to the second: "2024-05-01 12:00:00",
/// on PostgreSQL in the session's time zone.
Result<QByteArray> clockOf(Session &session);

/// The "table.column" names whose defaults call now(), random(), nextval() and the like, identities
/// included.
QSet<QString> volatileColumns(const Schema &schema);

/// The display names of relations with rows that `mentioned` (as mentionedRelations() gives them)
/// may mean.
QSet<QString> resolveTables(const Schema &schema, const std::vector<QString> &mentioned);

/// The display names of all tables with rows.
QSet<QString> allTables(const Schema &schema);

/// Relations whose definition differs, or that are in one of the two only.
QSet<QString> changedRelations(const Schema &before, const Schema &after);

} // namespace tidemark
