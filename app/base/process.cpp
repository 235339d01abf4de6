// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"

#include "base/systemuser.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>

#include <csignal>
#include <utility>

#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype keptErrorBytes = 64LL * 1024;
constexpr int pollMs = 20;
constexpr int graceMs = 2000;

QString nameOf(const ProcessRequest &request)
{
    return QFileInfo(request.program).fileName();
}

QProcessEnvironment environmentOf(const ProcessRequest &request)
{
    QProcessEnvironment environment;
    if (request.user.isEmpty()) {
        environment = QProcessEnvironment::systemEnvironment();
    } else {
        // Not setpriv --reset-env: it would also drop what the request adds.
        environment.insert(u"PATH"_s,
                           u"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"_s);
        environment.insert(u"HOME"_s, u"/"_s);
        environment.insert(u"USER"_s, request.user);
        environment.insert(u"LOGNAME"_s, request.user);
        if (qEnvironmentVariableIsSet("TZ"))
            environment.insert(u"TZ"_s, qEnvironmentVariable("TZ"));
    }
    environment.insert(u"LC_ALL"_s, u"C"_s);
    for (auto it = request.environment.begin(); it != request.environment.end(); ++it)
        environment.insert(it.key(), it.value());
    return environment;
}

void keepTail(QByteArray &bytes)
{
    if (bytes.size() > keptErrorBytes)
        bytes.remove(0, bytes.size() - keptErrorBytes);
}

/// Cuts what arrives into lines.
class LineTeller
{
public:
    explicit LineTeller(const std::function<void(const QByteArray &)> &tell)
        : m_tell(tell)
    {
    }
    void add(const QByteArray &bytes)
    {
        if (!m_tell)
            return;
        m_rest += bytes;
        qsizetype from = 0;
        for (qsizetype end = 0; (end = m_rest.indexOf('\n', from)) >= 0; from = end + 1)
            m_tell(m_rest.mid(from, end - from));
        m_rest.remove(0, from);
    }
    void end()
    {
        if (m_tell && !m_rest.isEmpty())
            m_tell(std::exchange(m_rest, {}));
    }

private:
    const std::function<void(const QByteArray &)> &m_tell;
    QByteArray m_rest;
};

void endProcess(QProcess &process)
{
    process.terminate();
    if (!process.waitForFinished(graceMs)) {
        process.kill();
        process.waitForFinished(graceMs);
    }
}

Error startError(const ProcessRequest &request, const QString &systemsWords)
{
    return Error{
        .kind = ErrorKind::Io,
        .summary = u"%1 could not be started"_s.arg(nameOf(request)),
        .detail = systemsWords,
        .hint = request.user.isEmpty()
                    ? QString()
                    : u"As root it is run as user %1 through setpriv (package util-linux)"_s.arg(
                          request.user),
        .sqlState = {},
        .where = {}};
}

} // namespace

void prepareProcess(QProcess &process, const ProcessRequest &request)
{
    process.setProcessEnvironment(environmentOf(request));
    if (!request.workingFolder.isEmpty())
        process.setWorkingDirectory(request.workingFolder);
    else if (!request.user.isEmpty())
        process.setWorkingDirectory(u"/"_s); // ours may be closed to that user
    if (request.user.isEmpty()) {
        process.setProgram(request.program);
        process.setArguments(request.arguments);
        return;
    }
    const auto user = findSystemUser(request.user);
    const QString group = user ? QString::number(user->gid) : request.user;
    // --pdeathsig has to come after the change of user, which clears
    // it.
    process.setProgram(u"setpriv"_s);
    process.setArguments(QStringList{u"--reuid="_s + request.user, u"--regid="_s + group,
                                     u"--init-groups"_s, u"--pdeathsig=TERM"_s, u"--"_s,
                                     request.program} +
                         request.arguments);
}

Result<ProcessResult> runProcess(const ProcessRequest &request)
{
    if (request.stop.stop_requested())
        return fail(ErrorKind::Cancelled, u"%1 was cancelled"_s.arg(nameOf(request)));
    QProcess process;
    prepareProcess(process, request);
    process.setStandardInputFile(request.inputFile.isEmpty() ? QProcess::nullDevice()
                                                             : request.inputFile);
    if (!request.outputFile.isEmpty())
        process.setStandardOutputFile(request.outputFile);
    process.setChildProcessModifier([parent = ::getpid()] {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        ::setpgid(0, 0); // Ctrl+C in the terminal is for us: we stop it in our own way
        if (::getppid() != parent)
            ::_exit(127); // the parent died before the line above
    });

    QElapsedTimer clock;
    clock.start();
    process.start();
    if (!process.waitForStarted(int(request.timeout.count())))
        return fail(startError(request, process.errorString()));

    ProcessResult result;
    LineTeller lines(request.onErrorLine);
    const auto collect = [&] {
        result.output += process.readAllStandardOutput();
        const QByteArray errors = process.readAllStandardError();
        lines.add(errors);
        result.errors += errors;
        keepTail(result.errors);
    };
    while (!process.waitForFinished(pollMs) && process.state() != QProcess::NotRunning) {
        collect();
        if (request.stop.stop_requested()) {
            endProcess(process);
            return fail(ErrorKind::Cancelled, u"%1 was cancelled"_s.arg(nameOf(request)));
        }
        if (clock.elapsed() > request.timeout.count()) {
            endProcess(process);
            collect();
            return fail(ErrorKind::Io,
                        u"%1 took longer than %2 s and was ended"_s.arg(nameOf(request))
                            .arg(double(request.timeout.count()) / 1000),
                        QString::fromUtf8(result.errors).trimmed());
        }
    }
    collect();
    lines.end();
    if (process.exitStatus() == QProcess::CrashExit)
        return fail(ErrorKind::Io, u"%1 was ended by a signal"_s.arg(nameOf(request)),
                    QString::fromUtf8(result.errors).trimmed());
    result.exitCode = process.exitCode();
    return result;
}

Result<ProcessResult> runProcessChecked(const ProcessRequest &request)
{
    TM_TRY_ASSIGN(ProcessResult result, runProcess(request));
    if (result.exitCode != 0)
        return fail(ErrorKind::Io,
                    u"%1 failed with exit code %2"_s.arg(nameOf(request)).arg(result.exitCode),
                    QString::fromUtf8(result.errors).trimmed());
    return result;
}

bool runsAsRoot()
{
    return ::geteuid() == 0;
}

} // namespace tidemark
