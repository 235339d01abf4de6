// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/session.h"

#include <chrono>
#include <optional>

namespace tidemark {

/// While it lives, a statement of a script that takes longer than this on SQLite ends with an
/// Error{Sql}. Nothing on PostgreSQL, which is told by Timeouts::statements().
class StatementLimit
{
public:
    StatementLimit(Session &session, std::optional<std::chrono::milliseconds> limit);
    StatementLimit(const StatementLimit &) = delete;
    StatementLimit &operator=(const StatementLimit &) = delete;
    ~StatementLimit();

private:
    Session &m_session;
};

} // namespace tidemark
