// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/comparescript.h"

#include "compare/review.h"
#include "sandbox/sandbox.h"
#include "tasks/taskpool.h"
#include "workbench/tasklist.h"
#include "workbench/workspacecontroller.h"

#include <QFileInfo>
#include <QSaveFile>

#include <utility>

namespace tidemark {

namespace {

constexpr int kSoonMs = 60;

} // namespace

CompareScript::CompareScript(Services &services, WorkspaceController &workspace, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspace(workspace)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, &CompareScript::draft);
}

CompareScript::~CompareScript()
{
    m_proving.stop();
}

// ---- The script

/// What was written for another comparison is not shown beside this one.
void CompareScript::take(Input input)
{
    if (input.comparison != m_input.comparison)
        m_scripts.reset();
    m_input = std::move(input);
    m_input.options.saferWays = m_saferWays;
    m_input.options.columnOrder = m_columnOrder;
    ++m_ticket;
    m_writing = m_input.comparison != nullptr;
    forgetProof();
}

void CompareScript::write(Input input)
{
    m_expecting = false;
    take(std::move(input));
    draft();
}

void CompareScript::writeSoon(Input input)
{
    take(std::move(input));
    if (!m_expecting)
        m_soon.start();
    Q_EMIT changed();
}

/// Of the same choice, as it is to be written now.
void CompareScript::writeAgain()
{
    take(Input(m_input));
    if (m_expecting)
        Q_EMIT changed();
    else
        draft();
}

void CompareScript::expectAnother()
{
    m_soon.stop();
    ++m_ticket;
    m_expecting = true;
    Q_EMIT changed();
}

void CompareScript::forget()
{
    m_soon.stop();
    m_expecting = false;
    take({});
    const auto waiting = std::exchange(m_waiting, {});
    Q_EMIT changed();
    if (!waiting.empty())
        Q_EMIT filesChanged();
    for (const Waiting &one : waiting)
        Q_EMIT saved(one.path, fail(ErrorKind::Cancelled, tr("%1 was not written").arg(one.path),
                                    tr("its comparison was closed"))
                                   .value());
}

void CompareScript::setSaferWays(bool safer)
{
    if (m_saferWays == safer)
        return;
    m_saferWays = safer;
    writeAgain();
}

void CompareScript::setColumnOrder(ColumnOrder order)
{
    if (m_columnOrder == order)
        return;
    m_columnOrder = order;
    writeAgain();
}

void CompareScript::draft()
{
    m_soon.stop();
    if (!m_input.comparison) {
        Q_EMIT changed();
        return;
    }
    const auto task = m_services.pool.start(
        [comparison = m_input.comparison, options = m_input.options](
            std::stop_token) -> Result<std::shared_ptr<const DraftedScripts>> {
            return std::make_shared<const DraftedScripts>(
                draftScripts(comparison->before.state, comparison->after.state, options));
        });
    whenDone(task, this,
             [this, ticket = m_ticket](const Result<std::shared_ptr<const DraftedScripts>> &done) {
                 if (ticket != m_ticket || !done)
                     return;
                 m_writing = false;
                 m_scripts = *done;
                 saveWaiting();
                 Q_EMIT changed();
             });
    Q_EMIT changed();
}

// ---- The proof

void CompareScript::forgetProof()
{
    ++m_proofTicket;
    m_proving.stop();
    m_services.tasks.end(std::exchange(m_proofEntry, 0));
    m_proofError.reset();
    m_proofState = ProofState::None;
    Q_EMIT proofChanged();
}

bool CompareScript::canProve() const
{
    return m_scripts && !isBeingWritten() && m_proofState != ProofState::Running &&
           !m_scripts->up.draft.statements.empty() && !m_input.options.only;
}

bool CompareScript::prove()
{
    if (!canProve())
        return false;
    forgetProof();
    const quint64 ticket = m_proofTicket;
    m_proofState = ProofState::Running;
    m_proofEntry = m_services.tasks.begin(tr("proving the script on a copy of %1")
                                              .arg(m_input.comparison->before.source.displayName()),
                                          [this] { forgetProof(); });
    m_proving = m_services.pool.start([input = m_input, scripts = m_scripts,
                                       folder = m_services.stateFolder](std::stop_token stop) {
        SandboxFactory sandboxes(folder);
        LoadContext context = input.context();
        context.sandboxes = &sandboxes;
        return tidemark::prove(*input.comparison, scripts->up.draft, scripts->down.draft, context,
                               {}, std::move(stop));
    });
    whenDone(m_proving, this, [this, ticket](const Result<Proof> &proof) {
        if (ticket != m_proofTicket)
            return;
        m_services.tasks.end(std::exchange(m_proofEntry, 0));
        m_proofState = proof ? ProofState::Done : ProofState::Failed;
        if (proof)
            m_proof = *proof;
        else
            m_proofError = proof.error();
        Q_EMIT proofChanged();
    });
    Q_EMIT proofChanged();
    return true;
}

// ---- What it becomes

void CompareScript::saveTo(const QString &path, std::function<Result<QByteArray>()> contents)
{
    m_files.push_back({path, std::move(contents)});
    if (m_files.size() == 1)
        saveNext();
    Q_EMIT filesChanged();
}

void CompareScript::saveNext()
{
    const File &next = m_files.front();
    const int entry = m_services.tasks.begin(tr("writing %1").arg(QFileInfo(next.path).fileName()));
    const auto task = m_services.pool.start([next](std::stop_token) -> Result<QString> {
        TM_TRY_ASSIGN(const QByteArray text, next.contents());
        QSaveFile file(next.path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
            return fail(ErrorKind::Io, tr("%1 cannot be written").arg(next.path),
                        file.errorString());
        return next.path;
    });
    whenDone(task, this, [this, entry](const Result<QString> &done) {
        const QString path = m_files.front().path;
        m_files.pop_front();
        m_services.tasks.end(entry, done ? tr("%1 written").arg(path) : QString());
        if (!m_files.empty())
            saveNext();
        Q_EMIT filesChanged();
        Q_EMIT saved(path, done ? std::nullopt : std::optional(done.error()));
    });
}

void CompareScript::saveWaiting()
{
    for (const Waiting &one : std::exchange(m_waiting, {}))
        one.save();
}

void CompareScript::exportReview(const QString &path)
{
    if (!m_input.comparison)
        return;
    if (isBeingWritten()) {
        m_waiting.push_back({path, [this, path] { exportReview(path); }});
        Q_EMIT filesChanged();
        return;
    }
    std::optional<Proof> proof;
    if (m_proofState == ProofState::Done)
        proof = m_proof;
    saveTo(path,
           [path, comparison = m_input.comparison, scripts = m_scripts,
            proof]() -> Result<QByteArray> {
               const ReviewWriter *writer = reviewWriterFor(path);
               if (!writer)
                   return fail(ErrorKind::Usage, tr("no format is called like %1").arg(path));
               Review review{*comparison, std::nullopt, std::nullopt, proof};
               if (scripts) {
                   review.up = scripts->up.draft;
                   review.down = scripts->down.draft;
               }
               return writer->write(review);
           });
}

void CompareScript::save(const QString &path, bool up)
{
    if (isBeingWritten()) {
        m_waiting.push_back({path, [this, path, up] { save(path, up); }});
        Q_EMIT filesChanged();
        return;
    }
    if (!m_scripts)
        return;
    saveTo(path,
           [text = (up ? m_scripts->up : m_scripts->down).text.toUtf8()]() -> Result<QByteArray> {
               return text;
           });
}

int CompareScript::migrationCount() const
{
    if (!m_scripts || !m_workspace.workspace() || m_scripts->up.draft.statements.empty())
        return 0;
    return int(pairScripts(m_scripts->up.scripts, m_scripts->down.scripts).size());
}

bool CompareScript::canMakeMigration() const
{
    return !isBeingWritten() && !m_making && migrationCount() > 0;
}

bool CompareScript::makeMigration(const QString &name)
{
    if (!canMakeMigration())
        return false;
    m_making = true;
    const auto written = m_workspace.workspace();
    const auto task = m_services.pool.start([workspace = written, name, scripts = m_scripts,
                                             variables = m_services.variables,
                                             now = m_services.now()](std::stop_token) {
        return writeMigrations(*workspace, scripts->up.draft.engine, name,
                               pairScripts(scripts->up.scripts, scripts->down.scripts), variables,
                               now);
    });
    whenDone(task, this,
             [this, file = written->file](const Result<std::vector<WrittenMigration>> &made) {
                 m_making = false;
                 Q_EMIT filesChanged();
                 const auto now = m_workspace.workspace();
                 if (!now || now->file != file)
                     return;
                 if (made)
                     Q_EMIT migrationsMade(*made);
                 else
                     Q_EMIT migrationFailed(made.error());
             });
    Q_EMIT filesChanged();
    return true;
}

} // namespace tidemark
