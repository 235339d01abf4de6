// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workspace/workspace.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace tidemark {

/// Keeps production read-only until somebody has typed its name. One environment is armed at most,
/// for a while; nothing of it outlives the process. The rule which environments need that is
/// needsArming()'s, the same as the command line's. The GUI thread.
///
/// Every use case that writes calls check() when it starts, on the GUI thread, not before it asks
/// its questions: the time may run out while a plan is being read.
class ProductionGuard : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes defaultTime{15};

    explicit ProductionGuard(std::chrono::milliseconds armedFor = defaultTime,
                             QObject *parent = nullptr);

    /// Whether it may be written to: true for every environment that needs no arming.
    bool isArmed(const Environment &environment) const;

    /// The same as a Result: Error{Permission} with what to do about it.
    Result<void> check(const Environment &environment) const;

    /// Arms it when `typedName` is its name, letter for letter, and disarms any other; arming again
    /// begins the time anew. Error{Usage} otherwise: what was armed before stays armed. Nothing
    /// happens for an environment that needs no arming.
    Result<void> arm(const Environment &environment, const QString &typedName);

    /// Also connected to WorkspaceController::workspaceChanged(): a file that says something else
    /// may mean another database by the same name.
    void disarm();

    /// UTC; nothing when no environment is armed.
    std::optional<QDateTime> armedUntil() const;

    /// The one that is armed; nullptr: none.
    const Environment *armedEnvironment() const;

Q_SIGNALS:
    /// Armed, disarmed, or the time has run out.
    void changed();

private:
    bool isOver() const;

    std::chrono::milliseconds m_armedFor;
    QTimer m_timer;
    std::optional<Environment> m_armed;
    QDateTime m_until;         ///< ends it also while the machine sleeps
    QDeadlineTimer m_deadline; ///< ends it also when somebody sets the clock back
};

} // namespace tidemark
