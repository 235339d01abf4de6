// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/session.h"
#include "schema/relation.h"

#include <QByteArray>

#include <memory>
#include <vector>

struct sqlite3_stmt;

namespace tidemark {

class SqliteSession;

/// A statement that steps through one table, and what is in the row where it stands. The session's
/// thread; it must outlive this.
class SqliteTableScan
{
public:
    /// `orderBy`: what stands behind ORDER BY; empty: in the order in which they lie there.
    SqliteTableScan(SqliteSession &session, const Relation &table,
                    std::vector<const Column *> columns, const QString &orderBy = {});

    /// First of all. Errors: the session's.
    Result<void> prepare();

    /// False at the end.
    Result<bool> next();

    const std::vector<const Column *> &columns() const { return m_columns; }

    /// SQLITE_NULL, SQLITE_TEXT, ...
    int typeOf(size_t column) const;
    QByteArray value(size_t column) const;   ///< its bytes, or as SQLite prints it
    long double number(size_t column) const; ///< of an INTEGER or a REAL

    /// As in a RowSet.
    Cell cell(size_t column) const;

    /// Equal for cells that are equal.
    quint64 hash(size_t column) const;

private:
    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const;
    };

    SqliteSession &m_session;
    std::vector<const Column *> m_columns;
    std::vector<bool> m_keepsTypes;
    QByteArray m_sql;
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

} // namespace tidemark
