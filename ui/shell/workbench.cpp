// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/workbench.h"

#include "backups/backupspage.h"
#include "compare/comparepage.h"
#include "editor/editorpage.h"
#include "environments/environmentdialog.h"
#include "environments/guardbar.h"
#include "environments/passworddialog.h"
#include "log/logpage.h"
#include "rehearsal/rehearsalpage.h"
#include "shell/mainwindow.h"
#include "shell/taskstrip.h"
#include "shell/topbar.h"
#include "timeline/timelinepage.h"
#include "workspace/arming.h"

#include <QApplication>
#include <QDir>

namespace tidemark {

using namespace Qt::StringLiterals;

Workbench::Workbench(const WorkbenchPlaces &places)
    : m_services{m_pool,
                 m_tasks,
                 &m_secrets,
                 places.variables,
                 places.stateFolder,
                 places.configFolder}
    , m_workspaces(m_services)
    , m_timeline(m_services, m_workspaces)
    , m_tables(m_services, m_workspaces, m_timeline)
    , m_runs(m_services, m_workspaces,
             [this](const Environment &environment) { return m_guard.check(environment); })
    , m_rehearsals(m_services, m_workspaces)
    , m_compares(m_services, m_workspaces)
    , m_backups(m_services, m_workspaces,
                [this](const Environment &environment) { return m_guard.check(environment); })
    , m_archive(m_services)
    , m_dataComparison(m_services, m_workspaces)
    , m_log(m_services)
    , m_editor(m_services, m_workspaces, m_timeline)
    , m_connector(m_services)
    , m_environments(m_services, m_workspaces, m_connector)
{
    QDir().mkpath(places.configFolder);
    QDir().mkpath(places.stateFolder);
    m_theme.applyTo(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    m_window = std::make_unique<MainWindow>(m_theme, m_syntax, m_services, m_workspaces);
    addPages();
    connectControllers();
    connectDatabases();
    sayFacts();
    frameProduction();
}

Workbench::~Workbench() = default;

void Workbench::addPages()
{
    m_guardBar = new GuardBar(m_theme, m_guard, m_workspaces);
    m_window->addBand(m_guardBar);
    m_window->addPlace(
        {TimelinePage::title(), TimelinePage::name(), [this] { return makeTimelinePage(); }});
    m_window->addPlace({ComparePage::title(), ComparePage::name(),
                        [this] { return new ComparePage(m_compares, m_theme, m_syntax); }});
    m_window->addPlace({RehearsalPage::title(), RehearsalPage::name(),
                        [this] { return new RehearsalPage(m_rehearsals, m_theme, m_syntax); }});
    m_window->addPlace({EditorPage::title(), EditorPage::name(),
                        [this] { return new EditorPage(m_editor, m_theme, m_syntax); }});
    m_window->addPlace({BackupsPage::title(), BackupsPage::name(), [this] {
                            return new BackupsPage(m_backups, m_archive, m_dataComparison, m_theme,
                                                   m_syntax);
                        }});
    m_window->addPlace(
        {LogPage::title(), LogPage::name(), [this] { return new LogPage(m_theme, m_log); }});
    m_window->addPaletteSource([this] { return tableItems(); });
}

Page *Workbench::makeTimelinePage()
{
    auto *page = new TimelinePage(m_theme, m_syntax, m_services, m_workspaces, m_timeline, m_runs);
    QObject::connect(&m_guard, &ProductionGuard::changed, page, &TimelinePage::guardChanged);
    QObject::connect(page, &TimelinePage::armingWanted, m_guardBar,
                     [this](const QString &environment) {
                         m_workspaces.setCurrentEnvironment(environment);
                         m_guardBar->askForName();
                     });
    return page;
}

/// Where a table comes from is what the timeline can tell of it.
std::vector<PaletteItem> Workbench::tableItems()
{
    std::vector<PaletteItem> items;
    const QString name = m_tables.environment();
    for (const ListedTable &table : m_tables.tables()) {
        const bool view =
            table.type == RelationKind::View || table.type == RelationKind::MaterializedView;
        items.push_back({table.text(),
                         view ? QCoreApplication::translate("Workbench", "view on %1").arg(name)
                              : QCoreApplication::translate("Workbench", "table on %1").arg(name),
                         u"table"_s,
                         {},
                         [this, mentions = table.name] {
                             m_window->showPage(TimelinePage::name(), {{u"mentions"_s, mentions}});
                         }});
    }
    return items;
}

/// Passwords from the keychain and tunnels are the connector's; who reads and runs only asks it.
void Workbench::connectDatabases()
{
    const DatabaseAccess access = accessBy(m_connector);
    m_timeline.setAccess(access);
    m_tables.setAccess(access);
    m_runs.setAccess(access);
    m_compares.setAccess(access);
    m_rehearsals.setAccess(access);
    m_editor.setAccess(access);
    m_backups.setAccess(access);
    m_dataComparison.setAccess(access);
    QObject *context = m_window.get();
    QObject::connect(&m_connector, &Connector::changed, &m_timeline,
                     &TimelineController::refreshEnvironment);
    QObject::connect(&m_connector, &Connector::changed, &m_runs, &RunController::databaseReachable);
    QObject::connect(&m_connector, &Connector::changed, &m_rehearsals,
                     &RehearsalController::databaseReachable);
    QObject::connect(&m_connector, &Connector::changed, &m_backups,
                     &BackupsController::databaseReachable);
    QObject::connect(&m_connector, &Connector::passwordNeeded, context,
                     [this](const Environment &environment) { askForPassword(environment); });
    QObject::connect(&m_workspaces, &WorkspaceController::workspaceChanged, &m_connector,
                     &Connector::closeTunnels);
}

void Workbench::askForPassword(const Environment &environment)
{
    const auto workspace = m_workspaces.workspace();
    if (!workspace)
        return;
    auto *dialog =
        new PasswordDialog(m_theme, environment, m_secrets.isPermanent(), m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, dialog, [this, dialog, workspace, environment] {
        m_connector.setPassword(*workspace, environment, dialog->password(), dialog->remembered());
    });
    QObject::connect(dialog, &QDialog::rejected, dialog, [this, workspace, environment] {
        m_connector.declinePassword(*workspace, environment);
    });
    dialog->open();
}

void Workbench::connectControllers()
{
    QObject *context = m_window.get();
    QObject::connect(&m_rehearsals, &RehearsalController::verdictsChanged, context, [this] {
        m_timeline.setVerdicts(m_rehearsals.lastVerdicts());
        m_runs.setVerdicts(m_rehearsals.lastVerdicts());
    });
    QObject::connect(&m_timeline, &TimelineController::changed, context, [this] {
        sayFacts();
        tellVersions();
    });
    QObject::connect(&m_workspaces, &WorkspaceController::workspaceChanged, &m_guard,
                     &ProductionGuard::disarm);
    QObject::connect(&m_window->topBar(), &TopBar::environmentsWanted, context,
                     [this] { showEnvironments(); });
    for (const auto signal :
         {&WorkspaceController::workspaceChanged, &WorkspaceController::environmentChanged})
        QObject::connect(&m_workspaces, signal, context, [this] {
            sayFacts();
            frameProduction();
        });
}

void Workbench::showEnvironments()
{
    auto *dialog = new EnvironmentDialog(m_theme, m_environments, m_workspaces,
                                         m_secrets.isPermanent(), m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Workbench::sayFacts()
{
    const auto workspace = m_workspaces.workspace();
    const auto snapshot = m_timeline.snapshot();
    if (!workspace || !snapshot || !snapshot->files) {
        m_window->topBar().setFacts({});
        m_window->taskStrip().setFacts({});
        return;
    }
    const QString migrations = countOf(qint64(snapshot->entries.size()),
                                       QCoreApplication::translate("Workbench", "migration"),
                                       QCoreApplication::translate("Workbench", "migrations"));
    const QString environments = countOf(qint64(workspace->environments.size()),
                                         QCoreApplication::translate("Workbench", "environment"),
                                         QCoreApplication::translate("Workbench", "environments"));
    m_window->topBar().setFacts(snapshot->files->set.convention + u" · "_s + migrations);
    m_window->taskStrip().setFacts(migrations + u" · "_s + environments);
}

/// How far a backup is behind is a matter of the folder.
void Workbench::tellVersions()
{
    QHash<QString, QString> versions;
    QStringList migrations;
    if (const auto snapshot = m_timeline.snapshot(); snapshot && snapshot->files)
        for (const Migration &migration : snapshot->files->set.migrations)
            if (migration.kind == MigrationKind::Versioned) {
                versions.insert(migration.version, migration.id);
                migrations.prepend(migration.id);
            }
    m_backups.setVersions(versions, migrations);
    m_compares.setMigrations(migrations);
}

void Workbench::frameProduction()
{
    const Environment *environment = m_workspaces.environment();
    const bool guarded = environment && needsArming(*environment);
    m_window->setFrame(guarded ? std::optional(Colour::Bad) : std::nullopt);
}

} // namespace tidemark
