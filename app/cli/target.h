// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "database/session.h"
#include "migrations/convention.h"
#include "workspace/connection.h"

#include <CLI/App.hpp>

#include <memory>
#include <optional>
#include <string>

namespace tidemark {

/// The options that say which migrations and which database, the same on every command.
struct TargetOptions
{
    std::string environment;   ///< --env
    std::string url;           ///< --url
    std::string migrations;    ///< --migrations
    std::string convention;    ///< --convention
    std::string workspaceFile; ///< --workspace
    bool json = false;         ///< --json
    bool databaseOnly = false; ///< the command also serves a database without any migrations

    void addTo(CLI::App &subcommand);
    void addJsonTo(CLI::App &subcommand);
};

/// What they lead to. A workspace is only read when the options leave something open, or
/// for what it says about a database that is named by --url.
struct Target
{
    std::optional<Workspace> workspace;
    std::optional<Environment> environment;
    /// With --url: the environment of the nearest workspace that names the same database. Its role
    /// guards it by whatever name it is reached.
    std::optional<Environment> sameAs;
    std::optional<ConnectionSpec> spec; ///< none: no --url, and no environment in the workspace
    QString migrations; ///< absolute folder; empty: none, see TargetOptions::databaseOnly
    QString convention; ///< id as given, or empty

    /// The environment whose role counts.
    const Environment *guard() const
    {
        return environment ? &*environment : sameAs ? &*sameAs : nullptr;
    }

    QString displayName() const; ///< "local (sqlite:shop.db)": for people
};

/// Error{Usage} when there is no workspace and the options do not serve instead; Error{Input} with
/// its place when the workspace says what it must not.
Result<Target> resolveTarget(const TargetOptions &options, const CommandContext &context);

/// The target's database as it can be connected to: through its environment's SSH tunnel, which
/// lives as long as the result. Error{Usage} when the target names no database.
Result<Connection> reach(const Target &target, const CommandContext &context);

/// The target's convention: the given one, else what the folder (and with a session, the database)
/// tells.
Result<const Convention *> conventionOf(const Target &target, Session *session);

Result<std::shared_ptr<const MigrationSet>> readMigrations(const Target &target,
                                                           const Convention &convention,
                                                           Engine engine,
                                                           const CommandContext &context);

} // namespace tidemark
