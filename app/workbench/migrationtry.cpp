// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/migrationtry.h"

#include "rehearsal/reports/wording.h"
#include "tasks/relay.h"
#include "workbench/tasklist.h"
#include "workbench/translate.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

QString wordsOf(const LoadProgress &progress)
{
    return progress.step == LoadProgress::Step::Replaying ? tr("replaying %1").arg(progress.what)
                                                          : tr("making a throw-away database");
}

/// Brings what is happening to the window, in words.
class TryWatcher final : public TryObserver
{
public:
    explicit TryWatcher(Relay<QString> relay)
        : m_relay(std::move(relay))
    {
    }
    void preparing(const LoadProgress &progress) override { m_relay.post(wordsOf(progress)); }

private:
    Relay<QString> m_relay;
};

} // namespace

MigrationTry::MigrationTry(Services &services, EditedMigration &migration, Desk desk,
                           QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_migration(migration)
    , m_desk(std::move(desk))
{
    connect(&migration, &EditedMigration::edited, this, [this] {
        if ((m_report || m_running) && !std::exchange(m_outdated, true))
            Q_EMIT changed();
    });
}

MigrationTry::~MigrationTry()
{
    m_task.stop();
    m_preparing.stop();
    if (m_entry != 0)
        m_services.tasks.end(m_entry);
}

QString MigrationTry::whyNot() const
{
    if (m_migration.state() != EditedMigration::State::Ready)
        return tr("The migration has not been read.");
    const auto &files = m_migration.texts().files;
    const bool sql = std::ranges::all_of(files, [](const OpenedFile &file) {
        return file.path.endsWith(u".sql"_s, Qt::CaseInsensitive);
    });
    return sql ? QString() : tr("Only SQL can be tried here.");
}

Result<TryRequest> MigrationTry::request()
{
    TM_TRY_ASSIGN(const auto unsaved, m_migration.unsavedFiles());
    TryRequest request;
    request.migration = m_migration.id();
    request.files = editedFiles(unsaved);
    request.fill = m_choice.fill;
    request.trafficFile = m_choice.trafficFile;
    return request;
}

void MigrationTry::prepare()
{
    TryDesk *desk = m_running || !whyNot().isEmpty() ? nullptr : m_desk();
    if (!desk)
        return;
    // Only what comes before it has to run; its own texts are encoded when they are tried.
    TryRequest wanted;
    wanted.migration = m_migration.id();
    wanted.fill = m_choice.fill;
    m_preparing = desk->prepare(std::move(wanted));
}

void MigrationTry::start()
{
    TryDesk *desk = m_running || !whyNot().isEmpty() ? nullptr : m_desk();
    if (!desk)
        return;
    m_error.reset();
    const quint64 ticket = ++m_ticket;
    auto wanted = request();
    if (!wanted) {
        done(fail(wanted.error()), ticket);
        return;
    }
    m_running = true;
    m_outdated = false;
    m_progress = tr("starting");
    m_entry = m_services.tasks.begin(tr("trying %1").arg(m_migration.id()), [this] { cancel(); });
    const Relay<QString> relay(this, [this, ticket](const std::vector<QString> &events) {
        if (ticket != m_ticket || !m_running)
            return;
        m_progress = events.back();
        m_services.tasks.advance(m_entry, 0, 0, m_progress);
        Q_EMIT changed();
    });
    m_task = desk->run(std::move(*wanted), std::make_shared<TryWatcher>(relay));
    whenDone(m_task, this,
             [this, ticket](const Result<TryReport> &result) { done(result, ticket); });
    Q_EMIT changed();
}

void MigrationTry::cancel()
{
    if (!m_running)
        return;
    ++m_ticket;
    m_task.stop();
    m_running = false;
    m_progress.clear();
    m_services.tasks.end(std::exchange(m_entry, 0), tr("stopped"));
    Q_EMIT changed();
}

void MigrationTry::done(const Result<TryReport> &result, quint64 ticket)
{
    if (ticket != m_ticket)
        return;
    m_running = false;
    m_progress.clear();
    m_report.reset();
    if (result)
        m_report = std::make_shared<const TryReport>(*result);
    else
        m_error = result.error();
    if (m_entry != 0)
        m_services.tasks.end(std::exchange(m_entry, 0),
                             m_report && m_report->migration()
                                 ? m_migration.id() + u": "_s +
                                       verdictLabel(m_report->migration()->verdict)
                                 : QString());
    Q_EMIT changed();
}

} // namespace tidemark
