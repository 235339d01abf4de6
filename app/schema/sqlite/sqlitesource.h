// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace tidemark {

/// What only the stored text of a CREATE TABLE tells: SQLite's pragmas answer all the rest.
struct SqliteTableSource
{
    struct Column
    {
        QString name;
        QString notNullConflict; ///< ON CONFLICT's word in upper case, or empty
        QString generatedAs;     ///< without the outer parentheses

        bool operator==(const Column &) const = default;
    };
    struct Key ///< PRIMARY KEY and UNIQUE, of a column or the table
    {
        bool primary = false;
        QString name;
        QStringList columns; ///< as written, without COLLATE and DESC
        QString onConflict;

        bool operator==(const Key &) const = default;
    };
    struct Check
    {
        QString name;
        QString expression; ///< without the outer parentheses

        bool operator==(const Check &) const = default;
    };
    struct ForeignKey
    {
        QString name;
        QString table;
        bool deferrable = false;
        bool initiallyDeferred = false;

        bool operator==(const ForeignKey &) const = default;
    };
    bool understood = false; ///< false: the text is not what is expected, and all is empty
    std::vector<Column> columns;
    std::vector<Key> keys;
    std::vector<Check> checks;
    std::vector<ForeignKey> foreignKeys; ///< in the order of the text

    bool operator==(const SqliteTableSource &) const = default;
};

/// Reads the text in sqlite_schema.sql of a table. Grammar:
/// https://sqlite.org/lang_createtable.html
SqliteTableSource parseSqliteCreateTable(const QString &sql);

/// What only the text of a CREATE INDEX tells.
struct SqliteIndexSource
{
    bool understood = false;
    QStringList keys;  ///< the text of each key, without COLLATE, ASC and DESC at its end
    QString predicate; ///< of a partial index

    bool operator==(const SqliteIndexSource &) const = default;
};

/// Grammar: https://sqlite.org/lang_createindex.html
SqliteIndexSource parseSqliteCreateIndex(const QString &sql);

/// The module and its arguments of a CREATE VIRTUAL TABLE: "fts5(title, body)" gives "fts5"; empty
/// when the text is something else.
QString sqliteVirtualTableModule(const QString &sql);

} // namespace tidemark
