// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/migrationmaker.h"

#include "authoring/overlay.h"
#include "tasks/taskpool.h"
#include "workbench/workspacecontroller.h"

#include <QDir>

#include <algorithm>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int planAfterMs = 150;

Result<std::vector<TemplateStep>> stepsOfWish(const MigrationWish &wish, Engine engine)
{
    const MigrationTemplate *const chosen = findMigrationTemplate(wish.templateId);
    if (!chosen)
        return fail(ErrorKind::Usage, u"there is no template %1"_s.arg(wish.templateId));
    return stepsOf(*chosen, wish.values, engine);
}

MigrationTables tablesIn(const Catalog &catalog)
{
    MigrationTables tables;
    for (const CatalogKey &table : catalog.childrenOf({}, CatalogKind::Table)) {
        auto &columns = tables.columns[table.name];
        for (const CatalogKey &column : catalog.childrenOf(table.name, CatalogKind::Column))
            columns.push_back({column.name, catalog.find(column)->fact(Fact::Type)});
    }
    return tables;
}

} // namespace

QStringList MigrationTables::tables() const
{
    QStringList names = columns.keys();
    names.sort();
    return names;
}

QStringList MigrationTables::columnsOf(const QString &table) const
{
    QStringList names;
    for (const Column &column : columns.value(table))
        names += column.name;
    return names;
}

QString MigrationTables::typeOf(const QString &table, const QString &column) const
{
    const std::vector<Column> all = columns.value(table);
    const auto found = std::ranges::find(all, column, &Column::name);
    return found == all.end() ? QString() : found->type;
}

MigrationMaker::MigrationMaker(Services &services, WorkspaceController &workspace,
                               EditorPlaces &places, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspace(workspace)
    , m_places(places)
{
    if (const auto now = workspace.workspace())
        m_workspaceFile = now->file;
    m_pause.setSingleShot(true);
    m_pause.setInterval(planAfterMs);
    connect(&m_pause, &QTimer::timeout, this, &MigrationMaker::planNow);
    connect(&workspace, &WorkspaceController::workspaceChanged, this, [this] {
        const auto now = m_workspace.workspace();
        if (const QString file = now ? now->file : QString();
            file == std::exchange(m_workspaceFile, file))
            return; // it only says something else
        ++m_ticket;
        ++m_tablesTicket;
        m_planning.stop();
        m_reading.stop();
        m_pause.stop();
        m_plan.clear();
        m_tables = {};
        m_history.reset();
        m_wish = {};
        m_error.reset();
        m_planned = false;
        Q_EMIT forgotten();
        Q_EMIT changed();
    });
}

MigrationMaker::~MigrationMaker()
{
    m_planning.stop();
    m_reading.stop();
}

Engine MigrationMaker::engine() const
{
    const auto place = m_places.place();
    return place ? place->engine : Engine::PostgreSql;
}

std::vector<const MigrationTemplate *> MigrationMaker::templates() const
{
    std::vector<const MigrationTemplate *> fitting;
    for (const MigrationTemplate *each : migrationTemplates()) {
        if (each->fits(engine()))
            fitting.push_back(each);
    }
    return fitting;
}

QString MigrationMaker::proposedName(const MigrationWish &wish)
{
    if (wish.templateId == u"empty")
        return {};
    QString name = wish.templateId;
    for (const QString &about : {u"table"_s, u"column"_s}) {
        const QString value = wish.values.value(about).trimmed();
        if (value.isEmpty())
            return {};
        name += u'_' + value;
    }
    for (QChar &letter : name) {
        if (!letter.isLetterOrNumber())
            letter = u'_';
    }
    return name.split(u'_', Qt::SkipEmptyParts).join(u'_');
}

/// The workspace with the convention that is read in it, which a database may have told.
std::optional<Workspace> MigrationMaker::where() const
{
    const auto workspace = m_workspace.workspace();
    if (!workspace)
        return std::nullopt;
    Workspace here = *workspace;
    if (const auto place = m_places.place()) {
        here.convention = place->convention->id();
        here.migrations = place->folder;
    }
    return here;
}

// ---- The plan

void MigrationMaker::setWish(const MigrationWish &wish)
{
    m_wish = wish;
    m_planned = false;
    if (m_making)
        return; // what is being written was wished before
    ++m_ticket;
    m_planning.stop();
    if (wish.name.isEmpty()) {
        m_pause.stop();
        m_plan.clear();
        m_error.reset();
        Q_EMIT changed();
        return;
    }
    m_pause.start();
}

void MigrationMaker::planNow()
{
    const auto workspace = where();
    if (!workspace)
        return;
    const quint64 ticket = ++m_ticket;
    m_planning = m_services.pool.start(
        [workspace = *workspace, wish = m_wish, engine = engine(), variables = m_services.variables,
         now = m_services.now()](std::stop_token) -> Result<std::vector<PlannedFile>> {
            TM_TRY_ASSIGN(const auto steps, stepsOfWish(wish, engine));
            TM_TRY_ASSIGN(const auto planned,
                          planInWorkspace(workspace, engine, wish.name, steps, variables, now));
            std::vector<PlannedFile> files;
            for (const AuthoredMigration &migration : planned) {
                for (const NewFile &file : migration.files)
                    files.push_back({QDir(workspace.migrations).relativeFilePath(file.path),
                                     file.text, file.append});
            }
            return files;
        });
    whenDone(m_planning, this, [this, ticket](const Result<std::vector<PlannedFile>> &planned) {
        if (ticket != m_ticket)
            return;
        m_planned = true;
        m_plan = planned.value_or(std::vector<PlannedFile>());
        m_error = planned ? std::nullopt : std::optional(planned.error());
        Q_EMIT changed();
    });
}

void MigrationMaker::make()
{
    const auto workspace = where();
    if (m_making || !workspace)
        return;
    m_making = true;
    m_error.reset();
    const quint64 ticket = ++m_ticket;
    m_pause.stop();
    m_planning.stop();
    Q_EMIT changed();
    const auto task = m_services.pool.start(
        [workspace = *workspace, wish = m_wish, engine = engine(), variables = m_services.variables,
         now = m_services.now()](std::stop_token) -> Result<std::vector<WrittenMigration>> {
            TM_TRY_ASSIGN(const auto steps, stepsOfWish(wish, engine));
            return writeSteps(workspace, engine, wish.name, steps, variables, now);
        });
    whenDone(task, this,
             [this, ticket, wish = m_wish](const Result<std::vector<WrittenMigration>> &written) {
                 m_making = false;
                 // Typed while it was written, here or in a workspace that was opened since.
                 const bool wishedMore = !m_planned && !(m_wish == wish);
                 if (ticket != m_ticket) { // of a workspace that is closed
                     Q_EMIT changed();
                     if (wishedMore)
                         setWish(MigrationWish(m_wish));
                     return;
                 }
                 if (!written)
                     m_error = written.error();
                 QStringList ids;
                 for (const WrittenMigration &each :
                      written.value_or(std::vector<WrittenMigration>()))
                     ids += each.id;
                 Q_EMIT changed();
                 if (!ids.isEmpty())
                     Q_EMIT made(ids);
                 if (wishedMore)
                     setWish(MigrationWish(m_wish));
             });
}

// ---- Names to choose from

void MigrationMaker::readTables()
{
    const auto place = m_places.place();
    if (!place)
        return;
    const quint64 ticket = ++m_tablesTicket;
    m_reading.stop();
    m_reading = m_services.pool.start([place = *place, kept = m_history](
                                          const std::stop_token &stop) -> Result<TablesRead> {
        TM_TRY_ASSIGN(const MigrationSet set,
                      place.convention->read({QDir(place.folder), place.engine, place.variables}));
        TM_TRY_ASSIGN(const auto history, historyOf(set.migrations, place.engine, kept, stop));
        return TablesRead{history, tablesIn(history->history.catalog())};
    });
    whenDone(m_reading, this, [this, ticket](const Result<TablesRead> &read) {
        // A folder that cannot be read is told by the timeline.
        if (ticket != m_tablesTicket || !read)
            return;
        m_history = read->history;
        m_tables = read->tables;
        Q_EMIT tablesChanged();
    });
}

} // namespace tidemark
