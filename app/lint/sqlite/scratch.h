// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/lintcase.h"

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace tidemark {

/// Runs SQLite's scripts on an empty database in memory and lets SQLite itself tell what they do:
/// its authorizer which tables are written, EXPLAIN whether all rows go, its own tables before and
/// after what became of the schema. Only statements that define something are executed, so it
/// never holds a row, and nothing outside of it can be attached.
class SqliteScratch
{
public:
    explicit SqliteScratch(bool wholeHistory);
    ~SqliteScratch();
    SqliteScratch(const SqliteScratch &) = delete;
    SqliteScratch &operator=(const SqliteScratch &) = delete;

    /// Another one with the same schema. Any thread, several at once.
    std::unique_ptr<SqliteScratch> copy() const;

    /// Follows one side of a migration: effects, deeds and refusals of its statements, and the
    /// catalog.
    void run(LintCase &migration, LintSide side, Catalog &catalog);

    void keep();   ///< remembers the database as it is now
    void goBack(); ///< and makes it so again

private:
    using Objects = std::map<CatalogKey, CatalogObject>;
    struct Seen; ///< what the authorizer was asked about one statement

    void follow(LintCase &migration, LintStatement &statement, Catalog &catalog);
    void refuse(LintCase &migration, LintStatement &statement, const Seen &seen);
    int execute(sqlite3_stmt *prepared);
    bool clearsTable(const QByteArray &sql) const;
    Objects readSchema();
    void readTable(const QString &table, const QByteArray &sql, Objects &objects) const;
    std::vector<std::vector<QString>> rows(const QByteArray &sql) const;

    bool m_wholeHistory;
    bool m_stopped = false; ///< a statement asked for too much: nothing after it is followed
    bool m_keptWholeHistory = false;
    bool m_keptStopped = false;
    sqlite3 *m_database = nullptr;
    sqlite3 *m_kept = nullptr;
    Objects m_objects;
    Objects m_keptObjects;
};

} // namespace tidemark
