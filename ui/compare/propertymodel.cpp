// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/propertymodel.h"

#include "rehearsal/reports/wording.h"
#include "widgets/controls.h"

namespace tidemark {

using namespace Qt::StringLiterals;

PropertyModel::PropertyModel(Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
}

void PropertyModel::setRows(std::vector<PropertyRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void PropertyModel::setHeads(const QString &before, const QString &after)
{
    m_before = before;
    m_after = after;
    Q_EMIT headerDataChanged(Qt::Horizontal, BeforeValue, AfterValue);
}

int PropertyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PropertyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PropertyModel::text(const PropertyRow &row, int column) const
{
    if (column == What) {
        if (row.part.isEmpty() || row.property.isEmpty())
            return row.part + row.property;
        return row.part + u" · "_s + row.property;
    }
    const bool before = column == BeforeValue;
    if ((before && row.standing == Standing::Added) ||
        (!before && row.standing == Standing::Removed))
        return tr("not there");
    const QString &value = before ? row.before : row.after;
    return value.isEmpty() ? tr("none") : value;
}

QVariant PropertyModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PropertyRow &row = m_rows[size_t(index.row())];
    const QString whole = text(row, index.column());
    const bool nothing = index.column() != What &&
                         (index.column() == BeforeValue ? row.before : row.after).isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return oneLine(whole);
    case Qt::AccessibleTextRole:
        return whole;
    case Qt::ToolTipRole:
        return plainTip(whole);
    case Qt::FontRole:
        return index.column() == What || nothing ? m_theme.textFont() : m_theme.codeFont();
    case Qt::ForegroundRole:
        return m_theme.colour(nothing ? Colour::Faint : Colour::Text);
    default:
        return {};
    }
}

QVariant PropertyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == What ? tr("property") : section == BeforeValue ? m_before : m_after;
}

} // namespace tidemark
