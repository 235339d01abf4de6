// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/rehearsalmodel.h"

#include "rehearsal/reports/wording.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

void RehearsalModel::setRows(std::vector<RehearsalRow> rows)
{
    // The same migrations: who looks at them keeps place and selection.
    const bool same =
        !rows.empty() && std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                    [](const auto &a, const auto &b) { return a.id == b.id; });
    if (same) {
        updateRows(0, static_cast<int>(rows.size()) - 1, rows);
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void RehearsalModel::updateRows(int first, int last, const std::vector<RehearsalRow> &rows)
{
    last = std::min(last, static_cast<int>(std::min(rows.size(), m_rows.size())) - 1);
    first = std::max(first, 0);
    if (first > last)
        return;
    std::copy(rows.begin() + first, rows.begin() + last + 1, m_rows.begin() + first);
    Q_EMIT dataChanged(index(first, 0), index(last, RehearsalColumns - 1));
}

int RehearsalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RehearsalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(RehearsalColumns);
}

const RehearsalRow *RehearsalModel::row(int number) const
{
    return number >= 0 && static_cast<size_t>(number) < m_rows.size()
               ? &m_rows[static_cast<size_t>(number)]
               : nullptr;
}

int RehearsalModel::find(const QString &id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&id](const RehearsalRow &row) { return row.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QString RehearsalModel::textOf(const RehearsalRow &row, int column) const
{
    switch (column) {
    case VersionColumn:
        return row.version;
    case NameColumn:
        return row.name.isEmpty() ? row.id : row.name;
    case VerdictColumn:
        return row.report    ? verdictLabel(row.report->verdict)
               : row.running ? tr("running")
                             : QString();
    case BeforeColumn:
        return row.before ? row.before->label : QString();
    case TimeColumn:
        return row.report ? durationText(totalMs(*row.report)) : QString();
    default:
        return {};
    }
}

QString RehearsalModel::toolTipOf(const RehearsalRow &row, int column)
{
    switch (column) {
    case NameColumn:
        return row.file;
    case VerdictColumn:
        return row.report ? row.report->reason : QString();
    case BeforeColumn:
        return row.before ? row.before->reason : QString();
    case TimeColumn:
        return row.before ? tr("%1 the last time").arg(durationText(row.before->ms)) : QString();
    default:
        return {};
    }
}

QVariant RehearsalModel::data(const QModelIndex &index, int role) const
{
    const RehearsalRow *found = row(index.row());
    if (!found)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*found, index.column());
    case Qt::ToolTipRole:
        return toolTipOf(*found, index.column());
    case Qt::AccessibleTextRole:
        return QStringList{found->version, textOf(*found, NameColumn),
                           textOf(*found, VerdictColumn)}
            .join(u", "_s);
    case Qt::TextAlignmentRole:
        if (index.column() == TimeColumn)
            return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    case RowRole:
        return QVariant::fromValue(found);
    case IdRole:
        return found->id;
    case VerdictRole:
        return found->report ? static_cast<int>(found->report->verdict) : -1;
    case TrendRole: {
        const auto trend = found->trend();
        return trend ? static_cast<int>(*trend) : -1;
    }
    case SearchRole:
        return QString(found->id + u'\n' + found->version + u'\n' + found->name + u'\n' +
                       textOf(*found, VerdictColumn) + u'\n' +
                       (found->report ? found->report->reason : QString()));
    default:
        return {};
    }
}

QVariant RehearsalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case VersionColumn:
        return tr("version");
    case NameColumn:
        return tr("migration");
    case LaneColumn:
        return tr("steps");
    case VerdictColumn:
        return tr("verdict");
    case BeforeColumn:
        return tr("before");
    case TimeColumn:
        return tr("time");
    default:
        return {};
    }
}

} // namespace tidemark
