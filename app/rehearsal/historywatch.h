// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/convention.h"
#include "rehearsal/report.h"

#include <optional>
#include <span>
#include <vector>

namespace tidemark {

/// Keeps the convention's own history table while migrations are rehearsed, as the tool itself
/// would keep it, so that scripts find it and it can be seen whether its rows come and go as they
/// should. After the first thing that does not work it keeps still: then the tool would be stuck,
/// too.
class HistoryWatch
{
public:
    /// `store` may be null, and is not used where it keeps its rows outside the database (sqitch
    /// beside a SQLite file).
    explicit HistoryWatch(const HistoryStore *store);

    /// Makes the table when it is missing and reads it. The session is idle.
    Result<void> begin(Session &session);

    bool works() const { return m_store && !m_failure; }

    /// Records that these went up, or down, and reads what is there then. Inside a transaction it
    /// is in it, which is broken after an error; outside it takes one of its own. One
    /// round trip for most conventions on PostgreSQL, and one more where it takes the transaction.
    Result<History> record(Session &session, std::span<const Migration> migrations, bool up) const;

    /// Whether the table says there what current() says; also true when it is not kept. A round
    /// trip.
    Result<bool> isCurrentIn(Session &session) const;

    /// An error of record() that is not the connection's: nothing is recorded from here on.
    void giveUp(const QString &migration, const QString &step, const Error &error);

    /// What stands in the table with all that was applied for good.
    const History &current() const { return m_current; }
    void setCurrent(History history) { m_current = std::move(history); }

    /// The end of the migration where it gave up; nothing for others.
    std::optional<QString> failureOf(const QString &migration) const;

private:
    struct Failure
    {
        QString migration;
        QString text;
    };

    Result<History> recordIn(Session &session, std::span<const Migration> migrations,
                             bool up) const;

    const HistoryStore *m_store;
    History m_current;
    std::optional<Failure> m_failure;
};

/// The history at the moments of a trial, as far as it got.
struct HistoryMoments
{
    History before;
    std::optional<History> afterUp;
    std::optional<History> afterDown;
    std::optional<History> afterRedo;
};

/// What is to be said of them: whether the rows of `migrations` are there after the up, with the
/// files' version and checksum, whether the table is after the down as it was before the up, and
/// after the second up as after the first. Times and users do not count. Pure.
HistoryEvidence judgeHistory(const HistoryMoments &moments, std::span<const Migration> migrations);

} // namespace tidemark
