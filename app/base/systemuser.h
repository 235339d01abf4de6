// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <sys/types.h>

namespace tidemark {

/// An account of this machine.
struct SystemUser
{
    QString name;
    uid_t uid = 0;
    gid_t gid = 0; ///< of its primary group

    bool operator==(const SystemUser &) const = default;
};

/// Asks the system's user database.
std::optional<SystemUser> findSystemUser(const QString &name);

} // namespace tidemark
