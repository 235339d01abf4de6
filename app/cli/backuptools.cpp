// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/backuptools.h"

#include "cli/json.h"
#include "workspace/backups.h"

#include <QFileInfo>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// For a terminal that shows one line.
QString progressText(const BackupProgress &progress)
{
    const QString count = progress.total > 0
                              ? u" (%1 of %2)"_s.arg(progress.done + 1).arg(progress.total)
                              : QString();
    switch (progress.step) {
    case BackupProgress::Step::Connecting:
        return u"connecting"_s;
    case BackupProgress::Step::ReadingSchema:
        return u"reading the schema"_s;
    case BackupProgress::Step::Saving:
        return u"saving "_s + progress.what + count;
    case BackupProgress::Step::Globals:
        return u"saving roles"_s;
    case BackupProgress::Step::Digesting:
        return u"digesting "_s + progress.what + count;
    case BackupProgress::Step::Hashing:
        return u"hashing %1 of %2"_s.arg(bytesText(progress.done), bytesText(progress.total));
    case BackupProgress::Step::Unpacking:
        return u"unpacking %1 of %2"_s.arg(bytesText(progress.done), bytesText(progress.total));
    case BackupProgress::Step::Restoring:
        return u"restoring "_s + progress.what + count;
    case BackupProgress::Step::ReadingBack:
        return u"reading back "_s + progress.what + count;
    case BackupProgress::Step::Comparing:
        return u"comparing %1, row %2"_s.arg(progress.what).arg(progress.done);
    case BackupProgress::Step::Publishing:
        return u"writing to the disk"_s;
    }
    return {};
}

} // namespace

void BackupFolderSwitch::addTo(CLI::App &subcommand)
{
    subcommand
        .add_option("-f,--folder", folder,
                    "Where the backups are; otherwise what the workspace says, or ./backups")
        ->type_name("DIR");
}

QString BackupFolderSwitch::path(const std::optional<Workspace> &workspace,
                                 const CommandContext &context) const
{
    if (folder.empty() && workspace)
        return workspace->backup.folder;
    const QString given = folder.empty() ? u"backups"_s : QString::fromStdString(folder);
    return QDir::cleanPath(context.currentFolder.absoluteFilePath(given));
}

BackupRequest backupRequestFor(const Target &target, const ConnectionSpec &spec,
                               const QString &folder)
{
    BackupRequest request;
    request.source = spec;
    request.folder = folder;
    if (const Environment *environment = target.guard())
        request.environment = environment->name;
    if (spec.engine == Engine::PostgreSql)
        request.installations = findPostgresInstallations();
    request.migrations = backedUpMigrationsReader(
        target.migrations, [&target](Session &session) { return conventionOf(target, &session); });
    return request;
}

void BackupSource::addBackupTo(CLI::App &subcommand)
{
    subcommand.add_option("BACKUP", backup, backupHelp)->required();
    folder.addTo(subcommand);
}

void BackupSource::addTo(CLI::App &subcommand)
{
    addBackupTo(subcommand);
    subcommand
        .add_option("-w,--workspace", workspaceFile,
                    "tidemark.toml to use; otherwise the nearest one upwards from here")
        ->type_name("FILE");
    subcommand.add_flag("--json", json, "Answer in JSON");
}

Result<Backup> BackupSource::find(const CommandContext &context) const
{
    TM_TRY_ASSIGN(ChosenBackup chosen, choose(context));
    if (chosen.listed)
        return *std::move(chosen.listed);
    return readBackup(chosen.path);
}

Result<QString> BackupSource::findPath(const CommandContext &context) const
{
    TM_TRY_ASSIGN(const ChosenBackup chosen, choose(context));
    return chosen.path;
}

Result<ChosenBackup> BackupSource::choose(const CommandContext &context) const
{
    const auto backups = [&]() -> Result<QString> {
        TM_TRY_ASSIGN(const auto workspace, nearestWorkspace(workspaceFile, context));
        return folder.path(workspace, context);
    };
    auto chosen = chooseBackup(QString::fromStdString(backup),
                               {context.currentFolder, backups, !folder.folder.empty()});
    if (chosen && !chosen->note.isEmpty())
        context.terminal.warn(chosen->note);
    return chosen;
}

BackupObserver BackupPrinter::observer()
{
    return
        [this](const BackupProgress &progress) { m_terminal.showProgress(progressText(progress)); };
}

QString backupKindText(const Backup &backup)
{
    return toText(backup.kind);
}

QJsonObject jsonOf(const Backup &backup)
{
    QJsonObject object{{u"path"_s, backup.path},
                       {u"kind"_s, toText(backup.kind)},
                       {u"format"_s, toText(backup.archive.format)},
                       {u"madeAt"_s, backup.madeAt.toUTC().toString(Qt::ISODateWithMs)},
                       {u"bytes"_s, backup.bytes},
                       {u"whole"_s, backup.whole}};
    if (!backup.name.isEmpty())
        object.insert(u"name"_s, backup.name);
    if (!backup.release.isEmpty())
        object.insert(u"release"_s, backup.release);
    if (!backup.manifestError.isEmpty())
        object.insert(u"manifestError"_s, backup.manifestError);
    if (backup.manifest)
        object.insert(u"manifest"_s,
                      QJsonDocument::fromJson(writeManifest(*backup.manifest)).object());
    return object;
}

} // namespace tidemark
