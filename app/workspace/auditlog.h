// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workspace/auditchain.h"
#include "workspace/auditentry.h"
#include "workspace/workspace.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tidemark {

class Session;

/// Where Tidemark keeps what it must remember: TIDEMARK_STATE, else $XDG_STATE_HOME/tidemark, else
/// ~/.local/state/tidemark (https://specifications.freedesktop.org/basedir-spec).
QString defaultStateFolder(const VariableLookup &lookup);

/// Which rows of the log are wanted.
struct AuditFilter
{
    qint64 afterId = 0;  ///< only newer ones
    QString workspace{}; ///< the file
    QString environment{};
    std::optional<QDateTime> since{};
    bool failedOnly = false; ///< failed and cancelled ones
    int limit = 0;           ///< the newest so many; 0: all

    bool operator==(const AuditFilter &) const = default;
};

/// Whether the log is what was written.
struct ChainState
{
    qint64 entries = 0; ///< looked at
    QByteArray lastDigest;
    std::optional<ChainBreak> firstBreak;

    bool operator==(const ChainState &) const = default;
};

/// The log of all acts: `log.db` in the state folder, an SQLite file that several processes write
/// at once (WAL; each row is one immediate transaction). Append-only: triggers refuse UPDATE,
/// DELETE and every INSERT that is not the next row, and each row carries the digest of the one
/// before it.
///
/// A log belongs to the thread that opened it.
class AuditLog
{
public:
    ~AuditLog();
    AuditLog(AuditLog &&) noexcept;
    AuditLog &operator=(AuditLog &&) noexcept;

    static QString fileIn(const QString &stateFolder);

    /// Makes folder (for its owner only) and file when they are missing. Waits at most 15 seconds
    /// for other writers. Error{Permission, Io, Connection, Busy}; Error{Unsupported} for a log
    /// that a newer Tidemark made.
    static Result<AuditLog> openForWriting(const QString &stateFolder);

    /// Changes nothing; without a file the log is empty.
    static Result<AuditLog> openForReading(const QString &stateFolder);

    /// Writes the row; id and digests of `entry` are ignored. Its id. One synced transaction.
    Result<qint64> append(const AuditEntry &entry);

    /// Newest first.
    Result<std::vector<AuditEntry>> read(const AuditFilter &filter = {}) const;

    /// 0: it is empty. Some microseconds.
    Result<qint64> lastId() const;

    /// Reads and digests everything. A broken chain is an answer, not an error.
    Result<ChainState> verify(std::stop_token stop = {}) const;

private:
    explicit AuditLog(std::unique_ptr<Session> session);

    std::unique_ptr<Session> m_session; ///< none: there is no file
};

/// Opens, appends, closes. An act must never fail by this: show the error as a warning.
Result<qint64> recordAct(const QString &stateFolder, const AuditEntry &entry);

} // namespace tidemark
