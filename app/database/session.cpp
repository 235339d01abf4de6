// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/session.h"

#include <utility>

namespace tidemark {

Result<Transaction> Transaction::begin(Session &session)
{
    const QByteArrayView begin =
        session.engine() == Engine::Sqlite ? QByteArrayView("BEGIN IMMEDIATE") : "BEGIN";
    TM_TRY(session.execute(begin));
    return Transaction(session);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_session(std::exchange(other.m_session, nullptr))
{
}

Transaction::~Transaction()
{
    if (m_session)
        (void)rollback();
}

Result<void> Transaction::commit()
{
    if (!m_session)
        return {};
    // PostgreSQL answers COMMIT with ROLLBACK in a failed transaction, which is no error to the
    // server but is one to whoever believes the work was kept.
    if (m_session->transactionState() == TransactionState::Failed)
        return fail(ErrorKind::Sql,
                    QStringLiteral("the transaction had failed and cannot be kept"));
    TM_TRY(m_session->execute("COMMIT"));
    m_session = nullptr;
    return {};
}

Result<void> Transaction::rollback()
{
    Session *session = std::exchange(m_session, nullptr);
    if (!session)
        return {};
    const TransactionState state = session->transactionState();
    if (state == TransactionState::Idle || state == TransactionState::Lost)
        return {};
    return session->execute("ROLLBACK");
}

} // namespace tidemark
