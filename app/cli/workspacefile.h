// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "workspace/workspace.h"

#include <optional>
#include <string>

namespace tidemark {

/// The workspace that `file` names, a tidemark.toml or its folder, or where that is empty the
/// nearest one upwards from the current folder, where there is one.
Result<std::optional<Workspace>> nearestWorkspace(const std::string &file,
                                                  const CommandContext &context);

} // namespace tidemark
