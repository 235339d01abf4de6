// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/editorcontroller.h"

#include "lint/tablesizes.h"
#include "tasks/taskpool.h"
#include "workbench/timelinecontroller.h"
#include "workbench/workspacecontroller.h"

#include <QDir>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int keepAfterMs = 1000;
/// Who looks through migrations one after the other wants none of them tried.
constexpr int prepareAfterMs = 600;

} // namespace

EditorController::EditorController(Services &services, WorkspaceController &workspace,
                                   TimelineController &timeline, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspace(workspace)
    , m_timeline(timeline)
    , m_access(plainAccess(services.variables))
    , m_maker(services, workspace, *this)
{
    m_prepareSoon.setSingleShot(true);
    m_prepareSoon.setInterval(prepareAfterMs);
    connect(&m_prepareSoon, &QTimer::timeout, this, &EditorController::prepareTry);
    // Of several steps it is the first that is thought about.
    connect(&m_maker, &MigrationMaker::made, this,
            [this](const QStringList &ids) { open(ids.front()); });
    connect(&workspace, &WorkspaceController::workspaceChanged, this,
            &EditorController::workspaceChanged);
    connect(&workspace, &WorkspaceController::environmentChanged, this,
            &EditorController::readSizes);
    connect(&timeline, &TimelineController::changed, this, &EditorController::timelineChanged);
    connect(&workspace, &WorkspaceController::lintSettingsChanged, this, [this] {
        for (const auto &document : m_documents)
            document->linter->schedule();
    });
    workspaceChanged();
}

/// What is unsaved now is written now: the next start finds it.
EditorController::~EditorController()
{
    for (const auto &document : m_documents) {
        if (document->migration->state() != EditedMigration::State::Ready)
            continue;
        Q_EMIT document->migration->textsWanted();
        if (!document->migration->isDirty()) {
            if (document->keeper)
                document->keeper->remove();
            continue;
        }
        if (!document->keeper) {
            if (auto keeper = WorkKeeper::create(m_services.stateFolder))
                document->keeper = *keeper;
        }
        if (document->keeper)
            (void)document->keeper->write(workOf(*document->migration));
    }
}

// ---- Documents

std::vector<EditedMigration *> EditorController::documents() const
{
    std::vector<EditedMigration *> migrations;
    for (const auto &document : m_documents)
        migrations.push_back(document->migration.get());
    return migrations;
}

EditedMigration *EditorController::current() const
{
    return m_current;
}

EditorController::Document *EditorController::find(const EditedMigration *migration)
{
    const auto found = std::ranges::find_if(
        m_documents, [&](const auto &each) { return each->migration.get() == migration; });
    return found == m_documents.end() ? nullptr : found->get();
}

const EditorController::Document *EditorController::find(const EditedMigration *migration) const
{
    return const_cast<EditorController *>(this)->find(migration);
}

MigrationLinter *EditorController::linterOf(const EditedMigration *document) const
{
    const Document *found = find(document);
    return found ? found->linter.get() : nullptr;
}

DownDrafting *EditorController::draftingOf(const EditedMigration *document) const
{
    const Document *found = find(document);
    return found ? found->drafting.get() : nullptr;
}

MigrationTry *EditorController::tryOf(const EditedMigration *document) const
{
    const Document *found = find(document);
    return found ? found->trying.get() : nullptr;
}

MigrationCompleter *EditorController::completerOf(const EditedMigration *document) const
{
    const Document *found = find(document);
    return found ? found->completer.get() : nullptr;
}

TryDesk *EditorController::desk()
{
    const auto place = this->place();
    if (!m_desk && place) {
        TryPlace tries;
        tries.folder = QDir(place->folder);
        tries.convention = place->convention->id();
        tries.engine = place->engine;
        tries.variables = place->variables;
        tries.stateFolder = place->stateFolder;
        m_desk = std::make_unique<TryDesk>(tries);
    }
    return m_desk.get();
}

std::optional<EditorPlace> EditorController::place() const
{
    const auto snapshot = m_timeline.snapshot();
    const auto workspace = m_workspace.workspace();
    if (!snapshot || !snapshot->files || !workspace)
        return std::nullopt;
    EditorPlace place;
    place.workspace = workspace;
    place.convention = snapshot->files->convention;
    place.folder = snapshot->files->set.folder;
    place.engine = snapshot->files->engine;
    place.variables = m_services.variables;
    place.stateFolder = m_services.stateFolder;
    place.sizes = m_sizes;
    return place;
}

QString EditorController::newestId() const
{
    const auto snapshot = m_timeline.snapshot();
    if (!snapshot || !snapshot->files || snapshot->files->set.migrations.empty())
        return {};
    return snapshot->files->set.migrations.back().id;
}

void EditorController::open(const QString &id)
{
    for (const auto &document : m_documents) {
        if (document->migration->id() == id) {
            show(document->migration.get());
            return;
        }
    }
    if (!m_pending.contains(id))
        m_pending += id;
    openPending();
    // It may have been written just now.
    if (m_pending.contains(id) && m_timeline.snapshot())
        m_timeline.refresh();
}

void EditorController::openPending()
{
    const auto snapshot = m_timeline.snapshot();
    if (!snapshot || !snapshot->files || m_pending.isEmpty())
        return;
    for (const Migration &migration : snapshot->files->set.migrations) {
        if (m_pending.removeAll(migration.id) == 0)
            continue;
        Document &document = add(migration);
        const auto work = std::ranges::find_if(
            m_pendingWork, [&](const auto &each) { return each.second.migration == migration.id; });
        if (work != m_pendingWork.end()) {
            document.keeper = work->first;
            document.toRecover = work->second;
            m_pendingWork.erase(work);
        }
        // Two of the same: one after the other.
        const auto more = std::ranges::partition(
            m_pendingWork, [&](const auto &each) { return each.second.migration != migration.id; });
        m_recoverable.insert(m_recoverable.end(), more.begin(), more.end());
        m_pendingWork.erase(more.begin(), more.end());
        show(document.migration.get());
    }
    // The folder was not known when they were asked for, and it has them no more.
    for (auto &[keeper, work] : std::exchange(m_pendingWork, {})) {
        m_pending.removeAll(work.migration);
        Document &document = add(migrationOf(work));
        document.keeper = keeper;
        document.toRecover = work;
        show(document.migration.get());
    }
}

EditorController::Document &EditorController::add(const Migration &migration)
{
    const auto place = this->place();
    auto document = std::make_unique<Document>();
    document->migration = std::make_unique<EditedMigration>(m_services, migration,
                                                            place->convention->id(), place->folder);
    document->linter = std::make_unique<MigrationLinter>(m_services, *this, *document->migration);
    document->drafting = std::make_unique<DownDrafting>(m_services, *this, *document->migration);
    document->trying =
        std::make_unique<MigrationTry>(m_services, *document->migration, [this] { return desk(); });
    document->trying->setChoice(m_tryChoice);
    document->completer =
        std::make_unique<MigrationCompleter>(m_services, *this, *document->migration);
    document->keepTimer = std::make_unique<QTimer>();
    document->keepTimer->setSingleShot(true);
    document->keepTimer->setInterval(keepAfterMs);
    m_documents.push_back(std::move(document));
    Document &added = *m_documents.back();
    follow(added);
    markApplied(added);
    readSizes();
    return added;
}

void EditorController::follow(Document &document)
{
    EditedMigration *migration = document.migration.get();
    connect(migration, &EditedMigration::edited, this, [this, migration] { keepSoon(migration); });
    connect(migration, &EditedMigration::stateChanged, this,
            [this, migration] { stateChanged(migration); });
    connect(document.keepTimer.get(), &QTimer::timeout, this,
            [this, migration] { keep(migration); });
}

void EditorController::stateChanged(EditedMigration *migration)
{
    Document *document = find(migration);
    if (!document || migration->state() != EditedMigration::State::Ready)
        return;
    if (document->toRecover) {
        takeRecovered(*document);
        return;
    }
    if (migration == m_current && !document->wasReady)
        m_prepareSoon.start();
    document->wasReady = true;
    // Nobody types, and it is the only copy.
    if (migration->outside() == EditedMigration::Outside::Gone && !document->keeper)
        keepSoon(migration);
    // Nothing is unsaved: nothing is to be kept.
    if (!migration->isDirty() && document->keeper && !document->keeping) {
        document->keeper->remove();
        document->keeper.reset();
    }
}

void EditorController::show(EditedMigration *document)
{
    if (m_current && m_current != document)
        find(m_current)->trying->stopPreparing();
    m_current = document;
    m_prepareSoon.start();
    Q_EMIT documentsChanged();
}

void EditorController::close(EditedMigration *document)
{
    const auto found = std::ranges::find_if(
        m_documents, [&](const auto &each) { return each->migration.get() == document; });
    if (found == m_documents.end())
        return;
    const std::unique_ptr<Document> closed = std::move(*found);
    const auto next = m_documents.erase(found);
    if (closed->toRecover)
        putBack(*closed);
    else if (closed->keeper)
        closed->keeper->remove();
    if (m_current == document) {
        m_current = m_documents.empty()         ? nullptr
                    : next == m_documents.end() ? m_documents.back()->migration.get()
                                                : (*next)->migration.get();
        m_prepareSoon.start();
    }
    Q_EMIT documentsChanged();
}

void EditorController::saveAll()
{
    for (const auto &document : m_documents) {
        if (document->migration->isDirty())
            document->migration->save();
    }
}

// ---- The workspace

void EditorController::workspaceChanged()
{
    const auto workspace = m_workspace.workspace();
    const QString file = workspace ? workspace->file : QString();
    if (file == m_workspaceFile)
        return;
    const QString before = std::exchange(m_workspaceFile, file);
    // Its database is removed, which is no work for this thread.
    if (m_desk)
        (void)m_services.pool.start([desk = std::shared_ptr<TryDesk>(std::move(m_desk))](
                                        std::stop_token) mutable -> Result<bool> {
            desk.reset();
            return true;
        });
    m_pending.clear();
    m_tryChoice = file.isEmpty() ? TryChoice() : savedTryChoice(m_services, file);
    m_trafficFiles.clear();
    findTrafficFiles();
    m_sizes.reset();
    m_sizesOf.clear();
    for (const auto &document : m_documents)
        Q_EMIT document->migration->textsWanted();
    const auto documents = std::exchange(m_documents, {});
    m_current = nullptr;
    Q_EMIT documentsChanged();
    for (const auto &document : documents)
        leaveBehind(*document, before);
    // What is left of the one before is found when it is opened again, by whoever opens it.
    m_pendingWork.clear();
    m_recoverable.clear();
    m_keepError.reset();
    findRecoverable();
    Q_EMIT recoverableChanged();
    Q_EMIT tryChoiceChanged();
}

void EditorController::timelineChanged()
{
    openPending();
    for (const auto &document : m_documents)
        markApplied(*document);
}

void EditorController::markApplied(Document &document)
{
    const auto snapshot = m_timeline.snapshot();
    if (!snapshot)
        return;
    const int row = snapshot->rowOf(document.migration->id());
    // A repeatable one is there to be changed, and one that failed to be mended.
    const bool repeatable = document.migration->migration().kind == MigrationKind::Repeatable;
    QStringList environments;
    QStringList notAsked;
    for (const TimelineColumn &column : snapshot->columns) {
        if (!repeatable && !column.isKnown())
            notAsked += column.environment.name;
        if (repeatable || row < 0 || size_t(row) >= column.cells.size())
            continue;
        const TimelineCell &cell = column.cells[size_t(row)];
        // Where only the newest is recorded, those before it have no row of their own.
        if (cell.state == MigrationState::Applied || cell.state == MigrationState::Changed ||
            (cell.applied && !cell.applied->failed))
            environments += column.environment.name;
    }
    document.migration->setAppliedOn(environments);
    document.migration->setNotAskedOn(notAsked);
}

/// Once per environment: how large its tables are is no matter of seconds.
void EditorController::readSizes()
{
    const auto workspace = m_workspace.workspace();
    const Environment *environment = m_workspace.environment();
    if (!workspace || !environment || m_documents.empty() || m_sizesOf == environment->name)
        return;
    m_sizesOf = environment->name;
    m_sizes.reset();
    const quint64 ticket = ++m_sizesTicket;
    m_access.resolve(
        *workspace, *environment, this, [this, ticket](const Result<ConnectionSpec> &spec) {
            if (ticket != m_sizesTicket || !spec)
                return;
            const auto task =
                m_services.pool.start([spec = *spec](std::stop_token stop) -> Result<TableSizes> {
                    ConnectionSpec looked = spec;
                    looked.readOnly = true;
                    TM_TRY_ASSIGN(const auto session, openSession(looked, stop));
                    return readTableSizes(*session);
                });
            whenDone(task, this, [this, ticket](const Result<TableSizes> &sizes) {
                // One that cannot be reached is told by the timeline.
                if (ticket != m_sizesTicket || !sizes)
                    return;
                m_sizes = std::make_shared<const TableSizes>(*sizes);
                for (const auto &document : m_documents)
                    document->linter->schedule();
            });
        });
}

// ---- Trying

void EditorController::prepareTry()
{
    Document *document = find(m_current);
    if (document && document->migration->state() == EditedMigration::State::Ready)
        document->trying->prepare();
}

void EditorController::setTryChoice(const TryChoice &choice)
{
    if (choice == m_tryChoice)
        return;
    m_tryChoice = choice;
    if (!m_workspaceFile.isEmpty())
        saveTryChoice(m_services, m_workspaceFile, choice);
    for (const auto &document : m_documents)
        document->trying->setChoice(choice);
    m_prepareSoon.start();
    Q_EMIT tryChoiceChanged();
}

void EditorController::findTrafficFiles()
{
    const auto workspace = m_workspace.workspace();
    const quint64 ticket = ++m_trafficTicket;
    if (!workspace)
        return;
    const auto task = m_services.pool.start(
        [folder = workspace->folder()](std::stop_token) -> Result<QStringList> {
            QStringList files;
            for (const QString &name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name))
                files += folder.absoluteFilePath(name);
            return files;
        });
    whenDone(task, this, [this, ticket](const Result<QStringList> &files) {
        if (ticket != m_trafficTicket || !files || *files == m_trafficFiles)
            return;
        m_trafficFiles = *files;
        Q_EMIT tryChoiceChanged();
    });
}

} // namespace tidemark
