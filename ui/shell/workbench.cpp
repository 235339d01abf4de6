// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/workbench.h"

#include "rehearsal/rehearsalpage.h"
#include "shell/mainwindow.h"
#include "timeline/timelinepage.h"

#include <QApplication>
#include <QDir>

namespace tidemark {

Workbench::Workbench(const WorkbenchPlaces &places)
    : m_services{m_pool,
                 m_tasks,
                 nullptr,
                 places.variables,
                 places.stateFolder,
                 places.configFolder}
    , m_workspaces(m_services)
    , m_timeline(m_services, m_workspaces)
    , m_run(m_services, m_workspaces,
            [this](const Environment &environment) { return m_guard.check(environment); })
    , m_rehearsals(m_services, m_workspaces)
{
    QDir().mkpath(places.configFolder);
    QDir().mkpath(places.stateFolder);
    m_theme.applyTo(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    m_window = std::make_unique<MainWindow>(m_theme, m_syntax, m_services, m_workspaces);
    addTimeline();
    addRehearsals();
}

void Workbench::addTimeline()
{
    auto *page = new TimelinePage(m_theme, m_syntax, m_services, m_workspaces, m_timeline, m_run);
    m_window->addPage(page);
    QObject::connect(&m_guard, &ProductionGuard::changed, page, &TimelinePage::guardChanged);
}

void Workbench::addRehearsals()
{
    m_window->addPage(new RehearsalPage(m_rehearsals, m_theme, m_syntax));
    QObject::connect(&m_rehearsals, &RehearsalController::verdictsChanged, &m_timeline,
                     [this] { m_timeline.setVerdicts(m_rehearsals.lastVerdicts()); });
}

Workbench::~Workbench() = default;

} // namespace tidemark
