// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/conventions/sqitchconfig.h"
#include "migrations/conventions/sqitchplan.h"
#include "migrations/migration.h"
#include "sql/dialect.h"

#include <QDir>
#include <QHash>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace tidemark {

/// What a project's configuration depends on besides its own folder.
struct SqitchSurroundings
{
    std::function<std::optional<QString>(const QString &)> environment;
    QString systemFile = QStringLiteral("/etc/sqitch/sqitch.conf");
    QString userFile = QDir::homePath() + QStringLiteral("/.sqitch/sqitch.conf");

    /// With the environment of this process.
    static SqitchSurroundings ofProcess();
};

/// A sqitch project: its settings for one engine, its plan, and where its scripts are.
struct SqitchProject
{
    QDir root; ///< where sqitch.conf is; its paths are relative to it
    SqitchConfig config;
    QString registry = QStringLiteral("sqitch"); ///< PostgreSQL: a schema; SQLite: a file's name
    QString planPath;                            ///< absolute
    QString extension = QStringLiteral("sql");
    /// psql's variables, from the sections engine.<engine>.variables and target.<name>.variables.
    QHash<QString, QString> variables;
    SqitchPlan plan;

    /// The absolute path of a change's script; `kind` is "deploy", "revert" or "verify". A reworked
    /// change has the first of its tags in the name for which a deploy script exists, else the
    /// first.
    QString scriptPath(const SqitchChange &change, const QString &kind) const;

    /// SHA-1 of the deploy script's bytes as 40 hex digits; empty when there is no such file.
    QString scriptHash(const SqitchChange &change) const;

    /// What people call a change: its name, and for one that is reworked later with the tag.
    static QString idOf(const SqitchChange &change);

    QString engineKey;               ///< "pg" or "sqlite"
    QHash<QString, QString> folders; ///< absolute: deploy, revert, verify, reworked_deploy, ...
};

/// Reads sqitch.conf (the system's, the user's and the project's) and the plan. `folder` holds
/// sqitch.conf or is its top_dir. What is broken is a finding; without a plan, the project has
/// none.
SqitchProject readSqitchProject(const QDir &folder, Engine engine,
                                const SqitchSurroundings &surroundings,
                                std::vector<Finding> &findings);

/// The folder of sqitch.conf for a folder that holds it or is its top_dir; else the folder itself.
QDir sqitchRoot(const QDir &folder);

/// Who commits, by sqitch's rules: SQITCH_FULLNAME and SQITCH_EMAIL, user.name and user.email of
/// the configuration, SQITCH_ORIG_FULLNAME and SQITCH_ORIG_EMAIL, else the system's user and
/// user@host.
struct SqitchPerson
{
    QString name;
    QString email;
};
SqitchPerson sqitchCommitter(const SqitchConfig &config, const SqitchSurroundings &surroundings,
                             const QString &login, const QString &realName,
                             const QString &address = {});

} // namespace tidemark
