// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/relatedmodel.h"

namespace tidemark {

using namespace Qt::StringLiterals;

RelatedModel::RelatedModel(Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
}

void RelatedModel::setRows(std::vector<RelatedObject> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void RelatedModel::setHeads(const QString &before, const QString &after)
{
    m_before = before;
    m_after = after;
}

int RelatedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RelatedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RelatedModel::text(const RelatedObject &row, int column) const
{
    switch (column) {
    case Object:
        return row.id.kind + u' ' + row.id.object;
    case Relation:
        switch (row.relation) {
        case RelatedObject::Relation::InTheWay:
            return tr("in its way: goes first, comes back");
        case RelatedObject::Relation::GoesWith:
            return tr("goes with it");
        case RelatedObject::Relation::NeededBy:
            break;
        }
        return tr("needed by it");
    case Where:
        return row.before && row.after ? tr("on both sides") : row.before ? m_before : m_after;
    default:
        return {};
    }
}

QVariant RelatedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return text(m_rows[size_t(index.row())], index.column());
    case Qt::ForegroundRole:
        return m_theme.colour(index.column() == Object ? Colour::Text : Colour::Muted);
    default:
        return {};
    }
}

QVariant RelatedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Object ? tr("object") : section == Relation ? tr("how") : tr("where");
}

} // namespace tidemark
