// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/comparison.h"
#include "tasks/task.h"
#include "workbench/comparechoice.h"
#include "workbench/comparelist.h"
#include "workbench/comparereading.h"
#include "workbench/comparescript.h"
#include "workbench/comparesources.h"
#include "workbench/databaseaccess.h"
#include "workbench/objectdetail.h"
#include "workbench/pulledobjects.h"
#include "workbench/services.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

class WorkspaceController;

/// Two schemas beside each other: where they are from, how they differ, and what of that is chosen
/// for the script. The GUI thread; all work happens in others.
class CompareController : public QObject
{
    Q_OBJECT
public:
    using Side = CompareSources::Side;
    static constexpr Side Before = CompareSources::Before;
    static constexpr Side After = CompareSources::After;
    enum class State {
        Nothing, ///< nothing was read yet
        Reading,
        Shown,
        Failed, ///< error() says why
    };

    CompareController(Services &services, WorkspaceController &workspace,
                      QObject *parent = nullptr);
    ~CompareController() override;

    /// From the next reading on; at first plainAccess().
    void setAccess(DatabaseAccess access) { m_access = std::move(access); }

    // ---- The two sources

    const std::optional<SchemaSource> &source(Side side) const { return m_sources.of(side); }
    QString nameOf(Side side) const { return m_sources.nameOf(side); } ///< empty: none is chosen
    /// The environment that a source is, for its colour; nullptr when it is none.
    const Environment *environmentOf(Side side) const { return m_sources.environmentOf(side); }
    std::vector<Environment> environments() const; ///< of the workspace, in its order
    /// Ids of the workspace's migrations, newest first: whoever chooses among the states they make.
    const QStringList &migrations() const { return m_sources.migrations(); }
    void setMigrations(const QStringList &ids) { m_sources.setMigrations(ids); }
    /// Those of the workspace's folder, newest first.
    const std::vector<Backup> &backups() const { return m_sources.backups(); }
    /// Looks at that folder again; sourcesChanged() where it holds others now.
    void readBackups() { m_sources.readBackups(); }
    /// As parseSource() reads it, in another thread; answered by sourceAnswered(). Compares at once
    /// when the other side is chosen, too.
    void setSource(Side side, const QString &text);
    /// The same; what is wrong with it is the controller's error().
    void chooseSource(Side side, const QString &text);
    void chooseSources(const QString &before, const QString &after);
    /// What is shown turns around, and nothing is read again; what is being read is begun anew.
    void swap();

    /// Reads both and compares. False while it does, and without two sources. Texts that could not
    /// be read as sources are looked at once more first.
    bool start();
    void cancel();
    State state() const { return m_state; }
    std::optional<Error> error() const { return m_error; }
    /// What is being read; of State::Reading.
    const LoadProgress &progress() const { return m_progress; }
    qint64 elapsedMs() const;
    qint64 readMs() const { return m_readMs; } ///< what the last reading took

    // ---- What differs

    std::shared_ptr<const Comparison> comparison() const { return m_comparison; }
    /// Never nullptr; empty without a comparison.
    std::shared_ptr<const ComparedObjects> objects() const { return m_objects; }
    /// Places in objects()->objects that view() lists, ascending.
    const std::vector<int> &shown() const { return m_shown; }
    const CompareView &view() const { return m_view; }
    void setView(const CompareView &view);

    /// What is left out. Compares again; nothing is read again. While something is read it holds
    /// for that, too.
    const CompareOptions &options() const { return m_options; }
    void setNoise(const DiffOptions &noise);
    void acceptRename(const Rename &rename);
    void takeBackRename(const Rename &rename);
    void declineRename(const Rename &rename); ///< is not asked again
    /// Suggested and neither accepted nor declined, the likeliest first.
    std::vector<RenameProposal> openProposals() const;

    /// One object in full; -1: none. Answered by detailChanged().
    void lookAt(int object);
    std::shared_ptr<const ObjectDetail> detail() const { return m_detail; }

    // ---- What is chosen of it

    /// By place in objects()->objects.
    const std::vector<bool> &chosen() const { return m_choice.chosen(); }
    /// What is a part of the script without being chosen, and why; by place.
    const std::vector<PulledObject> &pulled() const { return m_pulled; }
    void choose(const std::vector<int> &objects, bool chosen);
    void chooseAll(bool chosen);
    int chosenCount() const { return m_choice.count(*m_objects); }

    /// Of what is chosen: written anew with every change of it.
    CompareScript &script() { return m_script; }

Q_SIGNALS:
    void sourcesChanged();
    /// Of setSource(): why it stays as it was; without: it is chosen.
    void sourceAnswered(tidemark::CompareController::Side side,
                        const std::optional<tidemark::Error> &error);
    void stateChanged();
    void progressChanged();
    /// comparison(), objects() or shown().
    void objectsChanged();
    void choiceChanged();
    void detailChanged();

private:
    void workspaceChanged();
    void beginAsking(const QString &text);
    void chosen(const std::optional<Error> &error);
    void resolveNext(std::shared_ptr<CompareReading> reading, quint64 ticket);
    void launch(const CompareReading &reading, quint64 ticket);
    void readDone(const Result<ComparedSchemas> &result, quint64 ticket);
    void fail(const Error &error);
    bool isAsking() const { return m_state == State::Reading && m_taskEntry == 0; }
    void stopReading();
    bool isOf(Side before, Side after) const;
    bool isTurned() const;
    bool isOutdated() const;
    void compareAgain();
    void show(const ComparedSchemas &compared);
    void forget();
    void list();
    void applyChoice();
    CompareScript::Input scriptInput() const;
    void scriptChanged();
    void setPulled(std::vector<PulledObject> pulled);

    Services &m_services;
    WorkspaceController &m_workspace;
    DatabaseAccess m_access;
    CompareSources m_sources;
    QString m_workspaceFile;

    State m_state = State::Nothing;
    std::optional<Error> m_error;
    LoadProgress m_progress;
    QElapsedTimer m_clock;
    qint64 m_readMs = 0;
    CompareOptions m_options;
    CompareView m_view;

    std::shared_ptr<const Comparison> m_comparison;
    CompareView m_comparedView; ///< of m_objects
    bool m_comparing = false;   ///< once more, or to be as soon as nothing is read any more
    std::shared_ptr<const ComparedObjects> m_objects;
    std::vector<int> m_shown;
    std::vector<Rename> m_declined;
    CompareChoice m_choice;
    std::vector<PulledObject> m_pulled;
    std::shared_ptr<const ObjectDetail> m_detail;
    CompareScript m_script;

    CompareReading m_lastReading;
    Task<ComparedSchemas> m_reading;
    int m_taskEntry = 0;
    quint64 m_readTicket = 0;
    quint64 m_compareTicket = 0;
    quint64 m_listTicket = 0;
    quint64 m_detailTicket = 0;
    quint64 m_pulledTicket = 0;
};

} // namespace tidemark
