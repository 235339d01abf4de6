// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/terminal.h"
#include "workspace/workspace.h"

#include <CLI/App.hpp>

#include <memory>
#include <stop_token>
#include <vector>

namespace tidemark {

/// What `tidemark` tells its caller.
enum class ExitCode {
    Fine = 0,
    No = 1, ///< the answer is no: a migration fails, a rollback does not restore
    Usage = 2,
    CouldNot = 3, ///< connection, file, permission, lock, cancelled
};

/// The exit code of an error.
ExitCode exitCodeOf(const Error &error);

/// What a command works with. Everything of the process that it may use comes in here.
struct CommandContext
{
    Terminal &terminal;
    VariableLookup variables;
    QDir currentFolder;
    std::stop_token stop; ///< Ctrl+C
};

/// One verb of the command line; one file each.
class Command
{
public:
    Command() = default;
    Command(const Command &) = delete;
    Command &operator=(const Command &) = delete;
    virtual ~Command() = default;

    virtual const char *name() const = 0;
    virtual const char *summary() const = 0; ///< one line for the list of commands

    /// Adds its options to its subcommand; they are bound to members.
    virtual void configure(CLI::App &subcommand) = 0;

    /// Prints its answer. An error that it returns is printed by the caller, as JSON where `--json`
    /// was given.
    virtual Result<ExitCode> run(CommandContext &context) = 0;

    /// Whether the answer is to be JSON.
    virtual bool wantsJson() const { return false; }
};

/// Every command, in the order of the help; made new for each call.
std::vector<std::unique_ptr<Command>> allCommands();

/// Parses the arguments (without the program's name), runs the command, and gives the exit code.
int runCommandLine(const QStringList &arguments, CommandContext &context);

// ---- One maker per command, each in the file of that command.
std::unique_ptr<Command> makeInitCommand();
std::unique_ptr<Command> makeNewCommand();
std::unique_ptr<Command> makeStatusCommand();
std::unique_ptr<Command> makeUpCommand();
std::unique_ptr<Command> makeDownCommand();
std::unique_ptr<Command> makeRedoCommand();
std::unique_ptr<Command> makeRehearseCommand();
std::unique_ptr<Command> makeResolveCommand();
std::unique_ptr<Command> makeLintCommand();
std::unique_ptr<Command> makeDraftDownCommand();
std::unique_ptr<Command> makeTryCommand();
std::unique_ptr<Command> makeDiffCommand();
std::unique_ptr<Command> makeSchemaCommand();
std::unique_ptr<Command> makeBackupCommand();
std::unique_ptr<Command> makeLogCommand();
std::unique_ptr<Command> makeOpenCommand();

} // namespace tidemark
