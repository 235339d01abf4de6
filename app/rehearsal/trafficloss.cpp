// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/trafficloss.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Key = std::vector<Cell>;

/// The primary key's cells, or all of them where there is none.
Key keyOf(const std::vector<Cell> &row, int keyColumns)
{
    return keyColumns > 0 ? Key(row.begin(), row.begin() + keyColumns) : row;
}

const WatchedTable *find(const DataSnapshot &snapshot, const QString &table)
{
    const auto it = snapshot.find(table);
    return it == snapshot.end() ? nullptr : &it->second;
}

/// What the traffic did to one table, in the columns of the new version.
struct Writes
{
    RowSet rows;        ///< inserted or updated, as the traffic left them
    std::set<Key> keys; ///< of those, and of the deleted ones
};

Writes writesOf(const RowSet &before, const RowSet &after)
{
    const RowComparison comparison = compareRows(before, after);
    Writes writes;
    writes.rows.columns = comparison.columns;
    writes.rows.keyColumns = comparison.keyColumns;
    for (const RowChange &change : comparison.changes) {
        if (!change.after.empty()) {
            writes.rows.rows.push_back(change.after);
            writes.keys.insert(keyOf(change.after, comparison.keyColumns));
        }
        if (!change.before.empty())
            writes.keys.insert(keyOf(change.before, comparison.keyColumns));
    }
    return writes;
}

/// Leaves the rows out whose keys the traffic wrote.
RowSet without(const RowSet &set, const std::set<Key> &keys)
{
    RowSet rest = set;
    std::erase_if(rest.rows, [&](const std::vector<Cell> &row) {
        return keys.contains(keyOf(row, set.keyColumns));
    });
    return rest;
}

void addTo(DataComparison &result, DataComparison part, bool fromTraffic)
{
    for (TableDataDifference &difference : part.differences) {
        difference.fromTraffic = fromTraffic;
        result.differences.push_back(std::move(difference));
    }
    std::move(part.explained.begin(), part.explained.end(), std::back_inserter(result.explained));
}

DataComparison compareOne(const QString &table, WatchedTable before, const WatchedTable *after,
                          const Volatility &volatiles, int samples)
{
    DataSnapshot one;
    one.emplace(table, std::move(before));
    DataSnapshot other;
    if (after)
        other.emplace(table, *after);
    return compareData(one, other, volatiles, samples);
}

/// The traffic's own rows: what of them is missing or changed after the down. Other rows are no
/// matter here.
DataComparison compareWrites(const QString &table, const WatchedTable &model, const Writes &writes,
                             const WatchedTable *after, int samples)
{
    WatchedTable theirs = model;
    theirs.rows = writes.rows;
    if (!after)
        return compareOne(table, theirs, nullptr, {}, samples);
    WatchedTable kept = *after;
    std::erase_if(kept.rows->rows, [&](const std::vector<Cell> &row) {
        return !writes.keys.contains(keyOf(row, kept.rows->keyColumns));
    });
    DataComparison compared = compareOne(table, theirs, &kept, {}, samples);
    for (TableDataDifference &difference : compared.differences)
        difference.rowsExtra = 0;
    std::erase_if(compared.differences, [](const TableDataDifference &difference) {
        return difference.rowsLost == 0 && difference.rowsChanged == 0 &&
               difference.changedColumns.isEmpty();
    });
    return compared;
}

/// Whether compareAfterTraffic() can tell whose row is whose.
bool heldAsRows(const WatchedTable *up, const WatchedTable &now, const WatchedTable *down)
{
    return up && up->rows && now.rows && (!down || down->rows);
}

/// What the traffic did to a table between two moments of one schema; none: it wrote nothing.
std::optional<TableDataDifference> writtenTo(const QString &table, const WatchedTable *up,
                                             const WatchedTable &now)
{
    if (up && up->rows && now.rows && compareRows(*up->rows, *now.rows).isEqual())
        return std::nullopt;
    if (up && up->digest && now.digest && *up->digest == *now.digest)
        return std::nullopt;
    TableDataDifference difference;
    difference.table = table;
    difference.fromTraffic = true;
    difference.rowsBefore = now.count();
    difference.rowsAfter = up ? up->count() : 0;
    const qint64 more = difference.rowsBefore - difference.rowsAfter;
    difference.rowsLost = more > 0 ? more : -1;
    if (more == 0 && up && up->digest && now.digest)
        for (auto it = now.digest->columns.cbegin(); it != now.digest->columns.cend(); ++it)
            if (up->digest->columns.value(it.key()) != it.value())
                difference.changedColumns += it.key();
    return difference;
}

} // namespace

std::vector<TableDataDifference> writesToLargeTables(const TrafficMoments &moments)
{
    std::vector<TableDataDifference> written;
    for (const auto &[table, now] : moments.afterTraffic) {
        const WatchedTable *up = find(moments.afterUp, table);
        const WatchedTable *base = up ? up : find(moments.beforeUp, table);
        if (heldAsRows(base, now, find(moments.afterDown, table)) || (!up && now.count() == 0))
            continue;
        if (auto one = writtenTo(table, up, now))
            written.push_back(std::move(*one));
    }
    return written;
}

DataComparison compareAfterTraffic(const TrafficMoments &moments, const Volatility &volatility,
                                   int samples)
{
    DataComparison result;
    QSet<QString> written;
    for (const auto &[table, now] : moments.afterTraffic) {
        const WatchedTable *up = find(moments.afterUp, table);
        const WatchedTable *before = find(moments.beforeUp, table);
        if (!up)
            up = before;
        const WatchedTable *down = find(moments.afterDown, table);
        if (!heldAsRows(up, now, down))
            continue; // too large to tell whose row is whose: compared as a whole below
        const Writes writes = writesOf(*up->rows, *now.rows);
        if (writes.keys.empty())
            continue;
        written.insert(table);
        addTo(result, compareWrites(table, now, writes, down, samples), true);
        if (before && before->rows && down) {
            WatchedTable old = *before;
            WatchedTable rest = *down;
            old.rows = without(*before->rows, writes.keys);
            rest.rows = without(*down->rows, writes.keys);
            addTo(result, compareOne(table, old, &rest, volatility, samples), false);
        }
    }
    DataSnapshot untouched;
    for (const auto &[table, contents] : moments.beforeUp) {
        if (!written.contains(table))
            untouched.emplace(table, contents);
    }
    addTo(result, compareData(untouched, moments.afterDown, volatility, samples), false);
    return result;
}

DataSnapshot withoutLaterRows(const DataSnapshot &after, const DataSnapshot &early,
                              const DataSnapshot &late)
{
    DataSnapshot rest = after;
    for (auto &[table, contents] : rest) {
        const WatchedTable *before = find(early, table);
        const WatchedTable *now = find(late, table);
        if (!contents.rows || !before || !before->rows || !now || !now->rows)
            continue;
        std::set<Key> come;
        for (const RowChange &change : compareRows(*before->rows, *now->rows).changes) {
            if (change.before.empty())
                come.insert(keyOf(change.after, before->rows->keyColumns));
        }
        contents.rows = without(*contents.rows, come);
    }
    return rest;
}

} // namespace tidemark
