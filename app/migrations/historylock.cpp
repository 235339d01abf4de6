// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/historylock.h"

#include "base/systemerror.h"
#include "database/session.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using namespace std::chrono_literals;

constexpr auto pollInterval = 200ms;

/// True: go on; false: a stop was requested.
bool pauseBeforeRetry(std::stop_token stop)
{
    std::mutex mutex;
    std::unique_lock guard(mutex);
    std::condition_variable_any wakeUp;
    wakeUp.wait_for(guard, stop, pollInterval, [] { return false; });
    return !stop.stop_requested();
}

using Attempt = std::function<Result<std::unique_ptr<HistoryLock>>()>;

/// Tries until it succeeds, fails for another reason than Busy, or may not wait any longer.
Result<std::unique_ptr<HistoryLock>> attemptUntil(const Attempt &attempt, bool wait,
                                                  std::stop_token stop)
{
    for (;;) {
        auto lock = attempt();
        if (lock || lock.error().kind != ErrorKind::Busy || !wait || !pauseBeforeRetry(stop))
            return lock;
    }
}

tl::unexpected<Error> busy(const QString &holder)
{
    return fail(ErrorKind::Busy, u"another run is under way on this database"_s, holder,
                u"wait for it to end"_s);
}

// ---- PostgreSQL

class AdvisoryLock final : public HistoryLock
{
public:
    AdvisoryLock(Session &session, QByteArray key)
        : m_session(session)
        , m_key(std::move(key))
    {
    }
    ~AdvisoryLock() override
    {
        if (m_session.transactionState() == TransactionState::Lost)
            return;
        m_session.setStopToken({});
        const Cell parameters[] = {m_key};
        // Nothing can be done when it fails, and the server lets go at the end of the session.
        (void)m_session.query("SELECT pg_catalog.pg_advisory_unlock($1::bigint)", parameters);
    }

private:
    Session &m_session;
    QByteArray m_key;
};

QString advisoryHolder(Session &session, const QByteArray &key)
{
    const Cell parameters[] = {key};
    const Result<Rows> rows = session.query(
        "SELECT a.pid, a.usename, a.application_name, coalesce(a.client_addr::text, 'local'), "
        "to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ') "
        "FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid "
        "WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
        "AND l.database = (SELECT oid FROM pg_catalog.pg_database "
        "WHERE datname = pg_catalog.current_database()) "
        "AND (l.classid::bigint << 32 | l.objid::bigint) = $1::bigint",
        parameters);
    if (!rows || rows->rows.empty())
        return {};
    const auto text = [&](size_t column) {
        return QString::fromUtf8(rows->rows.front().at(column).value_or(QByteArray()));
    };
    const QString application = text(2).isEmpty() ? u"no application name"_s : text(2);
    return u"held by process %1 of the server, user %2, %3, from %4, connected since %5"_s.arg(
        text(0), text(1), application, text(3), text(4));
}

// ---- SQLite

class FileLock final : public HistoryLock
{
public:
    FileLock(int descriptor, QByteArray path)
        : m_descriptor(descriptor)
        , m_path(std::move(path))
    {
    }
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;
    ~FileLock() override
    {
        // First the name, then the lock: who waits sees that its file has lost its name.
        ::unlink(m_path.constData());
        ::close(m_descriptor);
    }

private:
    int m_descriptor;
    QByteArray m_path;
};

class NoLock final : public HistoryLock
{
};

QByteArray userName()
{
    const passwd *entry = ::getpwuid(::geteuid());
    return entry ? QByteArray(entry->pw_name) : QByteArray::number(uint(::geteuid()));
}

void signFile(int descriptor)
{
    const QString now = QDateTime::currentDateTime().toString(Qt::ISODate);
    const QByteArray text = "held by process " + QByteArray::number(qint64(::getpid())) +
                            ", user " + userName() + ", since " + now.toUtf8() + '\n';
    // Only for people; the lock is the kernel's and holds without it.
    if (::ftruncate(descriptor, 0) != 0 ||
        ::write(descriptor, text.constData(), size_t(text.size())) < 0)
        return;
}

QString signatureOf(int descriptor)
{
    char buffer[512];
    const ssize_t count = ::pread(descriptor, buffer, sizeof buffer, 0);
    return count > 0 ? QString::fromUtf8(buffer, count).trimmed() : QString();
}

/// The name still leads to the file that is open: its last holder did not remove it meanwhile.
bool isStillNamed(int descriptor, const QByteArray &path)
{
    struct stat open = {};
    struct stat named = {};
    return ::fstat(descriptor, &open) == 0 && ::stat(path.constData(), &named) == 0 &&
           open.st_ino == named.st_ino && open.st_dev == named.st_dev;
}

Result<std::unique_ptr<HistoryLock>> tryFileLock(const QByteArray &path)
{
    for (;;) {
        const int descriptor = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (descriptor < 0) {
            const int code = errno;
            const bool denied = code == EACCES || code == EPERM || code == EROFS;
            return fail(denied ? ErrorKind::Permission : ErrorKind::Io,
                        u"the lock file %1 cannot be made"_s.arg(QFile::decodeName(path)),
                        systemMessage(code));
        }
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            const int code = errno;
            const QString holder = signatureOf(descriptor);
            ::close(descriptor);
            if (code == EINTR)
                continue;
            if (code == EWOULDBLOCK)
                return busy(holder);
            return fail(ErrorKind::Io,
                        u"the file %1 cannot be locked"_s.arg(QFile::decodeName(path)),
                        systemMessage(code));
        }
        if (!isStillNamed(descriptor, path)) {
            ::close(descriptor);
            continue;
        }
        signFile(descriptor);
        return std::make_unique<FileLock>(descriptor, path);
    }
}

} // namespace

Result<std::unique_ptr<HistoryLock>> lockAdvisory(Session &session, qint64 key, bool wait,
                                                  std::stop_token stop)
{
    const QByteArray text = QByteArray::number(key);
    const Attempt attempt = [&]() -> Result<std::unique_ptr<HistoryLock>> {
        const Cell parameters[] = {text};
        TM_TRY_ASSIGN(
            const Rows rows,
            session.query("SELECT pg_catalog.pg_try_advisory_lock($1::bigint)", parameters));
        if (rows.rows.at(0).at(0) == "t")
            return std::make_unique<AdvisoryLock>(session, text);
        return busy(advisoryHolder(session, text));
    };
    return attemptUntil(attempt, wait, std::move(stop));
}

Result<std::unique_ptr<HistoryLock>> lockBesideFile(Session &session, bool wait,
                                                    std::stop_token stop)
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT file FROM pragma_database_list WHERE name = 'main'"));
    const QByteArray file = rows.rows.empty() ? QByteArray() : rows.rows[0][0].value_or("");
    if (file.isEmpty())
        return std::make_unique<NoLock>();
    return attemptUntil([&] { return tryFileLock(file + "-tidemark-lock"); }, wait,
                        std::move(stop));
}

quint32 crc32Of(QByteArrayView bytes)
{
    quint32 crc = 0xffffffffu;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1u) ? 0xedb88320u : 0u);
    }
    return ~crc;
}

Result<std::unique_ptr<HistoryLock>> lockForRun(Session &session, qint64 advisoryKey, bool wait,
                                                std::stop_token stop)
{
    return session.engine() == Engine::PostgreSql
               ? lockAdvisory(session, advisoryKey, wait, std::move(stop))
               : lockBesideFile(session, wait, std::move(stop));
}

} // namespace tidemark
