// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/comparison.h"
#include "compare/loadsource.h"
#include "workbench/comparelist.h"

#include <QHash>
#include <QString>

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace tidemark {

/// All that reading two schemas for a comparison needs, gathered in the GUI thread.
struct CompareReading
{
    SchemaSource sources[2]; ///< A, B
    std::shared_ptr<const Workspace> workspace;
    QHash<QString, ConnectionSpec> specs; ///< by environment
    VariableLookup variables;
    QString stateFolder;
    CompareOptions options;
    CompareView view;
};

/// A comparison as it is listed: finished values.
struct ComparedSchemas
{
    std::shared_ptr<const Comparison> comparison;
    std::shared_ptr<const ComparedObjects> objects;
    std::vector<int> shown; ///< listedObjects() of `view`
    CompareView view;
};

/// The ways to the databases and files of such a reading; any thread.
LoadContext contextOf(const CompareReading &reading);

/// Reads both and compares them. Errors: those of loadSources(). Blocks.
Result<ComparedSchemas> readAndCompare(const CompareReading &reading,
                                       const std::function<void(const LoadProgress &)> &observer,
                                       std::stop_token stop);

/// The same two schemas once more; `turned`: B before A. Pure; cost of compareSchemas().
ComparedSchemas comparedAgain(const Comparison &comparison, const CompareOptions &options,
                              const CompareView &view, bool turned);

} // namespace tidemark
