// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/json.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

struct Registered
{
    std::unique_ptr<Command> command;
    CLI::App *subcommand = nullptr;
};

std::vector<Registered> registerAll(CLI::App &app)
{
    std::vector<Registered> registered;
    for (std::unique_ptr<Command> &command : allCommands()) {
        CLI::App *subcommand = app.add_subcommand(command->name(), command->summary());
        subcommand->fallthrough(false);
        command->configure(*subcommand);
        registered.push_back({std::move(command), subcommand});
    }
    return registered;
}

/// Help and version are answers; anything else that the parser throws is a usage error.
int answerParser(const CLI::App &app, const CLI::ParseError &failure, Terminal &terminal)
{
    if (failure.get_exit_code() == 0) {
        const CLI::App *shown = &app;
        while (!shown->get_subcommands().empty())
            shown = shown->get_subcommands().back();
        if (dynamic_cast<const CLI::CallForVersion *>(&failure))
            terminal.printLine(u"tidemark "_s + QLatin1String(TIDEMARK_VERSION));
        else
            terminal.print(QString::fromStdString(shown->help()));
        return static_cast<int>(ExitCode::Fine);
    }
    Error error;
    error.kind = ErrorKind::Usage;
    error.summary = QString::fromStdString(failure.what());
    QStringList words{u"tidemark"_s};
    for (auto chosen = app.get_subcommands(); !chosen.empty();
         chosen = chosen[0]->get_subcommands())
        words << QString::fromStdString(chosen[0]->get_name());
    error.hint = words.join(u' ') + u" --help"_s;
    terminal.printError(error);
    return static_cast<int>(ExitCode::Usage);
}

} // namespace

ExitCode exitCodeOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Usage:
        return ExitCode::Usage;
    case ErrorKind::Sql:
        return ExitCode::No;
    default:
        return ExitCode::CouldNot;
    }
}

namespace {

int answerCommandLine(const QStringList &arguments, CommandContext &context)
{
    CLI::App app(
        "Shows, rehearses and runs database migrations, and proves that they can be rolled back.",
        "tidemark");
    app.set_version_flag("--version", std::string("tidemark " TIDEMARK_VERSION));
    app.require_subcommand(1);
    std::vector<Registered> commands = registerAll(app);

    // The parser takes them from the back.
    std::vector<std::string> words;
    for (const QString &argument : arguments) {
        words.insert(words.begin(), argument.toStdString());
        // For the parser the next word would be the value, whatever that is.
        if (argument.startsWith(u"--"_s) && argument.indexOf(u'=') == argument.size() - 1) {
            Error error;
            error.kind = ErrorKind::Usage;
            error.summary = u"%1 has no value"_s.arg(argument);
            error.hint = u"Leave it out, or give it one"_s;
            context.terminal.printError(error);
            return static_cast<int>(ExitCode::Usage);
        }
    }
    try {
        app.parse(words);
    } catch (const CLI::ParseError &failure) {
        return answerParser(app, failure, context.terminal);
    }
    const auto chosen = std::ranges::find_if(
        commands, [](const Registered &item) { return item.subcommand->parsed(); });
    const Result<ExitCode> result = chosen->command->run(context);
    if (result)
        return static_cast<int>(*result);
    if (chosen->command->wantsJson())
        context.terminal.printJson(QJsonObject{{u"error"_s, jsonOf(result.error())}});
    else
        context.terminal.printError(result.error());
    return static_cast<int>(exitCodeOf(result.error()));
}

} // namespace

/// Half an answer is none, whatever the answer was.
int runCommandLine(const QStringList &arguments, CommandContext &context)
{
    const int code = answerCommandLine(arguments, context);
    const Result<void> written = context.terminal.finish();
    if (written || code == static_cast<int>(ExitCode::CouldNot))
        return code;
    context.terminal.printError(written.error());
    return static_cast<int>(ExitCode::CouldNot);
}

} // namespace tidemark
