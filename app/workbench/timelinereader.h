// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workbench/timelinesnapshot.h"

#include <memory>
#include <stop_token>

namespace tidemark {

// ---- What the timeline reads, each in a thread of its own.

/// The folder of the workspace as its convention reads it. Without a `convention` (an id) it is the
/// workspace's own, or told from the folder. 10,000 files take about half a second. Errors: Input
/// when nobody's convention fits, Io.
Result<std::shared_ptr<const MigrationFiles>> readMigrationFiles(const Workspace &workspace,
                                                                 const QString &convention,
                                                                 Engine engine,
                                                                 const VariableLookup &variables);

/// Connects and reads the history table. A file that is not there yet is an empty database and is
/// not made. `convention`: an id, or empty: told from the folder and the database.
Result<EnvironmentReading> readEnvironment(const ConnectionSpec &spec, const QString &folder,
                                           const QString &convention, std::stop_token stop);

} // namespace tidemark
