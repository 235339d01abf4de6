// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plan.h"

#include "migrations/convention.h"
#include "migrations/timeline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype mostNamed = 5;

/// "a, b, c and 7 more".
QString someOf(const QStringList &names)
{
    if (names.size() <= mostNamed)
        return names.join(u", "_s);
    return u"%1 and %2 more"_s.arg(names.first(mostNamed).join(u", "_s))
        .arg(names.size() - mostNamed);
}

tl::unexpected<Error> refuse(const QString &summary, const QString &hint, const QString &file = {},
                             const QString &detail = {})
{
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = summary;
    error.detail = detail;
    error.hint = hint;
    error.where.file = file;
    return fail(error);
}

QString withoutZeros(const QString &text)
{
    qsizetype zeros = 0;
    while (zeros < text.size() - 1 && text[zeros] == u'0')
        ++zeros;
    return text.mid(zeros);
}

/// Makes the plans from one joined timeline.
class Planner
{
public:
    Planner(const PlanRequest &request, const PlanLimits &limits)
        : m_request(request)
        , m_limits(limits)
        , m_timeline(
              makeTimeline(*request.set, request.history, request.convention->appliesOutOfOrder()))
    {
        m_plan.set = request.set;
        m_plan.convention = request.convention;
        m_plan.basis = request.history;
    }

    Result<Plan> up();
    Result<Plan> down();

private:
    Result<void> refuseBroken(bool up) const;
    Result<void> addInterrupted(bool up);
    Result<void> refuseOutOfOrder() const;
    Result<void> addUps();
    Result<void> addDowns(size_t stay);
    Result<void> addDown(const TimelineRow &row);
    Result<const TimelineRow *> limitRow() const;
    Result<size_t> rowsThatStay() const;
    bool isInEffect(const TimelineRow &row) const;
    bool isFull() const;
    void warnAbout(const TimelineRow &row, const QString &code, const QString &message);

    const Migration &migrationOf(const TimelineRow &row) const
    {
        return m_request.set->migrations[static_cast<size_t>(row.index)];
    }
    bool isInterrupted(const TimelineRow &row) const
    {
        return m_request.journal && row.version == m_request.journal->version &&
               row.id == m_request.journal->id;
    }

    const PlanRequest &m_request;
    const PlanLimits &m_limits;
    Timeline m_timeline;
    Plan m_plan;
};

/// With a journal a mark of the tool's own belongs to the interrupted step, and stands
/// (golang-migrate) on the version before it when that went down.
bool Planner::isInEffect(const TimelineRow &row) const
{
    if (row.kind == MigrationKind::Repeatable || isInterrupted(row))
        return false;
    return row.state == MigrationState::Applied || row.state == MigrationState::Changed ||
           row.state == MigrationState::Missing ||
           (row.state == MigrationState::Failed && m_request.journal);
}

bool Planner::isFull() const
{
    return m_limits.count && static_cast<int>(m_plan.steps.size()) >= *m_limits.count;
}

void Planner::warnAbout(const TimelineRow &row, const QString &code, const QString &message)
{
    m_plan.warnings.push_back({Finding::Severity::Warning, code, message, {}, {row.file, 0, 0}});
}

/// What a person has to look at first.
Result<void> Planner::refuseBroken(bool up) const
{
    if (m_request.journal) {
        const JournalEntry &journal = *m_request.journal;
        if (journal.up == up)
            return {};
        return refuse(journal.summary(),
                      u"run \"tidemark %1\" to go on with it, or end it by hand and say so with "
                      "\"tidemark resolve done\" or \"tidemark resolve undone\""_s.arg(
                          journal.up ? u"up"_s : u"down"_s),
                      journal.file, journal.detail());
    }
    const auto failed =
        std::ranges::find(m_timeline.rows, MigrationState::Failed, &TimelineRow::state);
    if (failed == m_timeline.rows.end())
        return {};
    return refuse(u"%1 is marked as failed: it was started and did not end well"_s.arg(failed->id),
                  u"look at what it left in the database, finish or undo it by hand, and run "
                  "\"tidemark resolve done\" or \"tidemark resolve undone\""_s,
                  failed->file);
}

/// The step that another process did not end comes first.
Result<void> Planner::addInterrupted(bool up)
{
    if (!m_request.journal)
        return {};
    const JournalEntry &journal = *m_request.journal;
    const auto row = std::ranges::find_if(
        m_timeline.rows, [this](const TimelineRow &each) { return isInterrupted(each); });
    if (row == m_timeline.rows.end() || row->index < 0)
        return refuse(journal.summary(), u"bring its files back, so that it can go on"_s,
                      journal.file, journal.detail());
    const QString reason =
        journal.allDone() ? u"interrupted: only its history row is missing"_s
                          : u"interrupted: goes on at statement %1 of %2"_s.arg(journal.done + 1)
                                .arg(journal.total);
    m_plan.steps.push_back({up, migrationOf(*row), reason, journal});
    return {};
}

/// The row that --to names, or nullptr.
Result<const TimelineRow *> Planner::limitRow() const
{
    if (m_limits.to.isEmpty())
        return nullptr;
    TM_TRY_ASSIGN(const Migration migration, findMigration(*m_request.set, m_limits.to));
    const auto row = std::ranges::find_if(m_timeline.rows, [&](const TimelineRow &each) {
        return each.index >= 0 && migrationOf(each).id == migration.id &&
               each.version == migration.version;
    });
    if (row == m_timeline.rows.end())
        return fail(ErrorKind::Internal, u"%1 is not in the timeline"_s.arg(migration.id));
    return &*row;
}

Result<void> Planner::refuseOutOfOrder() const
{
    if (m_limits.allowOutOfOrder || m_request.convention->appliesOutOfOrder())
        return {};
    QStringList late;
    for (const TimelineRow &row : m_timeline.rows) {
        if (row.state == MigrationState::OutOfOrder && !isInterrupted(row))
            late += row.id;
    }
    if (late.isEmpty())
        return {};
    const QString newest = m_timeline.newestApplied() ? m_timeline.newestApplied()->id : QString();
    return refuse(
        u"not applied, and older than what is: %1"_s.arg(someOf(late)),
        u"--allow-out-of-order applies them all the same; or give them a newer version"_s, {},
        u"%1 does not apply a migration that is older than the newest applied one (%2)"_s.arg(
            m_request.convention->displayName(), newest));
}

QString reasonOf(const TimelineRow &row)
{
    if (row.state == MigrationState::Changed)
        return u"changed, so it runs again"_s;
    return describe(row.state);
}

Result<void> Planner::addUps()
{
    TM_TRY_ASSIGN(const TimelineRow *const last, limitRow());
    if (last && isInEffect(*last))
        return fail(
            ErrorKind::Usage, u"%1 is applied already"_s.arg(last->id), {},
            u"\"tidemark status\" shows what is pending; \"tidemark down --to %1\" goes back "
            "to it"_s.arg(last->version));
    for (const TimelineRow &row : m_timeline.rows) {
        if (isFull() || (last && row.index > last->index))
            break;
        const bool late = row.state == MigrationState::OutOfOrder && m_limits.allowOutOfOrder;
        if ((!row.runsNext && !late) || isInterrupted(row))
            continue;
        if (!row.runnable)
            return refuse(u"%1 cannot be run here"_s.arg(row.id),
                          u"\"tidemark status\" says why; run it with its own tool, or go only as "
                          "far as the one before it with --to"_s,
                          row.file);
        m_plan.steps.push_back({true, migrationOf(row), reasonOf(row), {}});
    }
    return {};
}

Result<Plan> Planner::up()
{
    TM_TRY(refuseBroken(true));
    TM_TRY(refuseOutOfOrder());
    TM_TRY(addInterrupted(true));
    TM_TRY(addUps());
    for (const TimelineRow &row : m_timeline.rows) {
        if (row.state == MigrationState::Missing)
            warnAbout(row, u"missing-on-disk"_s,
                      u"%1 is applied, and its files are not there"_s.arg(row.id));
        else if (row.state == MigrationState::Changed && row.kind != MigrationKind::Repeatable)
            warnAbout(row, u"changed"_s, u"%1 was changed after it was applied"_s.arg(row.id));
    }
    return m_plan;
}

Result<void> Planner::addDown(const TimelineRow &row)
{
    if (row.state == MigrationState::Missing || row.index < 0)
        return refuse(
            u"%1 is applied, and its files are not there"_s.arg(row.id),
            u"bring its files back (an older or newer version of the project has them)"_s);
    const Migration &migration = migrationOf(row);
    if (migration.kind == MigrationKind::Baseline)
        return refuse(u"%1 is a baseline and cannot be rolled back"_s.arg(row.id), {}, row.file);
    if (migration.downError)
        return fail(*migration.downError);
    if (!row.runnable)
        return refuse(u"%1 cannot be run here"_s.arg(row.id),
                      u"\"tidemark status\" says why; roll it back with its own tool"_s, row.file);
    if (!migration.down)
        return refuse(u"%1 has no down script"_s.arg(row.id),
                      u"write one; or go back only as far as it with --to %1"_s.arg(row.version),
                      row.file);
    if (row.state == MigrationState::Changed)
        warnAbout(
            row, u"changed"_s,
            u"%1 was changed after it was applied: its down may not fit any more"_s.arg(row.id));
    m_plan.steps.push_back({false, migration, u"applied"_s, {}});
    return {};
}

/// How many rows at the beginning of the timeline are not to be touched.
Result<size_t> Planner::rowsThatStay() const
{
    TM_TRY_ASSIGN(const TimelineRow *const last, limitRow());
    if (!last)
        return size_t(0);
    if (!isInEffect(*last))
        return fail(ErrorKind::Usage, u"%1 is not applied"_s.arg(last->id), {},
                    u"\"tidemark status\" shows what is"_s);
    return static_cast<size_t>(last - m_timeline.rows.data()) + 1;
}

Result<void> Planner::addDowns(size_t stay)
{
    for (size_t at = m_timeline.rows.size(); at > stay && !isFull(); --at) {
        const TimelineRow &row = m_timeline.rows[at - 1];
        if (isInEffect(row))
            TM_TRY(addDown(row));
    }
    return {};
}

Result<Plan> Planner::down()
{
    TM_TRY(refuseBroken(false));
    TM_TRY(addInterrupted(false));
    TM_TRY_ASSIGN(const size_t stay, rowsThatStay());
    TM_TRY(addDowns(stay));
    return m_plan;
}

PlanLimits withDefaultCount(PlanLimits limits)
{
    if (limits.to.isEmpty() && !limits.count && !limits.all)
        limits.count = 1;
    return limits;
}

} // namespace

Result<Migration> findMigration(const MigrationSet &set, const QString &text)
{
    const QString bare = withoutZeros(text);
    for (const Migration &migration : set.migrations) {
        const bool exact = migration.version == text || migration.id == text ||
                           migration.tags.contains(text) ||
                           (!bare.isEmpty() && withoutZeros(migration.version) == bare);
        if (exact)
            return migration;
    }
    QStringList matches;
    const Migration *match = nullptr;
    for (const Migration &migration : set.migrations) {
        const bool begins = migration.version.startsWith(text) || migration.id.startsWith(text) ||
                            migration.name == text;
        if (!begins)
            continue;
        matches += migration.id;
        match = &migration;
    }
    if (matches.size() == 1)
        return *match;
    if (matches.isEmpty())
        return fail(ErrorKind::Usage, u"there is no migration \"%1\""_s.arg(text), {},
                    u"\"tidemark status\" lists them"_s);
    return fail(ErrorKind::Usage, u"\"%1\" may mean several migrations"_s.arg(text),
                someOf(matches), u"write more of it"_s);
}

Result<Plan> planUp(const PlanRequest &request, const PlanLimits &limits)
{
    return Planner(request, limits).up();
}

Result<Plan> planDown(const PlanRequest &request, const PlanLimits &limits)
{
    const PlanLimits complete = withDefaultCount(limits);
    return Planner(request, complete).down();
}

Result<Plan> planRedo(const PlanRequest &request, const PlanLimits &limits)
{
    TM_TRY_ASSIGN(Plan plan, planDown(request, limits));
    const std::vector<PlanStep> downs = plan.steps;
    for (auto step = downs.rbegin(); step != downs.rend(); ++step)
        plan.steps.push_back({true, step->migration, u"rolled back before"_s, {}});
    return plan;
}

} // namespace tidemark
