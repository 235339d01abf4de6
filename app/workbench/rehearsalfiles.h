// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"
#include "base/result.h"
#include "migrations/migration.h"
#include "rehearsal/report.h"
#include "workspace/workspace.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace tidemark {

// ---- The files that a rehearsal begins and ends with. All of it blocks: for a task.

/// What there is to choose from.
struct RehearsalFolder
{
    std::vector<Migration> migrations; ///< oldest first, without scripts
    QStringList trafficFiles;          ///< the SQL scripts beside tidemark.toml, absolute
    std::vector<Backup> backups;       ///< of the workspace, newest first
};
/// Errors as Convention::read().
Result<RehearsalFolder> readRehearsalFolder(const Workspace &workspace,
                                            const VariableLookup &variables,
                                            const QString &environment);

/// The suffix says the format. Error{Usage} for another one, Error{Io}.
Result<bool> writeReport(const RehearsalReport &report, const QString &path);

/// As much of it as is shown. Error{Io}.
Result<QString> readScriptText(const QString &path);

} // namespace tidemark
