// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/target.h"
#include "lint/lint.h"

#include <set>

namespace tidemark {

/// What `tidemark lint` is to look at.
struct LintSelection
{
    Engine engine = Engine::PostgreSql;
    std::optional<Target> target; ///< none: files that belong to no folder of migrations
    std::shared_ptr<const MigrationSet> set;
    std::set<QString> only;            ///< ids of `set`; empty: all
    std::vector<Migration> files;      ///< by themselves
    std::vector<LintFinding> findings; ///< of files that cannot be read
    QString folder;                    ///< what the names in findings are relative to
};

/// From the arguments: files, versions or ids; without any the whole folder. A file is looked at in
/// its folder of migrations where it has one, so that what earlier ones made is known, and by
/// itself elsewhere. Error{Usage} for a name that is none of these.
Result<LintSelection> selectForLint(const TargetOptions &options,
                                    const std::vector<std::string> &arguments,
                                    const std::string &engine, const CommandContext &context);

/// Cuts and parses the scripts with all cores, then runs the rules.
LintResult lintSelection(const LintSelection &selection, const LintSettings &settings,
                         const TableSizes *sizes);

} // namespace tidemark
