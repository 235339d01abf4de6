// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/relation.h"
#include "tasks/task.h"
#include "workbench/databaseaccess.h"
#include "workbench/services.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

class TimelineController;
class WorkspaceController;
struct EnvironmentReading;

/// A table or view of the database that is looked at.
struct ListedTable
{
    QString schema; ///< empty on SQLite
    QString name;
    RelationKind type = RelationKind::Table;

    bool operator==(const ListedTable &) const = default;

    /// "orders", "audit.orders": the schema where it is not the usual one.
    QString text() const;
};

/// Which tables and views the current environment has: read in a task as soon as the timeline has
/// reached that database, again when its history has changed, and given up when another environment
/// is looked at. The GUI thread.
class TablesController : public QObject
{
    Q_OBJECT
public:
    TablesController(Services &services, WorkspaceController &workspace,
                     TimelineController &timeline, QObject *parent = nullptr);
    ~TablesController() override;

    void setAccess(DatabaseAccess access) { m_access = std::move(access); }

    /// By name; without the tables of the migration tool. Empty until they were read.
    const std::vector<ListedTable> &tables() const { return m_tables; }
    QString environment() const { return m_environment; } ///< whose they are
    bool isReading() const { return m_ticket != 0; }
    /// Why they are not there.
    std::optional<Error> error() const { return m_error; }

Q_SIGNALS:
    void changed();

private:
    void follow();
    void forget();
    void read(const ConnectionSpec &spec, const QString &convention, const QString &folder);

    Services &m_services;
    WorkspaceController &m_workspace;
    TimelineController &m_timeline;
    DatabaseAccess m_access;
    QString m_environment;
    QString m_workspaceFile;
    std::shared_ptr<const EnvironmentReading> m_seen; ///< the reading that the tables belong to
    std::vector<ListedTable> m_tables;
    std::optional<Error> m_error;
    Task<std::vector<ListedTable>> m_task;
    quint64 m_tickets = 0;
    quint64 m_ticket = 0; ///< of what is under way; 0: nothing is
};

/// Blocks. Errors as openSession() and SchemaReader::read().
Result<std::vector<ListedTable>> readTables(const ConnectionSpec &spec, const QString &convention,
                                            const QString &folder, std::stop_token stop);

} // namespace tidemark
