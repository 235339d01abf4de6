// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/tablesizes.h"

#include "database/session.h"
#include "sql/identifier.h"

namespace tidemark {

namespace {

Result<TableSizes> postgresSizes(Session &session)
{
    // A table that was never analysed has reltuples -1; the collector counts its rows all the same.
    TM_TRY_ASSIGN(const Rows rows, session.query(R"(
        SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END,
            CASE WHEN c.reltuples < 0 THEN pg_catalog.pg_stat_get_live_tuples(c.oid)
                 ELSE c.reltuples END
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema'))"));
    TableSizes sizes;
    for (const auto &row : rows.rows)
        sizes.emplace(QString::fromUtf8(row[0].value_or("")), row[1].value_or("0").toDouble());
    return sizes;
}

Result<TableSizes> sqliteSizes(Session &session)
{
    TM_TRY_ASSIGN(const Rows tables,
                  session.query("SELECT name FROM sqlite_schema WHERE type = 'table'"));
    TableSizes sizes;
    for (const auto &table : tables.rows) {
        const QString name = QString::fromUtf8(table[0].value_or(""));
        const QByteArray sql = "SELECT count(*) FROM (SELECT 1 FROM " +
                               quoteIdentifier(name).toUtf8() + " LIMIT 1000000)";
        // A virtual table whose module is not here cannot be counted.
        if (const auto count = session.query(sql); count && !count->rows.empty())
            sizes.emplace(name, count->rows[0][0].value_or("0").toDouble());
    }
    return sizes;
}

} // namespace

Result<TableSizes> readTableSizes(Session &session)
{
    return session.engine() == Engine::PostgreSql ? postgresSizes(session) : sqliteSizes(session);
}

} // namespace tidemark
