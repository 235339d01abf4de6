// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/scratchplaces.h"

#include "base/process.h"
#include "base/systemerror.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 gibibyte = 1024LL * 1024 * 1024;
constexpr auto ownerFile = "owner";
constexpr mode_t passableMode = 0711;

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

bool hasLivingServer(const QString &folder)
{
    const QByteArray pid = contentsOf(folder + u"/data/postmaster.pid"_s).split('\n').first();
    return !pid.isEmpty() && QFileInfo::exists(u"/proc/"_s + QString::fromLatin1(pid));
}

/// What the machine could give without swapping.
qint64 availableMemory()
{
    for (const QByteArray &line : contentsOf(u"/proc/meminfo"_s).split('\n'))
        if (line.startsWith("MemAvailable:"))
            return line.mid(13).replace("kB", "").trimmed().toLongLong() * 1024;
    return 0;
}

/// What the container's limit leaves; files in memory count there.
qint64 availableInGroup()
{
    bool isNumber = false;
    const qint64 limit = contentsOf(u"/sys/fs/cgroup/memory.max"_s).trimmed().toLongLong(&isNumber);
    if (!isNumber) // "max", or no such file
        return std::numeric_limits<qint64>::max();
    return limit - contentsOf(u"/sys/fs/cgroup/memory.current"_s).trimmed().toLongLong();
}

} // namespace

QString memoryFolder()
{
    struct statfs system = {};
    if (::statfs("/dev/shm", &system) != 0 || system.f_type != TMPFS_MAGIC)
        return {};
    const auto folder = ownFolder(u"/dev/shm/tidemark-%1"_s.arg(::geteuid()));
    return folder ? *folder : QString();
}

Result<QString> ownFolder(const QString &path)
{
    const QByteArray encoded = QFile::encodeName(path);
    const auto systemError = [&] {
        return fail(ErrorKind::Io, u"The folder %1 cannot be made"_s.arg(path),
                    systemMessage(errno));
    };
    if (::mkdir(encoded.constData(), passableMode) != 0 && errno != EEXIST)
        return systemError();
    struct stat info = {};
    if (::lstat(encoded.constData(), &info) != 0)
        return systemError();
    if (!S_ISDIR(info.st_mode) || info.st_uid != ::geteuid() || (info.st_mode & 022) != 0)
        return fail(ErrorKind::Permission, u"%1 is there already and is not ours"_s.arg(path), {},
                    u"Remove it"_s);
    if (::chmod(encoded.constData(), passableMode) != 0) // the umask took some of it
        return systemError();
    return path;
}

QString ScratchPlaces::placeFor(qint64 bytes) const
{
    if (memory.isEmpty())
        return stateDir;
    const qint64 available =
        std::min({QStorageInfo(memory).bytesAvailable(), availableMemory(), availableInGroup()});
    return available >= 2 * gibibyte && available / 4 >= bytes ? memory : stateDir;
}

bool writeOwner(const QString &folder, const QString &registrationFile)
{
    QFile file(folder + u'/' + QLatin1String(ownerFile));
    return file.open(QFile::WriteOnly) && file.write(QFile::encodeName(registrationFile)) > 0;
}

QStringList removeOrphans(const QString &parent)
{
    QStringList removed;
    if (QFileInfo(parent).ownerId() != ::geteuid())
        return removed;
    const QFileInfoList folders = QDir(parent).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : folders) {
        const QByteArray owner = contentsOf(folder.filePath() + u'/' + QLatin1String(ownerFile));
        // Without a word about its owner it is just being made, or just being deleted.
        if (owner.isEmpty() || QFileInfo::exists(QFile::decodeName(owner)) ||
            hasLivingServer(folder.filePath()))
            continue;
        const auto done =
            runProcess({.program = u"rm"_s, .arguments = {u"-rf"_s, u"--"_s, folder.filePath()}});
        if (done && done->exitCode == 0)
            removed << folder.filePath();
    }
    return removed;
}

} // namespace tidemark
