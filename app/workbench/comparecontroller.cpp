// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/comparecontroller.h"

#include "rehearsal/reports/wording.h"
#include "tasks/relay.h"
#include "tasks/taskpool.h"
#include "workbench/tasklist.h"
#include "workbench/workspacecontroller.h"
#include "workspace/connection.h"

#include <algorithm>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

CompareController::CompareController(Services &services, WorkspaceController &workspace,
                                     QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspace(workspace)
    , m_access(plainAccess(services.variables))
    , m_sources(services, workspace)
    , m_objects(std::make_shared<const ComparedObjects>())
    , m_script(services, workspace)
{
    connect(&m_sources, &CompareSources::changed, this, &CompareController::sourcesChanged);
    connect(&m_script, &CompareScript::changed, this, &CompareController::scriptChanged);
    connect(&workspace, &WorkspaceController::workspaceChanged, this,
            &CompareController::workspaceChanged);
    m_workspaceFile = workspace.workspace() ? workspace.workspace()->file : QString();
    m_sources.startOver();
}

CompareController::~CompareController()
{
    m_reading.stop();
}

// ---- The two sources

/// Its settings may be others while it is the same one: then all stays that still is what it was.
void CompareController::workspaceChanged()
{
    const auto workspace = m_workspace.workspace();
    const QString file = workspace ? workspace->file : QString();
    if (std::exchange(m_workspaceFile, file) != file)
        m_sources.startOver();
    else if (!m_sources.follow())
        return;
    stopReading();
    forget();
    m_error.reset();
    m_state = State::Nothing;
    Q_EMIT stateChanged();
}

std::vector<Environment> CompareController::environments() const
{
    const auto workspace = m_workspace.workspace();
    return workspace ? workspace->environments : std::vector<Environment>();
}

void CompareController::setSource(Side side, const QString &text)
{
    m_sources.ask({{side, text}}, [this, side](const std::optional<Error> &error) {
        if (!error)
            chosen({});
        else if (isAsking())
            cancel(); // it was asked for in the place of what is waited for
        Q_EMIT sourceAnswered(side, error);
    });
}

void CompareController::chooseSource(Side side, const QString &text)
{
    stopReading();
    m_sources.ask({{side, text}}, [this](const std::optional<Error> &error) { chosen(error); });
    beginAsking(text);
}

void CompareController::chooseSources(const QString &before, const QString &after)
{
    stopReading();
    m_sources.clear();
    m_sources.ask({{Before, before}, {After, after}},
                  [this](const std::optional<Error> &error) { chosen(error); });
    beginAsking(before);
}

/// Looking at files may take its time, too.
void CompareController::beginAsking(const QString &text)
{
    m_error.reset();
    m_progress = {};
    m_progress.step = LoadProgress::Step::ReadingFile;
    m_progress.what = text;
    m_state = State::Reading;
    m_clock.start();
    Q_EMIT stateChanged();
}

/// What was asked for is a source, or is none.
void CompareController::chosen(const std::optional<Error> &error)
{
    if (error) {
        fail(*error);
        return;
    }
    stopReading();
    m_state = State::Nothing;
    if (!start())
        Q_EMIT stateChanged();
}

void CompareController::swap()
{
    m_options.renames = turnedRenames(std::move(m_options.renames));
    m_declined = turnedRenames(std::move(m_declined));
    m_sources.swap();
    if (m_state == State::Shown)
        compareAgain();
    else if (m_state == State::Reading && !isAsking()) {
        stopReading();
        m_state = State::Nothing;
        start();
    }
}

// ---- Reading

bool CompareController::start()
{
    const auto workspace = m_workspace.workspace();
    if (m_state == State::Reading)
        return false;
    if (m_sources.askAgain([this](const std::optional<Error> &error) { chosen(error); })) {
        beginAsking(nameOf(Before));
        return true;
    }
    if (!m_sources.areBoth())
        return false;
    auto reading = std::make_shared<CompareReading>();
    for (const Side side : {Before, After})
        reading->sources[side] = *source(side);
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
void CompareController::resolveNext(std::shared_ptr<CompareReading> reading, quint64 ticket)
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

void CompareController::launch(const CompareReading &reading, quint64 ticket)
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
        return readAndCompare(
            reading, [&relay](const LoadProgress &progress) { relay.post(progress); },
            std::move(stop));
    });
    whenDone(m_reading, this,
             [this, ticket](const Result<ComparedSchemas> &result) { readDone(result, ticket); });
}

void CompareController::readDone(const Result<ComparedSchemas> &result, quint64 ticket)
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
    // Somebody chose otherwise while it was read.
    if (isOutdated())
        compareAgain();
}

void CompareController::fail(const Error &error)
{
    stopReading();
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

/// Its end says nothing any more. What the state is then is the caller's.
void CompareController::stopReading()
{
    m_reading.stop();
    ++m_readTicket;
    m_services.tasks.end(std::exchange(m_taskEntry, 0));
}

void CompareController::cancel()
{
    if (m_state != State::Reading)
        return;
    stopReading();
    m_sources.stopAsking();
    // What was read before is shown on only where it is of what is chosen now.
    const bool same = isOf(Before, After) || isOf(After, Before);
    m_state = same ? State::Shown : State::Nothing;
    Q_EMIT stateChanged();
    if (same && (m_comparing || isOutdated()))
        compareAgain();
}

/// Whether what is shown was made of these two.
bool CompareController::isOf(Side before, Side after) const
{
    return m_comparison && source(before) == m_comparison->before.source &&
           source(after) == m_comparison->after.source;
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
    compareAgain();
}

void CompareController::acceptRename(const Rename &rename)
{
    m_options.renames.push_back(rename);
    // What cannot be made, there or back, would end a script halfway: it is no rename.
    if (m_comparison && !checkRenames(*m_comparison->before.state.schema,
                                      *m_comparison->after.state.schema, m_options.renames)) {
        m_options.renames.pop_back();
        declineRename(rename);
        return;
    }
    compareAgain();
}

void CompareController::takeBackRename(const Rename &rename)
{
    std::erase(m_options.renames, rename);
    compareAgain();
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

/// Whether another comparison of the same two schemas is wanted than the one that is shown.
bool CompareController::isOutdated() const
{
    return m_comparison && (m_comparison->options != m_options ||
                            m_comparedView.equalAsWell != m_view.equalAsWell || isTurned());
}

bool CompareController::isTurned() const
{
    return !isOf(Before, After) && isOf(After, Before);
}

/// The schemas stay; what counts, or which of them comes first, is another. While others are read
/// it is those that are compared so.
void CompareController::compareAgain()
{
    if (!m_comparison || m_state != State::Shown)
        return;
    const quint64 ticket = ++m_compareTicket;
    m_comparing = true;
    m_script.expectAnother();
    const auto task =
        m_services.pool.start([old = m_comparison, options = m_options, view = m_view,
                               turned = isTurned()](std::stop_token) -> Result<ComparedSchemas> {
            return comparedAgain(*old, options, view, turned);
        });
    whenDone(task, this, [this, ticket](const Result<ComparedSchemas> &compared) {
        if (ticket != m_compareTicket || m_state != State::Shown || !compared)
            return;
        show(*compared);
        Q_EMIT stateChanged();
    });
}

void CompareController::show(const ComparedSchemas &compared)
{
    ++m_compareTicket;
    m_comparing = false;
    m_comparison = compared.comparison;
    m_comparedView = compared.view;
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
    m_comparing = false;
    m_comparison.reset();
    m_objects = std::make_shared<const ComparedObjects>();
    m_shown.clear();
    m_choice.forget();
    m_pulled.clear();
    ++m_pulledTicket;
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
        compareAgain();
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
    m_choice.choose(*m_objects, objects, chosen);
    m_pulled.clear();
    ++m_pulledTicket;
    Q_EMIT choiceChanged();
    // Of another comparison the script is written when it is there.
    if (!m_comparing)
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
    m_choice.setObjects(*m_objects);
    m_pulled.clear();
    ++m_pulledTicket;
}

/// The script of what is chosen.
CompareScript::Input CompareController::scriptInput() const
{
    CompareScript::Input input;
    input.comparison = m_comparison;
    input.context = [reading = m_lastReading] { return contextOf(reading); };
    input.options.noise = m_options.noise;
    input.options.renames = m_options.renames;
    input.options.only = m_choice.only(m_comparison->diff, *m_objects);
    return input;
}

/// What the script needs without having been chosen is marked in the list.
void CompareController::scriptChanged()
{
    const auto scripts = m_script.scripts();
    if (!scripts || m_script.isBeingWritten())
        return;
    const quint64 ticket = ++m_pulledTicket;
    if (m_choice.isAll()) {
        setPulled({});
        return;
    }
    const auto task = m_services.pool.start(
        [comparison = m_comparison, objects = m_objects, chosen = m_choice.chosen(),
         scripts](std::stop_token) -> Result<std::vector<PulledObject>> {
            return pulledObjects(*comparison, *objects, chosen, scripts->up.draft);
        });
    whenDone(task, this, [this, ticket](const Result<std::vector<PulledObject>> &pulled) {
        if (ticket == m_pulledTicket && pulled)
            setPulled(*pulled);
    });
}

void CompareController::setPulled(std::vector<PulledObject> pulled)
{
    if (m_pulled == pulled)
        return;
    m_pulled = std::move(pulled);
    Q_EMIT choiceChanged();
}

} // namespace tidemark
