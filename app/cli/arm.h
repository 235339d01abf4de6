// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "cli/target.h"

#include <CLI/App.hpp>

#include <string>

namespace tidemark {

/// `--arm NAME`, the same on every command that writes to a database; see checkArmed().
struct ArmSwitch
{
    std::string name;

    void addTo(CLI::App &subcommand);

    /// checkArmed() for the target's environment, with the name from the option or, where standard
    /// input is a terminal, typed at a prompt that says what would be done: "up". A database that
    /// is named by --url has the role of the environment that it is, if any.
    Result<void> check(const Target &target, const QString &what, CommandContext &context) const;

    /// Without a prompt.
    bool isArmed(const Target &target) const;
};

} // namespace tidemark
