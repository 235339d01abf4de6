// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <initializer_list>

namespace tidemark {

/// Where the tables of sqitch's registry are on one engine, and how their values are spelled: a
/// schema on PostgreSQL; on SQLite a file of its own, attached as "sqitch" between open() and
/// close().
class SqitchTables
{
public:
    /// `registry`: the configured name of the schema or file.
    SqitchTables(Engine engine, QString registry);

    Engine engine() const { return m_engine; }
    bool isPostgres() const { return m_engine == Engine::PostgreSql; }

    /// Of the tables: the schema, or the name under which the file is attached.
    QString schema() const;

    /// "schema"."name", ready for SQL.
    QByteArray table(const char *name) const;

    /// Parameter number `number` (from 1) with its type, and now, ready for SQL.
    QByteArray parameter(int number, const char *postgresType = "text") const;
    QByteArray now() const;

    /// A list as the events have it: an array on PostgreSQL; on SQLite joined by `separator`.
    Cell list(const QStringList &items, const QString &separator) const;
    QByteArray time(const QDateTime &time) const;

    /// SQLite: the file for a database, and from now on another one whatever the database; see
    /// HistoryStore::useHistoryFile().
    QString fileFor(const QString &databaseFile) const;
    void useFile(const QString &file) { m_file = file; }

    /// Attaches the file on SQLite; false when there is none and none is to be made.
    Result<bool> open(Session &session, bool create) const;

    /// Detaches again where that is possible: not in a transaction, and not a registry in memory,
    /// which would be gone.
    Result<void> close(Session &session) const;

    /// Between open() and close(): whether the registry was made.
    Result<bool> areThere(Session &session) const;

    /// Now, but later than everything that is recorded.
    Result<QByteArray> nextTime(Session &session) const;

    /// The first column of a query with text parameters: of all rows; of the first one, empty when
    /// there is none.
    Result<QStringList> strings(Session &session, const QByteArray &sql,
                                std::initializer_list<QString> values) const;
    Result<QString> firstString(Session &session, const QByteArray &sql,
                                std::initializer_list<QString> values) const;

private:
    Result<QString> file(Session &session) const;
    Result<bool> isAttached(Session &session) const;

    Engine m_engine;
    QString m_registry;
    QString m_file; ///< empty: the database's name tells
};

/// The file of the registry for a SQLite database: its folder, the registry's name, and what stands
/// behind the first dot of the database's name unless the registry's name has a dot itself. Empty
/// for a database in memory. Pure.
QString sqitchRegistryFile(const QString &databaseFile, const QString &registry);

} // namespace tidemark
