// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/archiverowsmodel.h"

#include "base/numbertext.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t mostWanted = 8; ///< pages: a screen shows two

} // namespace

ArchiveRowsModel::ArchiveRowsModel(qint64 pageRows, QObject *parent)
    : QAbstractTableModel(parent)
    , m_pageRows(pageRows)
    , m_pages(keptPages)
{
    m_ask.setSingleShot(true);
    m_ask.setInterval(0); // all that one painting looked at
    connect(&m_ask, &QTimer::timeout, this, &ArchiveRowsModel::askForPages);
}

void ArchiveRowsModel::setTable(const ArchiveTable *table)
{
    beginResetModel();
    m_columns = table ? table->columns : std::vector<ArchiveColumn>();
    m_total = 0;
    m_first = 0;
    m_mark.clear();
    m_pages.clear();
    m_wanted.clear();
    endResetModel();
}

int ArchiveRowsModel::shownRows(qint64 total) const
{
    return int(std::clamp<qint64>(total - m_first, 0, mostRows));
}

void ArchiveRowsModel::setTotal(qint64 rows)
{
    if (rows == m_total)
        return;
    const int before = shownRows(m_total);
    const int after = shownRows(rows);
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_total = rows;
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_total = rows;
        endRemoveRows();
    } else {
        m_total = rows;
    }
}

void ArchiveRowsModel::reach(qint64 row)
{
    if (row < 0 || row >= m_total || rowOf(row) >= 0)
        return;
    beginResetModel();
    const qint64 middle = std::max<qint64>(0, row - mostRows / 2);
    m_first = middle - middle % m_pageRows;
    endResetModel();
}

int ArchiveRowsModel::rowOf(qint64 row) const
{
    const qint64 here = row - m_first;
    return here >= 0 && here < shownRows(m_total) ? int(here) : -1;
}

void ArchiveRowsModel::addPage(const std::shared_ptr<const ShownPage> &page)
{
    m_pages.insert(page->first, new std::shared_ptr<const ShownPage>(page));
    const qint64 from = std::max<qint64>(0, page->first - m_first);
    const qint64 to = std::min<qint64>(page->first + m_pageRows - m_first, shownRows(m_total)) - 1;
    if (page->first + m_pageRows <= m_first || to < from || m_columns.empty())
        return;
    Q_EMIT dataChanged(index(int(from), 0), index(int(to), int(m_columns.size()) - 1));
}

void ArchiveRowsModel::setMark(const QString &text)
{
    if (text == m_mark)
        return;
    m_mark = text;
    if (rowCount() > 0 && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {HitRole});
}

void ArchiveRowsModel::want(qint64 page) const
{
    if (!m_wanted.empty() && m_wanted.back() == page)
        return;
    std::erase(m_wanted, page);
    m_wanted.push_back(page);
    m_ask.start();
}

void ArchiveRowsModel::askForPages()
{
    std::vector<qint64> pages(m_wanted.rbegin(), m_wanted.rend());
    m_wanted.clear();
    std::erase_if(pages, [this](qint64 page) { return m_pages.contains(page); });
    if (pages.size() > mostWanted)
        pages.resize(mostWanted);
    if (!pages.empty())
        Q_EMIT pagesWanted(pages);
}

bool ArchiveRowsModel::isRead(int row) const
{
    const qint64 at = m_first + row;
    return m_pages.contains(at - at % m_pageRows);
}

const ShownCell *ArchiveRowsModel::cellAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const qint64 row = m_first + index.row();
    const qint64 first = row - row % m_pageRows;
    const auto *page = m_pages.object(first);
    if (!page) {
        want(first);
        return nullptr;
    }
    const size_t inPage = size_t(row - first);
    if (inPage >= (*page)->rows.size() || size_t(index.column()) >= (*page)->rows[inPage].size())
        return nullptr;
    return &(*page)->rows[inPage][size_t(index.column())];
}

int ArchiveRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : shownRows(m_total);
}

int ArchiveRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant ArchiveRowsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool right = isNumberType(m_columns[size_t(index.column())].type);
        return int((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    const ShownCell *cell = cellAt(index);
    if (!cell)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cell->kind == ShownCell::Kind::Null ? u"NULL"_s : cell->text;
    case Qt::AccessibleTextRole:
        return cell->kind == ShownCell::Kind::Null ? tr("no value") : cell->text;
    case Qt::ToolTipRole:
        return cell->cut || cell->kind == ShownCell::Kind::Bytes
                   ? tr("%1 bytes").arg(groupedText(cell->bytes))
                   : QString();
    case CellKindRole:
        return int(cell->kind);
    case CutRole:
        return cell->cut;
    case HitRole:
        return !m_mark.isEmpty() && cell->kind != ShownCell::Kind::Null &&
               cell->text.contains(m_mark, Qt::CaseInsensitive);
    default:
        return {};
    }
}

QVariant ArchiveRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        if (role == Qt::DisplayRole)
            return groupedText(m_first + section + 1);
        return {};
    }
    if (section < 0 || size_t(section) >= m_columns.size())
        return {};
    const ArchiveColumn &column = m_columns[size_t(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.name;
    case TypeRole:
        return column.type;
    case Qt::ToolTipRole:
        return column.type.isEmpty() ? column.name : column.name + u"  "_s + column.type;
    case Qt::TextAlignmentRole:
        return int((isNumberType(column.type) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace tidemark
