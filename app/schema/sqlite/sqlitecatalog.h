// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/relation.h"

#include <QHash>
#include <QList>
#include <QString>

#include <vector>

namespace tidemark {

class SqliteSession;

/// A row of sqlite_schema.
struct SqliteEntry
{
    QString type; ///< table, index, view, trigger
    QString name;
    QString table; ///< the one that it belongs to; its own name for tables and views
    QString sql;

    bool operator==(const SqliteEntry &) const = default;
};

/// All that have a text and are not SQLite's own, by name.
Result<std::vector<SqliteEntry>> readSqliteEntries(SqliteSession &session);

/// A row of PRAGMA table_list, without shadow tables and SQLite's own.
struct SqliteTableFacts
{
    QString name;
    RelationKind type = RelationKind::Table;
    bool strict = false;
    bool withoutRowid = false;
};

Result<QList<SqliteTableFacts>> readSqliteTables(SqliteSession &session);

/// A row of PRAGMA table_xinfo.
struct SqliteColumnFacts
{
    QString name;
    QString type;
    bool notNull = false;
    QString defaultValue;
    int primaryKey = 0; ///< its place in the primary key from 1, else 0
    int hidden = 0;     ///< 1 of a virtual table, 2 generated virtual, 3 generated stored
};

/// Of PRAGMA index_xinfo: a key, not the row's own columns behind it.
struct SqliteIndexKeyFacts
{
    QString column; ///< empty for an expression
    bool descending = false;
    QString collation;
};

/// A row of PRAGMA index_list with its keys.
struct SqliteIndexFacts
{
    QString name;
    bool unique = false;
    char origin = 'c'; ///< c: CREATE INDEX, u: UNIQUE, p: PRIMARY KEY
    QList<SqliteIndexKeyFacts> keys;
};

/// The rows of PRAGMA foreign_key_list of one key. MATCH is not there: SQLite takes no notice of
/// it.
struct SqliteForeignKeyFacts
{
    QString table;
    QStringList from;
    QStringList to; ///< empty: the other table's primary key
    QString onUpdate;
    QString onDelete;
};

/// By table, as its name is spelt in sqlite_schema.
struct SqliteDetails
{
    QHash<QString, QList<SqliteColumnFacts>> columns;
    QHash<QString, QList<SqliteIndexFacts>> indexes;
    QHash<QString, QList<SqliteForeignKeyFacts>> foreignKeys; ///< in the order of the text
};

/// Three queries for all the tables, and one for each view and virtual table: those fail on their
/// own when what they stand on is gone, and then have no columns.
Result<SqliteDetails> readSqliteDetails(SqliteSession &session,
                                        const QList<SqliteTableFacts> &tables);

} // namespace tidemark
