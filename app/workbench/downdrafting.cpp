// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/downdrafting.h"

#include "tasks/relay.h"
#include "tasks/taskpool.h"
#include "workbench/scriptsections.h"
#include "workbench/tasklist.h"
#include "workbench/translate.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

using DraftPointer = std::shared_ptr<const DownDraft>;

Result<DraftPointer> draftAsTyped(const EditorPlace &place, const QString &id,
                                  const std::vector<EditedFile> &files,
                                  const LoadObserver &observer, std::stop_token stop)
{
    TM_TRY_ASSIGN(const MigrationSet set, readEditedUpTo(place, id, files));
    const Migration &migration = set.migrations.back();
    if (!migration.runnable)
        return fail(ErrorKind::Input, tr("%1 is no SQL, or cannot be read").arg(id));
    SandboxFactory sandboxes(place.stateFolder);
    // What a killed process left is no hindrance when it cannot be removed.
    (void)sandboxes.removeLeftovers();
    LoadContext context;
    context.workspace = place.workspace.get();
    context.variables = place.variables;
    context.sandboxes = &sandboxes;
    context.engine = place.engine;
    TM_TRY_ASSIGN(DownDrafter drafter, DownDrafter::before(set, migration, place.engine, context,
                                                           observer, std::move(stop)));
    TM_TRY_ASSIGN(DownDraft draft, drafter.draft(migration));
    return std::make_shared<const DownDraft>(std::move(draft));
}

QString textOf(const std::vector<DraftScript> &scripts)
{
    QString text;
    for (const DraftScript &script : scripts) {
        if (!text.isEmpty())
            text += u'\n';
        text += script.text;
    }
    return text.endsWith(u'\n') || text.isEmpty() ? text : text + u'\n';
}

QStringList troubleOf(const DownTrial &trial)
{
    QStringList trouble;
    if (trial.error)
        trouble += (trial.redoFailed ? tr("The second up fails: %1") : tr("It fails: %1"))
                       .arg(trial.error->toString());
    for (const SchemaDiff *diff : {&trial.left, &trial.leftAgain}) {
        for (const Difference &difference : diff->differences)
            trouble += (diff == &trial.left ? tr("After it: %1 %2: %3")
                                            : tr("After the second up: %1 %2: %3"))
                           .arg(difference.kind, difference.object, difference.detail());
    }
    return trouble;
}

} // namespace

DownDrafting::DownDrafting(Services &services, EditorPlaces &places, EditedMigration &migration,
                           QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_places(places)
    , m_migration(migration)
{
    connect(&migration, &EditedMigration::edited, this, [this] {
        if (m_proposal && std::exchange(m_outdated, isOutdated()) != isOutdated())
            Q_EMIT changed();
    });
}

bool DownDrafting::isOutdated() const
{
    return m_proposal && m_migration.text(ScriptSide::Up) != m_draftedUp;
}

DownDrafting::~DownDrafting()
{
    m_task.stop();
    if (m_entry != 0)
        m_services.tasks.end(m_entry);
}

QString DownDrafting::whyNot() const
{
    if (m_migration.state() != EditedMigration::State::Ready)
        return tr("The migration has not been read.");
    if (m_migration.isReadOnly())
        return m_migration.readOnlyReason();
    if (!m_migration.has(ScriptSide::Down))
        return tr("Where its down belongs cannot be told.");
    if (!m_migration.texts().files.front().path.endsWith(u".sql"_s, Qt::CaseInsensitive))
        return tr("Only what SQL does can be drafted back.");
    return {};
}

void DownDrafting::start()
{
    const auto place = m_places.place();
    if (m_running || !place || !whyNot().isEmpty())
        return;
    m_proposal.reset();
    m_error.reset();
    m_progress = {};
    const quint64 ticket = ++m_ticket;
    const auto unsaved = m_migration.unsavedFiles();
    if (!unsaved) {
        done(fail(unsaved.error()), ticket);
        return;
    }
    m_draftedUp = m_migration.text(ScriptSide::Up);
    m_running = true;
    m_entry = m_services.tasks.begin(tr("drafting the down of %1").arg(m_migration.id()),
                                     [this] { cancel(); });
    const Relay<LoadProgress> relay(this, [this, ticket](const std::vector<LoadProgress> &events) {
        if (ticket != m_ticket || !m_running)
            return;
        m_progress = events.back();
        m_services.tasks.advance(m_entry, m_progress.done, m_progress.total, m_progress.what);
        Q_EMIT changed();
    });
    m_task = m_services.pool.start([place = *place, id = m_migration.id(),
                                    files = editedFiles(*unsaved), relay](std::stop_token stop) {
        return draftAsTyped(
            place, id, files, [&relay](const LoadProgress &progress) { relay.post(progress); },
            std::move(stop));
    });
    whenDone(m_task, this,
             [this, ticket](const Result<DraftPointer> &result) { done(result, ticket); });
    Q_EMIT changed();
}

void DownDrafting::cancel()
{
    if (!m_running)
        return;
    ++m_ticket;
    m_task.stop();
    m_running = false;
    m_services.tasks.end(std::exchange(m_entry, 0), tr("stopped"));
    Q_EMIT changed();
}

void DownDrafting::done(const Result<DraftPointer> &result, quint64 ticket)
{
    if (ticket != m_ticket)
        return;
    m_running = false;
    if (result)
        m_proposal = proposalOf(*result);
    if (result)
        m_outdated = isOutdated();
    else
        m_error = result.error();
    if (m_entry != 0)
        m_services.tasks.end(std::exchange(m_entry, 0),
                             result ? tr("down of %1 drafted").arg(m_migration.id()) : QString());
    Q_EMIT changed();
}

DownProposal DownDrafting::proposalOf(DraftPointer draft) const
{
    DownProposal proposal;
    const QString down = m_migration.text(ScriptSide::Down);
    const QString &convention = m_migration.texts().convention;
    const OpenedSide *side = m_migration.texts().find(ScriptSide::Down);
    const bool shares = side && m_migration.texts().files[size_t(side->file)].sides.size() > 1;
    QString head = shares ? sectionHead(down, convention) : QString();
    const QString old = down.mid(head.size()).trimmed();
    if (shares && head.isEmpty()) {
        if (const auto markers = sectionMarkersOf(convention))
            head = markers->down + u'\n';
    }
    proposal.replaces = !old.isEmpty() && old != u"-- This file should undo anything in `up.sql`";
    proposal.text = head + textOf(draft->scripts);
    proposal.isGood = draft->trial.isGood();
    for (const DownLoss &loss : draft->losses) {
        proposal.cannotReturn += loss.what;
        proposal.advice += loss.advice;
    }
    for (const DraftGap &gap : draft->draft.gaps)
        proposal.trouble += tr("Not in the script: %1 %2 %3: %4")
                                .arg(gap.about.kind, gap.about.object, gap.property, gap.why);
    if (!proposal.isGood)
        proposal.trouble += troubleOf(draft->trial);
    const bool upOutside = std::ranges::any_of(draft->migration.up, [](const Script &script) {
        return script.transaction == TransactionMode::None;
    });
    proposal.outsideTransaction =
        !upOutside && std::ranges::any_of(draft->scripts, [](const DraftScript &script) {
            return !script.transactional;
        });
    proposal.draft = std::move(draft);
    return proposal;
}

void DownDrafting::take()
{
    if (!m_proposal || m_migration.isReadOnly())
        return;
    const QString text = m_proposal->text;
    m_proposal.reset();
    m_migration.replaceText(ScriptSide::Down, text);
    Q_EMIT changed();
}

void DownDrafting::refuse()
{
    m_proposal.reset();
    m_error.reset();
    Q_EMIT changed();
}

} // namespace tidemark
