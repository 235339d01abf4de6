// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sqlitefilecopier.h"

#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tidemark {

namespace {

using Step = SqliteFileCopier::Step;

// Bytes of the database file that carry its locks (SQLite's file format, "The Lock-Byte Page").
constexpr off_t pendingByte = 0x40000000;
constexpr off_t sharedFirst = pendingByte + 2;
constexpr off_t sharedSize = 510;

// Bytes of the -shm file (walformat.html, "WAL Locks").
constexpr off_t checkpointByte = 121;
constexpr off_t firstReaderByte = 124; // of the readers that use the log

constexpr long retryNanoseconds = 5'000'000;
constexpr qsizetype bufferBytes = 1024LL * 1024;
/// The kernel's clock for files ticks this seldom: two changes within can bear the same time.
constexpr long clockTickNanoseconds = 12'000'000;

bool lockForReading(int descriptor, off_t start, off_t length)
{
    struct flock lock = {};
    lock.l_type = F_RDLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = start;
    lock.l_len = length;
    return ::fcntl(descriptor, F_SETLK, &lock) == 0;
}

void unlock(int descriptor, off_t start, off_t length)
{
    struct flock lock = {};
    lock.l_type = F_UNLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = start;
    lock.l_len = length;
    ::fcntl(descriptor, F_SETLK, &lock);
}

void sleepFor(long nanoseconds)
{
    const timespec duration{0, nanoseconds};
    ::nanosleep(&duration, nullptr);
}

/// SHARED, as SQLite takes it: by way of PENDING, which a waiting writer holds.
bool lockShared(int descriptor)
{
    if (!lockForReading(descriptor, pendingByte, 1))
        return false;
    const bool locked = lockForReading(descriptor, sharedFirst, sharedSize);
    unlock(descriptor, pendingByte, 1);
    return locked;
}

bool sameTime(const timespec &a, const timespec &b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

bool sameState(const struct stat &a, const struct stat &b)
{
    return a.st_ino == b.st_ino && a.st_dev == b.st_dev && a.st_size == b.st_size &&
           sameTime(a.st_mtim, b.st_mtim) && sameTime(a.st_ctim, b.st_ctim);
}

/// Lets the file's last change become older than the clock's tick, so that another is seen.
void waitForClock(const struct stat &state)
{
    timespec now = {};
    ::clock_gettime(CLOCK_REALTIME, &now);
    const long age = now.tv_sec - state.st_mtim.tv_sec > 1
                         ? clockTickNanoseconds
                         : (now.tv_sec - state.st_mtim.tv_sec) * 1'000'000'000L + now.tv_nsec -
                               state.st_mtim.tv_nsec;
    if (age >= 0 && age < clockTickNanoseconds)
        sleepFor(clockTickNanoseconds - age);
}

/// Closes at the end of a block and leaves errno alone.
class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        const int kept = errno;
        if (m_number >= 0)
            ::close(m_number);
        errno = kept;
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    operator int() const { return m_number; }

private:
    int m_number;
};

bool writeAll(int descriptor, const char *bytes, ssize_t count)
{
    while (count > 0) {
        const ssize_t written = ::write(descriptor, bytes, size_t(count));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        count -= written;
    }
    return true;
}

} // namespace

SqliteFileCopier::Names::Names(const QByteArray &path)
    : file(path)
    , wal(path + "-wal")
    , journal(path + "-journal")
    , shm(path + "-shm")
{
}

SqliteFileCopier::SqliteFileCopier(const QByteArray &from, const QByteArray &to,
                                   std::chrono::milliseconds busyTimeout)
    : m_from(from)
    , m_to(to)
    , m_busyTimeout(busyTimeout)
    , m_buffer(bufferBytes, Qt::Uninitialized)
{
}

bool SqliteFileCopier::within(std::chrono::steady_clock::time_point begin) const
{
    return std::chrono::steady_clock::now() - begin < m_busyTimeout;
}

Step SqliteFileCopier::copy() const
{
    const Descriptor source(::open(m_from.file.constData(), O_RDONLY | O_CLOEXEC));
    if (source < 0)
        return Step::OpenSource;
    const auto begin = std::chrono::steady_clock::now();
    while (!lockShared(source)) {
        if (!within(begin))
            return Step::Lock;
        sleepFor(retryNanoseconds);
    }
    for (;;) {
        bool changed = false;
        const Step step = tryCopy(source, changed);
        if (step != Step::Done && !(step == Step::Lock && within(begin)))
            return step;
        if (step == Step::Done && !changed)
            return Step::Done;
        if (!within(begin))
            return Step::Lock;
        sleepFor(retryNanoseconds);
    }
}

/// With the locks of a reader. `changed`: the file was written meanwhile all the same, by a process
/// that opened a WAL database just now, and the copy is worth nothing.
Step SqliteFileCopier::tryCopy(int source, bool &changed) const
{
    // Without a -shm file nobody uses the log, and there is no place for these locks.
    const Descriptor shm(::open(m_from.shm.constData(), O_RDONLY | O_CLOEXEC));
    if (shm < 0 && errno != ENOENT)
        return Step::OpenSource;
    if (shm >= 0 &&
        (!lockForReading(shm, checkpointByte, 1) || !lockForReading(shm, firstReaderByte, 1)))
        return Step::Lock;

    struct stat before = {}, after = {};
    if (::fstat(source, &before) != 0)
        return Step::Read;
    waitForClock(before);
    if (const Step step = copyContents(source, m_to.file); step != Step::Done)
        return step;
    if (const Step step = copySide(m_from.wal, m_to.wal); step != Step::Done)
        return step;
    if (const Step step = copySide(m_from.journal, m_to.journal); step != Step::Done)
        return step;
    if (::fstat(source, &after) != 0)
        return Step::Read;
    const bool shmAppeared = shm < 0 && ::access(m_from.shm.constData(), F_OK) == 0;
    changed = shmAppeared || !sameState(before, after);
    return Step::Done;
}

Step SqliteFileCopier::copySide(const QByteArray &from, const QByteArray &to) const
{
    const Descriptor source(::open(from.constData(), O_RDONLY | O_CLOEXEC));
    if (source < 0) {
        if (errno != ENOENT)
            return Step::OpenSource;
        ::unlink(to.constData()); // of a try before
        return Step::Done;
    }
    return copyContents(source, to);
}

Step SqliteFileCopier::copyContents(int source, const QByteArray &to) const
{
    const Descriptor target(
        ::open(to.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (target < 0)
        return Step::Write;
    if (::ioctl(target, FICLONE, source) == 0)
        return Step::Done;
    if (::lseek(source, 0, SEEK_SET) < 0)
        return Step::Read;
    for (;;) {
        const ssize_t count = ::read(source, m_buffer.data(), size_t(m_buffer.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return Step::Read;
        if (count == 0)
            return Step::Done;
        if (!writeAll(target, m_buffer.constData(), count))
            return Step::Write;
    }
}

} // namespace tidemark
