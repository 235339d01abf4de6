// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/timeline.h"

#include <QHash>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

TimelineRow rowOf(const Migration &migration, int index)
{
    TimelineRow row;
    row.version = migration.version;
    row.name = migration.name;
    row.id = migration.id;
    row.file = migration.file;
    row.kind = migration.kind;
    row.index = index;
    row.irreversible = !migration.down;
    row.runnable = migration.runnable;
    return row;
}

TimelineRow missingRow(const AppliedMigration &applied)
{
    TimelineRow row;
    row.state = applied.failed ? MigrationState::Failed : MigrationState::Missing;
    row.version = applied.version;
    row.name = applied.name;
    row.id = applied.name.isEmpty() ? applied.version : applied.name;
    row.kind = applied.kind;
    row.applied = applied;
    return row;
}

bool sameContents(const Migration &migration, const AppliedMigration &applied)
{
    return migration.checksum.isEmpty() || applied.checksum.isEmpty() ||
           migration.checksum == applied.checksum ||
           migration.acceptedChecksums.contains(applied.checksum);
}

/// Versions as numbers of any length where both are digits, else as text.
bool isAtOrBelow(QString a, QString b)
{
    const auto isNumber = [](const QString &text) {
        return !text.isEmpty() && std::all_of(text.begin(), text.end(),
                                              [](QChar c) { return c >= u'0' && c <= u'9'; });
    };
    if (!isNumber(a) || !isNumber(b))
        return a <= b;
    const auto stripped = [](QString &text) {
        while (text.size() > 1 && text.startsWith(u'0'))
            text.remove(0, 1);
        return std::pair(text.size(), text);
    };
    return stripped(a) <= stripped(b);
}

class Joiner
{
public:
    Joiner(const MigrationSet &set, const History &history, bool appliesOutOfOrder)
        : m_set(set)
        , m_history(history)
        , m_appliesOutOfOrder(appliesOutOfOrder)
    {
    }

    Timeline join();

private:
    void joinWatermark(const AppliedMigration &newest);
    void joinRows();
    void joinRow(const AppliedMigration &applied, size_t &after);
    void insertMissing(const AppliedMigration &applied, size_t &after);
    void coverByBaseline();
    void judgePending();
    void copyToDuplicates();
    TimelineRow *find(const AppliedMigration &applied);
    QHash<QString, int> &placesOf(MigrationKind kind);

    const MigrationSet &m_set;
    const History &m_history;
    const bool m_appliesOutOfOrder;
    std::vector<TimelineRow> m_rows;
    QHash<QString, int> m_byVersion;                       ///< index in the set, of versioned ones
    QHash<QString, int> m_baselines;                       ///< the same, of baselines
    QHash<QString, int> m_byName;                          ///< the same, of repeatable ones
    std::vector<std::pair<size_t, TimelineRow>> m_missing; ///< to be put behind so many rows
};

/// A baseline and a versioned migration may have the same version and are still two things.
QHash<QString, int> &Joiner::placesOf(MigrationKind kind)
{
    return kind == MigrationKind::Repeatable ? m_byName
           : kind == MigrationKind::Baseline ? m_baselines
                                             : m_byVersion;
}

TimelineRow *Joiner::find(const AppliedMigration &applied)
{
    const bool repeatable = applied.kind == MigrationKind::Repeatable;
    const auto &places = placesOf(applied.kind);
    const auto place = places.constFind(repeatable ? applied.name : applied.version);
    return place == places.constEnd() ? nullptr : &m_rows[size_t(*place)];
}

void Joiner::insertMissing(const AppliedMigration &applied, size_t &after)
{
    m_missing.emplace_back(after, missingRow(applied));
}

void Joiner::joinRow(const AppliedMigration &applied, size_t &after)
{
    TimelineRow *row = find(applied);
    if (!row) {
        // A baseline that was only marked has no file and needs none.
        if (applied.kind != MigrationKind::Baseline)
            insertMissing(applied, after);
        return;
    }
    const Migration &migration = m_set.migrations[size_t(row->index)];
    row->applied = applied;
    row->state = applied.failed                     ? MigrationState::Failed
                 : sameContents(migration, applied) ? MigrationState::Applied
                                                    : MigrationState::Changed;
    after = std::max(after, size_t(row->index) + 1);
}

/// Two files with one version cannot be told apart by the history: what is true of the first is
/// said of both.
void Joiner::copyToDuplicates()
{
    for (TimelineRow &row : m_rows) {
        if (row.kind != MigrationKind::Versioned)
            continue;
        const TimelineRow &first = m_rows[size_t(m_byVersion.value(row.version))];
        if (first.index == row.index)
            continue;
        row.state = first.state;
        row.applied = first.applied;
    }
}

void Joiner::joinRows()
{
    size_t after = 0;
    for (const AppliedMigration &applied : m_history.applied)
        joinRow(applied, after);
}

void Joiner::joinWatermark(const AppliedMigration &newest)
{
    const auto place = m_byVersion.constFind(newest.version);
    const bool onDisk = place != m_byVersion.constEnd();
    size_t after = 0;
    for (TimelineRow &row : m_rows) {
        const bool reached =
            onDisk ? row.index <= *place : isAtOrBelow(row.version, newest.version);
        if (!reached)
            continue;
        row.state = MigrationState::Applied;
        after = size_t(row.index) + 1;
    }
    if (onDisk) {
        TimelineRow &row = m_rows[size_t(*place)];
        row.applied = newest;
        row.state = newest.failed ? MigrationState::Failed : MigrationState::Applied;
    } else if (newest.failed && newest.version.startsWith(u'-') && !m_rows.empty()) {
        // Version -1 and dirty: it is the way down of the first one that did not end.
        m_rows.front().state = MigrationState::Failed;
        m_rows.front().applied = newest;
    } else {
        insertMissing(newest, after);
    }
}

/// A baseline in effect, or one that will run first on an empty database, stands for all versions
/// up to its own that have no row themselves.
void Joiner::coverByBaseline()
{
    QString covering;
    for (const AppliedMigration &applied : m_history.applied) {
        if (applied.kind == MigrationKind::Baseline && !applied.failed)
            covering = applied.version;
    }
    int newestBaseline = -1;
    for (const TimelineRow &row : m_rows) {
        if (row.kind == MigrationKind::Baseline)
            newestBaseline = row.index;
    }
    const bool fresh = m_history.applied.empty();
    if (fresh && newestBaseline >= 0)
        covering = m_rows[size_t(newestBaseline)].version;
    for (TimelineRow &row : m_rows) {
        if (row.state != MigrationState::Pending || row.kind == MigrationKind::Repeatable)
            continue;
        if (row.kind == MigrationKind::Baseline) {
            if (!fresh || row.index != newestBaseline)
                row.state = MigrationState::Skipped;
        } else if (!covering.isEmpty()) {
            const auto place = m_byVersion.constFind(covering);
            const bool below = place != m_byVersion.constEnd()
                                   ? row.index <= *place || row.version == covering
                                   : isAtOrBelow(row.version, covering);
            if (below)
                row.state = MigrationState::Covered;
        }
    }
}

void Joiner::judgePending()
{
    int newest = -1;
    for (const TimelineRow &row : m_rows) {
        const bool inEffect =
            row.state == MigrationState::Applied || row.state == MigrationState::Changed;
        if (inEffect && row.kind != MigrationKind::Repeatable)
            newest = row.index;
    }
    for (TimelineRow &row : m_rows) {
        const bool repeatable = row.kind == MigrationKind::Repeatable;
        if (row.state == MigrationState::Pending && row.index < newest && !repeatable)
            row.state = MigrationState::OutOfOrder;
        row.runsNext = row.state == MigrationState::Pending ||
                       (row.state == MigrationState::OutOfOrder && m_appliesOutOfOrder) ||
                       (row.state == MigrationState::Changed && repeatable);
    }
}

Timeline Joiner::join()
{
    for (size_t i = 0; i < m_set.migrations.size(); ++i) {
        const Migration &migration = m_set.migrations[i];
        m_rows.push_back(rowOf(migration, int(i)));
        auto &places = placesOf(migration.kind);
        const QString &key =
            migration.kind == MigrationKind::Repeatable ? migration.name : migration.version;
        if (!places.contains(key))
            places.insert(key, int(i));
    }
    if (m_history.watermarkOnly) {
        if (!m_history.applied.empty())
            joinWatermark(m_history.applied.back());
    } else {
        joinRows();
    }
    copyToDuplicates();
    coverByBaseline();
    judgePending();
    std::stable_sort(m_missing.begin(), m_missing.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    for (auto missing = m_missing.rbegin(); missing != m_missing.rend(); ++missing)
        m_rows.insert(m_rows.begin() + qsizetype(missing->first), std::move(missing->second));
    return {m_set.convention, m_history.exists, std::move(m_rows)};
}

} // namespace

QString describe(MigrationState state)
{
    switch (state) {
    case MigrationState::Applied:
        return u"applied"_s;
    case MigrationState::Pending:
        return u"pending"_s;
    case MigrationState::OutOfOrder:
        return u"out of order"_s;
    case MigrationState::Changed:
        return u"changed since applied"_s;
    case MigrationState::Missing:
        return u"missing on disk"_s;
    case MigrationState::Failed:
        return u"failed"_s;
    case MigrationState::Covered:
        return u"covered by a baseline"_s;
    case MigrationState::Skipped:
        return u"skipped"_s;
    }
    return {};
}

int Timeline::count(MigrationState state) const
{
    return int(std::count_if(rows.begin(), rows.end(),
                             [&](const TimelineRow &row) { return row.state == state; }));
}

const TimelineRow *Timeline::newestApplied() const
{
    const auto found = std::find_if(rows.rbegin(), rows.rend(), [](const TimelineRow &row) {
        return row.kind != MigrationKind::Repeatable &&
               (row.state == MigrationState::Applied || row.state == MigrationState::Changed);
    });
    return found == rows.rend() ? nullptr : &*found;
}

Timeline makeTimeline(const MigrationSet &set, const History &history, bool appliesOutOfOrder)
{
    return Joiner(set, history, appliesOutOfOrder).join();
}

void noteFileChanges(Timeline &timeline, const MigrationSet &set, const FileHistories &histories)
{
    for (TimelineRow &row : timeline.rows) {
        if (row.state != MigrationState::Applied || row.index < 0 || !row.applied ||
            !row.applied->appliedAt.isValid())
            continue;
        row.changedBy =
            changeAfter(set.migrations[size_t(row.index)], histories, row.applied->appliedAt);
        if (row.changedBy)
            row.state = MigrationState::Changed;
    }
}

} // namespace tidemark
