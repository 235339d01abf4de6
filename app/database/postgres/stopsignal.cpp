// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/postgres/stopsignal.h"

#include <fcntl.h>
#include <unistd.h>

namespace tidemark {

StopSignal::StopSignal(std::stop_token token)
    : m_token(std::move(token))
{
    if (!m_token.stop_possible())
        return;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // out of descriptors: requested() is still looked at now and then
    m_read = ends[0];
    m_write = ends[1];
    m_callback.emplace(m_token, Wake{m_write});
}

StopSignal::~StopSignal()
{
    m_callback.reset(); // waits for a callback that runs at this moment
    if (m_read >= 0) {
        close(m_read);
        close(m_write);
    }
}

void StopSignal::Wake::operator()() const noexcept
{
    const char byte = 0;
    [[maybe_unused]] const auto written = write(descriptor, &byte, 1);
}

} // namespace tidemark
