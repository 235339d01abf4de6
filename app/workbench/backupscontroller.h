// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/progress.h"
#include "tasks/task.h"
#include "workbench/backupshelf.h"
#include "workbench/backupwork.h"
#include "workbench/databaseaccess.h"
#include "workbench/services.h"

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

class WorkspaceController;

/// The backups of the workspace: what there is, and all that is done to them; one job at a time.
/// Every act leaves the row in the log that the command line would leave. The GUI thread; files and
/// databases are looked at in others.
class BackupsController : public QObject
{
    Q_OBJECT
public:
    enum class Job { None, Making, Verifying, Restoring, Pruning };
    /// Whether an environment may be written to at this moment (ProductionGuard::check()).
    using Guard = std::function<Result<void>(const Environment &)>;

    /// Without a guard no production environment is ever written to.
    BackupsController(Services &services, WorkspaceController &workspace, Guard guard,
                      QObject *parent = nullptr);
    ~BackupsController() override;

    void setAccess(DatabaseAccess access) { m_access = std::move(access); }
    /// What ended for want of this environment's password begins again; never what replaces a
    /// database.
    void databaseReachable(const QString &environment);
    /// The versions in the migrations folder and what people call each, to tell how far a backup is
    /// behind; and these names, the newest first, to choose among.
    void setVersions(const QHash<QString, QString> &versions, const QStringList &migrations);
    const QStringList &migrations() const { return m_migrations; }

    /// nullptr: not read yet, or no workspace is open.
    std::shared_ptr<const BackupShelf> shelf() const { return m_shelf; }
    bool isReading() const { return m_reading.isValid(); }
    /// Why the folder could not be read.
    std::optional<Error> error() const { return m_error; }
    QString folder() const; ///< of the workspace's backups; empty without one
    QStringList environments() const;
    QString currentEnvironment() const;
    QStringList releases() const; ///< that were deployed, newest first
    /// Of its URL; none where that is not known without the environment's variables.
    std::optional<Engine> engineOf(const QString &environment) const;
    BackupTide tideOf(const Backup &backup) const;
    std::optional<VerifiedBackup> verified(const Backup &backup) const;

    /// Looks again. The folder is also watched.
    void refresh();
    /// Puts an archive from anywhere beside those of the folder; answered by added() or by an
    /// outcome with the error.
    void addFile(const QString &path);

    Job job() const { return m_job; }
    bool isStopping() const { return m_stopping; }
    QString jobSubject() const { return m_subject; } ///< path of the backup; making: environment
    const BackupProgress &progress() const { return m_progress; }
    qint64 elapsedMs() const { return m_clock.isValid() ? m_clock.elapsed() : 0; }
    const std::optional<BackupOutcome> &outcome() const { return m_outcome; }
    void dismissOutcome();
    /// For what ended beside the jobs: an export.
    void report(const BackupOutcome &outcome) { tell(outcome); }

    // ---- Jobs. Each returns false, with an outcome that says why, when it cannot begin.
    bool make(const BackupOrder &order);
    bool verify(const QString &path);
    bool restore(const RestoreOrder &order);
    /// Deletes what that plan says, which somebody has seen. Refused when the folder holds
    /// something else by now.
    bool prune(const RetentionPlan &plan);
    void stop();
    /// Not a job: it takes no time. Answered by shelfChanged() or an outcome. Returns false, with
    /// Error{Busy}, while a job runs: that may read or delete the same files.
    bool describe(const QString &path, const BackupWords &words);
    /// Answered by outlookRead(); only the last one asked for is.
    void lookAhead(const RestoreOrder &order);
    /// Error{Permission} while production is not armed.
    Result<void> mayRestoreTo(const QString &environment) const;

Q_SIGNALS:
    void shelfChanged();
    void jobChanged();
    void progressed();
    void outcomeChanged();
    void verifiedChanged();
    void added(const QString &path);
    void made(const QString &path);
    void restored(const tidemark::RestoreReport &report);
    void outlookRead(const tidemark::RestoreOrder &order, const tidemark::RestoreOutlook &outlook);

private:
    void workspaceChanged();
    void take(const Result<BackupFolder> &read);
    void watch();
    void tell(BackupOutcome outcome);
    void tellError(const Error &error);
    const Environment *environmentNamed(const QString &name) const;
    Result<Backup> known(const QString &path) const;
    template <typename T, typename Work, typename Done>
    void begin(Job job, const QString &subject, const QString &title, Work work, Done done);
    void startMaking(const BackupOrder &order, const Workspace &workspace,
                     const Environment &environment, const ConnectionSpec &spec);
    void startRestoring(const RestoreOrder &order, const Backup &backup, const Workspace *workspace,
                        const Environment *environment, const ConnectionSpec &spec);
    using Reached = std::function<void(const Workspace &, const ConnectionSpec &)>;
    void reach(const Environment &environment, Reached then);
    void setJob(Job job, const QString &subject);
    void endJob(const QString &sentence);
    void keep(const Backup &backup, const VerifiedBackup &found);

    Services &m_services;
    WorkspaceController &m_workspace;
    Guard m_guard;
    DatabaseAccess m_access;
    QString m_workspaceFile;
    QHash<QString, QString> m_versions;
    QStringList m_migrations;
    std::shared_ptr<const BackupShelf> m_shelf;
    std::vector<Backup> m_elsewhere;
    std::optional<Error> m_error;
    Task<BackupFolder> m_reading; ///< until what was read is the shelf
    bool m_again = false;
    quint64 m_ticket = 0;
    QFileSystemWatcher m_watcher;
    QTimer m_soon;

    Job m_job = Job::None;
    QString m_subject;
    bool m_stopping = false;
    std::function<void()> m_stop;
    BackupProgress m_progress;
    QElapsedTimer m_clock;
    int m_entry = 0;                          ///< in the TaskList
    std::optional<Environment> m_environment; ///< that the last job was about
    std::function<void()> m_retry;            ///< begins the last job anew
    std::optional<BackupOutcome> m_outcome;
    quint64 m_outlook = 0;
    Task<RestoreOutlook> m_looking;
};

} // namespace tidemark
