// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QtGlobal>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdlib>

#ifdef __SANITIZE_ADDRESS__
// As in sanitizer/allocator_interface.h, which GCC comes without.
extern "C" {
size_t __sanitizer_get_allocated_size(const volatile void *place);
int __sanitizer_install_malloc_and_free_hooks(void (*malloced)(const volatile void *, size_t),
                                              void (*freed)(const volatile void *));
}
#endif

namespace tidemark::test {

#ifdef __SANITIZE_ADDRESS__

// What is freed stays in memory for a while under the address sanitizer, so what is not freed is
// counted instead.
inline std::atomic<qint64> liveBytes = 0;
inline std::atomic<qint64> mostLiveBytes = 0;

inline void countAllocated(const volatile void *, std::size_t bytes)
{
    const qint64 now = liveBytes += qint64(bytes);
    if (now > mostLiveBytes)
        mostLiveBytes = now;
}

inline void countFreed(const volatile void *place)
{
    if (place)
        liveBytes -= qint64(__sanitizer_get_allocated_size(place));
}

/// Once: each call would count all of it once more.
inline void startCounting()
{
    static const int installed =
        __sanitizer_install_malloc_and_free_hooks(countAllocated, countFreed);
    if (installed == 0)
        std::abort();
}

/// By how many bytes the memory of this process grows at most while the work is done.
template <typename Work>
qint64 peakGrowth(Work work)
{
    startCounting();
    const qint64 before = liveBytes;
    mostLiveBytes = before;
    work();
    return mostLiveBytes - before;
}

#else

/// A line of /proc/self/status, in bytes.
inline qint64 memoryFact(const QByteArray &name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf('\n' + name + ':');
    const QByteArray line = text.mid(at + 1).split('\n').front();
    return line.mid(name.size() + 1).trimmed().split(' ').front().toLongLong() * 1024;
}

template <typename Work>
qint64 peakGrowth(Work work)
{
    // https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html: 5 resets the peak.
    QFile reset(QStringLiteral("/proc/self/clear_refs"));
    if (!reset.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || reset.write("5") != 1)
        std::abort();
    const qint64 before = memoryFact("VmRSS");
    work();
    return memoryFact("VmHWM") - before;
}

#endif

} // namespace tidemark::test
