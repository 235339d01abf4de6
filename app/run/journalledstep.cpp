// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/steprunner.h"

#include "base/digest.h"
#include "run/resolve.h"
#include "run/uncertain.h"
#include "sql/splitter.h"

#include <QElapsedTimer>
#include <QSysInfo>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

bool isCommit(const Statement &statement)
{
    const QByteArray word = statement.text.simplified().toUpper().split(' ').constFirst();
    return word == "COMMIT" || word == "END";
}

/// The chain's next link: cheap however long a script is.
QByteArray linkDigest(const QByteArray &before, const Statement &statement)
{
    return digestOf(before + statement.text + '\0' + statement.copyData.value_or(QByteArray()));
}

/// A migration that cannot be one transaction. Every statement that can is committed together with
/// its mark in the journal, so a process that dies leaves no doubt about it; for the others the
/// journal says beforehand that they are on their way.
class JournalledStep
{
public:
    JournalledStep(const StepContext &context, int index, const std::vector<ScriptUnit> &units,
                   StepReport &report);

    void run();

private:
    Result<void> start();
    Result<void> takeUp(const JournalEntry &left);
    Result<void> settle();
    Result<void> repeatSettings();
    Result<void> runAll();
    Result<void> runOne(size_t at);
    Result<void> runAlone(size_t at);
    Result<void> runMarked(size_t from, size_t end);
    Result<void> runInOwnTransaction(size_t at);
    Result<void> send(size_t from, size_t end);
    Result<void> mark(const JournalEntry &entry);
    Result<void> finish();
    void giveUp(const Error &error);
    Result<void> forget();

    template <typename Body>
    Result<void> inTransaction(Body body);

    JournalEntry entryAt(size_t done) const;
    RunFacts facts() const;

    const StepContext &m_context;
    Session &m_session;
    int m_index;
    StepReport &m_report;
    std::vector<Statement> m_statements;
    std::vector<size_t> m_unitEnd;     ///< for each statement: where its unit ends
    std::vector<bool> m_shared;        ///< for each statement: its unit is one transaction
    std::vector<QByteArray> m_digests; ///< for each count of statements done
    std::optional<Journal> m_journal;
    JournalEntry m_entry;
    QElapsedTimer m_timer;
};

JournalledStep::JournalledStep(const StepContext &context, int index,
                               const std::vector<ScriptUnit> &units, StepReport &report)
    : m_context(context)
    , m_session(context.session)
    , m_index(index)
    , m_report(report)
{
    for (const ScriptUnit &unit : units) {
        const size_t end = m_statements.size() + unit.statements.size();
        m_statements.insert(m_statements.end(), unit.statements.begin(), unit.statements.end());
        m_unitEnd.resize(end, end);
        m_shared.resize(end, unit.inTransaction);
    }
    m_digests.push_back(digestOf({}));
    for (const Statement &statement : m_statements)
        m_digests.push_back(linkDigest(m_digests.back(), statement));

    const PlanStep &step = report.step;
    m_entry.up = step.up;
    m_entry.version = step.migration.version;
    m_entry.id = step.migration.id;
    m_entry.startedBy =
        u"%1@%2, process %3"_s.arg(context.options.who.user, QSysInfo::machineHostName())
            .arg(getpid());
    m_entry.startedAt = QDateTime::currentDateTimeUtc();
    m_entry = entryAt(0);
    m_timer.start();
}

JournalEntry JournalledStep::entryAt(size_t done) const
{
    JournalEntry entry = m_entry;
    entry.total = static_cast<int>(m_statements.size());
    entry.done = static_cast<int>(done);
    entry.uncertain = false;
    entry.doneDigest = m_digests[done];
    entry.error.clear();
    entry.updatedAt = QDateTime::currentDateTimeUtc();
    if (done < m_statements.size()) {
        entry.file = m_statements[done].where.file;
        entry.line = m_statements[done].where.line;
        entry.statement = summaryOf(m_statements[done]);
    } else {
        entry.file = m_report.step.migration.file;
        entry.line = 0;
        entry.statement.clear();
    }
    return entry;
}

RunFacts JournalledStep::facts() const
{
    return factsOf(m_context, m_entry.startedAt, static_cast<double>(m_timer.nsecsElapsed()) / 1e6);
}

void JournalledStep::run()
{
    m_report.journalled = true;
    Result<void> result = start();
    if (result)
        result = runAll();
    if (result)
        result = finish();
    if (result)
        m_report.outcome = StepDone{};
    else
        giveUp(result.error());
}

/// BEGIN, body, COMMIT; rolled back when anything of it fails.
template <typename Body>
Result<void> JournalledStep::inTransaction(Body body)
{
    // Not beginStep(): what the script has set so far must stay as it is.
    Result<void> result = m_session.engine() == Engine::Sqlite
                              ? m_session.execute("BEGIN IMMEDIATE")
                              : m_session.execute("BEGIN");
    if (result)
        result = body();
    const Uninterrupted ending(m_context);
    if (result)
        result = m_session.execute("COMMIT");
    const TransactionState state = m_session.transactionState();
    if (!result && (state == TransactionState::Active || state == TransactionState::Failed))
        (void)m_session.execute("ROLLBACK");
    return result;
}

Result<void> JournalledStep::start()
{
    const PlanStep &step = m_report.step;
    if (step.resume)
        TM_TRY(takeUp(*step.resume));
    TM_TRY(inTransaction([&]() -> Result<void> {
        TM_TRY_ASSIGN(m_journal, Journal::open(m_session, m_entry));
        if (step.resume)
            return {};
        return m_context.store.markStarted(m_session, step.migration, step.up);
    }));
    if (const QByteArray timeouts = timeoutSettings(m_context, false); !timeouts.isEmpty())
        TM_TRY(m_session.execute(timeouts));
    return repeatSettings();
}

/// Goes on where another process stopped, when that can be said for certain.
Result<void> JournalledStep::takeUp(const JournalEntry &left)
{
    const auto done = static_cast<size_t>(left.done);
    if (done > m_statements.size() || m_digests[done] != left.doneDigest)
        return fail(ErrorKind::Input,
                    u"%1 was edited above the statement at which it is to go on"_s.arg(left.id),
                    left.summary() + u'\n' + left.detail(),
                    u"put the file back, or finish or undo it by hand and run "
                    "\"tidemark resolve done\" or \"tidemark resolve undone\""_s);
    m_entry.startedAt = left.startedAt;
    m_entry = entryAt(done);
    m_entry.uncertain = left.uncertain && done < m_statements.size();
    return m_entry.uncertain ? settle() : Result<void>();
}

/// Finds out what became of the statement that was on its way.
Result<void> JournalledStep::settle()
{
    const auto at = static_cast<size_t>(m_entry.done);
    TM_TRY_ASSIGN(const UncertainEffect effect, effectOf(m_session, m_statements[at]));
    switch (effect.kind) {
    case UncertainEffect::Kind::Taken:
        m_entry = entryAt(at + 1);
        return {};
    case UncertainEffect::Kind::Half:
        TM_TRY(m_session.execute(effect.cleanup));
        m_entry = entryAt(at);
        return {};
    case UncertainEffect::Kind::NotTaken:
        m_entry = entryAt(at);
        return {};
    case UncertainEffect::Kind::Unknown:
        break;
    }
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = m_report.step.resume->summary();
    error.detail = m_report.step.resume->detail() + u'\n' + effect.explanation;
    error.hint = u"look at the database, finish or undo the migration by hand, and run "
                 "\"tidemark resolve done\" or \"tidemark resolve undone\""_s;
    error.where = m_statements[at].where;
    return fail(error);
}

Result<void> JournalledStep::repeatSettings()
{
    for (size_t at = 0; at < static_cast<size_t>(m_entry.done); ++at) {
        if (!isSessionSetting(m_statements[at]))
            continue;
        if (const auto outcome = m_session.run(m_statements[at]); !outcome)
            return fail(locateError(outcome.error(), m_statements[at]));
    }
    return {};
}

Result<void> JournalledStep::runAll()
{
    for (size_t at = static_cast<size_t>(m_entry.done); at < m_statements.size();) {
        if (m_shared[at]) {
            TM_TRY(runMarked(at, m_unitEnd[at]));
            at = m_unitEnd[at];
        } else {
            TM_TRY(runOne(at));
            ++at;
        }
    }
    if (m_session.transactionState() == TransactionState::Idle)
        return {};
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = u"the script leaves its own transaction open"_s;
    error.hint = u"add the COMMIT that it lacks"_s;
    error.where = m_statements[static_cast<size_t>(m_entry.done)].where;
    return fail(error);
}

Result<void> JournalledStep::runOne(size_t at)
{
    const Engine engine = m_session.engine();
    const bool inside = m_session.transactionState() == TransactionState::Active;
    if (inside || controlsTransaction(m_statements[at], engine))
        return runInOwnTransaction(at);
    return mustRunAlone(m_statements[at], engine) ? runAlone(at) : runMarked(at, at + 1);
}

Result<void> JournalledStep::send(size_t from, size_t end)
{
    StatementForwarder forwarder(m_context.observer, m_index, m_report);
    return runStatements(m_session, std::span(m_statements).subspan(from, end - from), &forwarder);
}

Result<void> JournalledStep::mark(const JournalEntry &entry)
{
    TM_TRY(inTransaction([&] { return m_journal->update(entry); }));
    m_entry = entry;
    return {};
}

/// Statements that commit together with their mark.
Result<void> JournalledStep::runMarked(size_t from, size_t end)
{
    const JournalEntry next = entryAt(end);
    for (int attempt = 1;; ++attempt) {
        const Result<void> result = inTransaction([&]() -> Result<void> {
            TM_TRY(send(from, end));
            return m_journal->update(next);
        });
        if (!result && waitToRetry(m_context, m_index, result.error(), attempt)) {
            ++m_report.attempts;
            continue;
        }
        TM_TRY(result);
        m_entry = next;
        return {};
    }
}

Result<void> JournalledStep::runAlone(size_t at)
{
    JournalEntry underWay = entryAt(at);
    underWay.uncertain = true;
    TM_TRY(mark(underWay));
    TM_TRY(send(at, at + 1));
    const Uninterrupted recording(m_context);
    return mark(entryAt(at + 1));
}

/// BEGIN, COMMIT and what lies between them in the script. The mark goes in just before its COMMIT,
/// so that both are kept or neither.
Result<void> JournalledStep::runInOwnTransaction(size_t at)
{
    const bool inside = m_session.transactionState() == TransactionState::Active;
    if (inside && isCommit(m_statements[at])) {
        const JournalEntry next = entryAt(at + 1);
        TM_TRY(m_journal->update(next));
        const Uninterrupted committing(m_context);
        TM_TRY(send(at, at + 1));
        m_entry = next;
        return {};
    }
    TM_TRY(send(at, at + 1));
    if (m_session.transactionState() == TransactionState::Idle)
        return mark(entryAt(at + 1)); // ROLLBACK, or a COMMIT without a transaction
    return {};
}

Result<void> JournalledStep::finish()
{
    TM_TRY(m_context.settings.restore());
    return inTransaction([&]() -> Result<void> {
        const PlanStep &step = m_report.step;
        // What the run that was interrupted said of its end holds no longer.
        if (step.resume)
            TM_TRY(clearFailedMark(m_session, m_context.store, step.migration, step.up));
        TM_TRY(step.up ? m_context.store.recordUp(m_session, step.migration, facts())
                       : m_context.store.recordDown(m_session, step.migration, facts()));
        return m_journal->close();
    });
}

Result<void> JournalledStep::forget()
{
    return inTransaction([&]() -> Result<void> {
        const PlanStep &step = m_report.step;
        TM_TRY(clearFailedMark(m_session, m_context.store, step.migration, step.up));
        return m_journal->close();
    });
}

void JournalledStep::giveUp(const Error &error)
{
    const Uninterrupted cleaning(m_context);
    const bool lost = m_session.transactionState() == TransactionState::Lost;
    if (!m_journal || lost) {
        const bool nothingDone = !m_journal && !m_report.step.resume;
        m_report.outcome =
            outcomeOf(error, nothingDone ? Aftermath::RolledBack : Aftermath::HalfDone);
        if (!nothingDone)
            m_report.journal = m_journal ? m_entry : m_report.step.resume;
        return;
    }
    if (m_session.transactionState() != TransactionState::Idle)
        (void)m_session.execute("ROLLBACK");
    (void)m_context.settings.restore();
    QString seen;
    if (m_entry.uncertain) {
        const auto at = static_cast<size_t>(m_entry.done);
        const auto effect = effectOf(m_session, m_statements[at]);
        if (effect && effect->kind == UncertainEffect::Kind::NotTaken)
            m_entry = entryAt(at);
        else if (effect)
            seen = effect->explanation;
    }
    if (m_entry.done == 0 && !m_entry.uncertain && forget()) {
        m_report.outcome = outcomeOf(error, Aftermath::RolledBack);
        return;
    }
    JournalEntry left = m_entry;
    left.error =
        error.where.isValid() ? error.where.toString() + u": "_s + error.summary : error.summary;
    if (!seen.isEmpty())
        left.error += u" ("_s + seen + u')';
    // The error that ended the step is the one to report; these two only make it easier to explain.
    (void)mark(left);
    (void)m_context.store.markFailed(m_session, m_report.step.migration, m_report.step.up, facts());
    m_report.journal = left;
    m_report.outcome = outcomeOf(error, Aftermath::HalfDone);
}

} // namespace

void runJournalled(const StepContext &context, int index, const std::vector<ScriptUnit> &units,
                   StepReport &report)
{
    JournalledStep(context, index, units, report).run();
}

} // namespace tidemark
