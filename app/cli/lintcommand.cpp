// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/lintselection.h"
#include "cli/sourceexcerpt.h"
#include "cli/target.h"
#include "database/session.h"
#include "lint/reports/lintreports.h"
#include "lint/tablesizes.h"
#include "workspace/lintsettings.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class LintCommand final : public Command
{
public:
    const char *name() const override { return "lint"; }
    const char *summary() const override
    {
        return "Read migrations, ups and downs, for what will hurt: locks, loss, a down that does "
               "not undo";
    }
    bool wantsJson() const override { return m_target.json || m_sarif; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    Result<ExitCode> explain(Terminal &terminal) const;
    void listRules(Terminal &terminal) const;
    Result<std::optional<TableSizes>> sizesOf(const LintSelection &selection,
                                              const CommandContext &context) const;
    Result<LintSettings> settings(const LintSelection &selection) const;
    void print(const LintResult &result, const QString &folder, Terminal &terminal) const;
    LintLevel lowestShown() const;

    std::vector<std::string> m_what;
    std::string m_engine;
    std::string m_explain;
    std::string m_level;
    bool m_sarif = false;
    bool m_rules = false;
    TargetOptions m_target;
};

void LintCommand::configure(CLI::App &subcommand)
{
    subcommand.add_option("FILE", m_what,
                          "Files, versions or names of migrations; otherwise all of the folder");
    subcommand
        .add_option("--engine", m_engine, "Of scripts that could be of either: postgresql, sqlite")
        ->check(CLI::IsMember({"postgresql", "sqlite"}));
    subcommand
        .add_option("--level", m_level,
                    "Show what is at least a note, a warning or an error; otherwise a warning")
        ->check(CLI::IsMember({"note", "warning", "error"}))
        ->type_name("LEVEL");
    subcommand.add_option("--explain", m_explain, "What a rule finds, why, and how to do better")
        ->type_name("RULE");
    subcommand.add_flag("--rules", m_rules, "List the rules");
    subcommand.add_flag("--sarif", m_sarif, "Answer in SARIF 2.1.0, for code hosts and editors");
    m_target.addTo(subcommand);
}

Style styleOfLevel(LintLevel level)
{
    switch (level) {
    case LintLevel::Error:
        return Style::Red;
    case LintLevel::Warning:
        return Style::Yellow;
    case LintLevel::Note:
    case LintLevel::Off:
        break;
    }
    return Style::Blue;
}

QString countOf(int count, const QString &what)
{
    return u"%1 %2%3"_s.arg(count).arg(what, count == 1 ? QString() : u"s"_s);
}

Result<ExitCode> LintCommand::explain(Terminal &terminal) const
{
    const QString id = QString::fromStdString(m_explain);
    const LintRule *rule = findLintRule(id);
    if (!rule)
        return fail(ErrorKind::Usage, u"there is no rule \"%1\""_s.arg(id), {},
                    u"tidemark lint --rules"_s);
    terminal.print(explainRule(*rule));
    return ExitCode::Fine;
}

void LintCommand::listRules(Terminal &terminal) const
{
    if (m_target.json) {
        QJsonArray rules;
        for (const LintRule *rule : lintRules())
            rules.append(QJsonObject{{u"id"_s, rule->id},
                                     {u"family"_s, lintFamilyName(rule->family)},
                                     {u"level"_s, lintLevelName(rule->level)},
                                     {u"what"_s, rule->what},
                                     {u"why"_s, rule->why},
                                     {u"better"_s, rule->better}});
        terminal.printJson({{u"rules"_s, rules}});
        return;
    }
    std::optional<LintFamily> family;
    for (const LintRule *rule : lintRules()) {
        if (family != rule->family)
            terminal.printLine((family ? u"\n"_s : QString()) +
                               terminal.styled(lintFamilyName(rule->family), Style::Bold));
        family = rule->family;
        terminal.printLine(
            u"  %1 %2 %3"_s.arg(rule->id, -26).arg(lintLevelName(rule->level), -8).arg(rule->what));
    }
}

LintLevel LintCommand::lowestShown() const
{
    if (const auto level = lintLevelFromName(QString::fromStdString(m_level)))
        return *level;
    return wantsJson() ? LintLevel::Note : LintLevel::Warning;
}

Result<std::optional<TableSizes>> LintCommand::sizesOf(const LintSelection &selection,
                                                       const CommandContext &context) const
{
    // A default environment is not asked: lint works without a database unless one is named.
    if (!selection.target || (m_target.environment.empty() && m_target.url.empty()))
        return std::optional<TableSizes>();
    TM_TRY_ASSIGN(Connection connection, reach(*selection.target, context));
    connection.spec.readOnly = true;
    TM_TRY_ASSIGN(const auto session, openSession(connection.spec, context.stop));
    TM_TRY_ASSIGN(TableSizes sizes, readTableSizes(*session));
    return std::optional(std::move(sizes));
}

Result<LintSettings> LintCommand::settings(const LintSelection &selection) const
{
    if (!selection.target || !selection.target->workspace)
        return LintSettings();
    return readLintSettings(selection.target->workspace->file);
}

void LintCommand::print(const LintResult &result, const QString &folder, Terminal &terminal) const
{
    const LintLevel lowest = lowestShown();
    for (const LintFinding &finding : result.findings) {
        if (finding.isAllowed() || finding.level < lowest)
            continue;
        terminal.printLine(u"%1: %2: %3 [%4]"_s.arg(
            finding.where.toString(),
            terminal.styled(lintLevelName(finding.level), styleOfLevel(finding.level)),
            finding.message, terminal.styled(finding.rule, Style::Dim)));
        if (const QString excerpt = sourceExcerpt(finding.where, folder); !excerpt.isEmpty())
            terminal.printLine(excerpt);
        if (!finding.help.isEmpty())
            terminal.printLine(u"  better: "_s + finding.help);
        terminal.printLine();
    }
    const auto allowed = std::ranges::count_if(result.findings, &LintFinding::isAllowed);
    QString summary =
        u"%1, %2, %3 in %4"_s.arg(countOf(result.count(LintLevel::Error), u"error"_s),
                                  countOf(result.count(LintLevel::Warning), u"warning"_s),
                                  countOf(result.count(LintLevel::Note), u"note"_s),
                                  countOf(result.migrations, u"migration"_s));
    if (allowed > 0)
        summary += u"; %1 allowed by comments"_s.arg(allowed);
    if (lowest > LintLevel::Note && result.count(LintLevel::Note) > 0)
        summary += u"; --level note shows the notes"_s;
    terminal.printLine(summary);
}

Result<ExitCode> LintCommand::run(CommandContext &context)
{
    if (!m_explain.empty())
        return explain(context.terminal);
    if (m_rules) {
        listRules(context.terminal);
        return ExitCode::Fine;
    }
    TM_TRY_ASSIGN(const LintSelection selection,
                  selectForLint(m_target, m_what, m_engine, context));
    TM_TRY_ASSIGN(const LintSettings wanted, settings(selection));
    TM_TRY_ASSIGN(const std::optional<TableSizes> sizes, sizesOf(selection, context));
    LintResult result = lintSelection(selection, wanted, sizes ? &*sizes : nullptr);
    const ExitCode answer = result.count(LintLevel::Error) > 0 ? ExitCode::No : ExitCode::Fine;
    if (!wantsJson()) {
        print(result, selection.folder, context.terminal);
        return answer;
    }
    std::erase_if(result.findings, [lowest = lowestShown()](const LintFinding &finding) {
        return finding.level < lowest;
    });
    context.terminal.printJson(m_sarif ? lintSarif(result, selection.folder) : lintJson(result));
    return answer;
}

} // namespace

std::unique_ptr<Command> makeLintCommand()
{
    return std::make_unique<LintCommand>();
}

} // namespace tidemark
