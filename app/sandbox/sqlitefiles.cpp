// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sqlitefiles.h"

#include "base/systemerror.h"
#include "sandbox/sqlitefilecopier.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int cancelPollMs = 10;

using Step = SqliteFileCopier::Step;

/// The child's end of the story, through a pipe.
struct Report
{
    Step step = Step::Done;
    int number = 0; ///< errno
};

Error errorOf(const Report &report, const QString &from, const QString &to)
{
    Error error;
    error.detail = systemMessage(report.number);
    const bool refused = report.number == EACCES || report.number == EPERM;
    switch (report.step) {
    case Step::Done:
        break;
    case Step::OpenSource:
        error.kind = report.number == ENOENT ? ErrorKind::Connection
                     : refused               ? ErrorKind::Permission
                                             : ErrorKind::Io;
        error.summary = u"%1 cannot be read"_s.arg(from);
        return error;
    case Step::Lock:
        error.kind = ErrorKind::Busy;
        error.summary = u"%1 is being written"_s.arg(from);
        error.detail = u"A transaction or a checkpoint kept it locked or changed it meanwhile"_s;
        return error;
    case Step::Read:
        error.kind = ErrorKind::Io;
        error.summary = u"%1 could not be read to its end"_s.arg(from);
        return error;
    case Step::Write:
        error.kind = refused ? ErrorKind::Permission : ErrorKind::Io;
        error.summary = report.number == ENOSPC || report.number == EDQUOT
                            ? u"The disk is full: %1 could not be copied"_s.arg(from)
                            : u"%1 could not be written"_s.arg(to);
        return error;
    }
    error.kind = ErrorKind::Internal;
    error.summary = u"The copy of %1 ended without a word"_s.arg(from);
    return error;
}

/// What the parent has locked with flock(), registrations above all, would stay locked by us when
/// it dies.
void closeAllBut(int kept)
{
    if (kept > 3)
        ::close_range(3, unsigned(kept) - 1, 0);
    ::close_range(unsigned(kept) + 1, ~0U, 0);
}

/// In the child: only what is safe after a fork of a program with threads.
[[noreturn]] void copyInChild(const SqliteFileCopier &copier, pid_t parent, int pipeEnd)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::setpgid(0, 0); // Ctrl+C in the terminal is for the parent
    closeAllBut(pipeEnd);
    Report report;
    if (::getppid() == parent) {
        report.step = copier.copy();
        report.number = errno;
    }
    while (::write(pipeEnd, &report, sizeof report) < 0 && errno == EINTR) {
    }
    ::_exit(0);
}

/// Ends and reaps the child whatever happens.
class Child
{
public:
    explicit Child(pid_t pid)
        : m_pid(pid)
    {
    }
    ~Child()
    {
        ::kill(m_pid, SIGKILL);
        while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

private:
    pid_t m_pid;
};

/// Waits for the report; false after a stop.
bool receive(int pipeEnd, Report &report, const std::stop_token &stop)
{
    for (;;) {
        pollfd descriptor{pipeEnd, POLLIN, 0};
        if (::poll(&descriptor, 1, stop.stop_possible() ? cancelPollMs : -1) > 0) {
            if (::read(pipeEnd, &report, sizeof report) != ssize_t(sizeof report))
                report = {Step::Done, -1};
            return true;
        }
        if (stop.stop_requested())
            return false;
    }
}

} // namespace

Result<void> copySqliteFiles(const QString &from, const QString &to,
                             std::chrono::milliseconds busyTimeout, std::stop_token stop)
{
    // SQLite follows links too, and keeps the log beside the real file.
    const QString real = QFileInfo(from).canonicalFilePath();
    if (real.isEmpty())
        return fail(ErrorKind::Connection, u"there is no file %1"_s.arg(from));
    const SqliteFileCopier copier(QFile::encodeName(real), QFile::encodeName(to), busyTimeout);

    int pipeEnds[2];
    if (::pipe2(pipeEnds, O_CLOEXEC) != 0)
        return fail(ErrorKind::Io, u"No pipe could be made"_s, systemMessage(errno));
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid == 0)
        copyInChild(copier, parent, pipeEnds[1]);
    const int forkError = errno;
    ::close(pipeEnds[1]);
    Report report;
    bool received = false;
    if (pid > 0) {
        const Child child(pid);
        received = receive(pipeEnds[0], report, stop);
    }
    ::close(pipeEnds[0]);
    if (pid < 0)
        return fail(ErrorKind::Io, u"No process could be made"_s, systemMessage(forkError));
    if (!received)
        return fail(ErrorKind::Cancelled, u"The copy of %1 was cancelled"_s.arg(from));
    if (report.step == Step::Done && report.number >= 0)
        return {};
    return fail(errorOf(report, from, to));
}

} // namespace tidemark
