// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"
#include "compare/schemasource.h"
#include "workbench/services.h"

#include <QObject>
#include <QStringList>

#include <optional>
#include <vector>

namespace tidemark {

class WorkspaceController;

/// The two sources of a comparison, and what a person can choose them from. The GUI thread; folders
/// are read in others.
class CompareSources : public QObject
{
    Q_OBJECT
public:
    enum Side { Before, After }; ///< A, B: the script goes from A to B

    CompareSources(Services &services, WorkspaceController &workspace, QObject *parent = nullptr);

    const std::optional<SchemaSource> &of(Side side) const { return m_sources[side]; }
    bool areBoth() const { return m_sources[Before] && m_sources[After]; }
    QString nameOf(Side side) const; ///< for people; empty: none is chosen
    /// The environment that a source is; nullptr when it is none.
    const Environment *environmentOf(Side side) const;
    /// As parseSource() reads it; what was chosen stays where it cannot.
    Result<void> set(Side side, const QString &text);
    void clear();
    void swap();

    /// Ids of the workspace's migrations, newest first.
    const QStringList &migrations() const { return m_migrations; }
    /// Those of the workspace's folder, newest first.
    const std::vector<Backup> &backups() const { return m_backups; }

    /// For the workspace that is open now: forgets all, proposes two and reads its folders.
    void startOver();
    void readMigrations();
    void readBackups();

Q_SIGNALS:
    /// of(), migrations() or backups().
    void changed();

private:
    void propose();

    Services &m_services;
    WorkspaceController &m_workspace;
    std::optional<SchemaSource> m_sources[2];
    QStringList m_migrations;
    std::vector<Backup> m_backups;
    quint64 m_folderTicket = 0;
    quint64 m_backupsTicket = 0;
};

} // namespace tidemark
