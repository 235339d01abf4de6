// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <ctime>

namespace tidemark::test {

/// Processor time of this thread in nanoseconds: what other programs do does not count.
inline qint64 processorNs()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

/// The shortest of three runs.
template <typename Work>
qint64 shortestNs(Work work)
{
    qint64 shortest = 0;
    for (int i = 0; i < 3; ++i) {
        const qint64 start = processorNs();
        work();
        const qint64 took = processorNs() - start;
        shortest = i == 0 ? took : std::min(shortest, took);
    }
    return shortest;
}

/// How many times as long `work(large)` takes as `work(small)`. For eight times as much, work that
/// grows with the length gives about 8 and one that grows with its square 64: a test asks for less
/// than 30.
template <typename Work>
double growth(Work work, int small, int large)
{
    const qint64 few = std::max<qint64>(shortestNs([&] { work(small); }), 100'000);
    return double(shortestNs([&] { work(large); })) / double(few);
}

} // namespace tidemark::test
