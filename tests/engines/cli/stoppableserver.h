// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/postgresinstallation.h"

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace tidemark::test {

/// A PostgreSQL server of a test's own, with durability on, that can go down in the middle of
/// anything and come back. What cannot be done ends the program.
class StoppableServer
{
public:
    StoppableServer(); ///< initialised and started
    ~StoppableServer();

    void start();
    void stopAtOnce(); ///< as `pg_ctl stop -m immediate`: no goodbye, recovery at the next start

    QString url(const QString &database = QStringLiteral("postgres")) const;

    /// The first cell; waits for no server.
    QString value(const QString &database, const QByteArray &sql) const;
    void execute(const QString &database, const QByteArray &sql) const;

    /// Until some session sleeps in pg_sleep(); false after ten seconds.
    bool waitForSleeper() const;

private:
    QTemporaryDir m_folder;
    PostgresInstallation m_installation;
    QProcess m_process;
};

} // namespace tidemark::test
