// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/interrupts.h"

#include <csignal>

#include <unistd.h>

namespace tidemark {

namespace {

// Wakes the waiting thread when its owner goes; ignored by default, so harmless if it came too
// late.
constexpr int wakeUp = SIGURG;

sigset_t watchedSignals()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, wakeUp})
        sigaddset(&set, signal);
    return set;
}

} // namespace

Interrupts::Interrupts(std::function<void()> onFirst)
{
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_thread =
        std::jthread([this, onFirst = std::move(onFirst), set](const std::stop_token &ended) {
            while (!ended.stop_requested()) {
                int signal = 0;
                if (sigwait(&set, &signal) != 0 || signal == wakeUp)
                    continue;
                if (m_source.stop_requested())
                    _exit(128 + signal);
                onFirst();
                m_source.request_stop();
            }
        });
}

Interrupts::~Interrupts()
{
    m_thread.request_stop();
    pthread_kill(m_thread.native_handle(), wakeUp);
    m_thread.join();
}

} // namespace tidemark
