// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/sqlitescan.h"

#include "database/sqlite/sqliteerror.h"
#include "database/sqlite/sqlitesession.h"
#include "database/sqlite/sqlitevalue.h"
#include "sql/identifier.h"

#include <sqlite3.h>
#include <xxhash.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

// A column that keeps values as they come, so that '1' and 1 are two
// (https://sqlite.org/datatype3.html, "Determination Of Column Affinity").
bool keepsTypes(const Column &column, const Relation &table)
{
    const QString type = column.type.toUpper();
    if (table.strict)
        return type == "ANY"_L1;
    static const std::array kOthers{"INT"_L1, "CHAR"_L1, "CLOB"_L1, "TEXT"_L1};
    const bool other = std::any_of(kOthers.begin(), kOthers.end(),
                                   [&](QLatin1StringView word) { return type.contains(word); });
    return !other && (type.isEmpty() || type.contains("BLOB"_L1));
}

} // namespace

void SqliteTableScan::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SqliteTableScan::SqliteTableScan(SqliteSession &session, const Relation &table,
                                 std::vector<const Column *> columns, const QString &orderBy)
    : m_session(session)
    , m_columns(std::move(columns))
{
    for (const Column *column : m_columns)
        m_keepsTypes.push_back(keepsTypes(*column, table));
    QStringList names;
    for (const Column *column : m_columns)
        names += quoteIdentifier(column->name);
    QString sql = u"SELECT %1 FROM main.%2"_s.arg(names.isEmpty() ? u"1"_s : names.join(u", "_s),
                                                  quoteIdentifier(table.name));
    if (!orderBy.isEmpty())
        sql += u" ORDER BY "_s + orderBy;
    m_sql = sql.toUtf8();
}

Result<void> SqliteTableScan::prepare()
{
    // A stopped session refuses here, as it does for its own statements.
    TM_TRY(m_session.query({}));
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v2(m_session.handle(), m_sql.constData(),
                                        int(m_sql.size()) + 1, &statement, nullptr);
    m_statement.reset(statement);
    return code == SQLITE_OK ? Result<void>{} : fail(sqliteError(m_session.handle()));
}

Result<bool> SqliteTableScan::next()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    return code == SQLITE_DONE ? Result<bool>(false) : fail(sqliteError(m_session.handle()));
}

int SqliteTableScan::typeOf(size_t column) const
{
    return sqlite3_column_type(m_statement.get(), int(column));
}

QByteArray SqliteTableScan::value(size_t column) const
{
    return sqliteValueText(m_statement.get(), int(column));
}

long double SqliteTableScan::number(size_t column) const
{
    return typeOf(column) == SQLITE_INTEGER
               ? static_cast<long double>(sqlite3_column_int64(m_statement.get(), int(column)))
               : static_cast<long double>(sqlite3_column_double(m_statement.get(), int(column)));
}

Cell SqliteTableScan::cell(size_t column) const
{
    const int type = typeOf(column);
    if (type == SQLITE_NULL)
        return std::nullopt;
    QByteArray text = value(column);
    if (type == SQLITE_BLOB)
        return "X'" + text.toHex().toUpper() + "'";
    if (type == SQLITE_TEXT && m_keepsTypes[column])
        return "'" + text.replace("'", "''") + "'";
    return text;
}

quint64 SqliteTableScan::hash(size_t column) const
{
    enum Seed { Plain, Literal, Blob, Null };
    const int type = typeOf(column);
    if (type == SQLITE_NULL)
        return XXH3_64bits_withSeed("", 0, Null);
    const Seed seed = type == SQLITE_BLOB                           ? Blob
                      : type == SQLITE_TEXT && m_keepsTypes[column] ? Literal
                                                                    : Plain;
    const QByteArray bytes = value(column);
    return XXH3_64bits_withSeed(bytes.constData(), size_t(bytes.size()), seed);
}

} // namespace tidemark
