// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/json.h"
#include "cli/table.h"
#include "rehearsal/reports/wording.h"
#include "workspace/auditexport.h"
#include "workspace/auditlog.h"
#include "workspace/duration.h"

#include <CLI/App.hpp>

#include <QRegularExpression>

#include <optional>
#include <string>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

// A table is read by people: as many rows as they look at.
constexpr int tableRows = 100;

/// "2026-03-01", "2026-03-01T08:00" in local time, or so long ago: "2h", "7d".
Result<QDateTime> timeOf(const QString &text)
{
    static const QRegularExpression days(u"^(\\d{1,5})\\s*d$"_s);
    if (const auto match = days.match(text); match.hasMatch())
        return QDateTime::currentDateTimeUtc().addDays(-match.captured(1).toInt());
    if (const auto ago = parseDuration(text))
        return QDateTime::currentDateTimeUtc().addMSecs(-ago->count());
    if (const QDateTime time = QDateTime::fromString(text, Qt::ISODate); time.isValid())
        return time.toUTC();
    return fail(ErrorKind::Usage, u"--since: \"%1\" is no time"_s.arg(text), {},
                u"write 2026-03-01, 2026-03-01T08:00, 2h or 7d"_s);
}

Style styleOf(AuditResult result)
{
    switch (result) {
    case AuditResult::Done:
        return Style::Green;
    case AuditResult::Findings:
    case AuditResult::Cancelled:
        return Style::Yellow;
    case AuditResult::Failed:
        break;
    }
    return Style::Red;
}

QString firstLine(const QString &text)
{
    return text.section(u'\n', 0, 0).trimmed();
}

class LogCommand final : public Command
{
public:
    const char *name() const override { return "log"; }
    const char *summary() const override
    {
        return "Show what was done to which database, when and by whom";
    }
    bool wantsJson() const override { return m_json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    Result<AuditFilter> filter(const CommandContext &context) const;
    Result<ExitCode> verify(const AuditLog &log, CommandContext &context) const;
    Result<void> printTable(const AuditLog &log, AuditFilter filter, Terminal &terminal) const;

    bool m_json = false;
    bool m_csv = false;
    bool m_verify = false;
    bool m_failed = false;
    bool m_here = false;
    std::optional<int> m_limit;
    std::string m_environment;
    std::string m_since;
};

void LogCommand::configure(CLI::App &subcommand)
{
    auto *json = subcommand.add_flag("--json", m_json, "Answer in JSON");
    auto *csv = subcommand.add_flag("--csv", m_csv, "Answer in CSV")->excludes(json);
    subcommand.add_option("-n,--limit", m_limit, "The newest N; 0: all; otherwise a table has 100")
        ->type_name("N")
        ->check(CLI::Range(0, 1'000'000'000));
    subcommand.add_option("-e,--env", m_environment, "Only acts on this environment")
        ->type_name("NAME");
    subcommand
        .add_option("--since", m_since, "Only newer ones: 2026-03-01, 2026-03-01T08:00, 2h, 7d")
        ->type_name("TIME");
    subcommand.add_flag("--failed", m_failed, "Only what failed or was cancelled");
    subcommand.add_flag("--here", m_here, "Only acts of the workspace of this folder");
    subcommand
        .add_flag("--verify", m_verify,
                  "Whether every row is what was written, and none is missing; exit code 1: no")
        ->excludes(csv);
}

Result<AuditFilter> LogCommand::filter(const CommandContext &context) const
{
    AuditFilter filter;
    filter.environment = QString::fromStdString(m_environment);
    filter.failedOnly = m_failed;
    filter.limit = m_limit.value_or(0);
    if (!m_since.empty()) {
        TM_TRY_ASSIGN(filter.since, timeOf(QString::fromStdString(m_since)));
    }
    if (m_here) {
        const auto file = findWorkspaceFile(context.currentFolder);
        if (!file)
            return fail(ErrorKind::Usage, u"there is no tidemark.toml here or in a folder above"_s);
        filter.workspace = *file;
    }
    return filter;
}

Result<ExitCode> LogCommand::verify(const AuditLog &log, CommandContext &context) const
{
    TM_TRY_ASSIGN(const ChainState state, log.verify(context.stop));
    if (m_json) {
        context.terminal.printJson(jsonOf(state));
    } else {
        context.terminal.printLine(chainText(state));
        if (!state.firstBreak && state.entries > 0)
            context.terminal.printLine(u"newest digest "_s + QString::fromLatin1(state.lastDigest));
    }
    return state.firstBreak ? ExitCode::No : ExitCode::Fine;
}

Result<void> LogCommand::printTable(const AuditLog &log, AuditFilter filter,
                                    Terminal &terminal) const
{
    if (!m_limit)
        filter.limit = tableRows + 1;
    TM_TRY_ASSIGN(std::vector<AuditEntry> entries, log.read(filter));
    const bool more = !m_limit && entries.size() > static_cast<size_t>(tableRows);
    if (more)
        entries.pop_back();
    if (entries.empty()) {
        terminal.printLine(u"nothing is in the log"_s);
        return {};
    }
    Table table(
        {u"WHEN"_s, u"ACT"_s, u"WHAT"_s, u"WHERE"_s, u"WHO"_s, u"TOOK"_s, u"RESULT"_s, QString()});
    table.alignRight(5);
    for (const AuditEntry &entry : entries) {
        const QString where = entry.environment.isEmpty() ? entry.database : entry.environment;
        const QString told = entry.error.isEmpty() ? entry.summary : firstLine(entry.error);
        table.add({{entry.startedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s), Style::Dim},
                   {entry.act},
                   {entry.subject},
                   {where},
                   {u"%1@%2"_s.arg(entry.user, entry.host)},
                   {durationText(static_cast<double>(entry.durationMs)), Style::Dim},
                   {auditResultName(entry.result), styleOf(entry.result)},
                   {told}});
    }
    terminal.print(table.toText(terminal));
    if (more)
        terminal.note(u"these are the newest %1; --limit 0 shows all"_s.arg(tableRows));
    return {};
}

Result<ExitCode> LogCommand::run(CommandContext &context)
{
    TM_TRY_ASSIGN(const AuditLog log,
                  AuditLog::openForReading(defaultStateFolder(context.variables)));
    if (m_verify)
        return verify(log, context);
    TM_TRY_ASSIGN(const AuditFilter wanted, filter(context));
    if (!m_json && !m_csv) {
        TM_TRY(printTable(log, wanted, context.terminal));
        return ExitCode::Fine;
    }
    TM_TRY_ASSIGN(const std::vector<AuditEntry> entries, log.read(wanted));
    context.terminal.print(QString::fromUtf8(m_json ? auditJson(entries) : auditCsv(entries)));
    return ExitCode::Fine;
}

} // namespace

std::unique_ptr<Command> makeLogCommand()
{
    return std::make_unique<LogCommand>();
}

} // namespace tidemark
