// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/rehearsalcontroller.h"

#include "rehearsal/reports/wording.h"
#include "tasks/taskpool.h"
#include "workbench/settings.h"
#include "workbench/tasklist.h"
#include "workbench/workspacecontroller.h"
#include "workspace/connection.h"

#include <QDir>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTickMs = 100;
constexpr QLatin1StringView choiceKey("rehearsal");

} // namespace

RehearsalController::RehearsalController(Services &services, WorkspaceController &workspace,
                                         QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspaceController(workspace)
    , m_access(plainAccess(services.variables))
    , m_lane(laneOf(RehearsalOptions::Mode::Step, false))
    , m_verdicts(std::make_shared<const LastVerdicts>())
{
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &RehearsalController::tick);
    connect(&workspace, &WorkspaceController::workspaceChanged, this,
            &RehearsalController::workspaceChanged);
    connect(&workspace, &WorkspaceController::environmentChanged, this,
            &RehearsalController::choiceChanged);
    workspaceChanged();
}

RehearsalController::~RehearsalController()
{
    m_task.stop();
}

// ---- What to rehearse

void RehearsalController::workspaceChanged()
{
    const auto workspace = m_workspaceController.workspace();
    const QString file = workspaceName();
    // Its tidemark.toml says something else now: what is shown or runs stays what it is.
    if (workspace && file == m_workspaceFile) {
        if (!workspace->findEnvironment(m_choice.environment))
            m_choice.environment.clear();
        m_choice.fromNothing = m_choice.fromNothing || workspace->environments.empty();
        readFolder();
        Q_EMIT choiceChanged();
        return;
    }
    m_workspaceFile = file;
    if (isRunning()) {
        m_task.stop();
        m_services.tasks.end(m_run.task);
    }
    m_run = {};
    m_tick.stop();
    ++m_showTicket;
    m_rows.clear();
    m_report.reset();
    m_request = {};
    m_wanted.reset();
    m_error.reset();
    m_archiveError.reset();
    m_past.clear();
    m_folder = {};
    m_verdicts = std::make_shared<const LastVerdicts>();
    m_shownId = m_comparedId = 0;
    m_choice = {};
    m_state = State::Nothing;
    if (workspace) {
        m_choice = restoredChoice(
            settingsOf(m_services).value(settingsKeyOf(choiceKey, file)).toMap(), *workspace);
        readFolder();
        readPast();
    }
    Q_EMIT choiceChanged();
    Q_EMIT migrationsChanged();
    Q_EMIT rowsReset();
    Q_EMIT pastChanged();
    Q_EMIT verdictsChanged();
    Q_EMIT stateChanged();
}

void RehearsalController::setChoice(const RehearsalChoice &choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    if (!m_workspaceFile.isEmpty())
        settingsOf(m_services)
            .setValue(settingsKeyOf(choiceKey, m_workspaceFile), savedChoice(choice));
    Q_EMIT choiceChanged();
}

QString RehearsalController::environmentOfChoice() const
{
    return m_choice.environment.isEmpty() ? m_workspaceController.currentEnvironment()
                                          : m_choice.environment;
}

QStringList RehearsalController::environments() const
{
    QStringList names;
    if (const auto workspace = m_workspaceController.workspace()) {
        for (const Environment &environment : workspace->environments)
            names += environment.name;
    }
    return names;
}

QString RehearsalController::workspaceName() const
{
    const auto workspace = m_workspaceController.workspace();
    return workspace ? workspace->file : QString();
}

void RehearsalController::readFolder()
{
    const quint64 ticket = ++m_folderTicket;
    const auto workspace = m_workspaceController.workspace();
    if (!workspace)
        return;
    auto task = m_services.pool.start([workspace, variables = m_services.variables,
                                       environment = environmentOfChoice()](std::stop_token) {
        return readRehearsalFolder(*workspace, variables, environment);
    });
    whenDone(task, this, [this, ticket](Result<RehearsalFolder> folder) {
        // A folder that cannot be read is told when somebody rehearses.
        if (ticket != m_folderTicket || !folder)
            return;
        m_folder = std::move(*folder);
        Q_EMIT migrationsChanged();
    });
}

// ---- Running

bool RehearsalController::isRunning() const
{
    return m_state == State::Preparing || m_state == State::Running || m_state == State::Stopping;
}

bool RehearsalController::start()
{
    const auto workspace = m_workspaceController.workspace();
    if (!workspace || isRunning())
        return false;
    return begin(requestFor(m_choice, *workspace), environmentOfChoice(), -1);
}

bool RehearsalController::rerun(const QString &id)
{
    const auto workspace = m_workspaceController.workspace();
    const int row = m_rows.indexOf(id);
    if (!workspace || isRunning() || row < 0)
        return false;
    const bool past = m_request.folder.path().isEmpty() || m_environment.isEmpty();
    RehearsalRequest request = past ? requestFor(m_choice, *workspace) : m_request;
    request.from.clear();
    request.to.clear();
    request.last = 0;
    request.asOneUnit = false;
    request.only = {id};
    return begin(std::move(request), past ? environmentOfChoice() : m_environment, row);
}

bool RehearsalController::begin(RehearsalRequest request, const QString &environment, int row)
{
    const auto workspace = m_workspaceController.workspace();
    m_error.reset();
    m_archiveError.reset();
    m_wanted.reset();
    const Environment *source = workspace->findEnvironment(environment);
    if (source && request.backup.isEmpty()) {
        auto spec = connectionOf(*workspace, *source, m_services.variables);
        // From nothing a database that is not known is no hindrance.
        if (spec) {
            aimAt(request, *source, std::move(*spec));
        } else if (!request.fromEmpty) {
            m_error = spec.error();
            Q_EMIT stateChanged();
            return false;
        }
    }
    ++m_showTicket;
    m_request = request;
    m_environment = environment;
    m_run = {};
    m_run.number = ++m_runs;
    m_run.row = row;
    m_run.statement = std::make_shared<CurrentStatement>();
    m_on = sourceText(request, environment);
    const AuditedAct act(
        m_services.stateFolder, u"rehearse"_s,
        {workspace.get(), source, request.database ? &*request.database : nullptr});
    m_run.order = RehearsalOrder{
        request, workspace->file, m_on, m_services.stateFolder, act, row < 0 ? nullptr : m_report};
    m_task = {};
    if (row < 0) {
        m_report.reset();
        m_rows.clear();
        m_shownId = m_comparedId = 0;
        m_lane = laneOf(request.mode, !request.trafficFile.isEmpty());
        m_filled = request.fill > 0;
        Q_EMIT rowsReset();
    }
    m_run.task = m_services.tasks.begin(tr("rehearsing: %1").arg(m_on), [this] { cancel(); });
    m_clock.start();
    m_tick.start();
    setState(State::Preparing);
    if (request.database && source)
        reach(workspace, *source);
    else
        launch();
    return true;
}

/// The keychain and the tunnel may answer later.
void RehearsalController::reach(const std::shared_ptr<const Workspace> &workspace,
                                const Environment &environment)
{
    m_access.resolve(*workspace, environment, this,
                     [this, number = m_run.number](const Result<ConnectionSpec> &spec) {
                         if (number != m_run.number || m_state != State::Preparing)
                             return;
                         if (spec) {
                             m_run.order->request.database = *spec;
                             launch();
                             return;
                         }
                         RehearsalOutcome outcome;
                         outcome.error = spec.error();
                         if (const auto logged = m_run.order->act.failed(spec.error()); !logged)
                             outcome.archiveError = logged.error();
                         ended(number, outcome);
                     });
}

void RehearsalController::databaseReachable(const QString &environment)
{
    if (!m_wanted || m_environment != environment || isRunning())
        return;
    const int row = *m_wanted;
    begin(m_request, environment, row);
}

void RehearsalController::launch()
{
    const quint64 number = m_run.number;
    const Relay<RehearsalEvent> relay(
        this, [this, number](const std::vector<RehearsalEvent> &events) { take(number, events); });
    m_task = m_services.pool.start([order = *m_run.order, relay, statement = m_run.statement](
                                       std::stop_token stop) -> Result<RehearsalOutcome> {
        return carryOut(order, relay, *statement, std::move(stop));
    });
    whenDone(m_task, this, [this, number](Result<RehearsalOutcome> outcome) {
        RehearsalOutcome none;
        if (!outcome)
            none.error = outcome.error();
        ended(number, outcome ? *outcome : none);
    });
}

void RehearsalController::cancel()
{
    if (m_state != State::Preparing && m_state != State::Running)
        return;
    if (!m_task.isValid()) {
        // Nothing has begun yet, and whatever is waited for may never answer.
        ended(m_run.number, {});
        return;
    }
    m_task.stop();
    setState(State::Stopping);
}

qint64 RehearsalController::elapsedMs() const
{
    return isRunning() ? m_clock.elapsed() : 0;
}

void RehearsalController::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

// ---- What comes back

int RehearsalController::placeOf(int index) const
{
    return m_run.row >= 0 ? m_run.row : index;
}

void RehearsalController::flush()
{
    if (const auto touched = m_rows.takeTouched())
        Q_EMIT rowsChanged(touched->first, touched->second);
}

void RehearsalController::take(quint64 run, const std::vector<RehearsalEvent> &events)
{
    if (run != m_run.number)
        return;
    for (const RehearsalEvent &event : events)
        std::visit([this](const auto &one) { apply(one); }, event);
    flush();
    m_services.tasks.advance(m_run.task, done(), static_cast<int>(rows().size()), progressText());
    Q_EMIT stateChanged();
}

void RehearsalController::apply(const RehearsalPlanned &planned)
{
    if (m_state == State::Preparing)
        m_state = State::Running;
    if (m_run.row >= 0)
        return;
    m_rows.plan(planned.migrations);
    m_rows.setBefore(*m_verdicts);
    Q_EMIT rowsReset();
}

void RehearsalController::apply(const RehearsalStepped &stepped)
{
    m_rows.start(placeOf(stepped.index), stepped.step, m_clock.elapsed(), m_run.row >= 0);
}

void RehearsalController::apply(const RehearsalJudged &judged)
{
    m_rows.judge(placeOf(judged.index), judged.report, !m_run.order->request.trafficFile.isEmpty());
}

void RehearsalController::tick()
{
    if (m_run.statement)
        m_rows.setStatement(m_run.statement->summary());
    flush();
    m_services.tasks.advance(m_run.task, done(), static_cast<int>(rows().size()), progressText());
}

QString RehearsalController::progressText() const
{
    const RehearsalRow *row = m_rows.running();
    if (!row)
        return {};
    for (int i = 0; i < rehearsalStepCount; ++i) {
        if (row->marks[static_cast<size_t>(i)] == StepMark::Running)
            return row->id + u": "_s + laneLabel(static_cast<RehearsalStep>(i), m_filled);
    }
    return row->id;
}

void RehearsalController::ended(quint64 run, const RehearsalOutcome &outcome)
{
    if (run != m_run.number)
        return;
    m_tick.stop();
    // A cancel is what somebody wanted, and no error.
    if (outcome.error && outcome.error->kind != ErrorKind::Cancelled)
        m_error = outcome.error;
    m_archiveError = outcome.archiveError;
    m_rows.stopAll();
    if (outcome.archived && m_run.row < 0)
        m_shownId = outcome.archived;
    m_state = State::Shown;
    if (outcome.report)
        showReport(outcome.report, true);
    else if (m_run.row >= 0 && m_report)
        showReport(m_report, true);
    else if (m_rows.isEmpty())
        m_state = State::Nothing;
    Q_EMIT rowsReset();
    const QString said = m_report ? verdictSummary(*m_report) : QString();
    m_services.tasks.end(m_run.task, said.isEmpty() ? QString() : tr("rehearsed: %1").arg(said));
    Q_EMIT stateChanged();
    readPast();
    if (outcome.error)
        tellFailure(*outcome.error);
}

/// It may be for want of a password: then it begins again when there is one.
void RehearsalController::tellFailure(const Error &error)
{
    const auto workspace = m_workspaceController.workspace();
    const Environment *environment =
        workspace ? workspace->findEnvironment(m_environment) : nullptr;
    if (!environment)
        return;
    if (wantsPassword(error))
        m_wanted = m_run.row;
    if (m_access.failed)
        m_access.failed(*workspace, *environment, error, true);
}

void RehearsalController::showReport(std::shared_ptr<const RehearsalReport> report, bool keepRows)
{
    m_report = std::move(report);
    m_lane = laneOf(*m_report);
    m_filled = m_report->fill > 0;
    m_rows.show(m_report, keepRows);
}

void RehearsalController::dismissErrors()
{
    m_error.reset();
    m_archiveError.reset();
    Q_EMIT stateChanged();
}

// ---- The past

void RehearsalController::readPast()
{
    const quint64 ticket = ++m_pastTicket;
    auto task = m_services.pool.start(
        [folder = m_services.stateFolder, name = workspaceName()](std::stop_token) -> Result<Past> {
            const RehearsalArchive archive(folder);
            Past past;
            TM_TRY_ASSIGN(past.list, archive.list(name));
            TM_TRY_ASSIGN(past.verdicts, archive.lastVerdicts(name));
            return past;
        });
    whenDone(task, this, [this, ticket](Result<Past> past) {
        if (ticket != m_pastTicket)
            return;
        if (!past) {
            m_archiveError = past.error();
            Q_EMIT stateChanged();
            return;
        }
        m_past = std::move(past->list);
        m_verdicts = std::make_shared<const LastVerdicts>(std::move(past->verdicts));
        Q_EMIT pastChanged();
        Q_EMIT verdictsChanged();
    });
}

void RehearsalController::show(qint64 id)
{
    if (isRunning())
        return;
    const quint64 ticket = ++m_showTicket;
    auto task = m_services.pool.start(
        [folder = m_services.stateFolder,
         id](std::stop_token) -> Result<std::shared_ptr<const RehearsalReport>> {
            TM_TRY_ASSIGN(RehearsalReport report, RehearsalArchive(folder).report(id));
            return std::make_shared<const RehearsalReport>(std::move(report));
        });
    whenDone(task, this, [this, ticket, id](Result<std::shared_ptr<const RehearsalReport>> report) {
        if (ticket != m_showTicket)
            return;
        m_error.reset();
        m_archiveError.reset();
        if (!report) {
            m_archiveError = report.error();
            Q_EMIT stateChanged();
            return;
        }
        m_request = {};
        m_environment.clear();
        m_shownId = id;
        m_comparedId = 0;
        const auto past = std::find_if(m_past.begin(), m_past.end(),
                                       [id](const auto &one) { return one.id == id; });
        m_on = past == m_past.end() ? QString() : past->on;
        showReport(*report, false);
        m_rows.setBefore({});
        m_state = State::Shown;
        Q_EMIT rowsReset();
        Q_EMIT stateChanged();
    });
}

void RehearsalController::compareWith(qint64 id)
{
    if (isRunning() || !m_report)
        return;
    const quint64 ticket = ++m_showTicket;
    if (id == 0) {
        m_comparedId = 0;
        m_rows.setBefore({});
        Q_EMIT rowsReset();
        Q_EMIT stateChanged();
        return;
    }
    auto task = m_services.pool.start(
        [folder = m_services.stateFolder, id](std::stop_token) -> Result<LastVerdicts> {
            TM_TRY_ASSIGN(const RehearsalReport report, RehearsalArchive(folder).report(id));
            LastVerdicts verdicts;
            noteVerdicts(verdicts, report, {});
            return verdicts;
        });
    whenDone(task, this, [this, ticket, id](Result<LastVerdicts> verdicts) {
        if (ticket != m_showTicket)
            return;
        if (verdicts) {
            m_comparedId = id;
            m_rows.setBefore(*verdicts);
            Q_EMIT rowsReset();
        } else {
            m_archiveError = verdicts.error();
        }
        Q_EMIT stateChanged();
    });
}

// ---- Files

void RehearsalController::exportReport(const QString &path)
{
    if (!m_report)
        return;
    auto task = m_services.pool.start(
        [report = m_report, path](std::stop_token) { return writeReport(*report, path); });
    whenDone(task, this, [this, path](const Result<bool> &written) {
        Q_EMIT exported(path, written ? std::nullopt : std::optional<Error>(written.error()));
    });
}

QString RehearsalController::pathOf(const QString &file) const
{
    if (m_report)
        return QDir(m_report->folder).absoluteFilePath(file);
    const auto workspace = m_workspaceController.workspace();
    return workspace ? QDir(workspace->migrations).absoluteFilePath(file) : QString();
}

void RehearsalController::readScript(const QString &file)
{
    auto task = m_services.pool.start(
        [path = pathOf(file)](std::stop_token) { return readScriptText(path); });
    whenDone(task, this, [this, file](const Result<QString> &text) {
        Q_EMIT scriptRead(file, text.value_or(QString()),
                          text ? std::nullopt : std::optional<Error>(text.error()));
    });
}

} // namespace tidemark
