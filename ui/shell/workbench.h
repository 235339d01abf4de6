// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskpool.h"
#include "theme/theme.h"
#include "widgets/codeview.h"
#include "widgets/page.h"
#include "workbench/archivecontroller.h"
#include "workbench/backupscontroller.h"
#include "workbench/comparecontroller.h"
#include "workbench/connector.h"
#include "workbench/datacomparecontroller.h"
#include "workbench/editorcontroller.h"
#include "workbench/environmentscontroller.h"
#include "workbench/keychainsecrets.h"
#include "workbench/logcontroller.h"
#include "workbench/productionguard.h"
#include "workbench/rehearsalcontroller.h"
#include "workbench/runcontroller.h"
#include "workbench/services.h"
#include "workbench/tablescontroller.h"
#include "workbench/tasklist.h"
#include "workbench/timelinecontroller.h"
#include "workbench/workspacecontroller.h"

#include <memory>

namespace tidemark {

class GuardBar;
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
    TimelineController &timeline() { return m_timeline; }
    RunController &runs() { return m_runs; }
    RehearsalController &rehearsals() { return m_rehearsals; }
    CompareController &compares() { return m_compares; }
    BackupsController &backups() { return m_backups; }
    ArchiveController &archive() { return m_archive; }
    ProductionGuard &guard() { return m_guard; }
    LogController &log() { return m_log; }
    EditorController &editor() { return m_editor; }
    TablesController &tables() { return m_tables; }
    TaskList &tasks() { return m_tasks; }

private:
    void addPages();
    Page *makeTimelinePage();
    void connectControllers();
    void connectDatabases();
    void askForPassword(const Environment &environment);
    void sayFacts();
    void tellVersions();
    void frameProduction();
    void showEnvironments();
    std::vector<PaletteItem> tableItems();

    // The pool outlives the controllers and waits for what they have started.
    Theme m_theme;
    SyntaxRepository m_syntax;
    TaskList m_tasks;
    TaskPool m_pool;
    KeychainSecrets m_secrets;
    Services m_services;
    WorkspaceController m_workspaces;
    ProductionGuard m_guard;
    TimelineController m_timeline;
    TablesController m_tables;
    RunController m_runs;
    RehearsalController m_rehearsals;
    CompareController m_compares;
    BackupsController m_backups;
    ArchiveController m_archive;
    DataCompareController m_dataComparison;
    LogController m_log;
    EditorController m_editor;
    Connector m_connector;
    EnvironmentsController m_environments;
    std::unique_ptr<MainWindow> m_window;
    GuardBar *m_guardBar = nullptr;
};

} // namespace tidemark
