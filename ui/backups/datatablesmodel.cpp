// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/datatablesmodel.h"

#include "base/numbertext.h"
#include "rehearsal/reports/wording.h"
#include "sql/identifier.h"

#include <algorithm>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

QString rowsText(const std::optional<qint64> &rows)
{
    return rows ? groupedText(*rows) : u"–"_s;
}

QString shownName(const ComparedTable &table)
{
    return table.schema.isEmpty() || table.schema == u"public" ? table.name
                                                               : table.schema + u'.' + table.name;
}

} // namespace

DataTablesModel::DataTablesModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void DataTablesModel::setContents(std::shared_ptr<const ContentsComparison> contents)
{
    beginResetModel();
    m_contents = std::move(contents);
    filter();
    endResetModel();
}

void DataTablesModel::setFilter(const QString &text, bool all)
{
    if (m_text == text && m_all == all)
        return;
    beginResetModel();
    m_text = text;
    m_all = all;
    filter();
    endResetModel();
}

void DataTablesModel::filter()
{
    m_shown.clear();
    const int count = m_contents ? int(m_contents->tables.size()) : 0;
    for (int i = 0; i < count; ++i) {
        const ComparedTable &table = m_contents->tables[size_t(i)];
        if ((m_all || !table.equal) &&
            (m_text.isEmpty() || shownName(table).contains(m_text, Qt::CaseInsensitive)))
            m_shown.push_back(i);
    }
}

int DataTablesModel::tableAt(int row) const
{
    return row >= 0 && row < int(m_shown.size()) ? m_shown[size_t(row)] : -1;
}

int DataTablesModel::rowOf(int table) const
{
    const auto at = std::ranges::find(m_shown, table);
    return at == m_shown.end() ? -1 : int(at - m_shown.begin());
}

int DataTablesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int DataTablesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString DataTablesModel::differenceOf(const ComparedTable &table) const
{
    if (table.equal)
        return tr("the same");
    if (!table.before)
        return tr("only in B");
    if (!table.after)
        return tr("only in A");
    const qint64 more = *table.after - *table.before;
    return more == 0  ? tr("other values")
           : more > 0 ? tr("%1 more").arg(groupedText(more))
                      : tr("%1 fewer").arg(groupedText(-more));
}

QVariant DataTablesModel::data(const QModelIndex &index, int role) const
{
    const int number = tableAt(index.row());
    if (number < 0)
        return {};
    const ComparedTable &table = m_contents->tables[size_t(number)];
    const int column = index.column();
    if (role == Qt::DisplayRole)
        return column == Name     ? shownName(table)
               : column == Before ? rowsText(table.before)
               : column == After  ? rowsText(table.after)
                                  : differenceOf(table);
    if (role == Qt::ToolTipRole)
        return tr("%1: %2 rows in A, %3 in B, %4")
            .arg(displayQualified(table.schema, table.name), rowsText(table.before),
                 rowsText(table.after), differenceOf(table));
    if (role == Qt::AccessibleTextRole)
        return tr("%1: %2 rows in A, %3 in B, %4")
            .arg(table.name, rowsText(table.before), rowsText(table.after), differenceOf(table));
    if (role == Qt::TextAlignmentRole)
        return int(column == Before || column == After ? Qt::AlignRight | Qt::AlignVCenter
                                                       : Qt::AlignLeft | Qt::AlignVCenter);
    if (role == ToneRole)
        return int(table.equal     ? Tone::Neutral
                   : !table.before ? Tone::Good
                   : !table.after  ? Tone::Bad
                                   : Tone::Caution);
    return {};
}

QVariant DataTablesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(section == Before || section == After ? Qt::AlignRight | Qt::AlignVCenter
                                                         : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == Name     ? tr("Table")
           : section == Before ? tr("A")
           : section == After  ? tr("B")
                               : tr("Difference");
}

} // namespace tidemark
