// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/rehearsalcontroller.h"

#include "migrations/convention.h"
#include "rehearsal/reports/reportwriters.h"
#include "tasks/taskpool.h"
#include "workbench/secretstore.h"
#include "workbench/tasklist.h"
#include "workbench/workspacecontroller.h"
#include "workspace/connection.h"

#include <QDir>
#include <QFile>
#include <QPointer>
#include <QSaveFile>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTickMs = 100;
constexpr qint64 kLongestScript = 1'000'000; ///< bytes that are shown

std::vector<Migration> namesOf(MigrationSet set)
{
    for (Migration &migration : set.migrations) {
        migration.up.clear();
        migration.down.reset();
        migration.verify.reset();
    }
    return std::move(set.migrations);
}

Result<std::vector<Migration>> readNames(const Workspace &workspace, Engine engine,
                                         const VariableLookup &variables)
{
    const QDir folder(workspace.migrations);
    const Convention *convention = findConvention(workspace.convention);
    if (!convention) {
        TM_TRY_ASSIGN(convention, detectConvention(folder));
    }
    TM_TRY_ASSIGN(MigrationSet set, convention->read({folder, engine, variables}));
    return namesOf(std::move(set));
}

Result<bool> writeReport(const RehearsalReport &report, const QString &path)
{
    const ReportWriter *writer = reportWriterFor(path);
    if (!writer) {
        return fail(ErrorKind::Usage, u"the name of a report says its format"_s, path,
                    u".html, .json, .xml or .txt"_s);
    }
    const QByteArray contents = writer->write(report);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size() ||
        !file.commit())
        return fail(ErrorKind::Io, u"cannot write %1"_s.arg(path), file.errorString());
    return true;
}

Result<QString> readText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, u"cannot read %1"_s.arg(path), file.errorString());
    return QString::fromUtf8(file.read(kLongestScript));
}

} // namespace

std::optional<Trend> RehearsalRow::trend() const
{
    if (!before || !report)
        return std::nullopt;
    return trendOf(*before, *report);
}

RehearsalController::RehearsalController(Services &services, WorkspaceController &workspace,
                                         QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspaceController(workspace)
    , m_lane(laneOf(RehearsalOptions::Mode::Step, false))
    , m_verdicts(std::make_shared<const LastVerdicts>())
{
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &RehearsalController::tick);
    connect(&workspace, &WorkspaceController::workspaceChanged, this,
            &RehearsalController::workspaceChanged);
    connect(&workspace, &WorkspaceController::environmentChanged, this,
            &RehearsalController::choiceChanged);
    workspaceChanged();
}

RehearsalController::~RehearsalController()
{
    m_task.stop();
}

// ---- What to rehearse

void RehearsalController::workspaceChanged()
{
    if (isRunning()) {
        m_task.stop();
        m_services.tasks.end(m_run.task);
    }
    m_run = {};
    m_tick.stop();
    ++m_showTicket;
    m_rows.clear();
    m_report.reset();
    m_request = {};
    m_error.reset();
    m_archiveError.reset();
    m_past.clear();
    m_folder = {};
    m_verdicts = std::make_shared<const LastVerdicts>();
    m_shownId = m_comparedId = 0;
    m_runningRow = -1;
    m_choice = {};
    m_state = State::Nothing;
    if (const auto workspace = m_workspaceController.workspace()) {
        m_choice.fromNothing = workspace->environments.empty();
        readFolder();
        readPast();
    }
    Q_EMIT choiceChanged();
    Q_EMIT migrationsChanged();
    Q_EMIT rowsReset();
    Q_EMIT pastChanged();
    Q_EMIT verdictsChanged();
    Q_EMIT stateChanged();
}

void RehearsalController::setChoice(const RehearsalChoice &choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    Q_EMIT choiceChanged();
}

QString RehearsalController::environmentOfChoice() const
{
    return m_choice.environment.isEmpty() ? m_workspaceController.currentEnvironment()
                                          : m_choice.environment;
}

QStringList RehearsalController::environments() const
{
    QStringList names;
    if (const auto workspace = m_workspaceController.workspace()) {
        for (const Environment &environment : workspace->environments)
            names += environment.name;
    }
    return names;
}

QString RehearsalController::workspaceName() const
{
    const auto workspace = m_workspaceController.workspace();
    return workspace ? workspace->file : QString();
}

void RehearsalController::readFolder()
{
    const quint64 ticket = ++m_folderTicket;
    const auto workspace = m_workspaceController.workspace();
    Engine engine = Engine::PostgreSql;
    if (const Environment *environment = workspace->findEnvironment(environmentOfChoice())) {
        if (const auto spec = connectionOf(*workspace, *environment, m_services.variables))
            engine = spec->engine;
    }
    auto task = m_services.pool.start(
        [workspace, engine, variables = m_services.variables](std::stop_token) -> Result<Folder> {
            Folder folder;
            TM_TRY_ASSIGN(folder.migrations, readNames(*workspace, engine, variables));
            const QDir beside = workspace->folder();
            for (const QString &name : beside.entryList({u"*.sql"_s}, QDir::Files, QDir::Name))
                folder.trafficFiles += beside.absoluteFilePath(name);
            return folder;
        });
    whenDone(task, this, [this, ticket](Result<Folder> folder) {
        // A folder that cannot be read is told when somebody rehearses.
        if (ticket != m_folderTicket || !folder)
            return;
        m_folder = std::move(*folder);
        Q_EMIT migrationsChanged();
    });
}

// ---- Running

bool RehearsalController::isRunning() const
{
    return m_state == State::Preparing || m_state == State::Running || m_state == State::Stopping;
}

bool RehearsalController::start()
{
    const auto workspace = m_workspaceController.workspace();
    if (!workspace || isRunning())
        return false;
    return begin(requestFor(m_choice, *workspace), environmentOfChoice(), -1);
}

bool RehearsalController::rerun(const QString &id)
{
    const auto workspace = m_workspaceController.workspace();
    const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                  [&id](const RehearsalRow &one) { return one.id == id; });
    if (!workspace || isRunning() || row == m_rows.end())
        return false;
    const bool past = m_request.folder.path().isEmpty() || m_environment.isEmpty();
    RehearsalRequest request = past ? requestFor(m_choice, *workspace) : m_request;
    request.from.clear();
    request.to.clear();
    request.last = 0;
    request.asOneUnit = false;
    request.only = {id};
    return begin(std::move(request), past ? environmentOfChoice() : m_environment,
                 static_cast<int>(row - m_rows.begin()));
}

bool RehearsalController::begin(RehearsalRequest request, const QString &environment, int row)
{
    const auto workspace = m_workspaceController.workspace();
    m_error.reset();
    m_archiveError.reset();
    if (const Environment *source = workspace->findEnvironment(environment)) {
        auto spec = connectionOf(*workspace, *source, m_services.variables);
        // From nothing a database that is not known is no hindrance.
        if (spec) {
            aimAt(request, *source, std::move(*spec));
        } else if (!request.fromEmpty) {
            m_error = spec.error();
            Q_EMIT stateChanged();
            return false;
        }
    }
    ++m_showTicket;
    m_request = request;
    m_environment = environment;
    m_run = {};
    m_run.number = ++m_runs;
    m_run.row = row;
    m_run.statement = std::make_shared<CurrentStatement>();
    m_on = sourceText(request, environment);
    const AuditedAct act(m_services.stateFolder, u"rehearse"_s,
                         {workspace.get(), workspace->findEnvironment(environment),
                          request.database ? &*request.database : nullptr});
    m_run.order = RehearsalOrder{
        request,     workspace->file,      m_on, m_services.stateFolder,      act, workspace,
        environment, m_services.variables, {},   row < 0 ? nullptr : m_report};
    if (row < 0) {
        m_report.reset();
        m_rows.clear();
        m_shownId = m_comparedId = 0;
        m_lane = laneOf(request.mode, !request.trafficFile.isEmpty());
        m_filled = request.fill > 0;
        Q_EMIT rowsReset();
    }
    m_run.task = m_services.tasks.begin(tr("rehearsing: %1").arg(m_on), [this] { cancel(); });
    m_clock.start();
    m_tick.start();
    setState(State::Preparing);
    findPassword();
    return true;
}

/// The keychain may answer later.
void RehearsalController::findPassword()
{
    const std::optional<ConnectionSpec> &database = m_run.order->request.database;
    const QString key = database ? secretKeyOf(*database) : QString();
    if (!m_services.secrets || key.isEmpty()) {
        launch();
        return;
    }
    const QPointer<RehearsalController> self(this);
    m_services.secrets->read(
        key, [self, number = m_run.number](const Result<std::optional<QString>> &secret) {
            if (!self || self->m_run.number != number || !self->m_run.order)
                return;
            // Without the keychain the server says whether it wants a password.
            if (secret && *secret)
                self->m_run.order->password = **secret;
            self->launch();
        });
}

void RehearsalController::launch()
{
    const quint64 number = m_run.number;
    const Relay<RehearsalEvent> relay(this, [this, number](std::vector<RehearsalEvent> events) {
        take(number, std::move(events));
    });
    m_task = m_services.pool.start([order = *m_run.order, relay, statement = m_run.statement](
                                       std::stop_token stop) -> Result<RehearsalOutcome> {
        return carryOut(order, relay, *statement, std::move(stop));
    });
    whenDone(m_task, this, [this, number](Result<RehearsalOutcome> outcome) {
        RehearsalOutcome none;
        if (!outcome)
            none.error = outcome.error();
        ended(number, outcome ? *outcome : none);
    });
    if (m_state == State::Stopping)
        m_task.stop();
}

void RehearsalController::cancel()
{
    if (m_state != State::Preparing && m_state != State::Running)
        return;
    m_task.stop();
    setState(State::Stopping);
}

qint64 RehearsalController::elapsedMs() const
{
    return isRunning() ? m_clock.elapsed() : 0;
}

void RehearsalController::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

// ---- What comes back

RehearsalRow *RehearsalController::rowAt(int index)
{
    const int row = m_run.row >= 0 ? m_run.row : index;
    return row >= 0 && static_cast<size_t>(row) < m_rows.size() ? &m_rows[static_cast<size_t>(row)]
                                                                : nullptr;
}

void RehearsalController::touch(int row)
{
    m_firstTouched = m_firstTouched < 0 ? row : std::min(m_firstTouched, row);
    m_lastTouched = std::max(m_lastTouched, row);
}

void RehearsalController::flush()
{
    if (m_firstTouched >= 0)
        Q_EMIT rowsChanged(m_firstTouched, m_lastTouched);
    m_firstTouched = m_lastTouched = -1;
}

void RehearsalController::take(quint64 run, std::vector<RehearsalEvent> events)
{
    if (run != m_run.number)
        return;
    for (const RehearsalEvent &event : events)
        std::visit([this](const auto &one) { apply(one); }, event);
    flush();
    m_services.tasks.advance(m_run.task, done(), static_cast<int>(m_rows.size()), progressText());
    Q_EMIT stateChanged();
}

void RehearsalController::apply(const RehearsalPlanned &planned)
{
    if (m_state == State::Preparing)
        m_state = State::Running;
    if (m_run.row >= 0)
        return;
    m_rows.clear();
    for (const Migration &migration : planned.migrations) {
        RehearsalRow row;
        row.id = migration.id;
        row.version = migration.version;
        row.name = migration.name;
        row.file = migration.file;
        m_rows.push_back(std::move(row));
    }
    setBefore(*m_verdicts);
    m_firstTouched = m_lastTouched = -1;
    Q_EMIT rowsReset();
}

void RehearsalController::apply(const RehearsalStepped &stepped)
{
    RehearsalRow *row = rowAt(stepped.index);
    if (!row)
        return;
    if (!stepped.step) {
        if (m_run.row >= 0)
            row->report.reset();
        row->marks = {};
        startStep(row->marks, RehearsalStep::Fill);
        row->startedMs = m_clock.elapsed();
    } else {
        startStep(row->marks, *stepped.step);
    }
    row->running = true;
    const int place = static_cast<int>(row - m_rows.data());
    if (m_runningRow >= 0 && m_runningRow != place && m_rows[size_t(m_runningRow)].running) {
        m_rows[size_t(m_runningRow)].running = false; // a chain comes back to it
        touch(m_runningRow);
    }
    m_runningRow = place;
    touch(place);
}

void RehearsalController::apply(const RehearsalJudged &judged)
{
    RehearsalRow *row = rowAt(judged.index);
    if (!row)
        return;
    row->report = judged.report;
    row->marks = marksOf(*judged.report, !m_run.order->request.trafficFile.isEmpty());
    row->running = false;
    row->statement.clear();
    touch(static_cast<int>(row - m_rows.data()));
}

void RehearsalController::tick()
{
    if (m_runningRow >= 0 && static_cast<size_t>(m_runningRow) < m_rows.size()) {
        RehearsalRow &row = m_rows[static_cast<size_t>(m_runningRow)];
        if (row.running) {
            row.statement = m_run.statement->summary();
            touch(m_runningRow);
            flush();
        }
    }
    m_services.tasks.advance(m_run.task, done(), static_cast<int>(m_rows.size()), progressText());
}

QString RehearsalController::progressText() const
{
    if (m_runningRow < 0 || static_cast<size_t>(m_runningRow) >= m_rows.size())
        return {};
    const RehearsalRow &row = m_rows[static_cast<size_t>(m_runningRow)];
    if (!row.running)
        return {};
    for (int i = 0; i < rehearsalStepCount; ++i) {
        if (row.marks[static_cast<size_t>(i)] == StepMark::Running)
            return row.id + u": "_s + laneLabel(static_cast<RehearsalStep>(i), m_filled);
    }
    return row.id;
}

void RehearsalController::ended(quint64 run, const RehearsalOutcome &outcome)
{
    if (run != m_run.number)
        return;
    m_tick.stop();
    m_runningRow = -1;
    // A cancel is what somebody wanted, and no error.
    if (outcome.error && outcome.error->kind != ErrorKind::Cancelled)
        m_error = outcome.error;
    m_archiveError = outcome.archiveError;
    for (RehearsalRow &row : m_rows) {
        if (row.running) {
            row.running = false;
            row.marks = {};
            row.statement.clear();
        }
    }
    if (outcome.archived && m_run.row < 0)
        m_shownId = outcome.archived;
    m_state = State::Shown;
    if (outcome.report)
        showReport(outcome.report, true);
    else if (m_run.row >= 0 && m_report)
        showReport(m_report, true);
    else if (m_rows.empty())
        m_state = State::Nothing;
    Q_EMIT rowsReset();
    const QString said = m_report ? verdictSummary(*m_report) : QString();
    m_services.tasks.end(m_run.task, said.isEmpty() ? QString() : tr("rehearsed: %1").arg(said));
    Q_EMIT stateChanged();
    readPast();
}

/// The rows get their reports from it. `keepRows`: what was planned and not reached stays.
void RehearsalController::showReport(std::shared_ptr<const RehearsalReport> report, bool keepRows)
{
    m_report = std::move(report);
    m_lane = laneOf(*m_report);
    m_filled = m_report->fill > 0;
    std::map<QString, int> places;
    if (!keepRows)
        m_rows.clear();
    for (size_t i = 0; i < m_rows.size(); ++i)
        places.emplace(m_rows[i].id, static_cast<int>(i));
    for (const MigrationReport &migration : m_report->migrations) {
        const auto known = places.find(migration.id);
        if (known == places.end())
            m_rows.emplace_back();
        RehearsalRow &row =
            known == places.end() ? m_rows.back() : m_rows[static_cast<size_t>(known->second)];
        row.id = migration.id;
        row.version = migration.version;
        row.name = migration.name;
        row.file = migration.file;
        row.report = std::shared_ptr<const MigrationReport>(m_report, &migration);
        row.marks = marksOf(migration, !m_report->traffic.isEmpty());
    }
}

void RehearsalController::setBefore(const LastVerdicts &verdicts)
{
    for (RehearsalRow &row : m_rows) {
        const auto found = verdicts.find(row.id);
        row.before = found == verdicts.end() ? std::nullopt : std::optional(found->second);
    }
}

int RehearsalController::done() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                          [](const RehearsalRow &row) { return row.report; }));
}

std::map<Verdict, int> RehearsalController::counts() const
{
    std::map<Verdict, int> counts;
    for (const RehearsalRow &row : m_rows) {
        if (row.report)
            ++counts[row.report->verdict];
    }
    return counts;
}

std::map<Trend, int> RehearsalController::trends() const
{
    std::map<Trend, int> trends;
    for (const RehearsalRow &row : m_rows) {
        if (const auto trend = row.trend())
            ++trends[*trend];
    }
    return trends;
}

void RehearsalController::dismissErrors()
{
    m_error.reset();
    m_archiveError.reset();
    Q_EMIT stateChanged();
}

// ---- The past

void RehearsalController::readPast()
{
    const quint64 ticket = ++m_pastTicket;
    auto task = m_services.pool.start(
        [folder = m_services.stateFolder, name = workspaceName()](std::stop_token) -> Result<Past> {
            const RehearsalArchive archive(folder);
            Past past;
            TM_TRY_ASSIGN(past.list, archive.list(name));
            TM_TRY_ASSIGN(past.verdicts, archive.lastVerdicts(name));
            return past;
        });
    whenDone(task, this, [this, ticket](Result<Past> past) {
        if (ticket != m_pastTicket)
            return;
        if (!past) {
            m_archiveError = past.error();
            Q_EMIT stateChanged();
            return;
        }
        m_past = std::move(past->list);
        m_verdicts = std::make_shared<const LastVerdicts>(std::move(past->verdicts));
        Q_EMIT pastChanged();
        Q_EMIT verdictsChanged();
    });
}

void RehearsalController::show(qint64 id)
{
    if (isRunning())
        return;
    const quint64 ticket = ++m_showTicket;
    auto task = m_services.pool.start(
        [folder = m_services.stateFolder,
         id](std::stop_token) -> Result<std::shared_ptr<const RehearsalReport>> {
            TM_TRY_ASSIGN(RehearsalReport report, RehearsalArchive(folder).report(id));
            return std::make_shared<const RehearsalReport>(std::move(report));
        });
    whenDone(task, this, [this, ticket, id](Result<std::shared_ptr<const RehearsalReport>> report) {
        if (ticket != m_showTicket)
            return;
        m_error.reset();
        m_archiveError.reset();
        if (!report) {
            m_archiveError = report.error();
            Q_EMIT stateChanged();
            return;
        }
        m_request = {};
        m_environment.clear();
        m_shownId = id;
        m_comparedId = 0;
        const auto past = std::find_if(m_past.begin(), m_past.end(),
                                       [id](const auto &one) { return one.id == id; });
        m_on = past == m_past.end() ? QString() : past->on;
        showReport(*report, false);
        setBefore({});
        m_state = State::Shown;
        Q_EMIT rowsReset();
        Q_EMIT stateChanged();
    });
}

void RehearsalController::compareWith(qint64 id)
{
    if (isRunning() || !m_report)
        return;
    const quint64 ticket = ++m_showTicket;
    if (id == 0) {
        m_comparedId = 0;
        setBefore({});
        Q_EMIT rowsReset();
        Q_EMIT stateChanged();
        return;
    }
    auto task = m_services.pool.start(
        [folder = m_services.stateFolder, id](std::stop_token) -> Result<LastVerdicts> {
            TM_TRY_ASSIGN(const RehearsalReport report, RehearsalArchive(folder).report(id));
            LastVerdicts verdicts;
            noteVerdicts(verdicts, report, {});
            return verdicts;
        });
    whenDone(task, this, [this, ticket, id](Result<LastVerdicts> verdicts) {
        if (ticket != m_showTicket)
            return;
        if (verdicts) {
            m_comparedId = id;
            setBefore(*verdicts);
            Q_EMIT rowsReset();
        } else {
            m_archiveError = verdicts.error();
        }
        Q_EMIT stateChanged();
    });
}

// ---- Files

void RehearsalController::exportReport(const QString &path)
{
    if (!m_report)
        return;
    auto task = m_services.pool.start(
        [report = m_report, path](std::stop_token) { return writeReport(*report, path); });
    whenDone(task, this, [this, path](const Result<bool> &written) {
        Q_EMIT exported(path, written ? std::nullopt : std::optional<Error>(written.error()));
    });
}

QString RehearsalController::pathOf(const QString &file) const
{
    if (m_report)
        return QDir(m_report->folder).absoluteFilePath(file);
    const auto workspace = m_workspaceController.workspace();
    return workspace ? QDir(workspace->migrations).absoluteFilePath(file) : QString();
}

void RehearsalController::readScript(const QString &file)
{
    auto task =
        m_services.pool.start([path = pathOf(file)](std::stop_token) { return readText(path); });
    whenDone(task, this, [this, file](const Result<QString> &text) {
        Q_EMIT scriptRead(file, text.value_or(QString()),
                          text ? std::nullopt : std::optional<Error>(text.error()));
    });
}

} // namespace tidemark
