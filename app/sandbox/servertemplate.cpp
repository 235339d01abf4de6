// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/servertemplate.h"

#include "base/process.h"
#include "sandbox/serverfolder.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int lockTimeoutMs = 120'000;
constexpr int lockPollMs = 50;

QString templatePath(const QString &folder, int major)
{
    return folder + u"/template-%1"_s.arg(major);
}

Result<void> removeFolder(const QString &path, const QString &user)
{
    if (!QFileInfo::exists(path))
        return {};
    // As the folder's owner: root must not follow what another user could have put there.
    TM_TRY(runProcess({.program = u"rm"_s, .arguments = {u"-rf"_s, u"--"_s, path}, .user = user}));
    TM_TRY(runProcessChecked({.program = u"rm"_s, .arguments = {u"-rf"_s, u"--"_s, path}}));
    return {};
}

Result<ProcessResult> runInitdb(const QString &path, const PostgresInstallation &installation,
                                const QString &user, const QString &locale, std::stop_token stop)
{
    return runProcess({
        .program = installation.program(u"initdb"_s),
        .arguments = {u"--pgdata"_s, path, u"--auth=trust"_s, u"--encoding=UTF8"_s,
                      u"--locale="_s + locale, u"--username=postgres"_s, u"--no-sync"_s,
                      // A smaller folder to copy: a segment is written whole.
                      u"--wal-segsize=1"_s},
        .user = user,
        .stop = stop,
        .timeout = std::chrono::seconds(60),
    });
}

Result<void> lockWithin(QLockFile &lock, std::stop_token stop)
{
    lock.setStaleLockTime(0); // only a dead owner's lock is stale
    for (int waited = 0; waited < lockTimeoutMs; waited += lockPollMs) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"The scratch server's start was cancelled"_s);
        if (lock.tryLock(lockPollMs))
            return {};
        if (lock.error() != QLockFile::LockFailedError)
            break;
    }
    return fail(ErrorKind::Io, u"The lock %1 could not be had"_s.arg(lock.fileName()));
}

} // namespace

Result<QString> ensureServerTemplate(const QString &folder,
                                     const PostgresInstallation &installation, const QString &user,
                                     std::stop_token stop)
{
    const QString path = templatePath(folder, installation.major);
    if (QFileInfo::exists(path))
        return path;
    QLockFile lock(path + u".lock"_s);
    TM_TRY(lockWithin(lock, stop));
    if (QFileInfo::exists(path))
        return path; // made while we waited

    const QString unfinished = path + u".new"_s;
    const auto owner = user.isEmpty() ? std::nullopt : findSystemUser(user);
    Result<ProcessResult> result;
    for (const QString &locale : {u"C.UTF-8"_s, u"C"_s}) {
        TM_TRY(removeFolder(unfinished, user));
        TM_TRY(makePrivateFolder(unfinished, owner));
        result = runInitdb(unfinished, installation, user, locale, stop);
        if (!result || result->exitCode == 0 || !result->errors.contains("locale"))
            break;
    }
    if (!result || result->exitCode != 0) {
        TM_TRY(removeFolder(unfinished, user));
        if (!result)
            return tl::unexpected<Error>(std::move(result).error());
        return fail(ErrorKind::Io, u"initdb failed with exit code %1"_s.arg(result->exitCode),
                    QString::fromUtf8(result->errors).trimmed());
    }
    // The log of the initialisation is several segments long: a new one is short.
    TM_TRY(runProcessChecked({.program = installation.program(u"pg_resetwal"_s),
                              .arguments = {u"--pgdata="_s + unfinished},
                              .user = user,
                              .stop = stop}));
    if (!QFile::rename(unfinished, path))
        return fail(ErrorKind::Io, u"%1 cannot be renamed to %2"_s.arg(unfinished, path));
    return path;
}

Result<void> removeServerTemplate(const QString &folder, int major, const QString &user)
{
    return removeFolder(templatePath(folder, major), user);
}

} // namespace tidemark
