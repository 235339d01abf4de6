// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Beside this program, as it is built and installed, or wherever PATH leads.
QString findWorkbench()
{
    const QString name = u"tidemark-workbench"_s;
    const QString beside =
        QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(name) : beside;
}

class OpenCommand final : public Command
{
public:
    const char *name() const override { return "open"; }
    const char *summary() const override { return "Open the workbench"; }

    void configure(CLI::App &subcommand) override
    {
        subcommand.add_option("DIR", m_folder,
                              "A workspace, or a folder with migrations; otherwise this one");
    }

    Result<ExitCode> run(CommandContext &context) override
    {
        const QString folder = QDir::cleanPath(
            context.currentFolder.absoluteFilePath(QString::fromStdString(m_folder)));
        if (!QFileInfo(folder).isDir())
            return fail(ErrorKind::Io, u"there is no folder %1"_s.arg(folder));
        if (!hasDisplay(context))
            return fail(ErrorKind::Io, u"there is no display to open the workbench on"_s, {},
                        u"neither WAYLAND_DISPLAY nor DISPLAY is set; over ssh use \"ssh -X\""_s);
        const QString program = findWorkbench();
        if (program.isEmpty())
            return fail(ErrorKind::Io, u"the workbench is not installed"_s, {},
                        u"tidemark-workbench was looked for beside tidemark and in PATH"_s);
        QProcess workbench;
        workbench.setProgram(program);
        workbench.setArguments({folder});
        // Its words would come into the middle of the next prompt.
        workbench.setStandardOutputFile(QProcess::nullDevice());
        workbench.setStandardErrorFile(QProcess::nullDevice());
        if (!workbench.startDetached())
            return fail(ErrorKind::Io, u"%1 cannot be started"_s.arg(program));
        return ExitCode::Fine;
    }

private:
    static bool hasDisplay(const CommandContext &context)
    {
        for (const QString &variable : {u"WAYLAND_DISPLAY"_s, u"DISPLAY"_s, u"QT_QPA_PLATFORM"_s}) {
            if (!context.variables(variable).value_or(QString()).isEmpty())
                return true;
        }
        return false;
    }

    std::string m_folder;
};

} // namespace

std::unique_ptr<Command> makeOpenCommand()
{
    return std::make_unique<OpenCommand>();
}

} // namespace tidemark
