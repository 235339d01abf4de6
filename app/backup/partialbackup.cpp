// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/partialbackup.h"

#include "backup/archivefile.h"
#include "base/systemerror.h"
#include "sandbox/registration.h"

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

constexpr int mostTries = 20;

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

QString archiveNameIn(const QString &partialFolder)
{
    return QFileInfo(partialFolder.chopped(partialPathOf({}).size())).fileName();
}

/// All that is ever written into one, the lock last.
QStringList namesIn(const QString &partialFolder)
{
    const QString archive = archiveNameIn(partialFolder);
    return {archive,
            archive + u"-wal"_s, // of a copy of an SQLite database while it is read
            archive + u"-shm"_s,
            archive + u"-journal"_s,
            globalsPathOf(archive),
            manifestPathOf(archive),
            QFileInfo(lockPath(partialFolder)).fileName()};
}

/// Whether the descriptor's file is the one of that name still: another process may have deleted it
/// between open() and flock().
bool isThere(int descriptor, const QString &path)
{
    struct stat open = {};
    struct stat named = {};
    return ::fstat(descriptor, &open) == 0 &&
           ::stat(QFile::encodeName(path).constData(), &named) == 0 &&
           open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

/// A folder with its lock in it, locked, appears under its name at once or not at all: of two
/// processes one gets it. The lock's descriptor.
Result<int> takePlace(const QString &archive)
{
    const QString folder = partialPathOf(archive);
    const QString fresh = partialPathOf(archive + u'.' + randomName());
    TM_TRY(makePrivateFolder(fresh));
    const int lock = openLock(fresh, O_CREAT | O_EXCL);
    const int code = errno;
    const auto giveUp = [&](auto error) {
        QDir(fresh).removeRecursively();
        if (lock >= 0)
            ::close(lock);
        return error;
    };
    if (lock < 0)
        return giveUp(fail(ErrorKind::Io, u"%1 cannot be written"_s.arg(lockPath(fresh)),
                           systemMessage(code)));
    // Others may be removing what a killed one left, as this does.
    for (int tries = 1;; ++tries) {
        if (QFileInfo(folder).isSymLink())
            return giveUp(fail(ErrorKind::Usage, u"%1 is a link"_s.arg(folder)));
        const auto named = renameForGood(fresh, folder);
        if (named)
            return lock;
        if (named.error().kind != ErrorKind::Usage)
            return giveUp(tl::unexpected<Error>(named.error()));
        if (PartialBackup::isAlive(folder))
            return giveUp(
                fail(ErrorKind::Busy, u"%1 is being made by another process"_s.arg(archive)));
        // An empty one: its maker was killed before there was a lock.
        if (::rmdir(QFile::encodeName(folder).constData()) == 0)
            continue;
        const auto removed = PartialBackup::remove(folder);
        if (!removed && tries >= mostTries)
            return giveUp(tl::unexpected<Error>(removed.error()));
    }
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
    TM_TRY_ASSIGN(const int lock, takePlace(archive));
    PartialBackup place(archive, lock);
    // Who had the place before may have come to the end meanwhile.
    if (QFileInfo::exists(archive))
        return fail(ErrorKind::Usage, u"%1 exists already"_s.arg(archive));
    return place;
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
    // The lock last: a folder without it is nobody's.
    const QString folder = partialPathOf(m_final);
    for (const QString &name : namesIn(folder))
        static_cast<void>(removeArchive(folder + u'/' + name));
    QDir(folder).removeRecursively();
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

bool PartialBackup::isOurs(const QString &partialFolder)
{
    const QFileInfo folder(partialFolder);
    const QFileInfo lock(lockPath(partialFolder));
    if (folder.isSymLink() || !folder.isDir() || lock.isSymLink() || !lock.isFile())
        return false;
    const QString archive = archiveNameIn(partialFolder);
    const QStringList ours = namesIn(partialFolder);
    for (const QFileInfo &file : QDir(partialFolder)
                                     .entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System |
                                                    QDir::NoDotAndDotDot)) {
        if (file.isSymLink() || !ours.contains(file.fileName()))
            return false;
        const bool isFolder = file.isDir() && file.fileName() == archive;
        if (isFolder ? !foreignFileIn(file.filePath()).isEmpty() : !file.isFile())
            return false;
    }
    return true;
}

Result<void> PartialBackup::remove(const QString &partialFolder)
{
    if (!isOurs(partialFolder))
        return fail(ErrorKind::Usage, u"%1 was not made by a backup"_s.arg(partialFolder), {},
                    u"Move it away"_s);
    // Of two who remove it one does, and it is not another's new one.
    const int lock = openLock(partialFolder, 0);
    if (lock < 0 || !isThere(lock, lockPath(partialFolder))) {
        if (lock >= 0)
            ::close(lock);
        return fail(ErrorKind::Busy, u"%1 is in use by another process"_s.arg(partialFolder));
    }
    const auto removed = [&]() -> Result<void> {
        for (const QString &name : namesIn(partialFolder))
            TM_TRY(removeArchive(partialFolder + u'/' + name));
        if (::rmdir(QFile::encodeName(partialFolder).constData()) != 0)
            return fail(ErrorKind::Io, u"%1 could not be deleted"_s.arg(partialFolder),
                        systemMessage(errno));
        return {};
    }();
    ::close(lock);
    return removed;
}

Result<void> PartialBackup::discard(const QString &archive)
{
    TM_TRY_ASSIGN(const int lock, takePlace(archive));
    const PartialBackup place(archive, lock); // deletes what is in it
    // What is still beside it when this is killed is no half archive, and has no name of one.
    const std::pair<QString, QString> moves[] = {{archive, place.archive()},
                                                 {globalsPathOf(archive), place.globals()},
                                                 {manifestPathOf(archive), place.manifest()}};
    for (const auto &[from, to] : moves) {
        if (QFileInfo(from).isSymLink())
            return fail(ErrorKind::Usage, u"%1 is a link and is not deleted"_s.arg(from));
        if (QFileInfo::exists(from))
            TM_TRY(renameForGood(from, to));
    }
    return {};
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
