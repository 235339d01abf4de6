// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/backups.h"

#include "backup/archivefile.h"
#include "base/bytestext.h"
#include "database/postgres/conninfo.h"
#include "database/session.h"
#include "migrations/convention.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

Result<void> prepareBackupFolder(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return {};
    if (!QDir().mkpath(folder))
        return fail(ErrorKind::Io, u"%1 cannot be made"_s.arg(folder));
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return writeForGood(folder + u"/.gitignore"_s, "*\n");
}

BackedUpMigrationsReader
backedUpMigrationsReader(const QString &migrations,
                         std::function<Result<const Convention *>(Session &)> convention)
{
    if (migrations.isEmpty())
        return {};
    return [migrations, convention = std::move(convention)](
               Session &session) -> Result<std::optional<BackedUpMigrations>> {
        TM_TRY_ASSIGN(const Convention *found, convention(session));
        const auto store = found->history(session.engine(), QDir(migrations));
        if (!store)
            return std::nullopt;
        TM_TRY_ASSIGN(const History history, store->read(session));
        BackedUpMigrations read;
        read.convention = found->id();
        for (const AppliedMigration &applied : history.applied)
            read.applied.push_back({applied.version, applied.name});
        return read;
    };
}

BackedUpMigrationsReader backedUpMigrationsOf(const Workspace &workspace)
{
    return backedUpMigrationsReader(workspace.migrations,
                                    [id = workspace.convention, folder = workspace.migrations](
                                        Session &session) -> Result<const Convention *> {
                                        if (id.isEmpty())
                                            return detectConvention(QDir(folder), &session);
                                        if (const Convention *found = findConvention(id))
                                            return found;
                                        return fail(ErrorKind::Usage,
                                                    u"unknown convention \"%1\""_s.arg(id));
                                    });
}

RetentionPolicy retentionOf(const Workspace &workspace)
{
    return {workspace.backup.keepAutomatic, workspace.backup.keepManual};
}

Result<QString> databaseNameOf(const ConnectionSpec &spec)
{
    if (spec.engine == Engine::Sqlite)
        return QFileInfo(spec.conninfo).fileName();
    TM_TRY_ASSIGN(const auto keywords, parseConninfo(spec.conninfo));
    return keywords.value(u"dbname"_s, keywords.value(u"user"_s));
}

QString restoredDatabaseName(const Backup &backup, const QString &own, const QDateTime &now)
{
    const QString old = backup.manifest ? backup.manifest->database : own;
    return old.left(30) + u"_restored_"_s + now.toUTC().toString(u"yyyyMMddHHmmss"_s);
}

Result<void> recordBackup(AuditedAct &act, const Result<Backup> &backup)
{
    if (!backup)
        return act.failed(backup.error());
    act.setSubject(QStringList{backup->fileName()});
    return act.ended(AuditResult::Done, bytesText(backup->bytes));
}

Result<void> recordRestore(AuditedAct &act, const Result<RestoreReport> &report)
{
    if (!report)
        return act.failed(report.error());
    return act.ended(AuditResult::Done,
                     report->kept.isEmpty()
                         ? u"into "_s + report->database
                         : u"into %1; the old one is %2"_s.arg(report->database, report->kept));
}

Result<void> recordPrune(AuditedAct &act, const PruneReport &report, const QString &folder)
{
    act.setSubject(report.deleted);
    const QString freed = u"%1 freed in %2"_s.arg(bytesText(report.bytes), folder);
    if (!report.error)
        return act.ended(AuditResult::Done, freed);
    Error error = *report.error;
    if (!report.deleted.isEmpty())
        error.summary += u"; %1 deleted, %2"_s.arg(QString::number(report.deleted.size()), freed);
    return act.failed(error);
}

} // namespace tidemark
