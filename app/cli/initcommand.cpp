// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/target.h"
#include "workspace/discovery.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class InitCommand final : public Command
{
public:
    const char *name() const override { return "init"; }
    const char *summary() const override { return "Write a tidemark.toml for what is found"; }
    bool wantsJson() const override { return m_options.json; }

    void configure(CLI::App &subcommand) override
    {
        subcommand.add_option("DIR", m_folder, "The project's folder; otherwise this one");
        m_options.addJsonTo(subcommand);
    }

    Result<ExitCode> run(CommandContext &context) override
    {
        const QDir folder(context.currentFolder.absoluteFilePath(QString::fromStdString(m_folder)));
        TM_TRY_ASSIGN(const QString path, createWorkspace(folder, context.variables));
        TM_TRY_ASSIGN(const Workspace workspace, readWorkspace(path));
        const QString migrations = workspace.folder().relativeFilePath(workspace.migrations);
        if (m_options.json) {
            context.terminal.printJson({{u"file"_s, path},
                                        {u"migrations"_s, migrations},
                                        {u"convention"_s, workspace.convention}});
            return ExitCode::Fine;
        }
        context.terminal.printLine(u"wrote %1"_s.arg(context.currentFolder.relativeFilePath(path)));
        context.terminal.printLine(
            u"  migrations: %1 (%2)"_s.arg(migrations, workspace.convention));
        context.terminal.printLine(u"look through it, then: tidemark status"_s);
        return ExitCode::Fine;
    }

private:
    std::string m_folder = ".";
    TargetOptions m_options;
};

} // namespace

std::unique_ptr<Command> makeInitCommand()
{
    return std::make_unique<InitCommand>();
}

} // namespace tidemark
