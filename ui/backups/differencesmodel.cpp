// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/differencesmodel.h"

#include "widgets/controls.h"

#include <QFont>

#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

DifferencesModel::DifferencesModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void DifferencesModel::setDifferences(std::shared_ptr<const ShownDifferences> differences)
{
    beginResetModel();
    m_shown = std::move(differences);
    m_lines.clear();
    const int count = m_shown ? int(m_shown->rows.size()) : 0;
    for (int i = 0; i < count; ++i) {
        const RowDifference::Kind kind = m_shown->rows[size_t(i)].kind;
        if (kind != RowDifference::Kind::Added)
            m_lines.push_back({i, false});
        if (kind != RowDifference::Kind::Gone)
            m_lines.push_back({i, true});
    }
    endResetModel();
}

int DifferencesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int DifferencesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_shown ? 0 : int(m_shown->facts.columns.size());
}

const ShownCell *DifferencesModel::cellAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= int(m_lines.size()))
        return nullptr;
    const Line line = m_lines[size_t(index.row())];
    const ShownDifference &one = m_shown->rows[size_t(line.difference)];
    const auto &cells = line.after ? one.after : one.before;
    return index.column() < int(cells.size()) ? &cells[size_t(index.column())] : nullptr;
}

/// A column that only the other side has is empty, and not NULL.
bool DifferencesModel::isOnSide(const QModelIndex &index) const
{
    const RowsComparison &facts = m_shown->facts;
    const QString &column = facts.columns[index.column()];
    return !(m_lines[size_t(index.row())].after ? facts.onlyBefore : facts.onlyAfter)
                .contains(column);
}

DifferencesModel::Mark DifferencesModel::markOf(const QModelIndex &index) const
{
    const Line line = m_lines[size_t(index.row())];
    const ShownDifference &one = m_shown->rows[size_t(line.difference)];
    if (one.kind == RowDifference::Kind::Changed && !one.changed[size_t(index.column())])
        return index.column() < m_shown->facts.keyColumns ? Mark::None : Mark::Same;
    return line.after ? Mark::Added : Mark::Gone;
}

/// The value, and what the colour behind it says.
QString DifferencesModel::accessibleText(const QModelIndex &index, const ShownCell &cell) const
{
    if (!isOnSide(index))
        return tr("no such column here");
    const QString value = cell.kind == ShownCell::Kind::Null ? tr("no value") : cell.text;
    const Mark mark = markOf(index);
    if (mark != Mark::Added && mark != Mark::Gone)
        return value;
    const Line line = m_lines[size_t(index.row())];
    if (m_shown->rows[size_t(line.difference)].kind == RowDifference::Kind::Changed)
        return tr("%1, changed").arg(value);
    return line.after ? tr("%1, added").arg(value) : tr("%1, gone").arg(value);
}

QVariant DifferencesModel::data(const QModelIndex &index, int role) const
{
    const ShownCell *cell = cellAt(index);
    if (!cell)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return !isOnSide(index)                      ? QString()
               : cell->kind == ShownCell::Kind::Null ? u"NULL"_s
                                                     : cell->text;
    case Qt::ToolTipRole:
        return cell->text.size() > 40 ? plainTip(cell->text) : QString();
    case Qt::AccessibleTextRole:
        return accessibleText(index, *cell);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case MarkRole:
        return int(markOf(index));
    case CellKindRole:
        return isOnSide(index) ? QVariant(int(cell->kind)) : QVariant();
    case CutRole:
        return cell->cut;
    default:
        return {};
    }
}

QVariant DifferencesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (!m_shown)
        return {};
    if (orientation == Qt::Horizontal) {
        const RowsComparison &facts = m_shown->facts;
        const QString name = facts.columns.value(section);
        if (role == Qt::TextAlignmentRole)
            return int(Qt::AlignLeft | Qt::AlignVCenter);
        if (role == Qt::ToolTipRole)
            return facts.onlyBefore.contains(name)  ? tr("a column of A alone")
                   : facts.onlyAfter.contains(name) ? tr("a column of B alone")
                   : section < facts.keyColumns     ? tr("of the key")
                                                    : QVariant();
        return role == Qt::DisplayRole ? name : QVariant();
    }
    if (section >= int(m_lines.size()))
        return {};
    const Line line = m_lines[size_t(section)];
    const bool changed =
        m_shown->rows[size_t(line.difference)].kind == RowDifference::Kind::Changed;
    if (role == Qt::DisplayRole)
        return changed ? (line.after ? u"B"_s : u"A"_s) : line.after ? u"+"_s : u"−"_s;
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole)
        return changed      ? (line.after ? tr("changed, as in B") : tr("changed, as in A"))
               : line.after ? tr("only in B")
                            : tr("only in A");
    return {};
}

} // namespace tidemark
