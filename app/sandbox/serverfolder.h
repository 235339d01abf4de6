// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/systemuser.h"

#include <QString>

#include <optional>

namespace tidemark {

/// The folder for the templates of scratch servers, and for servers on disk, that belongs to this
/// state folder, created when missing. As root the server's user must be able to get there: when it
/// cannot (a state folder in /root), it is a folder of root in /var/tmp. Io when it cannot be made.
/// `serverUser` is nothing when the server runs as ourselves.
Result<QString> serverFolder(const QString &stateDir, const std::optional<SystemUser> &serverUser);

/// The folder in /var/tmp: one for all state folders that the server's user cannot get to.
QString sharedServerFolder();

/// Makes the folder (its parent exists), 0700, and gives it to the user.
Result<void> makePrivateFolder(const QString &path, const std::optional<SystemUser> &owner);

} // namespace tidemark
