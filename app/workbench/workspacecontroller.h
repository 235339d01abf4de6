// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "lint/settings.h"
#include "workbench/services.h"
#include "workspace/discovery.h"
#include "workspace/workspace.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace tidemark {

/// Which workspace is open, and which environment is looked at. All other controllers follow it.
/// The GUI thread; a tidemark.toml is small and read at once.
class WorkspaceController : public QObject
{
    Q_OBJECT
public:
    explicit WorkspaceController(Services &services, QObject *parent = nullptr);

    /// nullptr: none is open.
    std::shared_ptr<const Workspace> workspace() const { return m_workspace; }
    /// Why the last open() or reload failed; the workspace stays what it was.
    std::optional<Error> error() const { return m_error; }

    /// The folder's tidemark.toml, or the nearest above it. False: error() says why, or there is
    /// none (error of kind Usage): offer discover() and create().
    bool open(const QString &folder);
    void close();

    /// What create() would find. Walks four folders deep, so in a thread: answered by discovered().
    void discover(const QString &folder);
    /// Writes the tidemark.toml that was shown and opens it.
    bool create(const QString &folder, const QString &text);

    /// Folders that were open before, the latest first; those that are gone are left out.
    QStringList recentFolders() const;
    void forgetRecent(const QString &folder);

    /// Copies the SQLite sample shop into a new folder below `parent` and opens it. It has no
    /// database yet: the first `up` makes it.
    Result<QString> openSample(const QString &parent);

    /// The environment that pages act on; empty when the workspace has none.
    QString currentEnvironment() const { return m_environment; }
    void setCurrentEnvironment(const QString &name);
    const Environment *environment() const;

Q_SIGNALS:
    /// Another workspace, or the file of this one says something else now.
    void workspaceChanged();
    /// The file was written, and what it says of rules may be something else; without
    /// workspaceChanged() where that is all.
    void lintSettingsChanged();
    void environmentChanged();
    void errorChanged();
    void discovered(const QString &folder, const tidemark::Discovery &found, const QString &text);

private:
    bool load(const QString &file);
    void watch();
    void remember(const QString &folder);

    Services &m_services;
    std::shared_ptr<const Workspace> m_workspace;
    std::optional<LintSettings> m_lint; ///< of its file; none: they cannot be read
    std::optional<Error> m_error;
    QString m_environment;
    QFileSystemWatcher m_watcher;
};

} // namespace tidemark
