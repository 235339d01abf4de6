// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/lint.h"
#include "tasks/task.h"
#include "workbench/editedmigration.h"
#include "workbench/editorplace.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace tidemark {

/// A finding about a text that is open in the editor.
struct EditedFinding
{
    LintFinding finding;
    ScriptSide side = ScriptSide::Up;
    int line = 1;   ///< of the side's text, from 1
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

Q_SIGNALS:
    void changed();

private:
    void done(const Result<LintResult> &result, quint64 ticket);

    Services &m_services;
    EditorPlaces &m_places;
    EditedMigration &m_migration;
    std::vector<EditedFinding> m_findings;
    std::optional<Error> m_error;
    Task<LintResult> m_task;
    quint64 m_ticket = 0;
    bool m_running = false;
    bool m_off = false;
    QTimer m_wait;
};

} // namespace tidemark
