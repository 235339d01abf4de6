// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/comparereading.h"

#include "compare/statecache.h"

#include "sandbox/sandbox.h"

#include <optional>
#include <utility>

namespace tidemark {

namespace {

bool needsScratch(const SchemaSource &source)
{
    return source.kind == SchemaSource::Kind::Migrations ||
           source.kind == SchemaSource::Kind::Dump || source.kind == SchemaSource::Kind::Backup;
}

ComparedSchemas compareAndList(LoadedSchema before, LoadedSchema after,
                               const CompareOptions &options, const CompareView &view)
{
    const auto comparison = std::make_shared<const Comparison>(
        compareSchemas(std::move(before), std::move(after), options));
    const auto objects = std::make_shared<const ComparedObjects>(
        compareObjects(comparison->diff, *comparison->before.state.schema,
                       *comparison->after.state.schema, view.equalAsWell));
    return {comparison, objects, listedObjects(*objects, view), view};
}

} // namespace

LoadContext contextOf(const CompareReading &reading)
{
    LoadContext context;
    context.workspace = reading.workspace.get();
    context.variables = reading.variables;
    context.cacheFolder = defaultCacheFolder(reading.variables);
    context.connect = [specs = reading.specs](const Workspace &, const Environment &environment,
                                              std::stop_token) -> Result<Connection> {
        return Connection{specs.value(environment.name), nullptr};
    };
    return context;
}

Result<ComparedSchemas> readAndCompare(const CompareReading &reading,
                                       const std::function<void(const LoadProgress &)> &observer,
                                       std::stop_token stop)
{
    LoadContext context = contextOf(reading);
    std::optional<SandboxFactory> sandboxes;
    if (needsScratch(reading.sources[0]) || needsScratch(reading.sources[1])) {
        sandboxes.emplace(reading.stateFolder);
        // What a killed process left is no hindrance when it cannot be removed.
        (void)sandboxes->removeLeftovers();
        context.sandboxes = &*sandboxes;
    }
    TM_TRY_ASSIGN(LoadedPair pair, loadSources(reading.sources[0], reading.sources[1], context,
                                               observer, std::move(stop)));
    return compareAndList(std::move(pair.before), std::move(pair.after), reading.options,
                          reading.view);
}

ComparedSchemas comparedAgain(const Comparison &comparison, const CompareOptions &options,
                              const CompareView &view, bool turned)
{
    return compareAndList(turned ? comparison.after : comparison.before,
                          turned ? comparison.before : comparison.after, options, view);
}

} // namespace tidemark
