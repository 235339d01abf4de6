// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/comparison.h"
#include "compare/proof.h"
#include "tasks/task.h"
#include "workbench/comparelist.h"
#include "workbench/databaseaccess.h"
#include "workbench/draftedscripts.h"
#include "workbench/newmigrations.h"
#include "workbench/objectdetail.h"
#include "workbench/services.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

class WorkspaceController;

/// Two schemas beside each other: where they are from, how they differ, and the script that takes
/// the one to the other. The GUI thread; all work happens in others.
class CompareController : public QObject
{
    Q_OBJECT
public:
    enum Side { Before, After }; ///< A, B: the script goes from A to B
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

    const std::optional<SchemaSource> &source(Side side) const { return m_sources[side]; }
    QString nameOf(Side side) const; ///< for people; empty: none is chosen
    /// The environment that a source is, for its colour; nullptr when it is none.
    const Environment *environmentOf(Side side) const;
    std::vector<Environment> environments() const; ///< of the workspace, in its order
    /// Ids of the workspace's migrations, newest first: whoever chooses among the states they make.
    const QStringList &migrations() const { return m_migrations; }
    /// As parseSource() reads it. Compares at once when the other side is chosen, too.
    Result<void> setSource(Side side, const QString &text);
    /// The same; what is wrong with it is the controller's error().
    void chooseSource(Side side, const QString &text);
    void chooseSources(const QString &before, const QString &after);
    /// What is shown turns around at once; nothing is read again.
    void swap();

    /// Reads both and compares. False while it does, and without two sources.
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

    /// What is left out. Compares again; nothing is read again.
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

    // ---- The script

    /// By place in objects()->objects. What is needed is a part of the script without being chosen.
    const std::vector<bool> &chosen() const { return m_chosen; }
    const std::vector<bool> &needed() const { return m_needed; }
    void choose(const std::vector<int> &objects, bool chosen);
    void chooseAll(bool chosen);
    int chosenCount() const;

    bool saferWays() const { return m_saferWays; }
    void setSaferWays(bool safer);
    /// nullptr until they are written.
    std::shared_ptr<const DraftedScripts> scripts() const { return m_scripts; }
    bool isDrafting() const { return m_drafting; }

    // ---- The proof

    enum class ProofState { None, Running, Done, Failed };
    ProofState proofState() const { return m_proofState; }
    const Proof &proof() const { return m_proof; } ///< of ProofState::Done
    std::optional<Error> proofError() const { return m_proofError; }
    /// Runs both scripts on a throw-away copy of A. False without a script, while one runs, and
    /// where only a part is chosen: that does not lead to B. Answered by proofChanged().
    bool prove();
    bool canProve() const;

    /// All of it as one page for a review; the suffix says the format. Answered by written().
    void exportReview(const QString &path);
    /// Writes one way's script. Answered by written().
    void saveScript(const QString &path, bool up);

    /// How many migrations the scripts become: one for what runs in a transaction, one for each
    /// that does not. 0 without a script or a workspace.
    int migrationCount() const;
    /// Writes them into the workspace's folder. Answered by migrationsMade() or migrationFailed().
    void makeMigration(const QString &name);

Q_SIGNALS:
    void sourcesChanged();
    void stateChanged();
    void progressChanged();
    /// comparison(), objects() or shown().
    void objectsChanged();
    void choiceChanged();
    void detailChanged();
    void scriptsChanged();
    void proofChanged();
    void migrationsMade(const std::vector<tidemark::WrittenMigration> &migrations);
    void migrationFailed(const tidemark::Error &error);
    void written(const QString &path, const std::optional<tidemark::Error> &error);

private:
    struct Compared
    {
        std::shared_ptr<const Comparison> comparison;
        std::shared_ptr<const ComparedObjects> objects;
        std::vector<int> shown;
    };
    struct Reading
    {
        SchemaSource sources[2];
        std::shared_ptr<const Workspace> workspace;
        QHash<QString, ConnectionSpec> specs; ///< by environment
        VariableLookup variables;
        QString stateFolder;
        CompareOptions options;
        CompareView view;
    };

    void workspaceChanged();
    void proposeSources();
    void readMigrations();
    void resolveNext(std::shared_ptr<Reading> reading, quint64 ticket);
    void launch(const Reading &reading, quint64 ticket);
    static LoadContext contextOf(const Reading &reading);
    static Result<Compared> read(const Reading &reading,
                                 const std::function<void(const LoadProgress &)> &observer,
                                 std::stop_token stop);
    static Compared group(std::shared_ptr<const Comparison> comparison, const CompareView &view);
    void readDone(const Result<Compared> &result, quint64 ticket);
    void fail(const Error &error);
    void compareAgain(bool swapped);
    void show(const Compared &compared);
    void forget();
    void list();
    void draft();
    void drafted(std::shared_ptr<const DraftedScripts> scripts);
    void applyChoice();
    void forgetProof();
    void write(const QString &path, std::function<Result<QByteArray>()> contents);
    DraftOptions draftOptions() const;

    Services &m_services;
    WorkspaceController &m_workspace;
    DatabaseAccess m_access;
    std::optional<SchemaSource> m_sources[2];
    QStringList m_migrations;

    State m_state = State::Nothing;
    std::optional<Error> m_error;
    LoadProgress m_progress;
    QElapsedTimer m_clock;
    qint64 m_readMs = 0;
    CompareOptions m_options;
    CompareView m_view;
    bool m_saferWays = true;

    std::shared_ptr<const Comparison> m_comparison;
    std::shared_ptr<const ComparedObjects> m_objects;
    std::vector<int> m_shown;
    std::vector<Rename> m_declined;
    QSet<QString> m_leftAlone; ///< keys of objects that are not chosen
    std::vector<bool> m_chosen;
    std::vector<bool> m_needed;
    std::shared_ptr<const ObjectDetail> m_detail;
    std::shared_ptr<const DraftedScripts> m_scripts;
    bool m_drafting = false;

    ProofState m_proofState = ProofState::None;
    Proof m_proof;
    std::optional<Error> m_proofError;

    Reading m_lastReading;
    Task<Compared> m_reading;
    Task<Proof> m_proving;
    int m_proofEntry = 0;
    quint64 m_proofTicket = 0;
    QTimer m_draftTimer;
    int m_taskEntry = 0;
    quint64 m_readTicket = 0;
    quint64 m_compareTicket = 0;
    quint64 m_listTicket = 0;
    quint64 m_detailTicket = 0;
    quint64 m_draftTicket = 0;
    quint64 m_folderTicket = 0;
};

} // namespace tidemark
