// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/workspacecontroller.h"

#include "tasks/taskpool.h"
#include "workbench/settings.h"
#include "workspace/lintsettings.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int recentCount = 12;
constexpr QLatin1StringView recentKey("workspaces/recent");
constexpr QLatin1StringView environmentKey("workspaces/environment");

Result<void> copyResource(const QString &from, const QString &to)
{
    QFile::remove(to);
    if (!QFile::copy(from, to))
        return fail(ErrorKind::Io, u"cannot write %1"_s.arg(to));
    QFile::setPermissions(to, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup |
                                  QFile::ReadOther);
    return {};
}

} // namespace

WorkspaceController::WorkspaceController(Services &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
    // Editors replace a file by another one of its name, so the folder is watched as well.
    const auto reload = [this] {
        if (m_workspace)
            load(m_workspace->file);
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, reload);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, reload);
}

bool WorkspaceController::open(const QString &folder)
{
    const std::optional<QString> file = findWorkspaceFile(QDir(folder));
    if (!file) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.summary = tr("there is no tidemark.toml in %1 or in a folder above")
                            .arg(QDir::toNativeSeparators(folder));
        m_error = error;
        Q_EMIT errorChanged();
        return false;
    }
    const bool opened = load(*file);
    if (opened)
        remember(QFileInfo(*file).absolutePath());
    return opened;
}

void WorkspaceController::close()
{
    if (!m_workspace)
        return;
    m_workspace.reset();
    m_environment.clear();
    m_error.reset();
    watch();
    Q_EMIT workspaceChanged();
    Q_EMIT environmentChanged();
}

bool WorkspaceController::load(const QString &file)
{
    Result<Workspace> read = readWorkspace(file);
    if (!read) {
        m_error = read.error();
        watch();
        Q_EMIT errorChanged();
        return false;
    }
    if (m_error) {
        m_error.reset();
        Q_EMIT errorChanged();
    }
    const bool another = !m_workspace || m_workspace->file != read->file;
    std::optional<LintSettings> lint;
    if (auto settings = readLintSettings(file))
        lint = std::move(*settings);
    const bool otherRules = !another && lint != m_lint;
    m_lint = std::move(lint);
    if (m_workspace && *m_workspace == *read) {
        watch();
        if (otherRules)
            Q_EMIT lintSettingsChanged();
        return true;
    }
    m_workspace = std::make_shared<const Workspace>(std::move(*read));
    watch();
    const QString wanted = another ? settingsOf(m_services)
                                         .value(settingsKeyOf(environmentKey, m_workspace->file))
                                         .toString()
                                   : m_environment;
    m_environment = m_workspace->findEnvironment(wanted) ? wanted : m_workspace->defaultEnvironment;
    Q_EMIT workspaceChanged();
    Q_EMIT environmentChanged();
    if (otherRules)
        Q_EMIT lintSettingsChanged();
    return true;
}

void WorkspaceController::watch()
{
    QStringList wanted;
    if (m_workspace)
        wanted = {m_workspace->file, m_workspace->folder().absolutePath()};
    // What is watched already stays so: a change between two watches would be told by neither. A
    // file that was replaced is watched no more, and has to be added.
    QStringList gone;
    for (const QString &path : m_watcher.files() + m_watcher.directories())
        if (!wanted.removeOne(path))
            gone += path;
    if (!gone.isEmpty())
        m_watcher.removePaths(gone);
    if (!wanted.isEmpty())
        m_watcher.addPaths(wanted);
}

void WorkspaceController::discover(const QString &folder)
{
    struct Answer
    {
        Discovery found;
        QString text;
    };
    const auto task = m_services.pool.start(
        [folder, variables = m_services.variables](std::stop_token) -> Result<Answer> {
            Answer answer;
            answer.found = discoverIn(QDir(folder), variables);
            answer.text = workspaceText(answer.found, QDir(folder).dirName());
            return answer;
        });
    whenDone(task, this, [this, folder](const Result<Answer> &answer) {
        if (answer)
            Q_EMIT discovered(folder, answer->found, answer->text);
    });
}

bool WorkspaceController::create(const QString &folder, const QString &text)
{
    const QString path = QDir(folder).filePath(QString::fromUtf16(workspaceFileName));
    Error error;
    error.kind = ErrorKind::Io;
    QFile file(path);
    // NewOnly: what somebody else wrote there meanwhile stays.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(text.toUtf8()) < 0 ||
        !file.flush()) {
        error.summary = tr("cannot write %1").arg(QDir::toNativeSeparators(path));
        error.detail = file.errorString();
        m_error = error;
        Q_EMIT errorChanged();
        return false;
    }
    file.close();
    return open(folder);
}

QStringList WorkspaceController::recentFolders() const
{
    QStringList folders = settingsOf(m_services).value(recentKey).toStringList();
    folders.removeIf([](const QString &folder) {
        return !QFileInfo::exists(QDir(folder).filePath(QString::fromUtf16(workspaceFileName)));
    });
    return folders;
}

void WorkspaceController::forgetRecent(const QString &folder)
{
    QSettings settings = settingsOf(m_services);
    QStringList folders = settings.value(recentKey).toStringList();
    folders.removeAll(folder);
    settings.setValue(recentKey, folders);
}

void WorkspaceController::remember(const QString &folder)
{
    QSettings settings = settingsOf(m_services);
    QStringList folders = settings.value(recentKey).toStringList();
    folders.removeAll(folder);
    folders.prepend(folder);
    settings.setValue(recentKey, QStringList(folders.mid(0, recentCount)));
}

Result<QString> WorkspaceController::openSample(const QString &parent)
{
    const QString samples = u":/samples/shop-sqlite"_s;
    QString folder = QDir(parent).filePath(u"tidemark-shop"_s);
    for (int number = 2; QFileInfo::exists(folder); ++number)
        folder = QDir(parent).filePath(u"tidemark-shop-%1"_s.arg(number));
    QDirIterator files(samples, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString from = files.next();
        const QString to = QDir(folder).filePath(QDir(samples).relativeFilePath(from));
        if (!QDir().mkpath(QFileInfo(to).absolutePath()))
            return fail(ErrorKind::Io,
                        tr("cannot make the folder %1").arg(QFileInfo(to).absolutePath()));
        TM_TRY(copyResource(from, to));
    }
    if (!open(folder))
        return tl::unexpected<Error>(*m_error);
    return folder;
}

void WorkspaceController::setCurrentEnvironment(const QString &name)
{
    if (!m_workspace || name == m_environment || !m_workspace->findEnvironment(name))
        return;
    m_environment = name;
    settingsOf(m_services).setValue(settingsKeyOf(environmentKey, m_workspace->file), name);
    Q_EMIT environmentChanged();
}

const Environment *WorkspaceController::environment() const
{
    return m_workspace ? m_workspace->findEnvironment(m_environment) : nullptr;
}

} // namespace tidemark
