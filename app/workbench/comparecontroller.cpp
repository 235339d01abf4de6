// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/comparecontroller.h"

#include "migrations/convention.h"
#include "rehearsal/reports/wording.h"
#include "tasks/relay.h"
#include "tasks/taskpool.h"
#include "workbench/comparelist.h"
#include "workbench/tasklist.h"
#include "workbench/timelinereader.h"
#include "workbench/workspacecontroller.h"
#include "workspace/connection.h"

#include <algorithm>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

bool needsScratch(const SchemaSource &source)
{
    return source.kind == SchemaSource::Kind::Migrations ||
           source.kind == SchemaSource::Kind::Dump || source.kind == SchemaSource::Kind::Backup;
}

} // namespace

CompareController::CompareController(Services &services, WorkspaceController &workspace,
                                     QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspace(workspace)
    , m_access(plainAccess(services.variables))
    , m_objects(std::make_shared<const ComparedObjects>())
    , m_script(services, workspace)
{
    connect(&m_script, &CompareScript::changed, this, &CompareController::scriptChanged);
    connect(&m_script, &CompareScript::migrationsMade, this, &CompareController::readMigrations);
    connect(&workspace, &WorkspaceController::workspaceChanged, this,
            &CompareController::workspaceChanged);
    workspaceChanged();
}

CompareController::~CompareController()
{
    m_reading.stop();
}

// ---- The two sources

void CompareController::workspaceChanged()
{
    cancel();
    ++m_readTicket;
    forget();
    m_sources[Before].reset();
    m_sources[After].reset();
    m_error.reset();
    m_state = State::Nothing;
    m_migrations.clear();
    m_backups.clear();
    proposeSources();
    readMigrations();
    readBackups();
    Q_EMIT sourcesChanged();
    Q_EMIT stateChanged();
}

/// What people compare most: the database that matters most with the one that they work on, or the
/// only one with what its migrations make.
void CompareController::proposeSources()
{
    const auto workspace = m_workspace.workspace();
    if (!workspace || workspace->environments.empty())
        return;
    const auto sourceOf = [](const Environment &environment) {
        SchemaSource source;
        source.text = environment.name;
        source.environment = environment;
        return source;
    };
    const Environment *current = m_workspace.environment();
    const Environment &near = current ? *current : workspace->environments.front();
    const auto farthest = std::ranges::max_element(workspace->environments, {}, &Environment::role);
    if (farthest->name != near.name) {
        m_sources[Before] = sourceOf(*farthest);
        m_sources[After] = sourceOf(near);
        return;
    }
    m_sources[Before] = sourceOf(near);
    if (const auto made = parseSource(u"@"_s, {workspace.get(), workspace->folder()}))
        m_sources[After] = *made;
}

void CompareController::readMigrations()
{
    const auto workspace = m_workspace.workspace();
    const quint64 ticket = ++m_folderTicket;
    if (!workspace)
        return;
    const auto task = m_services.pool.start(
        [workspace, variables = m_services.variables](std::stop_token) -> Result<QStringList> {
            TM_TRY_ASSIGN(const auto files,
                          readMigrationFiles(*workspace, {}, Engine::PostgreSql, variables));
            QStringList ids;
            for (const Migration &migration : files->set.migrations) {
                if (migration.kind == MigrationKind::Versioned)
                    ids.prepend(migration.id);
            }
            return ids;
        });
    whenDone(task, this, [this, ticket](const Result<QStringList> &ids) {
        // A folder that cannot be read is the timeline's to tell.
        if (ticket != m_folderTicket || !ids)
            return;
        m_migrations = *ids;
        Q_EMIT sourcesChanged();
    });
}

void CompareController::readBackups()
{
    const auto workspace = m_workspace.workspace();
    const quint64 ticket = ++m_backupsTicket;
    if (!workspace)
        return;
    const auto task = m_services.pool.start(
        [folder = workspace->backup.folder](std::stop_token) { return scanBackups(folder); });
    whenDone(task, this, [this, ticket](const Result<BackupFolder> &found) {
        // A folder that cannot be read is the page's of the backups to tell.
        if (ticket != m_backupsTicket || !found || found->backups == m_backups)
            return;
        m_backups = found->backups;
        Q_EMIT sourcesChanged();
    });
}

QString CompareController::nameOf(Side side) const
{
    return m_sources[side] ? m_sources[side]->displayName() : QString();
}

const Environment *CompareController::environmentOf(Side side) const
{
    const auto &source = m_sources[side];
    return source && source->environment ? &*source->environment : nullptr;
}

std::vector<Environment> CompareController::environments() const
{
    const auto workspace = m_workspace.workspace();
    return workspace ? workspace->environments : std::vector<Environment>();
}

Result<void> CompareController::setSource(Side side, const QString &text)
{
    const auto workspace = m_workspace.workspace();
    const QDir folder = workspace ? workspace->folder() : QDir::current();
    TM_TRY_ASSIGN(const SchemaSource source, parseSource(text, {workspace.get(), folder}));
    m_sources[side] = source;
    Q_EMIT sourcesChanged();
    cancel();
    start();
    return {};
}

void CompareController::chooseSource(Side side, const QString &text)
{
    if (const Result<void> done = setSource(side, text); !done)
        fail(done.error());
}

void CompareController::chooseSources(const QString &before, const QString &after)
{
    cancel();
    m_sources[Before].reset();
    m_sources[After].reset();
    chooseSource(Before, before);
    if (m_sources[Before])
        chooseSource(After, after);
}

void CompareController::swap()
{
    std::swap(m_sources[Before], m_sources[After]);
    Q_EMIT sourcesChanged();
    m_options.renames = turned(std::move(m_options.renames));
    m_declined = turned(std::move(m_declined));
    if (m_state == State::Shown)
        compareAgain(true);
    else if (m_state == State::Reading) {
        cancel();
        start();
    }
}

// ---- Reading

bool CompareController::start()
{
    const auto workspace = m_workspace.workspace();
    if (m_state == State::Reading || !m_sources[Before] || !m_sources[After])
        return false;
    auto reading = std::make_shared<Reading>();
    for (const Side side : {Before, After})
        reading->sources[side] = *m_sources[side];
    reading->workspace = workspace;
    reading->variables = m_services.variables;
    reading->stateFolder = m_services.stateFolder;
    reading->options = m_options;
    reading->view = m_view;
    m_error.reset();
    m_progress = {};
    m_progress.what = nameOf(Before);
    m_state = State::Reading;
    m_clock.start();
    const quint64 ticket = ++m_readTicket;
    m_taskEntry = m_services.tasks.begin(
        tr("comparing %1 with %2").arg(nameOf(Before), nameOf(After)), [this] { cancel(); });
    Q_EMIT stateChanged();
    resolveNext(reading, ticket);
    return true;
}

/// Addresses and passwords are found in the GUI thread, one after the other.
void CompareController::resolveNext(std::shared_ptr<Reading> reading, quint64 ticket)
{
    for (const SchemaSource &source : reading->sources) {
        if (!source.environment || !reading->workspace ||
            reading->specs.contains(source.environment->name))
            continue;
        const Environment environment = *source.environment;
        m_access.resolve(*reading->workspace, environment, this,
                         [this, reading, ticket, environment](const Result<ConnectionSpec> &spec) {
                             if (ticket != m_readTicket)
                                 return;
                             if (!spec) {
                                 fail(spec.error());
                                 return;
                             }
                             reading->specs.insert(environment.name, *spec);
                             resolveNext(reading, ticket);
                         });
        return;
    }
    launch(*reading, ticket);
}

void CompareController::launch(const Reading &reading, quint64 ticket)
{
    const Relay<LoadProgress> relay(this, [this, ticket](const std::vector<LoadProgress> &events) {
        if (ticket != m_readTicket)
            return;
        m_progress = events.back();
        m_services.tasks.advance(m_taskEntry, m_progress.done, m_progress.total, m_progress.what);
        Q_EMIT progressChanged();
    });
    m_lastReading = reading;
    m_reading = m_services.pool.start([reading, relay](std::stop_token stop) {
        return read(
            reading, [&relay](const LoadProgress &progress) { relay.post(progress); },
            std::move(stop));
    });
    whenDone(m_reading, this,
             [this, ticket](const Result<Compared> &result) { readDone(result, ticket); });
}

LoadContext CompareController::contextOf(const Reading &reading)
{
    LoadContext context;
    context.workspace = reading.workspace.get();
    context.variables = reading.variables;
    context.cacheFolder = reading.stateFolder;
    context.connect = [specs = reading.specs](const Workspace &, const Environment &environment,
                                              std::stop_token) -> Result<Connection> {
        return Connection{specs.value(environment.name), nullptr};
    };
    return context;
}

Result<CompareController::Compared>
CompareController::read(const Reading &reading,
                        const std::function<void(const LoadProgress &)> &observer,
                        std::stop_token stop)
{
    LoadContext context = contextOf(reading);
    std::optional<SandboxFactory> sandboxes;
    if (needsScratch(reading.sources[Before]) || needsScratch(reading.sources[After])) {
        sandboxes.emplace(reading.stateFolder);
        // What a killed process left is no hindrance when it cannot be removed.
        (void)sandboxes->removeLeftovers();
        context.sandboxes = &*sandboxes;
    }
    TM_TRY_ASSIGN(LoadedPair pair, loadSources(reading.sources[Before], reading.sources[After],
                                               context, observer, std::move(stop)));
    return group(std::make_shared<const Comparison>(compareSchemas(
                     std::move(pair.before), std::move(pair.after), reading.options)),
                 reading.view);
}

CompareController::Compared CompareController::group(std::shared_ptr<const Comparison> comparison,
                                                     const CompareView &view)
{
    Compared compared;
    compared.objects = std::make_shared<const ComparedObjects>(
        compareObjects(comparison->diff, *comparison->before.state.schema,
                       *comparison->after.state.schema, view.equalAsWell));
    compared.shown = listedObjects(*compared.objects, view);
    compared.comparison = std::move(comparison);
    return compared;
}

void CompareController::readDone(const Result<Compared> &result, quint64 ticket)
{
    if (ticket != m_readTicket)
        return;
    if (!result) {
        fail(result.error());
        return;
    }
    m_readMs = m_clock.elapsed();
    m_services.tasks.end(std::exchange(m_taskEntry, 0),
                         tr("%1 and %2 read in %3")
                             .arg(nameOf(Before), nameOf(After), durationText(double(m_readMs))));
    m_state = State::Shown;
    show(*result);
    Q_EMIT stateChanged();
}

void CompareController::fail(const Error &error)
{
    m_services.tasks.end(std::exchange(m_taskEntry, 0));
    const auto workspace = m_workspace.workspace();
    for (const Side side : {Before, After}) {
        const Environment *environment = environmentOf(side);
        if (environment && workspace && m_access.failed && error.kind == ErrorKind::Connection)
            m_access.failed(*workspace, *environment, error, true);
    }
    m_error = error;
    m_state = State::Failed;
    Q_EMIT stateChanged();
}

void CompareController::cancel()
{
    if (m_state != State::Reading)
        return;
    m_reading.stop();
    ++m_readTicket;
    m_services.tasks.end(std::exchange(m_taskEntry, 0));
    // What was read before is shown on only where it is of what is chosen now.
    const bool same = m_comparison && m_sources[Before] == m_comparison->before.source &&
                      m_sources[After] == m_comparison->after.source;
    m_state = same ? State::Shown : State::Nothing;
    Q_EMIT stateChanged();
}

qint64 CompareController::elapsedMs() const
{
    return m_state == State::Reading ? m_clock.elapsed() : 0;
}

// ---- What differs

void CompareController::setNoise(const DiffOptions &noise)
{
    if (m_options.noise == noise)
        return;
    m_options.noise = noise;
    compareAgain(false);
}

void CompareController::acceptRename(const Rename &rename)
{
    m_options.renames.push_back(rename);
    compareAgain(false);
}

void CompareController::takeBackRename(const Rename &rename)
{
    std::erase(m_options.renames, rename);
    compareAgain(false);
}

void CompareController::declineRename(const Rename &rename)
{
    m_declined.push_back(rename);
    Q_EMIT objectsChanged();
}

std::vector<RenameProposal> CompareController::openProposals() const
{
    std::vector<RenameProposal> open;
    for (const RenameProposal &proposal :
         m_comparison ? m_comparison->proposals : std::vector<RenameProposal>()) {
        if (std::ranges::find(m_declined, proposal.rename) == m_declined.end())
            open.push_back(proposal);
    }
    return open;
}

/// The schemas stay; what counts, or which of them comes first, is another.
void CompareController::compareAgain(bool swapped)
{
    if (!m_comparison)
        return;
    const quint64 ticket = ++m_compareTicket;
    const auto task = m_services.pool.start([old = m_comparison, options = m_options, view = m_view,
                                             swapped](std::stop_token) -> Result<Compared> {
        LoadedSchema before = swapped ? old->after : old->before;
        LoadedSchema after = swapped ? old->before : old->after;
        return group(std::make_shared<const Comparison>(
                         compareSchemas(std::move(before), std::move(after), options)),
                     view);
    });
    whenDone(task, this, [this, ticket](const Result<Compared> &compared) {
        if (ticket != m_compareTicket || m_state != State::Shown || !compared)
            return;
        show(*compared);
        Q_EMIT stateChanged();
    });
}

void CompareController::show(const Compared &compared)
{
    ++m_compareTicket;
    m_comparison = compared.comparison;
    m_objects = compared.objects;
    m_shown = compared.shown;
    m_detail.reset();
    ++m_detailTicket;
    applyChoice();
    list();
    m_script.write(scriptInput());
    Q_EMIT objectsChanged();
    Q_EMIT choiceChanged();
    Q_EMIT detailChanged();
}

void CompareController::forget()
{
    ++m_compareTicket;
    ++m_listTicket;
    ++m_detailTicket;
    m_comparison.reset();
    m_objects = std::make_shared<const ComparedObjects>();
    m_shown.clear();
    m_leftAlone.clear();
    m_chosen.clear();
    m_needed.clear();
    m_options.renames.clear();
    m_declined.clear();
    m_detail.reset();
    m_script.forget();
    Q_EMIT objectsChanged();
    Q_EMIT choiceChanged();
    Q_EMIT detailChanged();
}

void CompareController::setView(const CompareView &view)
{
    if (m_view == view)
        return;
    const bool otherObjects = m_view.equalAsWell != view.equalAsWell;
    m_view = view;
    if (otherObjects)
        compareAgain(false);
    else
        list();
}

void CompareController::list()
{
    const quint64 ticket = ++m_listTicket;
    const auto task = m_services.pool.start(
        [objects = m_objects, view = m_view](std::stop_token) -> Result<std::vector<int>> {
            return listedObjects(*objects, view);
        });
    whenDone(task, this, [this, ticket](const Result<std::vector<int>> &shown) {
        if (ticket != m_listTicket || !shown || m_shown == *shown)
            return;
        m_shown = *shown;
        Q_EMIT objectsChanged();
    });
}

void CompareController::lookAt(int object)
{
    const quint64 ticket = ++m_detailTicket;
    if (object < 0 || !m_comparison) {
        m_detail.reset();
        Q_EMIT detailChanged();
        return;
    }
    const auto task =
        m_services.pool.start([comparison = m_comparison, objects = m_objects, object](
                                  std::stop_token) -> Result<std::shared_ptr<const ObjectDetail>> {
            return std::make_shared<const ObjectDetail>(detailOf(*comparison, *objects, object));
        });
    whenDone(task, this, [this, ticket](const Result<std::shared_ptr<const ObjectDetail>> &detail) {
        if (ticket != m_detailTicket || !detail)
            return;
        m_detail = *detail;
        Q_EMIT detailChanged();
    });
}

// ---- What is chosen of it

void CompareController::choose(const std::vector<int> &objects, bool chosen)
{
    for (const int place : objects) {
        const ObjectId &id = m_objects->objects[size_t(place)].id;
        const QString key = id.kind + u'\n' + id.object;
        if (chosen)
            m_leftAlone.remove(key);
        else
            m_leftAlone.insert(key);
    }
    applyChoice();
    Q_EMIT choiceChanged();
    m_script.writeSoon(scriptInput());
}

void CompareController::chooseAll(bool chosen)
{
    std::vector<int> all(m_objects->objects.size());
    for (size_t i = 0; i < all.size(); ++i)
        all[i] = int(i);
    choose(all, chosen);
}

void CompareController::applyChoice()
{
    m_chosen.assign(m_objects->objects.size(), true);
    m_needed.assign(m_objects->objects.size(), false);
    if (m_leftAlone.isEmpty())
        return;
    for (size_t i = 0; i < m_chosen.size(); ++i) {
        const ObjectId &id = m_objects->objects[i].id;
        m_chosen[i] = !m_leftAlone.contains(id.kind + u'\n' + id.object);
    }
}

int CompareController::chosenCount() const
{
    int count = 0;
    for (size_t i = 0; i < m_chosen.size(); ++i)
        count += m_chosen[i] && m_objects->objects[i].standing != Standing::Equal ? 1 : 0;
    return count;
}

/// The script of what is chosen.
CompareScript::Input CompareController::scriptInput() const
{
    CompareScript::Input input;
    input.comparison = m_comparison;
    input.context = [reading = m_lastReading] { return contextOf(reading); };
    input.options.noise = m_options.noise;
    input.options.renames = m_options.renames;
    if (std::ranges::find(m_chosen, false) == m_chosen.end())
        return input;
    std::vector<ObjectId> &only = input.options.only.emplace();
    for (size_t i = 0; i < m_chosen.size(); ++i) {
        const ComparedObject &object = m_objects->objects[i];
        if (!m_chosen[i] || object.standing == Standing::Equal)
            continue;
        only.push_back(object.id);
        for (const int at : object.differences) {
            const Difference &difference = m_comparison->diff.differences[size_t(at)];
            const ObjectId part{difference.kind, difference.object};
            if (part != only.back() && part != object.id)
                only.push_back(part);
        }
    }
    return input;
}

/// What the script needs without having been chosen is marked in the list.
void CompareController::scriptChanged()
{
    const auto scripts = m_script.scripts();
    if (!scripts || m_script.isBeingWritten())
        return;
    std::vector<bool> needed(m_objects->objects.size(), false);
    for (const DraftStatement &statement : scripts->up.draft.statements) {
        const int object = m_objects->find(statement.about);
        if (object >= 0 && !m_chosen[size_t(object)])
            needed[size_t(object)] = true;
    }
    if (needed == m_needed)
        return;
    m_needed = std::move(needed);
    Q_EMIT choiceChanged();
}

} // namespace tidemark
