// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/create.h"
#include "backup/describe.h"
#include "backup/restore.h"
#include "backup/retention.h"
#include "backup/verify.h"
#include "rehearsal/reports/wording.h"
#include "workspace/auditedact.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <chrono>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace tidemark {

/// A backup that somebody wants.
struct BackupOrder
{
    QString environment;
    BackupWords words{};    ///< with a name it is a named one
    bool automatic = false; ///< without a name: pruned like those before a run
    QString release{};      ///< the one it is taken for
    bool contents = true;   ///< rows and digests in its manifest

    // ---- PostgreSQL
    BackupFormat format = BackupFormat::Custom;
    int jobs = 1; ///< more than one with BackupFormat::Directory only
    std::optional<Compression> compression{};
    std::optional<int> level{};
    bool globals = false;
    std::chrono::seconds lockTimeout{60};
};

/// What createBackup() is asked for by it. Pure.
BackupRequest backupRequestOf(const BackupOrder &order, const ConnectionSpec &spec,
                              const QString &folder);
/// The highest level that a method knows; 0: it knows none.
int highestLevel(std::optional<Compression> method);

/// A restore that somebody wants.
struct RestoreOrder
{
    QString backup;      ///< its path
    QString environment; ///< PostgreSQL: the server; SQLite, replacing: the file that is replaced
    QString name;        ///< of the new database; SQLite: of the new file
    bool replace = false;
    QString typedName{}; ///< replacing: the name of the database, as somebody typed it
    bool endConnections = false;
    bool noOwner = false;
    bool noTablespaces = false;
    std::vector<TableName> tables{};

    bool operator==(const RestoreOrder &) const = default;
};

/// What is known before a restore begins.
struct RestoreOutlook
{
    QString database; ///< of the environment: what replacing would replace
    QString proposed; ///< name for a new one
    MissingNames missing;
    std::optional<Error> error; ///< why it is not known
};

/// What verify() found, as long as the file is the same.
struct VerifiedBackup
{
    QDateTime at;
    Verification found;
    std::optional<Error> error; ///< why it could not be proven either way

    bool isGood() const { return !error && found.isGood(); }
};

/// How the last job ended, for a band on the page.
struct BackupOutcome
{
    Tone tone = Tone::Good;
    QString sentence;
    QStringList notes;
    std::optional<Error> error;
};

// ---- The jobs, each for a thread of its own; each leaves its row in the log of acts.

/// What a job came to, and why that is not in the log.
template <typename T>
struct LoggedResult
{
    Result<T> result;
    std::optional<Error> unlogged{};
};

LoggedResult<Backup> carryOutBackup(AuditedAct act, BackupRequest request,
                                    const BackupObserver &observer, std::stop_token stop);
/// What verifyBackup() says, also that it could not. Nobody logs that: it changes nothing.
LoggedResult<VerifiedBackup> carryOutVerification(const Backup &backup, const QString &stateFolder,
                                                  const BackupObserver &observer,
                                                  std::stop_token stop);
/// Error{Usage} when the name of what is to be replaced was not typed.
LoggedResult<RestoreReport> carryOutRestore(AuditedAct act, const RestoreOrder &order,
                                            const Backup &backup, const ConnectionSpec &spec,
                                            const QString &stateFolder,
                                            const BackupObserver &observer, std::stop_token stop);
/// Error{Busy}, with nothing deleted, when the folder is no longer what the plan was made for.
LoggedResult<PruneReport> carryOutPruning(AuditedAct act, const RetentionPlan &plan,
                                          const QString &folder, const RetentionPolicy &policy,
                                          const QDateTime &now, const std::stop_token &stop);
/// describeBackup().
LoggedResult<Backup> carryOutDescription(AuditedAct act, const Backup &backup,
                                         const BackupWords &words);
Result<RestoreOutlook> lookAtRestore(const RestoreOrder &order, const Backup &backup,
                                     const ConnectionSpec &spec, const QDateTime &now,
                                     std::stop_token stop);

// ---- How they ended, for people. Pure.

BackupOutcome outcomeOf(const Backup &made);
BackupOutcome outcomeOf(const Backup &backup, const VerifiedBackup &verified);
BackupOutcome outcomeOf(const RestoreReport &report);
BackupOutcome outcomeOf(const PruneReport &pruned);
BackupOutcome outcomeOf(const Error &error);

// ---- To be kept in the settings, as long as the backup is the same.

QVariantMap mapOf(const Backup &backup, const VerifiedBackup &verified);
std::optional<VerifiedBackup> verifiedIn(const QVariantMap &map, const Backup &backup);

} // namespace tidemark
