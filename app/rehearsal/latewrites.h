// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/postgres/postgressession.h"

namespace tidemark {

/// Stands before a session and holds back statements that answer nothing (BEGIN, INSERT, UPDATE,
/// DELETE, TRUNCATE), until something is asked: then they go out with the question in one round
/// trip. The error of one that was held back is the question's. What was held back at the end is
/// not sent: ask, or send() it. The session's thread.
class LateWrites final : public Session
{
public:
    explicit LateWrites(PostgresSession &session)
        : m_session(session)
    {
    }

    /// What is still held back.
    Result<void> send();

    Engine engine() const override { return m_session.engine(); }
    QString serverVersion() const override { return m_session.serverVersion(); }
    QString databaseName() const override { return m_session.databaseName(); }
    Result<Rows> query(QByteArrayView sql, std::span<const Cell> parameters = {}) override;
    Result<void> execute(QByteArrayView sql) override;
    Result<Outcome> run(const Statement &statement) override;
    TransactionState transactionState() const override;
    std::vector<Notice> takeNotices() override { return m_session.takeNotices(); }
    void setStopToken(std::stop_token token) override { m_session.setStopToken(std::move(token)); }

private:
    PostgresSession &m_session;
    std::vector<PostgresQuery> m_held;
};

} // namespace tidemark
