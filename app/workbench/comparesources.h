// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupstore.h"
#include "compare/schemasource.h"
#include "workbench/services.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace tidemark {

class WorkspaceController;
struct Workspace;

/// The two sources of a comparison, and what a person can choose them from. The GUI thread; what
/// looks at files and folders does so in others.
class CompareSources : public QObject
{
    Q_OBJECT
public:
    enum Side { Before, After }; ///< A, B: the script goes from A to B

    CompareSources(Services &services, WorkspaceController &workspace, QObject *parent = nullptr);

    const std::optional<SchemaSource> &of(Side side) const { return m_sources[side]; }
    bool areBoth() const { return m_sources[Before] && m_sources[After]; }
    /// For people; empty: none is chosen. What was asked for and is no source yet is its own name.
    QString nameOf(Side side) const;
    /// The environment that a source is; nullptr when it is none.
    const Environment *environmentOf(Side side) const;

    using Texts = std::vector<std::pair<Side, QString>>;
    /// Why not; without: they are chosen.
    using Answer = std::function<void(const std::optional<Error> &)>;
    /// Reads them as parseSource() does. What was chosen stays where one cannot be read; where
    /// nothing was its text is kept for askAgain(). Another call, or clear(), makes an earlier one
    /// of that side void: it is never answered when nothing of it counts.
    void ask(const Texts &texts, Answer answer);
    /// Of the texts that were kept; false where there are none.
    bool askAgain(Answer answer);
    /// Of what was asked for nothing is answered; texts are kept as if they were refused.
    void stopAsking();
    void clear();
    void swap();

    /// Ids of the workspace's migrations, newest first.
    const QStringList &migrations() const { return m_migrations; }
    void setMigrations(const QStringList &ids);
    /// Those of the workspace's folder, newest first.
    const std::vector<Backup> &backups() const { return m_backups; }

    /// For the workspace that is open now: forgets all, proposes two and reads its backups.
    void startOver();
    /// The workspace's settings are others: its environments and migrations are looked up again.
    /// Whether a side that is chosen is not what it was.
    bool follow();
    void readBackups();

Q_SIGNALS:
    /// of(), nameOf(), migrations() or backups().
    void changed();

private:
    /// A text that was asked for; what is chosen on its side is older.
    struct Asked
    {
        QString text;
        quint64 ticket = 0; ///< 0: it was refused, or stopped
    };

    void propose();
    void answered(const std::vector<std::pair<quint64, Result<SchemaSource>>> &read,
                  const Answer &answer);

    Services &m_services;
    WorkspaceController &m_workspace;
    std::shared_ptr<const Workspace> m_of; ///< that the sources were read against
    std::optional<SchemaSource> m_sources[2];
    std::optional<Asked> m_asked[2];
    quint64 m_lastTicket = 0;
    QStringList m_migrations;
    std::vector<Backup> m_backups;
    quint64 m_backupsTicket = 0;
};

} // namespace tidemark
