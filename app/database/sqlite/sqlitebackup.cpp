// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/sqlite/sqlitebackup.h"

#include "database/sqlite/sqliteerror.h"
#include "database/sqlite/sqlitesession.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <thread>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int kPagesPerStep = 4096;
constexpr auto kRetryAfter = std::chrono::milliseconds(10);

struct CloseFile
{
    void operator()(sqlite3 *handle) const { sqlite3_close(handle); }
};
using FilePtr = std::unique_ptr<sqlite3, CloseFile>;

Result<FilePtr> openTarget(const QString &toFile)
{
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(toFile.toUtf8().constData(), &handle,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    FilePtr file(handle);
    if (code != SQLITE_OK) {
        Error error = sqliteError(handle);
        error.detail = error.summary;
        error.summary = u"%1 cannot be written"_s.arg(toFile);
        return fail(std::move(error));
    }
    sqlite3_extended_result_codes(handle, 1);
    return file;
}

// Keeps the source as it is between two steps; leaves a transaction of the caller alone.
class ReadTransaction
{
public:
    explicit ReadTransaction(SqliteSession &session)
        : m_session(session)
        , m_own(session.transactionState() == TransactionState::Idle)
    {
    }
    ~ReadTransaction()
    {
        if (m_own && m_session.transactionState() != TransactionState::Idle)
            sqlite3_exec(m_session.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
    Result<void> begin()
    {
        return m_own ? m_session.execute("BEGIN; SELECT count(*) FROM sqlite_schema")
                     : Result<void>{};
    }

private:
    SqliteSession &m_session;
    bool m_own;
};

Error stepError(int code)
{
    Error error;
    error.kind = sqliteErrorKind(code);
    error.summary = QString::fromUtf8(sqlite3_errstr(code));
    error.sqlState = QString::number(code);
    return error;
}

Result<void> copyPages(SqliteSession &from, sqlite3 *target, const std::stop_token &stop,
                       const SqliteBackupProgress &progress)
{
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", from.handle(), "main");
    if (!backup)
        return fail(sqliteError(target));
    const auto patience = std::chrono::milliseconds(from.spec().busyTimeoutMs);
    const auto begin = std::chrono::steady_clock::now();
    bool stopped = false;
    int code = SQLITE_OK;
    while (code != SQLITE_DONE && !(stopped = stop.stop_requested())) {
        code = sqlite3_backup_step(backup, kPagesPerStep);
        const bool busy = code == SQLITE_BUSY;
        if (busy && std::chrono::steady_clock::now() - begin < patience)
            std::this_thread::sleep_for(kRetryAfter);
        else if (code != SQLITE_OK && code != SQLITE_DONE)
            break;
        if (progress && !busy) {
            const int total = sqlite3_backup_pagecount(backup);
            progress(total - sqlite3_backup_remaining(backup), total);
        }
    }
    const int finished = sqlite3_backup_finish(backup);
    if (stopped)
        return fail(ErrorKind::Cancelled, u"stopped on request"_s);
    if (finished != SQLITE_OK)
        return fail(sqliteError(target));
    if (code != SQLITE_DONE) // busy or locked, which finish() does not count as an error
        return fail(stepError(code));
    return {};
}

Result<void> copyInto(SqliteSession &from, const QString &toFile, const std::stop_token &stop,
                      const SqliteBackupProgress &progress)
{
    TM_TRY_ASSIGN(const FilePtr target, openTarget(toFile));
    ReadTransaction snapshot(from);
    TM_TRY(snapshot.begin());
    return copyPages(from, target.get(), stop, progress);
}

} // namespace

Result<void> backupSqlite(SqliteSession &from, const QString &toFile, std::stop_token stop,
                          const SqliteBackupProgress &progress)
{
    if (QFileInfo(toFile).size() > 0)
        return fail(ErrorKind::Usage, u"%1 exists already"_s.arg(toFile));
    auto done = copyInto(from, toFile, stop, progress);
    if (!done) {
        QFile::remove(toFile);
        QFile::remove(toFile + u"-journal"_s);
    }
    return done;
}

} // namespace tidemark
