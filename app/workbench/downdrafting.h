// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/downdraft.h"
#include "tasks/task.h"
#include "workbench/editedmigration.h"
#include "workbench/editorplace.h"

#include <QObject>

#include <memory>

namespace tidemark {

/// A down that was made from what the up does, to be taken or refused.
struct DownProposal
{
    std::shared_ptr<const DownDraft> draft;
    QString text;             ///< as it would stand in the editor, the section's marker included
    bool replaces = false;    ///< there is a down with statements or words already
    bool isGood = false;      ///< tried: up, this, up again
    QStringList cannotReturn; ///< "the rows of public.users are gone", each a sentence's begin
    QStringList advice;       ///< what to do instead, beside each of those
    QStringList trouble;      ///< what the trial found, when it is not good
    bool outsideTransaction = false; ///< needs what the up does not say: to run without one
};

/// Drafts the down of a migration as it stands in the editor. The draft is a proposal: nothing is
/// overwritten until take(). The GUI thread; work is done in another.
class DownDrafting : public QObject
{
    Q_OBJECT
public:
    DownDrafting(Services &services, EditorPlaces &places, EditedMigration &migration,
                 QObject *parent = nullptr);
    ~DownDrafting() override;

    bool isRunning() const { return m_running; }
    LoadProgress progress() const { return m_progress; }
    std::optional<Error> error() const { return m_error; }
    const std::optional<DownProposal> &proposal() const { return m_proposal; }
    /// The up is another one than what proposal() undoes.
    bool isOutdated() const;
    /// Why it cannot be asked for, a sentence; empty: it can.
    QString whyNot() const;

    void start();
    void cancel();
    /// Puts it where the down is; undo brings back what was there.
    void take();
    void refuse();

Q_SIGNALS:
    void changed();

private:
    void done(const Result<std::shared_ptr<const DownDraft>> &result, quint64 ticket);
    DownProposal proposalOf(std::shared_ptr<const DownDraft> draft) const;

    Services &m_services;
    EditorPlaces &m_places;
    EditedMigration &m_migration;
    Task<std::shared_ptr<const DownDraft>> m_task;
    std::optional<DownProposal> m_proposal;
    QString m_draftedUp; ///< what the draft undoes
    bool m_outdated = false;
    std::optional<Error> m_error;
    LoadProgress m_progress;
    quint64 m_ticket = 0;
    int m_entry = 0;
    bool m_running = false;
};

} // namespace tidemark
