// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/backupwork.h"

#include "base/bytestext.h"
#include "base/numbertext.h"
#include "sandbox/sandbox.h"
#include "workbench/translate.h"
#include "workspace/backups.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

std::optional<Error> errorIn(const Result<void> &logged)
{
    return logged ? std::nullopt : std::optional(logged.error());
}

Result<RestoreRequest> restoreRequestOf(const RestoreOrder &order, const Backup &backup,
                                        const ConnectionSpec &spec)
{
    RestoreRequest request;
    request.backup = backup;
    request.target = spec;
    request.replace = order.replace;
    request.endConnections = order.endConnections;
    request.noOwner = order.noOwner;
    request.noTablespaces = order.noTablespaces;
    request.tables = order.tables;
    request.name = order.name;
    if (spec.engine == Engine::PostgreSql)
        request.installations = findPostgresInstallations();
    if (!order.replace)
        return request;
    TM_TRY_ASSIGN(request.name, databaseNameOf(spec));
    if (order.typedName != request.name)
        return fail(ErrorKind::Usage, tr("the database is called %1").arg(request.name), {},
                    tr("type its name, letter for letter"));
    if (!order.tables.empty())
        return fail(ErrorKind::Usage, tr("single tables replace no database"));
    return request;
}

} // namespace

BackupRequest backupRequestOf(const BackupOrder &order, const ConnectionSpec &spec,
                              const QString &folder)
{
    BackupRequest request;
    request.source = spec;
    request.folder = folder;
    request.kind = !order.words.name.isEmpty() ? BackupKind::Named
                   : order.automatic           ? BackupKind::Automatic
                                               : BackupKind::Manual;
    request.name = order.words.name;
    request.label = order.words.label;
    request.environment = order.environment;
    request.release = order.release;
    request.contents = order.contents;
    if (spec.engine != Engine::PostgreSql)
        return request;
    request.format = order.format;
    request.jobs = order.format == BackupFormat::Directory ? order.jobs : 1;
    request.compression = order.compression;
    request.level = order.level;
    request.globals = order.globals;
    request.lockTimeout = order.lockTimeout;
    return request;
}

/// https://www.postgresql.org/docs/current/app-pgdump.html: without a method it is gzip.
int highestLevel(std::optional<Compression> method)
{
    constexpr int gzip = 9;
    constexpr int lz4 = 12;
    constexpr int zstd = 22;
    switch (method.value_or(Compression::Gzip)) {
    case Compression::None:
        break;
    case Compression::Gzip:
        return gzip;
    case Compression::Lz4:
        return lz4;
    case Compression::Zstd:
        return zstd;
    }
    return 0;
}

LoggedResult<Backup> carryOutBackup(AuditedAct act, BackupRequest request,
                                    const BackupObserver &observer, std::stop_token stop)
{
    const auto work = [&]() -> Result<Backup> {
        TM_TRY(prepareBackupFolder(request.folder));
        if (request.source.engine == Engine::PostgreSql)
            request.installations = findPostgresInstallations();
        return createBackup(request, observer, stop);
    };
    Result<Backup> backup = work();
    const auto logged = errorIn(recordBackup(act, backup));
    return {std::move(backup), logged};
}

LoggedResult<VerifiedBackup> carryOutVerification(const Backup &backup, const QString &stateFolder,
                                                  const BackupObserver &observer,
                                                  std::stop_token stop)
{
    SandboxFactory sandboxes(stateFolder);
    // What a killed process left is no hindrance when it cannot be removed.
    (void)sandboxes.removeLeftovers();
    auto found = verifyBackup(backup, findPostgresInstallations(), sandboxes, observer, stop);
    VerifiedBackup verified;
    verified.at = QDateTime::currentDateTimeUtc();
    if (found)
        verified.found = std::move(*found);
    else if (found.error().kind == ErrorKind::Cancelled)
        return {tl::unexpected<Error>(found.error())};
    else
        verified.error = found.error();
    return {std::move(verified)};
}

LoggedResult<RestoreReport> carryOutRestore(AuditedAct act, const RestoreOrder &order,
                                            const Backup &backup, const ConnectionSpec &spec,
                                            const QString &stateFolder,
                                            const BackupObserver &observer, std::stop_token stop)
{
    const auto work = [&]() -> Result<RestoreReport> {
        TM_TRY_ASSIGN(RestoreRequest request, restoreRequestOf(order, backup, spec));
        SandboxFactory sandboxes(stateFolder);
        TM_TRY(sandboxes.removeLeftovers());
        request.sandboxes = &sandboxes;
        return restoreBackup(request, observer, stop);
    };
    Result<RestoreReport> report = work();
    const auto logged = errorIn(recordRestore(act, report));
    return {std::move(report), logged};
}

LoggedResult<PruneReport> carryOutPruning(AuditedAct act, const RetentionPlan &plan,
                                          const QString &folder, const RetentionPolicy &policy,
                                          const QDateTime &now, const std::stop_token &stop)
{
    const auto work = [&]() -> Result<PruneReport> {
        TM_TRY_ASSIGN(const BackupFolder found, scanBackups(folder));
        if (planRetention(found, policy, now) != plan)
            return fail(ErrorKind::Busy, tr("the folder has changed since the plan was made"), {},
                        tr("look at the plan again; nothing was deleted"));
        return prune(plan, stop);
    };
    const Result<PruneReport> worked = work();
    PruneReport report = worked ? *worked : PruneReport{{}, 0, worked.error()};
    const auto logged = errorIn(recordPrune(act, report, folder));
    return {std::move(report), logged};
}

LoggedResult<Backup> carryOutDescription(AuditedAct act, const Backup &backup,
                                         const BackupWords &words)
{
    act.setSubject(QStringList{backup.fileName()});
    Result<Backup> described = describeBackup(backup, words);
    const QString what = words.name.isEmpty()    ? words.label
                         : words.label.isEmpty() ? words.name
                                                 : u"%1: %2"_s.arg(words.name, words.label);
    const auto logged =
        errorIn(described ? act.ended(AuditResult::Done, what) : act.failed(described.error()));
    return {std::move(described), logged};
}

Result<RestoreOutlook> lookAtRestore(const RestoreOrder &order, const Backup &backup,
                                     const ConnectionSpec &spec, const QDateTime &now,
                                     std::stop_token stop)
{
    RestoreOutlook outlook;
    TM_TRY_ASSIGN(outlook.database, databaseNameOf(spec));
    outlook.proposed = restoredDatabaseName(backup, outlook.database, now);
    if (spec.engine == Engine::Sqlite)
        return outlook;
    RestoreRequest request;
    request.backup = backup;
    request.target = spec;
    request.noOwner = order.noOwner;
    request.noTablespaces = order.noTablespaces;
    request.installations = findPostgresInstallations();
    auto missing = missingNames(request, stop);
    if (missing)
        outlook.missing = std::move(*missing);
    else
        outlook.error = missing.error();
    return outlook;
}

BackupOutcome outcomeOf(const Backup &made)
{
    const qint64 ms = made.manifest ? made.manifest->durationMs : 0;
    return {Tone::Good,
            tr("%1 is there: %2 in %3.")
                .arg(made.fileName(), bytesText(made.bytes), durationText(double(ms))),
            made.manifest ? made.manifest->notes : QStringList(),
            {}};
}

BackupOutcome outcomeOf(const Backup &backup, const VerifiedBackup &verified)
{
    if (verified.error)
        return {Tone::Bad, tr("%1 could not be proven").arg(backup.fileName()), {}, verified.error};
    if (!verified.found.isGood())
        return {Tone::Bad,
                tr("%1 is not what it should be.").arg(backup.fileName()),
                verified.found.differences + verified.found.notes,
                {}};
    return {Tone::Good,
            tr("%1 is good: %2 tables with %3 rows were restored in %4.")
                .arg(backup.fileName(), QString::number(verified.found.tables),
                     groupedText(verified.found.rows),
                     durationText(double(verified.found.durationMs))),
            verified.found.notes,
            {}};
}

BackupOutcome outcomeOf(const RestoreReport &report)
{
    QStringList notes = report.notes;
    if (!report.kept.isEmpty())
        notes.prepend(tr("The old one is kept as %1.").arg(report.kept));
    const QString took = durationText(double(report.durationMs));
    return {Tone::Good,
            report.checked ? tr("%1 was restored in %2; its rows are those of the backup.")
                                 .arg(report.database, took)
                           : tr("%1 was restored in %2.").arg(report.database, took),
            notes,
            {}};
}

BackupOutcome outcomeOf(const PruneReport &pruned)
{
    const QString sentence = tr("%1 deleted, %2 are free again.")
                                 .arg(countOf(pruned.deleted.size(), tr("backup"), tr("backups")),
                                      bytesText(pruned.bytes));
    if (!pruned.error)
        return {Tone::Good, sentence, {}, {}};
    if (pruned.error->kind == ErrorKind::Cancelled)
        return {Tone::Neutral, tr("Stopped: %1").arg(sentence), {}, {}};
    BackupOutcome outcome = outcomeOf(*pruned.error);
    if (!pruned.deleted.isEmpty())
        outcome.notes += sentence;
    return outcome;
}

BackupOutcome outcomeOf(const Error &error)
{
    if (error.kind == ErrorKind::Cancelled)
        return {Tone::Neutral, tr("Stopped; nothing was left behind."), {}, {}};
    return {Tone::Bad, error.summary, {}, error};
}

QVariantMap mapOf(const Backup &backup, const VerifiedBackup &verified)
{
    QVariantMap map{{u"at"_s, verified.at},
                    {u"bytes"_s, backup.bytes},
                    {u"madeAt"_s, backup.madeAt},
                    {u"differences"_s, verified.found.differences},
                    {u"notes"_s, verified.found.notes},
                    {u"where"_s, verified.found.where},
                    {u"tables"_s, verified.found.tables},
                    {u"rows"_s, verified.found.rows},
                    {u"ms"_s, verified.found.durationMs}};
    if (verified.error) {
        map.insert(u"error"_s, verified.error->summary);
        map.insert(u"detail"_s, verified.error->detail);
    }
    return map;
}

std::optional<VerifiedBackup> verifiedIn(const QVariantMap &map, const Backup &backup)
{
    if (map.isEmpty() || map.value(u"bytes"_s).toLongLong() != backup.bytes ||
        map.value(u"madeAt"_s).toDateTime() != backup.madeAt)
        return std::nullopt;
    VerifiedBackup verified;
    verified.at = map.value(u"at"_s).toDateTime();
    verified.found.differences = map.value(u"differences"_s).toStringList();
    verified.found.notes = map.value(u"notes"_s).toStringList();
    verified.found.where = map.value(u"where"_s).toString();
    verified.found.tables = map.value(u"tables"_s).toInt();
    verified.found.rows = map.value(u"rows"_s).toLongLong();
    verified.found.durationMs = map.value(u"ms"_s).toLongLong();
    if (map.contains(u"error"_s)) {
        Error error;
        error.kind = ErrorKind::Io;
        error.summary = map.value(u"error"_s).toString();
        error.detail = map.value(u"detail"_s).toString();
        verified.error = error;
    }
    return verified;
}

} // namespace tidemark
