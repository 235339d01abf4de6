// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/comparison.h"
#include "compare/proof.h"
#include "tasks/task.h"
#include "workbench/draftedscripts.h"
#include "workbench/newmigrations.h"
#include "workbench/services.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

class WorkspaceController;

/// What follows from a comparison: the script that takes the one schema to the other and back, its
/// proof, and the migrations and files that it becomes. The GUI thread; all work happens in others.
class CompareScript : public QObject
{
    Q_OBJECT
public:
    /// What a script is written from.
    struct Input
    {
        std::shared_ptr<const Comparison> comparison;
        DraftOptions options; ///< but for saferWays and columnOrder, which this class is asked
        /// The ways to the databases and files of the comparison; called in any thread.
        std::function<LoadContext()> context;
    };

    CompareScript(Services &services, WorkspaceController &workspace, QObject *parent = nullptr);
    ~CompareScript() override;

    /// Writes both ways; what was proved of the ones before is forgotten. Answered by changed().
    void write(Input input);
    /// The same, once for several calls in a row: clicks on check boxes are one script.
    void writeSoon(Input input);
    /// The comparison is about to be another: nothing is written, and nothing made of what is,
    /// until write(). What is chosen of the old one until then starts no script.
    void expectAnother();
    /// There is no comparison any more.
    void forget();

    bool saferWays() const { return m_saferWays; }
    void setSaferWays(bool safer);
    ColumnOrder columnOrder() const { return m_columnOrder; }
    void setColumnOrder(ColumnOrder order);
    /// nullptr until they are written.
    std::shared_ptr<const DraftedScripts> scripts() const { return m_scripts; }
    /// Also while another comparison is awaited.
    bool isBeingWritten() const { return m_writing || m_expecting; }

    // ---- The proof

    enum class ProofState { None, Running, Done, Failed };
    ProofState proofState() const { return m_proofState; }
    const Proof &proof() const { return m_proof; } ///< of ProofState::Done
    std::optional<Error> proofError() const { return m_proofError; }
    /// Runs both scripts on a throw-away copy of A. False, and nothing else, where canProve() is.
    /// Answered by proofChanged().
    bool prove();
    /// There is a script that does something, it is not being written anew, no proof runs, and not
    /// only a part is chosen: that does not lead to B.
    bool canProve() const;
    /// Only some of the differences' objects are chosen.
    bool isOfPart() const { return m_input.options.only.has_value(); }

    // ---- What it becomes

    /// All of the comparison as one page for a review; the suffix says the format. Answered by
    /// saved(). One file is written after the other, in the order in which they were asked for.
    /// While the script is being written the file waits for it.
    void exportReview(const QString &path);
    /// One way's script as a file; the same.
    void save(const QString &path, bool up);
    bool isSaving() const { return !m_files.empty() || !m_waiting.empty(); }

    /// How many migrations the scripts become: one for what runs in a transaction, one for each
    /// that does not. 0 without a script or a workspace.
    int migrationCount() const;
    /// Writes them into the workspace's folder. Answered by migrationsMade() or migrationFailed(),
    /// unless that workspace is closed by then. False, and nothing else, where canMakeMigration()
    /// is.
    bool makeMigration(const QString &name);
    /// There is a script, it is not being written anew, and no migration is being written.
    bool canMakeMigration() const;
    bool isMakingMigration() const { return m_making; }

Q_SIGNALS:
    void changed();
    void proofChanged();
    /// isSaving(), isMakingMigration().
    void filesChanged();
    void saved(const QString &path, const std::optional<tidemark::Error> &error);
    void migrationsMade(const std::vector<tidemark::WrittenMigration> &migrations);
    void migrationFailed(const tidemark::Error &error);

private:
    struct File
    {
        QString path;
        std::function<Result<QByteArray>()> contents; ///< called in another thread
    };

    /// A file that is made of the script as soon as it is written.
    struct Waiting
    {
        QString path;
        std::function<void()> save;
    };

    void take(Input input);
    void writeAgain();
    void draft();
    void saveWaiting();
    void forgetProof();
    void saveTo(const QString &path, std::function<Result<QByteArray>()> contents);
    void saveNext();

    Services &m_services;
    WorkspaceController &m_workspace;
    Input m_input;
    bool m_saferWays = true;
    ColumnOrder m_columnOrder = ColumnOrder::Keep;
    std::shared_ptr<const DraftedScripts> m_scripts;
    bool m_writing = false;
    bool m_expecting = false; ///< another comparison
    QTimer m_soon;
    quint64 m_ticket = 0;

    ProofState m_proofState = ProofState::None;
    Proof m_proof;
    std::optional<Error> m_proofError;
    Task<Proof> m_proving;
    int m_proofEntry = 0;
    quint64 m_proofTicket = 0;

    std::deque<File> m_files; ///< the first one is being written
    std::vector<Waiting> m_waiting;
    bool m_making = false;
};

} // namespace tidemark
