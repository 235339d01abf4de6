// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/bytes.h"

#include "base/systemerror.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

Result<std::shared_ptr<FileBytes>> FileBytes::open(const QString &path)
{
    // Not to wait for the writer of a pipe, which is refused below.
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat facts
    {
    };
    if (descriptor < 0 || ::fstat(descriptor, &facts) != 0) {
        const int code = errno;
        if (descriptor >= 0)
            ::close(descriptor);
        return fail(code == EACCES ? ErrorKind::Permission : ErrorKind::Io,
                    u"cannot read %1"_s.arg(path), systemMessage(code));
    }
    if (!S_ISREG(facts.st_mode)) {
        ::close(descriptor);
        return fail(ErrorKind::Input, u"%1 is no file"_s.arg(path));
    }
    return std::shared_ptr<FileBytes>(new FileBytes(path, descriptor, facts.st_size));
}

FileBytes::~FileBytes()
{
    ::close(m_descriptor);
}

Result<qint64> FileBytes::readAt(qint64 at, char *to, qint64 count)
{
    qint64 done = 0;
    while (done < count) {
        const ssize_t got =
            ::pread(m_descriptor, to + done, static_cast<size_t>(count - done), at + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(ErrorKind::Io, u"cannot read %1"_s.arg(m_path), systemMessage(errno));
        if (got == 0)
            break;
        done += got;
    }
    return done;
}

Result<qint64> HeldBytes::readAt(qint64 at, char *to, qint64 count)
{
    const qint64 got = at < 0 ? 0 : std::clamp<qint64>(m_bytes.size() - at, 0, count);
    if (got > 0)
        std::memcpy(to, m_bytes.data() + at, size_t(got));
    return got;
}

Result<qint64> SliceBytes::readAt(qint64 at, char *to, qint64 count)
{
    if (at < 0 || at >= m_length)
        return 0;
    return m_whole->readAt(m_start + at, to, std::min(count, m_length - at));
}

Result<QByteArrayView> ByteWindow::from(qint64 at)
{
    if (at < m_at || at >= m_at + m_buffer.size()) {
        if (m_buffer.capacity() > 4 * readAhead)
            m_buffer = {}; // a huge row has gone by
        m_buffer.resize(readAhead);
        const auto got = m_source->readAt(at, m_buffer.data(), readAhead);
        m_buffer.resize(got.value_or(0));
        m_at = at;
        TM_TRY(got);
    }
    return QByteArrayView(m_buffer).sliced(at - m_at);
}

Result<QByteArrayView> ByteWindow::atLeast(qint64 at, qint64 count)
{
    TM_TRY_ASSIGN(QByteArrayView seen, from(at));
    if (seen.size() >= count)
        return seen;
    m_buffer.remove(0, at - m_at);
    m_at = at;
    while (m_buffer.size() < count) {
        const qint64 had = m_buffer.size();
        const qint64 wanted = std::max(readAhead, std::min(count - had, had));
        m_buffer.resize(had + wanted);
        const auto got = m_source->readAt(at + had, m_buffer.data() + had, wanted);
        m_buffer.resize(had + got.value_or(0));
        TM_TRY(got);
        if (*got == 0)
            break;
    }
    return QByteArrayView(m_buffer);
}

} // namespace tidemark
