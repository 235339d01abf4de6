// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/connectionspec.h"
#include "database/session.h"

#include <QHash>

#include <functional>
#include <memory>
#include <span>
#include <vector>

struct pg_conn;
struct pg_result;

namespace tidemark {

/// A query's answer as libpq holds it: cells are read in place, without a copy.
class PostgresResult
{
public:
    PostgresResult() = default;
    explicit PostgresResult(pg_result *result);

    int rows() const { return m_rows; }
    int columns() const { return m_columns; }
    bool isNull(int row, int column) const;
    /// The cell's bytes; empty for NULL. Valid as long as this object or a copy of it.
    QByteArrayView bytes(int row, int column) const;
    QString text(int row, int column) const;
    bool boolean(int row, int column) const;   ///< 't'
    qint64 integer(int row, int column) const; ///< 0 for NULL
    uint oid(int row, int column) const { return static_cast<uint>(integer(row, column)); }
    QByteArray command() const; ///< the command tag
    qint64 affectedRows() const;
    QStringList columnNames() const;

private:
    std::shared_ptr<pg_result> m_result;
    int m_rows = 0;
    int m_columns = 0;
};

/// The cells as values of their own.
Rows rowsOf(const PostgresResult &result);

/// One query of a pipeline.
struct PostgresQuery
{
    QByteArray sql;               ///< one statement
    std::vector<Cell> parameters; ///< as text
    bool prepare = false;         ///< keep it prepared in the session under its own text
};

/// A session by libpq. See Session for threads and errors.
///
/// A stop request reaches a running statement within some milliseconds: the session waits on the
/// socket and on the stop token together, and sends PQcancel again until the server gives up, so
/// that a request which crosses the statement's start is not lost.
class PostgresSession final : public Session
{
public:
    static Result<std::unique_ptr<PostgresSession>> open(const ConnectionSpec &spec,
                                                         std::stop_token stop = {});
    ~PostgresSession() override;

    Engine engine() const override { return Engine::PostgreSql; }
    QString serverVersion() const override;
    QString databaseName() const override;
    Result<Rows> query(QByteArrayView sql, std::span<const Cell> parameters = {}) override;
    Result<void> execute(QByteArrayView sql) override;
    Result<Outcome> run(const Statement &statement) override;
    TransactionState transactionState() const override;
    std::vector<Notice> takeNotices() override;
    void setStopToken(std::stop_token token) override;

    /// Called on this thread while run() waits for the server: when the statement has been sent,
    /// then every millisecond, later less often. It must not use this session. An empty one ends
    /// it.
    void setWatch(std::function<void()> watch);

    int serverVersionNumber() const; ///< 150008
    int backendPid() const;

    /// One query, cells read in place. With `prepare` the server parses and plans it once per
    /// session.
    Result<PostgresResult> fetch(const PostgresQuery &query);

    /// Several queries in one round trip (libpq's pipeline mode), one result each. Outside a
    /// transaction block they are one implicit transaction. The first error ends it: the later ones
    /// did not run.
    Result<std::vector<PostgresResult>> fetchAll(std::span<const PostgresQuery> queries);

    /// Ends the session at the server and begins a new one in its place: what the server keeps for
    /// a session, such as the types that compiled functions have seen, is gone. The session is
    /// idle. Costs a connection, and the plans of what was prepared. Errors: Connection, Cancelled.
    Result<void> reconnect();

    /// Puts back what scripts leave behind in a session: settings (search_path!), role, and
    /// temporary state such as prepared statements of the script's own. Cheap; also inside a
    /// transaction.
    Result<void> resetSettings();

private:
    struct Private;
    explicit PostgresSession(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace tidemark
