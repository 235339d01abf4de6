// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/databaseaccess.h"
#include "workbench/downdrafting.h"
#include "workbench/migrationcompleter.h"
#include "workbench/migrationlinter.h"
#include "workbench/migrationmaker.h"
#include "workbench/migrationtry.h"
#include "workbench/recoveredwork.h"

#include <QObject>

#include <memory>
#include <vector>

namespace tidemark {

class TimelineController;
class WorkspaceController;

/// The migrations that are open in the editor, and what is done with each. The GUI thread.
///
/// What is typed is kept in the state folder a second later, so that it outlives a crash; what an
/// earlier process left there is offered by recoverable().
class EditorController : public QObject, public EditorPlaces
{
    Q_OBJECT
public:
    EditorController(Services &services, WorkspaceController &workspace,
                     TimelineController &timeline, QObject *parent = nullptr);
    ~EditorController() override;

    /// In the order in which they were opened.
    std::vector<EditedMigration *> documents() const;
    EditedMigration *current() const; ///< nullptr: none is open
    MigrationLinter *linterOf(const EditedMigration *document) const;
    DownDrafting *draftingOf(const EditedMigration *document) const;
    MigrationTry *tryOf(const EditedMigration *document) const;
    MigrationCompleter *completerOf(const EditedMigration *document) const;

    /// Opens the migration, by its id, or shows it where it is open. One that the folder is not
    /// known to have yet is opened when it has been read.
    void open(const QString &id);
    /// The newest migration of the folder.
    QString newestId() const;
    void show(EditedMigration *document);
    /// Unsaved work goes with it: ask before.
    void close(EditedMigration *document);
    void saveAll();

    /// Unsaved work of this workspace that an earlier process left.
    std::vector<UnsavedWork> recoverable() const;
    /// False where the migration is open with other unsaved work: that is not replaced.
    bool canRecover(const UnsavedWork &work) const;
    /// Opens it with the texts as they were typed; nothing is saved. Without canRecover() it only
    /// shows the migration.
    void recover(const UnsavedWork &work);
    void forget(const UnsavedWork &work);
    /// Why what is typed is not kept: it would not outlive a crash.
    std::optional<Error> keepError() const { return m_keepError; }

    /// With what is tried; of the workspace, and remembered.
    const TryChoice &tryChoice() const { return m_tryChoice; }
    void setTryChoice(const TryChoice &choice);
    /// The SQL scripts beside tidemark.toml, absolute, as they were when it was opened.
    const QStringList &trafficFiles() const { return m_trafficFiles; }
    /// The same as they are now: answered by tryChoiceChanged().
    void findTrafficFiles();

    /// Makes new ones. The first that it has made is opened.
    MigrationMaker &maker() { return m_maker; }

    std::optional<EditorPlace> place() const override;
    /// Sizes of tables are asked through it; at first plainAccess().
    void setAccess(DatabaseAccess access) { m_access = std::move(access); }

Q_SIGNALS:
    void documentsChanged();   ///< documents() or current()
    void tryChoiceChanged();   ///< tryChoice(), trafficFiles()
    void recoverableChanged(); ///< recoverable(), keepError()

private:
    struct Document
    {
        std::unique_ptr<EditedMigration> migration;
        std::unique_ptr<MigrationLinter> linter;
        std::unique_ptr<DownDrafting> drafting;
        std::unique_ptr<MigrationTry> trying;
        std::unique_ptr<MigrationCompleter> completer;
        std::optional<WorkKeeper> keeper;
        std::unique_ptr<QTimer> keepTimer;
        bool keeping = false; ///< a thread writes
        bool keepAgain = false;
        std::optional<UnsavedWork> toRecover;
        bool wasReady = false; ///< its texts have been here once
    };

    Document *find(const EditedMigration *migration);
    const Document *find(const EditedMigration *migration) const;
    Document &add(const Migration &migration);
    void follow(Document &document);
    void stateChanged(EditedMigration *migration);
    void workspaceChanged();
    void timelineChanged();
    void markApplied(Document &document);
    void openPending();
    void keepSoon(EditedMigration *migration);
    void keep(EditedMigration *migration);
    void setKeepError(const std::optional<Error> &error);
    void takeRecovered(Document &document);
    void putBack(Document &document);
    void leaveBehind(Document &document, const QString &workspace);
    UnsavedWork workOf(EditedMigration &migration) const;
    void findRecoverable();
    void readSizes();
    TryDesk *desk();
    void prepareTry();

    Services &m_services;
    WorkspaceController &m_workspace;
    TimelineController &m_timeline;
    DatabaseAccess m_access;
    MigrationMaker m_maker;
    std::vector<std::unique_ptr<Document>> m_documents;
    EditedMigration *m_current = nullptr;
    std::vector<std::pair<WorkKeeper, UnsavedWork>> m_recoverable;
    QStringList m_pending; ///< ids to open when the folder has been read
    std::vector<std::pair<WorkKeeper, UnsavedWork>> m_pendingWork;
    QString m_workspaceFile;
    std::shared_ptr<const TableSizes> m_sizes;
    quint64 m_sizesTicket = 0;
    QString m_sizesOf;
    std::unique_ptr<TryDesk> m_desk; ///< of the workspace; made at the first need
    TryChoice m_tryChoice;
    QStringList m_trafficFiles;
    quint64 m_trafficTicket = 0;
    QTimer m_prepareSoon;
    quint64 m_findTicket = 0;
    std::optional<Error> m_keepError;
};

} // namespace tidemark
