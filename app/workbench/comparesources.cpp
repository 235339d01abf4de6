// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/comparesources.h"

#include "migrations/convention.h"
#include "tasks/taskpool.h"
#include "workbench/timelinereader.h"
#include "workbench/workspacecontroller.h"

#include <algorithm>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

CompareSources::CompareSources(Services &services, WorkspaceController &workspace, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspace(workspace)
{
}

// ---- The two

QString CompareSources::nameOf(Side side) const
{
    return m_sources[side] ? m_sources[side]->displayName() : QString();
}

const Environment *CompareSources::environmentOf(Side side) const
{
    const auto &source = m_sources[side];
    return source && source->environment ? &*source->environment : nullptr;
}

Result<void> CompareSources::set(Side side, const QString &text)
{
    const auto workspace = m_workspace.workspace();
    const QDir folder = workspace ? workspace->folder() : QDir::current();
    TM_TRY_ASSIGN(const SchemaSource source, parseSource(text, {workspace.get(), folder}));
    m_sources[side] = source;
    Q_EMIT changed();
    return {};
}

void CompareSources::clear()
{
    m_sources[Before].reset();
    m_sources[After].reset();
}

void CompareSources::swap()
{
    std::swap(m_sources[Before], m_sources[After]);
    Q_EMIT changed();
}

// ---- What there is

void CompareSources::startOver()
{
    clear();
    m_migrations.clear();
    m_backups.clear();
    propose();
    readMigrations();
    readBackups();
    Q_EMIT changed();
}

/// What people compare most: the database that matters most with the one that they work on, or the
/// only one with what its migrations make.
void CompareSources::propose()
{
    const auto workspace = m_workspace.workspace();
    if (!workspace || workspace->environments.empty())
        return;
    const auto sourceOf = [](const Environment &environment) {
        SchemaSource source;
        source.text = environment.name;
        source.environment = environment;
        return source;
    };
    const Environment *current = m_workspace.environment();
    const Environment &near = current ? *current : workspace->environments.front();
    const auto farthest = std::ranges::max_element(workspace->environments, {}, &Environment::role);
    if (farthest->name != near.name) {
        m_sources[Before] = sourceOf(*farthest);
        m_sources[After] = sourceOf(near);
        return;
    }
    m_sources[Before] = sourceOf(near);
    if (const auto made = parseSource(u"@"_s, {workspace.get(), workspace->folder()}))
        m_sources[After] = *made;
}

void CompareSources::readMigrations()
{
    const auto workspace = m_workspace.workspace();
    const quint64 ticket = ++m_folderTicket;
    if (!workspace)
        return;
    const auto task = m_services.pool.start(
        [workspace, variables = m_services.variables](std::stop_token) -> Result<QStringList> {
            TM_TRY_ASSIGN(const auto files,
                          readMigrationFiles(*workspace, {}, Engine::PostgreSql, variables));
            QStringList ids;
            for (const Migration &migration : files->set.migrations) {
                if (migration.kind == MigrationKind::Versioned)
                    ids.prepend(migration.id);
            }
            return ids;
        });
    whenDone(task, this, [this, ticket](const Result<QStringList> &ids) {
        // A folder that cannot be read is the timeline's to tell.
        if (ticket != m_folderTicket || !ids)
            return;
        m_migrations = *ids;
        Q_EMIT changed();
    });
}

void CompareSources::readBackups()
{
    const auto workspace = m_workspace.workspace();
    const quint64 ticket = ++m_backupsTicket;
    if (!workspace)
        return;
    const auto task = m_services.pool.start(
        [folder = workspace->backup.folder](std::stop_token) { return scanBackups(folder); });
    whenDone(task, this, [this, ticket](const Result<BackupFolder> &found) {
        // A folder that cannot be read is the page's of the backups to tell.
        if (ticket != m_backupsTicket || !found || found->backups == m_backups)
            return;
        m_backups = found->backups;
        Q_EMIT changed();
    });
}

} // namespace tidemark
