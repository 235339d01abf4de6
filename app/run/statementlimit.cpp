// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/statementlimit.h"

#include "database/sqlite/sqlitesession.h"

namespace tidemark {

namespace {

void setLimit(Session &session, std::optional<std::chrono::milliseconds> limit)
{
    if (session.engine() == Engine::Sqlite)
        static_cast<SqliteSession &>(session).setStatementTimeout(limit);
}

} // namespace

StatementLimit::StatementLimit(Session &session, std::optional<std::chrono::milliseconds> limit)
    : m_session(session)
{
    setLimit(session, limit);
}

StatementLimit::~StatementLimit()
{
    setLimit(m_session, {});
}

} // namespace tidemark
