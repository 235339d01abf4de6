// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/terminal.h"
#include "sandbox/sandbox.h"

namespace tidemark {

/// Removes what earlier runs left and says so on standard error: what was removed as a note, what
/// could not be as a warning.
Result<void> removeLeftovers(SandboxFactory &sandboxes, Terminal &terminal);

} // namespace tidemark
