// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/historytable.h"

#include "migrations/historylock.h"
#include "sql/identifier.h"

#include <QTimeZone>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Tools whose tables share a name, and what tells them apart. The first that fits counts.
struct Signature
{
    const char *table;
    const char *column; ///< one that the others of this name lack
    const char *tool;
};

constexpr std::array signatures = {
    Signature{"schema_migrations", "dirty", "golang-migrate"},
    Signature{"schema_migrations", "inserted_at", "Ecto"},
    Signature{"schema_migrations", "version", "dbmate or Rails"},
    Signature{"migrations", "batch", "Laravel"},
    Signature{"migrations", "timestamp", "TypeORM"},
    Signature{"gorp_migrations", "applied_at", "sql-migrate"},
    Signature{"goose_db_version", "version_id", "goose"},
    Signature{"_sqlx_migrations", "execution_time", "sqlx"},
    Signature{"pgmigrations", "run_on", "node-pg-migrate"},
    Signature{"__diesel_schema_migrations", "run_on", "Diesel"},
};

bool contains(const QStringList &columns, const QString &name)
{
    return columns.contains(name, Qt::CaseInsensitive);
}

} // namespace

QString ownerOfHistoryTable(const QString &table, const QStringList &columns)
{
    const auto found =
        std::find_if(signatures.begin(), signatures.end(), [&](const Signature &item) {
            return table == QLatin1StringView(item.table) &&
                   contains(columns, QString::fromLatin1(item.column));
        });
    return found == signatures.end() ? QString() : QString::fromLatin1(found->tool);
}

Result<QStringList> columnsOf(Session &session, const QString &table)
{
    const bool postgres = session.engine() == Engine::PostgreSql;
    const Cell parameters[] = {(postgres ? quoteIdentifier(table) : table).toUtf8()};
    TM_TRY_ASSIGN(const Rows rows,
                  session.query(postgres ? "SELECT attname FROM pg_catalog.pg_attribute WHERE "
                                           "attrelid = pg_catalog.to_regclass($1) AND attnum > 0 "
                                           "AND NOT attisdropped ORDER BY attnum"
                                         : "SELECT name FROM pragma_table_info(?1) ORDER BY cid",
                                parameters));
    QStringList columns;
    for (const auto &row : rows.rows)
        columns.append(textOf(row.at(0)));
    return columns;
}

Result<void> executeTogether(Session &session, QByteArrayView sql)
{
    if (session.transactionState() != TransactionState::Idle)
        return session.execute(sql);
    TM_TRY_ASSIGN(Transaction transaction, Transaction::begin(session));
    TM_TRY(session.execute(sql));
    return transaction.commit();
}

Result<void> executeWith(Session &session, QByteArrayView sql,
                         std::initializer_list<Cell> parameters)
{
    QByteArray text = sql.toByteArray();
    if (session.engine() == Engine::Sqlite)
        text.replace('$', '?');
    TM_TRY(session.query(text, std::span(parameters.begin(), parameters.size())));
    return {};
}

QString textOf(const Cell &cell)
{
    return QString::fromUtf8(cell.value_or(QByteArray()));
}

QDateTime timeOf(const Cell &cell)
{
    return cell ? QDateTime::fromMSecsSinceEpoch(cell->toLongLong(), QTimeZone::utc())
                : QDateTime();
}

HistoryTable::HistoryTable(Engine engine, QString tool, QString table, QStringList columns,
                           qint64 advisoryKey)
    : m_engine(engine)
    , m_tool(std::move(tool))
    , m_table(std::move(table))
    , m_columns(std::move(columns))
    , m_advisoryKey(advisoryKey)
{
}

QByteArray HistoryTable::table() const
{
    return quoteIdentifier(m_table).toUtf8();
}

QStringList HistoryTable::ownRelations() const
{
    QStringList names = QStringList{m_table} + ownSequences();
    if (isPostgres()) {
        for (QString &name : names)
            name.prepend(u"public."_s);
    }
    return names;
}

QByteArray HistoryTable::asMilliseconds(const QByteArray &column) const
{
    if (isPostgres())
        return "(extract(epoch FROM " + column + "::timestamptz) * 1000)::bigint";
    return "CAST(strftime('%s', " + column + ") AS INTEGER) * 1000";
}

Result<bool> HistoryTable::isThere(Session &session) const
{
    TM_TRY_ASSIGN(const QStringList columns, columnsOf(session, m_table));
    if (columns.isEmpty())
        return false;
    const QString owner = ownerOfHistoryTable(m_table, columns);
    const bool whole = std::all_of(m_columns.begin(), m_columns.end(),
                                   [&](const QString &name) { return contains(columns, name); });
    if (whole && (owner.isEmpty() || owner.contains(m_tool)))
        return true;
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = owner.isEmpty()
                        ? u"the table %1 is not the history of %2"_s.arg(m_table, m_tool)
                        : u"the table %1 belongs to %3, not to %2"_s.arg(m_table, m_tool, owner);
    error.detail = u"its columns are %1"_s.arg(columns.join(u", "_s));
    error.hint = u"name the convention whose table it is, or another database"_s;
    return fail(std::move(error));
}

Result<void> HistoryTable::ensure(Session &session) const
{
    TM_TRY_ASSIGN(const bool there, isThere(session));
    return there ? Result<void>() : executeTogether(session, definition());
}

Result<History> HistoryTable::read(Session &session) const
{
    TM_TRY_ASSIGN(const bool there, isThere(session));
    return there ? readAgain(session) : History();
}

Result<History> HistoryTable::readAgain(Session &session) const
{
    TM_TRY_ASSIGN(History history, readRows(session));
    history.exists = true;
    return history;
}

Result<std::unique_ptr<HistoryLock>> HistoryTable::lock(Session &session, bool wait,
                                                        std::stop_token stop) const
{
    return lockForRun(session, m_advisoryKey, wait, std::move(stop));
}

} // namespace tidemark
