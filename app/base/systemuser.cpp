// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/systemuser.h"

#include <QByteArray>
#include <QFile>

#include <pwd.h>

namespace tidemark {

std::optional<SystemUser> findSystemUser(const QString &name)
{
    struct passwd entry = {};
    struct passwd *found = nullptr;
    QByteArray buffer(16LL * 1024, Qt::Uninitialized);
    const int code = ::getpwnam_r(QFile::encodeName(name).constData(), &entry, buffer.data(),
                                  size_t(buffer.size()), &found);
    if (code != 0 || !found)
        return std::nullopt;
    return SystemUser{.name = name, .uid = entry.pw_uid, .gid = entry.pw_gid};
}

} // namespace tidemark
