// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>

namespace tidemark {

/// The work of copySqliteFiles(), written for a child process forked from a program with threads:
/// copy() calls the kernel only, allocates nothing and takes no lock of the C library.
class SqliteFileCopier
{
public:
    /// Where it stopped; errno says why.
    enum class Step { Done, OpenSource, Lock, Read, Write };

    SqliteFileCopier(const QByteArray &from, const QByteArray &to,
                     std::chrono::milliseconds busyTimeout);

    Step copy() const;

private:
    struct Names
    {
        QByteArray file, wal, journal, shm;
        explicit Names(const QByteArray &path);
    };

    Step tryCopy(int source, bool &changed) const;
    Step copySide(const QByteArray &from, const QByteArray &to) const;
    Step copyContents(int source, const QByteArray &to) const;
    bool within(std::chrono::steady_clock::time_point begin) const;

    Names m_from;
    Names m_to;
    std::chrono::milliseconds m_busyTimeout;
    mutable QByteArray m_buffer;
};

} // namespace tidemark
