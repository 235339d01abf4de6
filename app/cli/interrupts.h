// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>
#include <thread>

namespace tidemark {

/// Turns Ctrl+C (SIGINT) and SIGTERM into a stop request. The second one ends the process at once.
/// Make it before any other thread: it blocks these signals for the whole process and waits for
/// them in a thread of its own.
class Interrupts
{
public:
    /// `onFirst` is called in that thread, for a message.
    explicit Interrupts(std::function<void()> onFirst);
    ~Interrupts();
    Interrupts(const Interrupts &) = delete;
    Interrupts &operator=(const Interrupts &) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::jthread m_thread;
};

} // namespace tidemark
