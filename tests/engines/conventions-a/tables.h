// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/connectionspec.h"
#include "database/session.h"
#include "migrations/convention.h"
#include "support/testserver.h"

#include <QDir>
#include <QStringList>

#include <memory>

namespace tidemark::test {

/// An empty database of one test.
struct Database
{
    Engine engine = Engine::PostgreSql;
    QString url;
    QString file; ///< SQLite
};

inline Database freshDatabase(Engine engine, const QDir &folder)
{
    static int number = 0;
    const QString name = QStringLiteral("history%1").arg(++number);
    if (engine == Engine::PostgreSql)
        return {engine, TestServer::createFreshDatabase(name), {}};
    const QString file = folder.absoluteFilePath(name + QStringLiteral(".db"));
    return {engine, QStringLiteral("sqlite:") + file, file};
}

inline std::unique_ptr<Session> connectTo(const Database &database)
{
    const auto spec = ConnectionSpec::parse(database.url);
    auto session = spec ? openSession(*spec) : tl::unexpected(spec.error());
    if (!session)
        qFatal("%s", qPrintable(session.error().toString()));
    return *std::move(session);
}

/// The rows as "a|b|c", NULL as "-"; ends the test program when the query fails.
inline QStringList rowsOf(Session &session, const QByteArray &sql)
{
    const auto rows = session.query(sql);
    if (!rows)
        qFatal("%s: %s", sql.constData(), qPrintable(rows.error().toString()));
    QStringList lines;
    for (const auto &row : rows->rows) {
        QStringList cells;
        for (const Cell &cell : row)
            cells.append(QString::fromUtf8(cell.value_or("-")));
        lines.append(cells.join(QLatin1Char('|')));
    }
    return lines;
}

/// What the engine itself knows of a table: on PostgreSQL each column with type, NOT NULL, default
/// and identity, then its constraints and indexes; on SQLite the text of all that belongs to it.
inline QStringList definitionOf(Session &session, const QByteArray &table)
{
    if (session.engine() == Engine::Sqlite)
        return rowsOf(session, "SELECT coalesce(sql, name) FROM sqlite_master WHERE tbl_name = '" +
                                   table + "' ORDER BY type DESC, name");
    const QByteArray id = "'public." + table + "'::regclass";
    return rowsOf(session, "SELECT attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN "
                           "attnotnull THEN ' NOT NULL' ELSE '' END || coalesce(' DEFAULT ' || "
                           "pg_get_expr(adbin, adrelid), '') || CASE WHEN attidentity <> '' THEN "
                           "' IDENTITY ' || attidentity::text ELSE '' END FROM pg_attribute LEFT "
                           "JOIN pg_attrdef "
                           "ON adrelid = attrelid AND adnum = attnum WHERE attrelid = " +
                               id + " AND attnum > 0 AND NOT attisdropped ORDER BY attnum") +
           rowsOf(session, "SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint "
                           "WHERE conrelid = " +
                               id + " ORDER BY conname") +
           rowsOf(session, "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = " +
                               id + " ORDER BY 1");
}

} // namespace tidemark::test
