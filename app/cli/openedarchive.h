// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/archive.h"
#include "cli/command.h"

#include <QJsonArray>

namespace tidemark {

/// Opens the archive that BackupSource finds by it. With the side file in the user's
/// cache folder, and with a line of progress while a script is read for the first time.
Result<std::unique_ptr<Archive>> openArchiveFor(CommandContext &context, const QString &path);

/// What is damaged, on standard error and in JSON.
void printProblems(const Archive &archive, Terminal &terminal);
QJsonArray problemsJson(const Archive &archive);

/// CouldNot where the archive is damaged: not all of it could be looked at.
ExitCode exitCodeFor(const Archive &archive);

/// For --help.
inline constexpr auto damagedHelp =
    "Of a damaged backup what can be read is shown; the exit code is 3 then.";

} // namespace tidemark
