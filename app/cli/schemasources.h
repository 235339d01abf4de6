// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "compare/loadsource.h"

#include <CLI/App.hpp>

#include <optional>
#include <string>

namespace tidemark {

/// The options by which commands read schemas, and what they need for it.
class SourceSwitches
{
public:
    void addTo(CLI::App &subcommand);

    /// Reads the workspace, where there is one, and removes what an earlier run left. To be called
    /// first.
    Result<void> prepare(CommandContext &command);

    Result<SchemaSource> parse(const std::string &text, const CommandContext &command) const;

    /// What the texts of sources are read against.
    SourceNames names(const CommandContext &command) const;
    const std::optional<Workspace> &workspace() const { return m_workspace; }

    /// For loadSource(), as long as this lives.
    LoadContext context(const CommandContext &command);

    bool json = false; ///< --json

private:
    std::string m_workspaceFile; ///< --workspace
    std::string m_engine;        ///< --engine
    bool m_noCache = false;      ///< --no-cache
    std::optional<Workspace> m_workspace;
    std::optional<SandboxFactory> m_sandboxes;
};

/// With its note on standard error.
Result<SchemaSource> noted(Result<SchemaSource> source, Terminal &terminal);

/// Shows on standard error what is being loaded; cleared by the destructor.
class LoadPrinter
{
public:
    explicit LoadPrinter(Terminal &terminal)
        : m_terminal(terminal)
    {
    }
    ~LoadPrinter() { m_terminal.clearProgress(); }
    LoadPrinter(const LoadPrinter &) = delete;
    LoadPrinter &operator=(const LoadPrinter &) = delete;

    LoadObserver observer();

private:
    Terminal &m_terminal;
};

} // namespace tidemark
