// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stop_token>

namespace tidemark {

/// A stop token as a file descriptor that poll() can wait on together with a socket. The callback
/// only writes one byte, so it is safe on whichever thread requests the stop.
class StopSignal
{
public:
    explicit StopSignal(std::stop_token token);
    ~StopSignal();
    StopSignal(const StopSignal &) = delete;
    StopSignal &operator=(const StopSignal &) = delete;

    bool requested() const { return m_token.stop_requested(); }
    int descriptor() const
    {
        return m_read;
    } ///< readable once a stop was requested; -1: cannot happen

private:
    struct Wake
    {
        int descriptor;
        void operator()() const noexcept;
    };
    std::stop_token m_token;
    int m_read = -1;
    int m_write = -1;
    std::optional<std::stop_callback<Wake>> m_callback;
};

} // namespace tidemark
