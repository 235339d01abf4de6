// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/timelinecontroller.h"

#include "migrations/convention.h"
#include "tasks/taskpool.h"
#include "workbench/timelinelint.h"
#include "workbench/timelinereader.h"
#include "workbench/workspacecontroller.h"

#include <QFileInfo>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

TimelineController::TimelineController(Services &services, WorkspaceController &workspace,
                                       QObject *parent)
    : TimelineController(services, workspace, Times(), parent)
{
}

TimelineController::TimelineController(Services &services, WorkspaceController &workspace,
                                       const Times &times, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspaceController(workspace)
    , m_times(times)
    , m_access(plainAccess(services.variables))
    , m_rows(std::make_shared<const std::vector<int>>())
{
    m_filesTimer.setSingleShot(true);
    m_filesTimer.setInterval(times.filesSettle);
    m_pollTimer.setInterval(times.poll);
    m_joinTimer.setSingleShot(true);
    m_joinTimer.setInterval(0);
    connect(&m_filesTimer, &QTimer::timeout, this, &TimelineController::pollFolder);
    connect(&m_pollTimer, &QTimer::timeout, this, &TimelineController::poll);
    connect(&m_joinTimer, &QTimer::timeout, this, &TimelineController::join);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &TimelineController::pathChanged);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this,
            &TimelineController::pathChanged);
    connect(&workspace, &WorkspaceController::workspaceChanged, this,
            &TimelineController::workspaceChanged);
    connect(&workspace, &WorkspaceController::lintSettingsChanged, this, [this] {
        if (m_files)
            lint();
    });
    workspaceChanged();
}

TimelineController::~TimelineController()
{
    for (Source &source : m_sources)
        source.task.stop();
    m_filtering.stop();
    m_linting.stop();
}

bool TimelineController::isReading() const
{
    return m_filesTicket != 0 ||
           std::ranges::any_of(m_sources, [](const Source &source) { return source.ticket != 0; });
}

// ---- The workspace

void TimelineController::workspaceChanged()
{
    const std::shared_ptr<const Workspace> before = m_workspace;
    m_workspace = m_workspaceController.workspace();
    const bool same = before && m_workspace && before->file == m_workspace->file &&
                      before->migrations == m_workspace->migrations &&
                      before->convention == m_workspace->convention;
    if (!same)
        startOver();

    std::vector<Source> kept = std::exchange(m_sources, {});
    for (const Environment &environment :
         m_workspace ? m_workspace->environments : std::vector<Environment>()) {
        const auto old = std::ranges::find_if(
            kept, [&](const Source &source) { return source.environment == environment; });
        if (old != kept.end())
            m_sources.push_back(std::move(*old));
        else
            m_sources.emplace_back().environment = environment;
    }
    for (Source &source : kept) {
        const auto isGone = [&](const Source &each) {
            return each.environment.name == source.environment.name;
        };
        if (std::ranges::none_of(m_sources, isGone) || source.ticket != 0)
            source.task.stop();
        watch(source.watched, {});
    }
    refresh();
}

/// Nothing of the workspace before is shown in the next one.
void TimelineController::startOver()
{
    for (Source &source : m_sources) {
        source.task.stop();
        watch(source.watched, {});
    }
    m_sources.clear();
    watch(m_watchedFiles, {});
    m_files.reset();
    m_git.reset();
    m_lint.reset();
    m_linting.stop();
    m_filesError.reset();
    m_print = {};
    m_convention.clear();
    m_snapshot.reset();
    m_rows = std::make_shared<const std::vector<int>>();
    m_filesTicket = m_gitTicket = m_lintTicket = m_joinTicket = m_filterTicket = m_printTicket = 0;
    m_filesAgain = m_joinAgain = false;
    m_joinTimer.stop();
    Q_EMIT statusChanged();
    Q_EMIT changed();
}

TimelineController::Source *TimelineController::find(const QString &name)
{
    const auto found = std::ranges::find_if(
        m_sources, [&](const Source &source) { return source.environment.name == name; });
    return found == m_sources.end() ? nullptr : &*found;
}

void TimelineController::refresh()
{
    if (!m_workspace)
        return;
    readFiles();
    for (Source &source : m_sources) {
        source.wanted = true;
        readSource(source);
    }
}

void TimelineController::refreshEnvironment(const QString &name)
{
    if (Source *source = find(name))
        readSource(*source);
}

// ---- Files and git

/// Scripts are read as the default environment's engine would; most workspaces have only one.
Engine TimelineController::engineOfFiles() const
{
    std::vector<Environment> environments = m_workspace->environments;
    const auto isDefault = [this](const Environment &environment) {
        return environment.name == m_workspace->defaultEnvironment;
    };
    // Not of std::ranges: clang 14 cannot read what libstdc++ 12 makes of it.
    std::stable_partition(environments.begin(), environments.end(), isDefault);
    for (const Environment &environment : environments) {
        if (const auto spec = connectionOf(*m_workspace, environment, m_services.variables))
            return spec->engine;
    }
    return Engine::PostgreSql;
}

void TimelineController::readFiles()
{
    if (m_filesTicket != 0) {
        m_filesAgain = true;
        return;
    }
    m_filesTicket = ++m_tickets;
    const auto task = m_services.pool.start(
        [workspace = m_workspace, convention = m_convention, engine = engineOfFiles(),
         variables = m_services.variables](std::stop_token stop) -> Result<FilesRead> {
            // Before the files: what changes meanwhile is seen the next time.
            const FolderPrint print = printOf(workspace->migrations, stop);
            return FilesRead{print, readMigrationFiles(*workspace, convention, engine, variables)};
        });
    whenDone(task, this, [this, ticket = m_filesTicket](const Result<FilesRead> &read) {
        if (ticket != m_filesTicket)
            return;
        m_filesTicket = 0;
        filesRead(read ? *read : FilesRead{{}, tl::unexpected<Error>(read.error())});
    });
    Q_EMIT statusChanged();
}

void TimelineController::filesRead(const FilesRead &read)
{
    const bool newCommit = !m_git || !m_print.sameCommit(read.print);
    const bool newFiles = !m_files || !m_print.sameFiles(read.print);
    m_print = read.print;
    watch(m_watchedFiles, read.print.paths);
    if (read.files) {
        m_filesError.reset();
        m_files = *read.files;
        m_joinTimer.start();
        if (newFiles || newCommit)
            readGit();
        lint();
    } else {
        m_filesError = read.files.error();
    }
    if (std::exchange(m_filesAgain, false))
        readFiles();
    Q_EMIT statusChanged();
}

void TimelineController::readGit()
{
    m_gitTicket = ++m_tickets;
    const auto task = m_services.pool.start(
        [folder = m_workspace->migrations](std::stop_token) -> Result<FileHistories> {
            return fileHistories(QDir(folder));
        });
    whenDone(task, this, [this, ticket = m_gitTicket](const Result<FileHistories> &histories) {
        if (ticket != m_gitTicket)
            return;
        m_gitTicket = 0;
        // A repository that cannot be read is one that says nothing about authors.
        m_git = std::make_shared<const FileHistories>(histories ? *histories : FileHistories());
        m_joinTimer.start();
    });
}

void TimelineController::lint()
{
    m_linting.stop();
    m_lintTicket = ++m_tickets;
    m_linting =
        m_services.pool.start([files = m_files, workspace = m_workspace](std::stop_token stop) {
            return lintTimeline(*files, *workspace, std::move(stop));
        });
    whenDone(m_linting, this, [this, ticket = m_lintTicket](const auto &lint) {
        if (ticket != m_lintTicket || !lint)
            return; // newer files are being looked at
        m_lintTicket = 0;
        m_lint = *lint;
        m_joinTimer.start();
    });
}

void TimelineController::pollFolder()
{
    if (!m_workspace)
        return;
    if (m_filesTicket != 0 || m_printTicket != 0) {
        m_filesTimer.start(); // what is being read may be older than what was told just now
        return;
    }
    m_printTicket = ++m_tickets;
    const auto task = m_services.pool.start(
        [folder = m_workspace->migrations](std::stop_token stop) -> Result<FolderPrint> {
            return printOf(folder, stop);
        });
    whenDone(task, this, [this, ticket = m_printTicket](const Result<FolderPrint> &print) {
        if (ticket != m_printTicket)
            return;
        m_printTicket = 0;
        if (!print)
            return;
        if (!print->sameFiles(m_print))
            readFiles();
        else if (!print->sameCommit(m_print))
            readGit();
        m_print.commit = print->commit;
    });
}

// ---- Databases

void TimelineController::readSource(Source &source)
{
    if (source.ticket != 0) {
        source.again = true;
        return;
    }
    source.again = false;
    source.ticket = ++m_tickets;
    const QString name = source.environment.name;
    const quint64 ticket = source.ticket;
    QTimer::singleShot(m_times.environmentTimeout, this,
                       [this, name, ticket] { giveUp(name, ticket); });
    m_access.resolve(*m_workspace, source.environment, this,
                     [this, name, ticket](const Result<ConnectionSpec> &spec) {
                         startReading(name, ticket, spec);
                     });
    Q_EMIT statusChanged();
}

void TimelineController::startReading(const QString &name, quint64 ticket,
                                      const Result<ConnectionSpec> &spec)
{
    Source *source = find(name);
    if (!source || source->ticket != ticket)
        return;
    if (!spec) {
        sourceRead(name, ticket, tl::unexpected<Error>(spec.error()));
        return;
    }
    if (spec->engine == Engine::Sqlite)
        watch(source->watched, {spec->conninfo, spec->conninfo + u"-wal"_s,
                                QFileInfo(spec->conninfo).absolutePath()});
    const QString convention = m_workspace->convention.isEmpty() && m_files
                                   ? m_files->convention->id()
                                   : m_workspace->convention;
    source->task =
        m_services.pool.start([spec = *spec, folder = m_workspace->migrations,
                               convention](std::stop_token stop) -> Result<EnvironmentReading> {
            return readEnvironment(spec, folder, convention, stop);
        });
    whenDone(source->task, this, [this, name, ticket](const Result<EnvironmentReading> &reading) {
        sourceRead(name, ticket, reading);
    });
}

void TimelineController::sourceRead(const QString &name, quint64 ticket,
                                    Result<EnvironmentReading> reading)
{
    Source *source = find(name);
    if (!source || source->ticket != ticket)
        return;
    source->ticket = 0;
    // What is read again is told by that.
    if (!reading && !source->again && m_access.failed)
        m_access.failed(*m_workspace, source->environment, reading.error(), source->wanted);
    source->wanted = false;
    settle(*source, std::move(reading));
    if (source->again)
        readSource(*source);
}

void TimelineController::giveUp(const QString &name, quint64 ticket)
{
    Source *source = find(name);
    if (!source || source->ticket != ticket)
        return;
    source->task.stop();
    source->ticket = 0;
    Error error;
    error.kind = ErrorKind::Connection;
    error.summary = tr("no answer in %1 s").arg(double(m_times.environmentTimeout.count()) / 1000);
    error.hint = tr("check that the server runs and that this machine may reach it");
    settle(*source, tl::unexpected<Error>(error));
}

/// Joins again only when something is different: most polls find what they found before.
void TimelineController::settle(Source &source, Result<EnvironmentReading> reading)
{
    source.sinceRead.start();
    source.readAt = m_services.now();
    bool news = false;
    if (reading) {
        news = source.state != TimelineColumn::State::Ready || !source.reading ||
               *source.reading != *reading;
        source.state = TimelineColumn::State::Ready;
        source.error.reset();
        if (news)
            source.reading = std::make_shared<const EnvironmentReading>(std::move(*reading));
        if (!m_files && m_filesError && m_convention.isEmpty()) {
            m_convention = source.reading->convention;
            readFiles();
        }
    } else {
        news =
            source.state != TimelineColumn::State::Unreachable || source.error != reading.error();
        source.state = TimelineColumn::State::Unreachable;
        source.error = std::move(reading).error();
    }
    if (news)
        m_joinTimer.start();
    Q_EMIT statusChanged();
}

// ---- Watching

void TimelineController::setWatching(bool watching)
{
    if (m_watching == watching)
        return;
    m_watching = watching;
    if (watching) {
        m_pollTimer.start();
        poll();
    } else {
        m_pollTimer.stop();
    }
}

void TimelineController::poll()
{
    if (!m_workspace)
        return;
    pollFolder();
    for (Source &source : m_sources) {
        // Each look is a connection, which a shared server should not see every few seconds.
        const bool isLocal = source.environment.role == EnvironmentRole::Local;
        const auto pause = source.state == TimelineColumn::State::Unreachable
                               ? m_times.pollUnreachable
                               : (isLocal ? m_times.poll / 2 : m_times.pollShared);
        if (source.ticket == 0 && source.sinceRead.isValid() &&
            source.sinceRead.elapsed() >= pause.count())
            readSource(source);
    }
}

void TimelineController::pathChanged(const QString &path)
{
    // A file that was replaced is no longer watched.
    if (QFileInfo::exists(path) && !m_watcher.files().contains(path) &&
        !m_watcher.directories().contains(path))
        m_watcher.addPath(path);
    for (Source &source : m_sources) {
        if (source.watched.contains(path))
            readSource(source);
    }
    if (m_watchedFiles.contains(path))
        m_filesTimer.start();
}

void TimelineController::watch(QStringList &watched, const QStringList &wanted)
{
    const QStringList before = std::exchange(watched, wanted);
    QStringList gone;
    for (const QString &path : before) {
        const auto needs = [&](const Source &source) { return source.watched.contains(path); };
        if (!m_watchedFiles.contains(path) && std::ranges::none_of(m_sources, needs))
            gone += path;
    }
    if (!gone.isEmpty())
        m_watcher.removePaths(gone);
    QStringList added;
    for (const QString &path : wanted) {
        if (!before.contains(path) && QFileInfo::exists(path))
            added += path;
    }
    if (!added.isEmpty())
        m_watcher.addPaths(added);
}

// ---- Joining and filtering

void TimelineController::setVerdicts(std::shared_ptr<const LastVerdicts> verdicts)
{
    m_verdicts = std::move(verdicts);
    m_joinTimer.start();
}

std::vector<TimelineColumn> TimelineController::columns() const
{
    std::vector<TimelineColumn> columns;
    for (const Source &source : m_sources) {
        TimelineColumn column;
        column.environment = source.environment;
        column.state = source.state;
        column.error = source.error;
        column.reading = source.reading;
        column.readAt = source.readAt;
        columns.push_back(std::move(column));
    }
    return columns;
}

void TimelineController::join()
{
    if (!m_workspace || !m_files)
        return;
    if (m_joinTicket != 0) {
        m_joinAgain = true;
        return;
    }
    m_joinTicket = ++m_tickets;
    const auto task = m_services.pool.start([workspace = m_workspace, files = m_files, git = m_git,
                                             lint = m_lint, verdicts = m_verdicts,
                                             columns = columns(),
                                             view = m_view](std::stop_token) -> Result<Joined> {
        Joined joined;
        joined.snapshot = joinTimeline(workspace, files, git, verdicts ? *verdicts : LastVerdicts(),
                                       columns, lint);
        joined.view = view;
        joined.rows = std::make_shared<const std::vector<int>>(shownRows(*joined.snapshot, view));
        return joined;
    });
    whenDone(task, this, [this, ticket = m_joinTicket](const Result<Joined> &result) {
        if (ticket != m_joinTicket)
            return;
        m_joinTicket = 0;
        if (result)
            joined(*result);
        if (std::exchange(m_joinAgain, false))
            join();
    });
}

void TimelineController::joined(const Joined &joined)
{
    m_snapshot = joined.snapshot;
    m_rows = joined.rows;
    m_rowsView = joined.view;
    if (joined.view != m_view)
        filter();
    Q_EMIT changed();
}

void TimelineController::setFilter(const QString &text)
{
    if (m_view.filter == text)
        return;
    m_view.filter = text;
    filter();
}

void TimelineController::setOrder(TimelineView::Order order, const QString &environment,
                                  bool reversed)
{
    TimelineView view = m_view;
    view.order = order;
    view.environment = environment;
    view.reversed = reversed;
    if (view == m_view)
        return;
    m_view = view;
    filter();
}

void TimelineController::filter()
{
    if (!m_snapshot)
        return;
    m_filtering.stop();
    m_filterTicket = ++m_tickets;
    m_filtering = m_services.pool.start([snapshot = m_snapshot,
                                         view = m_view](std::stop_token stop) -> Result<Joined> {
        return Joined{snapshot,
                      std::make_shared<const std::vector<int>>(shownRows(*snapshot, view, stop)),
                      view};
    });
    whenDone(m_filtering, this, [this, ticket = m_filterTicket](const Result<Joined> &result) {
        if (ticket != m_filterTicket || !result)
            return;
        m_filterTicket = 0;
        if (result->snapshot != m_snapshot) {
            filter();
            return;
        }
        m_rows = result->rows;
        m_rowsView = result->view;
        Q_EMIT changed();
    });
}

} // namespace tidemark
