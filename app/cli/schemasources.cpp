// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/schemasources.h"

#include "cli/leftovers.h"
#include "cli/workspacefile.h"
#include "compare/statecache.h"
#include "workspace/auditlog.h"

using namespace Qt::StringLiterals;

namespace tidemark {

void SourceSwitches::addTo(CLI::App &subcommand)
{
    subcommand
        .add_option("-w,--workspace", m_workspaceFile,
                    "tidemark.toml to use; otherwise the nearest one upwards from here")
        ->type_name("FILE");
    subcommand
        .add_option("--engine", m_engine,
                    "Of migrations and dumps that could be of either: postgresql, sqlite")
        ->check(CLI::IsMember({"postgresql", "sqlite"}));
    subcommand.add_flag("--no-cache", m_noCache,
                        "Replay migrations even where their schema is known from before");
    subcommand.add_flag("--json", json, "Answer in JSON");
}

Result<void> SourceSwitches::prepare(CommandContext &command)
{
    TM_TRY_ASSIGN(m_workspace, nearestWorkspace(m_workspaceFile, command));
    m_sandboxes.emplace(defaultStateFolder(command.variables));
    return removeLeftovers(*m_sandboxes, command.terminal);
}

Result<SchemaSource> noted(Result<SchemaSource> source, Terminal &terminal)
{
    if (source && !source->note.isEmpty())
        terminal.warn(source->note);
    return source;
}

Result<SchemaSource> SourceSwitches::parse(const std::string &text,
                                           const CommandContext &command) const
{
    return noted(parseSource(QString::fromStdString(text), names(command)), command.terminal);
}

SourceNames SourceSwitches::names(const CommandContext &command) const
{
    return {m_workspace ? &*m_workspace : nullptr, command.currentFolder};
}

LoadContext SourceSwitches::context(const CommandContext &command)
{
    LoadContext context;
    context.workspace = m_workspace ? &*m_workspace : nullptr;
    context.variables = command.variables;
    context.sandboxes = &*m_sandboxes;
    if (!m_noCache)
        context.cacheFolder = defaultCacheFolder(command.variables);
    context.engine = enumFromText<Engine>(QString::fromStdString(m_engine));
    return context;
}

LoadObserver LoadPrinter::observer()
{
    return [this](const LoadProgress &progress) {
        using Step = LoadProgress::Step;
        const QString count = u"%1/%2"_s.arg(progress.done + 1).arg(progress.total);
        switch (progress.step) {
        case Step::Connecting:
            return m_terminal.showProgress(u"connecting to "_s + progress.what);
        case Step::StartingScratch:
            return m_terminal.showProgress(u"making a throw-away database"_s);
        case Step::Replaying:
            return m_terminal.showProgress(u"replaying %1 %2"_s.arg(count, progress.what));
        case Step::LoadingBackup:
            return m_terminal.showProgress(u"restoring the schema of "_s + progress.what);
        case Step::LoadingDump:
            return m_terminal.showProgress(u"loading %1, statement %2"_s.arg(progress.what, count));
        case Step::ReadingFile:
        case Step::ReadingSchema:
            return m_terminal.showProgress(u"reading "_s + progress.what);
        }
    };
}

} // namespace tidemark
