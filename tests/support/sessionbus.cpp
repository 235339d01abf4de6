// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sessionbus.h"

#include <sys/prctl.h>

#include <csignal>

using namespace Qt::StringLiterals;

namespace tidemark::test {

SessionBus::SessionBus()
{
    m_daemon.setProgram(u"dbus-daemon"_s);
    m_daemon.setArguments({u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s});
    m_daemon.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_daemon.start();
    if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead())
        qFatal("there is no session bus: %s", qPrintable(m_daemon.errorString()));
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_daemon.readLine().trimmed());
}

SessionBus::~SessionBus()
{
    m_daemon.terminate();
    m_daemon.waitForFinished();
}

} // namespace tidemark::test
