// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/archive.h"
#include "cli/command.h"

namespace tidemark {

/// Opens the archive: a path, or what BackupSource finds by it. With the side file in the user's
/// cache folder, and with a line of progress while a script is read for the first time.
Result<std::unique_ptr<Archive>> openArchiveFor(CommandContext &context, const QString &path);

/// What is damaged, on standard error.
void printProblems(const Archive &archive, Terminal &terminal);

} // namespace tidemark
