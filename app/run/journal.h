// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

namespace tidemark {

/// How far a migration came that does not run in one transaction.
struct JournalEntry
{
    bool up = true;
    QString version;
    QString id; ///< of the migration
    QString file;
    int total = 0; ///< statements of all its scripts
    int done = 0;  ///< so many have taken effect
    /// Statement number `done` + 1 (from 1) was sent on its own, outside a transaction: it may or
    /// may not have taken effect. False: it has not.
    bool uncertain = false;
    int line = 0;          ///< of that statement, 0 when all are done
    QString statement;     ///< its first words
    QByteArray doneDigest; ///< over the text of the statements that are done
    QString error;         ///< what ended it, when it was told; empty when the process died
    QString startedBy;     ///< user@host, process
    QDateTime startedAt;
    QDateTime updatedAt;

    bool operator==(const JournalEntry &) const = default;

    bool allDone() const { return done >= total; }

    /// "add_index (up) stopped at statement 2 of 3, index.sql:5 CREATE INDEX ...": one line.
    QString summary() const;
    /// When, by whom, what is done and what is not: some lines.
    QString detail() const;
};

/// The table `tidemark_journal`: it exists while a migration is under way that cannot run in one
/// transaction, and after one that did not finish. At most one row: the convention's lock is held.
///
/// On PostgreSQL it lies in the schema that is current when it is made. Statements name it with its
/// schema and put role and session user back for themselves, so nothing that a script sets gets in
/// their way.
class Journal
{
public:
    /// What a process left; nothing when there is no such table or it is empty.
    static Result<std::optional<JournalEntry>> find(Session &session);

    /// Makes the table and its row, or takes over the one that is there. Inside a transaction.
    static Result<Journal> open(Session &session, const JournalEntry &entry);

    /// Inside a transaction: the mark is kept or lost together with what it stands for.
    Result<void> update(const JournalEntry &entry);

    /// Drops the table. Inside the transaction that writes the history row.
    Result<void> close();

    /// Drops it wherever it is.
    static Result<void> discard(Session &session);

private:
    Journal(Session &session, QByteArray table)
        : m_session(&session)
        , m_table(std::move(table))
    {
    }

    Session *m_session;
    QByteArray m_table; ///< quoted, with schema
};

} // namespace tidemark
