// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/allowance.h"
#include "lint/rule.h"
#include "lint/settings.h"
#include "migrations/migration.h"

#include <set>

namespace tidemark {

/// The scripts of a migration as they were cut and parsed, which is most of the work of linting
/// and needs nothing but the migration itself.
struct ParsedMigration
{
    Migration migration;
    LintCase scripts;
    std::vector<Allowance> allowances;
    std::vector<LintFinding> findings; ///< what is wrong with the text: syntax errors and the like
};

/// Pure, any thread: migrations can be parsed side by side. What cannot be read is a finding.
/// Statements of more than 256 KiB are rows and not parsed.
ParsedMigration parseForLint(const Migration &migration, Engine engine);

/// What a convention says about the files, as rule "migration-files". Pure.
LintFinding lintFindingOf(const Finding &finding);

struct LintRequest
{
    Engine engine = Engine::PostgreSql;
    LintSettings settings;
    const TableSizes *sizes = nullptr; ///< none: the target database was not asked
    bool locksTimeOut = false;         ///< a lock_timeout is set for every run
    /// The migrations are all there are, from the first on: what none of them makes is not there.
    bool wholeHistory = true;
    /// The ids of the migrations that are wanted; empty: all. The others are only followed.
    std::set<QString> only;
};

/// Runs the rules over migrations in their order, each seen against the schema that those before
/// it have made. Nothing is connected to, nothing is written.
LintResult lintMigrations(std::vector<ParsedMigration> migrations, const LintRequest &request);

} // namespace tidemark
