// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/latewrites.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tidemark {

namespace {

/// One statement that answers nothing. Two in one text cannot go into a pipeline.
bool canWait(QByteArrayView sql)
{
    constexpr std::array words{"BEGIN", "INSERT ", "UPDATE ", "DELETE ", "TRUNCATE "};
    const QByteArray text = sql.toByteArray().trimmed().toUpper();
    return !text.contains(';') && !text.contains("RETURNING") &&
           std::any_of(words.begin(), words.end(),
                       [&text](const char *word) { return text.startsWith(word); });
}

} // namespace

Result<void> LateWrites::send()
{
    TM_TRY(m_session.fetchAll(std::exchange(m_held, {})));
    return {};
}

Result<Rows> LateWrites::query(QByteArrayView sql, std::span<const Cell> parameters)
{
    m_held.push_back({sql.toByteArray(), {parameters.begin(), parameters.end()}, false});
    if (canWait(sql))
        return Rows();
    TM_TRY_ASSIGN(const std::vector<PostgresResult> answers,
                  m_session.fetchAll(std::exchange(m_held, {})));
    return rowsOf(answers.back());
}

Result<void> LateWrites::execute(QByteArrayView sql)
{
    if (canWait(sql)) {
        m_held.push_back({sql.toByteArray(), {}, false});
        return {};
    }
    if (sql == "ROLLBACK") {
        m_held.clear();
        return m_session.transactionState() == TransactionState::Idle ? Result<void>()
                                                                      : m_session.execute(sql);
    }
    TM_TRY(send());
    return m_session.execute(sql);
}

Result<Outcome> LateWrites::run(const Statement &statement)
{
    TM_TRY(send());
    return m_session.run(statement);
}

TransactionState LateWrites::transactionState() const
{
    const TransactionState state = m_session.transactionState();
    const bool begun = std::any_of(m_held.begin(), m_held.end(),
                                   [](const PostgresQuery &query) { return query.sql == "BEGIN"; });
    return begun && state == TransactionState::Idle ? TransactionState::Active : state;
}

} // namespace tidemark
