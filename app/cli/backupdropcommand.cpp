// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/actlog.h"
#include "cli/arm.h"
#include "cli/backupcommand.h"
#include "cli/target.h"
#include "sandbox/keptdatabase.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class BackupDropCommand final : public Command
{
public:
    BackupDropCommand() { m_target.databaseOnly = true; }

    const char *name() const override { return "drop-old"; }
    const char *summary() const override
    {
        return "Delete what \"restore --replace\" put aside, for good";
    }
    bool wantsJson() const override { return m_target.json; }
    void configure(CLI::App &subcommand) override
    {
        subcommand
            .add_option("NAME", m_name,
                        "The whole name, as the restore said it: shop_before_20260301080000; of an "
                        "SQLite database the file's name")
            ->required();
        m_arm.addTo(subcommand);
        m_target.addTo(subcommand);
    }
    Result<ExitCode> run(CommandContext &context) override;

private:
    Result<void> drop(const Target &target, const QString &kept, CommandContext &context) const;

    TargetOptions m_target;
    ArmSwitch m_arm;
    std::string m_name;
};

Result<void> BackupDropCommand::drop(const Target &target, const QString &kept,
                                     CommandContext &context) const
{
    TM_TRY(m_arm.check(target, u"delete "_s + kept, context));
    TM_TRY_ASSIGN(const Connection connection, reach(target, context));
    return dropKept(connection.spec, kept, context.stop);
}

Result<ExitCode> BackupDropCommand::run(CommandContext &context)
{
    const QString kept = QString::fromStdString(m_name);
    TM_TRY_ASSIGN(const Target target, resolveTarget(m_target, context));
    AuditedAct act = beginAct("drop-old", target, context);
    act.setSubject({kept});
    const Result<void> done = drop(target, kept, context);
    warnUnlessLogged(done ? act.ended(AuditResult::Done, kept + u" deleted"_s)
                          : act.failed(done.error()),
                     context.terminal);
    TM_TRY(done);
    if (m_target.json)
        context.terminal.printJson({{u"deleted"_s, kept}});
    else
        context.terminal.printLine(u"deleted "_s + kept);
    return ExitCode::Fine;
}

} // namespace

std::unique_ptr<Command> makeBackupDropCommand()
{
    return std::make_unique<BackupDropCommand>();
}

} // namespace tidemark
