// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace tidemark {

class PostgresSession;

/// One `ALTER DATABASE ... SET`.
struct DatabaseSetting
{
    QString name;
    QString value; ///< as set_config() takes it
    /// The user has it in every database (ALTER ROLE ... SET), so that on its own server nothing
    /// needs to be done, and on another one nobody else does it.
    bool userWide = false;

    bool operator==(const DatabaseSetting &) const = default;
};

/// What of a database's outside a copy must bring along: neither CREATE DATABASE ... TEMPLATE nor
/// pg_dump takes these.
struct PostgresFacts
{
    QString database;
    int major = 0;     ///< the server's version
    qint64 bytes = 0;  ///< on disk
    QString encoding;  ///< "UTF8"
    QString collate;   ///< LC_COLLATE
    QString ctype;     ///< LC_CTYPE
    QString provider;  ///< of the locale: "libc", "icu" or "builtin"
    QString icuLocale; ///< ICU's or the builtin provider's, else empty
    QStringList
        roles; ///< all of the server but PostgreSQL's own and the scratch server's superuser
    bool mayCreate = false; ///< the user is a superuser or has CREATEDB
    QList<DatabaseSetting> settings;
    bool hasPublic = true; ///< the schema of that name, which every new database has, is there

    bool operator==(const PostgresFacts &) const = default;
};

/// Of the session's database, read from pg_database, pg_roles and pg_db_role_setting in two
/// round trips.
Result<PostgresFacts> readPostgresFacts(PostgresSession &session);

/// The settings that the session's user finds in this database of its server, weakest first: those
/// of the database, of the user, of the user in the database.
Result<QList<DatabaseSetting>> readDatabaseSettings(PostgresSession &session,
                                                    const QString &database);

/// The clauses of CREATE DATABASE that make a database of this encoding and locale, with a space in
/// front; understood by a server of this version.
QString localeClauses(const PostgresFacts &facts, int serverMajor);

} // namespace tidemark
