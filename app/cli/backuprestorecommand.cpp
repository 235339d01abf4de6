// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/restore.h"
#include "cli/actlog.h"
#include "cli/arm.h"
#include "cli/backupcommand.h"
#include "cli/backuptools.h"
#include "cli/leftovers.h"
#include "rehearsal/reports/wording.h"
#include "workspace/auditlog.h"
#include "workspace/backups.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class BackupRestoreCommand final : public Command
{
public:
    BackupRestoreCommand() { m_target.databaseOnly = true; }

    const char *name() const override { return "restore"; }
    const char *summary() const override
    {
        return "Make a database of a backup: a new one, or one that is replaced by name";
    }
    bool wantsJson() const override { return m_target.json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    bool isIntoFile(const Backup &backup) const
    {
        return backup.archive.format == BackupFormat::SqliteFile && !m_to.empty();
    }
    Result<Target> target(const Backup &backup, const CommandContext &context) const;
    Result<RestoreRequest> request(const Backup &backup, const Target &target,
                                   const ConnectionSpec &spec, CommandContext &context) const;
    Result<RestoreReport> restore(const Backup &backup, const Target &target,
                                  CommandContext &context) const;
    void print(const RestoreReport &report, Terminal &terminal) const;

    BackupSource m_source;
    TargetOptions m_target;
    ArmSwitch m_arm;
    std::string m_to;
    std::string m_replace;
    std::vector<std::string> m_tables;
    int m_jobs = 1;
    bool m_endConnections = false;
    bool m_noOwner = false;
    bool m_noTablespaces = false;
    bool m_noCheck = false;
};

void BackupRestoreCommand::configure(CLI::App &subcommand)
{
    m_source.addBackupTo(subcommand);
    auto *to = subcommand
                   .add_option("--to", m_to,
                               "The database (SQLite: the file) to be made; otherwise its old name "
                               "with the time behind it")
                   ->type_name("NAME");
    subcommand
        .add_option("--replace", m_replace,
                    "Replace the database of --env or --url: its name, typed once more. It is "
                    "kept under another name")
        ->type_name("NAME")
        ->excludes(to);
    subcommand.add_flag("--end-connections", m_endConnections,
                        "PostgreSQL: end those that others have to what is replaced");
    subcommand
        .add_option("-t,--table", m_tables,
                    "Only this table and its rows: NAME or SCHEMA.NAME (PostgreSQL: without "
                    "indexes and constraints)")
        ->type_name("TABLE");
    subcommand.add_option("-j,--jobs", m_jobs, "Processes of pg_restore")
        ->type_name("N")
        ->check(CLI::Range(1, 64));
    subcommand.add_flag("--no-owner", m_noOwner, "PostgreSQL: without owners and privileges");
    subcommand.add_flag("--no-tablespaces", m_noTablespaces,
                        "PostgreSQL: everything in the new database's own tablespace");
    subcommand.add_flag(
        "--no-check", m_noCheck,
        "Compare nothing with the manifest: neither the archive's SHA-256 before nor the "
        "rows after");
    m_arm.addTo(subcommand);
    m_target.addTo(subcommand);
}

Result<Target> BackupRestoreCommand::target(const Backup &backup,
                                            const CommandContext &context) const
{
    if (!isIntoFile(backup) || !m_target.url.empty() || !m_target.environment.empty())
        return resolveTarget(m_target, context);
    Target target;
    target.spec = ConnectionSpec{.engine = Engine::Sqlite, .conninfo = {}};
    return target;
}

Result<RestoreRequest> BackupRestoreCommand::request(const Backup &backup, const Target &target,
                                                     const ConnectionSpec &spec,
                                                     CommandContext &context) const
{
    RestoreRequest request;
    request.backup = backup;
    request.target = spec;
    TM_TRY_ASSIGN(const QString own, databaseNameOf(spec));
    if (!m_replace.empty()) {
        if (QString::fromStdString(m_replace) != own)
            return fail(ErrorKind::Usage,
                        u"--replace %1: the database is called %2"_s.arg(
                            QString::fromStdString(m_replace), own),
                        {}, u"type its name, letter for letter"_s);
        request.replace = true;
        request.name = own;
    } else if (spec.engine == Engine::Sqlite) {
        if (m_to.empty())
            return fail(ErrorKind::Usage, u"--to FILE says what to make"_s);
        request.target.conninfo =
            context.currentFolder.absoluteFilePath(QString::fromStdString(m_to));
    } else {
        request.name = m_to.empty()
                           ? restoredDatabaseName(backup, own, QDateTime::currentDateTimeUtc())
                           : QString::fromStdString(m_to);
    }
    for (const std::string &table : m_tables)
        request.tables.push_back(spec.engine == Engine::Sqlite
                                     ? TableName{{}, QString::fromStdString(table)}
                                     : tableNamed(QString::fromStdString(table)));
    if (request.replace && !request.tables.empty())
        return fail(ErrorKind::Usage, u"single tables replace no database"_s);
    request.endConnections = m_endConnections;
    request.noOwner = m_noOwner;
    request.noTablespaces = m_noTablespaces;
    request.jobs = m_jobs;
    request.check = !m_noCheck;
    if (spec.engine == Engine::PostgreSql)
        request.installations = findPostgresInstallations();
    TM_TRY(m_arm.check(target, u"backup restore"_s, context));
    return request;
}

Result<RestoreReport> BackupRestoreCommand::restore(const Backup &backup, const Target &target,
                                                    CommandContext &context) const
{
    TM_TRY_ASSIGN(const Connection connection, reach(target, context));
    TM_TRY_ASSIGN(RestoreRequest wanted, request(backup, target, connection.spec, context));
    SandboxFactory sandboxes(defaultStateFolder(context.variables));
    TM_TRY(removeLeftovers(sandboxes, context.terminal));
    wanted.sandboxes = &sandboxes;
    BackupPrinter printer(context.terminal);
    return restoreBackup(wanted, printer.observer(), context.stop);
}

void BackupRestoreCommand::print(const RestoreReport &report, Terminal &terminal) const
{
    if (m_target.json) {
        terminal.printJson({{u"database"_s, report.database},
                            {u"kept"_s, report.kept},
                            {u"checked"_s, report.checked},
                            {u"notes"_s, QJsonArray::fromStringList(report.notes)},
                            {u"ms"_s, report.durationMs}});
        return;
    }
    terminal.printLine(
        terminal.styled(u"ok "_s, Style::Green) +
        u"%1 in %2%3"_s.arg(report.database, durationText(double(report.durationMs)),
                            report.checked ? u"; its rows are as the manifest says"_s : QString()));
    if (!report.kept.isEmpty())
        terminal.printLine(u"   the old one is kept as "_s + report.kept);
    for (const QString &note : report.notes)
        terminal.note(u"note: "_s + note);
}

Result<ExitCode> BackupRestoreCommand::run(CommandContext &context)
{
    m_source.workspaceFile = m_target.workspaceFile;
    TM_TRY_ASSIGN(const Backup backup, m_source.find(context));
    TM_TRY_ASSIGN(const Target into, target(backup, context));
    AuditedAct act = beginAct("restore", into, context);
    act.setSubject(QStringList{backup.fileName()});
    const Result<RestoreReport> report = restore(backup, into, context);
    warnUnlessLogged(recordRestore(act, report), context.terminal);
    TM_TRY(report);
    print(*report, context.terminal);
    return ExitCode::Fine;
}

} // namespace

std::unique_ptr<Command> makeBackupRestoreCommand()
{
    return std::make_unique<BackupRestoreCommand>();
}

} // namespace tidemark
