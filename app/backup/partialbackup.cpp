// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/partialbackup.h"

#include "backup/archivefile.h"
#include "base/systemerror.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString lockPath(const QString &partialFolder)
{
    return partialFolder + u"/lock"_s;
}

int openLock(const QString &partialFolder, int flags)
{
    const int descriptor = ::open(QFile::encodeName(lockPath(partialFolder)).constData(),
                                  O_RDWR | O_CLOEXEC | flags, 0600);
    if (descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return descriptor;
    const int code = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    errno = code;
    return -1;
}

Result<void> makePrivateFolder(const QString &path)
{
    if (::mkdir(QFile::encodeName(path).constData(), 0700) == 0)
        return {};
    const int code = errno;
    return fail(code == EACCES || code == EPERM || code == EROFS ? ErrorKind::Permission
                                                                 : ErrorKind::Io,
                u"%1 cannot be made"_s.arg(path), systemMessage(code));
}

/// Rows of customers: for nobody but the owner.
void closeToOthers(const QString &path)
{
    if (!QFileInfo(path).isDir()) {
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        return;
    }
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    for (const QString &name : QDir(path).entryList(QDir::Files))
        QFile::setPermissions(path + u'/' + name, QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

QString manifestPathOf(const QString &archive)
{
    return archive + u".manifest.json"_s;
}

QString globalsPathOf(const QString &archive)
{
    return archive + u".globals.sql"_s;
}

QString partialPathOf(const QString &archive)
{
    return archive + u".partial"_s;
}

Result<PartialBackup> PartialBackup::begin(const QString &archive)
{
    for (const QString &path : {archive, manifestPathOf(archive), globalsPathOf(archive)})
        if (QFileInfo::exists(path) || QFileInfo(path).isSymLink())
            return fail(ErrorKind::Usage, u"%1 exists already"_s.arg(path));
    const QString parent = QFileInfo(archive).absolutePath();
    if (!QFileInfo(parent).isDir()) {
        QDir().mkpath(QFileInfo(parent).absolutePath());
        TM_TRY(makePrivateFolder(parent));
    }
    const QString folder = partialPathOf(archive);
    if (QFileInfo(folder).isDir()) {
        if (isAlive(folder))
            return fail(ErrorKind::Busy, u"%1 is being made by another process"_s.arg(archive));
        if (!QDir(folder).removeRecursively())
            return fail(ErrorKind::Io, u"%1 cannot be removed"_s.arg(folder));
    }
    TM_TRY(makePrivateFolder(folder));
    const int lock = openLock(folder, O_CREAT | O_EXCL);
    if (lock < 0) {
        const int code = errno;
        QDir(folder).removeRecursively();
        return fail(ErrorKind::Io, u"%1 cannot be written"_s.arg(lockPath(folder)),
                    systemMessage(code));
    }
    return PartialBackup(archive, lock);
}

PartialBackup::PartialBackup(QString finalPath, int lock)
    : m_final(std::move(finalPath))
    , m_lock(lock)
{
}

PartialBackup::PartialBackup(PartialBackup &&other) noexcept
    : m_final(std::move(other.m_final))
    , m_lock(std::exchange(other.m_lock, -1))
{
}

PartialBackup::~PartialBackup()
{
    if (m_lock < 0)
        return;
    QDir(partialPathOf(m_final)).removeRecursively();
    ::close(m_lock);
}

QString PartialBackup::archive() const
{
    return partialPathOf(m_final) + u'/' + QFileInfo(m_final).fileName();
}

QString PartialBackup::globals() const
{
    return globalsPathOf(archive());
}

QString PartialBackup::manifest() const
{
    return manifestPathOf(archive());
}

Result<void> PartialBackup::publish()
{
    const bool hasGlobals = QFileInfo::exists(globals());
    closeToOthers(archive());
    TM_TRY(syncToDisk(archive()));
    if (hasGlobals) {
        closeToOthers(globals());
        TM_TRY(syncToDisk(globals()));
        TM_TRY(renameForGood(globals(), globalsPathOf(m_final)));
    }
    TM_TRY(renameForGood(archive(), m_final));
    return renameForGood(manifest(), manifestPathOf(m_final));
}

bool PartialBackup::isAlive(const QString &partialFolder)
{
    const int lock = openLock(partialFolder, 0);
    const bool held = lock < 0 && errno == EWOULDBLOCK;
    if (lock >= 0)
        ::close(lock);
    return held;
}

} // namespace tidemark
