// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/backupcommand.h"
#include "cli/backuptools.h"
#include "cli/table.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString migrationsText(const Backup &backup)
{
    if (!backup.manifest || !backup.manifest->migrations)
        return {};
    const auto &applied = backup.manifest->migrations->applied;
    return applied.empty() ? u"none"_s : applied.back().version;
}

QString databaseText(const Backup &backup)
{
    if (!backup.manifest)
        return {};
    return backup.manifest->environment.isEmpty() ? backup.manifest->database
                                                  : backup.manifest->environment;
}

TableCell sizeCell(const Backup &backup)
{
    const QString size = bytesText(backup.bytes);
    if (!backup.manifestError.isEmpty())
        return {u"bad manifest, "_s + size, Style::Red};
    return backup.whole ? TableCell{size} : TableCell{u"incomplete, "_s + size, Style::Red};
}

QJsonObject folderJson(const BackupFolder &folder)
{
    QJsonArray backups;
    for (const Backup &backup : folder.backups)
        backups.append(jsonOf(backup));
    QJsonArray partial;
    for (const UnfinishedBackup &one : folder.partial)
        partial.append(QJsonObject{
            {u"path"_s, one.path}, {u"beingMade"_s, one.alive}, {u"bytes"_s, one.bytes}});
    QJsonArray releases;
    for (const DeployedRelease &release : folder.releases)
        releases.append(QJsonObject{{u"name"_s, release.name},
                                    {u"madeAt"_s, release.madeAt.toString(Qt::ISODate)},
                                    {u"current"_s, release.current},
                                    {u"backup"_s, release.backup}});
    return {{u"folder"_s, folder.path},
            {u"backups"_s, backups},
            {u"unfinished"_s, partial},
            {u"releases"_s, releases},
            {u"findings"_s, QJsonArray::fromStringList(folder.findings)}};
}

void printFolder(const BackupFolder &folder, Terminal &terminal)
{
    Table table({u"WHEN"_s, u"KIND"_s, u"BACKUP"_s, u"SIZE"_s, u"FORMAT"_s, u"OF"_s,
                 u"MIGRATIONS"_s, u"RELEASE"_s, u"LABEL"_s});
    table.alignRight(3);
    for (const Backup &backup : folder.backups)
        table.add({{backup.madeAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s), Style::Dim},
                   {backupKindText(backup)},
                   {backup.fileName()},
                   sizeCell(backup),
                   {toText(backup.archive.format)},
                   {databaseText(backup)},
                   {migrationsText(backup)},
                   {backup.release},
                   {backup.manifest ? backup.manifest->label : QString()}});
    if (table.isEmpty())
        terminal.printLine(u"no backups are in "_s + folder.path);
    else
        terminal.print(table.toText(terminal));
    for (const DeployedRelease &release : folder.releases)
        terminal.printLine(
            u"release %1%2: %3"_s.arg(release.name, release.current ? u" (current)"_s : QString(),
                                      release.backup.isEmpty() ? u"no backup"_s : release.backup));
    for (const UnfinishedBackup &one : folder.partial)
        terminal.note(one.alive
                          ? u"being made: %1 (%2)"_s.arg(one.path, bytesText(one.bytes))
                          : u"left by a backup that was killed: %1 (%2); \"tidemark backup prune\" "
                            "removes it"_s.arg(one.path, bytesText(one.bytes)));
    for (const QString &finding : folder.findings)
        terminal.warn(finding);
}

class BackupListCommand final : public Command
{
public:
    const char *name() const override { return "list"; }
    const char *summary() const override { return "Show the backups of a folder, newest first"; }
    bool wantsJson() const override { return m_json; }

    void configure(CLI::App &subcommand) override
    {
        m_folder.addTo(subcommand);
        subcommand
            .add_option("-w,--workspace", m_workspaceFile,
                        "tidemark.toml to use; otherwise the nearest one upwards from here")
            ->type_name("FILE");
        subcommand.add_flag("--json", m_json, "Answer in JSON");
    }

    Result<ExitCode> run(CommandContext &context) override
    {
        TM_TRY_ASSIGN(const auto workspace, nearestWorkspace(m_workspaceFile, context));
        TM_TRY_ASSIGN(const BackupFolder folder, scanBackups(m_folder.path(workspace, context)));
        if (m_json)
            context.terminal.printJson(folderJson(folder));
        else
            printFolder(folder, context.terminal);
        return ExitCode::Fine;
    }

private:
    BackupFolderSwitch m_folder;
    std::string m_workspaceFile;
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeBackupListCommand()
{
    return std::make_unique<BackupListCommand>();
}

} // namespace tidemark
