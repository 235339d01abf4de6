// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/datacomparecontroller.h"

#include "compare/rowssource.h"
#include "tasks/relay.h"
#include "tasks/taskpool.h"
#include "workbench/backupwords.h"
#include "workbench/tasklist.h"
#include "workbench/translate.h"
#include "workbench/workspacecontroller.h"

#include <limits>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// What one side says while it is opened or read.
struct DataEvent
{
    QString text;
    qint64 done = 0;
    qint64 total = 0;
};

} // namespace

DataCompareController::DataCompareController(Services &services, WorkspaceController &workspace,
                                             QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspace(workspace)
    , m_access(plainAccess(services.variables))
{
    const auto fileOf = [&workspace] {
        const auto now = workspace.workspace();
        return now ? now->file : QString();
    };
    connect(&workspace, &WorkspaceController::workspaceChanged, this,
            [this, fileOf, file = fileOf()]() mutable {
                if (const QString name = fileOf(); name != file) {
                    file = name;
                    close();
                }
            });
}

DataCompareController::~DataCompareController()
{
    leaveDesk();
}

/// Its end takes as long as a server takes to stop.
void DataCompareController::leaveDesk()
{
    m_parsing.stop();
    m_reading.stop();
    m_readingRows.stop();
    if (m_desk)
        m_services.pool.start([desk = std::move(m_desk)](const std::stop_token &) mutable {
            desk.reset();
            return Result<bool>(true);
        });
    m_desk.reset();
}

// ---- The two, and their tables

QString DataCompareController::beforeName() const
{
    return m_before ? m_before->displayName() : m_beforeText;
}

QString DataCompareController::afterName() const
{
    return m_after ? m_after->displayName() : m_afterText;
}

void DataCompareController::compare(const QString &before, const QString &after)
{
    forget();
    m_beforeText = before;
    m_afterText = after;
    m_place = std::make_shared<DataPlace>();
    m_place->workspace = m_workspace.workspace();
    m_place->variables = m_services.variables;
    m_place->stateFolder = m_services.stateFolder;
    using Sides = std::pair<SchemaSource, SchemaSource>;
    m_parsing = m_services.pool.start(
        [before, after, workspace = m_place->workspace,
         folder = m_place->workspace ? m_place->workspace->folder()
                                     : QDir::current()](std::stop_token) -> Result<Sides> {
            const SourceNames names{workspace.get(), folder};
            TM_TRY_ASSIGN(SchemaSource left, parseRowsSource(before, names));
            TM_TRY_ASSIGN(SchemaSource right, parseRowsSource(after, names));
            return Sides(std::move(left), std::move(right));
        });
    whenDone(m_parsing, this, [this, ticket = m_ticket](const Result<Sides> &sides) {
        if (ticket != m_ticket)
            return;
        if (sides)
            parsed(*sides);
        else
            failed(sides.error());
    });
    setState(State::Reading);
}

void DataCompareController::parsed(const std::pair<SchemaSource, SchemaSource> &sides)
{
    m_before = m_place->before = sides.first;
    m_after = m_place->after = sides.second;
    m_entry = m_services.tasks.begin(
        tr("comparing the rows of %1 with %2").arg(beforeName(), afterName()),
        [this] { cancel(); });
    setState(State::Reading);
    resolveNext(m_place, [this](const std::optional<Error> &error) {
        if (error)
            failed(*error);
        else
            read();
    });
}

void DataCompareController::again()
{
    if (!m_beforeText.isEmpty() && !m_afterText.isEmpty())
        compare(QString(m_beforeText), QString(m_afterText));
}

/// Addresses and passwords are found in the GUI thread, one after the other.
void DataCompareController::resolveNext(
    std::shared_ptr<DataPlace> place, const std::function<void(const std::optional<Error> &)> &then)
{
    for (const SchemaSource &source : {place->before, place->after}) {
        if (!source.environment || !place->workspace ||
            place->specs.contains(source.environment->name))
            continue;
        m_access.resolve(*place->workspace, *source.environment, this,
                         [this, place, then, name = source.environment->name, ticket = m_ticket,
                          rows = m_rowsTicket](const Result<ConnectionSpec> &spec) {
                             if (ticket != m_ticket || rows != m_rowsTicket)
                                 return;
                             if (!spec) {
                                 then(spec.error());
                                 return;
                             }
                             place->specs.insert(name, *spec);
                             resolveNext(place, then);
                         });
        return;
    }
    then({});
}

void DataCompareController::read()
{
    m_desk = std::make_shared<DataDesk>(*m_place);
    m_reading = m_desk->contents(observer());
    whenDone(m_reading, this,
             [this, ticket = m_ticket](const Result<ContentsComparison> &compared) {
                 if (ticket != m_ticket)
                     return;
                 m_reading = {}; // it would keep what it has read
                 if (!compared) {
                     failed(compared.error());
                     return;
                 }
                 m_services.tasks.end(std::exchange(m_entry, 0));
                 m_contents = std::make_shared<const ContentsComparison>(*compared);
                 setState(State::Shown);
             });
}

DataObserver DataCompareController::observer()
{
    const Relay<DataEvent> relay(
        this, [this, ticket = m_ticket, rows = m_rowsTicket](const std::vector<DataEvent> &events) {
            if (ticket == m_ticket && rows == m_rowsTicket && m_entry != 0)
                say(events.back().text, events.back().done, events.back().total);
        });
    return {.opening =
                [relay](const LoadProgress &progress) {
                    relay.post({progress.step == LoadProgress::Step::Replaying
                                    ? tr("replaying %1").arg(progress.what)
                                    : tr("making a throw-away database"),
                                progress.done, progress.total});
                },
            .comparing =
                [relay](const BackupProgress &progress) {
                    relay.post({backupProgressText(progress), progress.done, progress.total});
                }};
}

void DataCompareController::say(const QString &text, qint64 done, qint64 total)
{
    constexpr qint64 most = std::numeric_limits<int>::max();
    const bool fits = total <= most && done <= total;
    m_progress = text;
    m_services.tasks.advance(m_entry, fits ? int(done) : 0, fits ? int(total) : 0, text);
    Q_EMIT progressed();
}

/// It may be for want of a password.
void DataCompareController::tellOfConnection(const Error &error)
{
    const auto workspace = m_workspace.workspace();
    if (error.kind != ErrorKind::Connection || !workspace || !m_access.failed)
        return;
    for (const auto &source : {m_before, m_after})
        if (source && source->environment)
            m_access.failed(*workspace, *source->environment, error, true);
}

void DataCompareController::failed(const Error &error)
{
    tellOfConnection(error);
    m_services.tasks.end(std::exchange(m_entry, 0));
    ++m_ticket;
    leaveDesk();
    m_error = error;
    setState(State::Failed);
}

void DataCompareController::cancel()
{
    if (m_rowsState == State::Reading) {
        m_readingRows.stop();
        ++m_rowsTicket;
        m_services.tasks.end(std::exchange(m_entry, 0));
        m_rowsError = fail(ErrorKind::Cancelled, tr("Stopped.")).value();
        setRowsState(State::Failed);
    } else if (m_state == State::Reading) {
        m_reading.stop();
        failed(fail(ErrorKind::Cancelled, tr("Stopped.")).value());
    }
}

void DataCompareController::close()
{
    const bool wasThere = m_state != State::Nothing;
    forget();
    if (wasThere)
        Q_EMIT stateChanged();
}

/// All of it, and tells nobody: what follows does.
void DataCompareController::forget()
{
    m_services.tasks.end(std::exchange(m_entry, 0));
    ++m_ticket;
    forgetRows();
    m_state = State::Nothing;
    m_before.reset();
    m_after.reset();
    m_beforeText.clear();
    m_afterText.clear();
    m_error.reset();
    m_contents.reset();
    leaveDesk();
    m_place.reset();
    m_progress.clear();
}

void DataCompareController::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

// ---- The rows of one table

void DataCompareController::forgetRows()
{
    m_readingRows.stop();
    m_readingRows = {};
    ++m_rowsTicket;
    m_table = -1;
    m_first = 0;
    m_rows.reset();
    m_rowsError.reset();
    m_rowsState = State::Nothing;
}

void DataCompareController::setRowsState(State state)
{
    m_rowsState = state;
    Q_EMIT rowsChanged();
}

void DataCompareController::showTable(int table, qint64 first)
{
    if (m_state != State::Shown)
        return;
    m_services.tasks.end(std::exchange(m_entry, 0));
    forgetRows();
    if (table >= 0 && table < int(m_contents->tables.size())) {
        m_table = table;
        m_first = first;
        const ComparedTable &one = m_contents->tables[size_t(table)];
        // Of a table on one side alone there is nothing to compare, of equal ones nothing to show.
        if (!one.equal && one.before && one.after)
            return readRows(one);
    }
    setRowsState(State::Nothing);
}

void DataCompareController::readRows(const ComparedTable &table)
{
    m_entry = m_services.tasks.begin(tr("comparing the rows of %1").arg(table.name),
                                     [this] { cancel(); });
    m_progress.clear();
    setRowsState(State::Reading);
    if (m_desk) {
        askForRows(table);
        return;
    }
    // A connection was lost: it may take another password by now.
    resolveNext(m_place, [this, table](const std::optional<Error> &error) {
        if (error) {
            rowsFailed(*error);
            return;
        }
        m_desk = std::make_shared<DataDesk>(*m_place);
        askForRows(table);
    });
}

void DataCompareController::askForRows(const ComparedTable &table)
{
    m_readingRows =
        m_desk->rows({{table.schema, table.name}, m_first, pageRows, pageBytes}, observer());
    whenDone(m_readingRows, this,
             [this, ticket = m_rowsTicket](const Result<RowsComparison> &compared) {
                 if (ticket != m_rowsTicket)
                     return;
                 m_readingRows = {};
                 if (!compared) {
                     rowsFailed(compared.error());
                     return;
                 }
                 m_services.tasks.end(std::exchange(m_entry, 0));
                 m_rows = std::make_shared<const ShownDifferences>(shownDifferencesOf(*compared));
                 setRowsState(State::Shown);
             });
}

void DataCompareController::rowsFailed(const Error &error)
{
    tellOfConnection(error);
    m_services.tasks.end(std::exchange(m_entry, 0));
    if (error.kind == ErrorKind::Connection) {
        leaveDesk();
        m_place->specs.clear();
    }
    m_rowsError = error;
    setRowsState(State::Failed);
}

} // namespace tidemark
