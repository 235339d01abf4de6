// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <optional>
#include <vector>

namespace tidemark {

/// Knows how a session was before scripts ran in it, and puts it back: search_path, role and all
/// other settings on PostgreSQL; on SQLite the PRAGMAs that change what statements mean, and
/// attached databases. What one script sets must reach neither the next script nor the history
/// table.
class SessionSettings
{
public:
    /// Reads what has to be put back. SQLite: six small queries; PostgreSQL: nothing.
    static Result<SessionSettings> of(Session &session);

    /// PostgreSQL: what restore() executes, to be sent together with something else; SQLite: empty.
    QByteArrayView statements() const;

    /// One round trip on PostgreSQL, also inside a transaction. On SQLite `PRAGMA foreign_keys` has
    /// no effect inside one: call it again afterwards.
    Result<void> restore() const;

private:
    explicit SessionSettings(Session &session)
        : m_session(&session)
    {
    }

    struct Pragma
    {
        QByteArray name;
        QByteArray value;
    };

    Session *m_session;
    std::vector<Pragma> m_pragmas;
    std::vector<QByteArray> m_databases;
};

/// How long scripts may wait and run.
struct Timeouts
{
    std::optional<std::chrono::milliseconds> lock;      ///< PostgreSQL: lock_timeout
    std::optional<std::chrono::milliseconds> statement; ///< PostgreSQL: statement_timeout

    /// `SET lock_timeout = ...; ` for those that are given, with LOCAL or without; empty without
    /// any and on SQLite.
    QByteArray statements(Engine engine, bool local) const;
};

/// Whether a statement may leave another setting behind: SET and RESET, set_config() and whatever
/// calls functions or runs code (SELECT, DO, CALL, EXECUTE); on SQLite PRAGMA and ATTACH. A trigger
/// that sets something is not seen.
bool maySet(const QByteArray &statement, Engine engine);

} // namespace tidemark
