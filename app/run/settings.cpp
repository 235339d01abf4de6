// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/settings.h"

#include "sql/identifier.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

// Those that a rebuild recipe or an import switches and that outlive the transaction.
constexpr const char *pragmaNames[] = {
    "foreign_keys",       "legacy_alter_table", "ignore_check_constraints",
    "recursive_triggers", "writable_schema",    "query_only"};

Result<std::vector<QByteArray>> attachedDatabases(Session &session)
{
    TM_TRY_ASSIGN(const Rows rows, session.query("PRAGMA database_list"));
    std::vector<QByteArray> names;
    for (const auto &row : rows.rows)
        names.push_back(row[1].value_or(QByteArray()));
    return names;
}

} // namespace

Result<SessionSettings> SessionSettings::of(Session &session)
{
    SessionSettings settings(session);
    if (session.engine() != Engine::Sqlite)
        return settings;
    for (const char *name : pragmaNames) {
        TM_TRY_ASSIGN(const Rows rows, session.query(QByteArray("PRAGMA ") + name));
        if (!rows.rows.empty() && rows.rows[0][0])
            settings.m_pragmas.push_back({name, *rows.rows[0][0]});
    }
    TM_TRY_ASSIGN(settings.m_databases, attachedDatabases(session));
    return settings;
}

QByteArrayView SessionSettings::statements() const
{
    return m_session->engine() == Engine::PostgreSql
               ? QByteArrayView("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; ")
               : QByteArrayView();
}

Result<void> SessionSettings::restore() const
{
    if (m_session->engine() == Engine::PostgreSql)
        return m_session->execute(statements());
    QByteArray sql;
    for (const Pragma &pragma : m_pragmas)
        sql += "PRAGMA " + pragma.name + " = " + pragma.value + ';';
    TM_TRY(m_session->execute(sql));
    if (m_session->transactionState() != TransactionState::Idle)
        return {};
    TM_TRY_ASSIGN(const auto databases, attachedDatabases(*m_session));
    for (const QByteArray &name : databases) {
        const bool ours =
            name == "temp" || std::ranges::find(m_databases, name) != m_databases.end();
        if (!ours)
            TM_TRY(
                m_session->execute("DETACH " + quoteIdentifier(QString::fromUtf8(name)).toUtf8()));
    }
    return {};
}

QByteArray Timeouts::statements(Engine engine, bool local) const
{
    QByteArray sql;
    const auto add = [&](const char *name, const auto &value) {
        if (value)
            sql += QByteArray(local ? "SET LOCAL " : "SET ") + name + " = " +
                   QByteArray::number(static_cast<qint64>(value->count())) + "; ";
    };
    if (engine == Engine::PostgreSql) {
        add("lock_timeout", lock);
        add("statement_timeout", statement);
    }
    return sql;
}

bool maySet(const QByteArray &statement, Engine engine)
{
    static const QRegularExpression words(
        u"\\b(set|reset|set_config|select|do|call|execute|perform|discard|load)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (engine == Engine::PostgreSql)
        return QString::fromUtf8(statement).contains(words);
    const QByteArray head = statement.first(std::min<qsizetype>(statement.size(), 6)).toUpper();
    return head == "PRAGMA" || head == "ATTACH";
}

} // namespace tidemark
