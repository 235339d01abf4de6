// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/lostrowsmodel.h"

#include "rehearsal/reports/wording.h"

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestCell = 120;

bool same(const QString &a, const QString &b)
{
    return a == b && a.isNull() == b.isNull();
}

/// "name=Ada, phone=NULL"
QString allOf(const QStringList &columns, const QStringList &cells)
{
    QStringList parts;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QString &value = cells.at(i);
        parts += columns.value(i) + u'=' + (value.isNull() ? u"NULL"_s : oneLine(value, 60));
    }
    return parts.join(u", "_s);
}

} // namespace

LostRowsModel::LostRowsModel(const TableDataDifference &difference, QObject *parent)
    : QAbstractTableModel(parent)
{
    if (difference.changedColumns.size() == 1)
        m_column = difference.changedColumns.front();
    for (const RowSample &sample : difference.samples)
        addSample(difference, sample);
}

LostRowsModel::Cell LostRowsModel::cellOf(const QString &value)
{
    return value.isNull() ? Cell{u"NULL"_s, Fate::Null} : Cell{oneLine(value, kLongestCell)};
}

void LostRowsModel::addSample(const TableDataDifference &difference, const RowSample &sample)
{
    const QString key = oneLine(sample.key.join(u", "_s), kLongestCell);
    if (sample.before.isEmpty() || sample.after.isEmpty()) {
        const Cell before{allOf(difference.columns, sample.before)};
        const Cell after{allOf(difference.columns, sample.after)};
        m_lines.push_back({key,
                           sample.before.isEmpty() ? Cell{tr("not there"), Fate::Gone} : before,
                           sample.after.isEmpty() ? Cell{tr("gone"), Fate::Gone} : after});
        return;
    }
    for (qsizetype i = 0; i < difference.columns.size(); ++i) {
        const QString before = sample.before.value(i);
        const QString after = sample.after.value(i);
        if (same(before, after))
            continue;
        const QString column = difference.columns.at(i);
        Line line{key, cellOf(before), cellOf(after)};
        if (column != m_column)
            line.key += u" · "_s + column;
        m_lines.push_back(std::move(line));
    }
}

int LostRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LostRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Columns);
}

QVariant LostRowsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || static_cast<size_t>(index.row()) >= m_lines.size())
        return {};
    const Line &line = m_lines[static_cast<size_t>(index.row())];
    const Cell cell = index.column() == KeyColumn      ? Cell{line.key}
                      : index.column() == BeforeColumn ? line.before
                                                       : line.after;
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return cell.text;
    if (role == FateRole)
        return static_cast<int>(cell.fate);
    return {};
}

void LostRowsModel::setMoments(const QString &before, const QString &after)
{
    m_before = before;
    m_after = after;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

QVariant LostRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KeyColumn:
        return tr("row");
    case BeforeColumn:
        return !m_before.isEmpty()  ? m_before
               : m_column.isEmpty() ? tr("before the down")
                                    : tr("%1 before").arg(m_column);
    case AfterColumn:
        return m_after.isEmpty() ? tr("after") : m_after;
    default:
        return {};
    }
}

} // namespace tidemark
