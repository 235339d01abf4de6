// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/cli/stoppableserver.h"

#include "base/process.h"
#include "base/systemuser.h"
#include "database/connectionspec.h"
#include "database/session.h"

#include <QFile>
#include <QTest>
#include <QUrl>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark::test {

namespace {

template <typename T>
T valueOf(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "the test's server: %s\n", qPrintable(result.error().toString()));
        std::exit(1);
    }
    return std::move(*result);
}

QString serverUser()
{
    return runsAsRoot() ? u"postgres"_s : QString();
}

} // namespace

StoppableServer::StoppableServer()
    : m_installation(valueOf(chooseServer(findPostgresInstallations())))
{
    if (const auto user = findSystemUser(serverUser());
        user && ::chown(QFile::encodeName(m_folder.path()).constData(), user->uid, user->gid) != 0)
        qFatal("%s cannot be given away", qPrintable(m_folder.path()));
    valueOf(runProcessChecked(
        {.program = m_installation.program(u"initdb"_s),
         .arguments = {u"-A"_s, u"trust"_s, u"-U"_s, u"postgres"_s, u"-E"_s, u"UTF8"_s,
                       u"--locale=C.UTF-8"_s, u"--no-sync"_s, m_folder.filePath(u"data"_s)},
         .user = serverUser()}));
    start();
}

StoppableServer::~StoppableServer()
{
    stopAtOnce();
}

void StoppableServer::start()
{
    prepareProcess(m_process, {.program = m_installation.program(u"postgres"_s),
                               .arguments = {u"-D"_s, m_folder.filePath(u"data"_s), u"-c"_s,
                                             u"listen_addresses="_s, u"-c"_s, u"fsync=off"_s,
                                             u"-k"_s, m_folder.path()},
                               .user = serverUser()});
    m_process.setStandardErrorFile(m_folder.filePath(u"log"_s));
    m_process.start();
    for (int tries = 0; tries < 6000; ++tries) {
        if (openSession(*ConnectionSpec::parse(url())))
            return;
        QTest::qSleep(20);
    }
    qFatal("the test's server does not start");
}

void StoppableServer::stopAtOnce()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    ::kill(static_cast<pid_t>(m_process.processId()), SIGQUIT);
    if (!m_process.waitForFinished(120'000))
        qFatal("the test's server does not stop");
}

QString StoppableServer::url(const QString &database) const
{
    return u"postgresql://postgres@/%1?host=%2"_s.arg(
        database, QString::fromLatin1(QUrl::toPercentEncoding(m_folder.path())));
}

QString StoppableServer::value(const QString &database, const QByteArray &sql) const
{
    const auto session = valueOf(openSession(*ConnectionSpec::parse(url(database))));
    const Rows rows = valueOf(session->query(sql));
    return rows.rows.empty() ? QString()
                             : QString::fromUtf8(rows.rows[0][0].value_or(QByteArray()));
}

void StoppableServer::execute(const QString &database, const QByteArray &sql) const
{
    const auto session = valueOf(openSession(*ConnectionSpec::parse(url(database))));
    valueOf(session->query(sql));
}

bool StoppableServer::waitForSleeper() const
{
    for (int tries = 0; tries < 6000; ++tries) {
        if (value(u"postgres"_s, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = "
                                 "'PgSleep'") != u"0")
            return true;
        QTest::qSleep(20);
    }
    return false;
}

} // namespace tidemark::test
