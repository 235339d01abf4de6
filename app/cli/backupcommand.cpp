// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/backupcommand.h"

#include <algorithm>

namespace tidemark {

namespace {

class BackupCommand final : public Command
{
public:
    const char *name() const override { return "backup"; }
    const char *summary() const override
    {
        return "Make, list, look into, compare, prove, restore and clear away backups";
    }
    bool wantsJson() const override
    {
        const Member *chosen = find();
        return chosen && chosen->command->wantsJson();
    }

    void configure(CLI::App &subcommand) override
    {
        subcommand.require_subcommand(1);
        for (std::unique_ptr<Command> &command : allBackupCommands()) {
            CLI::App *app = subcommand.add_subcommand(command->name(), command->summary());
            app->fallthrough(false);
            command->configure(*app);
            m_members.push_back({std::move(command), app});
        }
    }

    Result<ExitCode> run(CommandContext &context) override { return find()->command->run(context); }

private:
    struct Member
    {
        std::unique_ptr<Command> command;
        CLI::App *app = nullptr;
    };

    /// The parser insists on one.
    const Member *find() const
    {
        const auto chosen = std::ranges::find_if(
            m_members, [](const Member &member) { return member.app->parsed(); });
        return chosen == m_members.end() ? nullptr : &*chosen;
    }

    std::vector<Member> m_members;
};

} // namespace

std::vector<std::unique_ptr<Command>> allBackupCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    for (const auto make :
         {makeBackupCreateCommand, makeBackupListCommand, makeBackupShowCommand,
          makeBackupRowsCommand, makeBackupCompareCommand, makeBackupVerifyCommand,
          makeBackupRestoreCommand, makeBackupDropCommand, makeBackupPruneCommand})
        commands.push_back(make());
    return commands;
}

std::unique_ptr<Command> makeBackupCommand()
{
    return std::make_unique<BackupCommand>();
}

} // namespace tidemark
