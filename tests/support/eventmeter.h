// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/growth.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QFile>

#include <algorithm>

namespace tidemark::test {

/// An application that knows how long its longest event held up the window: its processor time.
/// What it spent otherwise, without a processor although it was ready left out, counts a tenth: a
/// page of memory or a lock may come late on a loaded machine, but who waits for a server waits far
/// longer.
class MeteredApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (!m_metering || m_depth > 0)
            return QApplication::notify(receiver, event);
        // Both may be gone afterwards.
        const QString what = QString::fromLatin1(receiver->metaObject()->className()) + u' ' +
                             QString::number(event->type());
        QElapsedTimer timer;
        timer.start();
        const qint64 waited = waitedNs();
        const qint64 worked = processorNs();
        ++m_depth;
        const bool done = QApplication::notify(receiver, event);
        --m_depth;
        const qint64 busy = processorNs() - worked;
        const qint64 idle = timer.nsecsElapsed() - (waitedNs() - waited) - busy;
        const qint64 ns = busy + std::max<qint64>(idle, 0) / 10;
        if (ns > m_longestNs) {
            m_longestNs = ns;
            m_longestWhat = what;
        }
        ++m_events;
        return done;
    }

    void startMeter()
    {
        m_metering = true;
        m_longestNs = 0;
        m_events = 0;
    }
    void stopMeter() { m_metering = false; }
    double longestMs() const { return static_cast<double>(m_longestNs) / 1e6; }
    QString longestWhat() const { return m_longestWhat; }
    int events() const { return m_events; }

private:
    /// Time on the run queue without running, from the kernel's second figure in schedstat.
    static qint64 waitedNs()
    {
        QFile file(QStringLiteral("/proc/thread-self/schedstat"));
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return 0;
        const QList<QByteArray> figures = file.read(100).split(' ');
        return figures.size() > 1 ? figures.at(1).toLongLong() : 0;
    }

    bool m_metering = false;
    int m_depth = 0;
    int m_events = 0;
    qint64 m_longestNs = 0;
    QString m_longestWhat;
};

/// The application of a test whose main() makes a MeteredApplication.
inline MeteredApplication *meter()
{
    return static_cast<MeteredApplication *>(QCoreApplication::instance());
}

/// Nobody notices 50 ms. The sanitizers make one and the same event several times as long.
#ifdef __SANITIZE_ADDRESS__
inline constexpr double longestEventMs = 8 * 50;
#else
inline constexpr double longestEventMs = 50;
#endif

} // namespace tidemark::test
