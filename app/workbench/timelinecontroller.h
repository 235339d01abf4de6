// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/task.h"
#include "workbench/databaseaccess.h"
#include "workbench/folderprint.h"
#include "workbench/services.h"
#include "workbench/timelinefilter.h"
#include "workbench/timelinesnapshot.h"

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tidemark {

class WorkspaceController;

/// The migrations of the open workspace in all of its environments: read, joined, filtered and
/// watched. The GUI thread; reading, joining and filtering happen in others.
///
/// Each environment is read by a task of its own, so one that cannot be reached holds up no other.
/// Files are watched; databases are asked again every few seconds while watching is on, and SQLite
/// files also when they are written.
class TimelineController : public QObject
{
    Q_OBJECT
public:
    struct Times
    {
        std::chrono::milliseconds environmentTimeout{15000}; ///< until it "cannot be reached"
        std::chrono::milliseconds poll{4000};                ///< of local databases
        std::chrono::milliseconds pollShared{15000};         ///< of staging and production
        std::chrono::milliseconds pollUnreachable{20000};
        std::chrono::milliseconds filesSettle{150}; ///< after a change of the folder
    };

    TimelineController(Services &services, WorkspaceController &workspace,
                       QObject *parent = nullptr);
    TimelineController(Services &services, WorkspaceController &workspace, const Times &times,
                       QObject *parent = nullptr);
    ~TimelineController() override;

    /// nullptr until the folder was read for the first time, and without a workspace.
    std::shared_ptr<const TimelineSnapshot> snapshot() const { return m_snapshot; }
    /// Rows of snapshot() as they are shown, from top to bottom.
    std::shared_ptr<const std::vector<int>> rows() const { return m_rows; }
    const TimelineView &view() const { return m_view; } ///< what rows() shows, or will soon
    /// rows() are those of view(); else they follow with changed().
    bool isSettled() const { return m_rowsView == m_view; }
    /// Why the folder could not be read the last time; the snapshot stays what it was.
    std::optional<Error> filesError() const { return m_filesError; }
    bool isReading() const;

    void setFilter(const QString &text);
    void setOrder(TimelineView::Order order, const QString &environment = {},
                  bool reversed = false);
    /// From the next reading on; at first plainAccess().
    void setAccess(DatabaseAccess access) { m_access = std::move(access); }
    /// What rehearsals found last; nullptr: nothing.
    void setVerdicts(std::shared_ptr<const LastVerdicts> verdicts);

    /// Asks databases again from time to time; off while nobody looks.
    void setWatching(bool watching);
    /// Files, git and all databases again.
    void refresh();
    /// One database again, after something was done to it.
    void refreshEnvironment(const QString &name);

Q_SIGNALS:
    /// snapshot() or rows() is another one.
    void changed();
    /// filesError() or isReading().
    void statusChanged();

private:
    struct Source
    {
        Environment environment;
        TimelineColumn::State state = TimelineColumn::State::Reading;
        std::optional<Error> error;
        std::shared_ptr<const EnvironmentReading> reading;
        QDateTime readAt;
        quint64 ticket = 0;  ///< of the reading under way; 0: none
        bool again = false;  ///< somebody asked while it was read
        bool wanted = false; ///< by a person: a password may be asked for once more
        Task<EnvironmentReading> task;
        QElapsedTimer sinceRead;
        QStringList watched;
    };
    struct FilesRead
    {
        FolderPrint print;
        Result<std::shared_ptr<const MigrationFiles>> files;
    };
    struct Joined
    {
        std::shared_ptr<const TimelineSnapshot> snapshot;
        std::shared_ptr<const std::vector<int>> rows;
        TimelineView view;
    };

    void workspaceChanged();
    void readFiles();
    void filesRead(const FilesRead &read);
    void pollFolder();
    void readGit();
    void lint();
    void readSource(Source &source);
    void startReading(const QString &name, quint64 ticket, const Result<ConnectionSpec> &spec);
    void sourceRead(const QString &name, quint64 ticket, Result<EnvironmentReading> reading);
    void giveUp(const QString &name, quint64 ticket);
    void poll();
    void pathChanged(const QString &path);
    void watch(QStringList &watched, const QStringList &wanted);
    void startOver();
    void join();
    void joined(const Joined &joined);
    void filter();
    void settle(Source &source, Result<EnvironmentReading> reading);
    Source *find(const QString &name);
    Engine engineOfFiles() const;
    std::vector<TimelineColumn> columns() const;

    Services &m_services;
    WorkspaceController &m_workspaceController;
    Times m_times;
    DatabaseAccess m_access;
    std::shared_ptr<const Workspace> m_workspace;
    std::shared_ptr<const MigrationFiles> m_files;
    std::shared_ptr<const FileHistories> m_git;
    std::shared_ptr<const TimelineLint> m_lint;
    std::shared_ptr<const LastVerdicts> m_verdicts;
    std::optional<Error> m_filesError;
    FolderPrint m_print;
    QStringList m_watchedFiles;
    std::vector<Source> m_sources;
    QString m_convention; ///< that a database told, where the folder alone does not

    std::shared_ptr<const TimelineSnapshot> m_snapshot;
    std::shared_ptr<const std::vector<int>> m_rows;
    TimelineView m_view;
    TimelineView m_rowsView; ///< of m_rows

    quint64 m_tickets = 0;
    quint64 m_filesTicket = 0; ///< of what is under way; 0: nothing is
    quint64 m_gitTicket = 0;
    quint64 m_lintTicket = 0;
    quint64 m_joinTicket = 0;
    quint64 m_filterTicket = 0;
    quint64 m_printTicket = 0;
    bool m_filesAgain = false;
    bool m_joinAgain = false;
    Task<Joined> m_filtering;
    Task<std::shared_ptr<const TimelineLint>> m_linting;
    QFileSystemWatcher m_watcher;
    QTimer m_filesTimer;
    QTimer m_pollTimer;
    QTimer m_joinTimer;
    bool m_watching = false;
};

} // namespace tidemark
