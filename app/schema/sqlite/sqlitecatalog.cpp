// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/sqlite/sqlitecatalog.h"

#include "database/sqlite/sqlitesession.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString text(const Cell &cell)
{
    return cell ? QString::fromUtf8(*cell) : QString();
}

bool flag(const Cell &cell)
{
    return cell && *cell != "0";
}

int number(const Cell &cell)
{
    return cell ? cell->toInt() : 0;
}

RelationKind kindOf(const Cell &type)
{
    if (type == QByteArray("view"))
        return RelationKind::View;
    return type == QByteArray("virtual") ? RelationKind::VirtualTable : RelationKind::Table;
}

SqliteColumnFacts columnFacts(const std::vector<Cell> &row, size_t first)
{
    return {text(row[first]),     text(row[first + 1]),   flag(row[first + 2]),
            text(row[first + 3]), number(row[first + 4]), number(row[first + 5])};
}

Result<void> readColumns(SqliteSession &session, const Cell &names, SqliteDetails &details)
{
    const std::array parameters{names};
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT t.value, x.name, x.type, x.\"notnull\", x.dflt_value, "
                                "x.pk, x.hidden FROM json_each(?1) AS t, "
                                "pragma_table_xinfo(t.value, 'main') AS x",
                                parameters));
    for (const auto &row : rows.rows)
        details.columns[text(row[0])] += columnFacts(row, 1);
    return {};
}

Result<void> readIndexes(SqliteSession &session, const Cell &names, SqliteDetails &details)
{
    const std::array parameters{names};
    TM_TRY_ASSIGN(
        const Rows rows,
        session.query("SELECT t.value, l.name, l.\"unique\", l.origin, x.name, x.\"desc\", "
                      "x.coll FROM json_each(?1) AS t, "
                      "pragma_index_list(t.value, 'main') AS l, "
                      "pragma_index_xinfo(l.name, 'main') AS x WHERE x.key",
                      parameters));
    for (const auto &row : rows.rows) {
        auto &list = details.indexes[text(row[0])];
        const QString name = text(row[1]);
        if (list.isEmpty() || list.last().name != name)
            list += SqliteIndexFacts{name, flag(row[2]), row[3]->at(0), {}};
        list.last().keys += SqliteIndexKeyFacts{text(row[4]), flag(row[5]), text(row[6])};
    }
    return {};
}

Result<void> readForeignKeys(SqliteSession &session, const Cell &names, SqliteDetails &details)
{
    const std::array parameters{names};
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT t.value, f.id, f.\"table\", f.\"from\", f.\"to\", "
                                "f.on_update, f.on_delete FROM json_each(?1) AS t, "
                                "pragma_foreign_key_list(t.value, 'main') AS f",
                                parameters));
    QString lastTable;
    int lastId = -1;
    for (const auto &row : rows.rows) {
        const QString table = text(row[0]);
        const int id = number(row[1]);
        auto &list = details.foreignKeys[table];
        if (table != lastTable || id != lastId)
            list += SqliteForeignKeyFacts{text(row[2]), {}, {}, text(row[5]), text(row[6])};
        list.last().from += text(row[3]);
        if (row[4])
            list.last().to += text(row[4]);
        lastTable = table;
        lastId = id;
    }
    // SQLite puts each new key in front of its list.
    for (auto &list : details.foreignKeys)
        std::reverse(list.begin(), list.end());
    return {};
}

Result<void> readOwnColumns(SqliteSession &session, const QString &name, SqliteDetails &details)
{
    const std::array<Cell, 1> parameters{name.toUtf8()};
    auto rows = session.query("SELECT name, type, \"notnull\", dflt_value, pk, hidden "
                              "FROM pragma_table_xinfo(?1, 'main')",
                              parameters);
    if (!rows && rows.error().kind != ErrorKind::Sql)
        return fail(std::move(rows).error());
    if (!rows)
        return {}; // a view on something that is gone, a module that is not here
    for (const auto &row : rows->rows)
        details.columns[name] += columnFacts(row, 0);
    return {};
}

} // namespace

Result<std::vector<SqliteEntry>> readSqliteEntries(SqliteSession &session)
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT type, name, tbl_name, sql FROM main.sqlite_schema "
                                "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                                "ORDER BY name, type"));
    std::vector<SqliteEntry> entries;
    entries.reserve(rows.rows.size());
    for (const auto &row : rows.rows)
        entries.push_back({text(row[0]), text(row[1]), text(row[2]), text(row[3])});
    return entries;
}

Result<QList<SqliteTableFacts>> readSqliteTables(SqliteSession &session)
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT name, type, strict, wr FROM pragma_table_list "
                                "WHERE schema = 'main' AND type <> 'shadow'"));
    QList<SqliteTableFacts> tables;
    tables.reserve(qsizetype(rows.rows.size()));
    for (const auto &row : rows.rows)
        tables += SqliteTableFacts{text(row[0]), kindOf(row[1]), flag(row[2]), flag(row[3])};
    return tables;
}

Result<SqliteDetails> readSqliteDetails(SqliteSession &session,
                                        const QList<SqliteTableFacts> &tables)
{
    SqliteDetails details;
    QJsonArray names;
    for (const SqliteTableFacts &table : tables) {
        if (table.type == RelationKind::Table)
            names += table.name;
        else
            TM_TRY(readOwnColumns(session, table.name, details));
    }
    if (names.isEmpty())
        return details;
    const Cell json = QJsonDocument(names).toJson(QJsonDocument::Compact);
    TM_TRY(readColumns(session, json, details));
    TM_TRY(readIndexes(session, json, details));
    TM_TRY(readForeignKeys(session, json, details));
    return details;
}

} // namespace tidemark
