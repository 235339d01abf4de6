// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/serverfolder.h"

#include "base/systemerror.h"
#include "sandbox/scratchplaces.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

tl::unexpected<Error> folderError(const QString &path, int number)
{
    return fail(ErrorKind::Io, u"The folder %1 cannot be made"_s.arg(path), systemMessage(number));
}

/// Whether the user can get through this folder. Groups are left out of it: the answer may be no
/// where it is yes, never the other way round.
bool canPass(const QString &folder, const SystemUser &user)
{
    struct stat info = {};
    if (::stat(QFile::encodeName(folder).constData(), &info) != 0)
        return false;
    if (info.st_uid == user.uid)
        return info.st_mode & S_IXUSR;
    return (info.st_mode & S_IXOTH) && (info.st_gid != user.gid || (info.st_mode & S_IXGRP));
}

bool canReach(const QString &folder, const SystemUser &user)
{
    QString path = QFileInfo(folder).canonicalFilePath();
    if (path.isEmpty())
        return false;
    for (; path != u"/"_s; path = QFileInfo(path).path())
        if (!canPass(path, user))
            return false;
    return canPass(u"/"_s, user);
}

} // namespace

QString sharedServerFolder()
{
    return u"/var/tmp/tidemark-%1"_s.arg(::geteuid());
}

Result<QString> serverFolder(const QString &stateDir, const std::optional<SystemUser> &serverUser)
{
    const QString path = stateDir + u"/scratch"_s;
    if (!QDir().mkpath(path))
        return folderError(path, errno);
    if (!serverUser)
        return QFileInfo(path).canonicalFilePath();
    const QString canonical = QFileInfo(stateDir).canonicalFilePath();
    if (!canReach(QFileInfo(canonical).path(), *serverUser))
        return ownFolder(sharedServerFolder());
    // The state folder is Tidemark's own, and what is private in it is closed by itself.
    for (const QString &folder : {canonical, canonical + u"/scratch"_s}) {
        struct stat info = {};
        const QByteArray encoded = QFile::encodeName(folder);
        if (::stat(encoded.constData(), &info) == 0 && !canPass(folder, *serverUser))
            ::chmod(encoded.constData(), (info.st_mode | S_IXUSR | S_IXGRP | S_IXOTH) & 07777);
    }
    return canonical + u"/scratch"_s;
}

Result<void> makePrivateFolder(const QString &path, const std::optional<SystemUser> &owner)
{
    const QByteArray encoded = QFile::encodeName(path);
    if (::mkdir(encoded.constData(), 0700) != 0)
        return folderError(path, errno);
    if (owner && ::chown(encoded.constData(), owner->uid, owner->gid) != 0)
        return folderError(path, errno);
    return {};
}

} // namespace tidemark
