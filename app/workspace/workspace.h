// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/connectionspec.h"

#include <QDir>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace tidemark {

enum class EnvironmentRole { Local, Staging, Production };
QString environmentRoleName(EnvironmentRole role); ///< "local", "staging", "production"

/// A named database of the workspace. Exactly one of url, urlVariable and service is set.
struct Environment
{
    QString name;
    EnvironmentRole role = EnvironmentRole::Local;
    QString url;              ///< as written; never with a password
    QString urlVariable;      ///< the environment variable that holds the URL
    QString service;          ///< a service of pg_service.conf
    QString ssh{};            ///< user@host[:port] that the connection is tunnelled through
    bool foreignKeys = false; ///< SQLite: PRAGMA foreign_keys
    SourceLocation where;     ///< its place in the file

    bool operator==(const Environment &) const = default;
};

/// What `[run]` says; the command line overrides it.
struct RunDefaults
{
    std::optional<std::chrono::milliseconds> lockTimeout;
    std::optional<std::chrono::milliseconds> statementTimeout;
    std::optional<int> retries;
    std::optional<bool> wait;

    bool operator==(const RunDefaults &) const = default;
};

/// What `[backup]` says; the command line overrides it.
struct BackupDefaults
{
    QString folder; ///< where they are kept, absolute; `backups` beside the file unless it says so
    int keepAutomatic = 5;         ///< how many of an environment; older ones may be pruned
    std::optional<int> keepManual; ///< none: all
    bool beforeRuns = true;        ///< one before up and down where the role is not local

    bool operator==(const BackupDefaults &) const = default;
};

/// What a tidemark.toml says. It holds no secrets.
struct Workspace
{
    QString file; ///< absolute path of the tidemark.toml
    QString name;
    QString migrations; ///< the folder, absolute
    QString convention; ///< an id, or empty: told from the folder
    QString
        defaultEnvironment; ///< used when none is named; empty when the file names no environment
    std::vector<Environment> environments; ///< in the order of the file
    RunDefaults run;
    BackupDefaults backup;

    bool operator==(const Workspace &) const = default;

    QDir folder() const; ///< where the file lies; relative paths in it start here
    const Environment *findEnvironment(const QString &environmentName) const;
};

/// Looks up a variable of the process environment; tests pass their own.
using VariableLookup = std::function<std::optional<QString>(const QString &)>;

inline constexpr char16_t workspaceFileName[] = u"tidemark.toml";

/// The tidemark.toml in `from` or the nearest folder above it.
std::optional<QString> findWorkspaceFile(const QDir &from);

/// Error{Input} with file, line and column for whatever the file must not say, a password included;
/// Error{Io} when it cannot be read.
Result<Workspace> readWorkspace(const QString &file);

/// The environment by name, or the default one with an empty name. Error{Usage} lists those there
/// are.
Result<Environment> chooseEnvironment(const Workspace &workspace, const QString &name);

/// Where the environment's database is. A relative SQLite path starts at the workspace's folder.
/// Error{Input} names the variable that is not set.
Result<ConnectionSpec> connectionOf(const Workspace &workspace, const Environment &environment,
                                    const VariableLookup &lookup);

} // namespace tidemark
