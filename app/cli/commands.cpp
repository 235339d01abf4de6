// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"

namespace tidemark {

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    for (const auto make :
         {makeInitCommand, makeNewCommand, makeStatusCommand, makeUpCommand, makeDownCommand,
          makeRedoCommand, makeRehearseCommand, makeResolveCommand, makeLintCommand,
          makeDraftDownCommand, makeTryCommand, makeDiffCommand, makeSchemaCommand,
          makeBackupCommand, makeLogCommand, makeOpenCommand})
        commands.push_back(make());
    return commands;
}

} // namespace tidemark
