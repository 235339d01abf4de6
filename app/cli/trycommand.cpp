// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/tryout.h"
#include "cli/command.h"
#include "cli/leftovers.h"
#include "cli/lintselection.h"
#include "cli/runcommand.h"
#include "cli/schemasources.h"
#include "rehearsal/reports/jsonreport.h"
#include "rehearsal/reports/textreport.h"
#include "workspace/auditlog.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// What is being prepared, and then which act the migration is in.
class TryProgress final : public TryObserver
{
public:
    explicit TryProgress(Terminal &terminal)
        : m_terminal(terminal)
        , m_printer(terminal)
        , m_loading(m_printer.observer())
    {
    }

    void preparing(const LoadProgress &progress) override { m_loading(progress); }
    void stepStarted(int, RehearsalStep step) override
    {
        m_terminal.showProgress(rehearsalStepName(step));
    }

private:
    Terminal &m_terminal;
    LoadPrinter m_printer;
    LoadObserver m_loading;
};

/// The steps that ran, with the words for them.
std::vector<std::pair<QString, const StepEvidence *>> directionsOf(const MigrationReport &migration)
{
    return {{u"up"_s, &migration.up}, {u"down"_s, &migration.down}};
}

QStringList footprintOf(const StatementEvidence &statement)
{
    QStringList parts;
    for (const LockEvidence &lock : statement.locks)
        parts += u"%1 on %2"_s.arg(lock.mode, lock.relation);
    for (const QString &table : statement.rewrites)
        parts += u"rewrites %1"_s.arg(table);
    return parts;
}

class TryCommand final : public Command
{
public:
    const char *name() const override { return "try"; }
    const char *summary() const override
    {
        return "Rehearse one migration as its files stand, after all that come before it";
    }
    bool wantsJson() const override { return m_target.json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    Result<TryRequest> request(const LintSelection &selection, CommandContext &context) const;
    void print(const std::vector<TryReport> &reports, Terminal &terminal) const;
    void printStatements(const MigrationReport &migration, Terminal &terminal) const;

    std::string m_what;
    std::string m_engine;
    int m_fill = 0;
    std::string m_traffic;
    int m_samples = 5;
    int m_times = 1;
    TimeoutSwitches m_timeouts;
    TargetOptions m_target;
};

void TryCommand::configure(CLI::App &subcommand)
{
    subcommand.add_option("MIGRATION", m_what, "Its version, its name, or one of its files")
        ->required();
    subcommand
        .add_option("--engine", m_engine, "Of scripts that could be of either: postgresql, sqlite")
        ->check(CLI::IsMember({"postgresql", "sqlite"}));
    subcommand.add_option("--fill", m_fill, "Rows that every table has at least before the up")
        ->check(CLI::Range(0, 10000));
    subcommand.add_option("--traffic", m_traffic, "A script that runs between up and down");
    subcommand.add_option("--samples", m_samples, "Rows shown of each table that lost some")
        ->check(CLI::Range(0, 1000));
    subcommand
        .add_option("--times", m_times,
                    "Try it so often, reading the files anew each time, and say how long each took")
        ->check(CLI::Range(1, 1000));
    m_timeouts.addTo(subcommand);
    m_target.addTo(subcommand);
}

Result<TryRequest> TryCommand::request(const LintSelection &selection,
                                       CommandContext &context) const
{
    TryRequest request;
    // A path is one of the shell's, and not of the folder of migrations.
    const QString what = QString::fromStdString(m_what);
    const QString path = context.currentFolder.absoluteFilePath(what);
    request.migration = QFileInfo(path).isFile() ? QDir::cleanPath(path) : what;
    request.fill = m_fill;
    if (!m_traffic.empty())
        request.trafficFile =
            context.currentFolder.absoluteFilePath(QString::fromStdString(m_traffic));
    request.samples = m_samples;
    const RunDefaults defaults = selection.target && selection.target->workspace
                                     ? selection.target->workspace->run
                                     : RunDefaults{};
    TM_TRY_ASSIGN(request.timeouts, m_timeouts.toTimeouts(defaults));
    return request;
}

void TryCommand::printStatements(const MigrationReport &migration, Terminal &terminal) const
{
    for (const auto &[word, step] : directionsOf(migration)) {
        if (step->statements.empty())
            continue;
        terminal.printLine(u"\n  %1: %2 ms"_s.arg(word, QString::number(step->ms, 'f', 1)));
        for (const StatementEvidence &statement : step->statements) {
            const QStringList footprint = footprintOf(statement);
            terminal.printLine(u"    line %1, %2 ms: %3"_s.arg(statement.where.line)
                                   .arg(QString::number(statement.ms, 'f', 1), statement.summary));
            for (const QString &part : footprint)
                terminal.printLine(terminal.styled(u"      "_s + part, Style::Dim));
        }
    }
}

void TryCommand::print(const std::vector<TryReport> &reports, Terminal &terminal) const
{
    const TryReport &last = reports.back();
    if (m_target.json) {
        QJsonObject answer = QJsonDocument::fromJson(writeJson(last.rehearsal)).object();
        QJsonArray tries;
        for (const TryReport &report : reports)
            tries.append(QJsonObject{{u"seconds"_s, report.seconds},
                                     {u"preparedSeconds"_s, report.preparedSeconds},
                                     {u"fromTemplate"_s, report.fromTemplate}});
        answer.insert(u"tries"_s, tries);
        terminal.printJson(answer);
        return;
    }
    const TextOptions options{terminal.capabilities().colourOut, terminal.capabilities().width,
                              true};
    terminal.print(QString::fromUtf8(writeText(last.rehearsal, options)));
    if (const MigrationReport *migration = last.migration())
        printStatements(*migration, terminal);
    for (const TryReport &report : reports) {
        if (reports.size() > 1)
            terminal.printLine(u"  %1 s, %2 s of it to prepare"_s.arg(
                QString::number(report.seconds, 'f', 3),
                QString::number(report.preparedSeconds, 'f', 3)));
    }
}

Result<ExitCode> TryCommand::run(CommandContext &context)
{
    TM_TRY_ASSIGN(const LintSelection selection, selectForLint(m_target, {}, m_engine, context));
    if (!selection.set)
        return fail(ErrorKind::Usage, u"there is no folder of migrations here"_s, {},
                    u"give --migrations DIR"_s);
    TM_TRY_ASSIGN(const TryRequest wanted, request(selection, context));
    TryPlace place;
    place.folder = QDir(selection.set->folder);
    place.convention = selection.set->convention;
    place.engine = selection.engine;
    place.variables = context.variables;
    place.stateFolder = defaultStateFolder(context.variables);
    SandboxFactory sandboxes(place.stateFolder);
    TM_TRY(removeLeftovers(sandboxes, context.terminal));
    TryOut tryOut(place);
    TryProgress progress(context.terminal);
    std::vector<TryReport> reports;
    for (int i = 0; i < m_times; ++i) {
        TM_TRY_ASSIGN(TryReport report, tryOut.run(wanted, progress, context.stop));
        reports.push_back(std::move(report));
        if (reports.back().rehearsal.cancelled)
            break;
        if (i + 1 < m_times)
            TM_TRY(tryOut.prepare(wanted, progress, context.stop));
    }
    print(reports, context.terminal);
    const TryReport &last = reports.back();
    if (last.rehearsal.cancelled || !last.migration())
        return ExitCode::CouldNot;
    return isGood(*last.migration()) ? ExitCode::Fine : ExitCode::No;
}

} // namespace

std::unique_ptr<Command> makeTryCommand()
{
    return std::make_unique<TryCommand>();
}

} // namespace tidemark
