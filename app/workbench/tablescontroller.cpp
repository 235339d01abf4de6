// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tablescontroller.h"

#include "database/session.h"
#include "migrations/convention.h"
#include "schema/schema.h"
#include "schema/schemareader.h"
#include "tasks/taskpool.h"
#include "workbench/timelinecontroller.h"
#include "workbench/workspacecontroller.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

QString ListedTable::text() const
{
    return schema.isEmpty() || schema == u"public" ? name : schema + u'.' + name;
}

Result<std::vector<ListedTable>> readTables(const ConnectionSpec &spec, const QString &convention,
                                            const QString &folder, std::stop_token stop)
{
    std::vector<ListedTable> tables;
    ConnectionSpec looked = spec;
    if (spec.engine == Engine::Sqlite) {
        if (!QFileInfo::exists(spec.conninfo))
            return tables; // and none is made by looking
        looked.readOnly = true;
    }
    TM_TRY_ASSIGN(const auto session, openSession(looked, std::move(stop)));
    SchemaReadOptions options;
    if (const Convention *found = findConvention(convention)) {
        if (const auto store = found->history(spec.engine, QDir(folder)))
            options.leaveOut = store->ownRelations();
    }
    TM_TRY_ASSIGN(const SchemaPtr schema, makeSchemaReader(*session, options)->read());
    tables.reserve(schema->relations.size());
    for (const auto &relation : schema->relations) {
        // A partition is a part of what is named already.
        if (relation->partitionOf.isEmpty())
            tables.push_back({relation->schema, relation->name, relation->type});
    }
    std::ranges::sort(tables, {}, &ListedTable::text);
    return tables;
}

TablesController::TablesController(Services &services, WorkspaceController &workspace,
                                   TimelineController &timeline, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspace(workspace)
    , m_timeline(timeline)
    , m_access(plainAccess(services.variables))
{
    connect(&workspace, &WorkspaceController::workspaceChanged, this, &TablesController::follow);
    connect(&workspace, &WorkspaceController::environmentChanged, this, &TablesController::follow);
    connect(&timeline, &TimelineController::changed, this, &TablesController::follow);
}

TablesController::~TablesController()
{
    m_task.stop();
}

void TablesController::forget()
{
    m_task.stop();
    m_ticket = 0;
    m_seen.reset();
    m_tables.clear();
    m_error.reset();
}

void TablesController::follow()
{
    const auto workspace = m_workspace.workspace();
    const QString file = workspace ? workspace->file : QString();
    const QString name = m_workspace.currentEnvironment();
    if (file != m_workspaceFile || name != m_environment) {
        m_workspaceFile = file;
        m_environment = name;
        forget();
        Q_EMIT changed();
    }
    const auto snapshot = m_timeline.snapshot();
    const int column = snapshot ? snapshot->columnOf(name) : -1;
    if (!workspace || column < 0 || snapshot->workspace->file != file)
        return;
    const TimelineColumn &source = snapshot->columns[size_t(column)];
    if (source.state != TimelineColumn::State::Ready || source.reading == m_seen)
        return;
    m_seen = source.reading;
    m_task.stop();
    m_ticket = ++m_tickets;
    m_access.resolve(*workspace, source.environment, this,
                     [this, ticket = m_ticket, convention = m_seen->convention,
                      folder = workspace->migrations](const Result<ConnectionSpec> &spec) {
                         if (ticket != m_ticket)
                             return;
                         if (spec) {
                             read(*spec, convention, folder);
                             return;
                         }
                         m_ticket = 0;
                         m_seen.reset(); // tried again with the next change
                         m_error = spec.error();
                         Q_EMIT changed();
                     });
}

void TablesController::read(const ConnectionSpec &spec, const QString &convention,
                            const QString &folder)
{
    m_task = m_services.pool.start([spec, convention, folder](std::stop_token stop) {
        return readTables(spec, convention, folder, std::move(stop));
    });
    whenDone(m_task, this, [this, ticket = m_ticket](Result<std::vector<ListedTable>> tables) {
        if (ticket != m_ticket)
            return;
        m_ticket = 0;
        m_error.reset();
        if (tables) {
            m_tables = std::move(*tables);
        } else {
            m_seen.reset(); // tried again with the next change
            m_error = tables.error();
        }
        Q_EMIT changed();
    });
}

} // namespace tidemark
