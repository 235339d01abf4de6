// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/runcontroller.h"

#include "database/session.h"
#include "migrations/convention.h"
#include "sandbox/postgresinstallation.h"
#include "sql/splitter.h"
#include "tasks/relay.h"
#include "tasks/taskpool.h"
#include "workbench/backupwords.h"
#include "workbench/tasklist.h"
#include "workbench/workspacecontroller.h"
#include "workspace/auditedact.h"
#include "workspace/backups.h"
#include "workspace/connection.h"
#include "workspace/runbackup.h"
#include "workspace/whoami.h"

#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

struct RunController::Event
{
    enum class Kind { Waiting, BackingUp, StepStarted, Statement, StepFinished };
    Kind kind;
    int index = -1;
    QString text;
    StepProgress::State state = StepProgress::State::Waiting;
    double ms = 0;
};

/// Brings what the runner says to the GUI thread.
class RunController::Forwarder final : public RunObserver
{
public:
    explicit Forwarder(Relay<Event> relay)
        : m_relay(std::move(relay))
    {
    }

    void waitingForLock(const Error &holder) override
    {
        m_relay.post({Event::Kind::Waiting, -1, holder.summary});
    }
    void stepStarted(int index, const PlanStep &) override
    {
        m_relay.post({Event::Kind::StepStarted, index, {}, StepProgress::State::Running});
    }
    void statementStarted(int index, const Statement &statement) override
    {
        m_relay.post({Event::Kind::Statement, index, summaryOf(statement, 90)});
    }
    void retrying(int, const Error &error, std::chrono::milliseconds) override
    {
        m_relay.post({Event::Kind::Waiting, -1, error.summary});
    }
    void stepFinished(int index, const StepReport &report) override
    {
        using State = StepProgress::State;
        State state = State::Done;
        if (std::holds_alternative<StepFailed>(report.outcome))
            state = State::Failed;
        else if (std::holds_alternative<StepCancelled>(report.outcome))
            state = State::Cancelled;
        m_relay.post({Event::Kind::StepFinished, index, {}, state, report.ms});
    }

    void backingUp(const BackupProgress &progress) const
    {
        m_relay.post({Event::Kind::BackingUp, -1, backupProgressText(progress)});
    }

private:
    Relay<Event> m_relay;
};

/// What is to be done, for the thread that does it.
struct RunController::Order
{
    std::shared_ptr<const RunPlan> plan;
    std::shared_ptr<const Workspace> workspace;
    QString stateFolder;
    RunOptions options;
    bool backsUpFirst = false;

    AuditedAct act(const QString &name) const
    {
        return {stateFolder, name, {workspace.get(), &plan->environment, &plan->spec}};
    }
};

namespace {

RunOptions optionsOf(const Workspace &workspace, const VariableLookup &variables)
{
    RunOptions options;
    options.wait = workspace.run.wait.value_or(true);
    options.retries = workspace.run.retries.value_or(0);
    options.lockTimeout = workspace.run.lockTimeout;
    options.statementTimeout = workspace.run.statementTimeout;
    options.who = whoRuns(variables);
    return options;
}

} // namespace

RunController::RunController(Services &services, WorkspaceController &workspace, Guard guard,
                             QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspace(workspace)
    , m_guard(std::move(guard))
    , m_access(plainAccess(services.variables))
{
    connect(&workspace, &WorkspaceController::workspaceChanged, this, &RunController::dismiss);
}

RunController::~RunController()
{
    m_planning.stop();
    m_running.stop();
}

void RunController::setVerdicts(std::shared_ptr<const LastVerdicts> verdicts)
{
    m_verdicts = std::move(verdicts);
}

void RunController::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

void RunController::refuse(const Error &error)
{
    m_error = error;
    setState(State::Refused);
}

void RunController::dismiss()
{
    if (m_state == State::Running || m_state == State::Idle)
        return;
    m_planning.stop();
    ++m_ticket;
    m_plan.reset();
    m_error.reset();
    m_report.reset();
    m_progress.clear();
    setState(State::Idle);
}

// ---- The plan

void RunController::makePlan(const RunRequest &request)
{
    if (m_state == State::Running)
        return;
    dismiss();
    m_request = request;
    const std::shared_ptr<const Workspace> workspace = m_workspace.workspace();
    const Environment *environment =
        workspace ? workspace->findEnvironment(request.environment) : nullptr;
    if (!environment) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.summary = tr("there is no environment \"%1\"").arg(request.environment);
        refuse(error);
        return;
    }
    setState(State::Planning);
    m_access.resolve(*workspace, *environment, this,
                     [this, ticket = m_ticket, workspace,
                      environment = *environment](const Result<ConnectionSpec> &spec) {
                         if (ticket != m_ticket)
                             return;
                         if (spec)
                             startPlanning(workspace, environment, *spec);
                         else
                             refuse(spec.error());
                     });
}

void RunController::databaseReachable(const QString &environment)
{
    if (m_state == State::Refused && m_request.environment == environment && m_error &&
        wantsPassword(*m_error))
        makePlan(RunRequest(m_request));
}

void RunController::startPlanning(const std::shared_ptr<const Workspace> &workspace,
                                  const Environment &environment, const ConnectionSpec &spec)
{
    m_planning = m_services.pool.start([request = m_request, workspace, environment, spec,
                                        verdicts = m_verdicts,
                                        variables = m_services.variables](std::stop_token stop) {
        return makeRunPlan(request, *workspace, environment, spec,
                           verdicts ? *verdicts : LastVerdicts(), variables, stop);
    });
    whenDone(m_planning, this,
             [this, ticket = m_ticket, workspace,
              environment](const Result<std::shared_ptr<const RunPlan>> &plan) {
                 if (ticket != m_ticket)
                     return;
                 if (!plan) {
                     if (m_access.failed)
                         m_access.failed(*workspace, environment, plan.error(), true);
                     refuse(plan.error());
                     return;
                 }
                 m_plan = *plan;
                 m_backsUpFirst = m_plan->wantsBackup;
                 m_progress.assign(m_plan->steps.size(), {});
                 setState(State::Planned);
             });
}

// ---- The run

Result<void> RunController::backUpFirst(const Order &order, Executed &executed,
                                        const Forwarder &observer, std::stop_token stop)
{
    const RunPlan &plan = *order.plan;
    BackupRequest request;
    request.source = plan.spec;
    request.folder = order.workspace->backup.folder;
    request.environment = plan.environment.name;
    if (plan.spec.engine == Engine::PostgreSql)
        request.installations = findPostgresInstallations();
    request.migrations = backedUpMigrationsReader(
        plan.plan.set->folder,
        [&plan](Session &) -> Result<const Convention *> { return plan.plan.convention; });
    BackupBeforeRun made = backUpBeforeRun(
        plan.request.up ? u"up"_s : u"down"_s, std::move(request), order.act(u"backup"_s),
        [&observer](const BackupProgress &progress) { observer.backingUp(progress); },
        std::move(stop));
    executed.unlogged = made.unlogged;
    TM_TRY_ASSIGN(executed.backup, std::move(made.backup));
    return {};
}

RunController::Executed RunController::executePlan(const Order &order, Forwarder &observer,
                                                   std::stop_token stop)
{
    const RunPlan &plan = *order.plan;
    ConnectionSpec spec = plan.spec;
    if (order.options.lockTimeout && spec.engine == Engine::Sqlite)
        spec.busyTimeoutMs = int(order.options.lockTimeout->count());
    AuditedAct act = order.act(plan.request.up ? u"up"_s : u"down"_s);
    act.setSubject(plan.plan);
    Executed executed;
    const auto run = [&]() -> Result<RunReport> {
        if (order.backsUpFirst)
            TM_TRY(backUpFirst(order, executed, observer, stop));
        TM_TRY_ASSIGN(const auto session, openSession(spec, stop));
        const auto store = plan.plan.convention->history(spec.engine, QDir(plan.plan.set->folder));
        return Runner::run(*session, *store, plan.plan, order.options, observer, stop);
    };
    auto report = run();
    if (report)
        executed.report = std::move(*report);
    else
        executed.report.error = report.error();
    if (const auto logged = act.ended(executed.report); !logged)
        executed.unlogged = logged.error();
    return executed;
}

Result<void> RunController::mayExecute() const
{
    return m_plan ? mayWrite(m_plan->environment) : Result<void>();
}

Result<void> RunController::mayWrite(const Environment &environment) const
{
    if (m_guard)
        return m_guard(environment);
    if (environment.role != EnvironmentRole::Production)
        return {};
    return fail(ErrorKind::Permission, tr("%1 is read-only").arg(environment.name));
}

void RunController::setBacksUpFirst(bool backsUp)
{
    if (m_state != State::Planned || !m_plan->wantsBackup || m_backsUpFirst == backsUp)
        return;
    m_backsUpFirst = backsUp;
    Q_EMIT changed();
}

void RunController::execute()
{
    if (m_state != State::Planned || m_plan->steps.empty())
        return;
    if (const auto may = mayExecute(); !may) {
        // The plan stays: it can be executed once the environment is armed.
        m_error = may.error();
        Q_EMIT changed();
        return;
    }
    m_error.reset();
    const Relay<Event> relay(this,
                             [this](const std::vector<Event> &events) { takeEvents(events); });
    m_stopping = false;
    m_statement.clear();
    m_waitingFor.clear();
    const std::shared_ptr<const Workspace> workspace = m_workspace.workspace();
    m_running = m_services.pool.start(
        [relay, order = Order{m_plan, workspace, m_services.stateFolder,
                              optionsOf(*workspace, m_services.variables),
                              m_backsUpFirst}](std::stop_token stop) -> Result<Executed> {
            Forwarder forwarder(relay);
            return executePlan(order, forwarder, stop);
        });
    const QString title = m_plan->request.up
                              ? tr("applying to %1").arg(m_plan->environment.name)
                              : tr("rolling back on %1").arg(m_plan->environment.name);
    m_entry = m_services.tasks.begin(title, [this] { stop(); });
    m_services.tasks.advance(m_entry, 0, int(m_plan->steps.size()));
    setState(State::Running);
    whenDone(m_running, this, [this](const Result<Executed> &executed) { finish(executed); });
}

void RunController::stop()
{
    if (m_state == State::Planning) {
        dismiss();
        return;
    }
    if (m_state != State::Running || m_stopping)
        return;
    m_stopping = true;
    m_running.stop();
    m_services.tasks.stop(m_entry);
    Q_EMIT progressed();
}

void RunController::takeEvents(const std::vector<Event> &events)
{
    bool committed = false;
    for (const Event &event : events) {
        if (event.kind == Event::Kind::Waiting) {
            m_waitingFor = event.text;
            continue;
        }
        m_waitingFor.clear();
        if (event.kind == Event::Kind::BackingUp) {
            m_statement = tr("Backup first: %1").arg(event.text);
            continue;
        }
        if (event.index < 0 || size_t(event.index) >= m_progress.size())
            continue;
        StepProgress &step = m_progress[size_t(event.index)];
        if (event.kind == Event::Kind::Statement) {
            ++step.statements;
            m_statement = event.text;
            continue;
        }
        step.state = event.state;
        step.ms = event.ms;
        const bool over = event.kind == Event::Kind::StepFinished;
        committed |= over;
        m_services.tasks.advance(m_entry, event.index + over, int(m_progress.size()),
                                 m_plan->steps[size_t(event.index)].id);
    }
    Q_EMIT progressed();
    if (committed)
        Q_EMIT databaseChanged(m_plan->environment.name);
}

void RunController::finish(const Result<Executed> &executed)
{
    RunReport report;
    if (executed)
        report = executed->report;
    else
        report.error = executed.error();
    const std::shared_ptr<const RunPlan> plan = m_plan;
    m_report = std::make_shared<const RunReport>(std::move(report));
    m_words = wordsOf(*m_report, plan->request.up, plan->environment.name);
    if (executed && executed->backup)
        m_words.sentences.prepend(tr("A backup was made first: %1.").arg(executed->backup->path));
    if (executed && executed->unlogged)
        m_words.sentences +=
            tr("The log could not be written: %1.").arg(executed->unlogged->summary);
    m_statement.clear();
    m_waitingFor.clear();
    m_services.tasks.end(m_entry, m_words.headline);
    setState(State::Ended);
    Q_EMIT databaseChanged(plan->environment.name);
    Q_EMIT this->ended(*plan, *m_report);
}

} // namespace tidemark
