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

Result<std::optional<Workspace>> nearestWorkspace(const std::string &file,
                                                  const CommandContext &context)
{
    auto found = findWorkspaceFile(context.currentFolder);
    if (!file.empty()) {
        found =
            QDir::cleanPath(context.currentFolder.absoluteFilePath(QString::fromStdString(file)));
        if (QFileInfo(*found).isDir())
            found = QDir(*found).filePath(QString::fromUtf16(workspaceFileName));
    }
    if (!found)
        return std::optional<Workspace>();
    TM_TRY_ASSIGN(Workspace workspace, readWorkspace(*found));
    return std::optional(std::move(workspace));
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
    subcommand
        .add_option("BACKUP", backup,
                    "A file or folder, its name where the backups are, or \"latest\"")
        ->required();
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
    const QString wanted = QString::fromStdString(backup);
    const QString path = QDir::cleanPath(context.currentFolder.absoluteFilePath(wanted));
    const bool isPath = wanted.contains(u'/');
    const bool exists = QFileInfo::exists(path) && wanted != u"latest";
    if (isPath && exists)
        return readBackup(path);
    TM_TRY_ASSIGN(const auto workspace, nearestWorkspace(workspaceFile, context));
    TM_TRY_ASSIGN(const BackupFolder found, scanBackups(folder.path(workspace, context)));
    const QString note = found.noteOn(wanted);
    const Backup *one = found.find(wanted);
    // Nobody should get another backup than the one that he has in mind.
    if (one && exists && one->path != path && folder.folder.empty())
        return fail(ErrorKind::Usage, u"there are two backups \"%1\""_s.arg(wanted),
                    u"%1 and %2"_s.arg(path, one->path),
                    u"Say ./%1 for the one here, or --folder for the other"_s.arg(wanted));
    if (one) {
        if (!note.isEmpty())
            context.terminal.warn(note);
        return *one;
    }
    if (exists)
        return readBackup(path);
    return fail(ErrorKind::Usage, u"there is no backup \"%1\""_s.arg(wanted),
                note.isEmpty() ? u"looked for in "_s + found.path : note,
                u"\"tidemark backup list\" shows those there are"_s);
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
    if (backup.manifest)
        object.insert(u"manifest"_s,
                      QJsonDocument::fromJson(writeManifest(*backup.manifest)).object());
    return object;
}

} // namespace tidemark
