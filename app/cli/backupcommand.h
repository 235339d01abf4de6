// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"

namespace tidemark {

/// What `tidemark backup` can do: one command each, as of tidemark itself, in the order of the
/// help.
std::vector<std::unique_ptr<Command>> allBackupCommands();

// ---- One maker per command, each in the file of that command.
std::unique_ptr<Command> makeBackupCreateCommand();
std::unique_ptr<Command> makeBackupListCommand();
std::unique_ptr<Command> makeBackupCompareCommand();
std::unique_ptr<Command> makeBackupVerifyCommand();
std::unique_ptr<Command> makeBackupShowCommand();
std::unique_ptr<Command> makeBackupRowsCommand();
std::unique_ptr<Command> makeBackupRestoreCommand();
std::unique_ptr<Command> makeBackupDropCommand();
std::unique_ptr<Command> makeBackupPruneCommand();

} // namespace tidemark
