// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archiveload.h"
#include "backup/backupchoice.h"
#include "backup/create.h"
#include "base/bytestext.h"
#include "cli/command.h"
#include "cli/target.h"
#include "cli/workspacefile.h"

#include <QJsonObject>

#include <string>

namespace tidemark {

/// `--folder DIR`: where the backups are.
struct BackupFolderSwitch
{
    std::string folder;

    void addTo(CLI::App &subcommand);

    /// The option's, else the workspace's, else `backups` in the current folder; absolute.
    QString path(const std::optional<Workspace> &workspace, const CommandContext &context) const;
};

/// For --help of a BACKUP: chooseBackup() in a line.
inline constexpr auto backupHelp =
    "A file or folder, its name where the backups are, or \"latest\"";

/// A request for the target's database, reached at `spec`, with all that its workspace says.
/// The target must outlive it.
BackupRequest backupRequestFor(const Target &target, const ConnectionSpec &spec,
                               const QString &folder);

/// BACKUP, `--folder` and `--workspace`: a backup that is there.
struct BackupSource
{
    std::string backup; ///< a path, a file's name in the folder, the name of a named one, "latest"
    BackupFolderSwitch folder;
    std::string workspaceFile;
    bool json = false;

    void addTo(CLI::App &subcommand);
    void addBackupTo(CLI::App &subcommand); ///< BACKUP and --folder only

    /// chooseBackup(), with its note as a warning.
    Result<Backup> find(const CommandContext &context) const;
    /// The same for who opens the archive alone, without a look at its manifest.
    Result<QString> findPath(const CommandContext &context) const;

private:
    Result<ChosenBackup> choose(const CommandContext &context) const;
};

/// Shows on standard error what is being done; cleared by the destructor.
class BackupPrinter
{
public:
    explicit BackupPrinter(Terminal &terminal)
        : m_terminal(terminal)
    {
    }
    ~BackupPrinter() { m_terminal.clearProgress(); }
    BackupPrinter(const BackupPrinter &) = delete;
    BackupPrinter &operator=(const BackupPrinter &) = delete;

    BackupObserver observer();

private:
    Terminal &m_terminal;
};

QString backupKindText(const Backup &backup); ///< "automatic", "named"
QJsonObject jsonOf(const Backup &backup);

} // namespace tidemark
