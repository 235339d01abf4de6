// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/task.h"
#include "workbench/editedmigration.h"
#include "workbench/editorplace.h"
#include "workbench/typedlint.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <utility>
#include <vector>

namespace tidemark {

/// A finding about a text that is open in the editor.
struct EditedFinding
{
    LintFinding finding;
    ScriptSide side = ScriptSide::Up;
    int line = 1;   ///< of the side's text, from 1; moves with the text until it is looked at anew
    int column = 1; ///< from 1

    bool operator==(const EditedFinding &) const = default;
};

/// Runs the rules over a migration as it is typed: what `tidemark lint` would say if it were saved
/// now, in another thread. A newer text stops the work on the older one. The GUI thread.
class MigrationLinter : public QObject
{
    Q_OBJECT
public:
    MigrationLinter(Services &services, EditorPlaces &places, EditedMigration &migration,
                    QObject *parent = nullptr);
    ~MigrationLinter() override;

    /// Of the text as it was when work began; in the order of the lines. Without the allowed ones.
    const std::vector<EditedFinding> &findings() const { return m_findings; }
    /// Why it cannot be told.
    std::optional<Error> error() const { return m_error; }
    bool isRunning() const { return m_running; }
    /// The text is the one that findings() is about.
    bool isUpToDate() const { return !m_running && !m_wait.isActive(); }
    /// The files are not SQL, or too large to look at with every letter.
    bool isOff() const { return m_off; }

    /// After a pause in typing; now() at once.
    void schedule();
    void now();
    /// The text was changed: where each finding of that side is now, line and column, in order.
    void movePlaces(ScriptSide side, const std::vector<std::pair<int, int>> &places);

Q_SIGNALS:
    void changed();
    void placesMoved(); ///< of findings(), which are the same

private:
    void done(const Result<TypedLint> &result, quint64 ticket);

    Services &m_services;
    EditorPlaces &m_places;
    EditedMigration &m_migration;
    std::vector<EditedFinding> m_findings;
    std::optional<Error> m_error;
    Task<TypedLint> m_task;
    KeptHistoryPtr m_before;
    quint64 m_ticket = 0;
    bool m_running = false;
    bool m_off = false;
    QTimer m_wait;
};

} // namespace tidemark
