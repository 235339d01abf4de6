// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authoring/trydesk.h"
#include "workbench/editedmigration.h"
#include "workbench/editorplace.h"
#include "workbench/trychoice.h"

#include <QObject>

#include <functional>
#include <memory>

namespace tidemark {

/// Tries the migration as it stands in the editor: a rehearsal of its texts, saved or not, on a
/// throw-away database. The GUI thread; work is done in the desk's.
class MigrationTry : public QObject
{
    Q_OBJECT
public:
    /// Who has the desk: one for all migrations, made at the first need. nullptr: there is nothing
    /// to try yet.
    using Desk = std::function<TryDesk *()>;

    MigrationTry(Services &services, EditedMigration &migration, Desk desk,
                 QObject *parent = nullptr);
    ~MigrationTry() override;

    bool isRunning() const { return m_running; }
    /// What is being done: "0012_suppliers", "down"; empty while nothing runs.
    QString progress() const { return m_progress; }
    std::optional<Error> error() const { return m_error; }
    /// nullptr until it was tried.
    std::shared_ptr<const TryReport> report() const { return m_report; }
    /// The text is another one than what report() is about.
    bool isOutdated() const { return m_outdated; }
    /// With what it is tried the next time.
    const TryChoice &choice() const { return m_choice; }
    void setChoice(const TryChoice &choice) { m_choice = choice; }
    /// Why it cannot be asked for, a sentence; empty: it can.
    QString whyNot() const;

    /// Makes the database ready, so that start() finds it: for the moment when it is opened. What
    /// goes wrong is told by start().
    void prepare();
    /// It is done, well or not.
    bool isPrepared() const { return m_preparing.isValid() && m_preparing.future().isFinished(); }
    /// It is not looked at any more.
    void stopPreparing() { m_preparing.stop(); }
    void start();
    void cancel();

Q_SIGNALS:
    void changed();

private:
    Result<TryRequest> request();
    void done(const Result<TryReport> &result, quint64 ticket);

    Services &m_services;
    EditedMigration &m_migration;
    Desk m_desk;
    Task<TryReport> m_task;
    Task<bool> m_preparing;
    std::shared_ptr<const TryReport> m_report;
    std::optional<Error> m_error;
    QString m_progress;
    quint64 m_ticket = 0;
    int m_entry = 0;
    TryChoice m_choice;
    bool m_running = false;
    bool m_outdated = false;
};

} // namespace tidemark
