// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/backupscontroller.h"

#include "tasks/relay.h"
#include "tasks/taskpool.h"
#include "workbench/backupwords.h"
#include "workbench/settings.h"
#include "workbench/tasklist.h"
#include "workbench/translate.h"
#include "workbench/workspacecontroller.h"
#include "workspace/auditedact.h"
#include "workspace/backups.h"
#include "workspace/connection.h"

#include <QFileInfo>

#include <limits>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int soonMs = 250; ///< a dump that is being written changes its folder all the time

/// What TaskList takes: an int, whatever is counted.
int shareOf(qint64 count, qint64 total)
{
    constexpr qint64 most = std::numeric_limits<int>::max();
    return total <= most ? int(count) : int(double(count) / double(total) * 1000);
}

QString nameOf(const QString &path)
{
    return QFileInfo(path).fileName();
}

} // namespace

BackupsController::BackupsController(Services &services, WorkspaceController &workspace,
                                     Guard guard, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspace(workspace)
    , m_guard(std::move(guard))
    , m_access(plainAccess(services.variables))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &BackupsController::refresh);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_soon,
            qOverload<>(&QTimer::start));
    connect(&workspace, &WorkspaceController::workspaceChanged, this,
            &BackupsController::workspaceChanged);
    workspaceChanged();
}

BackupsController::~BackupsController()
{
    m_reading.stop();
    m_looking.stop();
    if (m_stop)
        m_stop();
}

// ---- What there is

void BackupsController::workspaceChanged()
{
    const auto workspace = m_workspace.workspace();
    const QString file = workspace ? workspace->file : QString();
    if (file != m_workspaceFile) {
        m_workspaceFile = file;
        m_elsewhere.clear();
        m_shelf.reset();
        m_error.reset();
        m_outcome.reset();
        m_environment.reset();
        m_retry = {};
        ++m_ticket;
        ++m_outlook;
        m_reading = {};
        Q_EMIT shelfChanged();
        Q_EMIT outcomeChanged();
    }
    if (workspace)
        refresh();
}

void BackupsController::setVersions(const QHash<QString, QString> &versions,
                                    const QStringList &migrations)
{
    m_migrations = migrations;
    if (m_versions == versions)
        return;
    m_versions = versions;
    if (m_shelf)
        Q_EMIT shelfChanged();
}

QString BackupsController::folder() const
{
    const auto workspace = m_workspace.workspace();
    return workspace ? workspace->backup.folder : QString();
}

QStringList BackupsController::environments() const
{
    QStringList names;
    if (const auto workspace = m_workspace.workspace())
        for (const Environment &environment : workspace->environments)
            names += environment.name;
    return names;
}

QString BackupsController::currentEnvironment() const
{
    return m_workspace.currentEnvironment();
}

QStringList BackupsController::releases() const
{
    QStringList names;
    if (m_shelf)
        for (const DeployedRelease &release : m_shelf->folder.releases)
            names += release.name;
    return names;
}

const Environment *BackupsController::environmentNamed(const QString &name) const
{
    const auto workspace = m_workspace.workspace();
    return workspace ? workspace->findEnvironment(name) : nullptr;
}

std::optional<Engine> BackupsController::engineOf(const QString &name) const
{
    const Environment *environment = environmentNamed(name);
    if (!environment)
        return std::nullopt;
    const auto spec = connectionOf(*m_workspace.workspace(), *environment, m_services.variables);
    return spec ? std::optional(spec->engine) : std::nullopt;
}

BackupTide BackupsController::tideOf(const Backup &backup) const
{
    return tidemark::tideOf(backup, m_versions);
}

void BackupsController::refresh()
{
    const auto workspace = m_workspace.workspace();
    if (!workspace)
        return;
    if (isReading()) {
        m_again = true;
        return;
    }
    m_again = false;
    m_reading = m_services.pool.start(
        [folder = workspace->backup.folder](std::stop_token) { return scanBackups(folder); });
    whenDone(m_reading, this, [this, ticket = m_ticket](const Result<BackupFolder> &read) {
        if (ticket == m_ticket)
            take(read);
    });
}

void BackupsController::take(const Result<BackupFolder> &read)
{
    m_reading = {};
    const auto workspace = m_workspace.workspace();
    if (!workspace)
        return;
    const auto before = std::exchange(m_error, std::nullopt);
    if (read)
        m_shelf = makeShelf(*read, retentionOf(*workspace), m_elsewhere, m_services.now());
    else
        m_error = read.error();
    watch();
    Q_EMIT shelfChanged();
    // The backups that were there are still shown, and look as if nothing were wrong.
    if (m_error && m_error != before && m_shelf && !m_shelf->backups.empty())
        tellError(*m_error);
    if (m_again)
        refresh();
}

/// The folder, or until it is there the nearest one above it.
void BackupsController::watch()
{
    QString wanted = folder();
    while (!wanted.isEmpty() && !QFileInfo(wanted).isDir() && QFileInfo(wanted).path() != wanted)
        wanted = QFileInfo(wanted).path();
    if (m_watcher.directories() == QStringList{wanted})
        return;
    if (!m_watcher.directories().isEmpty())
        m_watcher.removePaths(m_watcher.directories());
    if (!wanted.isEmpty() && m_watcher.addPath(wanted))
        m_soon.start(); // what has come since it was read
}

void BackupsController::addFile(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (m_shelf && m_shelf->find(absolute) >= 0) {
        Q_EMIT added(absolute);
        return;
    }
    const auto task = m_services.pool.start(
        [absolute](std::stop_token) -> Result<Backup> { return readBackup(absolute); });
    whenDone(task, this, [this, ticket = m_ticket](const Result<Backup> &backup) {
        if (ticket != m_ticket)
            return;
        if (!backup) {
            tellError(backup.error());
            return;
        }
        m_elsewhere.push_back(*backup);
        const auto workspace = m_workspace.workspace();
        m_shelf = makeShelf(m_shelf ? m_shelf->folder : BackupFolder(), retentionOf(*workspace),
                            m_elsewhere, m_services.now());
        Q_EMIT shelfChanged();
        Q_EMIT added(backup->path);
    });
}

std::optional<VerifiedBackup> BackupsController::verified(const Backup &backup) const
{
    return verifiedIn(
        settingsOf(m_services).value(settingsKeyOf("verified"_L1, backup.path)).toMap(), backup);
}

void BackupsController::keep(const Backup &backup, const VerifiedBackup &found)
{
    settingsOf(m_services)
        .setValue(settingsKeyOf("verified"_L1, backup.path), mapOf(backup, found));
    Q_EMIT verifiedChanged();
}

Result<Backup> BackupsController::known(const QString &path) const
{
    const ShelvedBackup *found = m_shelf ? m_shelf->at(m_shelf->find(path)) : nullptr;
    if (found)
        return found->backup;
    return fail(ErrorKind::Usage, tr("there is no backup \"%1\"").arg(nameOf(path)));
}

// ---- What is told

void BackupsController::tell(BackupOutcome outcome)
{
    m_outcome = std::move(outcome);
    Q_EMIT outcomeChanged();
}

void BackupsController::tellError(const Error &error)
{
    tell(outcomeOf(error));
}

void BackupsController::dismissOutcome()
{
    m_outcome.reset();
    Q_EMIT outcomeChanged();
}

// ---- Jobs

void BackupsController::setJob(Job job, const QString &subject)
{
    m_job = job;
    m_subject = subject;
    m_environment.reset();
    m_retry = {};
    m_stopping = false;
    m_stop = {};
    m_progress = {};
    m_clock.start();
    m_outcome.reset();
    Q_EMIT outcomeChanged();
    Q_EMIT jobChanged();
}

void BackupsController::endJob(const QString &sentence)
{
    m_services.tasks.end(m_entry, sentence);
    m_entry = 0;
    m_job = Job::None;
    m_stop = {};
    m_clock.invalidate();
    Q_EMIT jobChanged();
    refresh();
}

void BackupsController::stop()
{
    if (m_job == Job::None || m_stopping)
        return;
    m_stopping = true;
    if (m_stop)
        m_stop();
    m_services.tasks.stop(m_entry);
    Q_EMIT progressed();
}

/// `work(const BackupObserver &, std::stop_token) -> Result<LoggedResult<T>>`, in its thread.
template <typename T, typename Work, typename Done>
void BackupsController::begin(Job job, const QString &subject, const QString &title, Work work,
                              Done done)
{
    if (m_job != job)
        setJob(job, subject);
    m_entry = m_services.tasks.begin(title, [this] { stop(); });
    const Relay<BackupProgress> relay(this, [this](const std::vector<BackupProgress> &events) {
        m_progress = events.back();
        m_services.tasks.advance(m_entry, shareOf(m_progress.done, m_progress.total),
                                 shareOf(m_progress.total, m_progress.total),
                                 backupProgressText(m_progress));
        Q_EMIT progressed();
    });
    auto task = m_services.pool.start(
        [work = std::move(work), relay](std::stop_token stop) -> Result<LoggedResult<T>> {
            return work([&relay](const BackupProgress &progress) { relay.post(progress); }, stop);
        });
    m_stop = [task]() mutable { task.stop(); };
    if (m_stopping)
        m_stop();
    whenDone(task, this,
             [this, ticket = m_ticket, done = std::move(done)](Result<LoggedResult<T>> ended) {
                 LoggedResult<T> logged =
                     ended ? std::move(*ended)
                           : LoggedResult<T>{tl::unexpected<Error>(ended.error()), std::nullopt};
                 BackupOutcome outcome =
                     logged.result ? done(*logged.result) : outcomeOf(logged.result.error());
                 const auto workspace = m_workspace.workspace();
                 if (ticket == m_ticket && !logged.result && workspace && m_environment &&
                     m_access.failed)
                     m_access.failed(*workspace, *m_environment, logged.result.error(), true);
                 if (logged.unlogged)
                     outcome.notes +=
                         tr("The log could not be written: %1.").arg(logged.unlogged->summary);
                 endJob(outcome.sentence);
                 tell(std::move(outcome));
             });
}

void BackupsController::databaseReachable(const QString &environment)
{
    if (m_job != Job::None || !m_environment || m_environment->name != environment || !m_retry ||
        !m_outcome || !m_outcome->error || !wantsPassword(*m_outcome->error))
        return;
    const auto retry = m_retry;
    retry();
}

/// Nothing is done when another workspace is open by the time the answer comes.
void BackupsController::reach(const Environment &environment, Reached then)
{
    const auto workspace = m_workspace.workspace();
    m_access.resolve(*workspace, environment, this,
                     [this, workspace, ticket = m_ticket,
                      then = std::move(then)](const Result<ConnectionSpec> &spec) {
                         if (ticket != m_ticket) {
                             endJob({});
                             return;
                         }
                         if (spec) {
                             then(*workspace, *spec);
                             return;
                         }
                         endJob({});
                         tellError(spec.error());
                     });
}

bool BackupsController::make(const BackupOrder &order)
{
    const Environment *environment = environmentNamed(order.environment);
    if (m_job != Job::None || !environment)
        return false;
    setJob(Job::Making, order.environment);
    m_environment = *environment;
    m_retry = [this, order] { make(order); };
    reach(*environment, [this, order, environment = *environment](const Workspace &workspace,
                                                                  const ConnectionSpec &spec) {
        startMaking(order, workspace, environment, spec);
    });
    return true;
}

void BackupsController::startMaking(const BackupOrder &order, const Workspace &workspace,
                                    const Environment &environment, const ConnectionSpec &spec)
{
    AuditedAct act(m_services.stateFolder, u"backup"_s, {&workspace, &environment, &spec});
    BackupRequest request = backupRequestOf(order, spec, workspace.backup.folder);
    request.migrations = backedUpMigrationsOf(workspace);
    begin<Backup>(
        Job::Making, environment.name, tr("backing up %1").arg(environment.name),
        [act, request](const BackupObserver &observer, std::stop_token stop) {
            return carryOutBackup(act, request, observer, stop);
        },
        [this](const Backup &backup) {
            Q_EMIT made(backup.path);
            return outcomeOf(backup);
        });
}

bool BackupsController::verify(const QString &path)
{
    if (m_job != Job::None)
        return false;
    const Result<Backup> backup = known(path);
    if (!backup) {
        tellError(backup.error());
        return false;
    }
    begin<VerifiedBackup>(
        Job::Verifying, path, tr("verifying %1").arg(nameOf(path)),
        [backup = *backup, stateFolder = m_services.stateFolder](const BackupObserver &observer,
                                                                 std::stop_token stop) {
            return carryOutVerification(backup, stateFolder, observer, stop);
        },
        [this, backup = *backup](const VerifiedBackup &verified) {
            keep(backup, verified);
            return outcomeOf(backup, verified);
        });
    return true;
}

Result<void> BackupsController::mayRestoreTo(const QString &name) const
{
    const Environment *environment = environmentNamed(name);
    if (!environment)
        return {};
    if (m_guard)
        return m_guard(*environment);
    if (environment->role != EnvironmentRole::Production)
        return {};
    return fail(ErrorKind::Permission, tr("%1 is read-only").arg(name));
}

bool BackupsController::restore(const RestoreOrder &order)
{
    if (m_job != Job::None)
        return false;
    const Result<Backup> backup = known(order.backup);
    if (!backup) {
        tellError(backup.error());
        return false;
    }
    if (backup->archive.format == BackupFormat::SqliteFile && !order.replace) {
        // It is written beside every environment, so no guard has a say.
        const auto workspace = m_workspace.workspace();
        const ConnectionSpec spec{.engine = Engine::Sqlite, .conninfo = order.name};
        setJob(Job::Restoring, order.backup);
        startRestoring(order, *backup, workspace.get(), nullptr, spec);
        return true;
    }
    if (const auto may = mayRestoreTo(order.environment); !may) {
        tellError(may.error());
        return false;
    }
    const Environment *environment = environmentNamed(order.environment);
    if (!environment) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.summary = tr("there is no environment \"%1\"").arg(order.environment);
        tellError(error);
        return false;
    }
    setJob(Job::Restoring, order.backup);
    m_environment = *environment;
    // What somebody consented to by typing a name is not done by itself at another time.
    if (!order.replace)
        m_retry = [this, order] { restore(order); };
    reach(*environment, [this, order, backup = *backup, environment = *environment](
                            const Workspace &workspace, const ConnectionSpec &spec) {
        // Production may have been locked while a password was waited for.
        if (const auto may = mayRestoreTo(order.environment); !may) {
            endJob({});
            tellError(may.error());
            return;
        }
        startRestoring(order, backup, &workspace, &environment, spec);
    });
    return true;
}

void BackupsController::startRestoring(const RestoreOrder &order, const Backup &backup,
                                       const Workspace *workspace, const Environment *environment,
                                       const ConnectionSpec &spec)
{
    AuditedAct act(m_services.stateFolder, u"restore"_s, {workspace, environment, &spec});
    act.setSubject(QStringList{backup.fileName()});
    begin<RestoreReport>(
        Job::Restoring, order.backup, tr("restoring %1").arg(backup.fileName()),
        [act, order, backup, spec, stateFolder = m_services.stateFolder](
            const BackupObserver &observer, std::stop_token stop) {
            return carryOutRestore(act, order, backup, spec, stateFolder, observer, stop);
        },
        [this](const RestoreReport &report) {
            Q_EMIT restored(report);
            return outcomeOf(report);
        });
}

void BackupsController::lookAhead(const RestoreOrder &order)
{
    m_looking.stop();
    const quint64 ticket = ++m_outlook;
    const Result<Backup> backup = known(order.backup);
    const Environment *environment = environmentNamed(order.environment);
    const auto answer = [this, order, ticket](const RestoreOutlook &outlook) {
        if (ticket == m_outlook)
            Q_EMIT outlookRead(order, outlook);
    };
    if (!backup || !environment) {
        answer({});
        return;
    }
    const auto workspace = m_workspace.workspace();
    const auto look = [this, order, ticket, backup = *backup, answer,
                       now = m_services.now()](const Result<ConnectionSpec> &spec) {
        if (ticket != m_outlook)
            return;
        if (!spec) {
            answer({{}, {}, {}, spec.error()});
            return;
        }
        m_looking = m_services.pool.start([order, backup, spec = *spec, now](std::stop_token stop) {
            return lookAtRestore(order, backup, spec, now, stop);
        });
        whenDone(m_looking, this, [answer](const Result<RestoreOutlook> &outlook) {
            answer(outlook ? *outlook : RestoreOutlook{{}, {}, {}, outlook.error()});
        });
    };
    m_access.resolve(*workspace, *environment, this, look);
}

bool BackupsController::prune(const RetentionPlan &plan)
{
    const auto workspace = m_workspace.workspace();
    if (m_job != Job::None || !workspace || plan.isEmpty())
        return false;
    AuditedAct act(m_services.stateFolder, u"prune"_s, {workspace.get(), nullptr, nullptr});
    begin<PruneReport>(
        Job::Pruning, workspace->backup.folder, tr("deleting old backups"),
        [act, plan, folder = workspace->backup.folder, policy = retentionOf(*workspace),
         now = m_services.now()](const BackupObserver &, std::stop_token stop) {
            return carryOutPruning(act, plan, folder, policy, now, stop);
        },
        [](const PruneReport &report) { return outcomeOf(report); });
    return true;
}

bool BackupsController::describe(const QString &path, const BackupWords &words)
{
    if (m_job != Job::None) {
        Error error;
        error.kind = ErrorKind::Busy;
        error.summary = tr("something else is being done to the backups");
        error.hint = tr("write on it again when that has ended");
        tellError(error);
        return false;
    }
    const Result<Backup> backup = known(path);
    if (!backup) {
        tellError(backup.error());
        return false;
    }
    const auto workspace = m_workspace.workspace();
    const AuditedAct act(m_services.stateFolder, u"describe"_s,
                         {workspace.get(), nullptr, nullptr});
    const auto task = m_services.pool.start(
        [act, backup = *backup, words](std::stop_token) -> Result<LoggedResult<Backup>> {
            return carryOutDescription(act, backup, words);
        });
    whenDone(task, this, [this, ticket = m_ticket](const Result<LoggedResult<Backup>> &ended) {
        if (ticket != m_ticket)
            return;
        const Result<Backup> &described = ended->result;
        if (!described)
            tellError(described.error());
        else if (ended->unlogged)
            tellError(*ended->unlogged);
        if (!described)
            return;
        for (Backup &one : m_elsewhere)
            if (one.path == described->path)
                one = *described;
        refresh();
    });
    return true;
}

} // namespace tidemark
