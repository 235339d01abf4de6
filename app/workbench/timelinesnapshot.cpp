// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/timelinesnapshot.h"

#include "workbench/timelinelint.h"

#include "migrations/convention.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

TimelineEntry entryOf(const MigrationFiles &files, size_t index)
{
    const Migration &migration = files.set.migrations[index];
    const MigrationFiles::Facts &facts = files.facts[index];
    TimelineEntry entry;
    entry.version = migration.version;
    entry.name = migration.name.isEmpty() ? migration.id : migration.name;
    entry.id = migration.id;
    entry.kind = migration.kind;
    entry.index = int(index);
    entry.noDown = !migration.down;
    entry.emptyDown = facts.emptyDown;
    entry.runnable = migration.runnable;
    entry.findings = facts.findings;
    entry.worst = facts.worst;
    return entry;
}

TimelineEntry entryOf(const TimelineRow &row)
{
    TimelineEntry entry;
    entry.version = row.version;
    entry.name = row.name.isEmpty() ? row.id : row.name;
    entry.id = row.id;
    entry.kind = row.kind;
    return entry;
}

bool isApplied(const TimelineRow &row)
{
    return row.kind != MigrationKind::Repeatable &&
           (row.state == MigrationState::Applied || row.state == MigrationState::Changed ||
            row.state == MigrationState::Missing);
}

/// Makes the rows of all environments one list, and the cells.
class Joiner
{
public:
    Joiner(const MigrationFiles &files, std::vector<Timeline> timelines)
        : m_files(files)
        , m_timelines(std::move(timelines))
    {
    }

    std::vector<TimelineEntry> entries();
    void fill(TimelineColumn &column, const Timeline &timeline) const;
    const std::vector<Timeline> &timelines() const { return m_timelines; }

private:
    using Key = std::pair<QString, int>;
    static Key keyOf(const TimelineRow &row)
    {
        return {row.version + u'\n' + row.id, int(row.kind)};
    }
    void placeMissing(const Timeline &timeline);

    const MigrationFiles &m_files;
    std::vector<Timeline> m_timelines;
    std::vector<std::pair<int, TimelineEntry>> m_missing; ///< behind so many of the set
    QHash<Key, int> m_known;                              ///< place in m_missing
    std::vector<int> m_rowOfIndex;
    std::vector<int> m_rowOfMissing;
};

void Joiner::placeMissing(const Timeline &timeline)
{
    int behind = 0;
    for (const TimelineRow &row : timeline.rows) {
        if (row.index >= 0) {
            behind = row.index + 1;
        } else if (const Key key = keyOf(row); !m_known.contains(key)) {
            m_known.insert(key, int(m_missing.size()));
            m_missing.emplace_back(behind, entryOf(row));
        }
    }
}

std::vector<TimelineEntry> Joiner::entries()
{
    for (const Timeline &timeline : m_timelines)
        placeMissing(timeline);
    std::vector<int> order(m_missing.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = int(i);
    std::ranges::stable_sort(order, {}, [this](int i) { return m_missing[size_t(i)].first; });

    std::vector<TimelineEntry> entries;
    entries.reserve(m_files.set.migrations.size() + m_missing.size());
    m_rowOfIndex.resize(m_files.set.migrations.size());
    m_rowOfMissing.resize(m_missing.size());
    auto next = order.begin();
    for (size_t index = 0; index <= m_files.set.migrations.size(); ++index) {
        for (; next != order.end() && m_missing[size_t(*next)].first <= int(index); ++next) {
            m_rowOfMissing[size_t(*next)] = int(entries.size());
            entries.push_back(m_missing[size_t(*next)].second);
        }
        if (index == m_files.set.migrations.size())
            break;
        m_rowOfIndex[index] = int(entries.size());
        entries.push_back(entryOf(m_files, index));
    }
    return entries;
}

void Joiner::fill(TimelineColumn &column, const Timeline &timeline) const
{
    column.cells.resize(m_rowOfIndex.size() + m_rowOfMissing.size());
    const auto &journal = column.reading->journal;
    for (const TimelineRow &row : timeline.rows) {
        const int place = row.index >= 0 ? m_rowOfIndex[size_t(row.index)]
                                         : m_rowOfMissing[size_t(m_known.value(keyOf(row)))];
        TimelineCell &cell = column.cells[size_t(place)];
        cell.state = row.state;
        cell.applied = row.applied;
        cell.changedBy = row.changedBy;
        cell.runsNext = row.runsNext;
        cell.interrupted = journal && journal->id == row.id && journal->version == row.version;
        if (cell.interrupted)
            cell.state = MigrationState::Failed;
        column.behind += cell.runsNext;
        column.needsLook +=
            *cell.state == MigrationState::Failed || *cell.state == MigrationState::Changed ||
            *cell.state == MigrationState::Missing || *cell.state == MigrationState::OutOfOrder;
        if (isApplied(row))
            column.tideRow = std::max(column.tideRow, place);
    }
}

Timeline timelineOf(const MigrationFiles &files, const FileHistories *git,
                    const TimelineColumn &column)
{
    if (!column.reading)
        return {};
    Timeline timeline =
        makeTimeline(files.set, column.reading->history, files.convention->appliesOutOfOrder());
    if (git && !files.convention->hasChecksums())
        noteFileChanges(timeline, files.set, *git);
    return timeline;
}

QString translated(const char *text)
{
    return QCoreApplication::translate("Timeline", text);
}

} // namespace

const Migration *TimelineSnapshot::migrationOf(int row) const
{
    if (row < 0 || size_t(row) >= entries.size() || entries[size_t(row)].index < 0)
        return nullptr;
    return &files->set.migrations[size_t(entries[size_t(row)].index)];
}

int TimelineSnapshot::rowOf(const QString &id) const
{
    const auto found = std::ranges::find(entries, id, &TimelineEntry::id);
    return found == entries.end() ? -1 : int(found - entries.begin());
}

int TimelineSnapshot::columnOf(const QString &environment) const
{
    const auto found = std::ranges::find_if(columns, [&](const TimelineColumn &column) {
        return column.environment.name == environment;
    });
    return found == columns.end() ? -1 : int(found - columns.begin());
}

std::shared_ptr<const TimelineSnapshot> joinTimeline(std::shared_ptr<const Workspace> workspace,
                                                     std::shared_ptr<const MigrationFiles> files,
                                                     std::shared_ptr<const FileHistories> git,
                                                     const LastVerdicts &verdicts,
                                                     std::vector<TimelineColumn> columns,
                                                     std::shared_ptr<const TimelineLint> lint)
{
    auto snapshot = std::make_shared<TimelineSnapshot>();
    std::vector<Timeline> timelines;
    timelines.reserve(columns.size());
    for (const TimelineColumn &column : columns)
        timelines.push_back(timelineOf(*files, git.get(), column));
    Joiner joiner(*files, std::move(timelines));
    snapshot->entries = joiner.entries();
    for (size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].reading)
            joiner.fill(columns[i], joiner.timelines()[i]);
        for (size_t row = 0; row < columns[i].cells.size(); ++row) {
            if (columns[i].cells[row].state == MigrationState::Changed)
                snapshot->entries[row].changed = true;
        }
    }
    for (TimelineEntry &entry : snapshot->entries) {
        if (git && entry.index >= 0)
            entry.author = authorOf(files->set.migrations[size_t(entry.index)], *git);
        if (const auto verdict = verdicts.find(entry.id); verdict != verdicts.end())
            entry.verdict = verdict->second;
        if (!lint)
            continue;
        const auto found = lint->findings.constFind(entry.id);
        if (found == lint->findings.cend())
            continue;
        for (const LintFinding &finding : *found) {
            entry.lintErrors += finding.level == LintLevel::Error;
            entry.lintWarnings += finding.level == LintLevel::Warning;
        }
    }
    snapshot->workspace = std::move(workspace);
    snapshot->files = std::move(files);
    snapshot->git = std::move(git);
    snapshot->lint = std::move(lint);
    snapshot->columns = std::move(columns);
    return snapshot;
}

QString columnSummary(const TimelineColumn &column)
{
    if (column.state == TimelineColumn::State::Unreachable)
        return translated(QT_TRANSLATE_NOOP("Timeline", "cannot be reached"));
    if (!column.isKnown())
        return translated(QT_TRANSLATE_NOOP("Timeline", "reading…"));
    if (column.behind > 0)
        return translated(QT_TRANSLATE_NOOP("Timeline", "%1 behind")).arg(column.behind);
    if (column.needsLook > 0)
        return translated(QT_TRANSLATE_NOOP("Timeline", "%1 to look at")).arg(column.needsLook);
    return translated(QT_TRANSLATE_NOOP("Timeline", "up to date"));
}

} // namespace tidemark
