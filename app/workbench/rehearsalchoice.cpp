// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/rehearsalchoice.h"

#include "workspace/workspace.h"

#include <limits>

namespace tidemark {

void aimAt(RehearsalRequest &request, const Environment &environment, ConnectionSpec spec)
{
    request.engine = spec.engine;
    request.fromEmpty = request.fromEmpty || isNotThereYet(spec);
    if (environment.role != EnvironmentRole::Production) {
        request.database = std::move(spec);
    } else if (!request.fromEmpty) {
        request.copyMethod = CopyMethod::DumpRestoreToScratch;
        request.database = std::move(spec);
    }
}

RehearsalRequest requestFor(const RehearsalChoice &choice, const Workspace &workspace)
{
    using Which = RehearsalChoice::Which;
    RehearsalRequest request;
    request.folder = QDir(workspace.migrations);
    request.convention = workspace.convention;
    request.fromEmpty = choice.fromNothing;
    request.mode = choice.mode;
    request.asOneUnit = choice.asOneUnit;
    request.timeouts = {workspace.run.lockTimeout, workspace.run.statementTimeout};
    request.fill = choice.fill;
    if (choice.mode == RehearsalOptions::Mode::Step)
        request.trafficFile = choice.trafficFile;
    switch (choice.which) {
    case Which::Pending:
        break;
    case Which::All:
        if (!choice.fromNothing)
            request.last = std::numeric_limits<int>::max();
        break;
    case Which::Last:
        request.last = choice.last;
        break;
    case Which::Range:
        request.from = choice.from;
        request.to = choice.to;
        break;
    case Which::Selection:
        request.only = choice.selection;
        break;
    }
    return request;
}

} // namespace tidemark
