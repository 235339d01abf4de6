// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/connectionspec.h"
#include "database/session.h"

#include <QSqlDatabase>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

struct sqlite3;
struct sqlite3_stmt;

namespace tidemark {

/// A connection to an SQLite file. Qt Sql opens and owns it; statements go through the driver's own
/// `sqlite3*`, which alone gives the place of an error, the bytes of a value as they are, the
/// extended result codes and an interrupt.
///
/// Values: INTEGER and TEXT as SQLite prints them, BLOB as its bytes, REAL as SQLite prints it (15
/// digits), with 16 or 17 digits where fewer would not read back as the same number.
/// Parameters are bound as TEXT, or NULL: a comparison with a column applies the column's affinity,
/// one with an expression does not.
///
/// Errors: the kinds of sqliteErrorKind(), sqlState = the extended result code as a number.
/// SQLite ends a transaction by itself after some errors (disk full, I/O, ON CONFLICT ROLLBACK):
/// transactionState() is Idle then.
class SqliteSession final : public Session
{
public:
    ~SqliteSession() override;

    Engine engine() const override { return Engine::Sqlite; }
    QString serverVersion() const override;
    QString databaseName() const override;
    Result<Rows> query(QByteArrayView sql, std::span<const Cell> parameters = {}) override;
    Result<void> execute(QByteArrayView sql) override;
    Result<Outcome> run(const Statement &statement) override;
    TransactionState transactionState() const override;
    std::vector<Notice> takeNotices() override { return {}; }
    void setStopToken(std::stop_token token) override;

    /// From now on a statement of a script (run()) that takes longer ends with an Error{Sql} that
    /// says so; with none, none does. Waiting for a lock does not count: see busyTimeoutMs.
    void setStatementTimeout(std::optional<std::chrono::milliseconds> timeout);

    /// The driver's own handle, for the backup API, hooks and functions. Never closed by the
    /// caller.
    sqlite3 *handle() const { return m_handle; }
    const ConnectionSpec &spec() const { return m_spec; }

private:
    friend Result<std::unique_ptr<Session>> openSqliteSession(const ConnectionSpec &,
                                                              std::stop_token);
    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    using StatementPtr = std::unique_ptr<sqlite3_stmt, Finalizer>;

    SqliteSession(const ConnectionSpec &spec, const QString &connectionName);
    Result<void> open();
    Result<void> configure();
    Result<void> refuseIfStopped() const;
    Error lastError(const QByteArray &sql = {}, qsizetype position = 0) const;
    Result<StatementPtr> prepare(const QByteArray &sql, qsizetype position, qsizetype *next) const;
    Result<Outcome> runAll(QByteArrayView sql);

    Error timedOut() const;

    static int onBusy(void *self, int calls);
    static int onProgress(void *self);

    ConnectionSpec m_spec;
    QString m_connectionName;
    QSqlDatabase m_database;
    sqlite3 *m_handle = nullptr;
    std::stop_token m_stop;
    std::optional<std::stop_callback<std::function<void()>>> m_onStop;
    std::chrono::steady_clock::time_point m_busySince;
    std::optional<std::chrono::milliseconds> m_statementTimeout;
    std::optional<std::chrono::steady_clock::time_point> m_deadline; ///< of the one that runs
    bool m_timedOut = false;
};

/// Opens the file, or creates it where it is missing and the spec is not read-only; an empty path
/// is a private temporary database that goes with the session. Reads the file's header, so a file
/// that is no database is refused here (Error{Input}). Needs a QCoreApplication, which loads Qt's
/// plugins. Error{Connection}: Qt's QSQLITE driver is missing, or there is no such file or folder.
Result<std::unique_ptr<Session>> openSqliteSession(const ConnectionSpec &spec,
                                                   std::stop_token stop = {});

} // namespace tidemark
