// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "diff/rows.h"
#include "schema/relation.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <vector>

namespace tidemark {

class Session;

/// What a table holds, in a few bytes. Digests do not depend on the order of rows, NULL is not the
/// empty text, and the values are the texts that RowSet holds. Comparable between two states of
/// databases of the same engine; the digest of no rows is "0".
struct TableDigest
{
    qint64 rows = 0;
    QMap<QString, QByteArray> columns; ///< by column: the sum of its values' 64-bit hashes
    /// The same over whole rows with the columns in the order of their names: it sees values that
    /// were exchanged between rows, and does not see columns that changed places.
    QByteArray whole;

    bool operator==(const TableDigest &) const = default;
};

/// One answer for each table, in the order given. PostgreSQL: one statement for up to 100 tables,
/// the rows of a table itself (ONLY), not of those that inherit from it; the hash is
/// hashtextextended, within a row seeded with the one of the column before. SQLite: one scan for
/// each, hashed here (XXH3). A materialized view that was never filled has no rows. Only for
/// relations with rows (Relation::hasRows()). Errors: the session's; none of the answers is known
/// then. The session's thread.
Result<std::vector<TableDigest>> digestTables(Session &session,
                                              const std::vector<const Relation *> &tables);
Result<TableDigest> digestTable(Session &session, const Relation &table);

/// The rows of each table, in the order given, of those that have at most `limit`. Round trips and
/// errors as above.
Result<std::vector<RowSet>> readRowSets(Session &session,
                                        const std::vector<const Relation *> &tables, int limit);
Result<RowSet> readRows(Session &session, const Relation &table, int limit);

} // namespace tidemark
