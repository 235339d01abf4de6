// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskpool.h"
#include "workbench/editorcontroller.h"
#include "workbench/timelinecontroller.h"

#include <algorithm>

/// The unsaved work of the editor: keeping it, finding it, bringing it back.

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

using FoundWork = std::vector<std::pair<WorkKeeper, UnsavedWork>>;

} // namespace

UnsavedWork EditorController::workOf(EditedMigration &migration) const
{
    UnsavedWork work;
    work.workspace = m_workspaceFile;
    work.folder = migration.folder();
    work.migration = migration.id();
    work.changedAt = m_services.now();
    for (const OpenedSide &side : migration.texts().sides) {
        work.texts[side.side] = side.text;
        work.paths[side.side] = migration.texts().files[size_t(side.file)].path;
    }
    for (const OpenedFile &file : migration.texts().files)
        work.bases[file.path] = file.exists ? file.bytes : QByteArray();
    return work;
}

void EditorController::keepSoon(EditedMigration *migration)
{
    Document *document = find(migration);
    if (document && !document->keepTimer->isActive())
        document->keepTimer->start();
}

void EditorController::keep(EditedMigration *migration)
{
    Document *document = find(migration);
    if (!document || !migration->isDirty())
        return;
    if (document->keeping) {
        document->keepAgain = true;
        return;
    }
    if (!document->keeper) {
        auto keeper = WorkKeeper::create(m_services.stateFolder);
        // Without room for it the work is as safe as in any other editor.
        if (!keeper) {
            setKeepError(keeper.error());
            return;
        }
        document->keeper = *keeper;
    }
    document->keeping = true;
    const auto task = m_services.pool.start(
        [keeper = *document->keeper, work = workOf(*migration)](std::stop_token) -> Result<bool> {
            TM_TRY(keeper.write(work));
            return true;
        });
    whenDone(task, this, [this, migration](const Result<bool> &done) {
        setKeepError(done ? std::nullopt : std::optional(done.error()));
        Document *kept = find(migration);
        if (!kept)
            return;
        kept->keeping = false;
        if (std::exchange(kept->keepAgain, false))
            keepSoon(migration);
        stateChanged(migration);
    });
}

void EditorController::setKeepError(const std::optional<Error> &error)
{
    const bool same = m_keepError.has_value() == error.has_value();
    m_keepError = error;
    if (!same)
        Q_EMIT recoverableChanged();
}

void EditorController::findRecoverable()
{
    const quint64 ticket = ++m_findTicket;
    if (m_workspaceFile.isEmpty())
        return;
    const auto task =
        m_services.pool.start([folder = m_services.stateFolder,
                               workspace = m_workspaceFile](std::stop_token) -> Result<FoundWork> {
            return WorkKeeper::takeAbandoned(folder, workspace);
        });
    whenDone(task, this, [this, ticket](const Result<FoundWork> &found) {
        if (ticket != m_findTicket || !found || found->empty())
            return;
        m_recoverable.insert(m_recoverable.end(), found->begin(), found->end());
        Q_EMIT recoverableChanged();
    });
}

std::vector<UnsavedWork> EditorController::recoverable() const
{
    std::vector<UnsavedWork> works;
    for (const auto &[keeper, work] : m_recoverable) {
        if (work.workspace == m_workspaceFile)
            works.push_back(work);
    }
    return works;
}

bool EditorController::canRecover(const UnsavedWork &work) const
{
    return std::ranges::none_of(m_documents, [&](const auto &document) {
        return document->migration->id() == work.migration &&
               (document->migration->isDirty() || document->toRecover);
    });
}

void EditorController::recover(const UnsavedWork &work)
{
    const auto found =
        std::ranges::find(m_recoverable, work, [](const auto &each) { return each.second; });
    if (found == m_recoverable.end())
        return;
    const auto open = std::ranges::find_if(m_documents, [&](const auto &document) {
        return document->migration->id() == work.migration;
    });
    if (open != m_documents.end()) {
        Q_EMIT(*open)->migration->textsWanted();
        show((*open)->migration.get());
        if (!canRecover(work))
            return;
    }
    auto kept = std::move(*found);
    m_recoverable.erase(found);
    Q_EMIT recoverableChanged();
    if (open != m_documents.end()) {
        if ((*open)->keeper)
            (*open)->keeper->remove();
        (*open)->keeper = kept.first;
        (*open)->toRecover = kept.second;
        stateChanged((*open)->migration.get());
        return;
    }
    const auto snapshot = m_timeline.snapshot();
    const int row = snapshot ? snapshot->rowOf(kept.second.migration) : -1;
    if (!snapshot || (row >= 0 && snapshot->entries[size_t(row)].index >= 0)) {
        const QString id = kept.second.migration;
        m_pendingWork.push_back(std::move(kept));
        this->open(id);
        return;
    }
    Document &document = add(migrationOf(kept.second));
    document.keeper = kept.first;
    document.toRecover = kept.second;
    show(document.migration.get());
}

void EditorController::forget(const UnsavedWork &work)
{
    const auto found =
        std::ranges::find(m_recoverable, work, [](const auto &each) { return each.second; });
    if (found == m_recoverable.end())
        return;
    found->first.remove();
    m_recoverable.erase(found);
    Q_EMIT recoverableChanged();
}

void EditorController::takeRecovered(Document &document)
{
    EditedMigration *migration = document.migration.get();
    if (migration->isDirty() || !migration->texts().cannotEdit.isEmpty()) {
        putBack(document);
        return;
    }
    const UnsavedWork &work = *document.toRecover;
    const bool fits = std::ranges::all_of(work.texts, [&](const auto &each) {
        return each.second.isEmpty() || migration->has(each.first);
    });
    const auto texts = work.texts;
    const auto bases = work.bases;
    // What has no place here stays where it is kept.
    if (fits)
        document.toRecover.reset();
    else
        putBack(document);
    migration->takeUnsaved(texts, bases);
}

/// It was not shown yet: it is offered again.
void EditorController::putBack(Document &document)
{
    if (document.toRecover && document.keeper)
        m_recoverable.emplace_back(*document.keeper, *document.toRecover);
    document.toRecover.reset();
    document.keeper.reset();
    Q_EMIT recoverableChanged();
}

/// Unsaved work is offered when its workspace is opened again.
void EditorController::leaveBehind(Document &document, const QString &workspace)
{
    if (document.toRecover)
        return;
    if (!document.migration->isDirty()) {
        if (document.keeper)
            document.keeper->remove();
        return;
    }
    UnsavedWork work = workOf(*document.migration);
    work.workspace = workspace;
    if (!document.keeper) {
        if (auto keeper = WorkKeeper::create(m_services.stateFolder))
            document.keeper = *keeper;
    }
    if (document.keeper)
        (void)document.keeper->write(work);
}

} // namespace tidemark
