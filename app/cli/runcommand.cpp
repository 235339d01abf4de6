// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/runcommand.h"

#include "cli/actlog.h"
#include "cli/backuptools.h"
#include "cli/json.h"
#include "cli/runprinter.h"
#include "workspace/duration.h"
#include "workspace/runbackup.h"
#include "workspace/whoami.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Duration = std::optional<std::chrono::milliseconds>;

Result<Duration> durationOf(const std::string &text, const char *option, const Duration &otherwise)
{
    if (text.empty())
        return otherwise;
    if (const Duration value = parseDuration(QString::fromStdString(text)))
        return value;
    return fail(
        ErrorKind::Usage,
        u"%1: \"%2\" is no duration"_s.arg(QLatin1String(option), QString::fromStdString(text)), {},
        u"write 500ms, 5s or 2min"_s);
}

ExitCode exitCodeOf(const RunReport &report)
{
    if (report.error)
        return exitCodeOf(*report.error);
    for (const StepReport &step : report.steps) {
        if (const auto *failed = std::get_if<StepFailed>(&step.outcome))
            return exitCodeOf(failed->error);
        if (std::holds_alternative<StepCancelled>(step.outcome))
            return ExitCode::CouldNot;
    }
    return ExitCode::Fine;
}

/// What the files of this very plan are warned about; the rest is for `status`.
void noteWarnings(const Plan &plan, Terminal &terminal)
{
    for (const Finding &warning : plan.warnings)
        terminal.note(
            u"%1: %2"_s.arg(terminal.styledErr(u"warning"_s, Style::Yellow), warning.message));
}

} // namespace

void TimeoutSwitches::addTo(CLI::App &subcommand)
{
    subcommand
        .add_option("--lock-timeout", lock, "How long a statement may wait for a lock (5s, 500ms)")
        ->type_name("TIME");
    subcommand
        .add_option("--statement-timeout", statement, "How long a statement may run (5s, 500ms)")
        ->type_name("TIME");
}

Result<Timeouts> TimeoutSwitches::toTimeouts(const RunDefaults &defaults) const
{
    Timeouts timeouts;
    TM_TRY_ASSIGN(timeouts.lock, durationOf(lock, "--lock-timeout", defaults.lockTimeout));
    TM_TRY_ASSIGN(timeouts.statement,
                  durationOf(statement, "--statement-timeout", defaults.statementTimeout));
    return timeouts;
}

void RunSwitches::addTo(CLI::App &subcommand)
{
    subcommand.add_flag_callback(
        "--wait", [this] { wait = true; }, "Wait for another run to end (the default)");
    subcommand.add_flag_callback(
        "--no-wait", [this] { wait = false; }, "Fail at once, naming who runs");
    timeouts.addTo(subcommand);
    subcommand
        .add_option("--retries", retries,
                    "How often a step that ran into a lock time-out is repeated")
        ->type_name("N")
        ->check(CLI::Range(0, 1000));
}

Result<RunOptions> RunSwitches::toOptions(const RunDefaults &defaults) const
{
    RunOptions options;
    options.wait = wait.value_or(defaults.wait.value_or(true));
    options.retries = retries.value_or(defaults.retries.value_or(0));
    TM_TRY_ASSIGN(const Timeouts given, timeouts.toTimeouts(defaults));
    options.lockTimeout = given.lock;
    options.statementTimeout = given.statement;
    return options;
}

void RunCommand::configure(CLI::App &subcommand)
{
    addLimits(subcommand);
    subcommand.add_flag("-n,--dry-run", m_dryRun, "Show what would run, and change nothing");
    subcommand.add_flag("--no-backup", m_noBackup,
                        "No backup first, where the environment's role is not local");
    m_target.addTo(subcommand);
    m_arm.addTo(subcommand);
    m_switches.addTo(subcommand);
}

void RunCommand::addTo(CLI::App &subcommand, const char *help)
{
    subcommand.add_option("--to", m_to, help)->type_name("VERSION");
}

void RunCommand::addCount(CLI::App &subcommand, const char *help)
{
    subcommand.add_option("--count", m_count, help)
        ->type_name("N")
        ->check(CLI::Range(1, 1'000'000));
}

Result<PlanLimits> RunCommand::limits() const
{
    PlanLimits limits = m_limits;
    limits.to = QString::fromStdString(m_to);
    limits.count = m_count;
    if (!limits.to.isEmpty() + limits.count.has_value() + limits.all > 1)
        return fail(ErrorKind::Usage, u"--to, --count and --all exclude each other"_s);
    return limits;
}

Result<ExitCode> RunCommand::run(CommandContext &context)
{
    TM_TRY_ASSIGN(const PlanLimits wanted, limits());
    TM_TRY_ASSIGN(Target target, resolveTarget(m_target, context));
    AuditedAct act = beginAct(name(), target, context);
    const Result<ExitCode> result = perform(std::move(target), wanted, act, context);
    if (!result && !m_dryRun)
        warnUnlessLogged(act.failed(result.error()), context.terminal);
    return result;
}

Result<void> RunCommand::backUp(const OpenedTarget &opened, CommandContext &context) const
{
    const Environment *environment = opened.target.guard();
    if (m_noBackup || !environment)
        return {};
    std::optional<Workspace> workspace = opened.target.workspace;
    if (!workspace) { // the database was named by its URL, and the environment is the one it is
        TM_TRY_ASSIGN(workspace, nearestWorkspace({}, context));
    }
    if (!wantsBackupBeforeRun(*environment, opened.spec, workspace ? &*workspace : nullptr))
        return {};
    BackupPrinter printer(context.terminal);
    BackupBeforeRun made = backUpBeforeRun(
        QString::fromLatin1(name()),
        backupRequestFor(opened.target, opened.spec, BackupFolderSwitch().path(workspace, context)),
        beginAct("backup", opened.target, context), printer.observer(), context.stop);
    if (made.unlogged)
        warnUnlessLogged(fail(*made.unlogged), context.terminal);
    if (!made.backup) {
        Error error = std::move(made.backup).error();
        if (error.hint.isEmpty() && error.kind != ErrorKind::Cancelled)
            error.hint = u"without a backup: --no-backup"_s;
        return fail(std::move(error));
    }
    context.terminal.note(
        u"backup: %1 (%2)"_s.arg(made.backup->path, bytesText(made.backup->bytes)));
    return {};
}

Result<ExitCode> RunCommand::perform(Target target, const PlanLimits &wanted, AuditedAct &act,
                                     CommandContext &context) const
{
    TM_TRY_ASSIGN(RunOptions options,
                  m_switches.toOptions(target.workspace ? target.workspace->run : RunDefaults{}));
    options.who = whoRuns(context.variables);
    if (!m_dryRun)
        TM_TRY(m_arm.check(target, QString::fromLatin1(name()), context));
    TM_TRY_ASSIGN(OpenedTarget opened,
                  openTarget(std::move(target), {m_dryRun, options.lockTimeout}, context));
    if (opened.journal && !m_dryRun)
        TM_TRY(opened.awaitOthers(options.wait, context.stop));
    TM_TRY_ASSIGN(const Plan plan, makePlan(opened.planRequest(), wanted));
    act.setSubject(plan);

    Terminal &terminal = context.terminal;
    const Engine engine = opened.session->engine();
    if (m_dryRun) {
        if (m_target.json) {
            TM_TRY_ASSIGN(const QJsonObject json, planJson(plan, engine));
            terminal.printJson(json);
            return ExitCode::Fine;
        }
        TM_TRY_ASSIGN(const QString text, planText(plan, engine, terminal));
        noteWarnings(plan, terminal);
        terminal.print(plan.steps.empty() ? nothingToDo() + u'\n' : text);
        return ExitCode::Fine;
    }
    if (!m_target.json)
        noteWarnings(plan, terminal);
    if (plan.steps.empty() && !m_target.json) {
        terminal.printLine(nothingToDo());
        return ExitCode::Fine;
    }
    if (!plan.steps.empty())
        TM_TRY(backUp(opened, context));
    RunPrinter printer(terminal, plan, m_target.json);
    const RunReport report =
        Runner::run(*opened.session, *opened.store, plan, options, printer, context.stop);
    if (!plan.steps.empty())
        warnUnlessLogged(act.ended(report), terminal);
    if (m_target.json)
        terminal.printJson(runJson(report));
    else
        printRunEnd(terminal, report, plan);
    return exitCodeOf(report);
}

} // namespace tidemark
