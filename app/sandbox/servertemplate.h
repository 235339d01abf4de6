// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sandbox/postgresinstallation.h"

#include <QString>

#include <stop_token>

namespace tidemark {

/// The initialised data folder that scratch servers are copied from: FOLDER/template-MAJOR, made by
/// initdb when it is not there yet (0.5 s, once). Two processes at once: the second waits for the
/// first. Runs programs as `user` unless that is empty. Locale C.UTF-8 (C where the system lacks
/// it), encoding UTF8, superuser `postgres`, authentication `trust`.
Result<QString> ensureServerTemplate(const QString &folder,
                                     const PostgresInstallation &installation, const QString &user,
                                     std::stop_token stop);

/// Throws it away, when a server does not start from it (a beta's catalogs, a half-cleaned folder).
Result<void> removeServerTemplate(const QString &folder, int major, const QString &user);

} // namespace tidemark
