// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sql/dialect.h"

#include <QString>

#include <memory>
#include <stop_token>

namespace tidemark {

class Session;

/// Where a database is. Built from a URL:
///   postgresql://... or postgres://...   passed to libpq (hosts, services, TLS, PGPASSFILE are its
///   own) host=... dbname=...                  libpq's keywords sqlite:PATH, sqlite3:PATH,
///   sqlite:///ABS   a file; `sqlite:` alone is an empty scratch database
struct ConnectionSpec
{
    Engine engine = Engine::PostgreSql;
    QString conninfo; ///< libpq's string (may hold a password: never shown), or SQLite's path
    bool readOnly = false;
    int busyTimeoutMs = 5000; ///< SQLite: how long a statement waits for another writer
    bool foreignKeys = false; ///< SQLite: PRAGMA foreign_keys; off is SQLite's own default

    bool operator==(const ConnectionSpec &) const = default;

    static Result<ConnectionSpec> parse(const QString &url);

    /// For people: the URL without its password.
    QString displayName() const;

    /// The same server, another database (PostgreSQL).
    ConnectionSpec withDatabase(const QString &name) const;
};

/// Connects. Blocks at most libpq's connect_timeout (10 s unless given).
Result<std::unique_ptr<Session>> openSession(const ConnectionSpec &spec, std::stop_token stop = {});

} // namespace tidemark
