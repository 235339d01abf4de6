// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sql/statement.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QStringList>

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace tidemark {

/// A cell or a parameter as text (UTF-8, the server's own spelling), or NULL.
using Cell = std::optional<QByteArray>;

/// A query's rows, all of them in memory.
struct Rows
{
    QStringList columns;
    std::vector<std::vector<Cell>> rows;

    bool operator==(const Rows &) const = default;
};

/// What a statement did.
struct Outcome
{
    QByteArray command; ///< the server's command tag ("INSERT 0 3"); SQLite: empty
    qint64 affectedRows = 0;

    bool operator==(const Outcome &) const = default;
};

/// What a server said beside the answer.
struct Notice
{
    QString severity; ///< WARNING, NOTICE, ...
    QString message;
    QString detail;
    QString hint;
    QString sqlState;

    bool operator==(const Notice &) const = default;
};

enum class TransactionState {
    Idle,
    Active, ///< inside a transaction block
    Failed, ///< inside one that only ROLLBACK ends (PostgreSQL)
    Lost,   ///< the connection is gone
};

/// One connection to one database. It belongs to the thread that opened it, with all that came from
/// it except results, which are plain values. Every call blocks until the server has answered or a
/// stop was requested.
///
/// Errors: ErrorKind::Sql with sqlState, detail, hint and statementOffset for what the server
/// rejects; Connection when it is gone; Cancelled after a stop; Busy for lock time-outs;
/// Permission for SQLSTATE class 42501 and read-only files.
class Session
{
public:
    Session() = default;
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;
    virtual ~Session() = default;

    virtual Engine engine() const = 0;

    /// "PostgreSQL 15.8", "SQLite 3.40.1".
    virtual QString serverVersion() const = 0;

    /// What people call this database: its name, or the file. Never a password.
    virtual QString databaseName() const = 0;

    /// One statement with parameters ($1, $2, ... on PostgreSQL; ?1, ?2, ... on SQLite) and its
    /// rows.
    virtual Result<Rows> query(QByteArrayView sql, std::span<const Cell> parameters = {}) = 0;

    /// Any number of statements without parameters, results thrown away. On PostgreSQL several in
    /// one call outside a transaction block are one implicit transaction.
    virtual Result<void> execute(QByteArrayView sql) = 0;

    /// One statement of a script, COPY data included; rows are counted and thrown away.
    virtual Result<Outcome> run(const Statement &statement) = 0;

    virtual TransactionState transactionState() const = 0;

    /// What the server said since the last call, oldest first.
    virtual std::vector<Notice> takeNotices() = 0;

    /// From now on a stop request cancels the statement that runs (PQcancel, sqlite3_interrupt) and
    /// makes each later one fail with ErrorKind::Cancelled, until another token is set. A rollback
    /// after a cancel needs an empty token: `session.setStopToken({})`.
    virtual void setStopToken(std::stop_token token) = 0;
};

/// Begins on construction, rolls back on destruction unless committed; never throws.
class Transaction
{
public:
    /// SQLite: BEGIN IMMEDIATE, so a second writer waits here and not in the middle.
    static Result<Transaction> begin(Session &session);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    Result<void> commit();
    Result<void> rollback();

private:
    explicit Transaction(Session &session)
        : m_session(&session)
    {
    }
    Session *m_session;
};

} // namespace tidemark
