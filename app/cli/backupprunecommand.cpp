// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/retention.h"
#include "cli/actlog.h"
#include "cli/backupcommand.h"
#include "cli/backuptools.h"
#include "cli/table.h"
#include "workspace/auditedact.h"
#include "workspace/auditlog.h"
#include "workspace/backups.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class BackupPruneCommand final : public Command
{
public:
    const char *name() const override { return "prune"; }
    const char *summary() const override
    {
        return "Show which backups are too old by the rules, and delete them with --yes";
    }
    bool wantsJson() const override { return m_json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    RetentionPolicy policy(const std::optional<Workspace> &workspace) const;
    void print(const RetentionPlan &plan, Terminal &terminal) const;

    BackupFolderSwitch m_folder;
    std::string m_workspaceFile;
    std::optional<int> m_keep;
    std::optional<int> m_keepManual;
    bool m_yes = false;
    bool m_json = false;
};

void BackupPruneCommand::configure(CLI::App &subcommand)
{
    subcommand.add_flag("--yes", m_yes, "Do it; otherwise the plan is only shown");
    subcommand
        .add_option("--keep", m_keep,
                    "How many automatic ones of each database are kept; otherwise what the "
                    "workspace says, or 5")
        ->type_name("N")
        ->check(CLI::Range(0, 100'000));
    subcommand
        .add_option("--keep-manual", m_keepManual,
                    "The same of manual ones; otherwise what the workspace says, or all")
        ->type_name("N")
        ->check(CLI::Range(0, 100'000));
    m_folder.addTo(subcommand);
    subcommand
        .add_option("-w,--workspace", m_workspaceFile,
                    "tidemark.toml to use; otherwise the nearest one upwards from here")
        ->type_name("FILE");
    subcommand.add_flag("--json", m_json, "Answer in JSON");
}

RetentionPolicy BackupPruneCommand::policy(const std::optional<Workspace> &workspace) const
{
    RetentionPolicy policy = workspace ? retentionOf(*workspace) : RetentionPolicy();
    policy.keepAutomatic = m_keep.value_or(policy.keepAutomatic);
    if (m_keepManual)
        policy.keepManual = m_keepManual;
    return policy;
}

/// What is gone is gone, whatever came then.
Error pruneError(const PruneReport &report)
{
    Error error = *report.error;
    if (!report.deleted.isEmpty())
        error.hint =
            u"deleted before: %1 (%2)"_s.arg(report.deleted.join(u", "_s), bytesText(report.bytes));
    return error;
}

QJsonObject retentionJson(const RetentionPlan &plan, bool done)
{
    QJsonArray steps;
    for (const RetentionStep &step : plan.steps)
        steps.append(QJsonObject{{u"backup"_s, step.backup.path},
                                 {u"goes"_s, step.goes()},
                                 {u"reason"_s, reasonText(step.reason)}});
    QJsonArray leftovers;
    for (const UnfinishedBackup &left : plan.leftovers)
        leftovers.append(left.path);
    return {{u"steps"_s, steps},
            {u"leftovers"_s, leftovers},
            {u"bytes"_s, plan.bytes()},
            {u"done"_s, done}};
}

void BackupPruneCommand::print(const RetentionPlan &plan, Terminal &terminal) const
{
    Table table({QString(), u"WHEN"_s, u"KIND"_s, u"BACKUP"_s, u"SIZE"_s, u"WHY"_s});
    table.alignRight(4);
    for (const RetentionStep &step : plan.steps)
        table.add(
            {{step.goes() ? (m_yes ? u"deleted"_s : u"delete"_s) : u"keep"_s,
              step.goes() ? Style::Red : Style::Green},
             {step.backup.madeAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s), Style::Dim},
             {toText(step.backup.kind)},
             {step.backup.fileName()},
             {bytesText(step.backup.bytes)},
             {reasonText(step.reason), Style::Dim}});
    for (const UnfinishedBackup &left : plan.leftovers)
        table.add({{m_yes ? u"deleted"_s : u"delete"_s, Style::Red},
                   {},
                   {},
                   {QDir(left.path).dirName()},
                   {bytesText(left.bytes)},
                   {u"left by a backup that was killed"_s, Style::Dim}});
    if (!table.isEmpty())
        terminal.print(table.toText(terminal));
    if (plan.isEmpty())
        terminal.printLine(u"nothing is to be deleted"_s);
    else if (!m_yes)
        terminal.printLine(u"%1 would be free; --yes deletes them"_s.arg(bytesText(plan.bytes())));
}

Result<ExitCode> BackupPruneCommand::run(CommandContext &context)
{
    TM_TRY_ASSIGN(const auto workspace, nearestWorkspace(m_workspaceFile, context));
    TM_TRY_ASSIGN(const BackupFolder folder, scanBackups(m_folder.path(workspace, context)));
    const RetentionPlan plan =
        planRetention(folder, policy(workspace), QDateTime::currentDateTimeUtc());
    if (m_yes && !plan.isEmpty()) {
        AuditedAct act(defaultStateFolder(context.variables), u"prune"_s,
                       AuditPlace{workspace ? &*workspace : nullptr, nullptr, nullptr});
        const PruneReport report = prune(plan, context.stop);
        warnUnlessLogged(recordPrune(act, report, folder.path), context.terminal);
        if (report.error)
            return fail(pruneError(report));
    }
    if (m_json)
        context.terminal.printJson(retentionJson(plan, m_yes));
    else
        print(plan, context.terminal);
    return ExitCode::Fine;
}

} // namespace

std::unique_ptr<Command> makeBackupPruneCommand()
{
    return std::make_unique<BackupPruneCommand>();
}

} // namespace tidemark
