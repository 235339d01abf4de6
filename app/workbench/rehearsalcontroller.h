// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/archive.h"
#include "tasks/task.h"
#include "workbench/databaseaccess.h"
#include "workbench/rehearsalchoice.h"
#include "workbench/rehearsalfiles.h"
#include "workbench/rehearsalrows.h"
#include "workbench/rehearsalwork.h"
#include "workbench/services.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

class WorkspaceController;

/// The rehearsal that is under way or looked at, and those of the past. The GUI thread; all work
/// happens in others.
class RehearsalController : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Nothing,   ///< no rehearsal to show
        Preparing, ///< the copy is being made
        Running,
        Stopping, ///< asked to stop, has not yet
        Shown,    ///< a report, or what there is of one
    };

    RehearsalController(Services &services, WorkspaceController &workspace,
                        QObject *parent = nullptr);
    ~RehearsalController() override;

    /// From the next rehearsal on; at first plainAccess().
    void setAccess(DatabaseAccess access) { m_access = std::move(access); }
    /// What ended for want of this environment's password begins again.
    void databaseReachable(const QString &environment);

    /// As it was chosen last in this workspace, see savedChoice().
    const RehearsalChoice &choice() const { return m_choice; }
    void setChoice(const RehearsalChoice &choice);
    /// The environment that would be copied; empty when the workspace has none.
    QString environmentOfChoice() const;
    QStringList environments() const; ///< of the workspace, in its order
    /// The migrations of the folder, oldest first, for whoever chooses among them. Without scripts.
    const std::vector<Migration> &migrations() const { return m_folder.migrations; }
    /// The SQL scripts beside tidemark.toml, absolute: most likely traffic.
    const QStringList &trafficFiles() const { return m_folder.trafficFiles; }
    const std::vector<Backup> &backups() const { return m_folder.backups; } ///< newest first
    /// Reads migrations, scripts and backups again; answered by migrationsChanged().
    void lookAgain() { readFolder(); }

    /// Rehearses what choice() says. False while another one runs or no workspace is open.
    bool start();
    /// The same on which the shown rehearsal ran, with this migration only; its row is replaced.
    bool rerun(const QString &id);
    /// Ends soon. What was learnt until then is shown and kept.
    void cancel();
    bool isRunning() const;

    State state() const { return m_state; }
    /// Why the last rehearsal ended early, or could not begin.
    std::optional<Error> error() const { return m_error; }
    /// Why a report could not be kept, read or written.
    std::optional<Error> archiveError() const { return m_archiveError; }
    void dismissErrors();

    const std::vector<RehearsalRow> &rows() const { return m_rows.all(); }
    /// nullptr while one runs for the first time.
    std::shared_ptr<const RehearsalReport> report() const { return m_report; }
    QString on() const { return m_on; } ///< "copy of staging"
    std::vector<RehearsalStep> lane() const { return m_lane; }
    bool isFilled() const { return m_filled; }
    int done() const { return m_rows.judged(); }
    std::map<Verdict, int> counts() const { return m_rows.counts(); }
    std::map<Trend, int> trends() const { return m_rows.trends(); }
    /// Since start(); 0 when none runs.
    qint64 elapsedMs() const;

    /// Newest first.
    const std::vector<PastRehearsal> &past() const { return m_past; }
    qint64 shownId() const { return m_shownId; } ///< 0: not one that is kept
    /// The one that verdicts are compared with; 0: whatever was last before it.
    qint64 comparedId() const { return m_comparedId; }
    /// Shows one of the past.
    void show(qint64 id);
    void compareWith(qint64 id); ///< 0: ends it
    /// By migration id, of all that was rehearsed in this workspace.
    std::shared_ptr<const LastVerdicts> lastVerdicts() const { return m_verdicts; }

    /// Writes the shown report; the suffix says the format. Answered by exported().
    void exportReport(const QString &path);
    /// Reads a script that the shown report names. Answered by scriptRead().
    void readScript(const QString &file);
    /// Where that file is; empty without a report and a workspace.
    QString pathOf(const QString &file) const;

Q_SIGNALS:
    void choiceChanged();
    void migrationsChanged();
    void stateChanged();
    void rowsReset();
    void rowsChanged(int first, int last);
    void pastChanged();
    void verdictsChanged();
    void exported(const QString &path, const std::optional<tidemark::Error> &error);
    void scriptRead(const QString &file, const QString &text,
                    const std::optional<tidemark::Error> &error);

private:
    struct Past
    {
        std::vector<PastRehearsal> list;
        LastVerdicts verdicts;
    };
    /// The rows of events and of a run's end are found by this.
    struct Run
    {
        std::optional<RehearsalOrder> order;
        int row = -1; ///< the only one that is rehearsed again; -1: all
        quint64 number = 0;
        int task = 0;
        std::shared_ptr<CurrentStatement> statement;
    };

    void workspaceChanged();
    void readFolder();
    void readPast();
    bool begin(RehearsalRequest request, const QString &environment, int row);
    void reach(const std::shared_ptr<const Workspace> &workspace, const Environment &environment);
    void launch();
    void take(quint64 run, const std::vector<RehearsalEvent> &events);
    void apply(const RehearsalPlanned &planned);
    void apply(const RehearsalStepped &stepped);
    void apply(const RehearsalJudged &judged);
    void ended(quint64 run, const RehearsalOutcome &outcome);
    void tellFailure(const Error &error);
    void tick();
    void setState(State state);
    void showReport(std::shared_ptr<const RehearsalReport> report, bool keepRows);
    void flush();
    int placeOf(int index) const;
    QString workspaceName() const;
    QString progressText() const;

    Services &m_services;
    WorkspaceController &m_workspaceController;
    DatabaseAccess m_access;
    QString m_workspaceFile;
    RehearsalChoice m_choice;
    RehearsalFolder m_folder;
    State m_state = State::Nothing;
    std::optional<Error> m_error;
    std::optional<Error> m_archiveError;
    RehearsalRows m_rows;
    std::shared_ptr<const RehearsalReport> m_report;
    RehearsalRequest m_request; ///< of the shown one; without a folder: it is one of the past
    QString m_environment;
    QString m_on;
    std::vector<RehearsalStep> m_lane;
    bool m_filled = false;
    std::vector<PastRehearsal> m_past;
    qint64 m_shownId = 0;
    qint64 m_comparedId = 0;
    std::shared_ptr<const LastVerdicts> m_verdicts;
    Run m_run;
    std::optional<int> m_wanted; ///< Run::row of what ended for want of a password
    Task<RehearsalOutcome> m_task;
    QElapsedTimer m_clock;
    QTimer m_tick;
    quint64 m_runs = 0;
    quint64 m_pastTicket = 0;
    quint64 m_showTicket = 0;
    quint64 m_folderTicket = 0;
};

} // namespace tidemark
