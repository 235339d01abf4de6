// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"
#include "migrations/convention.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>

#include <initializer_list>

namespace tidemark {

/// What most history tables have in common. Names are written without a schema, as most of the
/// tools do: the table is made in the current schema and found along the search path.
class HistoryTable : public HistoryStore
{
public:
    /// `columns`: those without which the table is not this tool's; `advisoryKey`: see lock().
    HistoryTable(Engine engine, QString tool, QString table, QStringList columns,
                 qint64 advisoryKey);

    QStringList ownRelations() const override;
    Result<void> ensure(Session &session) const override;
    Result<History> read(Session &session) const override;
    Result<History> readAgain(Session &session) const override;
    Result<std::unique_ptr<HistoryLock>> lock(Session &session, bool wait,
                                              std::stop_token stop) const override;

protected:
    /// The tool's own DDL; statements separated by semicolons run in one transaction.
    virtual QByteArray definition() const = 0;

    /// The rows, oldest first. Called when the table is there and has the columns.
    virtual Result<History> readRows(Session &session) const = 0;

    /// Sequences that the table brings along; none by default.
    virtual QStringList ownSequences() const { return {}; }

    bool isPostgres() const { return m_engine == Engine::PostgreSql; }
    QByteArray table() const; ///< quoted

    /// A column of type timestamp, with or without time zone, as milliseconds since 1970. Without a
    /// time zone the session's own is meant on PostgreSQL, and UTC on SQLite.
    QByteArray asMilliseconds(const QByteArray &column) const;

private:
    /// Nothing when there is no such table; an error when it is somebody else's.
    Result<bool> isThere(Session &session) const;

    Engine m_engine;
    QString m_tool;
    QString m_table;
    QStringList m_columns;
    qint64 m_advisoryKey;
};

/// Columns of a table on the search path (SQLite: of the main database) in their order; empty when
/// there is none of this name.
Result<QStringList> columnsOf(Session &session, const QString &table);

/// The tool whose history table has this name and these columns; empty when it is nobody's known.
QString ownerOfHistoryTable(const QString &table, const QStringList &columns);

/// Several statements that belong together: in one transaction, or in the one that is open already.
Result<void> executeTogether(Session &session, QByteArrayView sql);

/// One statement with parameters $1, $2, ... (on SQLite too) whose rows do not matter. It must have
/// no other dollar sign.
Result<void> executeWith(Session &session, QByteArrayView sql,
                         std::initializer_list<Cell> parameters);

QString textOf(const Cell &cell);
/// From asMilliseconds(); invalid for NULL.
QDateTime timeOf(const Cell &cell);

} // namespace tidemark
