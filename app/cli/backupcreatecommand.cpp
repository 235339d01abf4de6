// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/actlog.h"
#include "cli/backupcommand.h"
#include "cli/backuptools.h"
#include "rehearsal/reports/wording.h"
#include "workspace/backups.h"
#include "workspace/duration.h"

#include <map>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class BackupCreateCommand final : public Command
{
public:
    BackupCreateCommand() { m_target.databaseOnly = true; }

    const char *name() const override { return "create"; }
    const char *summary() const override { return "Make a backup, with a manifest beside it"; }
    bool wantsJson() const override { return m_target.json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    Result<BackupRequest> request(const Target &target, const ConnectionSpec &spec,
                                  const CommandContext &context) const;
    void print(const Backup &backup, Terminal &terminal) const;

    TargetOptions m_target;
    BackupFolderSwitch m_folder;
    std::string m_name;
    std::string m_label;
    std::string m_release;
    std::string m_lockTimeout;
    BackupFormat m_format = BackupFormat::Custom;
    std::optional<Compression> m_compression;
    std::optional<int> m_level;
    int m_jobs = 1;
    bool m_automatic = false;
    bool m_globals = false;
    bool m_noDigests = false;
};

void BackupCreateCommand::configure(CLI::App &subcommand)
{
    subcommand.add_option("--name", m_name, "Call the file so; a named backup is never pruned")
        ->type_name("NAME");
    subcommand.add_option("--label", m_label, "A remark that is kept with it")->type_name("TEXT");
    subcommand.add_option("--release", m_release, "The release that it is taken for")
        ->type_name("NAME");
    subcommand.add_flag("--automatic", m_automatic,
                        "One of those that are pruned when newer ones are there (for timers)");
    const std::map<std::string, BackupFormat> formats{{"custom", BackupFormat::Custom},
                                                      {"directory", BackupFormat::Directory},
                                                      {"plain", BackupFormat::Plain}};
    subcommand
        .add_option("--format", m_format,
                    "PostgreSQL: custom (one file, the default), directory (can use several "
                    "--jobs) or plain (SQL)")
        ->transform(CLI::CheckedTransformer(formats).description(""))
        ->type_name("FORMAT");
    const std::map<std::string, Compression> compressions{{"none", Compression::None},
                                                          {"gzip", Compression::Gzip},
                                                          {"lz4", Compression::Lz4},
                                                          {"zstd", Compression::Zstd}};
    subcommand
        .add_option("--compress", m_compression,
                    "PostgreSQL: none, gzip, lz4 or zstd, as that pg_dump can")
        ->transform(CLI::CheckedTransformer(compressions).description(""))
        ->type_name("METHOD");
    subcommand.add_option("--level", m_level, "How hard it tries to compress")
        ->type_name("N")
        ->check(CLI::Range(1, 22));
    subcommand.add_option("-j,--jobs", m_jobs, "Processes, with --format directory")
        ->type_name("N")
        ->check(CLI::Range(1, 64));
    subcommand.add_flag("--globals", m_globals,
                        "PostgreSQL: also roles and tablespaces, in a file beside it");
    subcommand.add_flag("--no-digests", m_noDigests,
                        "Do not read the rows for the manifest; verify can prove less then");
    subcommand
        .add_option("--lock-timeout", m_lockTimeout,
                    "How long it waits for a table that is locked; otherwise 60s")
        ->type_name("TIME");
    m_folder.addTo(subcommand);
    m_target.addTo(subcommand);
}

Result<BackupRequest> BackupCreateCommand::request(const Target &target, const ConnectionSpec &spec,
                                                   const CommandContext &context) const
{
    BackupRequest request =
        backupRequestFor(target, spec, m_folder.path(target.workspace, context));
    if (m_automatic && !m_name.empty())
        return fail(ErrorKind::Usage, u"--automatic and --name exclude each other"_s);
    request.kind = m_automatic      ? BackupKind::Automatic
                   : m_name.empty() ? BackupKind::Manual
                                    : BackupKind::Named;
    request.name = QString::fromStdString(m_name);
    request.label = QString::fromStdString(m_label);
    request.release = QString::fromStdString(m_release);
    request.format = m_format;
    request.compression = m_compression;
    request.level = m_level;
    request.jobs = m_jobs;
    request.globals = m_globals;
    request.contents = !m_noDigests;
    if (!m_lockTimeout.empty()) {
        const auto timeout = parseDuration(QString::fromStdString(m_lockTimeout));
        if (!timeout)
            return fail(ErrorKind::Usage,
                        u"--lock-timeout: \"%1\" is no duration"_s.arg(
                            QString::fromStdString(m_lockTimeout)),
                        {}, u"write 500ms, 5s or 2min"_s);
        request.lockTimeout = *timeout;
    }
    return request;
}

void BackupCreateCommand::print(const Backup &backup, Terminal &terminal) const
{
    if (m_target.json) {
        terminal.printJson(jsonOf(backup));
        return;
    }
    const BackupManifest &manifest = *backup.manifest;
    terminal.printLine(terminal.styled(u"ok "_s, Style::Green) + backup.path);
    QString line = u"   %1 of %2 in %3"_s.arg(bytesText(backup.bytes), manifest.database,
                                              durationText(double(manifest.durationMs)));
    if (manifest.contents)
        line += u"; %1 tables"_s.arg(manifest.contents->tables.size());
    if (manifest.migrations && !manifest.migrations->applied.empty())
        line += u"; migrations up to "_s + manifest.migrations->applied.back().version;
    terminal.printLine(line);
    for (const QString &note : manifest.notes)
        terminal.warn(note);
}

Result<ExitCode> BackupCreateCommand::run(CommandContext &context)
{
    TM_TRY_ASSIGN(const Target target, resolveTarget(m_target, context));
    AuditedAct act = beginAct("backup", target, context);
    const auto make = [&]() -> Result<Backup> {
        TM_TRY_ASSIGN(const Connection connection, reach(target, context));
        TM_TRY_ASSIGN(const BackupRequest wanted, request(target, connection.spec, context));
        TM_TRY(prepareBackupFolder(wanted.folder));
        BackupPrinter printer(context.terminal);
        return createBackup(wanted, printer.observer(), context.stop);
    };
    const Result<Backup> backup = make();
    warnUnlessLogged(recordBackup(act, backup), context.terminal);
    TM_TRY(backup);
    print(*backup, context.terminal);
    return ExitCode::Fine;
}

} // namespace

std::unique_ptr<Command> makeBackupCreateCommand()
{
    return std::make_unique<BackupCreateCommand>();
}

} // namespace tidemark
