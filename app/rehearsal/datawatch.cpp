// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/datawatch.h"

#include "database/session.h"
#include "sql/identifier.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A materialized view's rows are derived: they come back by a refresh and are nobody's loss.
bool holdsData(const Relation &relation)
{
    return relation.type == RelationKind::Table;
}

QString shownCell(const Cell &cell)
{
    return cell ? QString::fromUtf8(*cell) : u"NULL"_s;
}

QStringList textsOf(const std::vector<Cell> &cells)
{
    QStringList texts;
    for (const Cell &cell : cells)
        texts += shownCell(cell);
    return texts;
}

std::vector<RowSample> samplesOf(const RowComparison &comparison, int limit)
{
    std::vector<RowSample> samples;
    for (const RowChange &change : comparison.changes) {
        if (static_cast<int>(samples.size()) == limit)
            break;
        RowSample sample;
        sample.before = textsOf(change.before);
        sample.after = textsOf(change.after);
        const QStringList &source = sample.before.isEmpty() ? sample.after : sample.before;
        for (int column = 0; column < comparison.keyColumns; ++column)
            sample.key += comparison.columns[column] + u'=' + source[column];
        samples.push_back(std::move(sample));
    }
    return samples;
}

TableDataDifference differenceOf(const QString &table, const WatchedTable &before,
                                 const WatchedTable *after, const RowComparison &comparison,
                                 int samples)
{
    TableDataDifference difference;
    difference.table = table;
    difference.rowsBefore = before.count();
    difference.rowsAfter = after ? after->count() : 0;
    difference.rowsLost = comparison.lost;
    difference.rowsExtra = comparison.extra;
    difference.rowsChanged = comparison.changed;
    difference.changedColumns = comparison.changedColumns + comparison.goneColumns;
    difference.columns = comparison.columns;
    difference.samples = samplesOf(comparison, samples);
    return difference;
}

/// Whole tables too large to hold: what their digests tell.
std::optional<TableDataDifference> compareDigests(const QString &table, const TableDigest &before,
                                                  const TableDigest &after,
                                                  const QStringList &ignored)
{
    TableDataDifference difference;
    difference.table = table;
    difference.rowsBefore = before.rows;
    difference.rowsAfter = after.rows;
    bool comparable = ignored.isEmpty();
    for (auto it = before.columns.cbegin(); it != before.columns.cend(); ++it) {
        if (ignored.contains(it.key()))
            continue;
        const auto other = after.columns.constFind(it.key());
        if (other == after.columns.cend() || *other != *it)
            difference.changedColumns += it.key();
        comparable &= other != after.columns.cend();
    }
    comparable &= before.columns.size() == after.columns.size();
    const bool shuffled = comparable && before.whole != after.whole;
    if (before.rows == after.rows && difference.changedColumns.isEmpty() && !shuffled)
        return std::nullopt;
    difference.rowsLost = before.rows > after.rows ? before.rows - after.rows : -1;
    difference.rowsExtra = std::max<qint64>(0, after.rows - before.rows);
    return difference;
}

TableDigest emptyDigest(const Relation &relation)
{
    TableDigest digest;
    for (const Column &column : relation.columns)
        digest.columns.insert(column.name, QByteArray());
    return digest;
}

std::optional<TableDataDifference> compareTable(const QString &table, const WatchedTable &before,
                                                const WatchedTable *after,
                                                const QStringList &ignored, int samples)
{
    if (before.rows && (!after || after->rows)) {
        RowSet none;
        none.columns = before.rows->columns;
        none.keyColumns = before.rows->keyColumns;
        const RowComparison comparison =
            compareRows(*before.rows, after ? *after->rows : none, ignored);
        if (comparison.isEqual())
            return std::nullopt;
        return differenceOf(table, before, after, comparison, samples);
    }
    const TableDigest none = emptyDigest(*before.relation);
    if (before.digest && (!after || after->digest))
        return compareDigests(table, *before.digest, after ? *after->digest : none, ignored);
    // The table grew or shrank past what is held as rows: the counts differ, and no more is known.
    TableDataDifference difference;
    difference.table = table;
    difference.rowsBefore = before.count();
    difference.rowsAfter = after ? after->count() : 0;
    difference.rowsLost = std::max<qint64>(0, difference.rowsBefore - difference.rowsAfter);
    difference.rowsExtra = std::max<qint64>(0, difference.rowsAfter - difference.rowsBefore);
    return difference;
}

bool isTime(const QByteArray &text)
{
    return text.size() >= 10 && text.at(4) == '-' && text.at(7) == '-';
}

/// The times in these columns that are older than `since`, sorted.
std::vector<QByteArray> timesBefore(const QByteArray &since, const RowSet &rows,
                                    const QStringList &columns)
{
    std::vector<QByteArray> times;
    for (const QString &column : columns) {
        const qsizetype place = rows.columns.indexOf(column);
        if (place < 0)
            continue;
        for (const auto &row : rows.rows) {
            const Cell &cell = row[static_cast<size_t>(place)];
            if (cell && isTime(*cell) && cell->left(since.size()) < since.left(cell->size()))
                times.push_back(*cell);
        }
    }
    std::sort(times.begin(), times.end());
    return times;
}

/// Whether a time that the rehearsal's own clock did not make has not come back.
bool losesOldTimes(const WatchedTable &before, const WatchedTable &after,
                   const QStringList &columns, const QByteArray &since)
{
    if (since.isEmpty() || !before.rows || !after.rows)
        return false;
    const auto old = timesBefore(since, *before.rows, columns);
    const auto kept = timesBefore(since, *after.rows, columns);
    return !std::includes(kept.begin(), kept.end(), old.begin(), old.end());
}

using Projection = std::vector<std::vector<Cell>>;

/// The rows with these columns alone; times in `timed` are all the same.
Projection project(const RowSet &rows, const QStringList &columns, const QStringList &timed)
{
    std::vector<std::pair<size_t, bool>> places;
    for (const QString &column : columns)
        places.emplace_back(size_t(rows.columns.indexOf(column)), timed.contains(column));
    Projection projection;
    projection.reserve(rows.rows.size());
    for (const auto &row : rows.rows) {
        std::vector<Cell> values;
        values.reserve(places.size());
        for (const auto &[place, mayBeTime] : places) {
            const Cell &cell = row[place];
            values.push_back(mayBeTime && cell && isTime(*cell) ? Cell(QByteArray("time")) : cell);
        }
        projection.push_back(std::move(values));
    }
    return projection;
}

std::map<std::vector<Cell>, int> countRows(const Projection &rows)
{
    std::map<std::vector<Cell>, int> counts;
    for (const std::vector<Cell> &row : rows)
        ++counts[row];
    return counts;
}

/// Whether a row that stayed from before the up until after it has another random or generated
/// value after the down. Who stayed is told by the columns that are not volatile.
bool changesInPlace(const WatchedTable &before, const WatchedTable *between,
                    const WatchedTable &after, const QStringList &ignored)
{
    if (!between || !before.rows || !between->rows || !after.rows)
        return between && !compareTable({}, before, between, ignored, 0);
    QStringList all;
    QStringList steady;
    for (const QString &column : before.rows->columns) {
        if (after.rows->columns.contains(column))
            all += column;
        if (!ignored.contains(column) && between->rows->columns.contains(column))
            steady += column;
    }
    const Projection whole = project(*before.rows, all, ignored);
    const Projection part = project(*before.rows, steady, {});
    const auto were = countRows(whole);
    auto kept = countRows(project(*after.rows, all, ignored));
    const auto alike = countRows(part);
    auto stayed = countRows(project(*between->rows, steady, {}));
    for (size_t i = 0; i < whole.size(); ++i) {
        if (kept[whole[i]] < were.at(whole[i]) && stayed[part[i]] >= alike.at(part[i]))
            return true;
    }
    return false;
}

const WatchedTable *tableBetween(const QString &table, const WatchedTable &before,
                                 const Volatility &volatility)
{
    if (!volatility.between)
        return nullptr;
    if (volatility.touched && !volatility.touched->contains(table))
        return &before;
    const auto found = volatility.between->find(table);
    return found == volatility.between->end() ? nullptr : &found->second;
}

/// `qualified` is sorted.
QStringList columnsOf(const QString &table, const QStringList &qualified)
{
    const QString head = table + u'.';
    QStringList columns;
    for (auto name = std::ranges::lower_bound(qualified, head);
         name != qualified.end() && name->startsWith(head); ++name)
        columns += name->mid(head.size());
    return columns;
}

} // namespace

qint64 WatchedTable::count() const
{
    return digest ? digest->rows : rows ? static_cast<qint64>(rows->rows.size()) : 0;
}

Result<void> captureTables(Session &session, const Schema &schema, const QSet<QString> &names,
                           DataSnapshot &snapshot)
{
    std::vector<Shared<Relation>> relations;
    std::vector<const Relation *> tables;
    for (const Shared<Relation> &relation : schema.relations) {
        if (!holdsData(*relation))
            continue;
        const QString name = relation->identity();
        if (names.contains(name) && !snapshot.contains(name)) {
            relations.push_back(relation);
            tables.push_back(&*relation);
        }
    }
    TM_TRY_ASSIGN(std::vector<RowSet> sets, readRowSets(session, tables, WatchedTable::keptRows));
    std::vector<const Relation *> large;
    for (size_t i = 0; i < sets.size(); ++i) {
        if (!sets[i].complete)
            large.push_back(tables[i]);
    }
    TM_TRY_ASSIGN(const std::vector<TableDigest> digests, digestTables(session, large));
    auto digest = digests.begin();
    for (size_t i = 0; i < sets.size(); ++i) {
        WatchedTable contents{relations[i], {}, {}};
        if (sets[i].complete)
            contents.rows = std::move(sets[i]);
        else
            contents.digest = *digest++;
        snapshot.emplace(relations[i]->identity(), std::move(contents));
    }
    return {};
}

DataComparison compareData(const DataSnapshot &before, const DataSnapshot &after,
                           const Volatility &volatility, int samples)
{
    DataComparison result;
    QStringList volatileOnes(volatility.columns.begin(), volatility.columns.end());
    volatileOnes.sort();
    for (const auto &[table, contents] : before) {
        const auto other = after.find(table);
        const WatchedTable *now = other == after.end() ? nullptr : &other->second;
        auto difference = compareTable(table, contents, now, {}, samples);
        if (!difference)
            continue;
        const QStringList ignored = columnsOf(table, volatileOnes);
        const bool explained =
            now && !ignored.isEmpty() && difference->rowsBefore == difference->rowsAfter &&
            !compareTable(table, contents, now, ignored, 0) &&
            !losesOldTimes(contents, *now, ignored, volatility.since) &&
            !changesInPlace(contents, tableBetween(table, contents, volatility), *now, ignored);
        (explained ? result.explained : result.differences).push_back(std::move(*difference));
    }
    return result;
}

Result<QByteArray> clockOf(Session &session)
{
    // SQLite's times are UTC unless a script asks for local ones.
    const char *sql = session.engine() == Engine::PostgreSql
                          ? "SELECT pg_catalog.date_trunc('second', localtimestamp)::text"
                          : "SELECT min(datetime('now'), datetime('now', 'localtime'))";
    TM_TRY_ASSIGN(const Rows rows, session.query(sql));
    return rows.rows.front().front().value_or(QByteArray());
}

QSet<QString> volatileColumns(const Schema &schema)
{
    // The functions whose values another run cannot repeat; CURRENT_TIMESTAMP and friends are key
    // words.
    static const QRegularExpression pattern(
        uR"(\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|random|nextval)"
        uR"(|gen_random_uuid|uuid_generate_v\w+|uuidv\d|txid_current|randomblob|strftime|julianday)"
        uR"(|unixepoch|datetime|date|time)\s*\(|\b(current|local)_?(timestamp|date|time)\b)"_s,
        QRegularExpression::CaseInsensitiveOption);
    QSet<QString> columns;
    for (const Shared<Relation> &relation : schema.relations) {
        for (const Column &column : relation->columns) {
            if (column.identityKind != IdentityKind::None ||
                (!column.defaultValue.isEmpty() && pattern.match(column.defaultValue).hasMatch()))
                columns.insert(relation->identity() + u'.' + column.name);
        }
        // An INTEGER PRIMARY KEY of SQLite numbers itself.
        if (schema.engine == Engine::Sqlite && relation->primaryKey() &&
            relation->primaryKey()->columns.size() == 1) {
            const Column *key = relation->column(relation->primaryKey()->columns.first());
            if (key && key->type.compare(u"integer"_s, Qt::CaseInsensitive) == 0)
                columns.insert(relation->identity() + u'.' + key->name);
        }
    }
    return columns;
}

QSet<QString> resolveTables(const Schema &schema, const std::vector<QString> &mentioned)
{
    QSet<QString> names;
    for (const QString &mention : mentioned)
        names.insert(foldName(mention, schema.engine));
    QSet<QString> tables;
    for (const Shared<Relation> &relation : schema.relations) {
        if (!holdsData(*relation))
            continue;
        const QString name = foldName(relation->name, schema.engine);
        if (names.contains(name) || names.contains(relation->schema + u'.' + name))
            tables.insert(relation->identity());
    }
    return tables;
}

QSet<QString> allTables(const Schema &schema)
{
    QSet<QString> tables;
    for (const Shared<Relation> &relation : schema.relations) {
        if (holdsData(*relation))
            tables.insert(relation->identity());
    }
    return tables;
}

QSet<QString> changedRelations(const Schema &before, const Schema &after)
{
    std::map<QString, const Shared<Relation> *> known;
    for (const Shared<Relation> &relation : before.relations)
        known.emplace(relation->identity(), &relation);
    QSet<QString> changed;
    for (const Shared<Relation> &relation : after.relations) {
        const auto it = known.find(relation->identity());
        if (it == known.end()) {
            changed.insert(relation->identity());
            continue;
        }
        if (!(relation == *it->second))
            changed.insert(it->first);
        known.erase(it);
    }
    for (const auto &[name, relation] : known)
        changed.insert(name);
    return changed;
}

} // namespace tidemark
