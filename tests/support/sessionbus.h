// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

namespace tidemark::test {

/// A D-Bus session of the test program's own, gone with it: made before QDBusConnection is first
/// asked for the session bus. Without dbus-daemon the program ends with a message.
class SessionBus
{
public:
    SessionBus();
    ~SessionBus();

private:
    QProcess m_daemon;
};

} // namespace tidemark::test
