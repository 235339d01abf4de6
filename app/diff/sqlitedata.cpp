// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/sqlitedata.h"

#include "database/sqlite/sqlitesession.h"
#include "diff/columnorder.h"
#include "diff/sqlitescan.h"

#include <xxhash.h>

#include <algorithm>

namespace tidemark {

namespace {

// The sum of 64-bit hashes, wide enough for any number of rows.
class HashSum
{
public:
    void add(quint64 hash)
    {
        m_low += hash;
        m_high += m_low < hash ? 1 : 0;
    }
    QByteArray text() const
    {
        if (m_high == 0)
            return QByteArray::number(m_low, 16);
        return QByteArray::number(m_high, 16) +
               QByteArray::number(m_low, 16).rightJustified(16, '0');
    }

private:
    quint64 m_low = 0;
    quint64 m_high = 0;
};

Result<TableDigest> digest(SqliteSession &session, const Relation &table)
{
    SqliteTableScan scan(session, table, columnsByName(table, Engine::Sqlite));
    TM_TRY(scan.prepare());
    std::vector<HashSum> sums(scan.columns().size());
    std::vector<quint64> hashes(sums.size());
    HashSum whole;
    TableDigest result;
    for (;;) {
        TM_TRY_ASSIGN(const bool more, scan.next());
        if (!more)
            break;
        ++result.rows;
        for (size_t i = 0; i < sums.size(); ++i) {
            hashes[i] = scan.hash(i);
            sums[i].add(hashes[i]);
        }
        whole.add(XXH3_64bits(hashes.data(), hashes.size() * sizeof(quint64)));
    }
    result.whole = whole.text();
    for (size_t i = 0; i < sums.size(); ++i)
        result.columns.insert(scan.columns()[i]->name, sums[i].text());
    return result;
}

Result<RowSet> read(SqliteSession &session, const Relation &table, int limit)
{
    RowSet set;
    SqliteTableScan scan(session, table, columnsKeyFirst(table, Engine::Sqlite, &set.keyColumns));
    for (const Column *column : scan.columns())
        set.columns += column->name;
    TM_TRY(scan.prepare());
    for (;;) {
        TM_TRY_ASSIGN(const bool more, scan.next());
        if (!more)
            return set;
        if (set.rows.size() >= size_t(std::max(limit, 0)))
            break;
        auto &row = set.rows.emplace_back();
        for (size_t i = 0; i < scan.columns().size(); ++i)
            row.push_back(scan.cell(i));
    }
    set.rows.clear();
    set.complete = false;
    return set;
}

} // namespace

Result<std::vector<TableDigest>> digestSqliteTables(SqliteSession &session,
                                                    const std::vector<const Relation *> &tables)
{
    std::vector<TableDigest> digests;
    for (const Relation *table : tables) {
        TM_TRY_ASSIGN(TableDigest one, digest(session, *table));
        digests.push_back(std::move(one));
    }
    return digests;
}

Result<std::vector<RowSet>> readSqliteRows(SqliteSession &session,
                                           const std::vector<const Relation *> &tables, int limit)
{
    std::vector<RowSet> sets;
    for (const Relation *table : tables) {
        TM_TRY_ASSIGN(RowSet one, read(session, *table, limit));
        sets.push_back(std::move(one));
    }
    return sets;
}

} // namespace tidemark
