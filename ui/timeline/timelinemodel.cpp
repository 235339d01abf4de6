// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timelinemodel.h"

#include "workbench/timelinewords.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// What a person should know of a cell before it is clicked: in the tool tip, and read aloud.
QString cellText(const TimelineColumn &column, const TimelineCell *cell)
{
    if (!cell || !cell->state)
        return TimelineModel::tr("%1: not known").arg(column.environment.name);
    return u"%1: %2"_s.arg(column.environment.name, stateSentence(*cell));
}

QString compactSummary(const TimelineColumn &column)
{
    if (column.state == TimelineColumn::State::Unreachable)
        return u"?"_s;
    if (!column.isKnown())
        return u"…"_s;
    if (column.behind > 0)
        return u"−%1"_s.arg(column.behind);
    return column.needsLook > 0 ? u"!"_s : u"✓"_s;
}

QString headText(const TimelineColumn &column)
{
    QString text =
        u"%1 (%2): %3"_s.arg(column.environment.name, environmentRoleName(column.environment.role),
                             columnSummary(column));
    if (column.reading)
        text += u'\n' + column.reading->server + u" · "_s + column.reading->database;
    if (column.error) {
        text += u'\n' + column.error->summary;
        if (!column.error->detail.isEmpty())
            text += u'\n' + column.error->detail;
        if (!column.error->hint.isEmpty())
            text += u'\n' + column.error->hint;
    }
    return text;
}

} // namespace

QList<Chip> chipsOf(const TimelineEntry &entry)
{
    QList<Chip> chips;
    if (entry.changed)
        chips += {TimelineModel::tr("changed"), Tone::Caution};
    const bool saysDown = entry.verdict && (entry.verdict->verdict == Verdict::NoDown ||
                                            entry.verdict->verdict == Verdict::EmptyDown);
    if (entry.index < 0)
        chips += {TimelineModel::tr("no file"), Tone::Caution};
    else if (!entry.runnable)
        chips += {TimelineModel::tr("not SQL"), Tone::Neutral};
    else if (entry.noDown && !saysDown)
        chips += {TimelineModel::tr("no down"), Tone::Caution};
    else if (entry.emptyDown && !saysDown)
        chips += {TimelineModel::tr("empty down"), Tone::Neutral};
    if (entry.verdict)
        chips += {entry.verdict->label, entry.verdict->tone};
    if (entry.findings > 0 && entry.runnable) {
        const Tone tone = entry.worst == Finding::Severity::Error     ? Tone::Bad
                          : entry.worst == Finding::Severity::Warning ? Tone::Caution
                                                                      : Tone::Neutral;
        chips += {entry.findings == 1 ? TimelineModel::tr("1 finding")
                                      : TimelineModel::tr("%1 findings").arg(entry.findings),
                  tone};
    }
    if (const int lint = entry.lintErrors + entry.lintWarnings; lint > 0)
        chips += {TimelineModel::tr("%1 lint").arg(lint),
                  entry.lintErrors > 0 ? Tone::Bad : Tone::Caution};
    std::ranges::stable_sort(chips, std::ranges::greater(), &Chip::tone);
    return chips;
}

// ---- Taking a snapshot

bool TimelineModel::sameColumns(const TimelineSnapshot &other) const
{
    return m_snapshot && std::ranges::equal(m_snapshot->columns, other.columns,
                                            [](const TimelineColumn &a, const TimelineColumn &b) {
                                                return a.environment.name == b.environment.name;
                                            });
}

void TimelineModel::set(std::shared_ptr<const TimelineSnapshot> snapshot,
                        std::shared_ptr<const std::vector<int>> rows, const TimelineView &view)
{
    m_view = view;
    if (!snapshot || !sameColumns(*snapshot)) {
        beginResetModel();
        replace(std::move(snapshot), std::move(rows));
        endResetModel();
        return;
    }
    const auto idIn = [](const TimelineSnapshot &in, int row) -> const QString & {
        return in.entries[size_t(row)].id;
    };
    const auto same = [&](size_t before, size_t after) {
        return idIn(*m_snapshot, (*m_rows)[before]) == idIn(*snapshot, (*rows)[after]);
    };
    const size_t before = m_rows->size();
    const size_t after = rows->size();
    size_t head = 0;
    while (head < before && head < after && same(head, head))
        ++head;
    size_t tail = 0;
    while (tail < before - head && tail < after - head && same(before - 1 - tail, after - 1 - tail))
        ++tail;
    const int removed = int(before - head - tail);
    const int added = int(after - head - tail);
    if (removed > 0 && added > 0) {
        beginResetModel();
        replace(std::move(snapshot), std::move(rows));
        endResetModel();
        return;
    }
    if (removed > 0)
        beginRemoveRows({}, int(head), int(head) + removed - 1);
    if (added > 0)
        beginInsertRows({}, int(head), int(head) + added - 1);
    replace(std::move(snapshot), std::move(rows));
    if (removed > 0)
        endRemoveRows();
    if (added > 0)
        endInsertRows();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void TimelineModel::replace(std::shared_ptr<const TimelineSnapshot> snapshot,
                            std::shared_ptr<const std::vector<int>> rows)
{
    m_snapshot = std::move(snapshot);
    m_rows = m_snapshot ? std::move(rows) : nullptr;
    m_tide.clear();
    m_longestVersion = 0;
    if (!m_snapshot)
        return;
    for (const TimelineEntry &entry : m_snapshot->entries)
        m_longestVersion = std::max(m_longestVersion, entry.version.size());
    for (const TimelineColumn &column : m_snapshot->columns) {
        if (!isInOrder() || !column.isKnown()) {
            m_tide.push_back(-1);
            continue;
        }
        // Rows are in order, so those on one side of the mark stand together.
        const bool newestFirst = !m_view.reversed;
        const auto above = std::ranges::partition_point(*m_rows, [&](int row) {
            return newestFirst ? row > column.tideRow : row <= column.tideRow;
        });
        m_tide.push_back(int(above - m_rows->begin()));
    }
}

int TimelineModel::positionOf(const QString &id) const
{
    if (!m_snapshot)
        return -1;
    const auto found = std::ranges::find_if(
        *m_rows, [&](int row) { return m_snapshot->entries[size_t(row)].id == id; });
    return found == m_rows->end() ? -1 : int(found - m_rows->begin());
}

// ---- Answering a view

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_rows ? 0 : int(m_rows->size());
}

int TimelineModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return FirstEnvironment + (m_snapshot ? int(m_snapshot->columns.size()) : 0);
}

const TimelineEntry &TimelineModel::entryAt(int row) const
{
    return m_snapshot->entries[size_t((*m_rows)[size_t(row)])];
}

const TimelineCell *TimelineModel::cellAt(int row, int column) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const auto &cells = m_snapshot->columns[size_t(column - FirstEnvironment)].cells;
    return cells.empty() ? nullptr : &cells[size_t((*m_rows)[size_t(row)])];
}

/// The nearest cell in that direction that says anything; a few rows are enough, as only migrations
/// without a file say nothing.
bool TimelineModel::isLineTo(int row, int column, int step) const
{
    constexpr int farthest = 50;
    if (!isInOrder())
        return false;
    for (int at = row + step; std::abs(at - row) <= farthest; at += step) {
        const TimelineCell *cell = cellAt(at, column);
        if (!cell)
            return false;
        if (!cell->state)
            continue;
        return *cell->state == MigrationState::Applied || *cell->state == MigrationState::Changed ||
               *cell->state == MigrationState::Missing || *cell->state == MigrationState::Covered;
    }
    return false;
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TimelineEntry &entry = entryAt(index.row());
    if (role == IdRole)
        return entry.id;
    if (role == RowRole)
        return (*m_rows)[size_t(index.row())];
    if (role == PlaceholderRole)
        return entry.index < 0;
    if (index.column() < FirstEnvironment)
        return entryData(entry, index.column(), role);
    return cellData(index, role);
}

QVariant TimelineModel::entryData(const TimelineEntry &entry, int column, int role) const
{
    if (role == ChipsRole)
        return QVariant::fromValue(chipsOf(entry));
    const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
    switch (column) {
    case VersionColumn:
        if (isText || role == Qt::ToolTipRole)
            return entry.version;
        break;
    case NameColumn:
        // Without a file there is often only the version, which stands beside it.
        if (isText)
            return entry.index < 0 && entry.name == entry.version ? QString() : entry.name;
        if (role == Qt::ToolTipRole)
            return entry.id;
        break;
    case ChipsColumn:
        if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole) {
            QStringList words;
            for (const Chip &chip : chipsOf(entry))
                words += chip.text;
            if (role == Qt::ToolTipRole && entry.verdict)
                words += entry.verdict->reason;
            return words.join(role == Qt::ToolTipRole ? u"\n"_s : u", "_s);
        }
        break;
    default:
        break;
    }
    return {};
}

QVariant TimelineModel::cellData(const QModelIndex &index, int role) const
{
    const TimelineColumn &column = m_snapshot->columns[size_t(index.column() - FirstEnvironment)];
    const TimelineCell *cell = cellAt(index.row(), index.column());
    switch (role) {
    case StateRole:
        return cell && cell->state ? int(*cell->state) : -1;
    case LineAboveRole:
        return isLineTo(index.row(), index.column(), -1);
    case LineBelowRole:
        return isLineTo(index.row(), index.column(), 1);
    case EnvironmentRoleRole:
        return int(column.environment.role);
    case StaleRole:
        return column.state == TimelineColumn::State::Unreachable;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return cellText(column, cell);
    default:
        return {};
    }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (section < FirstEnvironment) {
        if (role != Qt::DisplayRole)
            return {};
        return section == VersionColumn ? tr("version")
               : section == NameColumn  ? tr("name")
                                        : QString();
    }
    const TimelineColumn &column = m_snapshot->columns[size_t(section - FirstEnvironment)];
    switch (role) {
    case Qt::DisplayRole:
        return column.environment.name;
    case SubtitleRole:
        return columnSummary(column);
    case CompactRole:
        return compactSummary(column);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return headText(column);
    case EnvironmentRoleRole:
        return int(column.environment.role);
    case StaleRole:
        return column.state == TimelineColumn::State::Unreachable;
    case TideRole:
        return m_tide[size_t(section - FirstEnvironment)];
    case SortRole:
        if (m_view.order != TimelineView::Order::State ||
            m_view.environment != column.environment.name)
            return 0;
        return m_view.reversed ? -1 : 1;
    default:
        return {};
    }
}

} // namespace tidemark
