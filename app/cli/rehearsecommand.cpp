// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/actlog.h"
#include "cli/arm.h"
#include "cli/backuptools.h"
#include "cli/command.h"
#include "cli/leftovers.h"
#include "cli/runcommand.h"
#include "cli/target.h"
#include "rehearsal/archive.h"
#include "rehearsal/rehearse.h"
#include "rehearsal/reports/jsonreport.h"
#include "rehearsal/reports/reportwriters.h"
#include "rehearsal/reports/textreport.h"
#include "workspace/auditlog.h"

#include <QSaveFile>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// One line on standard error that says where the rehearsal is.
class ProgressLine final : public RehearsalObserver
{
public:
    explicit ProgressLine(Terminal &terminal)
        : m_terminal(terminal)
    {
    }
    ~ProgressLine() override { m_terminal.clearProgress(); }

    void started(int migrations) override { m_count = migrations; }
    void migrationStarted(int index, const Migration &migration) override
    {
        m_where = u"%1/%2 %3"_s.arg(index + 1).arg(m_count).arg(migration.id);
        m_terminal.showProgress(m_where);
    }
    void stepStarted(int, RehearsalStep step) override
    {
        m_terminal.showProgress(m_where + u": "_s + rehearsalStepName(step));
    }

private:
    Terminal &m_terminal;
    QString m_where;
    int m_count = 0;
};

QStringList splitNames(const std::vector<std::string> &texts)
{
    QStringList names;
    for (const std::string &text : texts)
        names += QString::fromStdString(text).split(u',', Qt::SkipEmptyParts);
    return names;
}

class RehearseCommand final : public Command
{
public:
    const char *name() const override { return "rehearse"; }
    const char *summary() const override
    {
        return "Run migrations up, down and up again on a throw-away copy";
    }
    bool wantsJson() const override { return m_target.json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    Result<RehearsalRequest> request(const Target &target, const CommandContext &context) const;
    Result<RehearsalReport> perform(const Target &target, RehearsalRequest wanted,
                                    CommandContext &context) const;
    void keep(const Target &target, const RehearsalRequest &wanted, const RehearsalReport &report,
              CommandContext &context) const;
    Result<void> writeReports(const RehearsalReport &report, CommandContext &context) const;
    void print(const RehearsalReport &report, Terminal &terminal) const;

    TargetOptions m_target;
    TimeoutSwitches m_timeouts;
    ArmSwitch m_arm;
    bool m_fromEmpty = false;
    BackupSource m_backup;
    RehearsalOptions::Mode m_mode = RehearsalOptions::Mode::Step;
    CopyMethod m_copy = CopyMethod::Automatic;
    std::vector<std::string> m_only;
    std::string m_from;
    std::string m_to;
    int m_last = 0;
    bool m_asOne = false;
    int m_fill = 0;
    int m_samples = 5;
    std::string m_traffic;
    std::vector<std::string> m_reports;
    bool m_noArchive = false;
};

void RehearseCommand::configure(CLI::App &subcommand)
{
    using Mode = RehearsalOptions::Mode;
    m_target.addTo(subcommand);
    m_arm.addTo(subcommand);
    subcommand.add_flag(
        "--from-empty", m_fromEmpty,
        "From nothing instead of a copy of the database; --url then names the server");
    subcommand
        .add_option("--on-backup", m_backup.backup,
                    "On a restore of this backup: a file, its name where they are, or \"latest\"")
        ->type_name("BACKUP")
        ->excludes("--from-empty");
    subcommand
        .add_option("--mode", m_mode,
                    "step: each migration by itself; chain: all ups, then all downs in reverse; "
                    "restore: backup, all ups, and back by a restore, beside the code alone")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Mode>{
            {"step", Mode::Step}, {"chain", Mode::Chain}, {"restore", Mode::Restore}}));
    subcommand
        .add_option("--copy", m_copy,
                    "How PostgreSQL's copy is made: auto, template, dump (into the same server), "
                    "scratch (dump into a server of our own)")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, CopyMethod>{{"auto", CopyMethod::Automatic},
                                              {"template", CopyMethod::Template},
                                              {"dump", CopyMethod::DumpRestore},
                                              {"scratch", CopyMethod::DumpRestoreToScratch}}));
    subcommand.add_option("--only", m_only, "Only these: versions or names, separated by commas");
    subcommand.add_option("--from", m_from, "The first of a range");
    subcommand.add_option("--to", m_to, "The last of a range");
    subcommand.add_option("--last", m_last, "The newest N")->check(CLI::PositiveNumber);
    subcommand.add_flag("--as-one", m_asOne,
                        "Judge the range as one: all ups, then all downs in reverse");
    subcommand.add_option("--fill", m_fill, "Rows that every table has at least before each up")
        ->check(CLI::Range(0, 10000));
    subcommand.add_option("--traffic", m_traffic, "A script that runs between up and down")
        ->check(CLI::ExistingFile);
    m_timeouts.addTo(subcommand);
    subcommand.add_option("--samples", m_samples, "Rows shown of each table that lost some")
        ->check(CLI::Range(0, 1000));
    subcommand.add_option("--report", m_reports,
                          "Also write FILE.html, .json, .xml (JUnit) or .txt");
    subcommand.add_flag("--no-archive", m_noArchive,
                        "Do not keep the report for the workbench and for comparisons");
}

Result<RehearsalRequest> RehearseCommand::request(const Target &target,
                                                  const CommandContext &context) const
{
    RehearsalRequest request;
    if (!m_backup.backup.empty()) {
        BackupSource source = m_backup;
        source.workspaceFile = m_target.workspaceFile;
        TM_TRY_ASSIGN(const Backup backup, source.find(context));
        request.backup = backup.path;
    }
    request.folder = QDir(target.migrations);
    request.convention = target.convention;
    request.database = target.spec;
    // A path on the command line may be misspelt; that of an environment is where `up` makes it.
    const bool nothingToCopy = target.spec && isNotThereYet(*target.spec) &&
                               (target.environment || target.spec->conninfo.isEmpty());
    request.fromEmpty = m_fromEmpty || nothingToCopy;
    request.copyMethod = m_copy;
    request.leaveServerAlone = !m_arm.isArmed(target);
    request.mode = m_mode;
    request.only = splitNames(m_only);
    request.from = QString::fromStdString(m_from);
    request.to = QString::fromStdString(m_to);
    request.last = m_last;
    request.asOneUnit = m_asOne;
    request.fill = m_fill;
    request.samples = m_samples;
    TM_TRY_ASSIGN(request.timeouts,
                  m_timeouts.toTimeouts(target.workspace ? target.workspace->run : RunDefaults{}));
    request.trafficFile = QString::fromStdString(m_traffic);
    return request;
}

/// A report that cannot be kept is no reason to fail: it is on the screen.
void RehearseCommand::keep(const Target &target, const RehearsalRequest &wanted,
                           const RehearsalReport &report, CommandContext &context) const
{
    if (m_noArchive || report.migrations.empty())
        return;
    const QString name = target.environment ? target.environment->name
                         : target.spec      ? target.spec->displayName()
                                            : QString();
    const RehearsalArchive archive(defaultStateFolder(context.variables));
    const auto kept = archive.store(target.workspace ? target.workspace->file : target.migrations,
                                    sourceText(wanted, name), report);
    if (!kept)
        context.terminal.note(u"the report is not kept: "_s + kept.error().summary);
}

Result<void> RehearseCommand::writeReports(const RehearsalReport &report,
                                           CommandContext &context) const
{
    for (const std::string &path : m_reports) {
        const QString name = QString::fromStdString(path);
        QSaveFile file(context.currentFolder.absoluteFilePath(name));
        const QByteArray contents = reportWriterFor(name)->write(report);
        if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size() ||
            !file.commit())
            return fail(ErrorKind::Io, u"cannot write %1"_s.arg(name), file.errorString());
    }
    return {};
}

void RehearseCommand::print(const RehearsalReport &report, Terminal &terminal) const
{
    if (m_target.json) {
        terminal.print(QString::fromUtf8(writeJson(report)));
        return;
    }
    const TextOptions options{terminal.capabilities().colourOut, terminal.capabilities().width,
                              true};
    terminal.print(QString::fromUtf8(writeText(report, options)));
}

Result<ExitCode> RehearseCommand::run(CommandContext &context)
{
    for (const std::string &path : m_reports) {
        if (!reportWriterFor(QString::fromStdString(path))) {
            return fail(
                ErrorKind::Usage,
                u"the name of a report says its format: %1"_s.arg(QString::fromStdString(path)), {},
                u".html, .json, .xml or .txt"_s);
        }
    }
    TM_TRY_ASSIGN(const Target target, resolveTarget(m_target, context));
    TM_TRY_ASSIGN(const RehearsalRequest wanted, request(target, context));
    AuditedAct act = beginAct(name(), target, context);
    const auto report = perform(target, wanted, context);
    warnUnlessLogged(report ? act.ended(*report) : act.failed(report.error()), context.terminal);
    if (!report)
        return tl::unexpected(report.error());
    print(*report, context.terminal);
    keep(target, wanted, *report, context);
    TM_TRY(writeReports(*report, context));
    if (report->cancelled)
        return ExitCode::CouldNot;
    // One way back that loses nothing is enough.
    if (m_mode == RehearsalOptions::Mode::Restore)
        return std::ranges::any_of(report->migrations,
                                   [](const MigrationReport &way) { return isGood(way); })
                   ? ExitCode::Fine
                   : ExitCode::No;
    const bool fine = std::all_of(
        report->migrations.begin(), report->migrations.end(), [](const MigrationReport &migration) {
            return isGood(migration) || migration.verdict == Verdict::NotRun;
        });
    return fine ? ExitCode::Fine : ExitCode::No;
}

Result<RehearsalReport> RehearseCommand::perform(const Target &target, RehearsalRequest wanted,
                                                 CommandContext &context) const
{
    Connection connection;
    if (target.spec && wanted.backup.isEmpty()) {
        TM_TRY_ASSIGN(connection, reach(target, context));
        wanted.database = connection.spec;
    }
    SandboxFactory sandboxes(defaultStateFolder(context.variables));
    TM_TRY(removeLeftovers(sandboxes, context.terminal));
    ProgressLine progress(context.terminal);
    return rehearse(wanted, sandboxes, progress, context.stop);
}

} // namespace

std::unique_ptr<Command> makeRehearseCommand()
{
    return std::make_unique<RehearseCommand>();
}

} // namespace tidemark
