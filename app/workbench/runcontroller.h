// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"
#include "run/runner.h"
#include "tasks/task.h"
#include "workbench/databaseaccess.h"
#include "workbench/runplan.h"
#include "workbench/runwords.h"
#include "workbench/services.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

class WorkspaceController;

/// Applies and rolls back: first a plan that a person can read, then its execution with progress.
/// One at a time. Every run leaves a row in the log of acts. The GUI thread; databases are talked
/// to in others.
class RunController : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Idle,
        Planning,
        Planned, ///< plan() can be executed
        Refused, ///< error() says why there is no plan
        Running,
        Ended, ///< report() and words() say how
    };

    struct StepProgress
    {
        enum class State { Waiting, Running, Done, Failed, Cancelled };
        State state = State::Waiting;
        int statements = 0; ///< that were begun
        double ms = 0;
    };

    /// Whether an environment may be written to at this moment (ProductionGuard::check()).
    using Guard = std::function<Result<void>(const Environment &)>;

    /// Without a guard no production environment is ever written to.
    RunController(Services &services, WorkspaceController &workspace, Guard guard,
                  QObject *parent = nullptr);
    ~RunController() override;

    State state() const { return m_state; }
    const RunRequest &request() const { return m_request; }
    std::shared_ptr<const RunPlan> plan() const { return m_plan; }
    /// Why there is no plan, or why it must not be executed.
    std::optional<Error> error() const { return m_error; }
    const std::vector<StepProgress> &progress() const { return m_progress; }
    QString statement() const { return m_statement; }   ///< first words of the one that runs
    QString waitingFor() const { return m_waitingFor; } ///< who holds the lock; empty: nobody
    bool isStopping() const { return m_stopping; }
    std::shared_ptr<const RunReport> report() const { return m_report; }
    const RunWords &words() const { return m_words; }

    /// From the next plan on; at first plainAccess().
    void setAccess(DatabaseAccess access) { m_access = std::move(access); }
    /// The plan that was refused for want of this environment's password is made again.
    void databaseReachable(const QString &environment);
    /// What rehearsals found last: the plan names it as hazards.
    void setVerdicts(std::shared_ptr<const LastVerdicts> verdicts);

    /// Why the plan must not be executed now: Error{Permission} while production is not armed.
    Result<void> mayExecute() const;
    /// The same for any environment, before there is a plan.
    Result<void> mayWrite(const Environment &environment) const;

    /// Makes a plan; answered by changed() with Planned or Refused. Nothing happens while one runs.
    void makePlan(const RunRequest &request);
    /// Whether execute() begins with a backup: on for each plan that wants one.
    bool backsUpFirst() const { return m_backsUpFirst; }
    void setBacksUpFirst(bool backsUp);

    /// Executes the plan that was shown. Refused with mayExecute()'s error.
    void execute();
    /// Ends what runs as soon as the server lets it; what was committed stays and is told.
    void stop();
    /// Back to Idle, unless it runs.
    void dismiss();

Q_SIGNALS:
    /// Another state, plan or error.
    void changed();
    /// Of progress(), statement() or waitingFor().
    void progressed();
    /// Something was committed there, or the run is over.
    void databaseChanged(const QString &environment);
    /// How every run ends; its row is in the log by then.
    void ended(const tidemark::RunPlan &plan, const tidemark::RunReport &report);

private:
    struct Event;
    class Forwarder;
    struct Executed
    {
        RunReport report;
        std::optional<Backup> backup;  ///< that was made first
        std::optional<Error> unlogged; ///< why there is no row in the log
    };
    struct Order;
    static Executed executePlan(const Order &order, Forwarder &observer, std::stop_token stop);
    static Result<void> backUpFirst(const Order &order, Executed &executed,
                                    const Forwarder &observer, std::stop_token stop);

    void setState(State state);
    void refuse(const Error &error);
    void startPlanning(const std::shared_ptr<const Workspace> &workspace,
                       const Environment &environment, const ConnectionSpec &spec);
    void takeEvents(const std::vector<Event> &events);
    void finish(const Result<Executed> &executed);

    Services &m_services;
    WorkspaceController &m_workspace;
    Guard m_guard;
    DatabaseAccess m_access;
    State m_state = State::Idle;
    RunRequest m_request;
    std::shared_ptr<const RunPlan> m_plan;
    std::optional<Error> m_error;
    std::vector<StepProgress> m_progress;
    QString m_statement;
    QString m_waitingFor;
    std::shared_ptr<const RunReport> m_report;
    RunWords m_words;
    std::shared_ptr<const LastVerdicts> m_verdicts;
    Task<std::shared_ptr<const RunPlan>> m_planning;
    Task<Executed> m_running;
    quint64 m_ticket = 0;
    int m_entry = 0; ///< in the TaskList
    bool m_stopping = false;
    bool m_backsUpFirst = false;
};

} // namespace tidemark
