// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskpool.h"
#include "theme/theme.h"
#include "widgets/codeview.h"
#include "workbench/productionguard.h"
#include "workbench/rehearsalcontroller.h"
#include "workbench/runcontroller.h"
#include "workbench/services.h"
#include "workbench/tasklist.h"
#include "workbench/timelinecontroller.h"
#include "workbench/workspacecontroller.h"

#include <memory>

namespace tidemark {

class MainWindow;

/// Where the workbench finds and leaves things; tests pass folders of their own.
struct WorkbenchPlaces
{
    QString configFolder;
    QString stateFolder;
    VariableLookup variables;
};

/// The whole workbench: makes the controllers and the pages, and tells them of each other. The only
/// place that knows all of them.
class Workbench
{
public:
    explicit Workbench(const WorkbenchPlaces &places);
    ~Workbench();

    MainWindow &window() { return *m_window; }
    Theme &theme() { return m_theme; }
    WorkspaceController &workspaces() { return m_workspaces; }
    TaskList &tasks() { return m_tasks; }
    RehearsalController &rehearsals() { return m_rehearsals; }

private:
    void addTimeline();
    void addRehearsals();

    // The pool is destroyed last but for what its tasks may still tell: it waits for them.
    Theme m_theme;
    SyntaxRepository m_syntax;
    TaskList m_tasks;
    TaskPool m_pool;
    Services m_services;
    WorkspaceController m_workspaces;
    ProductionGuard m_guard;
    TimelineController m_timeline;
    RunController m_run;
    RehearsalController m_rehearsals;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace tidemark
