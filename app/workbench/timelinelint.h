// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/finding.h"
#include "workbench/timelinesnapshot.h"

#include <QHash>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tidemark {

/// What `tidemark lint` says about the folder of a workspace, without asking a database.
struct TimelineLint
{
    /// By the id of the migration, in the order of the lines; without what a comment allows.
    QHash<QString, std::vector<LintFinding>> findings;
    std::optional<Error> error; ///< of the [lint] section; rules have their own levels then
};

/// For a working thread: 5,000 migrations take about a second. Error{Cancelled} only.
Result<std::shared_ptr<const TimelineLint>>
lintTimeline(const MigrationFiles &files, const Workspace &workspace, std::stop_token stop);

} // namespace tidemark
