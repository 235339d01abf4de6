// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace tidemark {

class Session;
struct Schema;

/// A table that stayed empty.
struct TableNotFilled
{
    QString table;  ///< "public.users"
    QString reason; ///< the server's words
    QString sqlState = {};

    bool operator==(const TableNotFilled &) const = default;
};

struct FillReport
{
    int tables = 0; ///< that have rows now, whether they had them before or not
    int rows = 0;   ///< inserted
    std::vector<TableNotFilled> notFilled;

    bool operator==(const FillReport &) const = default;
};

/// Brings tables to a few plausible rows, so that a script is tried on full tables: types, NOT
/// NULL, unique keys, foreign keys, checks and partitions are honoured as far as the definition
/// tells, and where the first rows are refused others are tried. Values are the same in every run.
/// Every second row keeps the columns' defaults, the first and the others hold something else;
/// columns that may be NULL get values.
///
/// Keeps what it learnt about a table (the kind of rows that was accepted) for the next call, so
/// one filler serves a whole rehearsal. Tables are known by their name, and only a hint is kept:
/// another schema does no harm.
class RowFiller
{
public:
    /// At least `rowsPerTable` rows in every ordinary or partitioned table of `schema` but
    /// `leaveOut`
    /// ("public.schema_migrations", "sqitch.*"). Inside the caller's transaction, under savepoints:
    /// a table that refuses all rows is rolled back to where it was and named in the report.
    /// Triggers fire; the server's notices stay for takeNotices(). On PostgreSQL sequences advance,
    /// as they do for everybody.
    ///
    /// Two round trips and one INSERT per table that lacks rows, plus some round trips for each
    /// refusal. Errors: only what is not about one table (Connection, Cancelled).
    ///
    /// `shift` is added to the numbers from which values are made: rows of two calls with shifts
    /// that are far apart have different keys.
    Result<FillReport> fill(Session &session, const Schema &schema, int rowsPerTable,
                            const QStringList &leaveOut = {}, int shift = 0);

private:
    QHash<QString, int> m_accepted; ///< table -> the variant of rows that it took last
};

/// The same for one call.
Result<FillReport> fillTables(Session &session, const Schema &schema, int rowsPerTable,
                              const QStringList &leaveOut = {});

} // namespace tidemark
